#include "config.h"

#include "history/drift_report.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const struct drift_format drift_formats[] = {
	{ "text", drift_write_text },
	{ "json", drift_write_json },
	{ "csv", drift_write_csv },
	{ "html", drift_write_html },
	{ NULL, NULL },
};

const struct drift_format *
drift_format_find(const char *name)
{
	for (const struct drift_format *format = drift_formats; format->name; format++) {
		if (strcmp(format->name, name) == 0)
			return format;
	}
	return NULL;
}

void
drift_day(char day[16], int64_t moment)
{
	time_t at = (time_t)moment;
	struct tm tm;

	if (!gmtime_r(&at, &tm) || strftime(day, 16, "%Y-%m-%d", &tm) == 0)
		snprintf(day, 16, "?");
}

uint64_t
drift_sum(const uint64_t counts[AUTHOR_KINDS])
{
	uint64_t sum = 0;

	for (size_t i = 0; i < AUTHOR_KINDS; i++)
		sum += counts[i];
	return sum;
}

uint64_t
drift_sample_sum(const struct drift *drift, const struct drift_sample *sample)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < drift->n_decisions; i++)
		sum += sample->standing[i];
	return sum;
}

size_t
drift_decision_find(const struct drift *drift, struct bytes id)
{
	size_t i = 0;

	while (i < drift->n_decisions && !bytes_equal(drift->decisions[i].id, id))
		i++;
	return i;
}

uint64_t
drift_most(const struct drift *drift, size_t decision)
{
	uint64_t most = 0;

	for (size_t i = 0; i < drift->n_samples; i++) {
		if (drift->samples[i].standing[decision] > most)
			most = drift->samples[i].standing[decision];
	}
	return most;
}

bool
drift_is_silent(const struct drift *drift, size_t decision)
{
	const struct drift_decision *of = &drift->decisions[decision];

	return of->standing == 0 && drift_most(drift, decision) == 0 &&
	       drift_sum(of->counts.introduced) == 0 && !of->error.data;
}
