#ifndef WRIT_MODEL_WAIVER_H
#define WRIT_MODEL_WAIVER_H

/*
 * A time-boxed, approved exception to one decision. What a waiver covers is decided here and
 * nowhere else.
 */

#include "model/decision.h"
#include "model/oid.h"

struct oid_list {
	const struct oid *items;
	size_t len;
};

struct waiver {
	struct bytes path;         /* relative to the source */
	struct bytes shown_path;   /* with the source's folder in front */
	size_t decision;           /* its place in the bundle */
	struct pattern_list paths; /* each list empty when not given; what is given has to match */
	struct pattern_list refs;
	struct oid_list commits, blobs;
	struct bytes reason, requested_by, approved_by;
	struct bytes date;    /* of the approval, YYYY-MM-DD */
	struct bytes expires; /* the last day on which it holds */
};

/* What a waiver is asked about: one violation. */
struct waiver_case {
	size_t decision;          /* its place in the bundle */
	struct bytes path, ref;   /* empty when it has none */
	const struct oid *commit; /* NULL when it is about none */
	const struct oid *blob;   /* what PATH holds; NULL when that is not known */
};

/* The waiver that covers CASE: one that holds on the day AS_OF, of several the first by path; else
 * one that has expired; NULL when there is none. */
const struct waiver *
waiver_find(const struct bundle *bundle, const struct waiver_case *it, struct bytes as_of);
/* Whether a waiver with this last day holds on the day AS_OF. */
bool waiver_holds(struct bytes expires, struct bytes as_of);

#endif
