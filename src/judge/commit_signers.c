#include "config.h"

#include "judge/commit_signers.h"

#include "decisions/signers.h"
#include "git/commit_signature.h"
#include "signature/sshsig.h"

static const struct bytes git_name_space = BYTES_INIT("git");

int
commit_signer_find(const struct judge_request *request, const struct governance *governance,
		   const struct oid *id, struct arena *arena, struct commit_signer *signer,
		   struct error *err)
{
	struct ssh_signature signature;
	struct signed_commit commit;
	const struct signer *known;
	struct error unsaid;

	*signer = (struct commit_signer){ .name = BYTES_NONE };
	if (governance->n_signers == 0)
		return 0;
	if (commit_signature_read(request->repository, &request->settings->limits, id, arena,
				  &commit, err) < 0)
		return -1;
	if (commit.signature.len == 0 ||
	    ssh_signature_parse(commit.signature, arena, &signature, &unsaid) < 0)
		return 0;
	known = signer_of_key(governance, &signature.key, git_name_space, request->push->as_of);
	if (!known)
		return 0;
	signer->name = principal_of(governance, known->names[0]);
	signer->valid = bytes_equal(signature.name_space, git_name_space) &&
			signer_has_name_space(known, git_name_space) &&
			signer_is_valid_on(known, request->push->as_of) &&
			ssh_signature_verify(&signature, commit.payload);
	return 0;
}
