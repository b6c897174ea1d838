#include "config.h"

#include <stdio.h>

#include "base/day.h"
#include "base/io.h"
#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/options.h"
#include "ledger/ledger.h"
#include "ledger/lines.h"
#include "ledger/people.h"

enum { COMMIT_MIN_CHARS = 4, ID_SHOWN_CHARS = 12 };

enum { OPTION_DECISION, OPTION_COMMIT, OPTION_PUSHER, OPTION_SINCE, OPTION_FORMAT };

const struct option_row ledger_option_rows[] = {
	[OPTION_DECISION] = { "decision", required_argument, "ID",
			      "the pushes that this decision was asked about", ARGUMENT_TEXT },
	[OPTION_COMMIT] = { "commit", required_argument, "ID",
			    "the pushes that begin, end or are rejected with this commit",
			    ARGUMENT_TEXT },
	[OPTION_PUSHER] = { "pusher", required_argument, "NAME",
			    "the pushes of this user, by the server's name for them",
			    ARGUMENT_TEXT },
	[OPTION_SINCE] = { "since", required_argument, "DAY", "from that day on, YYYY-MM-DD, UTC",
			   ARGUMENT_TEXT },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_text_json },
	{ NULL },
};

struct filter {
	struct bytes decision, commit, pusher, since; /* NULL data: whatever it is */
	struct bytes commitment;                      /* to the pusher */
	struct buf people;
	bool as_json;
};

static void
value_take(struct filter *filter, int option, const char *value)
{
	struct bytes *const texts[] = { &filter->decision, &filter->commit, &filter->pusher,
					&filter->since };

	if (option == OPTION_FORMAT)
		filter->as_json = bytes_equal_string(bytes_of(value), "json");
	else
		*texts[option] = bytes_of(value);
}

static int
arguments_read(struct filter *filter, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("ledger"), argc, argv };
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0)
		value_take(filter, option, value);
	if (option == OPTION_ERROR)
		return -1;
	if (argc != optind)
		return error_set(err, ERROR_USAGE, "ledger log takes no arguments but options");
	if (filter->since.data && !day_is_valid(filter->since))
		return error_set(err, ERROR_USAGE, "--since takes a day, YYYY-MM-DD");
	if (filter->commit.data && filter->commit.len < COMMIT_MIN_CHARS)
		return error_set(err, ERROR_USAGE, "--commit takes an id, or its first %d digits",
				 COMMIT_MIN_CHARS);
	return 0;
}

/* Goes through the list KEY of a verdict for an item whose member NAME is VALUE, or begins so. */
static struct bytes
item_find(struct bytes verdict, const char *list, const char *name, struct bytes value, bool whole)
{
	struct bytes member, key, item, text;
	struct json_items items;

	json_items_init(&items, json_member(verdict, list));
	while (json_items_next(&items, &member, &key, &item)) {
		text = json_string_text(json_member(item, name));
		if (text.data &&
		    (whole ? bytes_equal(text, value) : bytes_starts_with(text, value)))
			return item;
	}
	return BYTES_NONE;
}

static bool
decision_matches(const struct filter *filter, const struct record *record)
{
	struct bytes item = item_find(record->verdict, "decisions", "id", filter->decision, true);

	return item.data &&
	       !bytes_equal_string(json_string_text(json_member(item, "result")), "not-applied");
}

static bool
commit_matches(const struct filter *filter, const struct record *record)
{
	struct json_items items;
	struct record_move move;

	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		if (bytes_starts_with(move.old_id, filter->commit) ||
		    bytes_starts_with(move.new_id, filter->commit) ||
		    bytes_starts_with(move.found, filter->commit))
			return true;
	}
	return item_find(record->verdict, "violations", "commit", filter->commit, false).data;
}

static bool
is_wanted(const struct filter *filter, const struct record *record)
{
	if (filter->since.data && bytes_compare(record->time, filter->since) < 0)
		return false;
	if (filter->decision.data && !decision_matches(filter, record))
		return false;
	if (filter->commit.data && !commit_matches(filter, record))
		return false;
	return !filter->pusher.data ||
	       (filter->commitment.data && bytes_equal(record->pusher, filter->commitment));
}

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
decisions_print(const struct filter *filter, const struct record *record)
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
verdict_print(const struct filter *filter, const struct record *record)
{
	struct bytes word = json_string_text(json_member(record->verdict, "verdict"));
	struct bytes name = people_name(buf_bytes(&filter->people), record->pusher);

	printf("  %.*s%s", BYTES_ARG(word),
	       record->admitted && !bytes_equal_string(word, "accept") ? ", let in" : "");
	if (record->pusher.data)
		printf("  %.*s", BYTES_ARG(name.data ? name : BYTES("(name erased)")));
}

/* The text of a record is ASCII and escaped as JSON has it. */
static void
record_print(const struct filter *filter, const struct record *record, struct bytes line)
{
	if (filter->as_json) {
		printf("%.*s\n", BYTES_ARG(line));
		return;
	}
	printf("%.*s  %.*s  %s", BYTES_ARG(record->time), BYTES_ARG(short_id(record->id)),
	       record_kind_name(record->kind));
	if (record->kind == RECORD_VERDICT)
		verdict_print(filter, record);
	putchar('\n');
	moves_print(record);
	if (record->kind == RECORD_VERDICT)
		decisions_print(filter, record);
}

static int
lines_print(const struct filter *filter, int fd, uint64_t size, struct error *err)
{
	struct record record;
	struct lines lines;
	struct error why;
	struct line line;
	int more;

	lines_init(&lines, fd, size);
	while ((more = lines_next(&lines, &line, err)) > 0) {
		if (record_parse(&record, line.text, &why) < 0)
			continue; /* `writ ledger verify` tells */
		if (is_wanted(filter, &record))
			record_print(filter, &record, line.text);
	}
	lines_release(&lines);
	return more;
}

static int
log_print(struct filter *filter, struct surface *surface, struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	struct bytes path;
	struct ledger_head head;
	uint64_t size;

	if (ledger_locate(surface, &path, err) < 0 ||
	    people_read(path.data, &filter->people, err) < 0)
		return -1;
	if (filter->pusher.data)
		filter->commitment = people_find(buf_bytes(&filter->people), filter->pusher);
	if (ledger_open_read(path.data, surface->settings.limits.value[LIMIT_LEDGER_WAIT], &fd,
			     &size, &head, err) < 0)
		return -1;
	return lines_print(filter, fd, size, err);
}

int
ledger_log(int argc, char **argv, struct surface *surface, struct error *err)
{
	struct filter filter = { .people = BUF_INIT };
	int result = arguments_read(&filter, argc, argv, err);

	if (result == 0)
		result = log_print(&filter, surface, err);
	buf_release(&filter.people);
	return result;
}
