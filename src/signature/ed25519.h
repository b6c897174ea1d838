#ifndef WRIT_SIGNATURE_ED25519_H
#define WRIT_SIGNATURE_ED25519_H

/*
 * Ed25519 (RFC 8032) with the keys of files: a private one in PKCS#8, a public one in
 * SubjectPublicKeyInfo, each in PEM (RFC 8410), as `openssl genpkey -algorithm ed25519` and
 * `openssl pkey -pubout` write them. Read strictly: one form, byte by byte.
 */

#include "base/bytes.h"
#include "base/error.h"

enum {
	ED25519_PUBLIC_BYTES = 32,
	ED25519_SIGNATURE_BYTES = 64,
	ED25519_DER_BYTES = 44,
	ED25519_PEM_MAX_BYTES = 4096, /* of a file with a key */
};

struct ed25519_public {
	unsigned char bytes[ED25519_PUBLIC_BYTES];
};

struct ed25519_key; /* a private one */

/* Reads the private key PEM. ERROR_MALFORMED says what it is instead; free it in any case. */
int ed25519_key_read(struct ed25519_key **key, struct bytes pem, struct error *err) MUST_CHECK;
/* For CLEANUP: frees *KEY, which may be NULL. */
void ed25519_key_free(struct ed25519_key **key);
struct ed25519_public ed25519_key_public(const struct ed25519_key *key);
/* ERROR_INTERNAL when the library refuses. */
int ed25519_sign(const struct ed25519_key *key, struct bytes message,
		 unsigned char signature[ED25519_SIGNATURE_BYTES], struct error *err) MUST_CHECK;

/* Reads the public key PEM. ERROR_MALFORMED. */
int ed25519_public_read(struct ed25519_public *key, struct bytes pem, struct error *err) MUST_CHECK;
/* KEY as SubjectPublicKeyInfo in DER: what is hashed for an id of it. */
void ed25519_public_der(const struct ed25519_public *key, unsigned char der[ED25519_DER_BYTES]);
bool ed25519_verify(const struct ed25519_public *key, struct bytes message, struct bytes signature);

#endif
