#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"

/* policies/rules.lua, as the build makes a text of it. */
static const char rules_text[] =
#include "lua/rules_text.h"
	;

/* Pushes what `require "writ.rules"` gives: loaded once for the state, with the globals of the
 * policy that asks. */
void
rules_push(lua_State *lua)
{
	static const char registry_key;
	const struct policy_code code = { .path = BYTES("writ/rules.lua"),
					  .text = { rules_text, sizeof(rules_text) - 1 },
					  .first_line = 1 };

	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_key) != LUA_TNIL)
		return;
	lua_pop(lua, 1);
	budget_charge_bytes(policy_of(lua), code.text.len);
	code_load(lua, &code);
	lua_gc(lua, LUA_GCSTOP);
	environment_push(lua);
	lua_gc(lua, LUA_GCRESTART);
	lua_setupvalue(lua, -2, 1);
	lua_call(lua, 0, 1);
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_key);
}
