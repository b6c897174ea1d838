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

/* The name of the folder at the end of PATH, which is taken off it. */
static struct bytes
name_take(struct bytes *path)
{
	size_t end = path->len, from;

	while (end > 0 && path->data[end - 1] == '/')
		end--;
	for (from = end; from > 0 && path->data[from - 1] != '/'; from--)
		;
	path->len = from;
	return (struct bytes){ path->data + from, end - from };
}

/* Of orders.git and of orders/.git: orders. */
static struct bytes
repository_name(struct surface *surface)
{
	struct bytes path = bytes_of(repository_git_dir(surface->repository));
	struct bytes name = name_take(&path);

	if (bytes_equal_string(name, ".git"))
		name = name_take(&path);
	if (name.len > strlen(".git") && bytes_ends_with(name, BYTES(".git")))
		name.len -= strlen(".git");
	return name;
}

struct bytes
ledger_origin(struct surface *surface)
{
	CLEANUP(buf_release) struct buf origin = BUF_INIT;
	struct bytes name = repository_name(surface);

	if (surface->settings.ledger_origin.data)
		return surface->settings.ledger_origin;
	buf_add_string(&origin, "writ.ledger/");
	for (size_t i = 0; i < name.len; i++) {
		char c = name.data[i];

		buf_add_char(&origin, c > ' ' && c <= '~' && c != '+' ? c : '-');
	}
	return arena_copy(&surface->arena, buf_bytes(&origin));
}
