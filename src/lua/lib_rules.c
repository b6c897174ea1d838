#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/suggest.h"
#include "lua/api.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/vm.h"

/*
 * What `require "writ.rules"` gives. Compiling the rules takes longer than most policies run, and
 * each state asks anew: so a process compiles them once, in a state of their own, and the states of
 * policies load what came out. It is the same every time, so no limit is spent otherwise for the
 * first one.
 */

/* policies/rules.lua, as the build makes a text of it. */
static const char rules_text[] =
#include "lua/rules_text.h"
	;

/* rule_rows and option_tables, as the build reads them there. */
#include "lua/rules_rows.h"

const struct api_table rules_table = { "rules", "What `require \"writ.rules\"` gives.", rule_rows,
				       ARRAY_SIZE(rule_rows) };

const struct api_table *
rules_options_at(size_t i)
{
	return i < ARRAY_SIZE(option_tables) ? &option_tables[i] : NULL;
}

static const char chunk_name[] = "=rules.lua";

/* The compiled rules of this process; empty until somebody asks. */
static struct buf compiled;

static void *
plain_alloc(UNUSED void *ctx, void *old, UNUSED size_t old_size, size_t size)
{
	if (size > 0)
		return memory_realloc(old, size, 1);
	free(old);
	return NULL;
}

/* What lua_load reads: one piece. */
static const char *
piece_read(UNUSED lua_State *lua, void *ctx, size_t *len)
{
	struct bytes *piece = ctx;
	struct bytes all = *piece;

	*piece = BYTES_NONE;
	*len = all.len;
	return all.data;
}

static int
piece_write(UNUSED lua_State *lua, const void *data, size_t len, void *ctx)
{
	buf_add(ctx, (struct bytes){ data, len });
	return 0;
}

/* False when the machine does not take its own rules. */
static bool
rules_compile(void)
{
	struct bytes text = { rules_text, sizeof(rules_text) - 1 };
	lua_State *lua = lua_newstate(plain_alloc, NULL);
	bool done = lua && lua_load(lua, piece_read, &text, chunk_name, "t") == LUA_OK &&
		    lua_dump(lua, piece_write, &compiled, 0) == 0;

	if (lua)
		lua_close(lua);
	return done;
}

/* Pushes the compiled chunk as a function. */
static void
chunk_push(lua_State *lua)
{
	struct policy *policy = policy_of(lua);
	struct bytes code;

	if (compiled.len == 0) {
		bool done;

		vm_set_running(NULL); /* nothing of this is the policy's to pay */
		done = rules_compile();
		vm_set_running(policy);
		if (!done)
			policy_fail(policy, "the rules of writ cannot be compiled");
	}
	code = buf_bytes(&compiled);
	if (lua_load(lua, piece_read, &code, chunk_name, "b") != LUA_OK)
		lua_error(lua);
}

/* near(word, list) -> the text of the list that is near to the word | nil */
static int
rules_near(lua_State *lua)
{
	struct suggestion meant;
	lua_Integer n;

	suggestion_init(&meant, check_bytes(lua, 1));
	luaL_checktype(lua, 2, LUA_TTABLE);
	budget_charge(policy_of(lua), WORK_OF_SUGGESTION);
	n = luaL_len(lua, 2);
	for (lua_Integer i = 1; i <= n; i++) {
		lua_rawgeti(lua, 2, i);
		suggestion_offer(&meant, luaL_checkstring(lua, -1));
	}
	lua_pushstring(lua, meant.best);
	return 1;
}

/* __index of the rules. */
static int
rule_missing(lua_State *lua)
{
	const char *words[ARRAY_SIZE(rule_rows)];

	for (size_t i = 0; i < ARRAY_SIZE(rule_rows); i++)
		words[i] = rule_rows[i].name;
	value_to_text(lua, 2);
	return raise_unknown(lua, "rule", check_bytes(lua, -1), words, ARRAY_SIZE(words));
}

/* Loaded once for the state, with the globals of policies. */
void
rules_push(lua_State *lua)
{
	static const char registry_key;

	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_key) != LUA_TNIL)
		return;
	lua_pop(lua, 1);
	budget_charge_bytes(policy_of(lua), sizeof(rules_text));
	chunk_push(lua);
	environment_push(lua);
	lua_setupvalue(lua, -2, 1);
	lua_pushcfunction(lua, rules_near);
	lua_call(lua, 1, 1);
	lua_pushcfunction(lua, rule_missing);
	set_missing(lua);
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_key);
}
