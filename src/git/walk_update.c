#include "config.h"

#include "git/walk_paint.h"

#include <stdlib.h>

/*
 * NEW flows from COMMIT, OLD from ANCESTOR: what ANCESTOR reaches cannot reach it back, so NEW need
 * not go on there, and once no NEW is left to go on from, the answer is exact whatever the dates.
 */
int
walk_reaches(struct walk *walk, const struct oid *commit, const struct oid *ancestor, bool *reaches,
	     struct error *err)
{
	CLEANUP(painting_release) struct painting painting;
	struct node *node;

	painting_init(&painting, walk);
	painting.wanted = walk_node(walk, ancestor);
	if (paint_put(&painting, walk_node(walk, commit), MARK_NEW, err) < 0 ||
	    paint_put(&painting, walk_node(walk, ancestor), MARK_OLD, err) < 0)
		return -1;
	while (!painting.found && painting.n_open) {
		if (paint_step(&painting, &node, err) < 0)
			return -1;
	}
	*reaches = painting.found;
	return 0;
}

static int
newest_first(const void *a, const void *b)
{
	const struct node *const *x = a, *const *y = b;

	if (*x == *y)
		return 0;
	return node_before_by_date(*x, *y) ? -1 : 1;
}

static void
lost_set(struct walk *walk, struct ref_update *update, node_list *lost)
{
	size_t n = lost->len < WALK_LOST_MAX ? lost->len : (size_t)WALK_LOST_MAX;
	const struct commit_node **commits =
		arena_new_array(walk->arena, const struct commit_node *, n);

	if (lost->len)
		qsort(lost->items, lost->len, sizeof(struct node *), newest_first);
	for (size_t i = 0; i < n; i++)
		commits[i] = &lost->items[i]->commit;
	update->lost = commits;
	update->n_lost = n;
}

static int
lost_paint(struct painting *painting, const struct ref_update *update, struct error *err)
{
	struct walk *walk = painting->walk;
	bool all = oid_is_zero(&update->new_commit);

	if (paint_put(painting, walk_node(walk, &update->old_commit), MARK_NEW, err) < 0)
		return -1;
	if (!all && paint_put(painting, walk_node(walk, &update->new_commit), MARK_OLD, err) < 0)
		return -1;
	return paint_run(painting, all ? (size_t)WALK_LOST_MAX : SIZE_MAX, err);
}

/* What the old value reaches and the new one does not. Without a new one that is everything: the
 * newest commits will do. A gap in the old history ends the list, not the push. */
static void
lost_find(struct walk *walk, struct ref_update *update)
{
	CLEANUP(painting_release) struct painting painting;
	CLEANUP(node_list_release) node_list lost = VEC_INIT;
	struct error gap;
	int rc;

	painting_init(&painting, walk);
	rc = lost_paint(&painting, update, &gap);
	(void)rc;
	for (size_t i = 0; i < painting.reached.len; i++) {
		if (paint_is_new(&painting, painting.reached.items[i]))
			vec_push(&lost, painting.reached.items[i]);
	}
	lost_set(walk, update, &lost);
}

static void
old_value_fill(struct walk *walk, struct ref_update *update)
{
	struct peeled peeled;
	struct error broken;

	if (oid_is_zero(&update->old_id) ||
	    walk_peel(walk, &update->old_id, false, &peeled, &broken) < 0)
		return;
	if (peeled.commit)
		update->old_commit = peeled.commit->commit.id;
	update->old_tree = peeled.tree;
	if (update->kind == UPDATE_DELETE)
		update->object = peeled.kind;
}

static int
new_value_fill(struct walk *walk, struct ref_update *update, struct error *err)
{
	struct peeled peeled;

	if (oid_is_zero(&update->new_id))
		return 0;
	if (walk_peel(walk, &update->new_id, true, &peeled, err) < 0)
		return -1;
	if (peeled.commit)
		update->new_commit = peeled.commit->commit.id;
	update->new_tree = peeled.tree;
	update->object = peeled.kind;
	return 0;
}

static int
forced_fill(struct walk *walk, struct ref_update *update, struct error *err)
{
	bool reaches = false;

	if (update->kind != UPDATE_UPDATE || oid_is_zero(&update->old_commit))
		return 0;
	if (!oid_is_zero(&update->new_commit) &&
	    walk_reaches(walk, &update->new_commit, &update->old_commit, &reaches, err) < 0)
		return -1;
	update->forced = !reaches;
	return 0;
}

int
walk_update_fill(struct walk *walk, struct ref_update *update, struct error *err)
{
	update->object = OBJECT_NONE;
	old_value_fill(walk, update);
	if (new_value_fill(walk, update, err) < 0 || forced_fill(walk, update, err) < 0)
		return -1;
	if ((update->forced || update->kind == UPDATE_DELETE) && !oid_is_zero(&update->old_commit))
		lost_find(walk, update);
	return 0;
}
