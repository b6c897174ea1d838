#ifndef WRIT_LEDGER_CERTIFICATES_H
#define WRIT_LEDGER_CERTIFICATES_H

/*
 * Certificates of signed pushes name people, so they do not stand in a ledger, which nobody may
 * change. Their SHA-256 does; they stand in PATH.certificates, a line of JSON each, with whom git
 * has found to be their signer. A line can be taken out at any time.
 */

#include "base/buf.h"
#include "base/error.h"
#include "base/sha256.h"

/* What a push says of its certificate, and what was found of it. */
struct entry_certificate {
	struct bytes blob;         /* the id that git has for it, as claimed */
	struct bytes status;       /* git's word on the signature: G, B, U, ...; NULL data: none */
	struct bytes signer, key;  /* likewise, names of a person */
	struct bytes nonce_status; /* OK, SLOP, BAD, ...; NULL data: none */
	struct bytes text;         /* NULL data where it is not that of the push */
	struct bytes problem;      /* why not; NULL data: it is */
	char hash[SHA256_HEX_CHARS + 1]; /* of the text, by certificates_keep; else empty */
};

/* Keeps the text of CERTIFICATE, if it has one, beside the ledger PATH, and sets its hash. It is
 * not waited for until it is on the disk: after a crash git has the blob for some days. The caller
 * holds the lock of the ledger. */
int certificates_keep(const char *path, struct entry_certificate *certificate,
		      struct error *err) MUST_CHECK;
/* Reads PATH.certificates into TEXT, for certificates_find; empty when it is not there. */
int certificates_read(const char *path, struct buf *text, struct error *err) MUST_CHECK;
/* The member with the certificate whose hash is HASH ("certificate":"...", or
 * "certificate_base64"); NULL data when it was erased. */
struct bytes certificates_find(struct bytes text, struct bytes hash);

#endif
