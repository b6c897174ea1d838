#include "config.h"

#include "history/epochs.h"

#include <time.h>

#include "history/source_times.h"

struct dividing {
	const struct judge_request *request;
	const struct step_list *steps;
	struct source_time **times; /* per source, per step */
	struct epoch_list *epochs;
	struct arena *arena;
};

static int
times_find(struct dividing *it, struct error *err)
{
	size_t n = it->request->n_sources;

	it->times = arena_new_array(it->arena, struct source_time *, n);
	for (size_t i = 0; i < n; i++) {
		const struct judge_source *source = &it->request->sources[i];

		if (source->folder)
			return error_set(err, ERROR_USAGE,
					 "%.*s is a folder, and nobody knows what was in it then; "
					 "decisions of the time are those of a branch (--source "
					 "main:docs/adr)",
					 BYTES_ARG(source->setting->place));
		it->times[i] = arena_new_array(it->arena, struct source_time, it->steps->len + 1);
		if (source_times_find(it->times[i], source, it->request, it->steps, it->arena,
				      err) < 0)
			return -1;
	}
	return 0;
}

static bool
is_another(const struct dividing *it, size_t step)
{
	for (size_t i = 0; i < it->request->n_sources; i++) {
		if (!oid_equal(&it->times[i][step].folder, &it->times[i][step - 1].folder))
			return true;
	}
	return false;
}

static struct bytes
day_of(int64_t moment, struct arena *arena)
{
	time_t at = (time_t)moment;
	struct tm tm;

	if (!gmtime_r(&at, &tm))
		return BYTES("1970-01-01");
	return arena_printf(arena, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static void
epoch_begin(struct dividing *it, struct epoch *epoch, size_t step)
{
	size_t n = it->request->n_sources;
	size_t dated = step < it->steps->len ? step : it->steps->len - 1;

	*epoch = (struct epoch){ .first = step, .date = it->steps->items[dated].date };
	epoch->as_of = day_of(epoch->date, it->arena);
	epoch->sources = arena_new_array(it->arena, struct judge_source, n);
	for (size_t i = 0; i < n; i++) {
		epoch->sources[i] = it->request->sources[i];
		epoch->sources[i].value = it->times[i][step].value;
		epoch->sources[i].bundle = NULL;
		epoch->sources[i].mend = "none were there then";
	}
}

static void
decisions_take(struct epoch *epoch, const struct verdict *verdict, struct arena *arena)
{
	epoch->decisions = arena_new_array(arena, struct epoch_decision, verdict->n_outcomes);
	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		const struct outcome *outcome = &verdict->outcomes[i];

		/* The built-in ones come last, and have no file. */
		if (!outcome->shown_path.len)
			break;
		epoch->decisions[epoch->n_decisions++] = (struct epoch_decision){
			.id = arena_copy(arena, outcome->id),
			.title = arena_copy(arena, outcome->title),
			.level = outcome->level,
		};
	}
}

void
epoch_request(const struct epoch *epoch, const struct judge_request *request,
	      struct judge_request *with, struct push *push)
{
	*push = *request->push;
	push->as_of = epoch->as_of;
	*with = *request;
	with->push = push;
	with->sources = epoch->sources;
}

/* Has its decisions compiled, by a push that brings nothing. */
static void
epoch_ask(struct dividing *it, struct epoch *epoch)
{
	struct ref_update nothing = it->request->push->updates[0];
	struct judge_request asking;
	struct judgement judgement;
	struct arena work;
	struct push push;

	epoch_request(epoch, it->request, &asking, &push);
	nothing.old_id = nothing.new_id;
	nothing.kind = UPDATE_UPDATE;
	push.updates = &nothing;
	asking.list_only = asking.only_old_values = true;
	arena_init(&work);
	judge(&asking, &work, &judgement);
	if (judgement.error.code != ERROR_NONE) {
		epoch->error = arena_copy(it->arena, bytes_of(judgement.error.message));
	} else {
		epoch->bundle = arena_copy(it->arena, judgement.verdict.bundle);
		decisions_take(epoch, &judgement.verdict, it->arena);
	}
	judgement_release(&judgement);
	arena_release(&work);
}

/* What is no decision may have changed in the folder alone. */
static bool
goes_on(const struct epoch *before, const struct epoch *epoch)
{
	return epoch->bundle.data
		       ? bytes_equal(before->bundle, epoch->bundle)
		       : !before->bundle.data && bytes_equal(before->error, epoch->error);
}

int
epochs_find(struct epoch_list *epochs, const struct judge_request *request,
	    const struct step_list *steps, struct arena *arena, struct error *err)
{
	struct dividing it = { request, steps, NULL, epochs, arena };
	size_t n = 1;

	if (times_find(&it, err) < 0)
		return -1;
	for (size_t i = 1; i <= steps->len; i++)
		n += is_another(&it, i);
	epochs->items = arena_new_array(arena, struct epoch, n);
	epochs->len = 0;
	for (size_t i = 0; i <= steps->len; i++) {
		struct epoch *epoch = &epochs->items[epochs->len];

		if (i == 0 || is_another(&it, i)) {
			epoch_begin(&it, epoch, i);
			epoch_ask(&it, epoch);
			if (i == 0 || !goes_on(epoch - 1, epoch))
				epochs->len++;
		}
		epochs->items[epochs->len - 1].n_steps += i < steps->len;
	}
	return 0;
}
