#include "config.h"

#include "decisions/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/io.h"
#include "base/vec.h"

enum { FOLDER_DEPTH_MAX = 32 };

struct reader {
	const char *place; /* for messages */
	int root;
	const struct limits *limits;
	struct arena *arena;
	VEC(struct source_file) files;
	uint64_t total_bytes;
	size_t n_entries; /* of all folders: also what is not read costs work */
	struct error *err;
};

static void
reader_release(struct reader *reader)
{
	vec_release(&reader->files);
	io_close(&reader->root);
}

static void
dir_close(DIR **dir)
{
	if (*dir)
		closedir(*dir);
}

static int
failed(struct reader *r, enum error_code code, struct bytes path, const char *why)
{
	return error_set(r->err, code, "%s/%.*s: %s", r->place, BYTES_ARG(path), why);
}

static int
failed_errno(struct reader *r, struct bytes path, const char *what)
{
	return error_set_errno(r->err, "%s/%.*s: %s", r->place, BYTES_ARG(path), what);
}

/* Where the kernel (before 5.6) or a container's filter has no openat2(2): no link is followed at
 * all, step by step. */
static int
open_without_links(const struct reader *r, const char *path)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;
	struct bytes rest = bytes_of(path);
	struct bytes segment;
	int fd = openat(r->root, ".", flags | O_DIRECTORY);

	while (fd >= 0 && bytes_split(&rest, '/', &segment)) {
		char name[NAME_MAX + 1];
		int next;

		if (segment.len > NAME_MAX) {
			close(fd);
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(name, segment.data, segment.len);
		name[segment.len] = '\0';
		next = openat(fd, name, flags);
		close(fd);
		fd = next;
	}
	return fd;
}

/* Opens PATH, following links as long as they stay below the root: the kernel checks each step, so
 * nobody can swap one in between. */
static int
open_beneath(const struct reader *r, const char *path)
{
	struct open_how how = {
		.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};

	int fd = (int)syscall(SYS_openat2, r->root, path, &how, sizeof(how));

	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_without_links(r, path);
	return fd;
}

static int
size_check(struct reader *r, struct bytes path, uint64_t size)
{
	const uint64_t *limit = r->limits->value;

	if (size > limit[LIMIT_SOURCE_FILE_BYTES])
		return failed(r, ERROR_LIMIT, path,
			      "the file is larger than writ.limit.source-file-bytes");
	if (__builtin_add_overflow(r->total_bytes, size, &r->total_bytes) ||
	    r->total_bytes > limit[LIMIT_SOURCE_BYTES])
		return failed(r, ERROR_LIMIT, path,
			      "all files together are larger than writ.limit.source-bytes");
	return 0;
}

/* Reads the open file FD. It may grow meanwhile: what counts is what is read. */
static int
content_read(struct reader *r, int fd, struct bytes path)
{
	uint64_t most = r->limits->value[LIMIT_SOURCE_FILE_BYTES];
	struct buf content = BUF_INIT;
	struct error cause;
	int result = io_read_all(fd, (size_t)most, &content, &cause);

	if (result < 0 && cause.code != ERROR_LIMIT)
		result = error_set(r->err, cause.code, "%s/%.*s: %s", r->place, BYTES_ARG(path),
				   cause.message);
	else
		result = size_check(r, path, result < 0 ? most + 1 : content.len);
	if (result == 0)
		vec_push(&r->files,
			 ((struct source_file){ path, arena_copy(r->arena, buf_bytes(&content)) }));
	buf_release(&content);
	return result;
}

static int
file_read(struct reader *r, struct bytes path)
{
	CLEANUP(io_close) int fd = open_beneath(r, path.data);
	struct stat st;

	if (fd < 0 && errno == EXDEV)
		return failed(r, ERROR_SYSTEM, path,
			      "a symbolic link that leads out of the folder");
	if (fd < 0)
		return failed_errno(r, path, "cannot open");
	if (fstat(fd, &st) < 0)
		return failed_errno(r, path, "cannot look at");
	if (!S_ISREG(st.st_mode))
		return failed(r, ERROR_SYSTEM, path,
			      "neither a regular file, a folder nor a link to a regular file");
	if (r->files.len >= r->limits->value[LIMIT_SOURCE_FILES])
		return failed(r, ERROR_LIMIT, path, "more files than writ.limit.source-files");
	return content_read(r, fd, path);
}

static int folder_walk(struct reader *r, int fd, struct bytes path, size_t depth);

static int
subfolder_read(struct reader *r, int parent, const char *name, struct bytes path, size_t depth)
{
	CLEANUP(io_close)
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return failed_errno(r, path, "cannot open");
	if (depth >= FOLDER_DEPTH_MAX)
		return failed(r, ERROR_LIMIT, path, "folders are nested too deeply");
	return folder_walk(r, io_steal(&fd), path, depth + 1);
}

static int
entry_read(struct reader *r, int parent, const char *name, struct bytes folder, size_t depth)
{
	struct bytes path = arena_printf(r->arena, "%.*s%s%s", BYTES_ARG(folder),
					 folder.len > 0 ? "/" : "", name);
	struct stat st;

	if (++r->n_entries / 10 > r->limits->value[LIMIT_SOURCE_FILES])
		return failed(r, ERROR_LIMIT, path,
			      "ten times more entries than writ.limit.source-files");
	if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return failed_errno(r, path, "cannot look at");
	if (S_ISDIR(st.st_mode))
		return subfolder_read(r, parent, name, path, depth);
	return source_reads(path) ? file_read(r, path) : 0;
}

/* Reads what is below FD, which is closed. */
static int
folder_walk(struct reader *r, int fd, struct bytes path, size_t depth)
{
	CLEANUP(dir_close) DIR *dir = fdopendir(fd);
	const struct dirent *entry;

	if (!dir) {
		io_close(&fd);
		return failed_errno(r, path, "cannot read the folder");
	}
	while (errno = 0, (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		if (entry_read(r, dirfd(dir), entry->d_name, path, depth) < 0)
			return -1;
	}
	return errno ? failed_errno(r, path, "cannot read the folder") : 0;
}

static int
file_compare(const void *left, const void *right)
{
	const struct source_file *a = left;
	const struct source_file *b = right;

	return bytes_compare(a->path, b->path);
}

static int
root_open(struct reader *r)
{
	r->root = open(r->place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (r->root >= 0)
		return 0;
	if (errno == ENOENT)
		return error_set(r->err, ERROR_NOT_FOUND, "%s: there is no such folder", r->place);
	return error_set_errno(r->err, "%s: cannot open the folder", r->place);
}

int
folder_read(const char *path, const struct limits *limits, struct arena *arena,
	    struct source *source, struct error *err)
{
	CLEANUP(reader_release)
	struct reader r = {
		.place = path,
		.root = -1,
		.limits = limits,
		.arena = arena,
		.err = err,
	};

	if (root_open(&r) < 0 ||
	    folder_walk(&r, fcntl(r.root, F_DUPFD_CLOEXEC, 0), BYTES_NONE, 0) < 0)
		return -1;
	source->n_files = r.files.len;
	source->files = arena_new_array(arena, struct source_file, r.files.len);
	for (size_t i = 0; i < r.files.len; i++)
		source->files[i] = r.files.items[i];
	if (r.files.len > 1)
		qsort(source->files, r.files.len, sizeof(*source->files), file_compare);
	return 0;
}
