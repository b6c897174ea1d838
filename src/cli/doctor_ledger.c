#include "config.h"

#include "cli/doctor_ledger.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/doctor_hook.h"
#include "cli/ledger_key.h"
#include "cli/recording.h"
#include "ledger/ledger.h"
#include "signature/note.h"

/* What is not there yet is made by the first push. */
static int
folder_check(struct arena *arena, const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	struct bytes folder =
		arena_copy(arena, (struct bytes){ path, slash ? (size_t)(slash - path) : 0 });

	if (access(slash == path ? "/" : folder.data, W_OK | X_OK) != 0)
		return error_set(err, ERROR_CONFIG, "ledger %s cannot be made: %s", path,
				 strerror(errno));
	return 0;
}

static int
ledger_check_access(struct surface *surface, const char *path, uint64_t *size, struct error *err)
{
	uint64_t wait_s = surface->settings.limits.value[LIMIT_LEDGER_WAIT];
	CLEANUP(io_close) int fd = -1;
	struct ledger_head head;

	*size = 0;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return folder_check(&surface->arena, path, err);
	if (access(path, R_OK | W_OK) != 0)
		return error_set(err, ERROR_CONFIG, "ledger %s cannot be written: %s", path,
				 strerror(errno));
	if (ledger_open_read(path, wait_s, &fd, size, &head, err) < 0)
		return -1;
	if (ledger_head_check(&head, fd, *size, err) < 0)
		return error_wrap(err, "ledger %s", path);
	return 0;
}

/* Who can read it can sign what was not. */
static bool
others_read(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && status.st_mode & (S_IRGRP | S_IROTH);
}

/* With its public half, as those want it who check checkpoints. */
static void
key_add(struct diagnosis *diagnosis, struct surface *surface, const char *path,
	const struct ed25519_key *key)
{
	const struct ed25519_public public = ed25519_key_public(key);
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_printf(&text, "writ.ledger-key is %s, ", path);
	note_key_write(&text, ledger_origin(surface), &public);
	diagnosis_add(diagnosis, FINDING_OK, "ledger", buf_bytes(&text), NULL);
	if (others_read(path))
		diagnosis_add(diagnosis, FINDING_WARNING, "ledger",
			      arena_printf(diagnosis->arena, "%s can be read by others", path),
			      "chmod 600 it, and make a new key where others may have read it");
}

static void
key_check(struct diagnosis *diagnosis, struct surface *surface)
{
	struct bytes path = recording_file(surface, surface->settings.ledger_key);
	struct ed25519_key *key;
	struct error err;

	if (!path.data)
		return;
	if (ledger_key_read(surface, &key, &err) < 0) {
		diagnosis_add_error(diagnosis, "ledger", &err, "no checkpoint is made until then");
		return;
	}
	key_add(diagnosis, surface, path.data, key);
	ed25519_key_free(&key);
}

void
doctor_ledger(struct diagnosis *diagnosis, struct surface *surface)
{
	struct arena *arena = diagnosis->arena;
	struct bytes path = recording_path(surface);
	struct error err;
	uint64_t size;

	key_check(diagnosis, surface);
	if (!path.data) {
		diagnosis_add(diagnosis, FINDING_OK, "ledger",
			      BYTES("writ.ledger is not set: no verdict is recorded"), NULL);
		return;
	}
	if (ledger_check_access(surface, path.data, &size, &err) < 0) {
		diagnosis_add_error(diagnosis, "ledger", &err,
				    "pushes are rejected until it can be; `writ ledger verify` "
				    "says more");
		return;
	}
	diagnosis_add(diagnosis, FINDING_OK, "ledger",
		      arena_printf(arena, "%s, %" PRIu64 " bytes", path.data, size), NULL);
	if (!doctor_hook_is_there(diagnosis, surface, "post-receive"))
		diagnosis_add(diagnosis, FINDING_WARNING, "ledger",
			      BYTES("no post-receive hook starts writ: what refs did is not "
				    "recorded"),
			      "writ install");
}
