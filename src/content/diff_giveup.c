#include "config.h"

#include "content/diff_search.h"

/* Where a search ends that takes too long. */

enum { GAIN_PER_COST = 4 }; /* lines to be ahead for each round */

/* Whether a long run of equal lines leads forward from (x, y), all inside the box. */
static bool
is_long_run(const struct search *search, int64_t x, int64_t y)
{
	const struct box *box = &search->box;

	if (x < box->x || y < box->y || x + RUN_LONG > box->x_end || y + RUN_LONG > box->y_end)
		return false;
	for (int64_t i = 0; i < RUN_LONG; i++) {
		if (!search_same(search, x + i, y + i))
			return false;
	}
	return true;
}

/* How many lines of both sides lie between a corner of the box and (x, y), less what the diagonal
 * alone accounts for. */
static int64_t
gain(int64_t x, int64_t y, const struct front *front, int64_t d)
{
	int64_t off = d > front->start ? d - front->start : front->start - d;

	return x + y - off;
}

static bool
promising_forward(const struct search *search, struct cut *cut)
{
	const struct box *box = &search->box;
	const struct front *front = &search->forward;
	int64_t best = GAIN_PER_COST * search->cost;
	bool found = false;

	for (int64_t d = front->high; d >= front->low; d -= 2) {
		int64_t x = front->reach[d];
		int64_t y = x - d;
		int64_t lines = gain(x - box->x, y - box->y, front, d);

		if (lines > best && x < box->x_end && y < box->y_end &&
		    is_long_run(search, x - RUN_LONG, y - RUN_LONG)) {
			best = lines;
			*cut = (struct cut){ x, y, true, false };
			found = true;
		}
	}
	return found;
}

static bool
promising_backward(const struct search *search, struct cut *cut)
{
	const struct box *box = &search->box;
	const struct front *front = &search->backward;
	int64_t best = GAIN_PER_COST * search->cost;
	bool found = false;

	for (int64_t d = front->high; d >= front->low; d -= 2) {
		int64_t x = front->reach[d];
		int64_t y = x - d;
		int64_t lines = gain(box->x_end - x, box->y_end - y, front, d);

		if (lines > best && x > box->x && y > box->y && is_long_run(search, x, y)) {
			best = lines;
			*cut = (struct cut){ x, y, false, true };
			found = true;
		}
	}
	return found;
}

bool
search_promising(const struct search *search, struct cut *cut)
{
	return promising_forward(search, cut) || promising_backward(search, cut);
}

/* The point inside the box that the forward front got furthest to, by x + y. */
static struct cut
furthest_forward(const struct search *search)
{
	const struct box *box = &search->box;
	const struct front *front = &search->forward;
	struct cut best = { -1, 0, true, false };

	for (int64_t d = front->high; d >= front->low; d -= 2) {
		int64_t x = front->reach[d] < box->x_end ? front->reach[d] : box->x_end;

		if (x - d > box->y_end)
			x = box->y_end + d;
		if (x + x - d > best.x + best.y)
			best = (struct cut){ x, x - d, true, false };
	}
	return best;
}

static struct cut
furthest_backward(const struct search *search)
{
	const struct box *box = &search->box;
	const struct front *front = &search->backward;
	struct cut best = { INT32_MAX, INT32_MAX, false, true };

	for (int64_t d = front->high; d >= front->low; d -= 2) {
		int64_t x = front->reach[d] > box->x ? front->reach[d] : box->x;

		if (x - d < box->y)
			x = box->y + d;
		if (x + x - d < best.x + best.y)
			best = (struct cut){ x, x - d, false, true };
	}
	return best;
}

struct cut
search_furthest(const struct search *search)
{
	const struct box *box = &search->box;
	struct cut forward = furthest_forward(search);
	struct cut backward = furthest_backward(search);

	if (box->x_end + box->y_end - (backward.x + backward.y) <
	    forward.x + forward.y - (box->x + box->y))
		return forward;
	return backward;
}
