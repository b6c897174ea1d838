#include "config.h"

#include "history/drift_epochs.h"

#include <string.h>

#include "git/memory_repository.h"
#include "git/tree_diff.h"
#include "history/drift_report.h"

struct bytes
drift_ref(const struct finding_drift *it)
{
	return it->query->request->push->updates[0].ref;
}

static void
request_enter(struct finding_drift *it, const struct epoch *epoch)
{
	struct judge_request plain = it->request;

	plain.push = it->query->request->push;
	epoch_request(epoch, &plain, &it->request, &it->push);
}

int
drift_epochs_find(struct finding_drift *it, struct error *err)
{
	struct epoch_list *epochs = arena_new(it->arena, struct epoch_list);

	if (epochs_find(epochs, &it->request, &it->steps, it->arena, err) < 0)
		return -1;
	it->drift->epochs = epochs;
	request_enter(it, &epochs->items[epochs->len - 1]);
	return 0;
}

static void
epoch_enter(struct finding_drift *it, const struct epoch *epoch)
{
	size_t *places = arena_new_array(it->arena, size_t, epoch->n_decisions);

	for (size_t i = 0; i < epoch->n_decisions; i++)
		places[i] = drift_decision_find(it->drift, epoch->decisions[i].id);
	it->batch.places = places;
	it->batch.n_places = epoch->n_decisions;
	it->passes = !epoch->bundle.data;
	request_enter(it, epoch);
}

/* Fills the batch with all files of the tree of STEP. */
static int
tree_fill(struct finding_drift *it, struct step *step, struct error *err)
{
	struct path_table *paths = path_table_new(&it->batch.arena);
	struct tree_differ *differ = tree_differ_new(it->request.repository, &it->settings.limits,
						     &it->batch.arena, paths, NULL);
	struct batch_step *whole = vec_add(&it->batch.steps);
	int result;

	step->base_tree = (struct oid){ { 0 } };
	*whole = (struct batch_step){ .step = step };
	result = tree_differ_commit(differ, &step->tree, &step->base_tree, 1, &whole->changes, err);
	tree_differ_free(differ);
	path_table_free(paths);
	return result;
}

/* What stands in front of EPOCH, by what is in force from then on. */
static int
standing_judge(struct finding_drift *it, const struct epoch *epoch, struct error *err)
{
	struct step before = it->steps.items[epoch->first - 1];
	struct batch_step *whole;

	if (tree_fill(it, &before, err) < 0 ||
	    batch_judge(&it->batch, &it->request, drift_ref(it), err) < 0)
		return -1;
	whole = &it->batch.steps.items[0];
	standing_step(&it->standing, &whole->changes, whole->found, whole->failed, before.author,
		      CREDIT_DECISIONS);
	whole->found = NULL;
	batch_clear(&it->batch);
	return memory_drop(it->request.repository, err);
}

/* What the end says stands at the last step that is shown. */
static void
end_note(struct finding_drift *it)
{
	struct drift *drift = it->drift;

	memcpy(drift->samples[drift->n_samples - 1].standing, it->standing.counts,
	       drift->n_decisions * sizeof(*it->standing.counts));
}

int
drift_epochs_judge(struct finding_drift *it, struct error *err)
{
	const struct epoch_list *epochs = it->drift->epochs;

	for (size_t i = 0; i < epochs->len; i++) {
		const struct epoch *epoch = &epochs->items[i];

		epoch_enter(it, epoch);
		if (i > 0 && !it->passes && standing_judge(it, epoch, err) < 0)
			return -1;
		if (drift_steps_judge(it, epoch->first, epoch->first + epoch->n_steps, err) < 0)
			return -1;
	}
	end_note(it);
	return 0;
}
