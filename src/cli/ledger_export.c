#include "config.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/sha256.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/ledger_key.h"
#include "cli/ledger_pack.h"
#include "cli/recording.h"
#include "git/refs.h"
#include "ledger/people.h"
#include "ledger/statement.h"

enum { FLUSH_BYTES = 256 * 1024 };

struct export
{
	struct surface *surface;
	const struct export_format *format;
	struct ledger_filter filter;
	struct effects effects;
	struct ed25519_key *key; /* NULL where nothing is signed */
	char key_id[SHA256_HEX_CHARS + 1];
	struct buf out;
	struct bytes output; /* where to; NULL data: standard output */
	int fd;
	uint64_t noise;     /* lines that are no records */
	uint64_t no_commit; /* accepted refs that lead to no commit that is here */
};

struct export_format {
	const char *name;
	bool is_signed;
	void (*head)(struct buf *out); /* may be NULL */
	/* NULL: it is no list of rows, but a folder. */
	int (*row)(struct export *export, const struct ledger_row *row, struct error *err);
};

static int
csv_row(struct export *export, const struct ledger_row *row, struct error *err)
{
	(void)err;
	ledger_csv_row(&export->out, row);
	return 0;
}

static int
jsonl_row(struct export *export, const struct ledger_row *row, struct error *err)
{
	(void)err;
	ledger_jsonl_row(&export->out, row);
	return 0;
}

/* What the new value is, or the tag of it; false where there is none. */
static bool
commit_find(struct export *export, const struct ledger_row *row, struct oid *commit)
{
	struct bytes new_id = row->move.new_id;
	struct error why;
	char text[64];

	if (!oid_parse(new_id, commit) || oid_is_zero(commit))
		return false;
	if (bytes_starts_with(record_member_text(row->move.ref), BYTES("refs/heads/")))
		return true;
	snprintf(text, sizeof(text), "%.*s^{commit}", BYTES_ARG(new_id));
	if (revision_parse(export->surface->repository, text, commit, &why) == 0)
		return true;
	export->no_commit++;
	return false;
}

/* Whether a decision of a source was in force: without any, nothing was verified. */
static bool
was_judged(const struct record *record)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(record->verdict, "decisions"));
	while (json_items_next(&items, &member, &key, &item)) {
		if (!bytes_starts_with(json_string_text(json_member(item, "id")), BYTES("WRIT-")))
			return true;
	}
	return false;
}

static bool
was_accepted(const struct ledger_row *row)
{
	const struct record *record = row->record;

	return record->kind == RECORD_VERDICT && row->effect_time.data &&
	       bytes_equal_string(json_string_text(json_member(record->verdict, "verdict")),
				  "accept") &&
	       was_judged(record);
}

static int
in_toto_row(struct export *export, const struct ledger_row *row, struct error *err)
{
	CLEANUP(buf_release) struct buf payload = BUF_INIT, signed_bytes = BUF_INIT;
	unsigned char signature[ED25519_SIGNATURE_BYTES];
	struct oid commit;

	if (!was_accepted(row) || !commit_find(export, row, &commit))
		return 0;
	statement_write(&payload, row, &commit);
	envelope_signed_bytes(&signed_bytes, buf_bytes(&payload));
	if (ed25519_sign(export->key, buf_bytes(&signed_bytes), signature, err) < 0)
		return -1;
	envelope_write(&export->out, buf_bytes(&payload),
		       (struct bytes){ (const char *)signature, sizeof(signature) },
		       export->key_id);
	return 0;
}

static const struct export_format formats[] = {
	{ "csv", false, ledger_csv_head, csv_row },
	{ "jsonl", false, NULL, jsonl_row },
	{ "in-toto", true, NULL, in_toto_row },
	{ "pack", false, NULL, NULL },
	{ NULL, false, NULL, NULL },
};

static const char *
words_formats(size_t i)
{
	return formats[i].name;
}

static int
format_read(struct export *export, struct bytes name, struct error *err)
{
	export->format = formats;
	while (name.data && export->format->name && strcmp(export->format->name, name.data) != 0)
		export->format++;
	if (!export->format->name)
		return word_unknown("ledger export --format", name.data, words_formats, err);
	return 0;
}

/* The name of a key in DSSE is only a hint: the SHA-256 of `openssl pkey -pubout -outform DER`. */
static int
key_read(struct export *export, struct error *err)
{
	unsigned char der[ED25519_DER_BYTES];
	struct sha256 *sha256;
	struct ed25519_public public;

	if (!export->format->is_signed)
		return 0;
	if (ledger_key_read(export->surface, &export->key, err) < 0)
		return -1;
	public = ed25519_key_public(export->key);
	ed25519_public_der(&public, der);
	sha256 = sha256_new();
	sha256_add(sha256, (struct bytes){ (const char *)der, sizeof(der) });
	sha256_finish(sha256, export->key_id);
	return 0;
}

/* The file may be there, and may be none that is kept, but not the ledger. */
static int
output_open(struct export *export, int ledger, struct error *err)
{
	struct bytes path = export->output;
	struct stat ours, theirs;

	if (!path.data) {
		export->fd = STDOUT_FILENO;
		return 0;
	}
	export->fd = open(path.data, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	if (export->fd < 0 || fstat(export->fd, &ours) != 0 || fstat(ledger, &theirs) != 0)
		return error_set_errno(err, "%s: cannot open", path.data);
	if (ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino)
		return error_set(err, ERROR_USAGE, "--output %s is the ledger itself", path.data);
	if (S_ISREG(ours.st_mode) && ftruncate(export->fd, 0) != 0)
		return error_set_errno(err, "%s: cannot be written", path.data);
	return 0;
}

static int
flush(struct export *export, struct error *err)
{
	int result = io_write_all(export->fd, buf_bytes(&export->out), err);

	buf_clear(&export->out);
	if (result < 0)
		error_wrap(err, "%s",
			   export->output.data ? export->output.data : "standard output");
	return result;
}

static int
effect_take(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	struct export *export = ctx;

	(void)line;
	(void)err;
	effects_add(&export->effects, record);
	return 0;
}

static int
record_export(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	struct export *export = ctx;
	struct ledger_rows rows;
	struct ledger_row row;

	(void)line;
	if (!ledger_filter_wants(&export->filter, record))
		return 0;
	ledger_rows_init(&rows, record,
			 people_name(buf_bytes(&export->filter.people), record->pusher),
			 &export->effects);
	while (ledger_rows_next(&rows, &row)) {
		if (export->format->row(export, &row, err) < 0)
			return -1;
	}
	return export->out.len > FLUSH_BYTES ? flush(export, err) : 0;
}

/* Effects stand behind their verdicts, so it is read twice. */
static int
records_export(struct export *export, int fd, uint64_t size, struct error *err)
{
	if (ledger_records_each(fd, size, effect_take, export, &export->noise, err) < 0)
		return -1;
	if (export->format->head)
		export->format->head(&export->out);
	if (ledger_records_each(fd, size, record_export, export, NULL, err) < 0)
		return -1;
	return flush(export, err);
}

static int
export_run(struct export *export, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	uint64_t size;
	int result;

	if (ledger_open_filtered(export->surface, &export->filter, &fd, &size, err) < 0 ||
	    key_read(export, err) < 0)
		return -1;
	if (!export->format->row)
		return ledger_pack(export->surface, &export->filter, export->output,
				   recording_path(export->surface).data, fd, size, err);
	result = output_open(export, fd, err);
	if (result == 0)
		result = records_export(export, fd, size, err);
	if (export->fd != STDOUT_FILENO)
		io_close(&export->fd);
	return result;
}

static void
rest_say(const struct export *export)
{
	if (export->noise)
		ledger_warn_of_noise(export->noise);
	if (export->no_commit)
		fprintf(stderr,
			"warning: %" PRIu64 " accepted %s no commit that is in the "
			"repository, so there is no statement for it\n",
			export->no_commit,
			export->no_commit == 1 ? "ref leads to" : "refs lead to");
}

int
ledger_export(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct export export = { .surface = surface, .fd = -1 };
	struct ledger_options options;
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_EXPORT, 0, argc, argv, err) < 0 ||
	    format_read(&export, options.values[LEDGER_FORMAT], err) < 0)
		return -1;
	export.output = options.values[LEDGER_OUTPUT];
	if (!export.format->row && !export.output.len)
		return error_set(err, ERROR_USAGE,
				 "ledger export --format pack takes --output FOLDER, which it "
				 "makes");
	effects_init(&export.effects);
	result = ledger_filter_init(&export.filter, &options, err);
	if (result == 0)
		result = export_run(&export, err);
	if (result == 0)
		rest_say(&export);
	ledger_filter_release(&export.filter);
	effects_release(&export.effects);
	ed25519_key_free(&export.key);
	buf_release(&export.out);
	return result;
}
