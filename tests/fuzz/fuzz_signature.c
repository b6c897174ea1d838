#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/escape.h"
#include "signature/allowed_signers.h"
#include "signature/sshsig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
parse(struct bytes text, struct arena *arena)
{
	struct ssh_signature signature;
	struct error err;

	if (ssh_signature_parse(text, arena, &signature, &err) < 0)
		return;
	if (!signature.algorithm || !signature.key.type)
		abort();
	/* nobody has signed this */
	if (ssh_signature_verify(&signature, BYTES("fuzz")))
		abort();
}

/* The input is a signature, armoured and without its armour, and a line of allowed_signers. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct bytes input = { (const char *)data, size };
	struct buf armored = BUF_INIT;
	struct signer signer;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	parse(input, &arena);
	buf_add_string(&armored, "-----BEGIN SSH SIGNATURE-----\n");
	escape_base64(&armored, input);
	buf_add_string(&armored, "\n-----END SSH SIGNATURE-----\n");
	parse(buf_bytes(&armored), &arena);
	if (allowed_signer_parse(input, &arena, &signer, &err) == 0 &&
	    (signer.n_names == 0 || !signer.key.type))
		abort();
	buf_release(&armored);
	arena_release(&arena);
	return 0;
}
