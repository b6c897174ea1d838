#include "config.h"

#include "git/object_dirs.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/io.h"
#include "git/c_quote.h"

bool
alternates_next(struct bytes *rest, char separator, struct buf *entry)
{
	struct bytes piece;

	buf_clear(entry);
	if (rest->len == 0)
		return false;
	if (rest->data[0] == '"' && c_unquote(rest, entry)) {
		*rest = bytes_slice(*rest, 1, rest->len); /* whatever it is, as git does */
		return true;
	}
	buf_clear(entry);
	bytes_split(rest, separator, &piece);
	if (piece.len > 0 && piece.data[0] != '#')
		buf_add(entry, piece);
	return true;
}

/* One directory to add: where it was named, how deep. */
struct visit {
	struct object_dirs *dirs;
	struct arena *arena;
	unsigned int depth;
};

static int visit_dir(const struct visit *visit, const char *path, struct error *err);

static int
visit_entries(const struct visit *visit, struct bytes list, char separator, const char *base,
	      struct error *err)
{
	CLEANUP(buf_release) struct buf entry = BUF_INIT;
	CLEANUP(buf_release) struct buf path = BUF_INIT;

	while (alternates_next(&list, separator, &entry)) {
		if (entry.len == 0 || memchr(entry.data, '\0', entry.len))
			continue;
		buf_clear(&path);
		if (base && entry.data[0] != '/')
			buf_printf(&path, "%s/", base);
		buf_add(&path, buf_bytes(&entry));
		if (visit_dir(visit, path.data, err) < 0)
			return -1;
	}
	return 0;
}

static int
visit_alternates(const struct visit *visit, const char *dir, struct error *err)
{
	struct visit deeper = { visit->dirs, visit->arena, visit->depth + 1 };
	struct bytes file = arena_printf(visit->arena, "%s/info/alternates", dir);
	CLEANUP(buf_release) struct buf list = BUF_INIT;
	struct error missing;

	if (deeper.depth > ALTERNATES_DEPTH_MAX)
		return 0;
	if (io_read_file(file.data, ALTERNATES_FILE_MAX_BYTES, &list, &missing) < 0) {
		if (missing.code == ERROR_NOT_FOUND)
			return 0;
		*err = missing;
		return -1;
	}
	return visit_entries(&deeper, buf_bytes(&list), '\n', dir, err);
}

static bool
is_known(const struct object_dirs *dirs, const char *path)
{
	for (size_t i = 0; i < dirs->paths.len; i++) {
		if (strcmp(dirs->paths.items[i], path) == 0)
			return true;
	}
	return false;
}

static int
visit_dir(const struct visit *visit, const char *path, struct error *err)
{
	char real[PATH_MAX];
	struct stat st;
	struct bytes copy;

	if (!realpath(path, real) || stat(real, &st) < 0 || !S_ISDIR(st.st_mode))
		return 0;
	if (is_known(visit->dirs, real))
		return 0;
	if (visit->dirs->paths.len >= OBJECT_DIRS_MAX)
		return error_set(err, ERROR_LIMIT, "more than %d object directories",
				 OBJECT_DIRS_MAX);
	copy = arena_copy(visit->arena, bytes_of(real));
	vec_push(&visit->dirs->paths, copy.data);
	return visit_alternates(visit, copy.data, err);
}

int
object_dirs_add(struct object_dirs *dirs, const char *path, struct arena *arena, struct error *err)
{
	struct visit visit = { dirs, arena, 0 };

	return visit_dir(&visit, path, err);
}

int
object_dirs_add_list(struct object_dirs *dirs, const char *list, struct arena *arena,
		     struct error *err)
{
	struct visit visit = { dirs, arena, 0 };

	return visit_entries(&visit, bytes_of(list), ':', NULL, err);
}

void
object_dirs_release(struct object_dirs *dirs)
{
	vec_release(&dirs->paths);
}
