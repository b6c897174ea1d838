#include "config.h"

#include <unistd.h>

#include "cli/hook_report.h"
#include "cli/install.h"
#include "cli/source_argument.h"

static struct bytes
call_of(const struct installation *it, const struct installed_hook *hook)
{
	bool records = strcmp(hook->name, "post-receive") == 0;

	return arena_printf(it->places.arena, "let it call `%.*s %s%s`, with the same input%s",
			    BYTES_ARG(it->program), hook->name,
			    strcmp(hook->name, "update") == 0 ? " \"$@\"" : "",
			    records ? "" : ", and exit as that does");
}

static struct bytes
folder_origin(const struct installation *it)
{
	struct arena *arena = it->places.arena;

	if (it->places.origin.data)
		return arena_printf(arena, ", as core.hooksPath in %.*s has it",
				    BYTES_ARG(it->places.origin));
	return BYTES(", where a link leads");
}

/* Repositories that have no writ.source would take no push any more. */
static void
shared_explain(const struct installation *it, const struct installed_hook *hook)
{
	struct arena *arena = it->places.arena;
	struct bytes folder = hook_folder_of(arena, hook->place.path);
	bool delegates = hook->place.server == SERVER_DELEGATES;

	report_error(arena_printf(arena,
				  "%s would go into %.*s%.*s: other repositories may run it too",
				  hook->name, BYTES_ARG(folder), BYTES_ARG(folder_origin(it))),
		     arena_printf(arena,
				  "for all of them: a script %.*s that calls `%.*s %s`; each of "
				  "them needs a writ.source then",
				  BYTES_ARG(hook->place.path), BYTES_ARG(it->program), hook->name));
	if (it->places.origin.data && !delegates)
		report_hint(arena_printf(arena,
					 "for this one: git config core.hooksPath %s/hooks, with "
					 "the other hooks that it needs",
					 it->places.git_dir));
}

static void
foreign_explain(const struct installation *it, const struct installed_hook *hook)
{
	struct arena *arena = it->places.arena;
	const struct hook_file *file = &hook->file;
	struct bytes what = hook_file_describe(arena, file);

	report_error(arena_printf(arena, "%s %.*s", file->path.data, BYTES_ARG(what)),
		     file->kind == HOOK_DANGLES ? BYTES("mend the link, or take it away")
						: call_of(it, hook));
	if (hook->place.server == SERVER_CUSTOM && !bytes_ends_with(file->path, BYTES(".d/writ")))
		report_hint(
			arena_printf(arena, "in GitLab, to run both: mkdir %s.d", file->path.data));
}

/* git would not start it, whatever it is. */
static void
switched_off_explain(const struct installation *it, const struct hook_file *file)
{
	struct arena *arena = it->places.arena;

	report_error(
		arena_printf(arena, "%s is not executable, so git passes it over", file->path.data),
		arena_printf(arena, "chmod +x %s, or take it away", file->path.data));
}

static void
unwritable_explain(const struct installation *it, struct bytes folder)
{
	struct arena *arena = it->places.arena;

	report_error(arena_printf(arena, "cannot write into %.*s as user %u", BYTES_ARG(folder),
				  (unsigned int)geteuid()),
		     BYTES("run it as the user that owns the repository"));
}

/* Whether a file can be made in FOLDER, or in the one where FOLDER would be made. */
static bool
folder_takes(struct arena *arena, struct bytes folder)
{
	if (access(folder.data, F_OK) != 0)
		folder = hook_folder_of(arena, folder);
	return access(folder.data, W_OK | X_OK) == 0;
}

static bool
hook_check(const struct installation *it, const struct installed_hook *hook)
{
	const struct hook_file *file = &hook->file;
	struct bytes folder = hook_folder_of(it->places.arena, file->path);

	if (it->hooks[0].place.server == SERVER_GITOLITE && it->update && hook == it->hooks)
		report_error(BYTES("the update hook is gitolite's own"),
			     BYTES("ask for writ by a rule of gitolite.conf, - VREF/writ = @all "
				   "(writ-update(1)), or leave out --update"));
	else if (hook->place.shared && !hook_file_starts_writ(file))
		shared_explain(it, hook);
	else if (file->kind != HOOK_NONE && file->kind != HOOK_DANGLES && !file->executable)
		switched_off_explain(it, file);
	else if (file->kind != HOOK_NONE && !hook_file_starts_writ(file))
		foreign_explain(it, hook);
	else if (hook->wanted && !folder_takes(it->places.arena, folder))
		unwritable_explain(it, folder);
	else
		return true;
	return false;
}

int
install_check(const struct installation *it)
{
	int n = 0;

	for (size_t i = 0; i < INSTALLED_HOOKS; i++)
		n += !hook_check(it, &it->hooks[i]);
	return n;
}

/* A push that both hooks see costs twice, and is on record twice. */
static void
other_gate_warn(const struct installation *it)
{
	const char *other = it->update ? "pre-receive" : "update";
	struct bytes paths[HOOK_CANDIDATES_MAX];
	size_t n = hook_candidates_run(&it->places, other, paths);
	struct hook_file file;

	for (size_t i = 0; i < n; i++) {
		hook_file_read(&file, it->places.arena, other, paths[i]);
		if (!hook_file_starts_writ(&file))
			continue;
		report_warning(arena_printf(it->places.arena,
					    "%s starts writ too: each push is judged twice",
					    file.path.data),
			       BYTES("take one of both away"));
		return;
	}
}

/* What a hook called update cannot judge by, see writ-update(1). */
static void
source_warn(const struct installation *it)
{
	const struct settings *settings = &it->surface.settings;

	for (size_t i = 0; it->update && i < settings->n_sources; i++) {
		const struct source_setting *source = &settings->sources[i];

		if (source->ref.data && !source->repository.data)
			report_warning(arena_printf(it->places.arena,
						    "writ.source %.*s is a ref of this repository, "
						    "which the update hook refuses",
						    BYTES_ARG(source->place)),
				       BYTES("keep the decisions in a folder or in another "
					     "repository (writ-update(1))"));
	}
}

void
install_warn(struct installation *it)
{
	const struct bundle **bundles;
	struct error err;

	other_gate_warn(it);
	source_warn(it);
	if (surface_read_sources(&it->surface, &err) < 0 ||
	    source_bundles(&it->surface, &bundles, &err) < 0)
		report_warning(bytes_of(err.message),
			       it->surface.settings.observe
				       ? BYTES("until then no push gets a verdict")
				       : BYTES("until then every push is rejected"));
	report_hint(BYTES("writ doctor says whether a push would get its verdict"));
}
