#include "config.h"

#include <math.h>

#include "lua/library.h"

/* Only what IEEE 754 defines to the last bit: no trigonometry, logarithms, exponentials. */

/* Pushes N as an integer when it fits one, else as the float that it is. */
static int
push_whole(lua_State *lua, lua_Number n)
{
	lua_Integer integer;

	if (lua_numbertointeger(n, &integer))
		lua_pushinteger(lua, integer);
	else
		lua_pushnumber(lua, n);
	return 1;
}

/* math.abs(x) */
static int
math_abs(lua_State *lua)
{
	if (lua_isinteger(lua, 1)) {
		lua_Integer n = lua_tointeger(lua, 1);

		lua_pushinteger(lua, n < 0 ? (lua_Integer)(0u - (lua_Unsigned)n) : n);
	} else {
		lua_pushnumber(lua, fabs(luaL_checknumber(lua, 1)));
	}
	return 1;
}

/* math.ceil(x) */
static int
math_ceil(lua_State *lua)
{
	if (!lua_isinteger(lua, 1))
		return push_whole(lua, ceil(luaL_checknumber(lua, 1)));
	lua_settop(lua, 1);
	return 1;
}

/* math.floor(x) */
static int
math_floor(lua_State *lua)
{
	if (!lua_isinteger(lua, 1))
		return push_whole(lua, floor(luaL_checknumber(lua, 1)));
	lua_settop(lua, 1);
	return 1;
}

/* math.fmod(a, b): the remainder with the sign of a */
static int
math_fmod(lua_State *lua)
{
	lua_Integer divisor;

	if (!lua_isinteger(lua, 1) || !lua_isinteger(lua, 2)) {
		lua_pushnumber(lua, fmod(luaL_checknumber(lua, 1), luaL_checknumber(lua, 2)));
		return 1;
	}
	divisor = lua_tointeger(lua, 2);
	luaL_argcheck(lua, divisor != 0, 2, "zero");
	lua_pushinteger(lua, divisor == -1 ? 0 : lua_tointeger(lua, 1) % divisor);
	return 1;
}

/* The argument that comes first by OP among all; they are numbers. */
static int
extreme(lua_State *lua, bool largest)
{
	int n = lua_gettop(lua), best = 1;

	luaL_checknumber(lua, 1);
	for (int i = 2; i <= n; i++) {
		luaL_checknumber(lua, i);
		if (largest ? lua_compare(lua, best, i, LUA_OPLT)
			    : lua_compare(lua, i, best, LUA_OPLT))
			best = i;
	}
	lua_pushvalue(lua, best);
	return 1;
}

/* math.max(x, ...) */
static int
math_max(lua_State *lua)
{
	return extreme(lua, true);
}

/* math.min(x, ...) */
static int
math_min(lua_State *lua)
{
	return extreme(lua, false);
}

/* math.sqrt(x) */
static int
math_sqrt(lua_State *lua)
{
	lua_pushnumber(lua, sqrt(luaL_checknumber(lua, 1)));
	return 1;
}

/* math.tointeger(x) -> integer | nil */
static int
math_tointeger(lua_State *lua)
{
	int fits = 0;
	lua_Integer n = 0;

	luaL_checkany(lua, 1);
	if (lua_type(lua, 1) == LUA_TNUMBER)
		n = lua_tointegerx(lua, 1, &fits);
	if (fits)
		lua_pushinteger(lua, n);
	else
		lua_pushnil(lua);
	return 1;
}

/* math.type(x) -> "integer" | "float" | nil */
static int
math_type(lua_State *lua)
{
	luaL_checkany(lua, 1);
	if (lua_type(lua, 1) == LUA_TNUMBER)
		lua_pushstring(lua, lua_isinteger(lua, 1) ? "integer" : "float");
	else
		lua_pushnil(lua);
	return 1;
}

/* math.ult(a, b) */
static int
math_ult(lua_State *lua)
{
	lua_Unsigned a = (lua_Unsigned)luaL_checkinteger(lua, 1);

	lua_pushboolean(lua, a < (lua_Unsigned)luaL_checkinteger(lua, 2));
	return 1;
}

static void
push_huge(lua_State *lua)
{
	lua_pushnumber(lua, (lua_Number)HUGE_VAL);
}

static void
push_maxinteger(lua_State *lua)
{
	lua_pushinteger(lua, LUA_MAXINTEGER);
}

static void
push_mininteger(lua_State *lua)
{
	lua_pushinteger(lua, LUA_MININTEGER);
}

static void
push_pi(lua_State *lua)
{
	lua_pushnumber(lua, 3.141592653589793);
}

static const struct library_row rows[] = {
	{ "abs", math_abs, "exact", "(x: number): number", "Without its sign." },
	{ "ceil", math_ceil, "exact", "(x: number): number", "The next whole number above." },
	{ "floor", math_floor, "exact", "(x: number): number", "The next whole number below." },
	{ "fmod", math_fmod, "exact", "(a: number, b: number): number",
	  "The remainder, with the sign of a." },
	{ "max", math_max, "exact", "(x: number, ...: number): number", "The largest." },
	{ "min", math_min, "exact", "(x: number, ...: number): number", "The smallest." },
	{ "sqrt", math_sqrt, "correctly rounded by IEEE 754", "(x: number): number",
	  "The square root." },
	{ "tointeger", math_tointeger, "exact", "(x: any): integer?",
	  "As an integer; nil when it is no whole number." },
	{ "type", math_type, "looks at its argument", "(x: any): 'integer'|'float'|nil",
	  "Which kind of number it is." },
	{ "ult", math_ult, "exact", "(a: integer, b: integer): boolean",
	  "Whether a is less, both without a sign." },
	{ "huge", NULL, "a constant", "number", "More than every number.", push_huge },
	{ "maxinteger", NULL, "a constant", "integer", "The largest integer.", push_maxinteger },
	{ "mininteger", NULL, "a constant", "integer", "The smallest integer.", push_mininteger },
	{ "pi", NULL, "a constant", "number", "The ratio of a circle to its diameter.", push_pi },
};

const struct library library_math = { "math", rows, ARRAY_SIZE(rows),
				      "Arithmetic that gives the same everywhere." };
