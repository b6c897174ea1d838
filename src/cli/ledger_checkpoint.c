#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/ledger_key.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "ledger/lines.h"
#include "signature/note.h"

struct sealer {
	struct surface *surface;
	const char *path;
	struct ed25519_key *key;
	struct merkle_tree tree;
	uint64_t at; /* where the next line begins */
	struct buf note;
};

/* Takes the lines up to SIZE; one without its end only where it is WHOLE all the same. */
static int
lines_take(struct sealer *sealer, int fd, uint64_t size, bool whole, struct error *err)
{
	struct merkle_hash leaf;
	struct lines lines;
	struct line line;
	int more;

	lines_init(&lines, fd, size);
	lines.at = sealer->at;
	while ((more = lines_next(&lines, &line, err)) > 0 && (line.complete || whole)) {
		merkle_leaf(line.text, &leaf);
		merkle_add(&sealer->tree, &leaf);
		sealer->at = lines.at;
	}
	lines_release(&lines);
	return more < 0 ? -1 : 0;
}

/* Most of it is read without the lock. */
static int
most_take(struct sealer *sealer, uint64_t wait_s, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	struct ledger_head head;
	uint64_t size;

	if (ledger_open_read(sealer->path, wait_s, &fd, &size, &head, err) < 0)
		return err->code == ERROR_NOT_FOUND ? 0 : -1;
	return lines_take(sealer, fd, size, false, err);
}

static int
note_make(struct sealer *sealer, const struct ledger *ledger, struct error *err)
{
	struct bytes origin = ledger_origin(sealer->surface);

	if (sealer->tree.size != ledger->seq)
		return error_set(err, ERROR_MALFORMED,
				 "ledger %s: it has %" PRIu64 " lines, and the last says that it "
				 "is number %" PRIu64 "; `writ ledger verify` says more",
				 sealer->path, sealer->tree.size, ledger->seq);
	checkpoint_write(&sealer->note, origin, &sealer->tree);
	return note_sign(&sealer->note, origin, sealer->key, err);
}

/* A checkpoint is of all that stands before it, so what a crash has left is closed first. */
static int
rest_take(struct sealer *sealer, struct ledger *ledger, struct error *err)
{
	const char *git_dir = repository_git_dir(sealer->surface->repository);
	struct ledger_entry entry = { .kind = RECORD_CHECKPOINT, .repository = bytes_of(git_dir) };

	if (ledger_mend(ledger, entry.repository, err) < 0 ||
	    lines_take(sealer, ledger->fd, ledger->size, true, err) < 0 ||
	    note_make(sealer, ledger, err) < 0)
		return -1;
	entry.note = buf_bytes(&sealer->note);
	return ledger_append(ledger, &entry, NULL, err);
}

static int
seal(struct sealer *sealer, struct error *err)
{
	uint64_t wait_s = sealer->surface->settings.limits.value[LIMIT_LEDGER_WAIT];
	struct ledger ledger;
	int result;

	if (most_take(sealer, wait_s, err) < 0)
		return -1;
	result = ledger_open(&ledger, sealer->path, wait_s, err);
	if (result == 0)
		result = rest_take(sealer, &ledger, err);
	ledger_close(&ledger);
	return result;
}

int
ledger_seal(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct sealer sealer = { .surface = surface, .note = BUF_INIT };
	struct ledger_options options;
	struct bytes path;
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_NONE, 0, argc, argv, err) < 0 ||
	    ledger_locate(surface, &path, err) < 0 ||
	    ledger_key_read(surface, &sealer.key, err) < 0)
		return -1;
	sealer.path = path.data;
	merkle_init(&sealer.tree);
	result = seal(&sealer, err);
	if (result == 0)
		result = io_write_all(STDOUT_FILENO, buf_bytes(&sealer.note), err);
	ed25519_key_free(&sealer.key);
	buf_release(&sealer.note);
	return result;
}
