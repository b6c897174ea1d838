#include "config.h"

#include "git/index_attributes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/path.h"
#include "base/vec.h"
#include "git/index_file.h"

/* It is read in pieces: each page of a whole one would have to be mapped. */
enum { PIECE_BYTES = 32 * 1024, HEADER_BYTES = 12 };

#define ATTRIBUTES ".gitattributes"

/* What must not stand anywhere in the index. */
struct needles {
	struct arena arena;
	VEC(struct bytes) texts;
	size_t longest;
};

static void
needles_release(struct needles *needles)
{
	vec_release(&needles->texts);
	arena_release(&needles->arena);
}

static void
needle_add(struct needles *needles, struct bytes text)
{
	vec_push(&needles->texts, arena_copy(&needles->arena, text));
	if (text.len > needles->longest)
		needles->longest = text.len;
}

/* The attributes of FOLDER, which is empty for the root and ends in a '/' otherwise, when its file
 * is not in the work tree. */
static void
folder_add(struct needles *needles, const struct repository *repository, struct bytes folder)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	size_t root = strlen(repository->work_dir) + 1;
	struct stat stat;

	buf_add_string(&path, repository->work_dir);
	buf_add_char(&path, '/');
	buf_add(&path, folder);
	buf_add_string(&path, ATTRIBUTES);
	if (lstat(path.data, &stat) == 0 && S_ISREG(stat.st_mode))
		return;
	/* The NUL behind it as well. */
	needle_add(needles, (struct bytes){ path.data + root, path.len - root + 1 });
}

/* An index has all entries, each with its whole path and the NUL behind it, in git's
 * index-format(5), versions 2 and 3, without the extensions that keep entries elsewhere (a shared
 * index) or leave them out (a sparse one). Their signatures may also be bytes of something else. */
static void
needles_fill(struct needles *needles, const struct repository *repository, const char *path)
{
	needle_add(needles, (struct bytes){ "link", sizeof("link") });
	needle_add(needles, (struct bytes){ "sdir", sizeof("sdir") });
	for (struct bytes rest = bytes_of(path);; rest.len--) {
		if (rest.len == 0 || rest.data[rest.len - 1] == '/')
			folder_add(needles, repository, rest);
		if (rest.len == 0)
			return;
	}
}

static bool
is_plain(struct bytes start)
{
	return start.len >= HEADER_BYTES && memcmp(start.data, "DIRC\0\0\0", 7) == 0 &&
	       (start.data[7] == 2 || start.data[7] == 3);
}

static bool
holds_any(struct bytes text, const struct needles *needles)
{
	for (size_t i = 0; i < needles->texts.len; i++) {
		struct bytes needle = needles->texts.items[i];

		if (memmem(text.data, text.len, needle.data, needle.len))
			return true;
	}
	return false;
}

/* Whether the index FD is none that is understood, or holds one of NEEDLES. PIECE has room for a
 * piece behind what one may have begun with. */
static bool
index_holds(int fd, const struct needles *needles, char *piece)
{
	size_t kept = 0;
	bool first = true;

	for (;;) {
		ssize_t n = read(fd, piece + kept, PIECE_BYTES);
		struct bytes text = { piece, kept + (size_t)(n < 0 ? 0 : n) };

		if (n < 0 || (first && !is_plain(text)) || holds_any(text, needles))
			return true;
		if (n == 0)
			return false;
		kept = text.len < needles->longest ? text.len : needles->longest;
		memmove(piece, piece + text.len - kept, kept);
		first = false;
	}
}

bool
index_may_have_attributes(const struct repository *repository, const char *path)
{
	CLEANUP(buf_release) struct buf file = BUF_INIT;
	CLEANUP(needles_release) struct needles needles = { 0 };
	CLEANUP(io_close) int fd = -1;

	if (!repository->work_dir)
		return true;
	index_file_path(repository, &file);
	fd = open(file.data, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return true;
	needles_fill(&needles, repository, path);
	return index_holds(fd, &needles,
			   arena_alloc(&needles.arena, needles.longest + PIECE_BYTES));
}
