#include "config.h"

#include <stdio.h>

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/object.h"

/* What unwinding and the text of a caught error cost. */
enum { WORK_OF_ERROR = 300 };

struct bytes
check_bytes(lua_State *lua, int arg)
{
	struct bytes b;

	b.data = luaL_checklstring(lua, arg, &b.len);
	return b;
}

void
push_bytes(lua_State *lua, struct bytes b)
{
	lua_pushlstring(lua, b.data ? b.data : "", b.len);
}

void
value_to_text(lua_State *lua, int index)
{
	switch (lua_type(lua, index)) {
	case LUA_TSTRING:
		lua_pushvalue(lua, index);
		break;
	case LUA_TNUMBER:
		budget_charge(policy_of(lua), WORK_OF_NUMBER_TEXT);
		lua_pushvalue(lua, index);
		lua_tolstring(lua, -1, NULL);
		break;
	case LUA_TBOOLEAN:
		lua_pushstring(lua, lua_toboolean(lua, index) ? "true" : "false");
		break;
	case LUA_TUSERDATA:
		object_to_text(lua, index);
		break;
	default:
		lua_pushstring(lua, luaL_typename(lua, index));
	}
}

/* For what passes its arguments on: the machine copies them. */
static void
charge_arguments(lua_State *lua)
{
	budget_charge(policy_of(lua), (uint64_t)lua_gettop(lua) / VALUES_PER_INSTRUCTION);
}

/* assert(value [, message ...]) */
static int
base_assert(lua_State *lua)
{
	luaL_checkany(lua, 1);
	charge_arguments(lua);
	if (lua_toboolean(lua, 1))
		return lua_gettop(lua);
	if (lua_isnone(lua, 2))
		return luaL_error(lua, "assertion failed!");
	lua_settop(lua, 2);
	return lua_error(lua);
}

/* error(message [, level]) */
static int
base_error(lua_State *lua)
{
	int level = (int)luaL_optinteger(lua, 2, 1);

	lua_settop(lua, 1);
	if (lua_type(lua, 1) == LUA_TSTRING && level > 0) {
		luaL_where(lua, level);
		lua_insert(lua, 1);
		lua_concat(lua, 2);
	}
	return lua_error(lua);
}

static int
ipairs_next(lua_State *lua)
{
	lua_Integer i = luaL_checkinteger(lua, 2);

	i = (lua_Integer)((lua_Unsigned)i + 1);
	lua_pushinteger(lua, i);
	return lua_geti(lua, 1, i) == LUA_TNIL ? 1 : 2;
}

/* ipairs(t) -> iterator, t, 0 */
static int
base_ipairs(lua_State *lua)
{
	luaL_checkany(lua, 1);
	lua_pushcfunction(lua, ipairs_next);
	lua_pushvalue(lua, 1);
	lua_pushinteger(lua, 0);
	return 3;
}

/* pcall(f, ...) -> true, results | false, error. A spent limit does not come back here. */
static int
base_pcall(lua_State *lua)
{
	int status;

	luaL_checkany(lua, 1);
	charge_arguments(lua);
	budget_charge(policy_of(lua), 2 * WORK_OF_CALL);
	status = lua_pcall(lua, lua_gettop(lua) - 1, LUA_MULTRET, 0);
	if (status != LUA_OK)
		budget_charge(policy_of(lua), WORK_OF_ERROR);
	luaL_checkstack(lua, 1, NULL);
	lua_pushboolean(lua, status == LUA_OK);
	lua_insert(lua, 1);
	return lua_gettop(lua);
}

/* select(n, ...) | select("#", ...) */
static int
base_select(lua_State *lua)
{
	int n = lua_gettop(lua);
	lua_Integer i;

	charge_arguments(lua);
	if (lua_type(lua, 1) == LUA_TSTRING && *lua_tostring(lua, 1) == '#') {
		lua_pushinteger(lua, n - 1);
		return 1;
	}
	i = luaL_checkinteger(lua, 1);
	if (i < 0)
		i = n + i;
	else if (i > n)
		i = n;
	luaL_argcheck(lua, i >= 1, 1, "index out of range");
	return n - (int)i;
}

/* tostring(value) */
static int
base_tostring(lua_State *lua)
{
	luaL_checkany(lua, 1);
	value_to_text(lua, 1);
	return 1;
}

/* type(value) */
static int
base_type(lua_State *lua)
{
	luaL_checkany(lua, 1);
	lua_pushstring(lua, luaL_typename(lua, 1));
	return 1;
}

/* require(name): only names of writ's own. */
static int
base_require(lua_State *lua)
{
	struct bytes name = check_bytes(lua, 1);

	if (!bytes_equal_string(name, "writ.rules"))
		return luaL_error(lua, "policies can require only 'writ.rules'");
	rules_push(lua);
	return 1;
}

static const struct library_row rows[] = {
	{ "assert", base_assert, "raises; returns its arguments",
	  "(value: any, message?: any, ...: any): ...: any",
	  "Raises the message unless the value is true." },
	{ "error", base_error, "raises", "(message: any, level?: integer)",
	  "Raises an error, which ends the policy." },
	{ "ipairs", base_ipairs, "one step at a time, in order",
	  "(list: any): function, any, integer", "Goes through a list, for a loop." },
	{ "pairs", base_pairs, "own: in the order of the keys", "(table: table): function",
	  "Goes through a table in the order of its keys." },
	{ "pcall", base_pcall, "limits jump past it; a caught error is charged",
	  "(call: function, ...: any): boolean, ...: any",
	  "Calls it and catches an error; never a spent limit." },
	{ "require", base_require, "own: only writ's rules", "(name: 'writ.rules'): rules",
	  "The ready-made rules." },
	{ "select", base_select, "looks at its arguments", "(n: integer|'#', ...: any): ...: any",
	  "The arguments from the n-th on, or how many there are." },
	{ "tonumber", base_tonumber, "own: charges the digits",
	  "(value: any, base?: integer): number?", "A text as a number; nil when it is none." },
	{ "tostring", base_tostring, "own: shows no address", "(value: any): string",
	  "A value as a text, without an address." },
	{ "type", base_type, "looks at its argument", "(value: any): string",
	  "The name of its type." },
	{ "push", NULL, "what the policy is there for", "push", "The push that is judged.",
	  push_object_push },
	{ "decision", NULL, "what the policy is there for", "decision",
	  "The decision that the policy is of.", decision_object_push },
	{ "decisions", NULL, "what the policy is there for", "table<string, decision>",
	  "Those in force before the push, by id.", decisions_object_push },
};

const struct library library_base = { NULL, rows, ARRAY_SIZE(rows), "What every policy has." };
