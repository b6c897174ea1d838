#include "config.h"

#include "cli/ledger_key.h"

#include "base/io.h"
#include "cli/recording.h"

int
ledger_key_read(struct surface *surface, struct ed25519_key **key, struct error *err)
{
	CLEANUP(buf_release) struct buf pem = BUF_INIT;
	struct bytes path = recording_file(surface, surface->settings.ledger_key);

	if (!path.data)
		return error_set(err, ERROR_CONFIG,
				 "no key is configured to sign with; to make one, in %s: `openssl "
				 "genpkey -algorithm ed25519 -out writ-ledger.pem`, then `git "
				 "config writ.ledger-key writ-ledger.pem`",
				 repository_git_dir(surface->repository));
	if (io_read_file(path.data, ED25519_PEM_MAX_BYTES, &pem, err) < 0)
		return error_wrap(err, "writ.ledger-key");
	if (ed25519_key_read(key, buf_bytes(&pem), err) == 0)
		return 0;
	err->code = ERROR_CONFIG;
	return error_wrap(err,
			  "writ.ledger-key %s is not what `openssl genpkey -algorithm ed25519` "
			  "writes",
			  path.data);
}
