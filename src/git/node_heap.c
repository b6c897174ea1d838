#include "config.h"

#include "git/node_heap.h"

void
node_heap_push(struct node_heap *heap, struct node *node)
{
	size_t at = heap->nodes.len;

	vec_push(&heap->nodes, node);
	while (at > 0) {
		size_t above = (at - 1) / 2;

		if (!heap->before(node, heap->nodes.items[above]))
			break;
		heap->nodes.items[at] = heap->nodes.items[above];
		at = above;
	}
	heap->nodes.items[at] = node;
}

/* Puts NODE into the hole at the top, and what comes before it above. */
static void
sift_down(struct node_heap *heap, struct node *node)
{
	struct node **items = heap->nodes.items;
	size_t len = heap->nodes.len;
	size_t at = 0;

	for (size_t below = 1; below < len; below = 2 * at + 1) {
		if (below + 1 < len && heap->before(items[below + 1], items[below]))
			below++;
		if (!heap->before(items[below], node))
			break;
		items[at] = items[below];
		at = below;
	}
	items[at] = node;
}

struct node *
node_heap_pop(struct node_heap *heap)
{
	struct node *top;
	struct node *last;

	if (heap->nodes.len == 0)
		return NULL;
	top = heap->nodes.items[0];
	last = heap->nodes.items[--heap->nodes.len];
	if (heap->nodes.len)
		sift_down(heap, last);
	return top;
}

const struct node *
node_heap_top(const struct node_heap *heap)
{
	return heap->nodes.len ? heap->nodes.items[0] : NULL;
}

void
node_heap_release(struct node_heap *heap)
{
	vec_release(&heap->nodes);
}

bool
node_before_by_id(const struct node *a, const struct node *b)
{
	return oid_compare(&a->commit.id, &b->commit.id) < 0;
}

bool
node_before_by_date(const struct node *a, const struct node *b)
{
	if (a->commit.date != b->commit.date)
		return a->commit.date > b->commit.date;
	return node_before_by_id(a, b);
}
