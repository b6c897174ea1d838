#include "config.h"

#include "cli/file_argument.h"

#include <strings.h>
#include <sys/stat.h>

#include "cli/path_argument.h"

static bool
enters_git(struct bytes path)
{
	struct bytes segment;

	while (bytes_split(&path, '/', &segment)) {
		if (segment.len == 4 && strncasecmp(segment.data, ".git", 4) == 0)
			return true;
	}
	return false;
}

static bool
is_link(struct surface *surface, struct bytes path)
{
	struct bytes full = arena_printf(&surface->arena, "%s/%.*s",
					 repository_work_dir(surface->repository), BYTES_ARG(path));
	struct stat status;

	return lstat(full.data, &status) == 0 && S_ISLNK(status.st_mode);
}

static int
links_check(struct surface *surface, const char *text, struct bytes path, struct error *err)
{
	if (!repository_work_dir(surface->repository))
		return 0;
	for (size_t i = 1; i < path.len; i++) {
		struct bytes folder = bytes_slice(path, 0, i);

		if (path.data[i] == '/' && is_link(surface, folder))
			return error_set(err, ERROR_USAGE,
					 "'%s' is behind the symbolic link %.*s; name the file "
					 "where it lies",
					 text, BYTES_ARG(folder));
	}
	return 0;
}

int
file_argument_read(struct surface *surface, const char *text, struct bytes *path, struct error *err)
{
	struct reach_query query;

	if (path_argument_read(surface, text, &query, err) < 0)
		return -1;
	if (query.folder)
		return error_set(err, ERROR_USAGE, "'%s' is a folder; name one file", text);
	if (enters_git(query.path))
		return error_set(err, ERROR_USAGE, "'%s' lies in .git, which is no part of a tree",
				 text);
	*path = query.path;
	return links_check(surface, text, *path, err);
}
