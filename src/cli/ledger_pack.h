#ifndef WRIT_CLI_LEDGER_PACK_H
#define WRIT_CLI_LEDGER_PACK_H

/*
 * An evidence pack: a folder with records of a ledger, what proves that they are in it, and the
 * decisions that judged them, for who has neither the ledger nor writ. For `writ ledger export
 * --format pack`.
 */

#include "base/map.h"
#include "cli/ledger_filter.h"
#include "cli/retrial.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle_nodes.h"

/* A file of the pack, in lines. */
struct pack_file {
	const char *name;
	int fd;
	struct buf out;
};

struct pack {
	struct surface *surface;
	struct ledger_filter *filter;
	struct bytes folder;
	struct pack_file records, proofs, bundles;
	/* The lines that the newest checkpoint is of, all where there is none. */
	struct merkle_nodes nodes;
	struct checkpoint checkpoint; /* of NOTE */
	struct buf note;              /* empty: there is none */
	struct arena arena;
	struct map verdicts;    /* ids of those that are in it */
	struct map known;       /* bundles that are in it, by digest */
	size_t n_folders;       /* with decisions */
	struct retrial sources; /* of the surface */
	struct buf certificates;
	uint64_t n_records, n_unproved, n_certificates, n_without_decisions;
};

/* Makes FOLDER, which must not be there, of what FILTER selects of the ledger FD, which has SIZE
 * bytes and lies at PATH. */
int ledger_pack(struct surface *surface, struct ledger_filter *filter, struct bytes folder,
		const char *path, int fd, uint64_t size, struct error *err) MUST_CHECK;

/* For the files of this part. */

/* Makes the file NAME of the pack, of TEXT; the folders that NAME has too. */
int
pack_write(struct pack *pack, const char *name, struct bytes text, struct error *err) MUST_CHECK;
/* Reads the lines of the ledger and its newest checkpoint. ERROR_MALFORMED when that is of other
 * lines. */
int pack_tree_read(struct pack *pack, int fd, uint64_t size, struct error *err) MUST_CHECK;
/* Adds the proof of RECORD, which is in LINE. */
int pack_prove(struct pack *pack, const struct record *record, struct bytes line,
	       struct error *err) MUST_CHECK;
/* Adds the decisions that have judged the verdict RECORD, which is in LINE, unless they are in it.
 * That they cannot be read any more is said in the pack. */
int pack_decisions(struct pack *pack, const struct record *record, struct bytes line,
		   struct error *err) MUST_CHECK;
/* Adds README.txt, at the end. */
int pack_readme(struct pack *pack, struct error *err) MUST_CHECK;

#endif
