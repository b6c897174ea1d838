#include "config.h"

#include "content/diff_search.h"
#include "content/line_diff_impl.h"

/* A search may have so many rounds, or what follows from its size. */
enum { COST_MIN = 256 };

/* Boxes that wait for the smaller halves beside them: each is at most half of the one before. */
enum { BOXES_MAX = 64 };

static void
box_trim(struct search *search)
{
	struct box *box = &search->box;

	while (box->x < box->x_end && box->y < box->y_end && search_same(search, box->x, box->y))
		box->x++, box->y++;
	while (box->x < box->x_end && box->y < box->y_end &&
	       search_same(search, box->x_end - 1, box->y_end - 1))
		box->x_end--, box->y_end--;
}

static void
mark(struct diff_side *side, int64_t from, int64_t end)
{
	for (int64_t i = from; i < end; i++)
		side->changed[side->kept[i]] = true;
}

static int64_t
box_lines(const struct box *box)
{
	return box->x_end - box->x + box->y_end - box->y;
}

/* The larger half waits. */
static struct box
halve(const struct box *box, const struct cut *cut, struct box *waiting)
{
	struct box upper = { box->x, cut->x, box->y, cut->y, cut->upper_exact };
	struct box lower = { cut->x, box->x_end, cut->y, box->y_end, cut->lower_exact };
	bool upper_waits = box_lines(&upper) > box_lines(&lower);

	*waiting = upper_waits ? upper : lower;
	return upper_waits ? lower : upper;
}

static void
search_boxes(struct search *search, struct line_diff *diff)
{
	struct box waiting[BOXES_MAX];
	struct box *box = &search->box;
	size_t n_waiting = 0;

	for (;;) {
		box_trim(search);
		if (box->x < box->x_end && box->y < box->y_end) {
			struct cut cut = search_cut(search);

			*box = halve(box, &cut, &waiting[n_waiting++]);
			continue;
		}
		mark(&diff->sides[DIFF_OLD], box->x, box->x_end);
		mark(&diff->sides[DIFF_NEW], box->y, box->y_end);
		if (n_waiting == 0)
			return;
		*box = waiting[--n_waiting];
	}
}

void
diff_paths(struct line_diff *diff)
{
	const struct diff_side *old = &diff->sides[DIFF_OLD];
	const struct diff_side *new = &diff->sides[DIFF_NEW];
	size_t n_diagonals = old->n_kept + new->n_kept + 3;
	size_t cost_max = diff_root(n_diagonals);
	int32_t *reaches = arena_alloc_array(diff->arena, n_diagonals, 2 * sizeof(*reaches));
	struct search search = {
		.old = old->kept_classes,
		.new = new->kept_classes,
		.forward.reach = reaches + new->n_kept + 1,
		.backward.reach = reaches + n_diagonals + new->n_kept + 1,
		.cost_max = (int64_t)(cost_max < COST_MIN ? COST_MIN : cost_max),
		.box = { 0, (int64_t)old->n_kept, 0, (int64_t) new->n_kept, false },
	};

	search_boxes(&search, diff);
}
