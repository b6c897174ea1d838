#include "config.h"

#include "git/walk_paint.h"

#include <inttypes.h>

#include "git/refs.h"

/* So far the old values of the updates alone are followed before all refs are looked at. */
enum { OLD_VALUES_MAX_STEPS = 4096 };

/* The making of one set. */
struct search {
	struct walk *walk;
	const struct walk_query *query;
	node_list old;          /* values before the push that the query itself names */
	node_list fresh;        /* new so far */
	node_list frontier;     /* were in the main store: new unless proved old */
	VEC(struct oid) values; /* of all refs of the set */
};

static void
search_release(struct search *search)
{
	vec_release(&search->old);
	vec_release(&search->fresh);
	vec_release(&search->frontier);
	vec_release(&search->values);
}

static void
old_add(struct search *search, const struct oid *id)
{
	struct node *node = walk_node(search->walk, id);

	vec_push(&search->old, node);
	node_mark(search->walk, node, MARK_OLD);
}

static void
old_values_collect(struct search *search)
{
	const struct walk_query *query = search->query;

	for (size_t i = 0; i < query->n_updates; i++) {
		if (!oid_is_zero(&query->updates[i]->old_commit))
			old_add(search, &query->updates[i]->old_commit);
	}
	for (size_t i = 0; i < query->n_baseline; i++)
		old_add(search, &query->baseline[i]);
}

static int
fresh_add(struct search *search, struct node *node, struct error *err)
{
	if (search->fresh.len == search->walk->commits_max)
		return error_set(err, ERROR_LIMIT,
				 "more new commits than writ.limit.commits (%" PRIu64 ")",
				 search->walk->commits_max);
	vec_push(&search->fresh, node);
	return 0;
}

/* What the main store lacks is new without proof; what it has goes to the frontier. */
static int
sort_out(struct search *search, struct node *node, node_list *stack, struct error *err)
{
	if (!node->known_new && walk_main_has(search->walk, &node->commit.id)) {
		vec_push(&search->frontier, node);
		return 0;
	}
	if (node_load(search->walk, node, err) < 0 || fresh_add(search, node, err) < 0)
		return -1;
	for (size_t i = 0; i < node->commit.n_parents; i++)
		vec_push(stack, node->parents[i]);
	return 0;
}

static int
explore(struct search *search, struct error *err)
{
	CLEANUP(node_list_release) node_list stack = VEC_INIT;

	for (size_t i = 0; i < search->query->n_updates; i++) {
		const struct ref_update *update = search->query->updates[i];

		if (!oid_is_zero(&update->new_commit))
			vec_push(&stack, walk_node(search->walk, &update->new_commit));
	}
	while (stack.len) {
		struct node *node = stack.items[--stack.len];

		if (node_has(search->walk, node, MARK_OLD) ||
		    node_has(search->walk, node, MARK_SEEN))
			continue;
		node_mark(search->walk, node, MARK_SEEN);
		if (sort_out(search, node, &stack, err) < 0)
			return -1;
	}
	return 0;
}

/* Leaves in the frontier what PAINTING did not prove; the rest helps to prove more. */
static void
frontier_keep_new(struct search *search, const struct painting *painting)
{
	size_t kept = 0;

	for (size_t i = 0; i < search->frontier.len; i++) {
		struct node *node = search->frontier.items[i];

		if (paint_is_new(painting, node))
			search->frontier.items[kept++] = node;
		else
			vec_push(&search->old, node);
	}
	search->frontier.len = kept;
}

static int
put_all(struct painting *painting, const node_list *nodes, uint32_t mark, struct error *err)
{
	for (size_t i = 0; i < nodes->len; i++) {
		if (paint_put(painting, nodes->items[i], mark, err) < 0)
			return -1;
	}
	return 0;
}

/* Proves by the updates' own old values, which is mostly enough and needs no look at the refs. */
static int
prove_by_old_values(struct search *search, struct error *err)
{
	CLEANUP(painting_release) struct painting painting;

	painting_init(&painting, search->walk);
	if (put_all(&painting, &search->old, MARK_OLD, err) < 0 ||
	    put_all(&painting, &search->frontier, MARK_NEW, err) < 0)
		return -1;
	if (search->old.len && paint_run(&painting, OLD_VALUES_MAX_STEPS, err) < 0)
		return -1;
	frontier_keep_new(search, &painting);
	return 0;
}

static int
value_collect(void *ctx, struct bytes ref, const struct oid *id, struct error *err)
{
	struct search *search = ctx;

	(void)err;
	if (search->query->matches(search->query->ctx, ref))
		vec_push(&search->values, *id);
	return 0;
}

static int
values_find(struct search *search, struct error *err)
{
	const struct ref_entries *refs = search->query->refs;

	if (!refs)
		return refs_each(search->walk->repository, value_collect, search, err);
	for (size_t i = 0; i < refs->len; i++) {
		const struct ref_entry *value = &refs->items[i];

		if (!oid_is_zero(&value->id) &&
		    value_collect(search, value->ref, &value->id, err) != 0)
			return -1;
	}
	return 0;
}

/* Proves what is the value of a ref of the set. */
static void
prove_by_ref_values(struct search *search)
{
	size_t kept = 0;

	walk_begin_round(search->walk);
	for (size_t i = 0; i < search->values.len; i++) {
		struct node *node =
			map_get(&search->walk->nodes, oid_bytes(&search->values.items[i]));

		if (node)
			node_mark(search->walk, node, MARK_OLD);
	}
	for (size_t i = 0; i < search->frontier.len; i++) {
		if (!node_has(search->walk, search->frontier.items[i], MARK_OLD))
			search->frontier.items[kept++] = search->frontier.items[i];
	}
	search->frontier.len = kept;
}

/* A value that is broken, or no commit, reaches none: it proves nothing, and is nobody's fault. */
static int
put_values(struct painting *painting, const struct search *search, struct error *err)
{
	for (size_t i = 0; i < search->values.len; i++) {
		struct error ignored;
		struct peeled peeled;

		if (walk_peel(search->walk, &search->values.items[i], false, &peeled, &ignored) <
			    0 ||
		    !peeled.commit)
			continue;
		if (paint_put(painting, peeled.commit, MARK_OLD, err) < 0)
			return -1;
	}
	return 0;
}

/* Proves by walking down from all values; what remains is new, with what only it reaches. */
static int
prove_by_walk(struct search *search, struct error *err)
{
	CLEANUP(painting_release) struct painting painting;

	painting_init(&painting, search->walk);
	if (put_all(&painting, &search->old, MARK_OLD, err) < 0 ||
	    put_values(&painting, search, err) < 0 ||
	    put_all(&painting, &search->frontier, MARK_NEW, err) < 0 ||
	    paint_run(&painting, SIZE_MAX, err) < 0)
		return -1;
	for (size_t i = 0; i < painting.reached.len; i++) {
		struct node *node = painting.reached.items[i];

		if (paint_is_new(&painting, node) && fresh_add(search, node, err) < 0)
			return -1;
	}
	return 0;
}

static int
prove(struct search *search, struct error *err)
{
	if (search->frontier.len && prove_by_old_values(search, err) < 0)
		return -1;
	if (search->frontier.len == 0)
		return 0;
	if (values_find(search, err) < 0)
		return -1;
	prove_by_ref_values(search);
	return search->frontier.len ? prove_by_walk(search, err) : 0;
}

/* Marks the set's commits, each once: a store with gaps that the push happens to fill may show one
 * both ways. */
static void
fresh_mark(struct search *search)
{
	size_t kept = 0;

	walk_begin_round(search->walk);
	for (size_t i = 0; i < search->fresh.len; i++) {
		struct node *node = search->fresh.items[i];

		if (node_has(search->walk, node, MARK_FRESH))
			continue;
		node_mark(search->walk, node, MARK_FRESH);
		search->fresh.items[kept++] = node;
	}
	search->fresh.len = kept;
}

static void
fresh_check(const struct search *search, const struct commit_set *set)
{
	for (size_t i = 0; i < set->n_commits; i++) {
		const struct oid *id = &set->commits[i].node->id;
		const struct node *node = map_get(&search->walk->nodes, oid_bytes(id));

		object_check_report(search->walk->check, id, "commit", node->problems);
	}
}

int
walk_set(struct walk *walk, const struct walk_query *query, struct commit_set *set,
	 struct error *err)
{
	CLEANUP(search_release)
	struct search search = { walk, query, VEC_INIT, VEC_INIT, VEC_INIT, VEC_INIT };

	walk_begin_round(walk);
	old_values_collect(&search);
	if (explore(&search, err) < 0 || prove(&search, err) < 0)
		return -1;
	fresh_mark(&search);
	if (walk_order(walk, query, &search.fresh, set, err) < 0)
		return -1;
	fresh_check(&search, set);
	return 0;
}
