#include "config.h"

#include "content/diff_search.h"

enum { COST_LONG = 256 }; /* rounds after which a promising place ends a search */

enum { X_BEFORE = -1, X_BEYOND = INT32_MAX };

static void
front_start(struct front *front, int64_t x, int64_t diagonal)
{
	front->start = front->low = front->high = diagonal;
	front->reach[diagonal] = (int32_t)x;
}

/* One diagonal more at each end, or one less at an end that left the box. */
static void
front_widen(struct front *front, const struct box *box, int32_t outside)
{
	if (front->low > box->x - box->y_end)
		front->reach[--front->low - 1] = outside;
	else
		front->low++;
	if (front->high < box->x_end - box->y)
		front->reach[++front->high + 1] = outside;
	else
		front->high--;
}

static bool
front_has(const struct front *front, int64_t d)
{
	return front->low <= d && d <= front->high;
}

/* Where the equal lines end that lead from line X on along diagonal D. */
static int64_t
run_forward(const struct search *search, int64_t x, int64_t d)
{
	const struct box *box = &search->box;
	int64_t end = box->x_end < box->y_end + d ? box->x_end : box->y_end + d;

	while (x < end && search_same(search, x, x - d))
		x++;
	return x;
}

static int64_t
run_backward(const struct search *search, int64_t x, int64_t d)
{
	const struct box *box = &search->box;
	int64_t end = box->x > box->y + d ? box->x : box->y + d;

	while (x > end && search_same(search, x - 1, x - d - 1))
		x--;
	return x;
}

static bool
meet_at(struct cut *cut, int64_t x, int64_t d)
{
	*cut = (struct cut){ x, x - d, true, true };
	return true;
}

/* True when the fronts met. */
static bool
step_forward(struct search *search, struct cut *cut)
{
	struct front *front = &search->forward;
	const struct front *facing = &search->backward;
	int32_t *reach = front->reach;
	int64_t longest = 0;

	front_widen(front, &search->box, X_BEFORE);
	for (int64_t d = front->high; d >= front->low; d -= 2) {
		int64_t across = reach[d - 1] + INT64_C(1);
		int64_t down = reach[d + 1];
		int64_t from = across > down ? across : down;
		int64_t x = run_forward(search, from, d);

		longest = x - from > longest ? x - from : longest;
		reach[d] = (int32_t)x;
		if (search->odd && front_has(facing, d) && facing->reach[d] <= x)
			return meet_at(cut, x, d);
	}
	search->long_run |= longest > RUN_LONG;
	return false;
}

static bool
step_backward(struct search *search, struct cut *cut)
{
	struct front *front = &search->backward;
	const struct front *facing = &search->forward;
	int32_t *reach = front->reach;
	int64_t longest = 0;

	front_widen(front, &search->box, X_BEYOND);
	for (int64_t d = front->high; d >= front->low; d -= 2) {
		int64_t up = reach[d - 1];
		int64_t across = reach[d + 1] - INT64_C(1);
		int64_t from = up < across ? up : across;
		int64_t x = run_backward(search, from, d);

		longest = from - x > longest ? from - x : longest;
		reach[d] = (int32_t)x;
		if (!search->odd && front_has(facing, d) && x <= facing->reach[d])
			return meet_at(cut, x, d);
	}
	search->long_run |= longest > RUN_LONG;
	return false;
}

struct cut
search_cut(struct search *search)
{
	const struct box *box = &search->box;
	struct cut cut;

	front_start(&search->forward, box->x, box->x - box->y);
	front_start(&search->backward, box->x_end, box->x_end - box->y_end);
	search->odd = (search->forward.start - search->backward.start) & 1;
	for (search->cost = 1;; search->cost++) {
		search->long_run = false;
		if (step_forward(search, &cut) || step_backward(search, &cut))
			return cut;
		if (box->exact)
			continue;
		if (search->long_run && search->cost > COST_LONG && search_promising(search, &cut))
			return cut;
		if (search->cost >= search->cost_max)
			return search_furthest(search);
	}
}
