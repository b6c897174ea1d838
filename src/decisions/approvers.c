#include "config.h"

#include "decisions/approvers.h"

#include <inttypes.h>

#include "decisions/names.h"
#include "decisions/signers.h"
#include "signature/sshsig.h"

enum { SIGNATURE_BYTES_MAX = 16 * 1024, SIGNATURES_MAX = 200 };

struct finding {
	const struct governance *governance;
	struct bytes as_of, statement;
	struct arena *arena;
	struct approvers *approvers;
};

struct bytes
approval_statement(const struct bundle *before, const struct bundle *after, struct arena *arena)
{
	return arena_printf(arena, "writ approval 1\nfrom %.*s\nto %.*s\n",
			    BYTES_ARG(before->state), BYTES_ARG(after->digest));
}

static struct bytes
refusal_of_key(struct finding *it, const struct ssh_signature *signature,
	       const struct signer *signer)
{
	if (!bytes_equal(signature->name_space, APPROVAL_NAMESPACE))
		return arena_printf(it->arena, "it is in the namespace `%.*s`; sign with `-n %s`",
				    SHOWN(signature->name_space), APPROVAL_NAMESPACE.data);
	if (!signer)
		return BYTES("its key is not in the allowed_signers in force");
	if (!signer_has_name_space(signer, APPROVAL_NAMESPACE))
		return arena_printf(
			it->arena, "line %zu of allowed_signers takes the key for other namespaces",
			signer->line);
	if (!signer_is_valid_on(signer, it->as_of))
		return arena_printf(it->arena, "the key of %.*s is not valid on %.*s",
				    SHOWN(signer->names[0]), SHOWN(it->as_of));
	return BYTES_NONE;
}

/* Why the signature is no approval by NAME; NULL data when it is one. */
static struct bytes
refusal_of_principal(struct finding *it, const struct ssh_signature *signature, struct bytes name)
{
	enum principal_kind kind = principal_kind_of(it->governance, name);

	if (kind != PRINCIPAL_HUMAN)
		return arena_printf(it->arena, "%.*s is %s: only people approve", SHOWN(name),
				    kind == PRINCIPAL_AGENT ? "an agent" : "a service");
	if (!ssh_signature_verify(signature, it->statement))
		return arena_printf(it->arena, "%.*s signed something else than this change",
				    SHOWN(name));
	for (size_t i = 0; i < it->approvers->n; i++) {
		if (bytes_equal(it->approvers->items[i].name, name))
			return arena_printf(it->arena, "%.*s has approved in %.*s, and counts once",
					    SHOWN(name), SHOWN(it->approvers->items[i].path));
	}
	return BYTES_NONE;
}

/* NULL data when it is an approval, which is then added. */
static struct bytes
approval_take(struct finding *it, struct bytes content, struct bytes path)
{
	struct ssh_signature signature;
	const struct signer *signer;
	struct bytes name, refusal;
	struct error err;

	if (content.len > SIGNATURE_BYTES_MAX)
		return BYTES("it is too long for a signature");
	if (ssh_signature_parse(content, it->arena, &signature, &err) < 0)
		return arena_copy(it->arena, bytes_of(err.message));
	signer = signer_of_key(it->governance, &signature.key, APPROVAL_NAMESPACE, it->as_of);
	refusal = refusal_of_key(it, &signature, signer);
	if (refusal.data)
		return refusal;
	name = principal_of(it->governance, signer->names[0]);
	refusal = refusal_of_principal(it, &signature, name);
	if (!refusal.data)
		it->approvers->items[it->approvers->n++] =
			(struct approver){ name, path, false, signature.flags & FIDO_USER_PRESENT };
	return refusal;
}

static bool
is_new(const struct bundle *before, const struct source_file *file)
{
	const struct source_file *old = source_file_find(before->source, file->path);

	return file_kind_of(file->path) == FILE_APPROVAL &&
	       !(old && bytes_equal(old->content, file->content));
}

void
approvers_find(const struct bundle *before, const struct bundle *after, struct bytes as_of,
	       struct arena *arena, struct approvers *approvers)
{
	struct finding it = { &before->governance, as_of, approval_statement(before, after, arena),
			      arena, approvers };
	size_t n = 0;

	*approvers = (struct approvers){ 0 };
	approvers->items = arena_new_array(arena, struct approver, SIGNATURES_MAX);
	approvers->refused = arena_new_array(arena, struct refused_approval, SIGNATURES_MAX);
	for (size_t i = 0; i < after->source->n_files && n < SIGNATURES_MAX; i++) {
		const struct source_file *file = &after->source->files[i];
		struct bytes path, refusal;

		if (!is_new(before, file))
			continue;
		n++;
		path = shown_below(after->folder, file->path, arena);
		refusal = approval_take(&it, file->content, path);
		if (refusal.data)
			approvers->refused[approvers->n_refused++] =
				(struct refused_approval){ path, refusal };
	}
}
