#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

enum { DEPTH_MAX = 100 };

static void value_push(lua_State *lua, const struct value *value, int depth);

static void
list_push(lua_State *lua, const struct value *list, int depth)
{
	lua_createtable(lua, (int)list->len, 0);
	for (size_t i = 0; i < list->len; i++) {
		value_push(lua, list->items[i], depth);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_calls_list(lua, list->len);
}

static void
mapping_push(lua_State *lua, const struct value *mapping, int depth)
{
	lua_createtable(lua, 0, (int)mapping->len);
	for (size_t i = 0; i < mapping->len; i++) {
		push_bytes(lua, mapping->pairs[i].key);
		value_push(lua, mapping->pairs[i].value, depth);
		lua_rawset(lua, -3);
	}
}

static void
value_push(lua_State *lua, const struct value *value, int depth)
{
	budget_charge(policy_of(lua), 4);
	if (depth > DEPTH_MAX)
		luaL_error(lua, "parameters are nested deeper than %d", DEPTH_MAX);
	luaL_checkstack(lua, 4, "parameters");
	switch (value->kind) {
	case VALUE_NULL:
		lua_pushnil(lua);
		break;
	case VALUE_BOOLEAN:
		lua_pushboolean(lua, value->boolean);
		break;
	case VALUE_INTEGER:
		lua_pushinteger(lua, value->integer);
		break;
	case VALUE_FLOAT:
		lua_pushnumber(lua, value->number);
		break;
	case VALUE_STRING:
		push_bytes(lua, value->string);
		break;
	case VALUE_LIST:
		list_push(lua, value, depth + 1);
		break;
	case VALUE_MAPPING:
		mapping_push(lua, value, depth + 1);
		break;
	}
}

/* Plain tables, made once for the state and decision, and empty when the decision has none. */
void
parameters_push(lua_State *lua, const struct decision *decision)
{
	/* The address of a constant of the decision's that is no other key of the registry. */
	const void *key = &decision->parameters;

	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, key) == LUA_TTABLE)
		return;
	lua_pop(lua, 1);
	if (decision->parameters && decision->parameters->kind == VALUE_MAPPING)
		mapping_push(lua, decision->parameters, 0);
	else
		lua_newtable(lua);
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, key);
}
