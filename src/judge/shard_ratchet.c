#include "config.h"

#include "judge/shard_impl.h"

/*
 * A decision with a baseline: what stands after the push, and what stood before. Both values of the
 * ref are judged by themselves, as if it were created there, so that they can be counted against
 * each other. What is before has states and budgets of its own: no error there is one of the push.
 * It ends the state that it came up in, and what that was looking at counts as none.
 */

/* States that may fail in one task: more would let a push spend as many budgets. */
enum { BEFORE_FAILURES_MAX = 8 };

/* The policy that looks at what was there before. */
static struct policy *
policy_before(struct shard *shard, size_t i, const struct plan_ratchet *ratchet)
{
	struct hearing *hearing = &shard->hearings_before[i];
	struct policy *policy = shard_policy(shard, hearing, i);

	if (policy_failure(policy) && hearing->n_failed < BEFORE_FAILURES_MAX) {
		hearing_close(shard, hearing);
		hearing->n_failed++;
		policy = shard_policy(shard, hearing, i);
	}
	findings_stood_before(&hearing->findings, ratchet);
	return policy;
}

/* The two sides of a version, each as if its file had just been added; a kind of none where there
 * is no file. */
struct sides {
	const struct plan_version *version;
	struct change after, before;
};

/* Facts are known by the address of a change, so all decisions look at the same one; and what
 * policies keep of it outlives their calls. */
static const struct sides *
sides_of(struct shard *shard, const struct plan_version *version)
{
	const struct change *change = version->change;

	if (shard->sides && shard->sides->version == version)
		return shard->sides;
	shard->sides = arena_new(&shard->arena, struct sides);
	*shard->sides = (struct sides){
		.version = version,
		.after = { .path = change->path, .status = CHANGE_ADDED, .now = change->now },
		.before = { .path = change->path, .status = CHANGE_ADDED, .now = change->before },
	};
	return shard->sides;
}

void
ratchet_judge_version(struct shard *shard, size_t i, const struct plan_version *version)
{
	const struct plan_ratchet *ratchet = &version->set->ratchets[version->update];
	const struct sides *sides = sides_of(shard, version);
	struct policy *after = shard_policy(shard, &shard->hearings[i], i);

	if (!policy_has(after, CALLBACK_FILE))
		return;
	if (sides->after.now.kind != ENTRY_NONE)
		policy_call_change(after, &sides->after, NULL, &ratchet->after);
	if (sides->before.now.kind != ENTRY_NONE)
		policy_call_change(policy_before(shard, i, ratchet), &sides->before, NULL,
				   &ratchet->before);
}

void
ratchet_judge_trees(struct shard *shard, size_t i, const struct plan_ratchet *ratchet)
{
	const struct decision *decision = shard->decisions[i].decision;

	if (ratchet->changes.len == 0 || !changes_in_scope(decision, &ratchet->changes))
		return;
	policy_call_tree(shard_policy(shard, &shard->hearings[i], i), &ratchet->after, false);
	if (!oid_is_zero(&ratchet->before.new_tree))
		policy_call_tree(policy_before(shard, i, ratchet), &ratchet->before, false);
}
