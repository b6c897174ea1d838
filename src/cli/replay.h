#ifndef WRIT_CLI_REPLAY_H
#define WRIT_CLI_REPLAY_H

/*
 * The two ways of `writ replay`. Each fills REPLAY, which is released also after an error.
 */

#include "cli/replay_options.h"
#include "history/replay.h"

/* Compiles the sources of SURFACE once for all pushes, and warns when nothing is enforced. BUNDLE,
 * if not NULL, receives their digest. */
int
replay_bundles_hold(struct surface *surface, struct bytes *bundle, struct error *err) MUST_CHECK;
/* The last pushes of a ledger. BUNDLE is the digest of the decisions. */
int replay_pushes(struct replay *replay, struct surface *surface,
		  const struct replay_arguments *arguments, struct bytes *bundle,
		  struct error *err) MUST_CHECK;

#endif
