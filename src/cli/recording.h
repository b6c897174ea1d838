#ifndef WRIT_CLI_RECORDING_H
#define WRIT_CLI_RECORDING_H

/*
 * What the hooks and `writ ledger` share: where the ledger is, and what is put into it.
 */

#include "cli/surface.h"
#include "ledger/entry.h"

struct recording {
	const char *surface; /* the hook's name */
	uint64_t begun_ms;
	const struct verdict *verdict;
	bool admitted; /* the hook lets the push in */
};

void recording_begin(struct recording *recording, const char *hook);
/* Where the file PATH of the configuration is: a relative one is in the git directory; NULL data
 * when it is not set. */
struct bytes recording_file(struct surface *surface, struct bytes path);
/* The ledger of the repository, NULL data when none is configured. */
struct bytes recording_path(struct surface *surface);
/* The SHA-256 of the configuration that a verdict depends on and that its record does not spell
 * out, in hex. */
void recording_configuration(const struct surface *surface, char hex[SHA256_HEX_CHARS + 1]);
/* Puts the verdict on record. Nothing to do where no ledger is configured. */
int recording_keep(const struct recording *recording, struct surface *surface,
		   struct error *err) MUST_CHECK;
/* Says on standard error, for who cannot mend it, that something was not recorded. */
void recording_complain(const struct error *err);

/* The refs of UPDATES under the name that moves: that of the end of a symref, in full where there
 * is a namespace (gitnamespaces(7)). */
struct entry_move *recording_moves(struct surface *surface, const struct ref_update *updates,
				   size_t n_updates, size_t *n);

#endif
