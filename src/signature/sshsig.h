#ifndef WRIT_SIGNATURE_SSHSIG_H
#define WRIT_SIGNATURE_SSHSIG_H

/*
 * Signatures as `ssh-keygen -Y sign` makes them (OpenSSH's PROTOCOL.sshsig).
 */

#include <stdint.h>

#include "signature/public_key.h"

enum { FIDO_USER_PRESENT = 0x01 };

/* How a signature is made: rsa-sha2-512. */
struct signature_algorithm;

struct ssh_signature {
	struct public_key key; /* that claims to have made it */
	struct bytes name_space, reserved, hash;
	const struct signature_algorithm *algorithm;
	struct bytes value; /* Ed25519, RSA: the signature; ECDSA: r and s on the wire */
	uint8_t flags;      /* of a security key: FIDO_USER_PRESENT and others; else 0 */
	uint32_t counter;   /* likewise */
};

/* Reads the armoured TEXT; what it finds lives in ARENA. ERROR_MALFORMED, or ERROR_UNSUPPORTED for
 * keys and algorithms that are not taken (SHA-1, certificates, webauthn). */
int ssh_signature_parse(struct bytes text, struct arena *arena, struct ssh_signature *signature,
			struct error *err) MUST_CHECK;
/* Whether its key has signed MESSAGE, in its namespace: who asks compares the key and the namespace
 * with what he trusts. The flags of a security key are part of what is signed. */
bool ssh_signature_verify(const struct ssh_signature *signature, struct bytes message);

#endif
