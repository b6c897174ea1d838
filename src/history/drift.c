#include "config.h"

#include "history/drift.h"

#include <string.h>

#include "git/memory_repository.h"
#include "git/tree_diff.h"
#include "history/drift_context.h"
#include "history/drift_epochs.h"
#include "history/drift_tip.h"
#include "history/step_store.h"

enum { SAMPLES_MAX = 60 };

/* What the commits in memory are is no matter of the built-in decisions. */
static void
request_make(struct finding_drift *it)
{
	it->settings = *it->query->request->settings;
	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		it->settings.builtins[i].off = true;
	it->request = *it->query->request;
	it->request.settings = &it->settings;
}

static bool
is_sampled(const struct finding_drift *it, size_t step)
{
	size_t n = it->steps.len;

	if (n <= SAMPLES_MAX || step == 0 || step + 1 == n)
		return true;
	return (step + 1) * SAMPLES_MAX / n != step * SAMPLES_MAX / n;
}

static void
sample_take(struct finding_drift *it, const struct step *step)
{
	struct drift *drift = it->drift;
	struct drift_sample *sample = &drift->samples[drift->n_samples++];
	size_t size = drift->n_decisions * sizeof(*sample->standing);

	sample->commit = step->commit;
	sample->date = step->date;
	sample->standing = arena_new_array(it->arena, uint64_t, drift->n_decisions);
	memcpy(sample->standing, it->standing.counts, size);
	sample->introduced = it->standing.introduced - it->introduced;
	sample->repaired = it->standing.repaired - it->repaired;
	it->introduced = it->standing.introduced;
	it->repaired = it->standing.repaired;
}

static void
churn_note(struct finding_drift *it, const struct change_list *changes)
{
	struct drift_churn *churn = &it->drift->churn;

	for (size_t i = 0; churn->known && i < changes->len; i++) {
		const struct change *change = &changes->items[i];

		if (!drift_is_of_source(&it->request, change->path->name))
			continue;
		churn->added += change->status == CHANGE_ADDED;
		churn->changed += change->status == CHANGE_MODIFIED;
		churn->removed += change->status == CHANGE_DELETED;
	}
}

static bool
any_failed(const struct finding_drift *it, const struct batch_step *step)
{
	for (size_t i = 0; i < it->drift->n_decisions; i++) {
		if (step->failed[i])
			return true;
	}
	return false;
}

static void
step_apply(struct finding_drift *it, struct batch_step *step)
{
	bool first = it->done == 0;

	if (!step->is_known && !any_failed(it, step))
		step_memory_keep(&it->memory, step->step, &step->changes, step->found);
	standing_step(&it->standing, &step->changes, step->found, step->failed, step->step->author,
		      first ? CREDIT_NOBODY : CREDIT_AUTHOR);
	for (size_t i = 0; i < it->drift->n_decisions; i++)
		it->drift->decisions[i].steps_failed += step->failed[i] && !it->passes;
	/* They are the standing's now. */
	step->found = NULL;
	if (!first)
		churn_note(it, &step->changes);
	if (is_sampled(it, it->done))
		sample_take(it, step->step);
	it->done++;
}

static int
batch_finish(struct finding_drift *it, struct error *err)
{
	if (it->passes)
		batch_pass(&it->batch);
	else if (batch_judge(&it->batch, &it->request, drift_ref(it), err) < 0)
		return -1;
	for (size_t i = 0; i < it->batch.steps.len; i++)
		step_apply(it, &it->batch.steps.items[i]);
	batch_clear(&it->batch);
	if (it->query->progress)
		it->query->progress(it->query->ctx, it->done, it->steps.len);
	return memory_drop(it->request.repository, err);
}

static size_t
versions_of(const struct change_list *changes)
{
	size_t n = 0;

	for (size_t i = 0; i < changes->len; i++)
		n += changes->items[i].status != CHANGE_DELETED;
	return n;
}

/* What STEP brings: as an earlier run has left it, with what that found, or by its trees. */
static int
step_read(struct finding_drift *it, struct batch_step *added, struct tree_differ *differ,
	  struct error *err)
{
	const struct step *step = added->step;

	added->is_known = step_memory_recall(&it->memory, step, &it->batch.arena, &added->changes,
					     &added->found);
	if (!added->is_known &&
	    tree_differ_commit(differ, &step->tree, &step->base_tree, 1, &added->changes, err) < 0)
		return -1;
	it->drift->n_versions += versions_of(&added->changes);
	if (!added->is_known)
		it->batch.n_versions += versions_of(&added->changes);
	return 0;
}

/* Fills the batch from step FROM on, before TO; returns how many steps it took, 0 after an error.
 */
static size_t
batch_fill(struct finding_drift *it, size_t from, size_t to, struct error *err)
{
	struct batch *batch = &it->batch;
	struct path_table *paths = path_table_new(&batch->arena);
	struct tree_differ *differ = tree_differ_new(it->request.repository, &it->settings.limits,
						     &batch->arena, paths, NULL);
	size_t n = 0;

	while (from + n < to && n < BATCH_STEPS && batch->n_versions < BATCH_VERSIONS) {
		struct batch_step *added = vec_add(&batch->steps);

		*added = (struct batch_step){ .step = &it->steps.items[from + n] };
		if (step_read(it, added, differ, err) < 0) {
			n = 0;
			break;
		}
		n++;
	}
	tree_differ_free(differ);
	path_table_free(paths);
	return n;
}

int
drift_steps_judge(struct finding_drift *it, size_t at, size_t to, struct error *err)
{
	while (at < to) {
		size_t n = batch_fill(it, at, to, err);

		if (n == 0 || batch_finish(it, err) < 0)
			return -1;
		at += n;
	}
	return 0;
}

/* A cache that cannot be written has cost nothing, unless it was asked for. */
static int
steps_judge_remembering(struct finding_drift *it, struct error *err)
{
	struct step_store store = { .folder = it->query->cache };
	struct error failure;

	it->memory.n_decisions = it->drift->n_decisions;
	it->memory.is_on = true;
	drift_context(it->drift, &it->request, store.context);
	step_store_load(&store, &it->memory);
	if (drift_steps_judge(it, 0, it->steps.len, err) < 0)
		return -1;
	if (step_store_save(&store, &it->memory, &failure) == 0 || it->query->may_cache)
		return 0;
	*err = failure;
	return -1;
}

/* Of the time nothing is remembered: there would be a file for each epoch. */
static int
all_steps_judge(struct finding_drift *it, struct error *err)
{
	if (it->drift->epochs)
		return drift_epochs_judge(it, err);
	if (it->query->cache)
		return steps_judge_remembering(it, err);
	return drift_steps_judge(it, 0, it->steps.len, err);
}

static int
history_judge(struct finding_drift *it, struct error *err)
{
	struct drift *drift = it->drift;
	int result;

	drift->n_steps = it->steps.len;
	drift->first_date = it->steps.items[0].date;
	drift->last_date = it->steps.items[it->steps.len - 1].date;
	drift->samples = arena_new_array(it->arena, struct drift_sample, SAMPLES_MAX + 2);
	standing_init(&it->standing, drift->decisions, drift->n_decisions);
	batch_init(&it->batch, drift->n_decisions);
	result = all_steps_judge(it, err);
	batch_release(&it->batch);
	standing_release(&it->standing);
	step_memory_release(&it->memory);
	return result;
}

static int
steps_find(struct finding_drift *it, struct error *err)
{
	CLEANUP(chain_release) struct chain chain;
	struct judge_request listing = it->request;
	struct bytes bundle;

	listing.only_old_values = true;
	if (chain_find(&listing, it->arena, &chain, &bundle, err) < 0 ||
	    steps_make(&it->steps, &chain, &it->request, it->query->since, it->arena, err) < 0)
		return -1;
	it->drift->tip = it->steps.items[it->steps.len - 1].commit;
	it->drift->n_commits = it->steps.n_commits;
	return 0;
}

int
drift_find(struct drift *drift, const struct drift_query *query, struct judgement *tip,
	   struct arena *arena, struct error *err)
{
	struct finding_drift it = { .drift = drift, .query = query, .arena = arena };

	*drift = (struct drift){ .n_steps = 0 };
	request_make(&it);
	if (steps_find(&it, err) < 0 || (query->of_the_time && drift_epochs_find(&it, err) < 0) ||
	    memory_begin(it.request.repository, err) < 0 ||
	    drift_tip_judge(drift, &it.request, tip, arena, err) < 0 ||
	    memory_drop(it.request.repository, err) < 0)
		return -1;
	return history_judge(&it, err);
}
