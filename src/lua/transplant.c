#include "config.h"

#include "lua/transplant.h"

#include <string.h>

#include "lua/budget.h"
#include "lua/library.h"

/* Their addresses are keys of the registries: of a library, its functions to their code; of a
 * policy's state, what was copied, by its address in the library. */
static const char codes_key, copies_key;

/* Pushes the table that the registry has at KEY, made when there is none. */
static void
table_push(lua_State *lua, const char *key)
{
	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, key) == LUA_TTABLE)
		return;
	lua_pop(lua, 1);
	lua_newtable(lua);
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, key);
}

void
transplant_as(lua_State *library, lua_State *lua)
{
	table_push(lua, &copies_key);
	lua_pushvalue(lua, -2);
	lua_rawsetp(lua, -2, lua_topointer(library, -1));
	lua_pop(lua, 1);
}

static int
code_write(UNUSED lua_State *library, const void *data, size_t len, void *ctx)
{
	buf_add(ctx, (struct bytes){ data, len });
	return 0;
}

/* What lua_load reads: one piece. */
static const char *
code_read(UNUSED lua_State *lua, void *ctx, size_t *len)
{
	struct bytes *code = ctx;
	struct bytes all = *code;

	*code = BYTES_NONE;
	*len = all.len;
	return all.data;
}

/* Pushes to the library the code of the function on its top, as a string. */
static void
code_make(lua_State *library)
{
	CLEANUP(buf_release) struct buf code = BUF_INIT;

	lua_dump(library, code_write, &code, 0);
	lua_pushlstring(library, code.data, code.len);
}

/* The code of the function on the top of the library, which lives as long as that. Nothing of its
 * making is the policy's to pay, who happens to be the first. */
static struct bytes
code_of(lua_State *library, struct policy *policy)
{
	struct bytes code;

	vm_set_running(NULL);
	table_push(library, &codes_key);
	if (lua_rawgetp(library, -1, lua_topointer(library, -2)) != LUA_TSTRING) {
		lua_pop(library, 1);
		lua_pushvalue(library, -2);
		code_make(library);
		lua_remove(library, -2);
		lua_pushvalue(library, -1);
		lua_rawsetp(library, -3, lua_topointer(library, -4));
	}
	code.data = lua_tolstring(library, -1, &code.len);
	lua_pop(library, 2);
	vm_set_running(policy);
	return code;
}

/* Gives the function on the top of LUA what the one on the top of LIBRARY holds on to. */
static void
upvalues_copy(lua_State *library, lua_State *lua)
{
	const char *name;

	for (int i = 1; (name = lua_getupvalue(library, -1, i)) != NULL; i++) {
		if (strcmp(name, "_ENV") == 0)
			environment_push(lua);
		else
			transplant(library, lua);
		lua_setupvalue(lua, -2, i);
		lua_pop(library, 1);
	}
}

static void
function_copy(lua_State *library, lua_State *lua)
{
	struct bytes code = code_of(library, policy_of(lua));

	budget_charge_bytes(policy_of(lua), code.len);
	if (lua_load(lua, code_read, &code, "=rules.lua", "b") != LUA_OK)
		lua_error(lua);
	transplant_as(library, lua);
	upvalues_copy(library, lua);
}

static void
table_copy(lua_State *library, lua_State *lua)
{
	lua_newtable(lua);
	transplant_as(library, lua);
	lua_pushnil(library);
	while (lua_next(library, -2)) {
		lua_pushvalue(library, -2);
		transplant(library, lua);
		lua_pop(library, 1);
		transplant(library, lua);
		lua_pop(library, 1);
		lua_rawset(lua, -3);
	}
}

/* Whether the copy of what is on the top of the library, which has an address, was made; pushes it.
 */
static bool
copy_push(lua_State *library, lua_State *lua)
{
	table_push(lua, &copies_key);
	lua_rawgetp(lua, -1, lua_topointer(library, -1));
	lua_remove(lua, -2);
	if (!lua_isnil(lua, -1))
		return true;
	lua_pop(lua, 1);
	return false;
}

void
transplant(lua_State *library, lua_State *lua)
{
	struct bytes text;

	/* An error could be caught, and half of a rule would stay. */
	if (!lua_checkstack(library, LUA_MINSTACK) || !lua_checkstack(lua, LUA_MINSTACK))
		policy_fail(policy_of(lua), "stack overflow in the rules of writ");
	switch (lua_type(library, -1)) {
	case LUA_TNIL:
		lua_pushnil(lua);
		return;
	case LUA_TBOOLEAN:
		lua_pushboolean(lua, lua_toboolean(library, -1));
		return;
	case LUA_TNUMBER:
		if (lua_isinteger(library, -1))
			lua_pushinteger(lua, lua_tointeger(library, -1));
		else
			lua_pushnumber(lua, lua_tonumber(library, -1));
		return;
	case LUA_TSTRING:
		text.data = lua_tolstring(library, -1, &text.len);
		push_bytes(lua, text);
		return;
	case LUA_TTABLE:
		if (!copy_push(library, lua))
			table_copy(library, lua);
		return;
	case LUA_TFUNCTION:
		if (lua_iscfunction(library, -1))
			lua_pushcfunction(lua, lua_tocfunction(library, -1));
		else if (!copy_push(library, lua))
			function_copy(library, lua);
		return;
	default:
		policy_fail(policy_of(lua), "internal error: a rule holds on to a %s",
			    luaL_typename(library, -1));
	}
}
