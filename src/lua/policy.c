#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"
#include "lua/screen.h"

static struct policy *
policy_alloc(void)
{
	struct policy *policy = memory_calloc(1, sizeof(*policy));

	arena_init(&policy->arena);
	arena_init(&policy->text_arena);
	return policy;
}

static void
policy_load(struct policy *policy)
{
	watch_call(policy, "load");
	policy_guard(policy, chunk_run, NULL);
	policy->loaded = true;
	watch_end(policy);
}

/* Nothing calls a function of it before a screen is passed. */
static bool
all_screened(const struct policy_functions *functions)
{
	for (int i = 0; i < CALLBACK_COUNT; i++) {
		if (functions->has[i] && !functions->screens[i])
			return false;
	}
	return true;
}

static void
policy_init(struct policy *policy, const struct policy_env *env, const struct decision *decision,
	    finding_sink *sink, void *sink_ctx)
{
	*policy = (struct policy){
		.env = env,
		.decision = decision,
		.sink = sink,
		.sink_ctx = sink_ctx,
		.limits = *env->limits,
	};
	arena_init(&policy->arena);
	arena_init(&policy->text_arena);
	budget_init(policy);
}

/* Drops the state, as if it had not been made yet. */
static void
state_forget(struct policy *policy)
{
	const struct policy_functions functions = policy->functions;

	state_release(policy);
	policy_init(policy, policy->env, policy->decision, policy->sink, policy->sink_ctx);
	policy->functions = functions;
}

/* Takes what is known of POLICY, which was just loaded, for the next state of it. */
static void
outline_take(struct policy_outline *outline, struct policy *policy)
{
	outline->sought = true;
	if (policy->failed)
		return;
	outline->known = true;
	outline->functions = policy->functions;
	outline->arena = policy->arena;
	arena_init(&policy->arena);
	if (outline->shared || all_screened(&policy->functions))
		state_forget(policy);
}

struct policy *
policy_new(const struct policy_env *env, const struct decision *decision,
	   struct policy_outline *outline, finding_sink *sink, void *sink_ctx)
{
	struct policy *policy = policy_alloc();

	policy_init(policy, env, decision, sink, sink_ctx);
	if (outline && outline->known) {
		policy->functions = outline->functions;
		return policy;
	}
	policy_load(policy);
	if (outline && !outline->sought)
		outline_take(outline, policy);
	return policy;
}

void
policy_outline_release(struct policy_outline *outline)
{
	if (outline->known)
		arena_release(&outline->arena);
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
	return !policy->failed && policy->functions.has[callback];
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
		subject = subject_of(policy_of(lua), occasion->change, commit, occasion->update);
		file_object_push(lua, &subject);
	}
}

static int
run_callback(lua_State *lua)
{
	const struct occasion *occasion = &policy_of(lua)->occasion;

	lua_settop(lua, 0);
	callback_push(lua, occasion->callback);
	argument_push(lua, occasion);
	lua_call(lua, 1, LUA_MULTRET);
	for (int i = 1; i <= lua_gettop(lua); i++) {
		if (!lua_isnil(lua, i))
			return luaL_error(lua,
					  "'%s' returns a %s; a callback returns nothing and "
					  "reports with violation{}",
					  callback_name(occasion->callback), luaL_typename(lua, i));
	}
	return 0;
}

static void
look_at_screen(struct policy *policy, void *arg)
{
	const struct occasion *occasion = &policy->occasion;
	const struct commit_view *commit = occasion->commit.node ? &occasion->commit : NULL;
	struct subject subject = subject_of(policy, occasion->change, commit, occasion->update);
	bool *passes = arg;

	*passes = screen_passes(policy, policy->functions.screens[occasion->callback], &subject);
}

/* Whether the call may find anything. */
static bool
is_worth_it(struct policy *policy)
{
	bool passes = true;

	if (policy->functions.screens[policy->occasion.callback])
		policy_guard_plain(policy, look_at_screen, &passes);
	return passes && !policy->failed;
}

static void
callback_run(struct policy *policy)
{
	if (!policy->loaded)
		policy_load(policy);
	if (!policy->failed)
		policy_guard(policy, run_callback, NULL);
}

static void
call(struct policy *policy, const struct occasion *occasion)
{
	if (!policy_has(policy, occasion->callback))
		return;
	policy->occasion = *occasion;
	policy->called = true;
	policy->calls++;
	watch_call(policy, occasion->base ? "tree before" : callback_name(occasion->callback));
	if (is_worth_it(policy))
		callback_run(policy);
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
