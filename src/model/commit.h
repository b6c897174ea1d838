#ifndef WRIT_MODEL_COMMIT_H
#define WRIT_MODEL_COMMIT_H

/*
 * A commit. The walk needs ids and dates of very many; names and messages are read only of those
 * that a policy or a report asks for.
 */

#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/oid.h"

/* What the walk and the tree diff need. */
struct commit_node {
	struct oid id, tree;
	int64_t date; /* committer's, seconds since 1970 */
	const struct oid *parents;
	size_t n_parents;
};

struct person {
	struct bytes name, email;
	int64_t time; /* seconds since 1970 */
	int offset;   /* minutes east of UTC */
};

enum signature_kind { SIGNATURE_NONE, SIGNATURE_OPENPGP, SIGNATURE_SSH, SIGNATURE_X509 };

/* The rest. Text is UTF-8 as decoded by the commit's `encoding` header where that is known, else
 * the bytes as they are. */
struct commit_text {
	struct person author, committer;
	struct bytes message; /* all of it */
	struct bytes summary; /* the first paragraph on one line, as git shows it */
	enum signature_kind signature;
	struct bytes encoding; /* as the commit names it, empty when it does not */
};

/* One `Key: value` line of the last paragraph, by git-interpret-trailers(1). */
struct trailer {
	struct bytes key, value;  /* value unfolded: continuation lines joined by one blank */
	struct bytes name, email; /* of a value `Name <email>`, else NULL data */
};

/* openpgp, ssh, x509; NULL for none. */
const char *signature_kind_name(enum signature_kind kind);

#endif
