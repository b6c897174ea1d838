/* The certificate of a push, against a push of one ref: what is taken for it says all of it. */

#include "config.h"

#include "git/push_certificate.h"
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct ref_line line = {
		.text = BYTES_INIT("0000000000000000000000000000000000000000 "
				   "0123456789012345678901234567890123456789 refs/heads/x")
	};
	static const struct certificate_claim claim = { .nonce = BYTES_INIT("17-ab"),
							.nonce_status = BYTES_INIT("OK") };
	const struct push_certificate_terms terms = { &claim, &line, 1, NULL, 0 };
	struct bytes text = { (const char *)data, size };

	if (!push_certificate_problem(text, &terms)) {
		check(memmem(data, size, "\nnonce 17-ab\n", 13) != NULL);
		check(memmem(data, size, line.text.data, line.text.len) != NULL);
		check(memmem(data, size, "\n-----BEGIN ", 12) != NULL);
	}
	return 0;
}
