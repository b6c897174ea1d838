#ifndef WRIT_LEDGER_ENTRY_H
#define WRIT_LEDGER_ENTRY_H

/*
 * One line of a ledger, schema writ/ledger/1, as it is written. What changes under the lock (its
 * place in the chain) is filled in by ledger_append.
 */

#include "base/buf.h"
#include "base/sha256.h"
#include "ledger/certificates.h"
#include "ledger/record.h"
#include "model/verdict.h"

/* What one ref did, or was asked to do. */
struct entry_move {
	struct bytes ref;
	struct bytes member; /* the same as a member of a record, in its place; else NULL data */
	struct oid old_id, new_id;
	/* Of a verdict: of the commits that the values lead to; zero: none, or not known. */
	struct oid old_tree, new_tree;
	struct oid found; /* of an effect or a gap: its value when that was written */
	struct bytes
		verdict; /* of an effect: the id of its verdict, NULL data when none is known */
};

/* Where decisions were read. */
struct entry_source {
	struct bytes place; /* as writ.source has it, without the name */
	struct bytes name;  /* "" when it has none */
	struct oid commit;  /* that the ref had before the push; zero for a folder, and for none */
};

/* What else a verdict depends on, as far as it says nothing of a person. */
struct entry_inputs {
	char configuration[SHA256_HEX_CHARS + 1]; /* of the keys that judge, see writ-ledger(1) */
	bool options_known;
	size_t n_options; /* push options */
	struct bytes via; /* the transport; NULL data when it is not known */
};

struct ledger_entry {
	enum record_kind kind;
	struct bytes repository; /* its git directory */
	const struct entry_move *moves;
	size_t n_moves;
	/* Of a verdict. */
	bool admitted;
	const char *surface; /* pre-receive, update */
	const struct entry_source *sources;
	size_t n_sources;
	struct entry_inputs inputs;
	uint64_t duration_ms;
	struct bytes user;                     /* NULL data when unknown */
	struct bytes document;                 /* the verdict as JSON, from entry_document */
	struct entry_certificate *certificate; /* NULL: the push is not signed */
	/* Of a checkpoint. */
	struct bytes note;
};

/* Where an entry comes to stand. */
struct entry_place {
	uint64_t seq;
	const char *prev;
	const char *id;
	const char *time;
	const char *pusher; /* the commitment to ENTRY's user, NULL when unknown */
};

/* VERDICT as JSON, as `--format json` has it, without the user of writ.break-glass: "-" stands for
 * them, and the record says who it was. No line feed at the end. */
void entry_document(struct buf *out, const struct verdict *verdict);
/* Writes the line, with its line feed. */
void
entry_write(struct buf *out, const struct ledger_entry *entry, const struct entry_place *place);

/* A line that is no record: what a crash has left. */
struct torn_line {
	uint64_t bytes;
	char hash[64 + 1];
};
/* Writes the gap that closes them; AFTER is the hash of the last line that is a record. */
void
entry_write_torn(struct buf *out, const struct ledger_entry *entry, const struct entry_place *place,
		 const char *after, const struct torn_line *torn, size_t n);

#endif
