#include "config.h"

#include "decisions/resolve.h"

/*
 * What a decision can take out. Among equals anything; a laxer one, or one without a policy, takes
 * an enforced one out only when it says so (`retires: true`).
 */
enum {
	RANK_NONE = -1,
	RANK_NO_POLICY = 0,
	RANK_LEVEL = 1, /* plus the level */
	RANK_RETIRES = RANK_LEVEL + LEVEL_MANDATORY + 1,
};

/* The strongest accepted decision that supersedes, also through others. */
struct claim {
	int rank;
	size_t by;
};

/* What it stands on when another one claims its place. */
static int
rank_of(const struct draft *draft)
{
	if (!draft->decision.policy.text.data)
		return RANK_NO_POLICY;
	return RANK_LEVEL + (int)draft->decision.level;
}

/* What it claims the place of others with. */
static int
claim_rank_of(const struct draft *draft)
{
	if (draft->decision.status != STATUS_ACCEPTED)
		return RANK_NONE;
	return draft->decision.retires ? RANK_RETIRES : rank_of(draft);
}

/* Whether the decision was in force once, so that what it superseded stays superseded. */
static bool
was_in_force(const struct draft *draft)
{
	switch (draft->decision.status) {
	case STATUS_ACCEPTED:
	case STATUS_DEPRECATED:
	case STATUS_SUPERSEDED:
		return true;
	default:
		return false;
	}
}

/* Hands the claims on along the chains: each draft comes before those that it supersedes. */
static void
claims_follow(const struct compiler *compiler, struct claim *claims)
{
	for (size_t i = 0; i < compiler->drafts.len; i++)
		claims[i] = (struct claim){ RANK_NONE, 0 };
	for (size_t i = 0; i < compiler->drafts.len; i++) {
		size_t index = compiler->order[i];
		const struct draft *draft = &compiler->drafts.items[index];
		struct claim passed = { claim_rank_of(draft), index };

		if (was_in_force(draft) && claims[index].rank > passed.rank)
			passed = claims[index];
		for (size_t k = 0; k < draft->n_targets; k++) {
			struct claim *claim = &claims[draft->targets[k]];

			if (passed.rank > claim->rank)
				*claim = passed;
		}
	}
}

static bool
is_candidate(const struct draft *draft)
{
	return !draft->unreadable && draft->decision.status == STATUS_ACCEPTED &&
	       draft->decision.policy.text.data;
}

/* Whether CLAIM takes DRAFT out; a claim that is too weak is said. */
static bool
claim_holds(struct compiler *compiler, const struct draft *draft, const struct claim *claim)
{
	struct draft *by = &compiler->drafts.items[claim->by];

	if (claim->rank == RANK_NONE)
		return false;
	if (!is_candidate(draft) || claim->rank >= rank_of(draft))
		return true;
	draft_warning(compiler, by, PLACE_OF(by->supersedes),
		      "%.*s stays in force: %.*s %s; say `retires: true` to take it out",
		      SHOWN(draft->decision.id), SHOWN(by->decision.id),
		      claim->rank == RANK_NO_POLICY ? "has no policy" : "is laxer");
	return false;
}

static struct bytes
exclusion_text(struct compiler *compiler, const struct draft *draft, const struct claim *out)
{
	const struct decision *decision = &draft->decision;

	if (draft->unreadable)
		return BYTES("its front matter cannot be read");
	if (decision->status == STATUS_UNKNOWN)
		return BYTES("its status is not known");
	if (decision->status != STATUS_ACCEPTED)
		return arena_printf(compiler->arena, "its status is %s",
				    decision_status_name(decision->status));
	if (out)
		return arena_printf(compiler->arena, "%.*s supersedes it",
				    BYTES_ARG(compiler->drafts.items[out->by].decision.id));
	if (!decision->enforceable)
		return BYTES("documented only, on purpose");
	return BYTES("documented only: it has no policy");
}

static void
decision_resolve(struct compiler *compiler, struct draft *draft, const struct claim *claim)
{
	bool out = claim_holds(compiler, draft, claim);

	draft->decision.enforced = is_candidate(draft) && !out;
	if (out)
		draft->decision.superseded_by = compiler->drafts.items[claim->by].decision.id;
	if (!draft->decision.enforced)
		draft->decision.excluded = exclusion_text(compiler, draft, out ? claim : NULL);
}

void
bundle_resolve(struct compiler *compiler)
{
	size_t n = compiler->drafts.len;
	struct claim *claims = arena_new_array(compiler->arena, struct claim, n);

	claims_follow(compiler, claims);
	for (size_t i = 0; i < n; i++)
		decision_resolve(compiler, &compiler->drafts.items[i], &claims[i]);
}
