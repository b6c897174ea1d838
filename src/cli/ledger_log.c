#include "config.h"

#include <stdio.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/ledger_filter.h"
#include "ledger/ledger.h"
#include "ledger/people.h"

enum { ID_SHOWN_CHARS = 12 };

struct listing {
	struct ledger_filter filter;
	bool as_json;
};

static struct bytes
short_id(struct bytes id)
{
	return id.data ? bytes_slice(id, 0, ID_SHOWN_CHARS) : BYTES("nothing");
}

static void
moves_print(const struct record *record)
{
	bool gap = record->kind == RECORD_GAP;
	struct json_items items;
	struct record_move move;

	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		struct bytes from = short_id(gap ? move.known : move.old_id);
		struct bytes to = short_id(gap ? move.found : move.new_id);

		printf("  %.*s  %.*s..%.*s", BYTES_ARG(record_member_text(move.ref)),
		       BYTES_ARG(from), BYTES_ARG(to));
		if (record->kind == RECORD_EFFECT)
			printf("  by %.*s", BYTES_ARG(move.verdict.data ? short_id(move.verdict)
									: BYTES("no verdict")));
		putchar('\n');
	}
}

/* What was not simply passed, and the decision that was asked for. */
static void
decisions_print(const struct ledger_filter *filter, const struct record *record)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(record->verdict, "decisions"));
	while (json_items_next(&items, &member, &key, &item)) {
		struct bytes id = json_string_text(json_member(item, "id"));
		struct bytes result = json_string_text(json_member(item, "result"));
		struct bytes level = json_string_text(json_member(item, "level"));
		bool plain = bytes_equal_string(result, "passed") ||
			     bytes_equal_string(result, "not-applied");

		if (!plain || (filter->decision.data && bytes_equal(id, filter->decision)))
			printf("  %.*s  %.*s  %.*s\n", BYTES_ARG(id), BYTES_ARG(result),
			       BYTES_ARG(level));
	}
}

static void
verdict_print(const struct ledger_filter *filter, const struct record *record)
{
	struct bytes word = json_string_text(json_member(record->verdict, "verdict"));
	struct bytes name = people_name(buf_bytes(&filter->people), record->pusher);

	printf("  %.*s%s", BYTES_ARG(word),
	       record->admitted && !bytes_equal_string(word, "accept") ? ", let in" : "");
	if (record->pusher.data)
		printf("  %.*s", BYTES_ARG(name.data ? name : BYTES("(name erased)")));
}

static void
certificate_print(struct bytes certificate)
{
	struct bytes problem = json_string_text(json_member(certificate, "problem"));
	struct bytes status = json_string_text(json_member(certificate, "status"));
	struct bytes nonce = json_string_text(json_member(certificate, "nonce_status"));

	if (problem.data)
		printf("  certificate  not of this push: %.*s\n", BYTES_ARG(problem));
	else if (certificate.len && certificate.data[0] == '{')
		printf("  certificate  signature %.*s, nonce %.*s\n", BYTES_ARG(status),
		       BYTES_ARG(nonce));
}

/* The text of a record is ASCII and escaped as JSON has it. */
static int
record_print(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	const struct listing *listing = ctx;

	(void)err;
	if (!ledger_filter_wants(&listing->filter, record))
		return 0;
	if (listing->as_json) {
		printf("%.*s\n", BYTES_ARG(line));
		return 0;
	}
	printf("%.*s  %.*s  %s", BYTES_ARG(record->time), BYTES_ARG(short_id(record->id)),
	       record_kind_name(record->kind));
	if (record->kind == RECORD_VERDICT)
		verdict_print(&listing->filter, record);
	putchar('\n');
	moves_print(record);
	if (record->kind == RECORD_VERDICT) {
		certificate_print(json_member(line, "certificate"));
		decisions_print(&listing->filter, record);
	}
	return 0;
}

static int
log_print(struct listing *listing, struct surface *surface, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	uint64_t size;

	if (ledger_open_filtered(surface, &listing->filter, &fd, &size, err) < 0)
		return -1;
	return ledger_records_each(fd, size, record_print, listing, NULL, err);
}

static int
format_read(struct listing *listing, const struct ledger_options *options, struct error *err)
{
	const char *format = options->values[LEDGER_FORMAT].data;

	if (format && !word_is_known(format, words_text_json))
		return word_unknown("ledger log --format", format, words_text_json, err);
	listing->as_json = format && strcmp(format, "json") == 0;
	return 0;
}

int
ledger_log(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct ledger_options options;
	struct listing listing;
	int result;

	if (ledger_options_read(&options, LEDGER_TAKES_LOG, 0, argc, argv, err) < 0 ||
	    format_read(&listing, &options, err) < 0)
		return -1;
	result = ledger_filter_init(&listing.filter, &options, err);
	if (result == 0)
		result = log_print(&listing, surface, err);
	ledger_filter_release(&listing.filter);
	return result;
}
