#ifndef WRIT_CONTENT_LINE_DIFF_IMPL_H
#define WRIT_CONTENT_LINE_DIFF_IMPL_H

/*
 * What the steps of a line diff share, in their order: line_diff.c trims what is equal at both
 * ends, diff_classes.c numbers the lines by their text, diff_thin.c leaves out lines that would
 * only mislead, diff_paths.c finds the changed ones, diff_slide.c moves them to where git shows
 * them. Lines are counted from 0 here.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "content/line_diff.h"

enum { DIFF_OLD, DIFF_NEW, DIFF_SIDES };

/* Lines FROM..END. */
struct span {
	size_t from, end;
};

struct diff_side {
	struct text text;
	struct span middle;     /* between what both sides have at their ends */
	bool *changed;          /* for each line, and a false before the first and after the last */
	uint32_t *classes;      /* for each line of the middle: the number of its text */
	uint32_t *kept;         /* those lines of the middle that are compared, */
	uint32_t *kept_classes; /* and their classes */
	size_t n_kept;
	int16_t *indents; /* for diff_best_end: for each line, 0 at first */
};

struct line_diff {
	struct arena *arena; /* of all that is worked out here */
	struct diff_side sides[DIFF_SIDES];
	uint32_t (*counts)[DIFF_SIDES]; /* for each class: how often each whole side has it */
	size_t n_classes;
};

static inline size_t
span_len(struct span span)
{
	return span.end - span.from;
}

/* Where line NUMBER begins; that of the line behind the last is the end. */
static inline size_t
side_start(const struct diff_side *side, size_t number)
{
	const struct line_index *lines = side->text.lines;

	return number < lines->n_lines ? lines->starts[number] : side->text.content.len;
}

/* Line NUMBER with its line feed: a last line without one is another text. */
static inline struct bytes
side_line(const struct diff_side *side, size_t number)
{
	size_t start = side_start(side, number);

	return (struct bytes){ side->text.content.data + start,
			       side_start(side, number + 1) - start };
}

/* git's integer "square root": a power of two that is at least it, below four times it. */
size_t diff_root(size_t n);

/* Counts a line outside the middles, which both sides have. */
static inline void
diff_count_common(struct line_diff *diff, uint32_t class)
{
	diff->counts[class][DIFF_OLD]++;
	diff->counts[class][DIFF_NEW]++;
}

/* Sets each side's classes and how often each is there; false when no line of one middle is in the
 * other. */
bool diff_classify(struct line_diff *diff);
/* The same without a table, for lines that collide. */
void diff_classify_by_sort(struct line_diff *diff);
/* Marks the lines of the middles that are changed for certain, or as good as: kept is the rest. */
void diff_thin(struct line_diff *diff);
/* Marks those of the kept lines that are not on the path found. */
void diff_paths(struct line_diff *diff);
/* Moves the groups of changed lines of the side MINE to where git shows them. */
void diff_slide(struct line_diff *diff, size_t mine);
/* Of a group of LEN changed lines that may end anywhere from EARLIEST to LATEST: the end that reads
 * best. The side's indents are there. */
size_t diff_best_end(const struct diff_side *side, size_t len, size_t earliest, size_t latest);

#endif
