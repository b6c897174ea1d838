#include "config.h"

#include "history/drift_chart.h"

#include <inttypes.h>

/* In units of the drawings. */
enum {
	CHART_WIDTH = 1120,
	CHART_HEIGHT = 280,
	CHART_LEFT = 60,
	CHART_BOTTOM = 30,
	CHART_TOP = 12,
	SPARK_WIDTH = 140,
	SPARK_HEIGHT = 24,
	GRID_LINES_MAX = 6, /* above the ground */
};

struct box {
	double left, top, width, height;
};

static uint64_t
figure_of(const struct drift *drift, const struct drift_sample *sample, size_t decision)
{
	return decision < drift->n_decisions ? sample->standing[decision]
					     : drift_sample_sum(drift, sample);
}

/* Time runs evenly; where all samples are of one moment, they stand side by side. */
static double
x_of(const struct drift *drift, const struct box *box, size_t i)
{
	int64_t first = drift->samples[0].date;
	int64_t span = drift->samples[drift->n_samples - 1].date - first;
	double share = drift->n_samples > 1 ? (double)i / (double)(drift->n_samples - 1) : 1;

	if (span > 0)
		share = (double)(drift->samples[i].date - first) / (double)span;
	/* dates can lie */
	share = share < 0 ? 0 : share > 1 ? 1 : share;
	return box->left + share * box->width;
}

static double
y_of(const struct box *box, uint64_t figure, uint64_t most)
{
	return box->top + box->height * (1 - (double)figure / (double)(most ? most : 1));
}

/* The points of the line, from one sample to the next in steps: what stood stands until then. */
static void
points_write(struct buf *out, const struct drift *drift, const struct box *box, size_t decision,
	     uint64_t most)
{
	double before = 0;

	for (size_t i = 0; i < drift->n_samples; i++) {
		double x = x_of(drift, box, i);
		double y = y_of(box, figure_of(drift, &drift->samples[i], decision), most);

		if (i > 0)
			buf_printf(out, " %.1f,%.1f", x, before);
		buf_printf(out, "%s%.1f,%.1f", i ? " " : "", x, y);
		before = y;
	}
}

static void
line_write(struct buf *out, const struct drift *drift, const struct box *box, size_t decision,
	   uint64_t most)
{
	double ground = box->top + box->height;

	buf_printf(out, "<polygon class=\"area\" points=\"%.1f,%.1f ", x_of(drift, box, 0), ground);
	points_write(out, drift, box, decision, most);
	buf_printf(out, " %.1f,%.1f\"/>\n<polyline class=\"line\" points=\"",
		   x_of(drift, box, drift->n_samples - 1), ground);
	points_write(out, drift, box, decision, most);
	buf_add_string(out, "\"/>\n");
}

static uint64_t
most_of_all(const struct drift *drift)
{
	uint64_t most = 0;

	for (size_t i = 0; i < drift->n_samples; i++) {
		uint64_t sum = drift_sample_sum(drift, &drift->samples[i]);

		if (sum > most)
			most = sum;
	}
	return most;
}

/* The lines of the grid are so far apart, and so many. */
struct grid {
	uint64_t step, lines;
};

static uint64_t
parts(uint64_t whole, uint64_t part)
{
	return whole / part + (whole % part != 0);
}

/* The nearest that reaches MOST, by steps of 1, 2 or 5 with noughts behind. */
static struct grid
grid_of(uint64_t most)
{
	static const uint64_t steps[] = { 1, 2, 5 };

	for (uint64_t ten = 1;; ten *= 10) {
		for (size_t i = 0; i < ARRAY_SIZE(steps); i++) {
			uint64_t step = steps[i] * ten;

			if (step >= parts(most, GRID_LINES_MAX))
				return (struct grid){ step, most ? parts(most, step) : 1 };
		}
	}
}

static void
axes_write(struct buf *out, const struct drift *drift, const struct box *box,
	   const struct grid *grid)
{
	char from[16], to[16];

	for (uint64_t i = 0; i <= grid->lines; i++) {
		uint64_t figure = grid->step * i;
		double y = y_of(box, figure, grid->step * grid->lines);

		buf_printf(out,
			   "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" "
			   "y2=\"%.1f\"/>\n<text x=\"%.1f\" y=\"%.1f\" "
			   "text-anchor=\"end\">%" PRIu64 "</text>\n",
			   box->left, box->left + box->width, y, y, box->left - 8, y + 4, figure);
	}
	drift_day(from, drift->first_date);
	drift_day(to, drift->last_date);
	buf_printf(out,
		   "<text x=\"%.1f\" y=\"%d\">%s</text>\n<text x=\"%.1f\" y=\"%d\" "
		   "text-anchor=\"end\">%s</text>\n",
		   box->left, CHART_HEIGHT - 8, from, box->left + box->width, CHART_HEIGHT - 8, to);
}

void
drift_chart_write(struct buf *out, const struct drift *drift)
{
	const struct box box = { CHART_LEFT, CHART_TOP, CHART_WIDTH - CHART_LEFT - 10,
				 CHART_HEIGHT - CHART_TOP - CHART_BOTTOM };
	const struct grid grid = grid_of(most_of_all(drift));

	buf_printf(out,
		   "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		   "aria-label=\"Violations that stood: %" PRIu64 " at first, %" PRIu64
		   " at last, %" PRIu64 " at the most\">\n",
		   CHART_WIDTH, CHART_HEIGHT, CHART_WIDTH, CHART_HEIGHT,
		   drift_sample_sum(drift, &drift->samples[0]),
		   drift_sample_sum(drift, &drift->samples[drift->n_samples - 1]),
		   most_of_all(drift));
	line_write(out, drift, &box, drift->n_decisions, grid.step * grid.lines);
	axes_write(out, drift, &box, &grid);
	buf_add_string(out, "</svg>\n");
}

void
drift_spark_write(struct buf *out, const struct drift *drift, size_t decision)
{
	const struct box box = { 1, 2, SPARK_WIDTH - 2, SPARK_HEIGHT - 4 };
	uint64_t most = drift_most(drift, decision);

	if (most == 0)
		return;
	buf_printf(out,
		   "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		   "aria-label=\"%" PRIu64 " at first, %" PRIu64 " at last, %" PRIu64
		   " at the most\">\n",
		   SPARK_WIDTH, SPARK_HEIGHT, SPARK_WIDTH, SPARK_HEIGHT,
		   drift->samples[0].standing[decision],
		   drift->samples[drift->n_samples - 1].standing[decision], most);
	line_write(out, drift, &box, decision, most);
	buf_add_string(out, "</svg>\n");
}
