#include "config.h"

#include <limits.h>

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/text_buf.h"

size_t
string_start(lua_Integer at, size_t len)
{
	if (at > 0)
		return (size_t)at;
	if (at == 0 || at < -(lua_Integer)len)
		return 1;
	return len + (size_t)at + 1;
}

size_t
string_end(lua_Integer at, size_t len)
{
	if (at > (lua_Integer)len)
		return len;
	if (at >= 0)
		return (size_t)at;
	if (at < -(lua_Integer)len)
		return 0;
	return len + (size_t)at + 1;
}

/* string.byte(s [, i [, j]]) -> bytes */
static int
string_byte(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	lua_Integer from = luaL_optinteger(lua, 2, 1);
	size_t start = string_start(from, text.len);
	size_t end = string_end(luaL_optinteger(lua, 3, (lua_Integer)start), text.len);
	size_t n = start > end ? 0 : end - start + 1;

	if (n >= INT_MAX)
		return luaL_error(lua, "string slice too long");
	budget_charge(policy_of(lua), 1 + n);
	luaL_checkstack(lua, (int)n, "string slice too long");
	for (size_t i = 0; i < n; i++)
		lua_pushinteger(lua, (unsigned char)text.data[start - 1 + i]);
	return (int)n;
}

/* string.char(...) */
static int
string_char(lua_State *lua)
{
	int n = lua_gettop(lua);
	struct text_buf out;
	char *bytes;

	text_buf_init(&out, lua);
	bytes = text_buf_extend(&out, (size_t)n);
	budget_charge(policy_of(lua), (uint64_t)n);
	for (int i = 1; i <= n; i++) {
		lua_Unsigned c = (lua_Unsigned)luaL_checkinteger(lua, i);

		luaL_argcheck(lua, c <= UCHAR_MAX, i, "value out of range");
		bytes[i - 1] = (char)c;
	}
	text_buf_push(&out);
	return 1;
}

/* string.len(s) */
static int
string_len(lua_State *lua)
{
	lua_pushinteger(lua, (lua_Integer)check_bytes(lua, 1).len);
	return 1;
}

/* A new string of TEXT's length, each byte made by CHANGE of its place. */
static int
changed(lua_State *lua, char (*change)(struct bytes text, size_t i))
{
	struct bytes text = check_bytes(lua, 1);
	struct text_buf out;
	char *bytes;

	text_buf_init(&out, lua);
	bytes = text_buf_extend(&out, text.len);
	budget_charge(policy_of(lua), 1 + text.len / BYTES_PER_COMPARISON);
	for (size_t i = 0; i < text.len; i++)
		bytes[i] = change(text, i);
	text_buf_push(&out);
	return 1;
}

static char
lower_of(struct bytes text, size_t i)
{
	char c = text.data[i];

	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char
upper_of(struct bytes text, size_t i)
{
	char c = text.data[i];

	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static char
mirrored(struct bytes text, size_t i)
{
	return text.data[text.len - 1 - i];
}

/* string.lower(s) */
static int
string_lower(lua_State *lua)
{
	return changed(lua, lower_of);
}

/* string.upper(s) */
static int
string_upper(lua_State *lua)
{
	return changed(lua, upper_of);
}

/* string.reverse(s) */
static int
string_reverse(lua_State *lua)
{
	return changed(lua, mirrored);
}

/* The bytes of N times UNIT with SEPARATOR between; false when that is more than a string holds. */
static bool
repeated_len(size_t unit, size_t separator, size_t n, size_t *total)
{
	size_t both;

	if (__builtin_add_overflow(unit, separator, &both) ||
	    __builtin_mul_overflow(both, n, &both) || both - separator > PTRDIFF_MAX)
		return false;
	*total = both - separator;
	return true;
}

/* Fills TOTAL bytes with UNIT and SEPARATOR in turn, each copy as long as what is there already. */
static void
fill(char *text, size_t total, struct bytes unit, struct bytes separator)
{
	size_t filled = unit.len;

	if (unit.len)
		memcpy(text, unit.data, unit.len);
	if (filled < total && separator.len) {
		memcpy(text + filled, separator.data, separator.len);
		filled += separator.len;
	}
	while (filled < total) {
		size_t more = total - filled < filled ? total - filled : filled;

		memcpy(text + filled, text, more);
		filled += more;
	}
}

/* string.rep(s, n [, separator]) */
static int
string_rep(lua_State *lua)
{
	struct bytes unit = check_bytes(lua, 1);
	lua_Integer n = luaL_checkinteger(lua, 2);
	struct bytes separator;
	size_t total;
	struct text_buf out;

	separator.data = luaL_optlstring(lua, 3, "", &separator.len);
	if (n <= 0 || unit.len + separator.len == 0) {
		lua_pushliteral(lua, "");
		return 1;
	}
	if (!repeated_len(unit.len, separator.len, (size_t)n, &total))
		return luaL_error(lua, "resulting string too large");
	text_buf_init(&out, lua);
	fill(text_buf_extend(&out, total), total, unit, separator);
	budget_charge_bytes(policy_of(lua), total);
	text_buf_push(&out);
	return 1;
}

/* string.sub(s, i [, j]) */
static int
string_sub(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	size_t start = string_start(luaL_checkinteger(lua, 2), text.len);
	size_t end = string_end(luaL_optinteger(lua, 3, -1), text.len);

	if (start > end) {
		lua_pushliteral(lua, "");
		return 1;
	}
	budget_charge_bytes(policy_of(lua), end - start);
	push_bytes(lua, bytes_slice(text, start - 1, end));
	return 1;
}

static const struct library_row rows[] = {
	{ "byte", string_byte, "charges the bytes",
	  "(s: string, i?: integer, j?: integer): ...: integer",
	  "The bytes from i to j, as numbers." },
	{ "char", string_char, "charges its arguments", "(...: integer): string",
	  "A text of these bytes." },
	{ "find", string_find, "own matcher: charges each step",
	  "(s: string, pattern: string, init?: integer, plain?: boolean): integer?, integer?, ...: "
	  "string|integer",
	  "Where a Lua pattern matches, and its captures." },
	{ "format", string_format, "own: no addresses, charges the text",
	  "(format: string, ...: any): string", "The values put into the format, as in C." },
	{ "gmatch", string_gmatch, "own matcher: charges each step",
	  "(s: string, pattern: string, init?: integer): fun(): ...: string|integer",
	  "All matches of a Lua pattern, for a loop." },
	{ "gsub", string_gsub, "own matcher: charges each step",
	  "(s: string, pattern: string, replacement: string|table|function, n?: integer): string, "
	  "integer",
	  "Replaces what matches; the text and how often." },
	{ "len", string_len, "looks at its argument", "(s: string): integer",
	  "How many bytes it has." },
	{ "lower", string_lower, "own: ASCII only, charges the bytes", "(s: string): string",
	  "With small letters for capitals, in ASCII." },
	{ "match", string_match, "own matcher: charges each step",
	  "(s: string, pattern: string, init?: integer): ...: string|integer|nil",
	  "The captures of a Lua pattern, or the whole match." },
	{ "rep", string_rep, "own: takes its memory first, charges the bytes",
	  "(s: string, n: integer, separator?: string): string", "The text n times." },
	{ "reverse", string_reverse, "charges the bytes", "(s: string): string",
	  "Its bytes from the end." },
	{ "sub", string_sub, "charges the bytes", "(s: string, i: integer, j?: integer): string",
	  "The bytes from i to j." },
	{ "upper", string_upper, "own: ASCII only, charges the bytes", "(s: string): string",
	  "With capitals for small letters, in ASCII." },
};

const struct library library_string = { "string", rows, ARRAY_SIZE(rows),
					"Texts, as bytes; also methods of every text." };
