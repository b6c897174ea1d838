#include "config.h"

#include "base/suggest.h"
#include "lua/api.h"
#include "lua/coverage.h"
#include "lua/library.h"
#include "lua/screen.h"

/*
 * Running the chunk of a policy: what it returns is checked, and its functions are kept.
 */

/* Their addresses are keys of the registry, too. */
static const struct api_row callbacks[CALLBACK_COUNT] = {
	[CALLBACK_REF] = { "ref", "fun(update: update)|nil", "Called for each ref update." },
	[CALLBACK_COMMIT] = { "commit", "fun(commit: commit)|nil", "For each new commit." },
	[CALLBACK_FILE] = { "file", "fun(file: file)|nil",
			    "For each path in scope that is added or modified." },
	[CALLBACK_DELETED] = { "deleted", "fun(file: file)|nil",
			       "For each path in scope that is deleted." },
	[CALLBACK_TREE] = { "tree", "fun(tree: tree)|nil",
			    "For each ref that changes a path in scope." },
};

const struct api_table policy_table = { "policy", "What a policy returns.", callbacks,
					CALLBACK_COUNT };

static int
callback_find(struct bytes name)
{
	for (int i = 0; i < CALLBACK_COUNT; i++) {
		if (bytes_equal_string(name, callbacks[i].name))
			return i;
	}
	return -1;
}

static const char *
callback_near(struct bytes name)
{
	struct suggestion meant;

	suggestion_init(&meant, name);
	for (int i = 0; i < CALLBACK_COUNT; i++)
		suggestion_offer(&meant, callbacks[i].name);
	return meant.best;
}

/* Raises for an entry of the policy's table that no callback has the name of. */
static void
raise_unknown_callback(lua_State *lua, int index)
{
	const char *near;

	if (lua_type(lua, index) != LUA_TSTRING)
		luaL_error(lua,
			   "the policy's table holds a %s as key; it has ref, commit, file, "
			   "deleted, tree",
			   luaL_typename(lua, index));
	near = callback_near(check_bytes(lua, index));
	luaL_error(lua,
		   "a policy has no function '%s'%s%s%s; it has ref, commit, file, deleted, tree",
		   lua_tostring(lua, index), near ? "; did you mean '" : "", near ? near : "",
		   near ? "'?" : "");
}

/* Only changes of paths can be shared out among decisions that compete. */
static void
question_check(lua_State *lua, const struct policy *policy)
{
	static const enum callback others[] = { CALLBACK_REF, CALLBACK_COMMIT, CALLBACK_TREE };

	for (size_t i = 0; policy->decision->question.data && i < ARRAY_SIZE(others); i++) {
		if (policy->functions.has[others[i]])
			luaL_error(lua,
				   "a decision with a `question` competes for paths: its policy "
				   "has `file` and `deleted` only, not '%s'",
				   callbacks[others[i]].name);
	}
}

/* Only what stands can be counted before and after. */
static void
baseline_check(lua_State *lua, const struct policy *policy)
{
	static const enum callback others[] = { CALLBACK_REF, CALLBACK_COMMIT, CALLBACK_DELETED };

	for (size_t i = 0; policy->decision->no_worse && i < ARRAY_SIZE(others); i++) {
		if (policy->functions.has[others[i]])
			luaL_error(lua,
				   "a decision with a `baseline` counts what stands: its policy "
				   "has `file` and `tree` only, not '%s'",
				   callbacks[others[i]].name);
	}
}

/* Keeps the function on the top, which is popped, as callback I: of a screened one, what it asks
 * of a file and the function behind. */
static void
callback_keep(lua_State *lua, int i)
{
	struct policy *policy = policy_of(lua);

	policy->functions.has[i] = true;
	if (i == CALLBACK_FILE || i == CALLBACK_DELETED)
		policy->functions.screens[i] = screen_take(lua);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, &callbacks[i]);
}

/* Checks the table on the top and keeps its functions. */
static void
callbacks_take(lua_State *lua)
{
	bool any = false;

	if (!lua_istable(lua, -1))
		luaL_error(lua, "the policy returns a %s, not a table of functions",
			   luaL_typename(lua, -1));
	lua_pushnil(lua);
	while (lua_next(lua, -2)) {
		int i = lua_type(lua, -2) == LUA_TSTRING ? callback_find(check_bytes(lua, -2)) : -1;

		if (i < 0)
			raise_unknown_callback(lua, lua_absindex(lua, -2));
		else if (!lua_isfunction(lua, -1))
			luaL_error(lua, "'%s' is a %s, not a function", callbacks[i].name,
				   luaL_typename(lua, -1));
		else
			callback_keep(lua, i);
		any = true;
	}
	if (!any)
		luaL_error(lua, "the policy has no function; it has one or more of ref, commit, "
				"file, deleted, tree");
	question_check(lua, policy_of(lua));
	baseline_check(lua, policy_of(lua));
}

int
chunk_run(lua_State *lua)
{
	struct policy *policy = policy_of(lua);

	lua_gc(lua, LUA_GCSTOP); /* all of this stays */
	code_load(lua, &policy->decision->policy);
	if (policy->env->watch.lines)
		coverage_find(lua, policy);
	environment_push(lua);
	lua_gc(lua, LUA_GCRESTART);
	lua_setupvalue(lua, -2, 1);
	lua_call(lua, 0, LUA_MULTRET);
	if (lua_gettop(lua) != 2)
		return luaL_error(lua, "the policy returns %d values, not one table of functions",
				  lua_gettop(lua) - 1);
	callbacks_take(lua);
	return 0;
}

void
callback_push(lua_State *lua, enum callback callback)
{
	lua_rawgetp(lua, LUA_REGISTRYINDEX, &callbacks[callback]);
}

const char *
callback_name(enum callback callback)
{
	return callbacks[callback].name;
}
