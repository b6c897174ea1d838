#include "config.h"

#include "cli/path_argument.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

/* PATH without ROOT in front, which may end in '/'; NULL data when it is not below it. */
static struct bytes
below(struct bytes path, struct bytes root)
{
	while (root.len && root.data[root.len - 1] == '/')
		root.len--;
	if (!bytes_starts_with(path, root) || (path.len > root.len && path.data[root.len] != '/'))
		return BYTES_NONE;
	return bytes_slice(path, root.len + (path.len > root.len), path.len);
}

/* The absolute PATH with the links in it followed, as far as it exists: a work tree may be named by
 * way of one. */
static struct bytes
links_follow(struct surface *surface, struct bytes path)
{
	struct bytes known = path;
	char real[PATH_MAX];

	while (known.len > 1) {
		if (realpath(arena_copy(&surface->arena, known).data, real))
			return arena_printf(&surface->arena, "%s%.*s", real,
					    BYTES_ARG(bytes_slice(path, known.len, path.len)));
		known = path_folder(known);
	}
	return path;
}

static struct bytes
absolute_within(struct surface *surface, struct bytes path, struct bytes root)
{
	struct bytes rest = below(path, root);

	return rest.data ? rest : below(links_follow(surface, path), root);
}

/* The working directory as a path of the repository; empty at its root and outside of it. */
static struct bytes
here(struct surface *surface, struct bytes root)
{
	char directory[PATH_MAX];
	struct bytes rest;

	if (!getcwd(directory, sizeof(directory)))
		return BYTES("");
	rest = below(bytes_of(directory), root);
	return rest.data ? arena_copy(&surface->arena, rest) : BYTES("");
}

static bool
is_folder(struct surface *surface, struct bytes root, struct bytes path)
{
	struct bytes full =
		arena_printf(&surface->arena, "%.*s/%.*s", BYTES_ARG(root), BYTES_ARG(path));
	struct stat status;

	return root.data && lstat(full.data, &status) == 0 && S_ISDIR(status.st_mode);
}

static int
leaves_tree(const char *text, struct error *err)
{
	return error_set(err, ERROR_USAGE, "'%s' is outside of the repository", text);
}

int
path_argument_read(struct surface *surface, const char *text, struct reach_query *query,
		   struct error *err)
{
	struct bytes root =
		bytes_of(surface->repository ? repository_work_dir(surface->repository) : NULL);
	struct bytes path = bytes_of(text);
	struct buf whole = BUF_INIT;
	bool inside;

	if (path.len == 0)
		return error_set(err, ERROR_USAGE, "a path is empty; `.` is the whole tree");
	if (path.data[0] == '/' && root.data) {
		path = absolute_within(surface, path, root);
		if (!path.data)
			return leaves_tree(text, err);
	} else if (root.data) {
		buf_add(&whole, here(surface, root));
	}
	inside = path_append(&whole, path);
	query->path = arena_copy(&surface->arena, buf_bytes(&whole));
	buf_release(&whole);
	if (!inside)
		return leaves_tree(text, err);
	query->folder = query->path.len == 0 || bytes_ends_with(bytes_of(text), BYTES("/")) ||
			is_folder(surface, root, query->path);
	return 0;
}

int
ref_argument_read(struct surface *surface, const char *text, struct bytes *ref, struct error *err)
{
	*ref = bytes_of(text);
	if (!text)
		return 0;
	if (!bytes_starts_with(*ref, BYTES("refs/")))
		*ref = arena_printf(&surface->arena, "refs/heads/%s", text);
	if (!ref_name_is_valid(*ref))
		return error_set(err, ERROR_USAGE, "--ref takes a ref, not '%s'", text);
	return 0;
}
