#ifndef WRIT_HISTORY_DRIFT_H
#define WRIT_HISTORY_DRIFT_H

/*
 * How the violations that stand in a tree came about: the history is walked along first parents,
 * and what each step brings is judged as it stands, every file as if it were added. A version of a
 * path is judged once, so the price is that of the versions, not of commits times files.
 *
 * What a decision says of single files is followed through the history; what it says of a tree as a
 * whole is known of the tip alone. Waived violations do not count.
 */

#include "judge/judge.h"

struct drift_counts {
	uint64_t introduced[AUTHOR_KINDS], repaired[AUTHOR_KINDS];
};

struct drift_decision {
	struct bytes id, title;
	enum level level;
	bool in_force;        /* at the tip; else it was before, by the decisions of the time */
	bool judged;          /* it was asked about a file, or the tree, at the tip */
	uint64_t standing;    /* at the tip */
	uint64_t of_the_tree; /* of these: about the tree as a whole, which have no history here */
	struct drift_counts counts;
	uint64_t appeared, vanished; /* when decisions changed, and no file did */
	struct bytes error;    /* why it could not be judged at the tip; NULL data when it could */
	uint64_t steps_failed; /* that it could not be judged at: there its files stay as they were
				*/
};

/* What stood at one step, of a few that are spread over the history; the last one is the tip. */
struct drift_sample {
	struct oid commit;
	int64_t date;                  /* committer's, seconds since 1970 */
	uint64_t *standing;            /* per decision, by its files */
	uint64_t introduced, repaired; /* since the sample before, of all decisions */
};

struct drift_file {
	struct bytes path;
	uint64_t standing;
};

struct drift_folder {
	struct bytes name;  /* of the first level; "." for files at the root */
	uint64_t *standing; /* per decision */
	uint64_t sum;
};

/* Of the files that say what is decided, where they lie in this repository. */
struct drift_churn {
	bool known;
	uint64_t added, changed, removed;
};

struct attempts;
struct epoch_list;

struct drift {
	struct oid tip;
	struct bytes bundle, as_of;
	size_t n_steps, n_commits;
	uint64_t n_versions; /* of paths that were judged */
	int64_t first_date, last_date;
	struct drift_decision *decisions; /* as the verdict has them, without the built-in ones */
	size_t n_decisions;
	struct drift_sample *samples;
	size_t n_samples;
	struct drift_folder *folders; /* with violations, the most first */
	size_t n_folders;
	struct drift_file *files; /* likewise */
	size_t n_files;
	struct drift_churn churn;
	const struct epoch_list *epochs;   /* of the time; NULL: all by the decisions of today */
	const struct attempts *attempts;   /* that a ledger has on record; NULL: nobody looked */
	const struct verdict *tip_verdict; /* every violation that stands; waivers; notes */
};

/* What to look at. */
struct drift_query {
	/* Its push is the one update that would bring the history: from its beginning, or from
	 * nothing, to the tip. */
	const struct judge_request *request;
	struct bytes
		since;    /* a day: what stood at its beginning is the first step; NULL data: all */
	bool of_the_time; /* each step is judged by the decisions of then, history/epochs.h */
	/* The folder where the steps are remembered for the next run; NULL: nowhere. Where it is
	 * only MAY_CACHE, what cannot be written there is no error. */
	const char *cache;
	bool may_cache;
	/* Told now and then how far it is; NULL when nobody asks. */
	void (*progress)(void *ctx, size_t done, size_t of);
	void *ctx;
};

/* Everything lives in ARENA but what TIP holds, which the caller releases also after an error. The
 * errors are those of reading the history, and of a judgement that gives no verdict. */
int drift_find(struct drift *drift, const struct drift_query *query, struct judgement *tip,
	       struct arena *arena, struct error *err) MUST_CHECK;

#endif
