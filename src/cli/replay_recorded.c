#include "config.h"

#include <inttypes.h>

#include "base/escape.h"
#include "cli/replay_report.h"
#include "report/line.h"

enum { PUSHES_SHOWN = 20, MINUTE_CHARS = 16 };

struct sums {
	size_t gone, same, as_then; /* the last two: by the same decisions, and as recorded */
};

static bool
comes_out_otherwise(const struct replay_recorded *recorded)
{
	return !recorded->gone && recorded->verdict != recorded->push.verdict;
}

static struct sums
sums_of(const struct replay *replay)
{
	struct sums sums = { 0, 0, 0 };

	for (size_t i = 0; i < replay->recorded.len; i++) {
		const struct replay_recorded *recorded = replay->recorded.items[i];
		bool same = !recorded->gone && recorded->same_bundle;

		sums.gone += recorded->gone;
		sums.same += same;
		sums.as_then += same && !comes_out_otherwise(recorded);
	}
	return sums;
}

static void
pusher_write(struct buf *out, const struct recorded_push *push)
{
	if (push->user.data)
		escape_text_cut(out, push->user, PLACE_MAX_COLUMNS);
	else
		buf_add_string(out, push->user_unknown ? "(name erased)" : "(nobody named)");
}

/* "2026-11-29T14:03  ann  refs/heads/main 4f2c1aa  reject, was accept" */
static void
push_write(struct buf *out, const struct replay_recorded *recorded)
{
	const struct recorded_push *push = &recorded->push;

	buf_printf(out, "  %.*s  ", BYTES_ARG(bytes_slice(push->time, 0, MINUTE_CHARS)));
	pusher_write(out, push);
	for (size_t i = 0; i < push->n_updates; i++) {
		buf_add_string(out, i ? ", " : "  ");
		escape_text_cut(out, push->updates[i].ref, PLACE_MAX_COLUMNS);
		buf_add_char(out, ' ');
		line_commit(out, &push->updates[i].new_id);
	}
	buf_printf(out, "  %s, was %s%s\n", verdict_kind_name(recorded->verdict),
		   verdict_kind_name(push->verdict),
		   push->admitted && push->verdict != VERDICT_ACCEPT ? ", let in" : "");
}

static void
others_write(struct buf *out, const struct replay *replay)
{
	size_t n = 0;

	for (size_t i = 0; i < replay->recorded.len; i++) {
		if (!comes_out_otherwise(replay->recorded.items[i]))
			continue;
		if (n == 0)
			buf_add_string(out, "not as it was recorded, the newest first\n");
		if (n++ < PUSHES_SHOWN)
			push_write(out, replay->recorded.items[i]);
	}
	if (n > PUSHES_SHOWN)
		buf_printf(out, "  and %zu more\n", n - PUSHES_SHOWN);
	if (n)
		buf_add_char(out, '\n');
}

void
replay_write_recorded(struct buf *out, const struct replay *replay)
{
	const struct sums sums = sums_of(replay);

	others_write(out, replay);
	line_count(out, replay->recorded.len, "push", "pushes");
	buf_add_string(out, " on record");
	if (sums.gone)
		buf_printf(out, ", %zu of them gone from the repository and not judged", sums.gone);
	if (sums.same)
		buf_printf(out, "; by the same decisions as then %zu, and as recorded %zu of these",
			   sums.same, sums.as_then);
	buf_add_char(out, '\n');
}
