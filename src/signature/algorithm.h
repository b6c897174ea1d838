#ifndef WRIT_SIGNATURE_ALGORITHM_H
#define WRIT_SIGNATURE_ALGORITHM_H

/*
 * What reading and verifying a signature share. Used within signature/ only.
 */

#include "base/bytes.h"

struct signature_algorithm {
	const char *name;   /* on the wire */
	const char *key;    /* the type of key that it belongs to */
	const char *digest; /* of what is signed, in libcrypto's words; NULL for Ed25519 */
};

#endif
