#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/check_options.h"
#include "cli/check_subject.h"
#include "cli/command.h"
#include "cli/replay_options.h"
#include "cli/replay_progress.h"
#include "cli/source_argument.h"
#include "history/replay.h"

/* The update from BASE, or from nothing, to the tip: what `writ check` would make of it, but that a
 * revision alone is its whole history. */
static int
subject_read(struct surface *surface, const struct replay_arguments *arguments, struct error *err)
{
	const struct check_options options = { .range = arguments->revision,
					       .ref = arguments->ref };
	struct ref_update *update;

	if (check_subject_read(surface, &options, err) < 0)
		return -1;
	update = surface->push.updates;
	if (strstr(arguments->revision, ".."))
		return 0;
	memset(&update->old_id, 0, sizeof(update->old_id));
	update->kind = UPDATE_CREATE;
	return 0;
}

/* That a source is a ref of this repository says of which pushes change it, and where it stands
 * before each. Here it is as it is now for all of them. */
static void
sources_hold(struct surface *surface)
{
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		struct judge_source *source = &surface->request.sources[i];
		struct source_setting *setting = arena_new(&surface->arena, struct source_setting);

		*setting = *source->setting;
		if (!source->repository)
			setting->ref = BYTES_NONE;
		source->setting = setting;
	}
}

static int
sources_read(struct surface *surface, const struct replay_arguments *arguments, struct error *err)
{
	if (arguments->source)
		return source_argument_read(surface, arguments->source, err);
	if (surface->settings.n_sources == 0) {
		source_argument_set(surface, &surface->push.updates[0].new_id, BYTES("docs/adr"),
				    BYTES("docs/adr"),
				    "the last commit of the history has none; to judge by others: "
				    "`writ replay --source docs/adr ...`");
		return 0;
	}
	if (surface_read_sources(surface, err) < 0)
		return -1;
	sources_hold(surface);
	return 0;
}

/* writ.baseline is left out, since it would leave out the very history that is asked for, and so is
 * writ.mode: the question is what enforcing would do. */
static int
request_read(struct surface *surface, const struct replay_arguments *arguments, struct error *err)
{
	struct push *push = &surface->push;

	if (surface_open(surface, REPOSITORY_OPEN_DISCOVER, err) < 0)
		return -1;
	push->user = bytes_of(arguments->user);
	push->user_variable = surface->settings.user_variable;
	push->options_known = true;
	surface->settings.observe = false;
	if (surface_set_day(surface, arguments->as_of, err) < 0 ||
	    subject_read(surface, arguments, err) < 0)
		return -1;
	return sources_read(surface, arguments, err);
}

/* What was found to hold is compiled once for all pushes. */
static int
bundles_hold(struct surface *surface, struct error *err)
{
	const struct bundle **bundles;

	if (source_bundles(surface, &bundles, err) < 0)
		return -1;
	for (size_t i = 0; i < surface->request.n_sources; i++)
		surface->request.sources[i].bundle = bundles[i];
	return 0;
}

static int
report_write(const struct surface *surface, const struct replay_arguments *arguments,
	     const struct replay *replay, struct bytes bundle, struct error *err)
{
	const struct replay_report report = {
		.replay = replay,
		.ref = surface->push.updates[0].ref,
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
chain_replay(struct surface *surface, const struct replay_arguments *arguments,
	     const struct chain *chain, struct bytes bundle, int *code, struct error *err)
{
	CLEANUP(replay_release) struct replay replay;
	struct progress progress;
	const struct replay_options options = { .progress = progress_show, .ctx = &progress };

	progress_init(&progress, "Replaying");
	replay_run(&replay, chain, &surface->request, &options);
	*code = exit_code(&replay);
	return report_write(surface, arguments, &replay, bundle, err);
}

static int
history_replay(struct surface *surface, const struct replay_arguments *arguments, int *code,
	       struct error *err)
{
	CLEANUP(chain_release) struct chain chain;
	struct bytes bundle;

	surface->request.only_old_values = true;
	if (chain_find(&surface->request, &surface->arena, &chain, &bundle, err) < 0 ||
	    bundles_hold(surface, err) < 0)
		return -1;
	if (arguments->since)
		chain_begin(&chain, bytes_of(arguments->since));
	return chain_replay(surface, arguments, &chain, bundle, code, err);
}

int
command_replay(int argc, char **argv)
{
	struct replay_arguments arguments;
	struct surface surface = { 0 };
	struct error err;
	int code = EXIT_ACCEPTED;

	if (replay_arguments_read(&arguments, argc, argv, &err) < 0 ||
	    request_read(&surface, &arguments, &err) < 0 ||
	    history_replay(&surface, &arguments, &code, &err) < 0)
		code = command_fail(command_find("replay"), &err);
	surface_release(&surface);
	return code;
}
