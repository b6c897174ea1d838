#ifndef WRIT_SIGNATURE_NOTE_H
#define WRIT_SIGNATURE_NOTE_H

/*
 * Signed notes (c2sp.org/signed-note): text, a blank line, and a line for each signature. Ed25519
 * only; signatures of others, such as those of witnesses, are passed over.
 */

#include "base/arena.h"
#include "base/buf.h"
#include "signature/ed25519.h"

enum { NOTE_KEYS_MAX = 16, NOTE_KEYS_MAX_BYTES = 64 * 1024 };

struct note_key {
	struct ed25519_public key;
	struct bytes name; /* NULL data: whatever name the signature has */
};

struct note_keys {
	struct note_key items[NOTE_KEYS_MAX];
	size_t len;
};

/* Reads TEXT: public keys in PEM, and keys of notes (NAME+ID+KEY), one a line, in any order; names
 * live in ARENA. ERROR_MALFORMED, ERROR_LIMIT. */
int note_keys_read(struct note_keys *keys, struct bytes text, struct arena *arena,
		   struct error *err) MUST_CHECK;
/* Adds KEY as a key of notes, by NAME. */
void note_key_write(struct buf *out, struct bytes name, const struct ed25519_public *key);

/* Adds the signature of what NOTE holds, whose last byte is a line feed, by KEY as NAME. */
int note_sign(struct buf *note, struct bytes name, const struct ed25519_key *key,
	      struct error *err) MUST_CHECK;
/* Whether one of KEYS has signed NOTE. A signature that says to be by one and is not makes the note
 * worthless, whoever else has signed it. */
bool note_is_signed(struct bytes note, const struct note_keys *keys);

#endif
