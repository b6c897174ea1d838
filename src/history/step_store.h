#ifndef WRIT_HISTORY_STEP_STORE_H
#define WRIT_HISTORY_STEP_STORE_H

/*
 * Where the steps of a history are remembered: a file for each set of circumstances, in a folder of
 * its own. A file is written whole beside the old one and takes its place, so that one who is
 * killed leaves the old one, and of two at once the last one stands. Its own hash tells whether it
 * is what was written.
 */

#include "base/error.h"
#include "base/sha256.h"
#include "history/step_memory.h"

enum { STORE_NAME_CHARS = 32, STORE_FILES_MAX = 8 };

struct step_store {
	const char *folder;                 /* made when it is not there, with the one above it */
	char context[SHA256_HEX_CHARS + 1]; /* of what the steps depend on, beside their trees */
};

/* Loads what STORE has into MEMORY; what is missing, damaged or of another context is not there. */
void step_store_load(const struct step_store *store, struct step_memory *memory);
/* Writes what MEMORY has, if it has learnt something, and takes away what other contexts left, all
 * but the newest of them. ERROR_SYSTEM. */
int step_store_save(const struct step_store *store, const struct step_memory *memory,
		    struct error *err) MUST_CHECK;

#endif
