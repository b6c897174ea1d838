#include "config.h"

#include "cli/hook_place.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"

enum { SCRIPT_MAX_BYTES = 64 * 1024 };
/* For who holds the lock. */
enum { TRIES_A_SECOND = 50, TRIES = 20 * TRIES_A_SECOND };

/* "~/x" and "~user/x" as git-config(1) has them. */
static struct bytes
home_value(struct arena *arena, struct bytes value)
{
	const char *slash = memchr(value.data, '/', value.len);
	size_t len = slash ? (size_t)(slash - value.data) : value.len;
	struct bytes user = arena_copy(arena, bytes_slice(value, 1, len));
	const struct passwd *entry = user.len ? getpwnam(user.data) : NULL;
	const char *home = user.len ? (entry ? entry->pw_dir : NULL) : getenv("HOME");

	if (!home)
		return value;
	return arena_printf(arena, "%s%.*s", home, BYTES_ARG(bytes_slice(value, len, value.len)));
}

/* A relative core.hooksPath starts where git runs the hooks of a push, in the git directory; an
 * empty one leads to the root. */
static struct bytes
folder_of_value(struct arena *arena, const char *git_dir, struct bytes value)
{
	if (value.len == 0 || value.data[0] == '/')
		return value;
	if (value.data[0] == '~')
		return home_value(arena, value);
	return arena_printf(arena, "%s/%.*s", git_dir, BYTES_ARG(value));
}

void
hook_places_find(struct hook_places *places, struct arena *arena, const struct surface *surface)
{
	static const char *const prefixes[] = { "core.hookspath", NULL };
	const char *git_dir = repository_git_dir(surface->repository);
	struct config_entry *entries;
	struct error err;
	size_t n = 0;

	*places = (struct hook_places){ .arena = arena, .git_dir = git_dir };
	places->folder = arena_printf(arena, "%s/hooks", git_dir);
	if (config_read(surface->repository, NULL, prefixes, arena, &entries, &n, &err) < 0 ||
	    n == 0)
		return;
	places->folder = folder_of_value(arena, git_dir, entries[n - 1].value);
	places->origin = entries[n - 1].origin;
}

struct bytes
hook_folder_of(struct arena *arena, struct bytes path)
{
	while (path.len > 0 && path.data[path.len - 1] != '/')
		path.len--;
	while (path.len > 1 && path.data[path.len - 1] == '/')
		path.len--;
	return arena_copy(arena, path);
}

static bool
is_below(struct bytes path, const char *folder)
{
	struct bytes top = bytes_of(folder);

	return bytes_starts_with(path, top) && (path.len == top.len || path.data[top.len] == '/');
}

static bool
is_folder(struct bytes path)
{
	struct stat status;

	return stat(path.data, &status) == 0 && S_ISDIR(status.st_mode);
}

/* What is not there yet is as the folder that it would be made in. */
bool
hook_folder_is_shared(const struct hook_places *places, struct bytes folder)
{
	char real[PATH_MAX];
	struct stat status;

	folder = arena_copy(places->arena, folder);
	if (realpath(folder.data, real))
		return !is_below(bytes_of(real), places->git_dir);
	if (lstat(folder.data, &status) == 0)
		return true;
	return !realpath(hook_folder_of(places->arena, folder).data, real) ||
	       !is_below(bytes_of(real), places->git_dir);
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-';
}

/* Whether what stands in front of AT is the NAME, or something that the shell puts there: "$0",
 * "${hookname}", "$(basename "$0")". */
static bool
is_of_hook(struct bytes text, const char *at, const char *name)
{
	const char *start = at;

	if (at > text.data && memchr("})\"'`", at[-1], 5))
		return true;
	while (start > text.data && is_name_char(start[-1]))
		start--;
	if (start > text.data && start[-1] == '$')
		return true;
	return bytes_equal_string((struct bytes){ start, (size_t)(at - start) }, name);
}

/* Whether the hook is a script that speaks of a folder NAME.d, as "${hookname}.d" too. */
static bool
hook_delegates(const char *path, const char *name)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	const char *at, *end;
	struct error err;

	if (access(path, X_OK) != 0 || io_read_file(path, SCRIPT_MAX_BYTES, &text, &err) < 0)
		return false;
	at = text.data;
	end = text.data + text.len;
	while (at && (at = memmem(at, (size_t)(end - at), ".d", 2))) {
		bool named = is_of_hook(buf_bytes(&text), at, name);

		at += 2;
		if (named && (at == end || memchr("/\"' \t\n;", *at, 7)))
			return true;
	}
	return false;
}

static struct bytes
path_of(const struct hook_places *places, struct bytes folder, const char *name, const char *in)
{
	return arena_printf(places->arena, in ? "%.*s/%s.d/%s" : "%.*s/%s", BYTES_ARG(folder), name,
			    in);
}

static struct bytes
custom_folder(const struct hook_places *places)
{
	return arena_printf(places->arena, "%s/custom_hooks", places->git_dir);
}

/* GitLab keeps repositories below such folders, and its hooks do not lie in the repository. */
static bool
is_of_gitlab(const char *git_dir)
{
	return strstr(git_dir, "/@hashed/") || strstr(git_dir, "/@cluster/");
}

/* gitolite links each hook of a folder hooks/common into its repositories, update always. */
static bool
is_of_gitolite(const struct hook_places *places)
{
	struct bytes update = path_of(places, places->folder, "update", NULL);
	char target[PATH_MAX];
	ssize_t len = readlink(update.data, target, sizeof(target));

	return len >= 0 &&
	       bytes_ends_with((struct bytes){ target, (size_t)len }, BYTES("hooks/common/update"));
}

static struct hook_place
place_find(const struct hook_places *places, const char *name)
{
	struct bytes hook = path_of(places, places->folder, name, NULL);
	struct bytes custom = custom_folder(places);
	struct hook_place place = { SERVER_GIT, hook, false };

	if (is_folder(arena_printf(places->arena, "%.*s.d", BYTES_ARG(hook))) &&
	    hook_delegates(hook.data, name)) {
		place.server = SERVER_DELEGATES;
		place.path = path_of(places, places->folder, name, "writ");
	} else if (is_folder(custom) || is_of_gitlab(places->git_dir)) {
		struct bytes folder =
			arena_printf(places->arena, "%.*s/%s.d", BYTES_ARG(custom), name);

		place.server = SERVER_CUSTOM;
		place.path = path_of(places, custom, name, is_folder(folder) ? "writ" : NULL);
	} else if (is_of_gitolite(places)) {
		place.server = SERVER_GITOLITE;
	}
	return place;
}

struct hook_place
hook_place_of(const struct hook_places *places, const char *name)
{
	struct hook_place place = place_find(places, name);
	bool elsewhere = places->origin.data && !is_below(places->origin, places->git_dir);

	place.shared = (elsewhere && place.server != SERVER_CUSTOM) ||
		       hook_folder_is_shared(places, hook_folder_of(places->arena, place.path));
	return place;
}

size_t
hook_candidates_run(const struct hook_places *places, const char *name,
		    struct bytes paths[HOOK_CANDIDATES_MAX])
{
	struct hook_place place = place_find(places, name);
	struct bytes custom = custom_folder(places);
	size_t n = 0;

	if (place.server == SERVER_DELEGATES) {
		paths[n++] = place.path;
		paths[n++] = path_of(places, places->folder, name, name);
	}
	if (place.server == SERVER_CUSTOM) {
		paths[n++] = path_of(places, custom, name, NULL);
		paths[n++] = path_of(places, custom, name, "writ");
	}
	if (!is_of_gitlab(places->git_dir))
		paths[n++] = path_of(places, places->folder, name, NULL);
	return n;
}

size_t
hook_candidates_all(const struct hook_places *places, const char *name,
		    struct bytes paths[HOOK_CANDIDATES_MAX])
{
	struct bytes own = arena_printf(places->arena, "%s/hooks", places->git_dir);
	struct bytes custom = custom_folder(places);
	size_t n = 0;

	paths[n++] = path_of(places, own, name, NULL);
	paths[n++] = path_of(places, own, name, "writ");
	if (!bytes_equal(own, places->folder)) {
		paths[n++] = path_of(places, places->folder, name, NULL);
		paths[n++] = path_of(places, places->folder, name, "writ");
	}
	paths[n++] = path_of(places, custom, name, NULL);
	paths[n++] = path_of(places, custom, name, "writ");
	return n;
}

int
hook_places_lock(const struct hook_places *places, struct error *err)
{
	CLEANUP(io_close) int fd = open(places->git_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const struct timespec pause = { .tv_nsec = 1000 * 1000 * 1000 / TRIES_A_SECOND };
	int rc = fd < 0 ? -1 : flock(fd, LOCK_EX | LOCK_NB);

	for (int i = 0; rc < 0 && fd >= 0 && errno == EWOULDBLOCK && i < TRIES; i++) {
		nanosleep(&pause, NULL);
		rc = flock(fd, LOCK_EX | LOCK_NB);
	}
	if (rc < 0)
		return error_set_errno(err, "cannot lock %s, as another writ install would",
				       places->git_dir);
	(void)io_steal(&fd);
	return 0;
}
