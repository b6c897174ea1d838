#ifndef WRIT_TESTS_KEYGEN_H
#define WRIT_TESTS_KEYGEN_H

/*
 * ssh-keygen(1) in a folder of its own: keys, signatures, and its word on whether one is valid.
 */

#include "base/arena.h"
#include "base/buf.h"

struct keygen {
	char folder[64];
	struct arena arena;
};

/* False when there is no ssh-keygen. */
bool keygen_open(struct keygen *keygen);
void keygen_close(struct keygen *keygen);
/* Makes the key NAME; OPTIONS is for the shell ("-t rsa -b 2048"). */
void keygen_key(struct keygen *keygen, const char *name, const char *options);
/* `keytype base64` of the key NAME. */
struct bytes keygen_public(struct keygen *keygen, const char *name);
/* The signature of MESSAGE by NAME; OPTIONS as "-O hashalg=sha256". */
struct bytes keygen_sign(struct keygen *keygen, const char *name, const char *name_space,
			 const char *options, struct bytes message);
/* Whether ssh-keygen takes SIGNATURE for one of MESSAGE by the key LINE (`keytype base64`). */
bool keygen_verify(struct keygen *keygen, struct bytes line, const char *name_space,
		   struct bytes signature, struct bytes message);

#endif
