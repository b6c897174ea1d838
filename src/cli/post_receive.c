#include "config.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/io.h"
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/recording.h"
#include "ledger/history.h"
#include "ledger/ledger.h"

/* What git says that it did, under the names that moved. */
struct effects {
	struct entry_move *moves;
	size_t n;
};

static int
lines_read(struct surface *surface, struct buf *input, struct ref_line **lines, size_t *n,
	   struct error *err)
{
	const struct limits *limits = &surface->settings.limits;

	if (io_read_all(STDIN_FILENO, limits->value[LIMIT_INPUT_BYTES], input, err) < 0)
		return error_wrap(err, "the hook's standard input");
	return ref_lines_parse(buf_bytes(input), limits, &surface->arena, lines, n, err);
}

static int
found_read(struct surface *surface, struct effects *effects, struct error *err)
{
	size_t prefix_len = strlen(repository_namespace(surface->repository));
	struct bytes ref, target;

	for (size_t i = 0; i < effects->n; i++) {
		struct entry_move *move = &effects->moves[i];

		ref = bytes_slice(move->ref, prefix_len, move->ref.len);
		if (ref_read(surface->repository, ref, &surface->arena, &move->found, &target,
			     err) < 0)
			return -1;
	}
	return 0;
}

static int
effects_read(struct surface *surface, struct buf *input, struct effects *effects, struct error *err)
{
	struct ref_update *updates;
	struct ref_line *lines;
	size_t n, used = 0;
	struct oid now;

	if (lines_read(surface, input, &lines, &n, err) < 0)
		return -1;
	updates = arena_new_array(&surface->arena, struct ref_update, n);
	for (size_t i = 0; i < n; i++) {
		struct ref_update *update = &updates[used];

		if (lines[i].problem)
			return error_set(err, ERROR_MALFORMED, "line %zu of the input: %s", i + 1,
					 lines[i].problem);
		/* To delete what is not there moves nothing. */
		if (oid_is_zero(&lines[i].old_id) && oid_is_zero(&lines[i].new_id))
			continue;
		update->ref = lines[i].ref;
		update->old_id = lines[i].old_id;
		update->new_id = lines[i].new_id;
		if (ref_read(surface->repository, update->ref, &surface->arena, &now,
			     &update->target, err) < 0)
			return -1;
		used++;
	}
	effects->moves = recording_moves(surface, updates, used, &effects->n);
	return found_read(surface, effects, err);
}

/* Before the lock is taken: what is looked for is written already. */
static int
verdicts_read(struct surface *surface, const char *path, struct effects *effects, struct error *err)
{
	uint64_t wait_s = surface->settings.limits.value[LIMIT_LEDGER_WAIT], size;
	struct bytes git_dir = bytes_of(repository_git_dir(surface->repository));
	CLEANUP(io_close) int fd = -1;
	struct ledger_head head;

	if (ledger_open_read(path, wait_s, &fd, &size, &head, err) < 0)
		return err->code == ERROR_NOT_FOUND ? 0 : -1;
	return verdicts_find(fd, size, git_dir, effects->moves, effects->n, &surface->arena, err);
}

static int
effects_keep(struct surface *surface, const char *path, const struct effects *effects,
	     struct error *err)
{
	const struct ledger_entry entry = { .kind = RECORD_EFFECT,
					    .repository = bytes_of(
						    repository_git_dir(surface->repository)),
					    .moves = effects->moves,
					    .n_moves = effects->n };
	struct ledger ledger;
	int result =
		ledger_open(&ledger, path, surface->settings.limits.value[LIMIT_LEDGER_WAIT], err);

	if (result == 0)
		result = ledger_append(&ledger, &entry, NULL, err);
	ledger_close(&ledger);
	return result;
}

/* Returns how many there are. */
static size_t
unexplained_say(const struct effects *effects)
{
	size_t n = 0;

	for (size_t i = 0; i < effects->n; i++) {
		struct buf shown = BUF_INIT;

		if (effects->moves[i].verdict.data)
			continue;
		n++;
		escape_text(&shown, effects->moves[i].ref);
		fprintf(stderr, "warning: %s has moved, and no verdict on record let it\n",
			shown.data);
		buf_release(&shown);
	}
	return n;
}

static int
push_record(struct surface *surface, struct buf *input, size_t *unexplained, struct error *err)
{
	struct effects effects;
	struct bytes path;

	if (surface_open(surface, REPOSITORY_OPEN_HOOK, err) < 0)
		return -1;
	path = recording_path(surface);
	if (!path.data)
		return 0;
	environment_scrub();
	if (effects_read(surface, input, &effects, err) < 0)
		return -1;
	if (effects.n == 0)
		return 0;
	if (verdicts_read(surface, path.data, &effects, err) < 0 ||
	    effects_keep(surface, path.data, &effects, err) < 0)
		return -1;
	*unexplained = unexplained_say(&effects);
	return 0;
}

int
command_post_receive(int argc, char **argv)
{
	struct buf input = BUF_INIT;
	struct surface surface;
	size_t unexplained = 0;
	struct error err;
	int result;

	(void)argv;
	if (argc > 1) {
		error_set(&err, ERROR_USAGE, "post-receive takes no arguments");
		command_fail(command_find("post-receive"), &err);
		return EXIT_REJECTED;
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	memory_set_exit(EXIT_REJECTED);
	result = push_record(&surface, &input, &unexplained, &err);
	if (result < 0) {
		error_wrap(&err, "the push is in, but what it did cannot be recorded");
		recording_complain(&err);
	}
	surface_release(&surface);
	buf_release(&input);
	return result < 0 || unexplained ? EXIT_REJECTED : EXIT_ACCEPTED;
}
