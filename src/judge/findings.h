#ifndef WRIT_JUDGE_FINDINGS_H
#define WRIT_JUDGE_FINDINGS_H

/*
 * What one policy reports in one task, on its way into the answer: each finding gets its place in
 * the report and its fingerprint. The findings of a policy that fails are dropped.
 */

#include "base/map.h"
#include "base/sha256.h"
#include "base/vec.h"
#include "judge/answer.h"
#include "judge/plan.h"

enum { FINGERPRINT_CHARS = 32 };

/* A finding about a tree, kept until the tree before it has been judged as well. */
struct tree_finding {
	struct finding finding;
	char fingerprint[SHA256_HEX_CHARS + 1];
	size_t waiver; /* as in its frame */
};

struct findings {
	const struct plan *plan;
	const struct plan_decision *planned;
	const struct objects *objects;
	struct buf frames; /* of violations */
	struct buf events; /* frames as well: nothing unless they are watched */
	struct arena arena;
	enum { FINDINGS_DIRECT, FINDINGS_TREE, FINDINGS_BASE, FINDINGS_BEFORE } mode;
	const struct plan_ratchet *ratchet; /* whose old value FINDINGS_BEFORE is about */
	VEC(struct tree_finding) tree;
	struct map base; /* fingerprints that come up on the base tree */
	/* The summary read last: findings come commit by commit. */
	struct arena summary_arena;
	struct oid summary_of;
	struct bytes summary;
};

void findings_init(struct findings *findings, const struct plan *plan,
		   const struct plan_decision *planned, const struct objects *objects);
void findings_release(struct findings *findings);
/* A finding_sink; CTX is a struct findings. */
void findings_take(void *ctx, const struct finding *finding);
/* An event_sink; CTX is the same. */
void findings_event(void *ctx, const struct event *event);
/* Around the calls of a `tree` function: begin, the new tree, base, the tree before it, end. */
void findings_tree_begin(struct findings *findings);
bool findings_tree_any(const struct findings *findings);
void findings_tree_base(struct findings *findings);
void findings_tree_end(struct findings *findings);
/* What comes now stood before the push, in the old value of RATCHET: it is for counting. */
void findings_stood_before(struct findings *findings, const struct plan_ratchet *ratchet);
/* Adds the FRAME_RESULT of POLICY in TASK, what was watched and, unless it failed, its violations
 * to OUT. Of what stood before, what was found until it failed counts. */
void findings_write(struct findings *findings, const struct policy *policy, size_t task,
		    struct buf *out);

#endif
