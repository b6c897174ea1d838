#include "config.h"

#include "decisions/signers.h"

const struct signer *
signer_of_key(const struct governance *governance, const struct public_key *key,
	      struct bytes name_space, struct bytes day)
{
	const struct signer *any = NULL;

	for (size_t i = 0; i < governance->n_signers; i++) {
		const struct signer *signer = &governance->signers[i];

		if (!bytes_equal(signer->key.blob, key->blob))
			continue;
		if (signer_has_name_space(signer, name_space) && signer_is_valid_on(signer, day))
			return signer;
		any = any ? any : signer;
	}
	return any;
}

static bool
signer_is(const struct governance *governance, const struct signer *signer, struct bytes name)
{
	for (size_t i = 0; i < signer->n_names; i++) {
		if (bytes_equal(principal_of(governance, signer->names[i]), name))
			return true;
	}
	return false;
}

bool
principal_has_key(const struct governance *governance, struct bytes name, bool security_key)
{
	for (size_t i = 0; i < governance->n_signers; i++) {
		const struct signer *signer = &governance->signers[i];

		if (signer_is(governance, signer, name) &&
		    signer_has_name_space(signer, APPROVAL_NAMESPACE) &&
		    (!security_key || signer->key.type->security_key))
			return true;
	}
	return false;
}
