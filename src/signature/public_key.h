#ifndef WRIT_SIGNATURE_PUBLIC_KEY_H
#define WRIT_SIGNATURE_PUBLIC_KEY_H

/*
 * Public keys as SSH writes them: ssh-ed25519 (RFC 8709), ecdsa-sha2-* (RFC 5656), ssh-rsa (RFC
 * 4253, section 6.6), and the FIDO keys sk-* (OpenSSH's PROTOCOL.u2f).
 */

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"

enum key_family { FAMILY_ED25519, FAMILY_ECDSA, FAMILY_RSA };

struct key_type {
	const char *name; /* ssh-ed25519 */
	enum key_family family;
	const char *curve;  /* of ECDSA: nistp256 in SSH's words; else NULL */
	const char *group;  /* the same in libcrypto's words */
	size_t point_bytes; /* of an uncompressed point, of an Ed25519 key */
	bool security_key;  /* FIDO: what it signs has flags and a counter */
};

struct public_key {
	const struct key_type *type;
	struct bytes blob;              /* all of it: two keys are one when their blobs are equal */
	struct bytes point;             /* Ed25519, ECDSA */
	struct bytes exponent, modulus; /* RSA, big-endian */
	struct bytes application;       /* of a security key */
};

enum { RSA_BITS_MIN = 2048, RSA_BITS_MAX = 16384 };

/* NULL for a type that is not known. */
const struct key_type *key_type_find(struct bytes name);
/* Reads BLOB, which is borrowed. ERROR_MALFORMED; ERROR_UNSUPPORTED for a type that is not known
 * (certificates, DSA) and for an RSA key that is too small or too large. */
int public_key_parse(struct bytes blob, struct public_key *key, struct error *err) MUST_CHECK;
/* The bytes of RFC 4648 base64 with padding, in ARENA; NULL data when TEXT is none. */
struct bytes base64_decode(struct bytes text, struct arena *arena);

#endif
