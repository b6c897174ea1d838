#ifndef WRIT_LUA_POLICY_H
#define WRIT_LUA_POLICY_H

/*
 * One policy in one fresh Lua state: load it, call its functions for the changes of a push, take
 * its findings. The state sees nothing but the objects of writ-policy(5) and the allowlisted
 * library. A spent limit ends the policy from inside the hook or the allocator: no pcall, finalizer
 * or coroutine of the script gets control back, the state is dropped as a whole.
 */

#include "base/arena.h"
#include "base/error.h"
#include "content/facts.h"
#include "graph/graph.h"
#include "lua/watch.h"
#include "model/attribution.h"
#include "model/commit.h"
#include "model/decision.h"
#include "model/limits.h"
#include "model/objects.h"
#include "model/push.h"

enum callback {
	CALLBACK_REF,
	CALLBACK_COMMIT,
	CALLBACK_FILE,
	CALLBACK_DELETED,
	CALLBACK_TREE,
	CALLBACK_COUNT
};

/* A commit as a policy sees it. */
struct commit_view {
	const struct commit_node *node;
	const struct change_list *changes; /* against its parents, every path */
	const struct ref_update *update;   /* the first that brought it */
	size_t order;                      /* among all new commits of the push, oldest first */
};

/* What a policy reported; borrowed for the call of the sink. Places are checked: LINE is 0 or a
 * line of the file, a path is not empty. */
struct finding {
	enum callback callback;
	const struct ref_update *update;
	const struct commit_view *commit; /* NULL for `ref`, `tree` and result changes */
	const struct change *change; /* whose line it is; NULL when about another path or none */
	struct bytes path;           /* NULL data when none */
	size_t line, column, span;   /* 0 when none */
	struct bytes message, instead, key, excerpt; /* NULL data when not given */
	bool excerpt_hidden;                         /* excerpt = false */
	bool existing;                               /* a line that the change did not add */
};

typedef void finding_sink(void *ctx, const struct finding *finding);

/* What is the same for all policies of a judge. Borrowed; outlives the policies. */
struct policy_env {
	const struct push *push;
	const struct bundle *bundle;
	const struct objects *objects;
	struct facts_cache *facts;
	struct graph_cache *graphs;
	const struct limits *limits;
	/* Update INDEX of the push as DECISION judges it, its base tree known; NULL when it does
	 * not govern it: for `push.updates`. */
	const struct ref_update *(*governed_update)(void *ctx, const struct decision *decision,
						    size_t index);
	/* The new commits that UPDATE brought and that DECISION judges, oldest first: for
	 * `update:commits()`. */
	size_t (*update_commits)(void *ctx, const struct decision *decision,
				 const struct ref_update *update,
				 const struct commit_view *const **commits);
	/* Whether DECISION, which competes with others, judges PATH where UPDATE brings it: for
	 * what is moved from there. */
	bool (*in_force)(void *ctx, const struct decision *decision,
			 const struct ref_update *update, const struct path *path);
	/* The changes of UPDATE as a whole, old value against new: for `tree:changes()`. */
	int (*update_changes)(void *ctx, const struct ref_update *update,
			      const struct change_list **changes, struct error *err);
	/* Who signed the commit ID, by the keys of the bundle; ARENA is for the work. */
	int (*commit_signer)(void *ctx, const struct oid *id, struct arena *arena,
			     struct commit_signer *signer, struct error *err);
	void *ctx;
	/* What is told of policies; each event with the sink_ctx of its policy. */
	struct watch watch;
	event_sink *event; /* NULL unless events are watched */
};

struct policy;
struct screen; /* lua/screen.h */

/* What a chunk returned: which functions, and what some of them need of a file to find anything. */
struct policy_functions {
	bool has[CALLBACK_COUNT];
	const struct screen *screens[CALLBACK_COUNT]; /* NULL: it is called for any */
	size_t tail_line;                             /* of the chunk's only tail call, else 0 */
};

/* The functions of a policy, known without a state of it. */
struct policy_outline {
	bool shared; /* by several tasks, each of which has to pay the same: set before it is sought
		      */
	bool sought, known;
	struct policy_functions functions;
	struct arena arena; /* of their screens */
};

/* Whether CODE compiles, for who compiles decisions: ERROR_CORPUS with "line N: text" of the syntax
 * error, the line being one of the decision's file. Runs nothing. */
int policy_check_syntax(const struct policy_code *code, struct error *err) MUST_CHECK;

/* Whether the policy of DECISION, of BUNDLE, loads: its chunk is run, with a twentieth of the
 * instructions, and has to give a table of functions. ERROR_CORPUS with the policy's own message.
 * What no push can tell before it comes (a function that fails when it is called) stays unseen. */
int policy_check_load(const struct bundle *bundle, const struct decision *decision,
		      const struct limits *limits, struct error *err) MUST_CHECK;

void policy_outline_release(struct policy_outline *outline);

/* Loads DECISION's policy and runs its chunk; with an OUTLINE that is known, which it borrows, only
 * before the first call that needs it. An outline that was never sought is filled: it stays unknown
 * when the chunk fails, which is for each state to repeat. OUTLINE is NULL for who watches ENV.
 * Never NULL: a chunk that fails gives a policy whose policy_failure says so. Free with
 * policy_free. */
struct policy *policy_new(const struct policy_env *env, const struct decision *decision,
			  struct policy_outline *outline, finding_sink *sink, void *sink_ctx);
void policy_free(struct policy *policy);
/* Whether the chunk returned this function. False once the policy failed. */
bool policy_has(const struct policy *policy, enum callback callback);

/* Each calls one function of the policy; nothing happens once it failed. Findings go to the sink
 * while the call runs; those of a policy that fails are to be dropped. */
void policy_call_ref(struct policy *policy, const struct ref_update *update);
void policy_call_commit(struct policy *policy, const struct commit_view *commit);
/* COMMIT is NULL for `judge: result`. CHANGE decides between `file` and `deleted`. */
void policy_call_change(struct policy *policy, const struct change *change,
			const struct commit_view *commit, const struct ref_update *update);
/* The tree of UPDATE: its new one, or with BASE its base tree (whose changes() are none). */
void policy_call_tree(struct policy *policy, const struct ref_update *update, bool base);

/* Why the policy failed, NULL while it has not. */
struct policy_failure {
	/* One line: the error, behind `path:line: ` of the decision's file where one is known; or
	 * the limit's bound, unit and key. */
	struct bytes message;
	struct bytes place;   /* path, commit or ref that was being judged; empty at load */
	size_t line;          /* of the decision's file, 0 when unknown */
	struct bytes excerpt; /* what stands there, NULL data when unknown */
	bool limit;
};
const struct policy_failure *policy_failure(const struct policy *policy);
/* Calls made so far. */
uint64_t policy_calls(const struct policy *policy);
/* How often the policy asked to read a file that is too large and that `oversize: skip` passes
 * over: not scanned, which a report says. */
uint64_t policy_skipped(const struct policy *policy);

/* What was spent so far. */
struct policy_usage policy_usage(const struct policy *policy);
/* The next line of the policy that holds code, when lines are watched: FROM is 0, then what was
 * returned; 0 when there is none. */
size_t policy_lines(const struct policy *policy, size_t from, struct line_hits *line);

#endif
