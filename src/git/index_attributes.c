#include "config.h"

#include "git/index_attributes.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/path.h"

enum { INDEX_MAX_BYTES = 1024 * 1024 * 1024 };

#define ATTRIBUTES ".gitattributes"

static bool
holds(struct bytes text, const char *what, size_t len)
{
	return memmem(text.data, text.len, what, len) != NULL;
}

/* Whether all entries are there, each with its whole path and the NUL behind it: git's
 * index-format(5), versions 2 and 3, without the extensions that keep entries elsewhere (a shared
 * index) or leave them out (a sparse one). Their signatures may also be bytes of something else. */
static bool
is_plain(struct bytes index)
{
	return index.len >= 12 && memcmp(index.data, "DIRC\0\0\0", 7) == 0 &&
	       (index.data[7] == 2 || index.data[7] == 3) && !holds(index, "link\0", 5) &&
	       !holds(index, "sdir\0", 5);
}

/* FOLDER is empty for the root, and ends in a '/' otherwise. */
static bool
folder_needs_index(const struct repository *repository, struct bytes folder, struct bytes index)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	size_t root = strlen(repository->work_dir) + 1;
	struct stat stat;

	buf_add_string(&path, repository->work_dir);
	buf_add_char(&path, '/');
	buf_add(&path, folder);
	buf_add_string(&path, ATTRIBUTES);
	if (lstat(path.data, &stat) == 0 && S_ISREG(stat.st_mode))
		return false;
	return holds(index, path.data + root, path.len - root + 1);
}

bool
index_may_have_attributes(const struct repository *repository, const char *path)
{
	CLEANUP(buf_release) struct buf file = BUF_INIT;
	CLEANUP(buf_release) struct buf index = BUF_INIT;
	struct error err = { .code = 0 };

	if (!repository->work_dir)
		return true;
	buf_add_string(&file, repository->own_dir);
	buf_add_string(&file, "/index");
	if (io_read_file(file.data, INDEX_MAX_BYTES, &index, &err) < 0 ||
	    !is_plain(buf_bytes(&index)))
		return true;
	for (struct bytes rest = bytes_of(path);; rest.len--) {
		if ((rest.len == 0 || rest.data[rest.len - 1] == '/') &&
		    folder_needs_index(repository, rest, buf_bytes(&index)))
			return true;
		if (rest.len == 0)
			return false;
	}
}
