#include "config.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "ledger/checkpoint.h"
#include "ledger/json_text.h"
#include "ledger/ledger.h"
#include "ledger/lines.h"
#include "report/json_writer.h"

struct inclusion {
	unsigned long number; /* of the record, from 1 */
	unsigned long size;   /* lines of the tree; 0: not known yet */
	/* The newest checkpoint of SIZE lines, or of any that the record is among; empty if none.
	 */
	struct buf note;
	struct checkpoint checkpoint; /* of NOTE */
	struct merkle_hash leaf, root;
	struct merkle_proof proof;
};

static int
arguments_read(struct inclusion *inclusion, const struct ledger_options *options, struct error *err)
{
	struct bytes size = options->values[LEDGER_SIZE];

	if (options->n_operands == 0)
		return error_set(err, ERROR_USAGE,
				 "ledger prove takes the number of a record, its seq in `writ "
				 "ledger log --format json`");
	if (option_number("ledger prove", options->operands[0], LONG_MAX, &inclusion->number, err) <
	    0)
		return -1;
	if (size.data && option_number("--size", size.data, LONG_MAX, &inclusion->size, err) < 0)
		return -1;
	return 0;
}

static bool
checkpoint_take(struct inclusion *inclusion, struct bytes line)
{
	static const struct bytes mark = BYTES_INIT("\"checkpoint\"");
	struct checkpoint *checkpoint = &inclusion->checkpoint;
	struct record record;
	struct error why;

	if (!memmem(line.data, line.len, mark.data, mark.len) ||
	    record_parse(&record, line, &why) < 0 || record.kind != RECORD_CHECKPOINT)
		return false;
	buf_clear(&inclusion->note);
	json_text_add(&inclusion->note, record.note);
	if (checkpoint_parse(checkpoint, buf_bytes(&inclusion->note), &why) == 0 &&
	    (inclusion->size ? checkpoint->size == inclusion->size
			     : checkpoint->size >= inclusion->number))
		return true;
	buf_clear(&inclusion->note);
	return false;
}

static int
checkpoint_find(struct inclusion *inclusion, int fd, uint64_t size, struct error *err)
{
	struct lines lines;
	struct line line;
	int more;

	lines_init_back(&lines, fd, size);
	while ((more = lines_previous(&lines, &line, err)) > 0 &&
	       !checkpoint_take(inclusion, line.text))
		;
	lines_release(&lines);
	if (more > 0)
		inclusion->size = inclusion->checkpoint.size;
	return more < 0 ? -1 : 0;
}

static int
lines_count(int fd, uint64_t size, unsigned long *n, struct error *err)
{
	struct lines lines;
	struct line line;
	int more;

	*n = 0;
	lines_init(&lines, fd, size);
	while ((more = lines_next(&lines, &line, err)) > 0)
		++*n;
	lines_release(&lines);
	return more;
}

static int
proof_make(struct inclusion *inclusion, int fd, uint64_t size, struct error *err)
{
	struct merkle_proof *proof = &inclusion->proof;
	struct merkle_hash leaf;
	struct lines lines;
	struct line line;
	int more = 1;

	merkle_proof_init(proof, inclusion->number - 1, inclusion->size);
	lines_init(&lines, fd, size);
	while (proof->added < proof->size && (more = lines_next(&lines, &line, err)) > 0) {
		merkle_leaf(line.text, &leaf);
		if (proof->added == proof->index)
			inclusion->leaf = leaf;
		merkle_proof_add(proof, &leaf);
	}
	lines_release(&lines);
	if (more < 0)
		return -1;
	if (more == 0)
		return error_set(err, ERROR_USAGE, "the ledger has %" PRIu64 " lines, not %lu",
				 proof->added, inclusion->size);
	merkle_proof_root(proof, &inclusion->leaf, &inclusion->root);
	return 0;
}

static int
prove(struct inclusion *inclusion, int fd, uint64_t size, struct error *err)
{
	if (checkpoint_find(inclusion, fd, size, err) < 0)
		return -1;
	if (inclusion->size == 0 && lines_count(fd, size, &inclusion->size, err) < 0)
		return -1;
	if (inclusion->number > inclusion->size)
		return error_set(err, ERROR_USAGE, "there is no record %lu among %lu lines",
				 inclusion->number, inclusion->size);
	if (proof_make(inclusion, fd, size, err) < 0)
		return -1;
	if (inclusion->note.len && !checkpoint_has_root(&inclusion->checkpoint, &inclusion->root))
		return error_set(err, ERROR_MALFORMED,
				 "the lines are not those that the checkpoint in the ledger is of; "
				 "`writ ledger verify` says more");
	return 0;
}

void
ledger_hash_write(struct buf *out, const char *key, const struct merkle_hash *hash)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	escape_base64(&text, (struct bytes){ (const char *)hash->bytes, sizeof(hash->bytes) });
	json_string(out, key, buf_bytes(&text));
}

static int
proof_print(const struct inclusion *inclusion, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	const struct merkle_proof *proof = &inclusion->proof;

	json_open(&out, NULL, '{');
	json_string_or_null(&out, "checkpoint",
			    inclusion->note.len ? buf_bytes(&inclusion->note) : BYTES_NONE);
	json_open(&out, "hashes", '[');
	for (size_t i = 0; i < proof->len; i++)
		ledger_hash_write(&out, NULL, &proof->path[i]);
	json_close(&out, ']');
	json_number(&out, "index", proof->index);
	ledger_hash_write(&out, "leaf", &inclusion->leaf);
	ledger_hash_write(&out, "root", &inclusion->root);
	json_number(&out, "size", proof->size);
	json_close(&out, '}');
	buf_add_char(&out, '\n');
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

static int
ledger_prove_in(struct inclusion *inclusion, struct surface *surface, struct error *err)
{
	uint64_t wait_s = limit_rows[LIMIT_LEDGER_WAIT].value, size;
	CLEANUP(io_close) int fd = -1;
	struct ledger_head head;
	struct bytes path;

	if (ledger_locate(surface, &path, err) < 0 ||
	    ledger_open_read(path.data, wait_s, &fd, &size, &head, err) < 0)
		return -1;
	if (prove(inclusion, fd, size, err) < 0)
		return error_wrap(err, "ledger %s", path.data);
	return proof_print(inclusion, err);
}

int
ledger_prove(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct inclusion inclusion = { .note = BUF_INIT };
	struct ledger_options options;
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_PROVE, 1, argc, argv, err) < 0 ||
	    arguments_read(&inclusion, &options, err) < 0)
		return -1;
	result = ledger_prove_in(&inclusion, surface, err);
	buf_release(&inclusion.note);
	return result;
}
