#include "config.h"

#include "cli/replay.h"

#include "cli/command.h"
#include "cli/ledger_argument.h"
#include "cli/progress.h"
#include "history/replay_ledger.h"
#include "ledger/people.h"

static int
ledger_replay(struct replay *replay, struct replay_ledger *what,
	      const struct ledger_argument *ledger, struct error *err)
{
	CLEANUP(buf_release) struct buf names = BUF_INIT;
	struct progress progress;
	const struct replay_options options = { .progress = progress_show, .ctx = &progress };

	if (people_read(ledger->path, &names, err) < 0)
		return -1;
	what->names = buf_bytes(&names);
	what->fd = ledger->fd;
	what->size = ledger->size;
	what->repository = ledger->repository;
	progress_init(&progress, "Replaying");
	return replay_ledger_run(replay, what, &options, err);
}

static int
ledger_missing(const struct ledger_argument *ledger, struct error *err)
{
	if (ledger->path)
		return error_set(err, ERROR_USAGE, "there is no push on record to be replayed");
	return error_set(err, ERROR_USAGE,
			 "this repository keeps no ledger; name one with --ledger");
}

int
replay_pushes(struct replay *replay, struct surface *surface,
	      const struct replay_arguments *arguments, struct bytes *bundle, struct error *err)
{
	struct replay_ledger what = {
		.request = &surface->request,
		.pushes = arguments->pushes,
		.since = arguments->since ? bytes_of(arguments->since) : BYTES_NONE,
	};
	struct ledger_argument ledger;
	int result;

	if (history_pushes_read(surface, &arguments->history, err) < 0 ||
	    replay_bundles_hold(surface, bundle, err) < 0)
		return -1;
	what.bundle = *bundle;
	result = ledger_argument_open(&ledger, surface, arguments->ledger, err);
	if (result == 0)
		result = ledger.fd < 0 ? ledger_missing(&ledger, err)
				       : ledger_replay(replay, &what, &ledger, err);
	ledger_argument_close(&ledger);
	return result;
}
