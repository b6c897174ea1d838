#ifndef WRIT_GIT_NODE_HEAP_H
#define WRIT_GIT_NODE_HEAP_H

/*
 * A priority queue of commits: a binary heap.
 */

#include "git/walk_node.h"

struct node_heap {
	bool (*before)(const struct node *a, const struct node *b);
	node_list nodes;
};

void node_heap_push(struct node_heap *heap, struct node *node);
/* Takes the first one out; NULL when there is none. */
struct node *node_heap_pop(struct node_heap *heap);
/* The first one, NULL when there is none. */
const struct node *node_heap_top(const struct node_heap *heap);
void node_heap_release(struct node_heap *heap);

/* By id, and by date, newest first, ties by id. */
bool node_before_by_id(const struct node *a, const struct node *b);
bool node_before_by_date(const struct node *a, const struct node *b);

#endif
