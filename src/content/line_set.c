#include "config.h"

#include "content/line_set.h"

#include "base/macros.h"
#include "base/vec.h"

void
line_set_release(struct line_set *set)
{
	free(set->runs);
	*set = (struct line_set)LINE_SET_INIT;
}

static size_t
run_end(const struct line_run *run)
{
	return run->start + run->len;
}

void
line_set_add(struct line_set *set, size_t start, size_t len)
{
	if (len == 0)
		return;
	set->n_lines += len;
	if (set->n_runs && run_end(&set->runs[set->n_runs - 1]) == start) {
		set->runs[set->n_runs - 1].len += len;
		return;
	}
	if (set->n_runs == set->room)
		vec_grow((void **)&set->runs, &set->room, sizeof(*set->runs));
	set->runs[set->n_runs++] = (struct line_run){ start, len };
}

void
line_set_intersect(struct line_set *set, const struct line_set *other)
{
	CLEANUP(line_set_release) struct line_set both = LINE_SET_INIT;
	struct line_set old;
	size_t i = 0;
	size_t k = 0;

	while (i < set->n_runs && k < other->n_runs) {
		const struct line_run *a = &set->runs[i];
		const struct line_run *b = &other->runs[k];
		size_t start = a->start > b->start ? a->start : b->start;
		size_t end = run_end(a) < run_end(b) ? run_end(a) : run_end(b);

		if (start < end)
			line_set_add(&both, start, end - start);
		if (run_end(a) == end)
			i++;
		else
			k++;
	}
	old = *set;
	*set = both;
	both = old;
}

bool
line_set_holds(const struct line_set *set, size_t number)
{
	size_t low = 0;
	size_t high = set->n_runs;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (number < set->runs[middle].start)
			high = middle;
		else if (number >= run_end(&set->runs[middle]))
			low = middle + 1;
		else
			return true;
	}
	return false;
}
