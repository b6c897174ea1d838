#include "config.h"

#include "lua/policy.h"

static const struct ref_update *
no_update(UNUSED void *ctx, UNUSED const struct decision *decision, UNUSED size_t index)
{
	return NULL;
}

static size_t
no_commits(UNUSED void *ctx, UNUSED const struct decision *decision,
	   UNUSED const struct ref_update *update, const struct commit_view *const **commits)
{
	*commits = NULL;
	return 0;
}

static int
no_changes(UNUSED void *ctx, UNUSED const struct ref_update *update,
	   UNUSED const struct change_list **changes, struct error *err)
{
	return error_set(err, ERROR_INTERNAL, "there is no update");
}

static void
no_findings(UNUSED void *ctx, UNUSED const struct finding *finding)
{
}

/* One push may bring many policies, and none has more to do than to make its functions. */
enum { LOAD_SHARE = 20, LOAD_LEAST_THOUSANDS = 1000 };

static struct limits
limits_of_load(const struct limits *limits)
{
	struct limits few = *limits;
	uint64_t share = few.value[LIMIT_INSTRUCTIONS] / LOAD_SHARE;

	if (few.value[LIMIT_INSTRUCTIONS] > LOAD_LEAST_THOUSANDS)
		few.value[LIMIT_INSTRUCTIONS] =
			share > LOAD_LEAST_THOUSANDS ? share : LOAD_LEAST_THOUSANDS;
	return few;
}

int
policy_check_load(const struct bundle *bundle, const struct decision *decision,
		  const struct limits *limits, struct error *err)
{
	/* A push of nothing: no object can be reached from it. */
	const struct push push = { .user = BYTES(""), .options_known = true };
	struct limits few = limits_of_load(limits);
	const struct policy_env env = { .push = &push,
					.bundle = bundle,
					.limits = &few,
					.governed_update = no_update,
					.update_commits = no_commits,
					.update_changes = no_changes };
	struct policy *policy = policy_new(&env, decision, NULL, no_findings, NULL);
	const struct policy_failure *failure = policy_failure(policy);
	int result = 0;

	if (failure)
		result = error_set(err, ERROR_CORPUS, "%.*s", BYTES_ARG(failure->message));
	policy_free(policy);
	return result;
}
