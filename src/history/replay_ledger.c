#include "config.h"

#include "history/replay_ledger.h"

#include "base/day.h"
#include "history/refs_then.h"
#include "ledger/lines.h"

enum { DAY_CHARS = 10 };

struct replaying {
	struct replay *replay;
	const struct replay_ledger *ledger;
	const struct replay_options *options;
	struct refs_then refs;
};

/* The refs were those of then, and the pusher who is on record. */
static void
push_judge(struct replaying *it, struct replay_recorded *recorded)
{
	const struct recorded_push *then = &recorded->push;
	struct judge_request one = *it->ledger->request;
	const struct ref_entries refs = { it->refs.values.items, it->refs.values.len };
	const struct replay_push push = { then->updates[0].new_id, recorded };
	struct push pushed = *one.push;
	int64_t date = day_start(bytes_slice(then->time, 0, DAY_CHARS));

	pushed.updates = then->updates;
	pushed.n_updates = then->n_updates;
	if (!pushed.user.data)
		pushed.user = then->user;
	one.push = &pushed;
	one.refs = &refs;
	one.only_old_values = false;
	recorded->verdict = replay_judge(it->replay, &one, &push, date);
}

static int
verdict_replay(struct replaying *it, const struct record *record, struct error *err)
{
	struct replay *replay = it->replay;
	struct replay_recorded *recorded = arena_new(&replay->arena, struct replay_recorded);

	if (recorded_push_make(&recorded->push, record, it->refs.namespace, it->ledger->names,
			       &replay->arena, err) < 0)
		return -1;
	recorded->same_bundle = bytes_equal(recorded->push.bundle, it->ledger->bundle);
	vec_push(&replay->recorded, recorded);
	recorded->gone = recorded->push.n_updates == 0 ||
			 !recorded_push_is_here(&recorded->push, it->ledger->request->repository);
	if (!recorded->gone)
		push_judge(it, recorded);
	if (it->options->progress)
		it->options->progress(it->options->ctx, replay->recorded.len, it->ledger->pushes);
	return 0;
}

/* 1 when it is the last one that is wanted. */
static int
record_take(struct replaying *it, const struct record *record, struct error *err)
{
	const struct replay_ledger *ledger = it->ledger;

	if (ledger->repository.data && !bytes_equal(record->repository, ledger->repository))
		return 0;
	if (ledger->since.data && bytes_compare(record->time, ledger->since) < 0)
		return 1;
	refs_then_undo(&it->refs, record);
	if (record->kind == RECORD_VERDICT && verdict_replay(it, record, err) < 0)
		return -1;
	return it->replay->recorded.len >= ledger->pushes;
}

static int
records_take(struct replaying *it, struct error *err)
{
	struct error unsaid;
	struct lines lines;
	struct line line;
	int more, done = 0;

	lines_init_back(&lines, it->ledger->fd, it->ledger->size);
	while (done == 0 && (more = lines_previous(&lines, &line, err)) > 0) {
		struct record record;

		/* What is no record is for `writ ledger verify` to tell. */
		if (record_parse(&record, line.text, &unsaid) == 0)
			done = record_take(it, &record, err);
	}
	lines_release(&lines);
	if (done)
		return done > 0 ? 0 : -1;
	return more;
}

int
replay_ledger_run(struct replay *replay, const struct replay_ledger *ledger,
		  const struct replay_options *options, struct error *err)
{
	struct replaying it = { .replay = replay, .ledger = ledger, .options = options };
	int result;

	result = refs_then_init(&it.refs, ledger->request->repository, err);
	if (result == 0)
		result = records_take(&it, err);
	refs_then_release(&it.refs);
	return result;
}
