#include "config.h"

#include "content/line_diff_impl.h"

/*
 * Lines that the other side lacks are changed whatever the path. Lines that it has very often
 * (blank ones, braces) are taken for changed too when they stand among such: they would tie the
 * path to places that have nothing in common.
 */

enum { OFTEN_MAX = 1024, NEIGHBOURS_MAX = 100, OFTEN_PER_LACKING = 3 };

enum { TWIN_NONE, TWIN_SOME, TWIN_OFTEN };

/* For each line of the middle: what the other side has of its text. */
static const uint8_t *
twins_find(const struct line_diff *diff, size_t which)
{
	const struct diff_side *side = &diff->sides[which];
	size_t n = span_len(side->middle);
	size_t often = diff_root(side->text.lines->n_lines);
	uint8_t *twins = arena_new_array(diff->arena, uint8_t, n);

	if (often > OFTEN_MAX)
		often = OFTEN_MAX;
	for (size_t i = 0; i < n; i++) {
		uint32_t count = diff->counts[side->classes[i]][!which];

		twins[i] = count == 0 ? TWIN_NONE : count < often ? TWIN_SOME : TWIN_OFTEN;
	}
	return twins;
}

/* Counts the neighbours of a line on one side of it, in steps of STEP, by kind, until there is one
 * that is worth comparing. */
static void
count_neighbours(const uint8_t *twins, size_t room, ptrdiff_t step, size_t counts[2])
{
	counts[TWIN_NONE] = counts[1] = 0;
	if (room > NEIGHBOURS_MAX)
		room = NEIGHBOURS_MAX;
	for (; room && *(twins += step) != TWIN_SOME; room--)
		counts[*twins == TWIN_OFTEN]++;
}

/* Whether the line AT, of N, which the other side has often, stands among lines that it lacks: some
 * above, some below, and more than three times as many as are there often, itself counted for each
 * direction. */
static bool
misleads(const uint8_t *twins, size_t at, size_t n)
{
	size_t above[2];
	size_t below[2];

	count_neighbours(twins + at, at, -1, above);
	if (above[0] == 0)
		return false;
	count_neighbours(twins + at, n - 1 - at, 1, below);
	if (below[0] == 0)
		return false;
	return above[0] + below[0] > OFTEN_PER_LACKING * (above[1] + below[1] + 2);
}

static void
thin_side(struct line_diff *diff, size_t which)
{
	struct diff_side *side = &diff->sides[which];
	size_t n = span_len(side->middle);
	const uint8_t *twins = twins_find(diff, which);

	side->kept = arena_new_array(diff->arena, uint32_t, n);
	side->kept_classes = side->classes; /* no line moves up */
	for (size_t i = 0; i < n; i++) {
		bool keep =
			twins[i] == TWIN_SOME || (twins[i] == TWIN_OFTEN && !misleads(twins, i, n));

		side->kept[side->n_kept] = (uint32_t)(side->middle.from + i);
		side->kept_classes[side->n_kept] = side->classes[i];
		side->n_kept += keep;
		side->changed[side->middle.from + i] = !keep;
	}
}

void
diff_thin(struct line_diff *diff)
{
	thin_side(diff, DIFF_OLD);
	thin_side(diff, DIFF_NEW);
}
