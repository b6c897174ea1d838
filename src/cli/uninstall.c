#include "config.h"

#include <unistd.h>

#include "cli/command.h"
#include "cli/hook_report.h"
#include "cli/hook_script.h"
#include "cli/options.h"
#include "cli/recording.h"

enum { OPTION_DRY_RUN };

const struct option_row uninstall_option_rows[] = {
	[OPTION_DRY_RUN] = { "dry-run", no_argument, NULL, "only say what would be done" },
	{ NULL },
};

struct removal {
	bool dry_run;
	struct surface surface;
	struct hook_places places;
	int removed;
	int failed;
	int judging; /* hooks that judge and were left */
};

static int
arguments_read(struct removal *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("uninstall"), argc, argv };
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0)
		it->dry_run = true;
	if (option == OPTION_ERROR)
		return -1;
	if (argc != optind)
		return error_set(err, ERROR_USAGE,
				 "uninstall takes no arguments; run it in the repository");
	return 0;
}

static void
hook_keep(struct removal *it, const char *name, const struct hook_file *file, bool shared)
{
	struct bytes note = hook_file_describe(it->places.arena, file);

	if (shared && hook_file_starts_writ(file))
		note = arena_printf(it->places.arena, "%.*s, perhaps for other repositories too",
				    BYTES_ARG(note));
	report_done("left", file->path, note);
	if (hook_file_starts_writ(file) && strcmp(name, "post-receive") != 0)
		it->judging++;
}

static void
hook_remove(struct removal *it, const char *name, const struct hook_file *file)
{
	struct error err;

	if (!it->dry_run && unlink(file->path.data) != 0) {
		error_set_errno(&err, "cannot take away %s", file->path.data);
		report_error(bytes_of(err.message),
			     BYTES("run it as the user that owns the repository"));
		it->failed++;
		it->judging += strcmp(name, "post-receive") != 0;
		return;
	}
	it->removed++;
	report_done(it->dry_run ? "would remove" : "removed", file->path, BYTES_NONE);
}

static void
hooks_remove(struct removal *it, const char *name)
{
	struct bytes paths[HOOK_CANDIDATES_MAX];
	size_t n = hook_candidates_all(&it->places, name, paths);

	for (size_t i = 0; i < n; i++) {
		struct bytes folder = hook_folder_of(it->places.arena, paths[i]);
		bool shared = hook_folder_is_shared(&it->places, folder);
		struct hook_file file;

		hook_file_read(&file, it->places.arena, name, paths[i]);
		if (file.kind == HOOK_NONE)
			continue;
		if (hook_file_is_ours(&file) && !shared)
			hook_remove(it, name, &file);
		else
			hook_keep(it, name, &file, shared);
	}
}

static void
rest_show(struct removal *it)
{
	struct bytes ledger = recording_path(&it->surface);
	struct arena *arena = it->places.arena;

	if (it->removed == 0)
		report_hint(BYTES("no hook of writ install is here to take away"));
	if (it->judging)
		report_warning(BYTES("pushes are still judged, by a hook that was left"),
			       BYTES_NONE);
	else if (it->removed)
		report_hint(arena_printf(arena, "pushes %s judged any more",
					 it->dry_run ? "would not be" : "are not"));
	report_hint(ledger.data ? arena_printf(arena,
					       "what stays: the configuration writ.* and the "
					       "ledger %.*s",
					       BYTES_ARG(ledger))
				: BYTES("what stays: the configuration writ.*"));
}

/* A configuration that does not hold is no reason to keep the hooks. */
static int
run(struct removal *it, struct error *err)
{
	if ((report_open(&it->surface, &it->places, err) < 0 && !it->surface.repository) ||
	    hook_places_lock(&it->places, err) < 0)
		return -1;
	for (size_t i = 0; hook_script_names[i]; i++)
		hooks_remove(it, hook_script_names[i]);
	rest_show(it);
	return 0;
}

int
command_uninstall(int argc, char **argv)
{
	struct removal it = { .dry_run = false };
	struct error err;
	int code = EXIT_ACCEPTED;

	if (arguments_read(&it, argc, argv, &err) < 0)
		return command_fail(command_find("uninstall"), &err);
	if (run(&it, &err) < 0) {
		failure_print(&err);
		code = EXIT_USAGE;
	}
	if (it.failed)
		code = EXIT_USAGE;
	surface_release(&it.surface);
	return code;
}
