#include "config.h"

#include "cli/ledger_filter.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/day.h"
#include "ledger/json_text.h"
#include "ledger/lines.h"
#include "ledger/people.h"

enum { COMMIT_MIN_CHARS = 4, DAY_CHARS = 10 };

static bool
is_id(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return false;
	}
	return text.len >= COMMIT_MIN_CHARS;
}

static int
days_check(const struct ledger_filter *filter, struct error *err)
{
	if (filter->since.data && !day_is_valid(filter->since))
		return error_set(err, ERROR_USAGE, "--since takes a day, YYYY-MM-DD");
	if (filter->until.data && !day_is_valid(filter->until))
		return error_set(err, ERROR_USAGE, "--until takes a day, YYYY-MM-DD");
	return 0;
}

int
ledger_filter_init(struct ledger_filter *filter, const struct ledger_options *options,
		   struct error *err)
{
	*filter = (struct ledger_filter){
		.decision = options->values[LEDGER_DECISION],
		.commit = options->values[LEDGER_COMMIT],
		.pusher = options->values[LEDGER_PUSHER],
		.since = options->values[LEDGER_SINCE],
		.until = options->values[LEDGER_UNTIL],
		.result = options->values[LEDGER_RESULT],
		.verdict = options->values[LEDGER_VERDICT],
		.path = options->values[LEDGER_PATH],
		.people = BUF_INIT,
		.scratch = BUF_INIT,
	};
	if (filter->commit.data && !is_id(filter->commit))
		return error_set(err, ERROR_USAGE,
				 "--commit takes an id, or its first %d hex digits or more, in "
				 "lower case",
				 COMMIT_MIN_CHARS);
	return days_check(filter, err);
}

void
ledger_filter_release(struct ledger_filter *filter)
{
	buf_release(&filter->people);
	buf_release(&filter->scratch);
}

int
ledger_filter_names(struct ledger_filter *filter, const char *path, struct error *err)
{
	if (people_read(path, &filter->people, err) < 0)
		return -1;
	if (filter->pusher.data)
		filter->commitment = people_find(buf_bytes(&filter->people), filter->pusher);
	return 0;
}

static bool
outcome_matches(const struct ledger_filter *filter, struct bytes outcome)
{
	struct bytes id = json_string_text(json_member(outcome, "id"));
	struct bytes result = json_string_text(json_member(outcome, "result"));

	if (filter->decision.data && !bytes_equal(id, filter->decision))
		return false;
	return filter->result.data ? bytes_equal(result, filter->result)
				   : !bytes_equal_string(result, "not-applied");
}

static bool
decision_matches(const struct ledger_filter *filter, const struct record *record)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(record->verdict, "decisions"));
	while (json_items_next(&items, &member, &key, &item)) {
		if (outcome_matches(filter, item))
			return true;
	}
	return false;
}

static bool
verdict_matches(const struct ledger_filter *filter, const struct record *record)
{
	struct bytes word = json_string_text(json_member(record->verdict, "verdict"));

	return record->kind == RECORD_VERDICT && bytes_equal(word, filter->verdict);
}

static bool
move_matches(const struct ledger_filter *filter, const struct record *record)
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
	return false;
}

/* Whether WANTED is PATH, or a folder that it is in. */
static bool
is_within(struct bytes path, struct bytes wanted)
{
	return bytes_starts_with(path, wanted) &&
	       (path.len == wanted.len || path.data[wanted.len] == '/');
}

static bool
violation_is_in(struct ledger_filter *filter, struct bytes violation)
{
	struct bytes member, key, value;
	struct json_items items;

	json_items_init(&items, violation);
	while (json_items_next(&items, &member, &key, &value)) {
		if (!bytes_equal_string(key, "path") && !bytes_equal_string(key, "path_base64"))
			continue;
		buf_clear(&filter->scratch);
		json_member_text_add(&filter->scratch, member);
		return value.data[0] == '"' && is_within(buf_bytes(&filter->scratch), filter->path);
	}
	return false;
}

/* Whether there is a violation in the path of FILTER, or else in its commit. */
static bool
violation_matches(struct ledger_filter *filter, const struct record *record, bool by_path)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(record->verdict, "violations"));
	while (json_items_next(&items, &member, &key, &item)) {
		struct bytes commit = json_string_text(json_member(item, "commit"));

		if (by_path ? violation_is_in(filter, item)
			    : commit.data && bytes_starts_with(commit, filter->commit))
			return true;
	}
	return false;
}

bool
ledger_filter_wants(struct ledger_filter *filter, const struct record *record)
{
	if (filter->since.data && bytes_compare(record->time, filter->since) < 0)
		return false;
	if (filter->until.data &&
	    bytes_compare(bytes_slice(record->time, 0, DAY_CHARS), filter->until) > 0)
		return false;
	if ((filter->decision.data || filter->result.data) && !decision_matches(filter, record))
		return false;
	if (filter->verdict.data && !verdict_matches(filter, record))
		return false;
	if (filter->commit.data && !move_matches(filter, record) &&
	    !violation_matches(filter, record, false))
		return false;
	if (filter->path.data && !violation_matches(filter, record, true))
		return false;
	return !filter->pusher.data ||
	       (filter->commitment.data && bytes_equal(record->pusher, filter->commitment));
}

int
ledger_records_each(int fd, uint64_t size, ledger_visitor *visit, void *ctx, uint64_t *noise,
		    struct error *err)
{
	struct record record;
	struct lines lines;
	struct error why;
	struct line line;
	uint64_t others = 0;
	int more, result = 0;

	lines_init(&lines, fd, size);
	while (result == 0 && (more = lines_next(&lines, &line, err)) > 0) {
		if (record_parse(&record, line.text, &why) == 0)
			result = visit(ctx, &record, line.text, err);
		else
			others++;
	}
	lines_release(&lines);
	if (noise)
		*noise = others;
	return result == 0 ? more : result;
}

void
ledger_warn_of_noise(uint64_t noise)
{
	fprintf(stderr,
		"warning: %" PRIu64 " %s no records\n"
		"hint: writ ledger verify\n",
		noise, noise == 1 ? "line of the ledger is" : "lines of the ledger are");
}
