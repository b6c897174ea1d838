#include "config.h"

#include "git/node_heap.h"

/* The fresh commits as a graph, parents to children. */
struct graph {
	const node_list *fresh;
	size_t *first_child; /* by slot, and one more: where its children begin in `children` */
	uint32_t *children;  /* slots */
	uint32_t *n_waiting; /* by slot: parents that are not put out yet */
};

static void
graph_release(struct graph *graph)
{
	free(graph->first_child);
	free(graph->children);
	free(graph->n_waiting);
}

static bool
is_fresh(const struct walk *walk, const struct node *node)
{
	return node_has(walk, node, MARK_FRESH);
}

/* A parent that is named twice counts twice, in both directions. */
static void
graph_count(struct graph *graph, const struct walk *walk)
{
	size_t n = graph->fresh->len;

	for (size_t i = 0; i < n; i++) {
		const struct node *node = graph->fresh->items[i];

		for (size_t j = 0; j < node->commit.n_parents; j++) {
			if (!is_fresh(walk, node->parents[j]))
				continue;
			graph->first_child[node->parents[j]->slot + 1]++;
			graph->n_waiting[i]++;
		}
	}
	for (size_t i = 0; i < n; i++)
		graph->first_child[i + 1] += graph->first_child[i];
}

static void
graph_link(struct graph *graph, const struct walk *walk)
{
	CLEANUP(memory_free) size_t *next = NULL;
	size_t n = graph->fresh->len;

	graph->children = memory_calloc(graph->first_child[n] + 1, sizeof(*graph->children));
	next = memory_calloc(n + 1, sizeof(*next));
	memcpy(next, graph->first_child, (n + 1) * sizeof(*next));
	for (size_t i = 0; i < n; i++) {
		const struct node *node = graph->fresh->items[i];

		for (size_t j = 0; j < node->commit.n_parents; j++) {
			if (is_fresh(walk, node->parents[j]))
				graph->children[next[node->parents[j]->slot]++] = (uint32_t)i;
		}
	}
}

static void
graph_init(struct graph *graph, const struct walk *walk, const node_list *fresh)
{
	graph->fresh = fresh;
	graph->first_child = memory_calloc(fresh->len + 1, sizeof(*graph->first_child));
	graph->n_waiting = memory_calloc(fresh->len + 1, sizeof(*graph->n_waiting));
	for (size_t i = 0; i < fresh->len; i++)
		fresh->items[i]->slot = (uint32_t)i;
	graph_count(graph, walk);
	graph_link(graph, walk);
}

/* Of the commits whose parents are all put out, the one with the least id is next. */
static void
graph_sort(struct graph *graph, node_list *sorted)
{
	CLEANUP(node_heap_release) struct node_heap ready = { .before = node_before_by_id };
	struct node *node;

	for (size_t i = 0; i < graph->fresh->len; i++) {
		if (graph->n_waiting[i] == 0)
			node_heap_push(&ready, graph->fresh->items[i]);
	}
	while ((node = node_heap_pop(&ready))) {
		size_t end = graph->first_child[node->slot + 1];

		for (size_t i = graph->first_child[node->slot]; i < end; i++) {
			if (--graph->n_waiting[graph->children[i]] == 0)
				node_heap_push(&ready, graph->fresh->items[graph->children[i]]);
		}
		node->slot = (uint32_t)sorted->len;
		vec_push(sorted, node);
	}
}

/* Puts the FRESH commits in order; their slots are their places in it. */
static void
sort(const struct walk *walk, const node_list *fresh, node_list *sorted)
{
	CLEANUP(graph_release) struct graph graph = { NULL };

	graph_init(&graph, walk, fresh);
	graph_sort(&graph, sorted);
}

void
walk_sort(struct walk *walk, const struct commit_node **commits, size_t n)
{
	CLEANUP(node_list_release) node_list fresh = VEC_INIT;
	CLEANUP(node_list_release) node_list sorted = VEC_INIT;

	walk_begin_round(walk);
	for (size_t i = 0; i < n; i++) {
		struct node *node = walk_node(walk, &commits[i]->id);

		node_mark(walk, node, MARK_FRESH);
		vec_push(&fresh, node);
	}
	sort(walk, &fresh, &sorted);
	for (size_t i = 0; i < n; i++)
		commits[i] = &sorted.items[i]->commit;
}

/* Says of the fresh commits that UPDATE reaches, and no earlier one, that it brought them. Slots
 * are places in the set by now. */
static void
bring(struct walk *walk, const struct ref_update *update, struct commit_set *set)
{
	CLEANUP(node_list_release) node_list stack = VEC_INIT;

	vec_push(&stack, walk_node(walk, &update->new_commit));
	while (stack.len) {
		struct node *node = stack.items[--stack.len];

		if (!is_fresh(walk, node) || node_has(walk, node, MARK_BROUGHT))
			continue;
		node_mark(walk, node, MARK_BROUGHT);
		set->commits[node->slot].update = update;
		for (size_t i = 0; i < node->commit.n_parents; i++)
			vec_push(&stack, node->parents[i]);
	}
}

/* Depth first, first parents first: the boundary of the main line comes before those of what was
 * merged into it. */
static int
boundaries_find(struct walk *walk, struct node *tip, node_list *found, struct error *err)
{
	CLEANUP(node_list_release) node_list stack = VEC_INIT;

	walk->visit++;
	vec_push(&stack, tip);
	while (stack.len) {
		struct node *node = stack.items[--stack.len];

		if (node->visit == walk->visit)
			continue;
		node->visit = walk->visit;
		if (!is_fresh(walk, node)) {
			if (node_load(walk, node, err) < 0)
				return -1;
			vec_push(found, node);
			continue;
		}
		for (size_t i = node->commit.n_parents; i > 0; i--)
			vec_push(&stack, node->parents[i - 1]);
	}
	return 0;
}

static int
boundaries_set(struct walk *walk, struct node *tip, struct boundary_list *list, struct error *err)
{
	CLEANUP(node_list_release) node_list found = VEC_INIT;

	if (boundaries_find(walk, tip, &found, err) < 0)
		return -1;
	list->items = arena_new_array(walk->arena, const struct commit_node *, found.len);
	list->len = found.len;
	for (size_t i = 0; i < found.len; i++)
		list->items[i] = &found.items[i]->commit;
	return 0;
}

/* Many refs at one tip have one answer; the map remembers it. */
static int
boundaries_fill(struct walk *walk, const struct walk_query *query, struct commit_set *set,
		struct error *err)
{
	CLEANUP(map_release) struct map known = MAP_INIT;

	set->boundaries = arena_new_array(walk->arena, struct boundary_list, query->n_updates);
	for (size_t i = 0; i < query->n_updates; i++) {
		const struct oid *tip = &query->updates[i]->new_commit;
		struct boundary_list *list = map_get(&known, oid_bytes(tip));

		if (oid_is_zero(tip))
			continue;
		if (list) {
			set->boundaries[i] = *list;
			continue;
		}
		*map_put(&known, oid_bytes(tip)) = &set->boundaries[i];
		if (boundaries_set(walk, walk_node(walk, tip), &set->boundaries[i], err) < 0)
			return -1;
	}
	return 0;
}

int
walk_order(struct walk *walk, const struct walk_query *query, const node_list *fresh,
	   struct commit_set *set, struct error *err)
{
	CLEANUP(node_list_release) node_list sorted = VEC_INIT;

	sort(walk, fresh, &sorted);
	*set = (struct commit_set){ .n_commits = sorted.len };
	set->commits = arena_new_array(walk->arena, struct new_commit, sorted.len);
	for (size_t i = 0; i < sorted.len; i++)
		set->commits[i].node = &sorted.items[i]->commit;
	for (size_t i = 0; i < query->n_updates; i++) {
		if (!oid_is_zero(&query->updates[i]->new_commit))
			bring(walk, query->updates[i], set);
	}
	return boundaries_fill(walk, query, set, err);
}
