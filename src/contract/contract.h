#ifndef WRIT_CONTRACT_CONTRACT_H
#define WRIT_CONTRACT_CONTRACT_H

/*
 * A contract: a push that is written down, with the verdict that a policy has to come to. Read from
 * a txtar file as writ-contract(5) has it.
 */

#include "base/arena.h"
#include "base/error.h"
#include "model/change.h"
#include "model/push.h"

/* What an overlay says of one path. */
struct contract_file {
	struct bytes path;    /* a NUL stands behind it */
	enum entry_kind kind; /* ENTRY_NONE: deleted */
	struct bytes content; /* of a submodule: the id, 40 hex digits */
};

struct contract_overlay {
	struct contract_file *files;
	size_t n_files;
};

struct contract_commit {
	struct contract_overlay overlay;
	struct bytes message, author;
};

struct contract {
	struct bytes title;
	struct bytes ref;
	enum update_kind kind;
	bool forced;
	struct bytes user; /* NULL data when the server names none */
	struct bytes *options;
	size_t n_options;
	struct bytes author, committer, message;
	struct bytes as_of; /* NULL data: today */
	struct contract_overlay before;
	struct contract_commit *commits;
	size_t n_commits;
	bool rejects;        /* what is expected */
	struct bytes *lines; /* each violation, as the report writes it */
	size_t n_lines;
	size_t expect_start; /* where the text of `-- expect --` begins, in a file whose last line
				ends */
};

/* Reads TEXT into ARENA. ERROR_CORPUS names the line and what it takes. */
int contract_parse(struct contract *contract, struct bytes text, struct arena *arena,
		   struct error *err) MUST_CHECK;
/* Whether some commit deletes a path. */
bool contract_deletes(const struct contract *contract);

#endif
