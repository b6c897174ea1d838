#include "config.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/suggest.h"
#include "lua/api.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/screen.h"
#include "lua/transplant.h"
#include "lua/vm.h"

/*
 * What `require "writ.rules"` gives. Compiling the rules takes longer than most policies run, and
 * each state asks anew: so the build compiles them, and a process loads them once, in a state of
 * their own, from which the states of policies copy the rules that they use. It is the same every
 * time, so no limit is spent otherwise for the first one.
 */

/* policies/rules.lua, as rules_dump.c compiles it. */
static const unsigned char rules_code[] = {
#include "lua/rules_code.h"
};

/* rule_rows and option_tables, as the build reads them there. */
#include "lua/rules_rows.h"

const struct api_table rules_table = { "rules", "What `require \"writ.rules\"` gives.", rule_rows,
				       ARRAY_SIZE(rule_rows) };

const struct api_table *
rules_options_at(size_t i)
{
	return i < ARRAY_SIZE(option_tables) ? &option_tables[i] : NULL;
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

/* The state in which the process has loaded them, the rules on its stack; NULL until somebody
 * asks. It runs their chunk, once, and never anything of a policy. */
static lua_State *library;

/* Its address is the key of a state's rules in its registry. */
static const char rules_key;

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
code_read(UNUSED lua_State *lua, void *ctx, size_t *len)
{
	bool *is_read = ctx;

	*len = *is_read ? 0 : sizeof(rules_code);
	*is_read = true;
	return (const char *)rules_code;
}

/* False when the machine does not take its own rules. */
static bool
library_make(void)
{
	bool is_read = false;

	library = lua_newstate(plain_alloc, NULL);
	if (!library || lua_load(library, code_read, &is_read, "=rules.lua", "b") != LUA_OK)
		return false;
	lua_pushcfunction(library, rules_near);
	lua_pushcfunction(library, screen_new);
	return lua_pcall(library, 2, 1, 0) == LUA_OK;
}

/* The library, with nothing but the rules on its stack: who copied last may have been ended by a
 * limit. */
static lua_State *
library_of(struct policy *policy)
{
	bool made = library;

	if (!made) {
		vm_set_running(NULL); /* nothing of this is the policy's to pay */
		made = library_make();
		vm_set_running(policy);
	}
	if (!made)
		policy_fail(policy, "the rules of writ cannot be loaded");
	lua_settop(library, 1);
	return library;
}

static const char *
rule_named(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(rule_rows); i++) {
		if (bytes_equal_string(name, rule_rows[i].name))
			return rule_rows[i].name;
	}
	return NULL;
}

static int
rule_unknown(lua_State *lua)
{
	const char *words[ARRAY_SIZE(rule_rows)];

	for (size_t i = 0; i < ARRAY_SIZE(rule_rows); i++)
		words[i] = rule_rows[i].name;
	value_to_text(lua, 2);
	return raise_unknown(lua, "rule", check_bytes(lua, -1), words, ARRAY_SIZE(words));
}

/* __index of the rules: makes the one that is asked for. No other text of a policy gets into the
 * library. */
static int
rule_make(lua_State *lua)
{
	const char *name = lua_type(lua, 2) == LUA_TSTRING ? rule_named(check_bytes(lua, 2)) : NULL;
	lua_State *from;

	if (!name)
		return rule_unknown(lua);
	lua_settop(lua, 2);
	from = library_of(policy_of(lua));
	lua_getfield(from, 1, name);
	transplant(from, lua);
	lua_pushvalue(lua, 2);
	lua_pushvalue(lua, 3);
	lua_rawset(lua, 1);
	return 1;
}

void
rules_complete(lua_State *lua, int table)
{
	lua_rawgetp(lua, LUA_REGISTRYINDEX, &rules_key);
	for (size_t i = 0; i < ARRAY_SIZE(rule_rows) && lua_rawequal(lua, table, -1); i++) {
		lua_getfield(lua, table, rule_rows[i].name);
		lua_pop(lua, 1);
	}
	lua_pop(lua, 1);
}

/* Made once for the state, empty at first. */
void
rules_push(lua_State *lua)
{
	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, &rules_key) != LUA_TNIL)
		return;
	lua_pop(lua, 1);
	lua_newtable(lua);
	lua_pushcfunction(lua, rule_make);
	set_missing(lua);
	transplant_as(library_of(policy_of(lua)), lua);
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, &rules_key);
}
