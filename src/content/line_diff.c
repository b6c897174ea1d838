#include "config.h"

#include "content/line_diff.h"

#include "content/line_diff_impl.h"
#include "content/middle.h"

size_t
diff_root(size_t n)
{
	size_t root = 1;

	for (; n > 0; n /= 4)
		root *= 2;
	return root;
}

static void
side_init(struct diff_side *side, const struct text *text, struct arena *arena)
{
	bool *changed = arena_new_array(arena, bool, text->lines->n_lines + 2);

	*side = (struct diff_side){ .text = *text, .changed = changed + 1 };
}

/* The number of the line that begins at START, or how many there are when none does. */
static size_t
line_at(const struct line_index *lines, size_t start)
{
	size_t low = 0;
	size_t high = lines->n_lines;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->starts[middle] < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Sets the middles; false when there are none. */
static bool
trim(struct line_diff *diff)
{
	struct diff_side *old = &diff->sides[DIFF_OLD];
	struct diff_side *new = &diff->sides[DIFF_NEW];
	struct middle middle = middle_find(old->text.content, new->text.content);
	size_t from = line_at(old->text.lines, middle.start);

	old->middle = (struct span){ from, line_at(old->text.lines, middle.old_end) };
	new->middle = (struct span){ from, line_at(new->text.lines, middle.new_end) };
	return span_len(old->middle) || span_len(new->middle);
}

static void
mark_middle(struct diff_side *side)
{
	for (size_t i = side->middle.from; i < side->middle.end; i++)
		side->changed[i] = true;
}

static void
mark_changed(struct line_diff *diff)
{
	struct diff_side *old = &diff->sides[DIFF_OLD];
	struct diff_side *new = &diff->sides[DIFF_NEW];

	if (span_len(old->middle) && span_len(new->middle) && diff_classify(diff)) {
		diff_thin(diff);
		diff_paths(diff);
	} else {
		mark_middle(old);
		mark_middle(new);
	}
}

static void
collect(const struct diff_side *side, struct line_set *set)
{
	size_t n_lines = side->text.lines->n_lines;
	const bool *at = side->changed;
	const bool *end = at + n_lines;

	while ((at = memchr(at, true, (size_t)(end - at)))) {
		const bool *from = at;

		while (*at)
			at++;
		line_set_add(set, (size_t)(from - side->changed) + 1, (size_t)(at - from));
	}
}

void
line_diff(const struct text *before, const struct text *now, struct arena *scratch,
	  struct line_set *removed, struct line_set *added)
{
	struct line_diff diff = { .arena = scratch };

	side_init(&diff.sides[DIFF_OLD], before, scratch);
	side_init(&diff.sides[DIFF_NEW], now, scratch);
	if (trim(&diff)) {
		mark_changed(&diff);
		diff_slide(&diff, DIFF_OLD);
		diff_slide(&diff, DIFF_NEW);
		collect(&diff.sides[DIFF_OLD], removed);
		collect(&diff.sides[DIFF_NEW], added);
	}
	arena_reset(scratch);
}
