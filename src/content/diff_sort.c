#include "config.h"

#include <stdlib.h>

#include "content/line_diff_impl.h"

/* The classes of lines that were made to collide: found by sorting, which nothing makes slow. */

/* A line of either side, to be sorted. */
struct sorted_line {
	struct bytes text;
	uint32_t *class_number; /* NULL for one that is common */
	size_t side;
};

/* Any order of texts will do; the length first saves compares. */
static int
text_order(const void *a, const void *b)
{
	const struct bytes *one = &((const struct sorted_line *)a)->text;
	const struct bytes *two = &((const struct sorted_line *)b)->text;

	if (one->len != two->len)
		return one->len < two->len ? -1 : 1;
	return memcmp(one->data, two->data, one->len);
}

static size_t
sort_lines(struct diff_side *side, size_t which, struct span span, struct sorted_line *lines)
{
	for (size_t i = span.from; i < span.end; i++) {
		bool common = i < side->middle.from || i >= side->middle.end;

		lines[i - span.from] =
			(struct sorted_line){ side_line(side, i),
					      common ? NULL : &side->classes[i - side->middle.from],
					      which };
	}
	return span_len(span);
}

/* Every text gets a class here, also those that no middle has. */
static void
number_sorted(struct line_diff *diff, const struct sorted_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t number;

		if (i == 0 || text_order(&lines[i - 1], &lines[i]) != 0)
			diff->n_classes++;
		number = diff->n_classes - 1;
		if (lines[i].class_number) {
			*lines[i].class_number = (uint32_t)number;
			diff->counts[number][lines[i].side]++;
		} else {
			diff_count_common(diff, (uint32_t)number);
		}
	}
}

void
diff_classify_by_sort(struct line_diff *diff)
{
	struct diff_side *old = &diff->sides[DIFF_OLD];
	struct diff_side *new = &diff->sides[DIFF_NEW];
	size_t n_lines = new->text.lines->n_lines;
	size_t n = span_len(old->middle) + n_lines;
	struct sorted_line *lines = arena_new_array(diff->arena, struct sorted_line, n);

	n = sort_lines(old, DIFF_OLD, old->middle, lines);
	n += sort_lines(new, DIFF_NEW, (struct span){ 0, n_lines }, lines + n);
	qsort(lines, n, sizeof(*lines), text_order);
	diff->counts = arena_alloc_array(diff->arena, n, sizeof(*diff->counts));
	diff->n_classes = 0;
	number_sorted(diff, lines, n);
}
