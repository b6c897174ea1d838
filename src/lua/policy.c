#include "config.h"

#include "base/suggest.h"
#include "lua/api.h"
#include "lua/budget.h"
#include "lua/coverage.h"
#include "lua/library.h"
#include "lua/objects.h"

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
		if (policy->has[others[i]])
			luaL_error(lua,
				   "a decision with a `question` competes for paths: its policy "
				   "has `file` and `deleted` only, not '%s'",
				   callbacks[others[i]].name);
	}
}

/* Checks the table on the top and keeps its functions. */
static void
callbacks_take(lua_State *lua)
{
	struct policy *policy = policy_of(lua);
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
			lua_rawsetp(lua, LUA_REGISTRYINDEX, &callbacks[i]);
		policy->has[i < 0 ? 0 : i] = any = true;
	}
	if (!any)
		luaL_error(lua, "the policy has no function; it has one or more of ref, commit, "
				"file, deleted, tree");
	question_check(lua, policy);
}

/* Loads and runs the chunk. */
static int
run_chunk(lua_State *lua)
{
	struct policy *policy = policy_of(lua);

	code_load(lua, &policy->decision->policy);
	if (policy->env->watch.lines)
		coverage_find(lua, policy);
	environment_push(lua);
	lua_setupvalue(lua, -2, 1);
	lua_call(lua, 0, LUA_MULTRET);
	if (lua_gettop(lua) != 2)
		return luaL_error(lua, "the policy returns %d values, not one table of functions",
				  lua_gettop(lua) - 1);
	callbacks_take(lua);
	return 0;
}

static struct policy *
policy_alloc(void)
{
	struct policy *policy = memory_calloc(1, sizeof(*policy));

	arena_init(&policy->arena);
	arena_init(&policy->text_arena);
	return policy;
}

struct policy *
policy_new(const struct policy_env *env, const struct decision *decision, finding_sink *sink,
	   void *sink_ctx)
{
	struct policy *policy = policy_alloc();

	policy->env = env;
	policy->decision = decision;
	policy->sink = sink;
	policy->sink_ctx = sink_ctx;
	policy->limits = *env->limits;
	budget_init(policy);
	watch_call(policy, "load");
	policy_guard(policy, run_chunk, NULL);
	watch_end(policy);
	return policy;
}

void
policy_free(struct policy *policy)
{
	if (!policy)
		return;
	state_release(policy);
	free(policy);
}

static int
run_load(lua_State *lua)
{
	code_load(lua, &policy_of(lua)->decision->policy);
	return 0;
}

/* "line N: text", for the message without its path. */
static int
failure_to_error(const struct policy_code *code, const struct policy_failure *failure,
		 struct error *err)
{
	CLEANUP(buf_release) struct buf place = BUF_INIT;
	struct bytes text = failure->message;

	buf_printf(&place, "%.*s:%zu: ", BYTES_ARG(code->path), failure->line);
	if (!failure->line || !bytes_starts_with(text, buf_bytes(&place)))
		return error_set(err, ERROR_CORPUS, "%.*s", BYTES_ARG(text));
	return error_set(err, ERROR_CORPUS, "line %zu: %.*s", failure->line,
			 BYTES_ARG(bytes_slice(text, place.len, text.len)));
}

int
policy_check_syntax(const struct policy_code *code, struct error *err)
{
	struct decision decision = { .policy = *code };
	struct policy *policy = policy_alloc();
	int result = 0;

	policy->decision = &decision;
	limits_init(&policy->limits);
	budget_init(policy);
	policy_guard(policy, run_load, NULL);
	if (policy->failed)
		result = failure_to_error(code, &policy->failure, err);
	policy_free(policy);
	return result;
}

bool
policy_has(const struct policy *policy, enum callback callback)
{
	return !policy->failed && policy->has[callback];
}

/* Pushes what the callback gets. */
static void
argument_push(lua_State *lua, const struct occasion *occasion)
{
	const struct commit_view *commit = occasion->commit.node ? &occasion->commit : NULL;
	struct subject subject;

	switch (occasion->callback) {
	case CALLBACK_REF:
		update_object_push(lua, occasion->update);
		break;
	case CALLBACK_COMMIT:
		commit_object_push(lua, commit);
		break;
	case CALLBACK_TREE:
		tree_object_push(lua, occasion->update, occasion->base);
		break;
	case CALLBACK_FILE:
	case CALLBACK_DELETED:
	case CALLBACK_COUNT:
		subject = subject_of(lua, occasion->change, commit, occasion->update);
		file_object_push(lua, &subject);
	}
}

static int
run_callback(lua_State *lua)
{
	const struct occasion *occasion = &policy_of(lua)->occasion;

	lua_settop(lua, 0);
	lua_rawgetp(lua, LUA_REGISTRYINDEX, &callbacks[occasion->callback]);
	argument_push(lua, occasion);
	lua_call(lua, 1, LUA_MULTRET);
	for (int i = 1; i <= lua_gettop(lua); i++) {
		if (!lua_isnil(lua, i))
			return luaL_error(lua,
					  "'%s' returns a %s; a callback returns nothing and "
					  "reports with violation{}",
					  callbacks[occasion->callback].name,
					  luaL_typename(lua, i));
	}
	return 0;
}

static void
call(struct policy *policy, const struct occasion *occasion)
{
	if (!policy_has(policy, occasion->callback))
		return;
	policy->occasion = *occasion;
	policy->called = true;
	policy->calls++;
	watch_call(policy, occasion->base ? "tree before" : callbacks[occasion->callback].name);
	policy_guard(policy, run_callback, NULL);
	watch_end(policy);
}

void
policy_call_ref(struct policy *policy, const struct ref_update *update)
{
	call(policy, &(struct occasion){ .callback = CALLBACK_REF, .update = update });
}

void
policy_call_commit(struct policy *policy, const struct commit_view *commit)
{
	call(policy, &(struct occasion){ .callback = CALLBACK_COMMIT,
					 .update = commit->update,
					 .commit = *commit });
}

void
policy_call_change(struct policy *policy, const struct change *change,
		   const struct commit_view *commit, const struct ref_update *update)
{
	bool deleted = change->status == CHANGE_DELETED;
	struct occasion occasion = { .callback = deleted ? CALLBACK_DELETED : CALLBACK_FILE,
				     .update = update,
				     .change = change };

	if (commit)
		occasion.commit = *commit;
	call(policy, &occasion);
}

void
policy_call_tree(struct policy *policy, const struct ref_update *update, bool base)
{
	call(policy,
	     &(struct occasion){ .callback = CALLBACK_TREE, .update = update, .base = base });
}

const struct policy_failure *
policy_failure(const struct policy *policy)
{
	return policy->failed ? &policy->failure : NULL;
}

uint64_t
policy_calls(const struct policy *policy)
{
	return policy->calls;
}

uint64_t
policy_skipped(const struct policy *policy)
{
	return policy->skipped;
}

struct policy_usage
policy_usage(const struct policy *policy)
{
	const uint64_t *limits = policy->limits.value;

	return (struct policy_usage){
		.instructions = limits[LIMIT_INSTRUCTIONS] * 1000 - policy->fuel,
		.memory_peak = policy->heap.peak,
		.read_bytes = limits[LIMIT_READ_BYTES] - policy->read_left,
		.regex_steps = limits[LIMIT_REGEX_STEPS] * 1000 - policy->meter.steps_left,
	};
}
