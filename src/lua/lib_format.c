#include "config.h"

#include <math.h>
#include <stdio.h>

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/text_buf.h"

/*
 * string.format: %d %i %u %c %x %X %o %e %E %f %g %G %s %q %%. No %p (an address) and no %a
 * (hexadecimal floats have no one form); %s shows a value as tostring does.
 */

/* FORMAT_BYTES: `%`, five flags, two digits, `.`, two digits, `ll`, the letter, a NUL.
 * NUMBER_BYTES: the longest %f of a double with 99 digits behind the point. */
enum { FORMAT_BYTES = 16, NUMBER_BYTES = 512 };

struct spec {
	char format[FORMAT_BYTES]; /* with `%`, without the letter */
	size_t len;
	bool has_precision;
};

/* Which letters may have which flags, and whether a precision. */
static const struct {
	const char *letters, *flags;
	bool precision;
} allowed[] = {
	{ "c", "-", false },    { "di", "-+ 0", true },     { "u", "-0", true },
	{ "oxX", "-#0", true }, { "eEfgG", "-+ #0", true }, { "s", "-", true },
	{ "q", "", false },
};

static void
spec_add(struct spec *spec, char c)
{
	spec->format[spec->len++] = c;
	spec->format[spec->len] = '\0';
}

static const char *
digits_take(const char *text, struct spec *spec)
{
	for (int i = 0; i < 2 && *text >= '0' && *text <= '9'; i++)
		spec_add(spec, *text++);
	return text;
}

/* Reads flags, width and precision behind the `%`; returns where the letter is. */
static const char *
spec_parse(lua_State *lua, const char *text, struct spec *spec)
{
	const char *start = text;

	*spec = (struct spec){ "%", 1, false };
	while (*text && strchr("-+ #0", *text)) {
		if (text - start >= 5)
			luaL_error(lua, "invalid format (repeated flags)");
		spec_add(spec, *text++);
	}
	text = digits_take(text, spec);
	if (*text == '.') {
		spec->has_precision = true;
		spec_add(spec, *text++);
		text = digits_take(text, spec);
	}
	if (*text >= '0' && *text <= '9')
		luaL_error(lua, "invalid format (width or precision too long)");
	return text;
}

/* Raises unless LETTER is a conversion and takes what SPEC holds. */
static void
spec_check(lua_State *lua, const struct spec *spec, char letter)
{
	for (size_t i = 0; letter && i < ARRAY_SIZE(allowed); i++) {
		size_t flags = strspn(spec->format + 1, "-+ #0");

		if (!strchr(allowed[i].letters, letter))
			continue;
		if (strspn(spec->format + 1, allowed[i].flags) < flags ||
		    (spec->has_precision && !allowed[i].precision) ||
		    (letter == 'q' && spec->len > 1))
			break;
		return;
	}
	luaL_error(lua, "invalid conversion '%s%c' to 'format'", spec->format,
		   letter ? letter : ' ');
}

/* The format is checked by spec_check; what it is given fits its letter. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void
add_integer(struct text_buf *out, struct spec *spec, char letter, lua_Integer n)
{
	char text[NUMBER_BYTES];

	spec_add(spec, 'l');
	spec_add(spec, 'l');
	spec_add(spec, letter);
	text_buf_add(out, (struct bytes){ text, (size_t)snprintf(text, sizeof(text), spec->format,
								 (long long)n) });
}

static void
add_float(struct text_buf *out, struct spec *spec, char letter, lua_Number n)
{
	char text[NUMBER_BYTES];

	spec_add(spec, letter);
	text_buf_add(out,
		     (struct bytes){ text, (size_t)snprintf(text, sizeof(text), spec->format, n) });
}

static void
add_character(struct text_buf *out, struct spec *spec, lua_Integer c)
{
	char text[NUMBER_BYTES];

	spec_add(spec, 'c');
	text_buf_add(out, (struct bytes){ text, (size_t)snprintf(text, sizeof(text), spec->format,
								 (int)c) });
}

/* A string with a width or a precision: at most 99 bytes of it, or all of it. */
static void
add_padded(struct text_buf *out, struct spec *spec, const char *string)
{
	char text[NUMBER_BYTES];

	spec_add(spec, 's');
	text_buf_add(out, (struct bytes){ text, (size_t)snprintf(text, sizeof(text), spec->format,
								 string) });
}

#pragma GCC diagnostic pop

static void
add_string(lua_State *lua, struct text_buf *out, struct spec *spec, int arg)
{
	struct bytes text;

	value_to_text(lua, arg);
	text.data = lua_tolstring(lua, -1, &text.len);
	budget_charge_bytes(policy_of(lua), text.len);
	if (spec->len == 1 || (!spec->has_precision && text.len >= 100)) {
		text_buf_add_value(out);
		return;
	}
	if (strlen(text.data) != text.len)
		luaL_argerror(lua, arg, "string contains zeros");
	lua_pop(lua, 1); /* the text is formatted before anything is collected */
	add_padded(out, spec, text.data);
}

/* A Lua literal that reads as the string. */
static void
add_quoted_string(lua_State *lua, struct text_buf *out, int arg)
{
	struct bytes text;

	text.data = lua_tolstring(lua, arg, &text.len);
	budget_charge(policy_of(lua), text.len);
	text_buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i], code[8];

		if (c == '"' || c == '\\' || c == '\n') {
			text_buf_add_char(out, '\\');
			text_buf_add_char(out, c);
		} else if ((unsigned char)c < ' ' || c == 0x7f) {
			bool digit = i + 1 < text.len && text.data[i + 1] >= '0' &&
				     text.data[i + 1] <= '9';

			snprintf(code, sizeof(code), digit ? "\\%03d" : "\\%d", c);
			text_buf_add_string(out, code);
		} else {
			text_buf_add_char(out, c);
		}
	}
	text_buf_add_char(out, '"');
}

static void
add_quoted(lua_State *lua, struct text_buf *out, int arg)
{
	char text[64];
	lua_Number n;

	switch (lua_type(lua, arg)) {
	case LUA_TSTRING:
		add_quoted_string(lua, out, arg);
		return;
	case LUA_TNUMBER:
		n = lua_tonumber(lua, arg);
		if (lua_isinteger(lua, arg))
			snprintf(text, sizeof(text), "%lld", (long long)lua_tointeger(lua, arg));
		else if (isinf(n) || isnan(n))
			snprintf(text, sizeof(text),
				 isnan(n) ? "(0/0)"
				 : n > 0  ? "1e9999"
					  : "-1e9999");
		else
			snprintf(text, sizeof(text), "%.17g", n);
		text_buf_add_string(out, text);
		return;
	case LUA_TNIL:
	case LUA_TBOOLEAN:
		value_to_text(lua, arg);
		text_buf_add_value(out);
		return;
	}
	luaL_argerror(lua, arg, "value has no literal form");
}

static void
add_conversion(lua_State *lua, struct text_buf *out, struct spec *spec, char letter, int arg)
{
	switch (letter) {
	case 'c':
		add_character(out, spec, luaL_checkinteger(lua, arg));
		break;
	case 's':
		add_string(lua, out, spec, arg);
		break;
	case 'q':
		add_quoted(lua, out, arg);
		break;
	case 'd':
	case 'i':
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		add_integer(out, spec, letter, luaL_checkinteger(lua, arg));
		break;
	default:
		add_float(out, spec, letter, luaL_checknumber(lua, arg));
	}
}

/* string.format(format, ...) */
int
string_format(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	const char *at = text.data, *end = text.data + text.len;
	int arg = 1, n = lua_gettop(lua);
	struct text_buf out;

	text_buf_init(&out, lua);
	while (at < end) {
		struct spec spec;

		budget_charge(policy_of(lua), 1);
		if (*at != '%') {
			text_buf_add_char(&out, *at);
			at++;
			continue;
		}
		if (*++at == '%') {
			text_buf_add_char(&out, '%');
			at++;
			continue;
		}
		at = spec_parse(lua, at, &spec);
		spec_check(lua, &spec, *at);
		budget_charge(policy_of(lua), 20);
		luaL_argcheck(lua, ++arg <= n, arg, "no value");
		add_conversion(lua, &out, &spec, *at++, arg);
	}
	text_buf_push(&out);
	return 1;
}
