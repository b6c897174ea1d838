#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/macros.h"
#include "lua/policy.h"

/* The input is a policy: loaded, and its `ref` called, with little to spend. Nothing may come of it
 * but findings and a failure. */

static void
take(UNUSED void *ctx, const struct finding *finding)
{
	if (finding->message.len == 0)
		abort();
}

static const struct ref_update *
no_update(void *ctx, const struct decision *decision, size_t index)
{
	(void)ctx;
	(void)decision;
	(void)index;
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
	   const struct change_list **changes, UNUSED struct error *err)
{
	static const struct change_list none;

	*changes = &none;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ref_update update = { .ref = BYTES("refs/heads/main"), .kind = UPDATE_UPDATE };
	struct push push = { .updates = &update, .n_updates = 1, .options_known = true };
	struct decision decision = { .id = BYTES("ADR-0001"), .status = STATUS_ACCEPTED };
	struct bundle bundle = { .decisions = &decision, .n_decisions = 1 };
	struct objects objects = { NULL, NULL };
	struct limits limits;
	struct policy_env env = { .push = &push,
				  .bundle = &bundle,
				  .objects = &objects,
				  .limits = &limits,
				  .governed_update = no_update,
				  .update_commits = no_commits,
				  .update_changes = no_changes };
	struct policy *policy;

	limits_init(&limits);
	limits.value[LIMIT_INSTRUCTIONS] = 1000;
	limits.value[LIMIT_MEMORY] = 4 << 20;
	decision.policy = (struct policy_code){ BYTES("a.md"), { (const char *)data, size }, 3 };
	policy = policy_new(&env, &decision, NULL, take, NULL);
	policy_call_ref(policy, &update);
	policy_free(policy);
	return 0;
}
