#ifndef WRIT_MODEL_DECISION_H
#define WRIT_MODEL_DECISION_H

/*
 * A decision as compiled, and the bundle of all decisions of one source. Built by decisions/, then
 * only read. Everything lives in the arena that the bundle was compiled into.
 */

#include <stddef.h>

#include "base/pattern.h"
#include "model/owners.h"
#include "model/source.h"
#include "model/value.h"

struct contest;   /* model/contest.h */
struct exclusion; /* model/contest.h */
struct waiver;    /* model/waiver.h */

enum level { LEVEL_SHADOW, LEVEL_ADVISORY, LEVEL_MANDATORY };

enum decision_status {
	STATUS_PROPOSED,
	STATUS_ACCEPTED,
	STATUS_REJECTED,
	STATUS_DEPRECATED,
	STATUS_SUPERSEDED,
	STATUS_UNKNOWN, /* a file without a policy may say anything */
};

/* What became of a decision when the bundle was compiled; in the order of their names. */
enum force {
	FORCE_DOCUMENTED, /* accepted, but without a policy: nobody enforces it */
	FORCE_ENFORCED,
	FORCE_PART,       /* enforced, but for some paths another one wins */
	FORCE_NONE,       /* its status, or errors of the corpus */
	FORCE_SUPERSEDED, /* by its status or by another one */
	FORCE_COUNT
};

struct force_counts {
	size_t of[FORCE_COUNT];
};

struct policy_code {
	struct bytes path; /* the file that holds it */
	struct bytes text; /* Lua; NULL data when the decision has no policy */
	size_t first_line; /* the line of PATH on which TEXT begins, from 1 */
};

struct decision {
	size_t index;    /* in the bundle: decisions are sorted by id */
	struct bytes id; /* ADR-0007 */
	struct bytes title;
	struct bytes path;       /* relative to the source */
	struct bytes shown_path; /* with the source's folder in front, as a reader finds it */
	struct bytes date;       /* YYYY-MM-DD, NULL data when it has none */
	enum decision_status status;
	enum level level;
	struct pattern_list scope; /* empty: every path */
	struct pattern_list refs;  /* never empty */
	bool judge_commits, judge_result;
	bool no_worse; /* judged by the number of its violations, which may not rise on a ref */
	bool oversize_skip;
	bool partial_allow;    /* a source file that does not end is no violation */
	bool enforceable;      /* false only when the file says so */
	struct bytes question; /* NULL data when none */
	struct bytes instead;  /* NULL data when none */
	struct bytes *tags, *supersedes;
	size_t n_tags, n_supersedes;
	bool retires;
	bool waivable;                  /* false only when the file says so */
	const struct value *parameters; /* a mapping, NULL when none */
	struct policy_code policy;
	struct approval_rule approval; /* as far as the file gives one */
	struct bytes superseded_by; /* the id of the accepted one that does; NULL data when none */
	bool enforced;              /* accepted, with a policy, not superseded */
	struct bytes excluded;      /* why it is not enforced, one line; NULL data when it is */
	const struct contest *contest; /* with others that answer its question; NULL when none */
};

/* An error or a warning about one place of a source. */
struct diagnostic {
	bool warning;
	struct bytes path;
	size_t line, column; /* from 1; 0 for the file as a whole */
	struct bytes message;
};

struct bundle {
	const struct source *source;
	struct bytes folder; /* stands in front of a path that is shown; may be empty */
	struct bytes digest; /* sha256:<64 hex digits>, of all files but approvals */
	struct bytes state; /* the same with them: what an approval is for is what comes after it */
	struct governance governance;
	struct decision *decisions; /* sorted by id, in byte order */
	size_t n_decisions;
	size_t n_enforced;
	const struct exclusion *exclusions; /* of decisions in force, for a part of the paths;
					       sorted by text */
	size_t n_exclusions;
	const struct waiver *waivers; /* in byte order of the paths */
	size_t n_waivers;
	struct diagnostic *diagnostics; /* sorted by path, line, column */
	size_t n_diagnostics;
	size_t n_errors;           /* a bundle with errors enforces nothing and accepts nothing */
	struct bytes *passed_over; /* files that are no decisions: README, templates */
	size_t n_passed_over;
};

const char *level_name(enum level level);
bool level_parse(struct bytes text, enum level *level);
const char *decision_status_name(enum decision_status status);
bool decision_status_parse(struct bytes text, enum decision_status *status);
/* documented-only, enforced, enforced-in-part, not-in-force, superseded. */
const char *force_name(enum force force);
enum force decision_force(const struct bundle *bundle, const struct decision *decision);
const char *decision_force_name(const struct bundle *bundle, const struct decision *decision);
struct force_counts bundle_count_forces(const struct bundle *bundle);
/* Of one bundle its digest; of several, as the sources of a push: one over their names and digests.
 */
struct bytes bundles_digest(const struct bundle *const *bundles, size_t n, struct arena *arena);
/* The decision with this id, NULL when there is none. */
const struct decision *bundle_find(const struct bundle *bundle, struct bytes id);
/* The id of DECISION as verdicts have it: NAME/ADR-0007 of a named source, and the place of an
 * unnamed one in front where another source has the id too. */
struct bytes
decision_full_id(const struct bundle *const *bundles, size_t n_bundles, const struct bundle *bundle,
		 const struct decision *decision, struct arena *arena);
/* The value of its key `baseline`: no-worse; NULL data when it has none. */
struct bytes decision_baseline(const struct decision *decision);
/* Whether the decision governs the refs that decisions without `refs` do. */
bool decision_has_standard_refs(const struct decision *decision);
/* Whether owners are named, for all of it or for one decision. */
bool bundle_has_owners(const struct bundle *bundle);
/* The decision is about PATH: its scope is empty or matches. */
bool decision_in_scope(const struct decision *decision, struct bytes path);

#endif
