#include "config.h"

#include "cli/doctor_hook.h"

#include <unistd.h>

#include "cli/hook_place.h"

static void
warning_add(struct diagnosis *diagnosis, const struct hook_file *file, const char *what,
	    struct bytes mend)
{
	diagnosis_add(diagnosis, FINDING_WARNING, "hook",
		      arena_printf(diagnosis->arena, "%s %s", file->path.data, what), mend.data);
}

/* What is only found by who knows the server. */
static const char *
runner_of(const struct hook_places *places, const char *name, const struct hook_file *file)
{
	struct hook_place place = hook_place_of(places, name);

	return place.server == SERVER_CUSTOM && bytes_equal(place.path, file->path)
		       ? "; GitLab and Gogs run it, git itself does not look there"
		       : "";
}

/* Says what FILE is; false when no push would start writ by it. */
static bool
hook_describe(struct diagnosis *diagnosis, const struct hook_places *places, const char *name,
	      const struct hook_file *file)
{
	struct arena *arena = diagnosis->arena;
	struct bytes what = hook_file_describe(arena, file);

	if (file->kind == HOOK_DANGLES) {
		warning_add(diagnosis, file, what.data, BYTES("mend the link, or take it away"));
		return false;
	}
	if (!file->executable) {
		warning_add(diagnosis, file, "is not executable, so git passes it over",
			    arena_printf(arena, "chmod +x %s", file->path.data));
		return false;
	}
	if (!hook_file_starts_writ(file)) {
		warning_add(diagnosis, file, what.data,
			    arena_printf(arena,
					 "let it call `writ %s`, with the same input, and exit as "
					 "that does",
					 name));
		return false;
	}
	if (file->kind == HOOK_SCRIPT && access(file->program.data, X_OK) != 0)
		warning_add(diagnosis, file,
			    arena_printf(arena, "%s, which cannot be run", what.data).data,
			    BYTES("put it back there, or run `writ install`"));
	else
		diagnosis_add(diagnosis, FINDING_OK, "hook",
			      arena_printf(arena, "%s %s%s", file->path.data, what.data,
					   runner_of(places, name, file)),
			      NULL);
	return true;
}

static bool
hook_look(struct diagnosis *diagnosis, const struct hook_places *places, const char *name)
{
	struct bytes paths[HOOK_CANDIDATES_MAX];
	size_t n = hook_candidates_run(places, name, paths);
	struct hook_file file = { .kind = HOOK_NONE };

	for (size_t i = 0; i < n; i++) {
		hook_file_read(&file, diagnosis->arena, name, paths[i]);
		if (hook_file_starts_writ(&file))
			break;
	}
	/* The last one is git's own; what runs others is not to be blamed for what it is. */
	return file.kind != HOOK_NONE && (n == 1 || hook_file_starts_writ(&file)) &&
	       hook_describe(diagnosis, places, name, &file);
}

void
doctor_hook(struct diagnosis *diagnosis, const struct surface *surface)
{
	static const char *const names[] = { "pre-receive", "update" };
	struct hook_places places;
	struct error err;
	bool any = false;

	hook_places_find(&places, diagnosis->arena, surface);
	/* One is enough: gitolite, for one, has the other for itself. */
	for (size_t i = 0; i < ARRAY_SIZE(names) && !any; i++)
		any = hook_look(diagnosis, &places, names[i]);
	if (any || repository_work_dir(surface->repository))
		return;
	error_set(
		&err, ERROR_CONFIG, "no hook in %.*s starts writ: pushes are not judged",
		BYTES_ARG(hook_folder_of(diagnosis->arena, hook_place_of(&places, names[0]).path)));
	diagnosis_add_error(diagnosis, "hook", &err, "writ install");
}

bool
doctor_hook_is_there(struct diagnosis *diagnosis, const struct surface *surface, const char *name)
{
	struct hook_places places;

	hook_places_find(&places, diagnosis->arena, surface);
	return hook_look(diagnosis, &places, name);
}
