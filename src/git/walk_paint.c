#include "config.h"

#include "git/walk_paint.h"

void
painting_init(struct painting *painting, struct walk *walk)
{
	*painting = (struct painting){ .walk = walk, .queue = { .before = node_before_by_date } };
	walk_begin_round(walk);
}

void
painting_release(struct painting *painting)
{
	node_heap_release(&painting->queue);
	node_list_release(&painting->reached);
}

bool
paint_is_new(const struct painting *painting, const struct node *node)
{
	return node_has(painting->walk, node, MARK_NEW) &&
	       !node_has(painting->walk, node, MARK_OLD);
}

static int
enqueue(struct painting *painting, struct node *node, uint32_t mark, struct error *err)
{
	struct error ignored;

	if (node_has(painting->walk, node, MARK_QUEUED))
		return 0;
	if (node_load(painting->walk, node, mark == MARK_NEW ? err : &ignored) < 0)
		return mark == MARK_NEW ? -1 : 0;
	node_mark(painting->walk, node, MARK_QUEUED);
	node_heap_push(&painting->queue, node);
	return 0;
}

static void
count_as_old(struct painting *painting, const struct node *node)
{
	painting->n_new--;
	if (node_has(painting->walk, node, MARK_QUEUED))
		painting->n_open--;
}

static void
count_as_new(struct painting *painting, struct node *node)
{
	vec_push(&painting->reached, node);
	painting->n_new++;
	painting->n_open++;
}

int
paint_put(struct painting *painting, struct node *node, uint32_t mark, struct error *err)
{
	if (mark == MARK_NEW && node == painting->wanted)
		painting->found = true;
	if (node_has(painting->walk, node, MARK_OLD) || node_has(painting->walk, node, mark))
		return 0;
	if (paint_is_new(painting, node))
		count_as_old(painting, node);
	node_mark(painting->walk, node, mark);
	if (enqueue(painting, node, mark, err) < 0)
		return -1;
	if (mark == MARK_NEW)
		count_as_new(painting, node);
	return 0;
}

static void
note_skew(struct painting *painting, const struct node *node, const struct node *parent)
{
	int64_t step = parent->loaded ? parent->commit.date - node->commit.date : 0;

	if (step > painting->skew)
		painting->skew = step;
}

int
paint_step(struct painting *painting, struct node **node, struct error *err)
{
	struct node *top = node_heap_pop(&painting->queue);
	uint32_t mark = MARK_OLD;

	*node = top;
	if (!top)
		return 0;
	node_unmark(painting->walk, top, MARK_QUEUED);
	if (paint_is_new(painting, top)) {
		mark = MARK_NEW;
		painting->n_open--;
	}
	for (size_t i = 0; i < top->commit.n_parents; i++) {
		if (paint_put(painting, top->parents[i], mark, err) < 0)
			return -1;
		note_skew(painting, top, top->parents[i]);
	}
	return 0;
}

/* The date of the oldest NEW commit, or an earlier one: it is looked for again only when half of
 * them have turned OLD. */
static int64_t
floor_date(struct painting *painting)
{
	if (painting->floor_of && painting->n_new > painting->floor_of / 2)
		return painting->floor;
	painting->floor = INT64_MAX;
	painting->floor_of = painting->n_new;
	for (size_t i = 0; i < painting->reached.len; i++) {
		const struct node *node = painting->reached.items[i];

		if (paint_is_new(painting, node) && node->commit.date < painting->floor)
			painting->floor = node->commit.date;
	}
	return painting->floor;
}

static bool
is_settled(struct painting *painting)
{
	const struct node *top = node_heap_top(&painting->queue);
	int64_t slack;

	if (painting->n_new == 0 || !top)
		return true;
	if (painting->n_open || painting->n_old_steps++ < PAINT_MORE_STEPS)
		return false;
	if (__builtin_mul_overflow(painting->skew, INT64_C(2), &slack) ||
	    __builtin_add_overflow(slack, (int64_t)PAINT_SLACK_SECONDS, &slack))
		return false;
	return floor_date(painting) - top->commit.date > slack;
}

/*
 * Gives OLD to what is NEW right below the queue: so that each commit that stays NEW was reached
 * through such, which a stop half way does not promise.
 */
static void
settle(struct painting *painting)
{
	CLEANUP(node_list_release) node_list stack = VEC_INIT;

	for (size_t i = 0; i < painting->queue.nodes.len; i++) {
		if (node_has(painting->walk, painting->queue.nodes.items[i], MARK_OLD))
			vec_push(&stack, painting->queue.nodes.items[i]);
	}
	while (stack.len) {
		struct node *node = stack.items[--stack.len];

		for (size_t i = 0; i < node->commit.n_parents; i++) {
			if (!paint_is_new(painting, node->parents[i]))
				continue;
			count_as_old(painting, node->parents[i]);
			node_mark(painting->walk, node->parents[i], MARK_OLD);
			vec_push(&stack, node->parents[i]);
		}
	}
}

int
paint_run(struct painting *painting, size_t max_steps, struct error *err)
{
	struct node *node;

	for (size_t i = 0; i < max_steps && !painting->found && !is_settled(painting); i++) {
		if (paint_step(painting, &node, err) < 0)
			return -1;
	}
	settle(painting);
	return 0;
}
