#include "config.h"

#include <string.h>

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/object.h"

/*
 * pairs(t): the keys that the table has now, sorted: numbers by value, strings by bytes, false,
 * true. Keys without an order of their own (tables, functions, objects) are errors. The sorted keys
 * are a list of their own, so the table may be changed while they are gone through; a key that was
 * removed by then is passed over.
 */

enum { WORK_OF_KEY = 4, UNORDERED = 3 };

/* Where keys of this type stand; UNORDERED for those that have no order of their own. */
static int
key_rank(lua_State *lua, int index)
{
	switch (lua_type(lua, index)) {
	case LUA_TNUMBER:
		return 0;
	case LUA_TSTRING:
		return 1;
	case LUA_TBOOLEAN:
		return 2;
	}
	return UNORDERED;
}

/* Whether the key on the top comes before the one below it. */
static bool
key_before(lua_State *lua)
{
	int above = key_rank(lua, -1), below = key_rank(lua, -2);

	if (above != below)
		return above < below;
	if (above == 2)
		return !lua_toboolean(lua, -1) && lua_toboolean(lua, -2);
	return lua_compare(lua, -1, -2, LUA_OPLT);
}

/* Puts the keys of the table at 1 into a new list; returns how many. The table's own order, which
 * is partly that of addresses, decides neither what is said nor what it costs. */
static lua_Integer
keys_list(lua_State *lua)
{
	const char *unordered = NULL; /* the first by name of the types without an order */
	lua_Integer n = 0;

	lua_newtable(lua);
	lua_pushnil(lua);
	while (lua_next(lua, 1)) {
		budget_charge(policy_of(lua), WORK_OF_KEY);
		lua_pop(lua, 1);
		if (key_rank(lua, -1) == UNORDERED) {
			const char *type = luaL_typename(lua, -1);

			if (!unordered || strcmp(type, unordered) < 0)
				unordered = type;
			continue;
		}
		lua_pushvalue(lua, -1);
		lua_rawseti(lua, 2, ++n);
	}
	if (unordered)
		luaL_error(lua, "pairs: a key is a %s, which has no order", unordered);
	return n;
}

/* Whether the list of N keys on the top is in order already. */
static bool
keys_are_sorted(lua_State *lua, lua_Integer n)
{
	bool sorted = true;

	for (lua_Integer i = 1; sorted && i < n; i++) {
		lua_rawgeti(lua, 2, i);
		lua_rawgeti(lua, 2, i + 1);
		sorted = !key_before(lua);
		lua_pop(lua, 2);
	}
	return sorted;
}

static int
key_compare(lua_State *lua)
{
	bool before;

	lua_settop(lua, 2);
	lua_insert(lua, 1);
	before = key_before(lua);
	lua_pushboolean(lua, before);
	return 1;
}

/* Upvalues: table, keys, how many were given. */
static int
pairs_next(lua_State *lua)
{
	lua_Integer i = lua_tointeger(lua, lua_upvalueindex(3));

	for (;;) {
		budget_charge(policy_of(lua), 1);
		if (lua_rawgeti(lua, lua_upvalueindex(2), ++i) == LUA_TNIL)
			return 1;
		lua_pushvalue(lua, -1);
		if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL)
			break;
		lua_pop(lua, 2);
	}
	lua_pushinteger(lua, i);
	lua_replace(lua, lua_upvalueindex(3));
	return 2;
}

/* pairs(t) -> iterator */
int
base_pairs(lua_State *lua)
{
	if (decisions_object_pairs(lua))
		return 1;
	luaL_checktype(lua, 1, LUA_TTABLE);
	lua_settop(lua, 1);
	rules_complete(lua, 1);
	if (!keys_are_sorted(lua, keys_list(lua))) {
		lua_pushcfunction(lua, table_sort);
		lua_pushvalue(lua, 2);
		lua_pushcfunction(lua, key_compare);
		lua_call(lua, 2, 0);
	}
	lua_pushinteger(lua, 0);
	lua_pushcclosure(lua, pairs_next, 3);
	return 1;
}
