#include "config.h"

#include "cli/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/source_argument.h"

/* Who tries a decision that is still proposed would take silence for consent. */
static void
proposed_warn(const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->n_decisions; i++) {
		const struct decision *decision = &bundle->decisions[i];

		if (decision->status == STATUS_PROPOSED && decision->policy.text.data)
			fprintf(stderr,
				"warning: %.*s was not asked: it is proposed\n"
				"hint: make its status accepted in a copy of the folder, and name "
				"that by --source\n",
				BYTES_ARG(decision->id));
	}
}

int
replay_bundles_hold(struct surface *surface, struct bytes *bundle, struct error *err)
{
	const struct bundle **bundles;
	size_t n_enforced = 0;

	if (source_bundles_sound(surface, &bundles, err) < 0)
		return -1;
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		surface->request.sources[i].bundle = bundles[i];
		n_enforced += bundles[i]->n_enforced;
		proposed_warn(bundles[i]);
	}
	if (n_enforced == 0)
		history_warn_of_none();
	if (bundle)
		*bundle = bundles_digest(bundles, surface->request.n_sources, &surface->arena);
	return 0;
}

static int
report_write(const struct surface *surface, const struct replay_arguments *arguments,
	     const struct replay *replay, struct bytes bundle, struct error *err)
{
	const struct replay_report report = {
		.replay = replay,
		.ref = arguments->pushes ? BYTES_NONE : surface->push.updates[0].ref,
		.as_of = surface->push.as_of,
		.bundle = bundle,
		.color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR"),
	};
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	arguments->write(&out, &report);
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

static int
exit_code(const struct replay *replay)
{
	if (replay->rejected)
		return EXIT_REJECTED;
	return replay->gaps.len ? EXIT_NO_VERDICT : EXIT_ACCEPTED;
}

static int
history_replay(struct replay *replay, struct surface *surface,
	       const struct replay_arguments *arguments, struct bytes *bundle, struct error *err)
{
	CLEANUP(chain_release) struct chain chain = { 0 };
	struct progress progress;
	const struct replay_options options = { .progress = progress_show, .ctx = &progress };

	if (history_argument_read(surface, &arguments->history, err) < 0)
		return -1;
	surface->request.only_old_values = true;
	if (chain_find(&surface->request, &surface->arena, &chain, bundle, err) < 0 ||
	    replay_bundles_hold(surface, NULL, err) < 0)
		return -1;
	if (arguments->since)
		chain_begin(&chain, bytes_of(arguments->since));
	progress_init(&progress, "Replaying");
	replay_run(replay, &chain, &surface->request, &options);
	return 0;
}

static int
run(struct surface *surface, const struct replay_arguments *arguments, int *code, struct error *err)
{
	CLEANUP(replay_release) struct replay replay;
	struct bytes bundle;

	replay_begin(&replay);
	if ((arguments->pushes ? replay_pushes : history_replay)(&replay, surface, arguments,
								 &bundle, err) < 0)
		return -1;
	*code = exit_code(&replay);
	return report_write(surface, arguments, &replay, bundle, err);
}

int
command_replay(int argc, char **argv)
{
	struct replay_arguments arguments;
	struct surface surface = { 0 };
	struct error err;
	int code = EXIT_ACCEPTED;

	if (replay_arguments_read(&arguments, argc, argv, &err) < 0 ||
	    run(&surface, &arguments, &code, &err) < 0)
		code = command_fail(command_find("replay"), &err);
	surface_release(&surface);
	return code;
}
