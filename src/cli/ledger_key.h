#ifndef WRIT_CLI_LEDGER_KEY_H
#define WRIT_CLI_LEDGER_KEY_H

/*
 * The key that writ.ledger-key names.
 */

#include "cli/surface.h"
#include "signature/ed25519.h"

/* Reads it. ERROR_CONFIG, with how to make one, when none is configured or it is none. */
int
ledger_key_read(struct surface *surface, struct ed25519_key **key, struct error *err) MUST_CHECK;

/* What checkpoints call the ledger: writ.ledger-origin, or writ.ledger/ and the repository's name.
 */
struct bytes ledger_origin(struct surface *surface);

#endif
