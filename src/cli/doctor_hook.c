#include "config.h"

#include "cli/doctor_hook.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

enum { SCRIPT_MAX_BYTES = 64 * 1024 };

/* Where hooks lie: a relative core.hooksPath starts where git runs them, in the git directory. */
static struct bytes
hooks_folder(struct diagnosis *diagnosis, const struct surface *surface)
{
	static const char *const prefixes[] = { "core.hookspath", NULL };
	const char *git_dir = repository_git_dir(surface->repository);
	struct arena *arena = diagnosis->arena;
	struct config_entry *entries;
	struct bytes path;
	struct error err;
	size_t n = 0;

	if (config_read(surface->repository, surface_locked_config, prefixes, arena, &entries, &n,
			&err) < 0 ||
	    n == 0 || entries[n - 1].value.len == 0)
		return arena_printf(arena, "%s/hooks", git_dir);
	path = entries[n - 1].value;
	if (path.data[0] == '/')
		return path;
	if (bytes_starts_with(path, BYTES("~/")) && getenv("HOME"))
		return arena_printf(arena, "%s%.*s", getenv("HOME"),
				    BYTES_ARG(bytes_slice(path, 1, path.len)));
	return arena_printf(arena, "%s/%.*s", git_dir, BYTES_ARG(path));
}

static bool
is_this_program(const struct stat *hook)
{
	struct stat self;

	return stat("/proc/self/exe", &self) == 0 && self.st_dev == hook->st_dev &&
	       self.st_ino == hook->st_ino;
}

/* A script that does not even name writ does not start it. */
static bool
names_writ(const char *path)
{
	struct buf text = BUF_INIT;
	struct error err;
	bool names = io_read_file(path, SCRIPT_MAX_BYTES, &text, &err) == 0 && text.len &&
		     memmem(text.data, text.len, "writ", 4);

	buf_release(&text);
	return names;
}

/* Says what is at PATH; false when no hook of that name would start writ. */
static bool
hook_describe(struct diagnosis *diagnosis, const char *name, struct bytes path)
{
	struct arena *arena = diagnosis->arena;
	struct stat status;

	if (stat(path.data, &status) != 0)
		return false;
	if (access(path.data, X_OK) != 0) {
		diagnosis_add(diagnosis, FINDING_WARNING, "hook",
			      arena_printf(arena, "%s is not executable, so git passes it over",
					   path.data),
			      arena_printf(arena, "chmod +x %s", path.data).data);
		return false;
	}
	if (!is_this_program(&status) && !names_writ(path.data)) {
		diagnosis_add(diagnosis, FINDING_WARNING, "hook",
			      arena_printf(arena, "%s is another program", path.data),
			      arena_printf(arena,
					   "let it call `writ %s`, with the same input, and "
					   "exit as that does",
					   name)
				      .data);
		return false;
	}
	diagnosis_add(diagnosis, FINDING_OK, "hook",
		      arena_printf(arena, "%s %s", path.data,
				   is_this_program(&status) ? "is this program" : "names writ"),
		      NULL);
	return true;
}

void
doctor_hook(struct diagnosis *diagnosis, const struct surface *surface)
{
	static const char *const names[] = { "pre-receive", "update" };
	struct bytes folder = hooks_folder(diagnosis, surface);
	struct arena *arena = diagnosis->arena;
	struct error err;
	bool any = false;

	/* One is enough: gitolite, for one, has the other for itself. */
	for (size_t i = 0; i < ARRAY_SIZE(names) && !any; i++)
		any = hook_describe(diagnosis, names[i],
				    arena_printf(arena, "%.*s/%s", BYTES_ARG(folder), names[i]));
	if (any || repository_work_dir(surface->repository))
		return;
	error_set(&err, ERROR_CONFIG, "no hook in %.*s starts writ: pushes are not judged",
		  BYTES_ARG(folder));
	diagnosis_add_error(diagnosis, "hook", &err,
			    arena_printf(arena, "ln -s \"$(command -v writ)\" %.*s/pre-receive",
					 BYTES_ARG(folder))
				    .data);
}

bool
doctor_hook_is_there(struct diagnosis *diagnosis, const struct surface *surface, const char *name)
{
	struct bytes folder = hooks_folder(diagnosis, surface);

	return hook_describe(diagnosis, name,
			     arena_printf(diagnosis->arena, "%.*s/%s", BYTES_ARG(folder), name));
}
