#include "config.h"

#include "content/line_diff_impl.h"

/*
 * git's indent heuristic: of the places where a group of changed lines may stand, the one whose two
 * edges look most like the edges of a block, judged by the indentation and the blank lines around
 * them. The weights are git's, which were fitted to what people preferred.
 */

enum { INDENT_MAX = 200, BLANKS_MAX = 20, SHIFTS_MAX = 100, INDENT_WEIGHT = 60 };

/* What a line may have instead of an indentation. */
enum { INDENT_BLANK = -1, INDENT_UNKNOWN = -2 };

enum penalty {
	PENALTY_START_OF_FILE = 1,
	PENALTY_END_OF_FILE = 21,
	PENALTY_BLANK = -30,
	PENALTY_BLANK_BELOW = 6,
};

/* By whether blank lines are there. */
static const int penalty_deeper[] = { -4, 10 };
static const int penalty_back_out[] = { 24, 17 }; /* and deeper again behind it */
static const int penalty_back[] = { 23, 17 };

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int
indent_measure(struct bytes line)
{
	int indent = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (!is_space(line.data[i]))
			return indent;
		if (line.data[i] == ' ')
			indent++;
		else if (line.data[i] == '\t')
			indent += 8 - indent % 8;
		if (indent >= INDENT_MAX)
			return INDENT_MAX;
	}
	return INDENT_BLANK;
}

/* Each line is measured once, as a long one may be asked for again and again. */
static int
indent_of(const struct diff_side *side, size_t number)
{
	int16_t *known = &side->indents[number];

	if (*known == 0)
		*known = (int16_t)(indent_measure(side_line(side, number)) - INDENT_UNKNOWN);
	return *known + INDENT_UNKNOWN;
}

/* The lines on one side of an edge. */
struct surroundings {
	int n_blank; /* up to the first line that is not */
	int indent;  /* of that line; INDENT_BLANK without one */
};

/* From line NUMBER on in steps of STEP, of which ROOM are there. */
static struct surroundings
look_around(const struct diff_side *side, size_t number, size_t room, ptrdiff_t step)
{
	struct surroundings found = { 0, INDENT_BLANK };

	for (; room; room--, number += (size_t)step) {
		found.indent = indent_of(side, number);
		if (found.indent != INDENT_BLANK)
			break;
		if (++found.n_blank == BLANKS_MAX) {
			found.indent = 0;
			break;
		}
	}
	return found;
}

/* Of two places, the one with the lower score is better. */
struct score {
	int indent, penalty;
};

/* For an edge with something above and below it. */
static int
indent_penalty(int above, int indent, int below, bool blanks)
{
	if (indent > above)
		return penalty_deeper[blanks];
	if (indent == above)
		return 0;
	return below > indent ? penalty_back_out[blanks] : penalty_back[blanks];
}

/* Adds what speaks against an edge above line NUMBER. */
static void
score_edge(const struct diff_side *side, size_t number, struct score *score)
{
	size_t n_lines = side->text.lines->n_lines;
	bool at_end = number >= n_lines;
	struct surroundings above = look_around(side, number - 1, number, -1);
	struct surroundings below =
		look_around(side, number + 1, at_end ? 0 : n_lines - number - 1, 1);
	int indent = at_end ? INDENT_BLANK : indent_of(side, number);
	int n_below = indent == INDENT_BLANK ? below.n_blank + 1 : 0;
	int n_blank = above.n_blank + n_below;

	if (indent == INDENT_BLANK)
		indent = below.indent;
	if (above.indent == INDENT_BLANK && above.n_blank == 0)
		score->penalty += PENALTY_START_OF_FILE;
	if (at_end)
		score->penalty += PENALTY_END_OF_FILE;
	score->penalty += PENALTY_BLANK * n_blank + PENALTY_BLANK_BELOW * n_below;
	score->indent += indent;
	if (indent != INDENT_BLANK && above.indent != INDENT_BLANK)
		score->penalty += indent_penalty(above.indent, indent, below.indent, n_blank > 0);
}

static int
score_compare(const struct score *a, const struct score *b)
{
	int deeper = (a->indent > b->indent) - (a->indent < b->indent);

	return INDENT_WEIGHT * deeper + a->penalty - b->penalty;
}

static size_t
max_of(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t
diff_best_end(const struct diff_side *side, size_t len, size_t earliest, size_t latest)
{
	size_t end = max_of(earliest, latest - len - (latest > len));
	size_t best_end = latest;
	struct score best;

	if (latest > SHIFTS_MAX)
		end = max_of(end, latest - SHIFTS_MAX);
	for (bool first = true; end <= latest; end++, first = false) {
		struct score score = { 0, 0 };

		score_edge(side, end, &score);
		score_edge(side, end - len, &score);
		if (first || score_compare(&score, &best) <= 0) {
			best = score;
			best_end = end;
		}
	}
	return best_end;
}
