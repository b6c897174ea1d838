#include "config.h"

#include "history/batch.h"

#include "git/memory_repository.h"

/* Who made a commit in memory; nobody sees it. */
#define NOBODY BYTES("writ <writ@localhost>")

void
batch_init(struct batch *batch, size_t n_decisions)
{
	*batch = (struct batch){ .steps = VEC_INIT, .n_decisions = n_decisions };
	arena_init(&batch->arena);
}

static void
found_drop(struct batch_step *step)
{
	for (size_t i = 0; step->found && i < step->changes.len; i++)
		free(step->found[i].items);
	step->found = NULL;
}

void
batch_clear(struct batch *batch)
{
	for (size_t i = 0; i < batch->steps.len; i++)
		found_drop(&batch->steps.items[i]);
	batch->steps.len = 0;
	batch->n_versions = 0;
	arena_reset(&batch->arena);
}

void
batch_release(struct batch *batch)
{
	batch_clear(batch);
	vec_release(&batch->steps);
	arena_release(&batch->arena);
}

static int
commit_add(struct repository *repository, const struct oid *tree, const struct oid *parent,
	   struct oid *commit, struct error *err)
{
	const struct memory_commit made = { .tree = *tree,
					    .parent = oid_is_zero(parent) ? NULL : parent,
					    .author = NOBODY,
					    .committer = NOBODY,
					    .message = BYTES("") };

	return memory_commit_add(repository, &made, commit, err);
}

/* Makes the tree of what a step brings; *ANY tells whether that is anything. */
static int
tree_make(struct batch *batch, struct repository *repository, const struct batch_step *step,
	  struct oid *tree, bool *any, struct error *err)
{
	struct memory_file *files =
		arena_new_array(&batch->arena, struct memory_file, step->changes.len);
	size_t n = 0;

	for (size_t i = 0; i < step->changes.len; i++) {
		const struct change *change = &step->changes.items[i];

		if (change->status != CHANGE_DELETED)
			files[n++] =
				(struct memory_file){ arena_copy(&batch->arena, change->path->name),
						      change->now.kind, change->now.id };
	}
	*any = n > 0;
	return n ? memory_tree_add(repository, files, n, tree, err) : 0;
}

/* Some steps of a batch. */
struct part {
	struct batch *batch;
	size_t first, len;
};

/* A commit for each step that brings something, and an empty one in front of it. *TIP is the last.
 */
static int
chain_make(const struct part *part, struct repository *repository, struct oid *tip,
	   struct error *err)
{
	struct oid nothing, tree;

	*tip = (struct oid){ { 0 } };
	if (memory_tree_add(repository, NULL, 0, &nothing, err) < 0)
		return -1;
	for (size_t i = 0; i < part->len; i++) {
		struct batch_step *step = &part->batch->steps.items[part->first + i];
		struct oid empty;
		bool any;

		if (step->is_known)
			continue;
		if (tree_make(part->batch, repository, step, &tree, &any, err) < 0)
			return -1;
		if (!any)
			continue;
		if (commit_add(repository, &nothing, tip, &empty, err) < 0 ||
		    commit_add(repository, &tree, &empty, &step->commit, err) < 0)
			return -1;
		*tip = step->commit;
	}
	return 0;
}

static int
path_compare(const void *key, const void *item)
{
	return bytes_compare(*(const struct bytes *)key, ((const struct change *)item)->path->name);
}

static void
mark_add(struct mark_list *marks, struct mark mark)
{
	/* room grows by doubling: a power of two is full */
	if ((marks->len & (marks->len - 1)) == 0)
		marks->items = memory_realloc(marks->items, marks->len ? 2 * marks->len : 1,
					      sizeof(*marks->items));
	marks->items[marks->len++] = mark;
}

/* The decision that the outcome AT is of; none of them for a built-in one. */
static size_t
decision_at(const struct batch *batch, size_t at)
{
	if (!batch->places)
		return at;
	return at < batch->n_places ? batch->places[at] : batch->n_decisions;
}

static void
violation_take(struct batch_step *step, const struct violation *violation, size_t decision)
{
	const struct change *change =
		bsearch(&violation->path, step->changes.items, step->changes.len,
			sizeof(*step->changes.items), path_compare);

	if (change)
		mark_add(&step->found[change - step->changes.items],
			 mark_of((uint32_t)decision, violation->fingerprint));
}

static void
part_prepare(const struct part *part, struct map *by_commit)
{
	struct batch *batch = part->batch;

	for (size_t i = 0; i < part->len; i++) {
		struct batch_step *step = &batch->steps.items[part->first + i];

		step->failed = arena_new_array(&batch->arena, bool, batch->n_decisions);
		if (step->is_known)
			continue;
		found_drop(step);
		step->found = arena_new_array(&batch->arena, struct mark_list, step->changes.len);
		if (!oid_is_zero(&step->commit))
			*map_put(by_commit, oid_bytes(&step->commit)) = step;
	}
}

static void
marks_sort(struct batch_step *step)
{
	for (size_t i = 0; i < step->changes.len; i++) {
		if (step->found[i].len > 1)
			qsort(step->found[i].items, step->found[i].len, sizeof(struct mark),
			      mark_compare);
	}
}

static bool
is_failed(const struct outcome *outcome)
{
	return outcome->result == RESULT_ERROR || outcome->result == RESULT_UNJUDGED;
}

static void
failure_note(const struct part *part, size_t decision)
{
	for (size_t i = 0; i < part->len; i++) {
		struct batch_step *step = &part->batch->steps.items[part->first + i];

		step->failed[decision] = !step->is_known;
	}
}

/* Whether a decision failed. */
static bool
failures_note(const struct part *part, const struct verdict *verdict)
{
	const struct batch *batch = part->batch;
	bool any = false;

	for (size_t i = 0; i < verdict->n_outcomes; i++) {
		size_t decision = decision_at(batch, i);

		if (decision >= batch->n_decisions || !is_failed(&verdict->outcomes[i]))
			continue;
		any = true;
		failure_note(part, decision);
	}
	return any;
}

/* The violations of decisions alone: those of built-in ones are those of our own commits. Whether a
 * decision failed. */
static bool
verdict_take(const struct part *part, const struct verdict *verdict)
{
	struct batch *batch = part->batch;
	struct map by_commit = MAP_INIT;

	part_prepare(part, &by_commit);
	for (size_t i = 0; i < verdict->n_violations; i++) {
		const struct violation *violation = &verdict->violations[i];
		struct batch_step *step = map_get(&by_commit, oid_bytes(&violation->commit));

		size_t decision = decision_at(batch, violation->outcome);

		if (step && decision < batch->n_decisions && !violation->waiver)
			violation_take(step, violation, decision);
	}
	for (size_t i = 0; i < part->len; i++)
		marks_sort(&batch->steps.items[part->first + i]);
	map_release(&by_commit);
	return failures_note(part, verdict);
}

/* *FAILED tells whether a decision did. */
static int
part_judge(const struct part *part, const struct judge_request *request, struct bytes ref,
	   bool *failed, struct error *err)
{
	struct ref_update update = { .ref = ref, .kind = UPDATE_CREATE };
	struct judge_request standing = *request;
	struct push push = *request->push;
	struct judgement judgement;
	int result = 0;

	if (chain_make(part, request->repository, &update.new_id, err) < 0)
		return -1;
	if (oid_is_zero(&update.new_id)) {
		*failed = verdict_take(part, &(struct verdict){ .n_violations = 0 });
		return 0;
	}
	push.updates = &update;
	push.n_updates = 1;
	standing.push = &push;
	standing.standing = standing.skip_commit_rules = standing.only_old_values = true;
	judge(&standing, &part->batch->arena, &judgement);
	if (judgement.error.code == ERROR_NONE) {
		*failed = verdict_take(part, &judgement.verdict);
	} else {
		*err = judgement.error;
		result = -1;
	}
	judgement_release(&judgement);
	return result;
}

/* What does not fit into the budgets of one push may fit into those of two. */
static int
part_judge_all(const struct part *part, const struct judge_request *request, struct bytes ref,
	       struct error *err)
{
	struct part halves[] = {
		{ part->batch, part->first, part->len / 2 },
		{ part->batch, part->first + part->len / 2, part->len - part->len / 2 },
	};
	bool failed;

	if (part_judge(part, request, ref, &failed, err) < 0)
		return -1;
	if (!failed || part->len < 2)
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(halves); i++) {
		if (part_judge_all(&halves[i], request, ref, err) < 0)
			return -1;
	}
	return 0;
}

int
batch_judge(struct batch *batch, const struct judge_request *request, struct bytes ref,
	    struct error *err)
{
	return part_judge_all(&(struct part){ batch, 0, batch->steps.len }, request, ref, err);
}

void
batch_pass(struct batch *batch)
{
	const struct part all = { batch, 0, batch->steps.len };
	struct map unused = MAP_INIT;

	part_prepare(&all, &unused);
	for (size_t i = 0; i < batch->n_decisions; i++)
		failure_note(&all, i);
	map_release(&unused);
}
