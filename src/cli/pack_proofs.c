#include "config.h"

#include <inttypes.h>

#include "cli/ledger.h"
#include "cli/ledger_pack.h"
#include "ledger/json_text.h"
#include "ledger/lines.h"
#include "report/json_writer.h"

typedef VEC(struct merkle_hash) leaf_list;

/* The newest one is kept. */
static void
checkpoint_take(struct pack *pack, struct bytes line)
{
	static const struct bytes mark = BYTES_INIT("\"checkpoint\"");
	struct record record;
	struct error why;

	if (!memmem(line.data, line.len, mark.data, mark.len) ||
	    record_parse(&record, line, &why) < 0 || record.kind != RECORD_CHECKPOINT)
		return;
	buf_clear(&pack->note);
	json_text_add(&pack->note, record.note);
	if (checkpoint_parse(&pack->checkpoint, buf_bytes(&pack->note), &why) < 0)
		buf_clear(&pack->note);
}

static int
leaves_read(struct pack *pack, leaf_list *leaves, int fd, uint64_t size, struct error *err)
{
	struct lines lines;
	struct line line;
	int more;

	lines_init(&lines, fd, size);
	while ((more = lines_next(&lines, &line, err)) > 0) {
		merkle_leaf(line.text, vec_add(leaves));
		checkpoint_take(pack, line.text);
	}
	lines_release(&lines);
	return more;
}

static int
nodes_make(struct pack *pack, const leaf_list *leaves, struct error *err)
{
	const struct merkle_hash *root;
	uint64_t n = leaves->len;

	if (pack->note.len && pack->checkpoint.size < n)
		n = pack->checkpoint.size;
	merkle_nodes_make(&pack->nodes, leaves->items, n);
	root = merkle_nodes_root(&pack->nodes);
	if (pack->note.len && root &&
	    (n != pack->checkpoint.size || !checkpoint_has_root(&pack->checkpoint, root)))
		return error_set(err, ERROR_MALFORMED,
				 "the lines are not those that the newest checkpoint is of; `writ "
				 "ledger verify` says more");
	return 0;
}

int
pack_tree_read(struct pack *pack, int fd, uint64_t size, struct error *err)
{
	leaf_list leaves = VEC_INIT;
	int result = leaves_read(pack, &leaves, fd, size, err);

	if (result == 0)
		result = nodes_make(pack, &leaves, err);
	vec_release(&leaves);
	return result;
}

static bool
is_in_tree(const struct pack *pack, const struct record *record, const struct merkle_hash *leaf)
{
	uint64_t index = record->seq - 1;

	return pack->nodes.n && index < pack->nodes.sizes[0] &&
	       memcmp(&pack->nodes.levels[0][index], leaf, sizeof(*leaf)) == 0;
}

int
pack_prove(struct pack *pack, const struct record *record, struct bytes line, struct error *err)
{
	struct merkle_hash leaf, path[MERKLE_HEIGHT_MAX];
	struct buf *out = &pack->proofs.out;
	size_t n;

	merkle_leaf(line, &leaf);
	if (record->seq > (pack->nodes.n ? pack->nodes.sizes[0] : 0)) {
		pack->n_unproved++;
		return 0;
	}
	if (!is_in_tree(pack, record, &leaf))
		return error_set(err, ERROR_MALFORMED,
				 "record %" PRIu64 " is not in the line of its number; `writ "
				 "ledger verify` says more",
				 record->seq);
	n = merkle_nodes_path(&pack->nodes, record->seq - 1, path);
	json_open(out, NULL, '{');
	json_open(out, "hashes", '[');
	for (size_t i = 0; i < n; i++)
		ledger_hash_write(out, NULL, &path[i]);
	json_close(out, ']');
	json_number(out, "index", record->seq - 1);
	ledger_hash_write(out, "leaf", &leaf);
	ledger_hash_write(out, "root", merkle_nodes_root(&pack->nodes));
	json_number(out, "size", pack->nodes.sizes[0]);
	json_close(out, '}');
	buf_add_char(out, '\n');
	return 0;
}
