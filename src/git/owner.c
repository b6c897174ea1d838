#include "config.h"

#include "git/handle.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "git/git_config.h"

/* Under sudo(8), root stands for who called it, as in git. */
static bool
is_current_user(uid_t owner)
{
	uid_t user = geteuid();
	const char *caller = getenv("SUDO_UID");
	char *end;
	unsigned long id;

	if (owner == user)
		return true;
	if (user != 0 || !caller || !*caller)
		return false;
	id = strtoul(caller, &end, 10);
	return *end == '\0' && owner == (uid_t)id;
}

static bool
is_owned(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && is_current_user(st.st_uid);
}

/* The work tree, its .git file where it has one, and the git directory. */
static bool
all_are_owned(const struct repository *repository)
{
	CLEANUP(buf_release) struct buf git_file = BUF_INIT;
	struct stat st;

	if (!is_owned(repository->own_dir))
		return false;
	if (!repository->work_dir)
		return true;
	buf_printf(&git_file, "%s/.git", repository->work_dir);
	if (lstat(git_file.data, &st) == 0 && !is_owned(git_file.data))
		return false;
	return is_owned(repository->work_dir);
}

/* VALUE with "~/" expanded and links resolved; as it is when it names nothing. */
static struct bytes
directory_of(struct bytes value, struct arena *arena)
{
	const char *home = getenv("HOME");
	char *real;

	if (bytes_starts_with(value, BYTES("~/")) && home)
		value = arena_printf(arena, "%s%s", home, value.data + 1);
	real = realpath(value.data, NULL);
	if (real)
		value = arena_copy(arena, bytes_of(real));
	free(real);
	return value;
}

static bool
value_names(struct bytes value, struct bytes path, struct arena *arena)
{
	if (bytes_equal(value, BYTES("*")))
		return true;
	if (!bytes_ends_with(value, BYTES("/*")))
		return bytes_equal(directory_of(value, arena), path);
	value = arena_copy(arena, bytes_slice(value, 0, value.len - 2));
	value = directory_of(value, arena);
	return path.len > value.len && bytes_starts_with(path, value) &&
	       path.data[value.len] == '/';
}

/* safe.directory of git-config(1): the system's and the user's only; an empty value starts anew. */
static int
is_declared_safe(struct bytes path, bool *safe, struct error *err)
{
	static const char *const prefixes[] = { "safe.directory", NULL };
	CLEANUP(arena_release) struct arena arena;
	struct config_entry *entries;
	size_t n_entries;

	arena_init(&arena);
	if (config_read(NULL, NULL, prefixes, &arena, &entries, &n_entries, err) < 0)
		return -1;
	*safe = false;
	for (size_t i = 0; i < n_entries; i++) {
		if (entries[i].value.len == 0)
			*safe = false;
		else if (value_names(entries[i].value, path, &arena))
			*safe = true;
	}
	return 0;
}

int
owner_check(const struct repository *repository, struct error *err)
{
	const char *path = repository->work_dir ? repository->work_dir : repository->own_dir;
	bool safe;

	if (all_are_owned(repository))
		return 0;
	if (is_declared_safe(bytes_of(path), &safe, err) < 0)
		return -1;
	if (safe)
		return 0;
	return error_set(err, ERROR_CONFIG,
			 "%s belongs to another user; to trust it: "
			 "git config --global --add safe.directory %s",
			 path, path);
}
