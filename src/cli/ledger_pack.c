#include "config.h"

#include "cli/ledger_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/io.h"
#include "ledger/certificates.h"
#include "ledger/json_text.h"

enum { FLUSH_BYTES = 256 * 1024, FOLDER_MODE = 0777, FILE_MODE = 0666 };

static int
file_open(struct pack *pack, struct pack_file *file, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;

	buf_printf(&path, "%s/%s", pack->folder.data, file->name);
	file->fd = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, FILE_MODE);
	return file->fd < 0 ? error_set_errno(err, "%s: cannot be made", path.data) : 0;
}

static int
file_flush(struct pack_file *file, size_t above, struct error *err)
{
	if (file->out.len <= above)
		return 0;
	if (io_write_all(file->fd, buf_bytes(&file->out), err) < 0)
		return error_wrap(err, "%s", file->name);
	buf_clear(&file->out);
	return 0;
}

static int
folders_make(const char *folder, const char *name, struct error *err)
{
	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		CLEANUP(buf_release) struct buf path = BUF_INIT;

		buf_printf(&path, "%s/%.*s", folder, (int)(slash - name), name);
		if (mkdir(path.data, FOLDER_MODE) < 0 && errno != EEXIST)
			return error_set_errno(err, "%s: cannot be made", path.data);
	}
	return 0;
}

int
pack_write(struct pack *pack, const char *name, struct bytes text, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	struct pack_file file = { .name = name, .fd = -1 };

	if (folders_make(pack->folder.data, name, err) < 0 || file_open(pack, &file, err) < 0)
		return -1;
	fd = file.fd;
	if (io_write_all(fd, text, err) < 0)
		return error_wrap(err, "%s", name);
	return 0;
}

/* The certificate of RECORD, while it is kept. */
static int
certificate_pack(struct pack *pack, const struct record *record, struct bytes line,
		 struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct bytes hash =
		json_string_text(json_member(json_member(line, "certificate"), "sha256"));
	struct bytes member = BYTES_NONE;
	char name[64];

	if (hash.data)
		member = certificates_find(buf_bytes(&pack->certificates), hash);
	if (!bytes_starts_with(member, BYTES("\"certificate\":")))
		return 0;
	json_text_add(&text, record_member_text(member));
	snprintf(name, sizeof(name), "certificates/%" PRIu64 ".txt", record->seq);
	pack->n_certificates++;
	return pack_write(pack, name, buf_bytes(&text), err);
}

static bool
is_effect_of_packed(const struct pack *pack, const struct record *record)
{
	struct json_items items;
	struct record_move move;

	json_items_init(&items, record->refs);
	while (record->kind == RECORD_EFFECT && record_move_next(&items, &move)) {
		if (move.verdict.data && map_find(&pack->verdicts, move.verdict))
			return true;
	}
	return false;
}

static int
verdict_pack(struct pack *pack, const struct record *record, struct bytes line, struct error *err)
{
	*map_put(&pack->verdicts, arena_copy(&pack->arena, record->id)) = pack;
	if (certificate_pack(pack, record, line, err) < 0)
		return -1;
	return pack_decisions(pack, record, line, err);
}

/* What a verdict let in belongs to it. */
static int
record_pack(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	struct pack *pack = ctx;

	if (!ledger_filter_wants(pack->filter, record) && !is_effect_of_packed(pack, record))
		return 0;
	pack->n_records++;
	buf_add(&pack->records.out, line);
	buf_add_char(&pack->records.out, '\n');
	if (pack_prove(pack, record, line, err) < 0)
		return -1;
	if (record->kind == RECORD_VERDICT && verdict_pack(pack, record, line, err) < 0)
		return -1;
	return file_flush(&pack->records, FLUSH_BYTES, err) < 0 ||
			       file_flush(&pack->proofs, FLUSH_BYTES, err) < 0
		       ? -1
		       : 0;
}

static int
files_open(struct pack *pack, struct error *err)
{
	if (mkdir(pack->folder.data, FOLDER_MODE) < 0)
		return error_set_errno(err, "--output %s: the folder cannot be made",
				       pack->folder.data);
	if (file_open(pack, &pack->records, err) < 0 || file_open(pack, &pack->proofs, err) < 0)
		return -1;
	return file_open(pack, &pack->bundles, err);
}

static int
files_end(struct pack *pack, struct error *err)
{
	if (file_flush(&pack->records, 0, err) < 0 || file_flush(&pack->proofs, 0, err) < 0)
		return -1;
	return file_flush(&pack->bundles, 0, err);
}

/* The tree is read first: a ledger that is not what its checkpoint says makes no pack. */
static int
pack_make(struct pack *pack, const char *path, int fd, uint64_t size, struct error *err)
{
	if (pack_tree_read(pack, fd, size, err) < 0 ||
	    certificates_read(path, &pack->certificates, err) < 0 || files_open(pack, err) < 0 ||
	    ledger_records_each(fd, size, record_pack, pack, NULL, err) < 0)
		return -1;
	if (pack->note.len && pack_write(pack, "checkpoint.txt", buf_bytes(&pack->note), err) < 0)
		return -1;
	return files_end(pack, err) < 0 ? -1 : pack_readme(pack, err);
}

static void
file_release(struct pack_file *file)
{
	io_close(&file->fd);
	buf_release(&file->out);
}

int
ledger_pack(struct surface *surface, struct ledger_filter *filter, struct bytes folder,
	    const char *path, int fd, uint64_t size, struct error *err)
{
	struct pack pack = { .surface = surface,
			     .filter = filter,
			     .folder = folder,
			     .records = { .name = "records.jsonl", .fd = -1 },
			     .proofs = { .name = "proofs.jsonl", .fd = -1 },
			     .bundles = { .name = "bundles.jsonl", .fd = -1 },
			     .sources = { .surface = surface } };
	int result;

	arena_init(&pack.arena);
	result = pack_make(&pack, path, fd, size, err);
	file_release(&pack.records);
	file_release(&pack.proofs);
	file_release(&pack.bundles);
	merkle_nodes_release(&pack.nodes);
	map_release(&pack.verdicts);
	map_release(&pack.known);
	retrial_release(&pack.sources);
	buf_release(&pack.certificates);
	buf_release(&pack.note);
	arena_release(&pack.arena);
	return result;
}
