#ifndef WRIT_SIGNATURE_ALLOWED_SIGNERS_H
#define WRIT_SIGNATURE_ALLOWED_SIGNERS_H

/*
 * Whose key is whose: a line of an allowed-signers file (ssh-keygen(1), "ALLOWED SIGNERS"), read
 * strictly. What could make one key stand for anybody is refused: patterns for names, authorities
 * for certificates. A validity counts in whole days (UTC): a key is valid on the days that it is
 * valid from the first second to the last.
 */

#include "signature/public_key.h"

struct signer {
	size_t line;         /* of its file, from 1; whoever reads the file sets it */
	struct bytes *names; /* principals */
	size_t n_names;
	struct public_key key;
	struct bytes *name_spaces; /* none: all of them */
	size_t n_name_spaces;
	struct bytes first_day; /* YYYY-MM-DD; NULL data: from ever on */
	bool first_day_whole;   /* it is valid on that day from the first second on */
	struct bytes end_day;   /* the first day that it is not valid on; NULL data: none */
};

/* Reads LINE, without its line end; what it finds lives in ARENA. 0 for a signer, 1 for an empty
 * line or a comment, -1 with ERROR_MALFORMED or ERROR_UNSUPPORTED. */
int allowed_signer_parse(struct bytes line, struct arena *arena, struct signer *signer,
			 struct error *err) MUST_CHECK;
bool signer_is_valid_on(const struct signer *signer, struct bytes day);
bool signer_has_name_space(const struct signer *signer, struct bytes name_space);

#endif
