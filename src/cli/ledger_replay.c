#include "config.h"

#include "cli/ledger_replay.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/ledger.h"
#include "cli/progress.h"
#include "cli/retrial.h"

struct replaying {
	struct retrial retrial;
	struct past past;
	struct ledger_filter *filter;
	const char *shown;
	struct progress progress;
	size_t done, total; /* verdicts */
	uint64_t results[RETRIAL_RESULTS];
};

static bool
is_asked_for(const struct replaying *all, const struct record *record)
{
	return record->kind == RECORD_VERDICT && ledger_filter_wants(all->filter, record);
}

static int
record_note(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	struct replaying *all = ctx;

	(void)line;
	(void)err;
	past_add(&all->past, record);
	all->total += is_asked_for(all, record);
	return 0;
}

static void
differences_print(const struct replaying *all, const struct record *record, struct bytes why)
{
	struct bytes line;

	printf("%s:%" PRIu64 ": judged again, it differs\n", all->shown, record->seq);
	while (why.len && bytes_split(&why, '\n', &line))
		printf("  %.*s\n", BYTES_ARG(line));
}

static int
record_replay(void *ctx, const struct record *record, struct bytes line, struct error *err)
{
	CLEANUP(buf_release) struct buf why = BUF_INIT;
	struct replaying *all = ctx;
	enum retrial_result result;

	(void)err;
	if (!is_asked_for(all, record))
		return 0;
	progress_show(&all->progress, all->done++, all->total);
	result = retrial_run(&all->retrial, record, line, &why);
	all->results[result]++;
	if (result == RETRIAL_DIFFERS)
		differences_print(all, record, buf_bytes(&why));
	if (result == RETRIAL_CANNOT)
		printf("%s:%" PRIu64 ": cannot be judged again: %s\n", all->shown, record->seq,
		       why.data);
	return 0;
}

static int
code_of(const struct replaying *all)
{
	static const struct {
		const char *one, *many;
		int code;
	} rows[RETRIAL_RESULTS] = {
		[RETRIAL_SAME] = { "verdict is the same", "verdicts are the same", EXIT_ACCEPTED },
		[RETRIAL_DIFFERS] = { "verdict differs", "verdicts differ", EXIT_REJECTED },
		[RETRIAL_CANNOT] = { "verdict cannot be judged again",
				     "verdicts cannot be judged again", EXIT_INCOMPLETE },
	};

	for (size_t i = 0; i < RETRIAL_RESULTS; i++)
		printf("  %" PRIu64 " %s%s\n", all->results[i],
		       all->results[i] == 1 ? rows[i].one : rows[i].many,
		       i == RETRIAL_CANNOT ? "" : " when judged again");
	if (all->results[RETRIAL_DIFFERS])
		return rows[RETRIAL_DIFFERS].code;
	return rows[all->results[RETRIAL_CANNOT] ? RETRIAL_CANNOT : RETRIAL_SAME].code;
}

/* What came before and after a push is read first. */
static int
records_replay(struct replaying *all, struct surface *surface, int fd, uint64_t size,
	       struct error *err)
{
	if (ledger_records_each(fd, size, record_note, all, NULL, err) < 0 ||
	    retrial_init(&all->retrial, surface, &all->past, buf_bytes(&all->filter->people), err) <
		    0)
		return -1;
	progress_init(&all->progress, "Judging again");
	if (ledger_records_each(fd, size, record_replay, all, NULL, err) < 0)
		return -1;
	progress_show(&all->progress, all->total, all->total);
	return code_of(all);
}

int
ledger_replay(struct surface *surface, struct ledger_filter *filter, const char *shown, int fd,
	      uint64_t size, struct error *err)
{
	struct replaying all = { .filter = filter, .shown = shown };
	int code;

	past_init(&all.past, bytes_of(repository_git_dir(surface->repository)));
	code = records_replay(&all, surface, fd, size, err);
	retrial_release(&all.retrial);
	past_release(&all.past);
	return code;
}
