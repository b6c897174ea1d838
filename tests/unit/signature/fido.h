#ifndef WRIT_TESTS_FIDO_H
#define WRIT_TESTS_FIDO_H

/*
 * A security key made of software: signatures of the sk- types, and of RSA with SHA-256, which
 * ssh-keygen makes only with a device or an agent.
 */

#include "base/buf.h"

enum soft_type { SOFT_SK_ED25519, SOFT_SK_ECDSA, SOFT_RSA_SHA256, SOFT_TYPES };

struct soft_key; /* its private part */

struct soft_key *soft_key_new(enum soft_type type);
void soft_key_free(struct soft_key *key);
/* `keytype base64`. */
void soft_key_public(const struct soft_key *key, struct buf *out);
/* An armoured signature with these FLAGS. */
void soft_key_sign(const struct soft_key *key, const char *name_space, unsigned char flags,
		   struct bytes message, struct buf *out);

#endif
