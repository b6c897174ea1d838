#ifndef WRIT_MODEL_VERDICT_H
#define WRIT_MODEL_VERDICT_H

/*
 * What came out of judging a push: plain data for reports, the ledger and the exit code. A
 * verdict is data; the failure to reach one is an error, and both keep the push out.
 */

#include <stddef.h>
#include <stdint.h>

#include "model/attribution.h"
#include "model/break_glass.h"
#include "model/decision.h"
#include "model/push.h"

enum verdict_kind {
	VERDICT_ACCEPT,
	VERDICT_REJECT,
	VERDICT_NONE, /* errors say why no verdict was reached, of all or of some decisions */
};

enum outcome_result {
	RESULT_NOT_APPLIED, /* nothing of the push was the decision's business */
	RESULT_PASSED,
	RESULT_VIOLATED,
	RESULT_WAIVED,
	RESULT_ERROR,    /* the policy failed or spent a limit; its findings are dropped */
	RESULT_UNJUDGED, /* its worker gave no answer: one of the verdict's errors says why */
};

/* One decision that was in force, and what it came to. Built-in decisions stand here too. */
struct outcome {
	struct bytes id, title, instead, date;
	struct bytes source;     /* refs/heads/main:docs/adr; "built-in" */
	struct bytes shown_path; /* docs/adr/0007-x.md; empty for a built-in */
	enum level level;
	enum outcome_result result;
	bool ratchet;       /* it has a baseline: one of the verdict's ratchets for each ref */
	uint64_t applied;   /* calls of its callbacks */
	struct bytes error; /* RESULT_ERROR: limit or message, and place, one line */
	/* Where RESULT_ERROR happened: a path, or a ref, or empty. */
	struct bytes error_place;
	/* The line of the policy that it was at, and its text: NULL data when that is not known. */
	size_t error_line;
	struct bytes error_excerpt;
};

/* An exception that was in the corpus before the push. */
struct verdict_waiver {
	struct bytes path, reason, requested_by, approved_by;
	struct bytes expires; /* its last day */
};

struct violation {
	size_t outcome;       /* index into verdict.outcomes */
	struct bytes ref;     /* as received; empty only where no ref is known */
	struct oid commit;    /* zero when it is about an update or its result */
	struct bytes summary; /* of the commit */
	struct bytes path;    /* empty when it is about a commit or a ref */
	size_t line, column;  /* from 1; 0 when there is none */
	size_t span;          /* columns to underline, at least 1 where column is set */
	struct bytes message;
	struct bytes instead;     /* its own, else the decision's; NULL data when none */
	struct bytes excerpt;     /* the line's text, capped; NULL data when none or kept back */
	struct bytes fingerprint; /* 32 hex digits: decision, path and key; no line numbers */
	struct bytes line_mark;   /* the same without the path, where a line is the key and the
				     decision has a baseline; else empty */
	bool existing;            /* was there before: reported, never rejecting */
	bool traded; /* it was not, but others went for it (then EXISTING stands as well) */
	const struct verdict_waiver *waiver; /* what it is waived by; NULL when it is not */
	/* Order of the report, before decision id and path: place of the update, of the commit. */
	size_t update_order, commit_order;
};

/* How many violations of a decision with a baseline stand on a ref, in the files that an update
 * changes and, of its `tree` function, in the whole tree; waived ones do not count. */
struct ratchet {
	size_t outcome;
	struct bytes ref;
	size_t update_order;
	uint64_t before, after;
};

struct verdict_update {
	struct bytes ref;
	struct oid old_id, new_id;
	/* Of the commits that they lead to; zero where there is none, or nobody looked. */
	struct oid old_tree, new_tree;
	enum update_kind kind;
	uint64_t commits; /* new to the governed refs, whatever the decision */
};

/* A new commit, for who goes through a history. */
struct listed_commit {
	struct oid id, tree, parent; /* the first one; zero when there is none */
	const struct oid *others;    /* its further parents */
	size_t n_others;
	int64_t date; /* committer's, seconds since 1970 */
	enum author_kind author;
	enum author_kind merged; /* of a merge: of the tip of what it merges; else the author */
};

/* How many files of a folder of the first level ("." for the root) some decision is about. */
struct folder_coverage {
	struct bytes name;
	uint64_t files, covered;
};

/* What became of the certificate that a push claims to have. */
struct verdict_certificate {
	struct bytes text;    /* NULL data when it is not that of this push */
	struct bytes problem; /* why it is not; NULL data: it is */
};

struct verdict {
	enum verdict_kind kind;
	bool observe; /* writ.mode=observe: would have been KIND, rejects nothing */
	/* writ.break-glass lets this user in; NULL when it does not. Then OBSERVE stands too. */
	const struct break_glass *break_glass;
	bool bootstrap;      /* writ.bootstrap stands */
	struct bytes as_of;  /* YYYY-MM-DD */
	struct bytes bundle; /* sha256:...; of several sources: over theirs; NULL data if none */
	struct bytes server_bundle; /* of `check`: unused by hooks; NULL data */
	struct verdict_update *updates;
	size_t n_updates;
	struct outcome *outcomes; /* sorted by source, then id */
	size_t n_outcomes;
	size_t n_enforced; /* decisions of the sources in force; 0 is said in every report */
	struct verdict_waiver *waivers; /* of all sources */
	size_t n_waivers;
	struct violation *violations; /* in the order of the report */
	size_t n_violations;
	struct ratchet *ratchets; /* by outcome, then update; none where nothing stood or stands */
	size_t n_ratchets;
	uint64_t commits;                       /* distinct new commits judged */
	struct attribution_count *attributions; /* of them, where a source lists agents */
	size_t n_attributions;
	struct listed_commit *listed; /* parents first; only where they are asked for */
	size_t n_listed;
	struct folder_coverage *coverage; /* likewise; by name */
	size_t n_coverage;
	/* Why there is no verdict, and what to do; one or more lines each. Lines are wrapped, but
	 * for one that begins with a blank; a command to copy stands in backquotes. Foreign bytes
	 * in it hold no line feed. */
	struct bytes *errors;
	size_t n_errors;
	struct bytes *notes; /* said but not judged, one line each */
	size_t n_notes;
	/* Only where push.certificate asks for it: else both have NULL data. */
	struct verdict_certificate certificate;
	/* How to see it again: `writ check ...`; NULL data when there is no such command. */
	struct bytes reproduce;
};

/* accept, reject, none / passed, violated, waived, error (of one that is unjudged as well),
 * not-applied. */
const char *verdict_kind_name(enum verdict_kind kind);
const char *outcome_result_name(enum outcome_result result);
/* Whether more would stand than stood. */
bool ratchet_rises(const struct ratchet *ratchet);
/* Whether the violation counts: neither existing nor waived. */
bool violation_counts(const struct violation *violation);
/* Whether it rejects the push: it counts, and its decision is mandatory. */
bool violation_rejects(const struct verdict *verdict, const struct violation *violation);

#endif
