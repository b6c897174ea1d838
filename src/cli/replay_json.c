#include "config.h"

#include "cli/replay_report.h"
#include "report/json_writer.h"

static void
count_write(struct buf *out, const char *key, const struct replay_count *count)
{
	json_open(out, key, '{');
	json_number(out, "commits", count->commits);
	json_number(out, "places", count->places);
	json_number(out, "pushes", count->pushes);
	json_close(out, '}');
}

static void
decision_write(struct buf *out, const struct replay_decision *decision)
{
	json_open(out, NULL, '{');
	json_number(out, "applied", decision->applied);
	json_open(out, "authors", '{');
	count_write(out, author_kind_name(AUTHOR_AGENT), &decision->by_kind[AUTHOR_AGENT]);
	count_write(out, author_kind_name(AUTHOR_HUMAN), &decision->by_kind[AUTHOR_HUMAN]);
	count_write(out, author_kind_name(AUTHOR_UNKNOWN), &decision->by_kind[AUTHOR_UNKNOWN]);
	json_close(out, '}');
	json_number(out, "commits", decision->all.commits);
	json_number(out, "failed", decision->failed);
	json_string(out, "id", decision->id);
	json_string(out, "level", bytes_of(level_name(decision->level)));
	json_number(out, "places", decision->all.places);
	json_number(out, "pushes", decision->all.pushes);
	json_byte_string(out, "source", decision->source);
	json_string(out, "title", decision->title);
	json_close(out, '}');
}

/* The members that say which push it was. */
static void
push_write(struct buf *out, const struct replay_push *push)
{
	json_oid(out, "push", &push->id);
	if (push->recorded)
		json_string(out, "record", push->recorded->push.id);
}

static void
failure_write(struct buf *out, const struct replay *replay, const struct replay_failure *failure)
{
	json_open(out, NULL, '{');
	json_string(out, "decision", replay->decisions.items[failure->decision].id);
	json_string(out, "error", failure->message);
	if (failure->place.len)
		json_byte_string(out, "place", failure->place);
	push_write(out, &failure->push);
	json_close(out, '}');
}

static void
gap_write(struct buf *out, const struct replay_gap *gap)
{
	json_open(out, NULL, '{');
	json_string(out, "error", gap->error);
	push_write(out, &gap->push);
	json_close(out, '}');
}

static void
violation_write(struct buf *out, const struct replay *replay, const struct replay_violation *kept)
{
	const struct violation *violation = &kept->violation;
	const struct replay_decision *decision = &replay->decisions.items[violation->outcome];

	json_open(out, NULL, '{');
	json_string(out, "author", bytes_of(author_kind_name(kept->author)));
	json_number_or_null(out, "column", violation->column);
	if (oid_is_zero(&violation->commit))
		json_null(out, "commit");
	else
		json_oid(out, "commit", &violation->commit);
	json_string(out, "decision", decision->id);
	json_string(out, "fingerprint", violation->fingerprint);
	json_string_or_null(out, "instead", violation->instead);
	json_string(out, "level", bytes_of(level_name(decision->level)));
	json_number_or_null(out, "line", violation->line);
	json_string(out, "message", violation->message);
	if (violation->path.len)
		json_byte_string(out, "path", violation->path);
	else
		json_null(out, "path");
	push_write(out, &kept->push);
	json_close(out, '}');
}

static void
lists_write(struct buf *out, const struct replay *replay)
{
	json_open(out, "failures", '[');
	for (size_t i = 0; i < replay->failures.len; i++)
		failure_write(out, replay, &replay->failures.items[i]);
	json_close(out, ']');
	json_open(out, "no_verdict", '[');
	for (size_t i = 0; i < replay->gaps.len; i++)
		gap_write(out, &replay->gaps.items[i]);
	json_close(out, ']');
}

static void
violations_write(struct buf *out, const struct replay *replay)
{
	json_open(out, "violations", '[');
	for (size_t i = 0; i < replay->violations.len; i++)
		violation_write(out, replay, &replay->violations.items[i]);
	json_close(out, ']');
}

static void
moves_write(struct buf *out, const struct recorded_push *push)
{
	json_open(out, "refs", '[');
	for (size_t i = 0; i < push->n_updates; i++) {
		json_open(out, NULL, '{');
		json_oid(out, "new", &push->updates[i].new_id);
		json_oid(out, "old", &push->updates[i].old_id);
		json_byte_string(out, "ref", push->updates[i].ref);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
recorded_write(struct buf *out, const struct replay_recorded *recorded)
{
	const struct recorded_push *push = &recorded->push;

	json_open(out, NULL, '{');
	json_bool(out, "admitted", push->admitted);
	json_string(out, "id", push->id);
	json_string_or_null(out, "pusher", push->user);
	json_string(out, "recorded", bytes_of(verdict_kind_name(push->verdict)));
	moves_write(out, push);
	json_bool(out, "same_bundle", recorded->same_bundle);
	json_string(out, "time", push->time);
	json_string_or_null(out, "verdict",
			    recorded->gone ? BYTES_NONE
					   : bytes_of(verdict_kind_name(recorded->verdict)));
	json_close(out, '}');
}

/* Of a history there are none, and no member. */
static void
records_write(struct buf *out, const struct replay_report *report)
{
	if (report->ref.data)
		return;
	json_open(out, "records", '[');
	for (size_t i = 0; i < report->replay->recorded.len; i++)
		recorded_write(out, report->replay->recorded.items[i]);
	json_close(out, ']');
}

void
replay_write_json(struct buf *out, const struct replay_report *report)
{
	const struct replay *replay = report->replay;

	json_open(out, NULL, '{');
	json_string(out, "as_of", report->as_of);
	json_string_or_null(out, "bundle", report->bundle);
	json_number(out, "commits", replay->commits);
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < replay->decisions.len; i++)
		decision_write(out, &replay->decisions.items[i]);
	json_close(out, ']');
	lists_write(out, replay);
	json_number(out, "pushes", replay->pushes);
	records_write(out, report);
	if (report->ref.data)
		json_byte_string(out, "ref", report->ref);
	json_number(out, "rejected", replay->rejected);
	json_string(out, "schema", BYTES("writ/replay/1"));
	violations_write(out, replay);
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}
