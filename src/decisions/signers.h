#ifndef WRIT_DECISIONS_SIGNERS_H
#define WRIT_DECISIONS_SIGNERS_H

/*
 * Keys of principals, as allowed_signers gives them for approvals.
 */

#include "model/owners.h"
#include "signature/allowed_signers.h"

/* The namespace of approvals: a signature of a commit or of a file approves nothing. */
#define APPROVAL_NAMESPACE BYTES("writ-approval")

/* The line with this key that holds for NAME_SPACE on DAY, else any with it; NULL when there is
 * none.
 */
const struct signer *
signer_of_key(const struct governance *governance, const struct public_key *key,
	      struct bytes name_space, struct bytes day);
/* Whether the principal NAME has a key for approvals, a security key if SECURITY_KEY. */
bool principal_has_key(const struct governance *governance, struct bytes name, bool security_key);
#endif
