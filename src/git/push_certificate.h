#ifndef WRIT_GIT_PUSH_CERTIFICATE_H
#define WRIT_GIT_PUSH_CERTIFICATE_H

/*
 * The certificate of a signed push (gitprotocol-pack(5), "Push Certificate"): read for the worker
 * that plans, and held against the push that it is to be of. Whether its signature is good is git's
 * to say: the bytes are kept for whoever wants to look.
 */

#include "git/refs.h"

enum { PUSH_CERTIFICATE_MAX_BYTES = 16 * 1024 * 1024 };

/* What a certificate has to say to be that of a push. */
struct push_certificate_terms {
	const struct certificate_claim *claim;
	const struct ref_line *lines; /* as the hook was given them */
	size_t n_lines;
	const struct bytes *options;
	size_t n_options;
};

/* Reads the object that CLAIM names, TEXT lives in ARENA. ERROR_NOT_FOUND, ERROR_MALFORMED when it
 * is no blob, ERROR_LIMIT over PUSH_CERTIFICATE_MAX_BYTES. */
int push_certificate_read(struct repository *repository, const struct certificate_claim *claim,
			  struct arena *arena, struct bytes *text, struct error *err) MUST_CHECK;
/* Why TEXT is not the signed certificate of exactly that push, with the nonce that git gave; NULL
 * when it is. */
const char *push_certificate_problem(struct bytes text, const struct push_certificate_terms *terms);

#endif
