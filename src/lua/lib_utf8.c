#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/text_buf.h"

/*
 * Lua's utf8 library. As there, `lax` lets in what the original UTF-8 could say: up to 2^31, and
 * surrogates; by default RFC 3629 decides.
 */

enum { CODE_MAX_LAX = 0x7fffffff, CODE_MAX = 0x10ffff };

/* The character that TEXT begins with: its length in bytes and its code point. 0: there is none. */
static size_t
decode(struct bytes text, bool lax, lua_Integer *code)
{
	static const lua_Unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000 };
	unsigned char lead = text.len ? (unsigned char)text.data[0] : 0xff;
	size_t len = 1;
	lua_Unsigned c;

	if (lead >= 0x80) {
		for (len = 0; len < 7 && lead & (0x80u >> len);)
			len++;
		if (len < 2 || len > 6 || len > text.len)
			return 0;
	}
	c = len == 1 ? lead : lead & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if (((unsigned char)text.data[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | ((unsigned char)text.data[i] & 0x3fu);
	}
	if (c < least[len] || (!lax && (c > CODE_MAX || (c >= 0xd800 && c <= 0xdfff))))
		return 0;
	*code = (lua_Integer)c;
	return len;
}

static bool
is_tail(struct bytes text, lua_Integer at)
{
	return at >= 0 && (size_t)at < text.len && ((unsigned char)text.data[at] & 0xc0) == 0x80;
}

/* A position counted from the end when negative. */
static lua_Integer
position(lua_Integer at, size_t len)
{
	if (at >= 0)
		return at;
	return 0u - (size_t)at > len ? 0 : (lua_Integer)len + at + 1;
}

/* Writes CODE in UTF-8 as it was defined for 31 bits. */
static size_t
encode(lua_Unsigned code, char out[6])
{
	size_t len = 1;

	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	while (len < 6 && code >> (len == 1 ? 7 : 5 * len + 1))
		len++;
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out[0] = (char)((0xff00u >> len & 0xff) | code);
	return len;
}

/* utf8.char(...) */
static int
utf8_char(lua_State *lua)
{
	int n = lua_gettop(lua);
	struct text_buf out;

	budget_charge(policy_of(lua), (uint64_t)n);
	text_buf_init(&out, lua);
	for (int i = 1; i <= n; i++) {
		lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(lua, i);
		char bytes[6];

		luaL_argcheck(lua, code <= CODE_MAX_LAX, i, "value out of range");
		text_buf_add(&out, (struct bytes){ bytes, encode(code, bytes) });
	}
	text_buf_push(&out);
	return 1;
}

/* utf8.codepoint(s [, i [, j [, lax]]]) -> code points */
static int
utf8_codepoint(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	lua_Integer at = position(luaL_optinteger(lua, 2, 1), text.len);
	lua_Integer last = position(luaL_optinteger(lua, 3, at), text.len);
	bool lax = lua_toboolean(lua, 4);
	int n = 0;

	luaL_argcheck(lua, at >= 1, 2, "out of bounds");
	luaL_argcheck(lua, last <= (lua_Integer)text.len, 3, "out of bounds");
	while (at <= last) {
		lua_Integer code;
		size_t len = decode(bytes_slice(text, (size_t)at - 1, text.len), lax, &code);

		if (!len)
			return luaL_error(lua, "invalid UTF-8 code");
		budget_charge(policy_of(lua), 2);
		luaL_checkstack(lua, 1, "string slice too long");
		lua_pushinteger(lua, code);
		at += (lua_Integer)len;
		n++;
	}
	return n;
}

/* The iterator of utf8.codes. Upvalue: lax. */
static int
codes_next(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	lua_Integer at = luaL_checkinteger(lua, 2), code;
	size_t len;

	budget_charge(policy_of(lua), 1);
	/* From the character at AT (its first byte, from 1; 0 before the first) to the next. */
	while (at > 0 && is_tail(text, at)) {
		budget_charge(policy_of(lua), 1);
		at++;
	}
	if (at < 0 || (size_t)at >= text.len)
		return 0;
	len = decode(bytes_slice(text, (size_t)at, text.len),
		     lua_toboolean(lua, lua_upvalueindex(1)), &code);
	if (!len || is_tail(text, at + (lua_Integer)len))
		return luaL_error(lua, "invalid UTF-8 code");
	lua_pushinteger(lua, at + 1);
	lua_pushinteger(lua, code);
	return 2;
}

/* utf8.codes(s [, lax]) -> iterator of position, code point */
static int
utf8_codes(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);

	luaL_argcheck(lua, !is_tail(text, 0), 1, "invalid UTF-8 code");
	lua_pushboolean(lua, lua_toboolean(lua, 2));
	lua_pushcclosure(lua, codes_next, 1);
	lua_pushvalue(lua, 1);
	lua_pushinteger(lua, 0);
	return 3;
}

/* utf8.len(s [, i [, j [, lax]]]) -> characters | nil, position of the first invalid byte */
static int
utf8_len(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	lua_Integer at = position(luaL_optinteger(lua, 2, 1), text.len);
	lua_Integer last = position(luaL_optinteger(lua, 3, -1), text.len);
	bool lax = lua_toboolean(lua, 4);
	lua_Integer n = 0;

	luaL_argcheck(lua, at >= 1 && at - 1 <= (lua_Integer)text.len, 2,
		      "initial position out of bounds");
	luaL_argcheck(lua, last <= (lua_Integer)text.len, 3, "final position out of bounds");
	if (last >= at)
		budget_charge(policy_of(lua), (uint64_t)(last - at + 1) / BYTES_PER_COMPARISON);
	for (; at <= last; n++) {
		lua_Integer code;
		size_t len = decode(bytes_slice(text, (size_t)at - 1, text.len), lax, &code);

		if (!len) {
			lua_pushnil(lua);
			lua_pushinteger(lua, at);
			return 2;
		}
		at += (lua_Integer)len;
	}
	lua_pushinteger(lua, n);
	return 1;
}

/* Moves AT (from 0) over N characters; -1 when there are not so many. */
static lua_Integer
step_characters(lua_State *lua, struct bytes text, lua_Integer at, lua_Integer n)
{
	while (n < 0 && at > 0) {
		budget_charge(policy_of(lua), 1);
		at--;
		if (!is_tail(text, at))
			n++;
	}
	while (n > 0 && (size_t)at < text.len) {
		budget_charge(policy_of(lua), 1);
		at++;
		if (!is_tail(text, at))
			n--;
	}
	return n == 0 ? at : -1;
}

/* utf8.offset(s, n [, i]) -> position of the n-th character from i on | nil */
static int
utf8_offset(lua_State *lua)
{
	struct bytes text = check_bytes(lua, 1);
	lua_Integer n = luaL_checkinteger(lua, 2);
	lua_Integer start = n > 0 ? 1 : (lua_Integer)text.len + 1;
	lua_Integer at = position(luaL_optinteger(lua, 3, start), text.len) - 1;

	luaL_argcheck(lua, at >= 0 && at <= (lua_Integer)text.len, 3, "position out of bounds");
	if (n == 0) {
		while (at > 0 && is_tail(text, at)) {
			budget_charge(policy_of(lua), 1);
			at--;
		}
	} else {
		if (is_tail(text, at))
			return luaL_error(lua, "initial position is a continuation byte");
		at = step_characters(lua, text, at, n > 0 ? n - 1 : n);
	}
	if (at < 0)
		lua_pushnil(lua);
	else
		lua_pushinteger(lua, at + 1);
	return 1;
}

static void
push_charpattern(lua_State *lua)
{
	lua_pushlstring(lua, "[\0-\x7F\xC2-\xFD][\x80-\xBF]*", 14);
}

static const struct library_row rows[] = {
	{ "char", utf8_char, "charges its arguments", "(...: integer): string",
	  "A text of these code points." },
	{ "charpattern", NULL, "a constant", "string", "The Lua pattern of one character.",
	  push_charpattern },
	{ "codepoint", utf8_codepoint, "charges each character",
	  "(s: string, i?: integer, j?: integer, lax?: boolean): ...: integer",
	  "The code points of the characters from i to j." },
	{ "codes", utf8_codes, "one step at a time, charged",
	  "(s: string, lax?: boolean): function, string, integer",
	  "Goes through position and code point, for a loop." },
	{ "len", utf8_len, "charges the bytes",
	  "(s: string, i?: integer, j?: integer, lax?: boolean): integer?, integer?",
	  "How many characters; nil and where it is no UTF-8." },
	{ "offset", utf8_offset, "charges each step",
	  "(s: string, n: integer, i?: integer): integer?", "Where the n-th character begins." },
};

const struct library library_utf8 = { "utf8", rows, ARRAY_SIZE(rows),
				      "Texts in UTF-8, by characters." };
