#include "config.h"

#include "cli/drift_attempts.h"

#include "cli/ledger_argument.h"
#include "history/attempts.h"
#include "history/drift_report.h"

static int
record_take(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	(void)line;
	(void)err;
	attempts_add(ctx, record);
	return 0;
}

static struct bytes
day_of(struct surface *surface, int64_t moment)
{
	char day[16];

	drift_day(day, moment);
	return arena_copy(&surface->arena, bytes_of(day));
}

/* A ref that still stands at the tip is judged until today. */
static int
last_day(const struct drift *drift, struct surface *surface, struct bytes *day, struct error *err)
{
	struct bytes target;
	struct oid now;

	if (ref_read(surface->repository, surface->push.updates[0].ref, &surface->arena, &now,
		     &target, err) < 0)
		return -1;
	*day = oid_equal(&now, &drift->tip) ? surface->push.as_of
					    : day_of(surface, drift->last_date);
	return 0;
}

static int
attempts_count(struct drift *drift, struct surface *surface, const struct ledger_argument *ledger,
	       struct error *err)
{
	struct attempts *attempts = arena_new(&surface->arena, struct attempts);
	int64_t *ends = arena_new_array(&surface->arena, int64_t, drift->n_samples);
	struct attempts_count count;
	struct bytes last;
	int result;

	if (last_day(drift, surface, &last, err) < 0)
		return -1;
	for (size_t i = 0; i < drift->n_samples; i++)
		ends[i] = drift->samples[i].date;
	attempts_begin(&count, attempts, &surface->arena, ends, drift->n_samples,
		       day_of(surface, drift->first_date), last);
	result = ledger_argument_each(ledger, record_take, &count, err);
	attempts_end(&count);
	drift->attempts = attempts;
	return result;
}

int
drift_attempts_read(struct drift *drift, struct surface *surface, const char *file,
		    struct error *err)
{
	struct ledger_argument ledger;
	int result = ledger_argument_open(&ledger, surface, file, err);

	if (result == 0 && ledger.fd >= 0)
		result = attempts_count(drift, surface, &ledger, err);
	ledger_argument_close(&ledger);
	return result;
}
