#include "config.h"

#include "lua/state.h"

#include "lua/budget.h"

/* Nothing of ours runs Lua without lua_pcall, so this is for a fault of ours. */
static int
panic(lua_State *lua)
{
	policy_fail(policy_of(lua), "internal error: an unprotected error in Lua");
}

static void
state_open(struct policy *policy)
{
	lua_State *lua = lua_newstate(budget_alloc, policy);

	if (!lua)
		memory_exhausted();
	*(struct policy **)lua_getextraspace(lua) = policy;
	lua_atpanic(lua, panic);
	budget_watch(lua);
	policy->lua = lua;
}

/* The changes of the files that no push changed are the state's, and their facts look at them. */
static void
memory_drop(struct policy *policy)
{
	if (policy->tree_facts)
		facts_cache_free(steal(&policy->tree_facts));
	for (size_t i = 0; i < policy->graphs.len; i++)
		graph_view_free(policy->graphs.items[i]);
	policy->graphs.len = 0;
	graph_release(steal(&policy->names));
	heap_release(&policy->heap);
}

/* Called where an error that nobody catches is raised: it may say no line by itself. */
static int
note_line(lua_State *lua)
{
	policy_of(lua)->error_line = current_line(lua);
	return 1;
}

static void
guarded(struct policy *policy, lua_CFunction run, void *arg)
{
	if (!policy->lua)
		state_open(policy);
	lua_settop(policy->lua, 0);
	lua_pushcfunction(policy->lua, note_line);
	lua_pushcfunction(policy->lua, run);
	lua_pushlightuserdata(policy->lua, arg);
	if (lua_pcall(policy->lua, 1, 0, 1) != LUA_OK)
		failure_from_error(policy);
}

static void
guard_end(struct policy *policy)
{
	vm_set_running(NULL);
	if (policy->failed) {
		policy->lua = NULL;
		memory_drop(policy);
	}
}

void
policy_guard(struct policy *policy, lua_CFunction run, void *arg)
{
	vm_set_running(policy);
	if (setjmp(policy->out) == 0)
		guarded(policy, run, arg);
	guard_end(policy);
}

void
policy_guard_plain(struct policy *policy, void (*look)(struct policy *policy, void *arg), void *arg)
{
	if (setjmp(policy->out) == 0)
		look(policy, arg);
	guard_end(policy);
}

void
state_release(struct policy *policy)
{
	memory_drop(policy);
	for (size_t i = 0; i < policy->compiled.len; i++)
		regex_free(policy->compiled.items[i]);
	vec_release(&policy->compiled);
	vec_release(&policy->selected);
	vec_release(&policy->walk_files);
	vec_release(&policy->graphs);
	vec_release(&policy->graph_places);
	vec_release(&policy->graph_units);
	graph_cycles_release(&policy->graph_cycles);
	buf_release(&policy->walk_paths);
	map_release(&policy->regexes);
	map_release(&policy->patterns);
	arena_release(&policy->text_arena);
	arena_release(&policy->arena);
}
