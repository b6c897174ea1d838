#include "config.h"

#include <inttypes.h>
#include <time.h>

#include "base/escape.h"
#include "cli/replay_report.h"
#include "report/line.h"

enum { PLACES_SHOWN = 5, GAPS_SHOWN = 20, MESSAGE_MAX_COLUMNS = 200 };

static void
message_write(struct buf *out, struct bytes message)
{
	CLEANUP(buf_release) struct buf folded = BUF_INIT;

	line_fold(&folded, message);
	escape_text_cut(out, buf_bytes(&folded), MESSAGE_MAX_COLUMNS);
	buf_add_char(out, '\n');
}

/* "4f2c1aa services/db.py:14:1  imports billing.models" */
static void
place_write(struct buf *out, const struct replay_violation *kept)
{
	const struct violation *violation = &kept->violation;

	buf_add_string(out, "  ");
	line_commit(out, oid_is_zero(&violation->commit) ? &kept->push.id : &violation->commit);
	if (violation->path.len) {
		buf_add_char(out, ' ');
		escape_text_cut(out, violation->path, PLACE_MAX_COLUMNS);
		line_position(out, violation);
	}
	buf_add_string(out, "  ");
	message_write(out, violation->message);
}

static void
failure_write(struct buf *out, const struct replay_failure *failure)
{
	buf_add_string(out, "  ");
	line_commit(out, &failure->push.id);
	if (failure->place.len) {
		buf_add_char(out, ' ');
		escape_text_cut(out, failure->place, PLACE_MAX_COLUMNS);
	}
	buf_add_string(out, "  ");
	message_write(out, failure->message);
}

static void
more_write(struct buf *out, size_t shown, uint64_t all)
{
	if (all > shown)
		buf_printf(out, "  and %" PRIu64 " more\n", all - shown);
}

static void
count_write(struct buf *out, const struct replay_count *count)
{
	line_count(out, count->pushes, "push", "pushes");
	buf_add_string(out, ", ");
	line_count(out, count->commits, "commit", "commits");
	buf_add_string(out, ", ");
	line_count(out, count->places, "place", "places");
	buf_add_char(out, '\n');
}

static void
counts_write(struct buf *out, const struct replay_decision *decision)
{
	static const struct {
		enum author_kind kind;
		const char *name;
	} rows[] = { { AUTHOR_AGENT, "agents" },
		     { AUTHOR_HUMAN, "humans" },
		     { AUTHOR_UNKNOWN, "unknown" } };

	buf_printf(out, "  would have %s ",
		   decision->level == LEVEL_MANDATORY ? "rejected" : "reported");
	count_write(out, &decision->all);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct replay_count *count = &decision->by_kind[rows[i].kind];

		if (count->places == 0)
			continue;
		buf_printf(out, "  of %s: ", rows[i].name);
		count_write(out, count);
	}
}

static void
places_write(struct buf *out, const struct replay *replay, size_t decision)
{
	size_t shown = 0;

	for (size_t i = 0; i < replay->violations.len && shown < PLACES_SHOWN; i++) {
		if (replay->violations.items[i].violation.outcome != decision)
			continue;
		place_write(out, &replay->violations.items[i]);
		shown++;
	}
	more_write(out, shown, replay->decisions.items[decision].all.places);
}

static void
failures_write(struct buf *out, const struct replay *replay, size_t decision)
{
	uint64_t failed = replay->decisions.items[decision].failed;
	size_t shown = 0;

	buf_add_string(out, "  its policy would have failed at ");
	line_count(out, failed, "push\n", "pushes\n");
	for (size_t i = 0; i < replay->failures.len && shown < PLACES_SHOWN; i++) {
		if (replay->failures.items[i].decision != decision)
			continue;
		failure_write(out, &replay->failures.items[i]);
		shown++;
	}
	more_write(out, shown, failed);
}

static bool
has_something(const struct replay_decision *decision)
{
	return decision->all.places || decision->failed;
}

static void
decision_write(struct buf *out, const struct replay_report *report, size_t at)
{
	const struct replay_decision *decision = &report->replay->decisions.items[at];
	const struct report_options options = { .color = report->color };
	enum tone tone = decision->level == LEVEL_MANDATORY ? TONE_ERROR : TONE_WARNING;

	line_label(out, &options, tone, level_name(decision->level), decision->id);
	buf_add_string(out, ": ");
	message_write(out, decision->title);
	if (decision->all.places) {
		counts_write(out, decision);
		places_write(out, report->replay, at);
	}
	if (decision->failed)
		failures_write(out, report->replay, at);
	buf_add_char(out, '\n');
}

/* The others, but for those of writ itself: the ones that were asked, or those that never were. */
static void
silent_write(struct buf *out, const struct replay *replay, bool asked, const char *heading)
{
	CLEANUP(buf_release) struct buf ids = BUF_INIT;

	for (size_t i = 0; i < replay->decisions.len; i++) {
		const struct replay_decision *decision = &replay->decisions.items[i];

		if (has_something(decision) || !decision->shown_path.len ||
		    (decision->applied > 0) != asked)
			continue;
		buf_add_string(&ids, ids.len ? ", " : heading);
		escape_text_cut(&ids, decision->id, PLACE_MAX_COLUMNS);
	}
	if (ids.len)
		line_wrap(out, buf_bytes(&ids), 0, 2);
}

static void
gaps_write(struct buf *out, const struct replay *replay)
{
	size_t n = replay->gaps.len;

	for (size_t i = 0; i < n && i < GAPS_SHOWN; i++) {
		const struct replay_gap *gap = &replay->gaps.items[i];

		buf_add_string(out, "no verdict on ");
		line_commit(out, &gap->push.id);
		buf_add_string(out, ": ");
		message_write(out, gap->error);
	}
	more_write(out, n < GAPS_SHOWN ? n : GAPS_SHOWN, n);
}

static void
day_write(struct buf *out, int64_t seconds)
{
	time_t time = (time_t)seconds;
	struct tm tm;

	if (gmtime_r(&time, &tm))
		buf_printf(out, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	else
		buf_add_string(out, "an unknown day");
}

static void
summary_write(struct buf *out, const struct replay *replay)
{
	line_count(out, replay->pushes, "push", "pushes");
	buf_add_string(out, " of ");
	line_count(out, replay->commits, "commit", "commits");
	if (replay->pushes) {
		buf_add_string(out, " from ");
		day_write(out, replay->first);
		buf_add_string(out, " to ");
		day_write(out, replay->last);
	}
	buf_printf(out, ": %" PRIu64 " would have been rejected", replay->rejected);
	if (replay->gaps.len)
		buf_printf(out, ", %zu %s no verdict", replay->gaps.len,
			   replay->gaps.len == 1 ? "has" : "have");
	buf_add_char(out, '\n');
}

void
replay_write_text(struct buf *out, const struct replay_report *report)
{
	const struct replay *replay = report->replay;

	for (size_t i = 0; i < replay->decisions.len; i++) {
		if (has_something(&replay->decisions.items[i]))
			decision_write(out, report, i);
	}
	silent_write(out, replay, true, "found nothing: ");
	silent_write(out, replay, false, "never applied: ");
	gaps_write(out, replay);
	if (!report->ref.data)
		replay_write_recorded(out, replay);
	summary_write(out, replay);
}
