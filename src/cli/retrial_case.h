#ifndef WRIT_CLI_RETRIAL_CASE_H
#define WRIT_CLI_RETRIAL_CASE_H

/*
 * The push of a record, as it was asked to be judged. For retrial.c.
 */

#include "cli/retrial.h"

struct retrial_case {
	struct arena arena;
	const struct record *record;
	struct bytes line;
	struct bytes inputs; /* the record's; NULL data in one of an older writ */
	struct judge_request request;
	struct settings settings;
	struct push push;
	struct break_glass glass;
	struct ref_entry *room;
	struct ref_entries refs; /* in ROOM */
	struct bytes guessed;    /* one of them whose value is none on record; NULL data: none */
	bool has_folder;         /* among the sources */
};

/* Makes the case of RECORD in LINE, both of which outlive it. ERROR_* says what of it is not there
 * any more. Release it in any case. */
int retrial_case_make(struct retrial_case *it, struct retrial *retrial, const struct record *record,
		      struct bytes line, struct error *err) MUST_CHECK;
void retrial_case_release(struct retrial_case *it);
/* Gives the surface the sources of the case, in the states that they had. */
int
retrial_sources_set(struct retrial_case *it, struct retrial *retrial, struct error *err) MUST_CHECK;

#endif
