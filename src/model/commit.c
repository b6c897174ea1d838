#include "config.h"

#include "model/commit.h"

const char *
signature_kind_name(enum signature_kind kind)
{
	static const char *const names[] = {
		[SIGNATURE_OPENPGP] = "openpgp",
		[SIGNATURE_SSH] = "ssh",
		[SIGNATURE_X509] = "x509",
	};

	return names[kind];
}
