#ifndef WRIT_CLI_RETRIAL_H
#define WRIT_CLI_RETRIAL_H

/*
 * A push of the ledger, judged again: by the decisions of then, on the refs of then, as on that
 * day. For `writ ledger verify --replay`.
 */

#include "base/sha256.h"
#include "base/vec.h"
#include "cli/surface.h"
#include "ledger/past.h"

enum retrial_result {
	RETRIAL_SAME,    /* the verdict, byte by byte */
	RETRIAL_DIFFERS, /* though all that it depends on is there */
	RETRIAL_CANNOT,  /* something that it depends on is not there any more */
	RETRIAL_RESULTS
};

struct retrial {
	struct surface *surface;
	struct past *past;
	struct bytes people; /* for people_name */
	VEC(struct ref_alias) aliases;
	char configuration[SHA256_HEX_CHARS + 1]; /* that of now */
	struct buf sources; /* the names and places that the surface has sources of; empty: none */
};

/* SURFACE is open. PAST, to which the refs of now are added, has all records; it and PEOPLE outlive
 * it. Release it also when this fails. */
int retrial_init(struct retrial *retrial, struct surface *surface, struct past *past,
		 struct bytes people, struct error *err) MUST_CHECK;
void retrial_release(struct retrial *retrial);
/* Judges the verdict RECORD, which is in LINE, again. WHY receives what differs, a line each, or in
 * one line why it cannot be judged again. */
enum retrial_result retrial_run(struct retrial *retrial, const struct record *record,
				struct bytes line, struct buf *why);

/* Adds what BEFORE and AFTER, two verdicts in JSON, do not have in common, a line each. */
void retrial_compare(struct buf *out, struct bytes before, struct bytes after);

#endif
