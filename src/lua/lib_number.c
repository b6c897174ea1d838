#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"

/* The value of C as a digit; 36 for what is none. */
static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 36;
}

/* TEXT as an integer in BASE, modulo 2^64 as Lua does it; false when it is none. */
static bool
integer_parse(struct bytes text, int base, lua_Integer *number)
{
	lua_Unsigned n = 0;
	bool negative;

	text = bytes_trim(text);
	negative = bytes_starts_with(text, BYTES("-"));
	if (negative)
		text = bytes_slice(text, 1, text.len);
	if (!text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		int digit = digit_value(text.data[i]);

		if (digit >= base)
			return false;
		n = n * (lua_Unsigned)base + (lua_Unsigned)digit;
	}
	*number = (lua_Integer)(negative ? 0u - n : n);
	return true;
}

static int
number_in_base(lua_State *lua, lua_Integer base)
{
	struct bytes text;
	lua_Integer number;

	luaL_checktype(lua, 1, LUA_TSTRING);
	luaL_argcheck(lua, base >= 2 && base <= 36, 2, "base out of range");
	text = check_bytes(lua, 1);
	budget_charge(policy_of(lua), 1 + text.len / BYTES_PER_COMPARISON);
	if (integer_parse(text, (int)base, &number))
		lua_pushinteger(lua, number);
	else
		lua_pushnil(lua);
	return 1;
}

/* tonumber(value [, base]) -> number | nil */
int
base_tonumber(lua_State *lua)
{
	size_t len;
	const char *text;

	if (!lua_isnoneornil(lua, 2))
		return number_in_base(lua, luaL_checkinteger(lua, 2));
	if (lua_type(lua, 1) == LUA_TNUMBER) {
		lua_settop(lua, 1);
		return 1;
	}
	luaL_checkany(lua, 1);
	if (lua_type(lua, 1) == LUA_TSTRING) {
		budget_charge(policy_of(lua), WORK_OF_NUMBER_TEXT);
		text = lua_tolstring(lua, 1, &len);
		if (lua_stringtonumber(lua, text) == len + 1)
			return 1;
	}
	lua_pushnil(lua);
	return 1;
}
