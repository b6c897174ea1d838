#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/hook_report.h"
#include "cli/install.h"
#include "cli/options.h"
#include "cli/program.h"

enum { OPTION_UPDATE, OPTION_DRY_RUN };

const struct option_row install_option_rows[] = {
	[OPTION_UPDATE] = { "update", no_argument, NULL,
			    "make the hook update, and not pre-receive" },
	[OPTION_DRY_RUN] = { "dry-run", no_argument, NULL, "only say what would be done" },
	{ NULL },
};

static int
arguments_read(struct installation *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("install"), argc, argv };
	const char *value;
	int option;

	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (option == OPTION_UPDATE)
			it->update = true;
		else
			it->dry_run = true;
	}
	if (option == OPTION_ERROR)
		return -1;
	if (argc != optind)
		return error_set(err, ERROR_USAGE,
				 "install takes no arguments; run it in the repository");
	return 0;
}

static void
plan(struct installation *it)
{
	const char *const names[INSTALLED_HOOKS] = { it->update ? "update" : "pre-receive",
						     "post-receive" };

	for (size_t i = 0; i < INSTALLED_HOOKS; i++) {
		struct installed_hook *hook = &it->hooks[i];

		*hook = (struct installed_hook){ .name = names[i] };
		hook->place = hook_place_of(&it->places, hook->name);
		hook_file_read(&hook->file, &it->surface.arena, hook->name, hook->place.path);
		hook->wanted = hook->file.kind == HOOK_NONE ||
			       (hook->file.kind == HOOK_SCRIPT && !hook->place.shared &&
				!bytes_equal(hook->file.program, it->program));
	}
}

/* The folder of the server is made, for all who can enter the repository: git passes over hooks
 * that who pushes cannot reach. What is above it is the server's. */
static int
folder_make(struct installation *it, struct installed_hook *hook, struct error *err)
{
	struct stat status;

	hook->folder = hook_folder_of(&it->surface.arena, hook->file.path);
	hook->made_folder = mkdir(hook->folder.data, 0777) == 0;
	if (!hook->made_folder && errno == EEXIST)
		return 0;
	if (!hook->made_folder || stat(it->places.git_dir, &status) != 0 ||
	    chmod(hook->folder.data, status.st_mode & 07777) != 0)
		return error_set_errno(err, "cannot make the folder %s", hook->folder.data);
	return 0;
}

static int
hook_make(struct installation *it, struct installed_hook *hook, struct error *err)
{
	struct arena *arena = &it->surface.arena;

	if (folder_make(it, hook, err) < 0 ||
	    hook_file_make(&hook->file, hook_script(arena, hook->name, it->program), err) < 0)
		return -1;
	hook->made = true;
	return 0;
}

/* Whether it is as it was. */
static bool
hook_undo(struct installation *it, const struct installed_hook *hook)
{
	const struct hook_file *file = &hook->file;
	struct error err;
	bool undone = true;

	if (hook->made && file->kind == HOOK_NONE)
		undone = unlink(file->path.data) == 0;
	else if (hook->made)
		undone = hook_file_make(file,
					hook_script(&it->surface.arena, hook->name, file->program),
					&err) == 0;
	if (hook->made_folder)
		undone = rmdir(hook->folder.data) == 0 && undone;
	return undone;
}

/* All hooks go in, or none does. */
static int
hooks_make(struct installation *it, struct error *err)
{
	bool undone = true;

	for (size_t i = 0; i < INSTALLED_HOOKS; i++) {
		if (!it->hooks[i].wanted || hook_make(it, &it->hooks[i], err) == 0)
			continue;
		for (i++; i-- > 0;)
			undone = hook_undo(it, &it->hooks[i]) && undone;
		return error_wrap(err, undone ? "nothing was changed"
					      : "not all that was changed is as it was");
	}
	return 0;
}

/* Why it is where it is. */
static struct bytes
place_note(const struct hook_place *place)
{
	switch (place->server) {
	case SERVER_DELEGATES:
		return BYTES("run by the hook that is there, as in Gitea and Forgejo");
	case SERVER_CUSTOM:
		return BYTES("run by GitLab and Gogs; git itself does not look there");
	default:
		return BYTES_NONE;
	}
}

static void
done_show(const struct installation *it)
{
	for (size_t i = 0; i < INSTALLED_HOOKS; i++) {
		const struct installed_hook *hook = &it->hooks[i];
		bool replaces = hook->file.kind == HOOK_SCRIPT;

		if (!hook->wanted)
			report_done("in place", hook->file.path,
				    hook_file_describe(it->places.arena, &hook->file));
		else if (it->dry_run)
			report_done(replaces ? "would replace" : "would make", hook->file.path,
				    place_note(&hook->place));
		else
			report_done(replaces ? "replaced" : "made", hook->file.path,
				    place_note(&hook->place));
	}
}

static int
run(struct installation *it, struct error *err)
{
	int rc = report_open(&it->surface, &it->places, err);

	if (rc < 0 || hook_places_lock(&it->places, err) < 0 ||
	    program_path(&it->surface.arena, &it->program, err) < 0)
		return -1;
	if (!hook_script_can_name(it->program))
		return error_set(err, ERROR_USAGE,
				 "the path of this program, %.*s, cannot stand in a script: link "
				 "to it from another",
				 SHOWN(it->program));
	plan(it);
	if (install_check(it) > 0)
		return error_set(err, ERROR_USAGE, "nothing was changed");
	if (!it->dry_run && hooks_make(it, err) < 0)
		return -1;
	done_show(it);
	install_warn(it);
	return 0;
}

int
command_install(int argc, char **argv)
{
	struct installation it = { .update = false };
	struct error err;
	int code = EXIT_ACCEPTED;

	if (arguments_read(&it, argc, argv, &err) < 0)
		return command_fail(command_find("install"), &err);
	if (run(&it, &err) < 0) {
		failure_print(&err);
		code = EXIT_USAGE;
	}
	surface_release(&it.surface);
	return code;
}
