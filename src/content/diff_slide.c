#include "config.h"

#include "content/line_diff_impl.h"

/*
 * A group of changed lines between equal ones can often be moved without another meaning: in
 * "a a", which of both was added? git moves each group down as far as it goes; back up to the last
 * place where the other side has a group too; and where there is none, to where indentation and
 * blank lines say that a block begins. Groups that touch on the way become one.
 */

/* A run of changed lines, or the empty one between two lines that are not, and the run of the other
 * side at the same place: behind equally many lines that are unchanged. */
struct slide {
	struct arena *arena;
	struct diff_side *mine, *other;
	struct span run, facing;
};

static size_t
run_end(const struct diff_side *side, size_t from)
{
	while (side->changed[from])
		from++;
	return from;
}

static size_t
run_from(const struct diff_side *side, size_t end)
{
	while (side->changed[(ptrdiff_t)end - 1])
		end--;
	return end;
}

static struct span
run_below(const struct diff_side *side, struct span run)
{
	return (struct span){ run.end + 1, run_end(side, run.end + 1) };
}

static struct span
run_above(const struct diff_side *side, struct span run)
{
	return (struct span){ run_from(side, run.from - 1), run.from - 1 };
}

static bool
lines_equal(const struct diff_side *side, size_t one, size_t two)
{
	return bytes_equal(side_line(side, one), side_line(side, two));
}

static bool
slide_up(struct slide *slide)
{
	struct diff_side *mine = slide->mine;
	struct span *run = &slide->run;

	if (run->from == 0 || !lines_equal(mine, run->from - 1, run->end - 1))
		return false;
	mine->changed[--run->from] = true;
	mine->changed[--run->end] = false;
	run->from = run_from(mine, run->from);
	slide->facing = run_above(slide->other, slide->facing);
	return true;
}

static bool
slide_down(struct slide *slide)
{
	struct diff_side *mine = slide->mine;
	struct span *run = &slide->run;

	if (run->end == mine->text.lines->n_lines || !lines_equal(mine, run->from, run->end))
		return false;
	mine->changed[run->from++] = false;
	mine->changed[run->end++] = true;
	run->end = run_end(mine, run->end);
	slide->facing = run_below(slide->other, slide->facing);
	return true;
}

/* Where the end of a run may lie, and whether the other side has a run at any such place. */
struct reach {
	size_t earliest;
	bool faced;
};

/* Up as far as it goes, then down as far as it goes. */
static struct reach
slide_ends(struct slide *slide)
{
	struct reach reach;

	while (slide_up(slide))
		;
	reach = (struct reach){ slide->run.end, span_len(slide->facing) > 0 };
	while (slide_down(slide))
		reach.faced |= span_len(slide->facing) > 0;
	return reach;
}

static void
slide_run(struct slide *slide)
{
	struct reach reach;
	size_t len;
	size_t end;

	do {
		len = span_len(slide->run);
		reach = slide_ends(slide);
	} while (len != span_len(slide->run)); /* it met others: more may be within reach */
	if (slide->run.end == reach.earliest)
		return;
	if (reach.faced) {
		while (span_len(slide->facing) == 0 && slide_up(slide))
			;
		return;
	}
	if (!slide->mine->indents)
		slide->mine->indents =
			arena_new_array(slide->arena, int16_t, slide->mine->text.lines->n_lines);
	end = diff_best_end(slide->mine, len, reach.earliest, slide->run.end);
	while (slide->run.end > end && slide_up(slide))
		;
}

/* A line before which nothing is changed: groups of the other side may have left the middle. */
static size_t
first_line(const struct line_diff *diff)
{
	size_t first = diff->sides[DIFF_OLD].middle.from;

	for (size_t i = 0; i < DIFF_SIDES; i++) {
		const bool *changed = diff->sides[i].changed;
		const bool *found = memchr(changed, true, first);

		if (found)
			first = (size_t)(found - changed);
	}
	return first;
}

void
diff_slide(struct line_diff *diff, size_t which)
{
	struct diff_side *mine = &diff->sides[which];
	struct diff_side *other = &diff->sides[!which];
	size_t from = first_line(diff);
	struct slide slide = { diff->arena,
			       mine,
			       other,
			       { from, run_end(mine, from) },
			       { from, run_end(other, from) } };

	for (;;) {
		if (span_len(slide.run))
			slide_run(&slide);
		if (slide.run.end >= mine->middle.end)
			return;
		slide.run = run_below(mine, slide.run);
		slide.facing = run_below(other, slide.facing);
	}
}
