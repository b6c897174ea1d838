#include "config.h"

#include "cli/agent_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/path.h"

enum { FILE_MAX_BYTES = 4 * 1024 * 1024, NEW_FILE_MODE = 0666, NEW_FOLDER_MODE = 0777 };

/* Whether PATH, without links, lies in ROOT and not in its .git. */
static bool
is_within(struct bytes path, struct bytes root)
{
	struct bytes rest = bytes_slice(path, root.len, path.len);

	return bytes_starts_with(path, root) && bytes_starts_with(rest, BYTES("/")) &&
	       !bytes_equal(rest, BYTES("/.git")) && !bytes_starts_with(rest, BYTES("/.git/"));
}

/* The path of something that is not there yet: the folders above it as far as they are, without
 * links, and the rest as it is. False when they cannot be followed. */
static bool
missing_path(struct bytes full, struct arena *arena, struct bytes *path)
{
	struct bytes known = path_folder(full);
	char real[PATH_MAX];

	for (; known.len > 0; known = path_folder(known)) {
		if (realpath(arena_copy(arena, known).data, real)) {
			*path = arena_printf(arena, "%s%.*s", real,
					     BYTES_ARG(bytes_slice(full, known.len, full.len)));
			return true;
		}
		if (errno != ENOENT)
			return false;
	}
	return false;
}

static int
path_find(struct agent_file *file, struct bytes root, struct arena *arena, struct error *err)
{
	struct bytes full =
		arena_printf(arena, "%.*s/%.*s", BYTES_ARG(root), BYTES_ARG(file->name));
	char real[PATH_MAX];
	struct stat status;

	file->exists = lstat(full.data, &status) == 0;
	if (file->exists && realpath(full.data, real))
		file->path = arena_copy(arena, bytes_of(real));
	else if (file->exists || !missing_path(full, arena, &file->path))
		return error_set(err, ERROR_CONFIG, "%.*s: this link leads nowhere",
				 BYTES_ARG(file->name));
	if (!is_within(file->path, root))
		return error_set(err, ERROR_CONFIG, "%.*s leads out of the work tree",
				 BYTES_ARG(file->name));
	return 0;
}

int
agent_file_read(struct agent_file *file, struct bytes root, struct bytes name, struct arena *arena,
		struct error *err)
{
	CLEANUP(io_close) int fd = -1;
	struct stat status;

	*file = (struct agent_file){ .name = name, .text = BUF_INIT, .wanted = BUF_INIT };
	if (path_find(file, root, arena, err) < 0)
		return -1;
	if (!file->exists)
		return 0;
	fd = open(file->path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &status) < 0)
		return error_set_errno(err, "cannot read %.*s", BYTES_ARG(name));
	if (!S_ISREG(status.st_mode))
		return error_set(err, ERROR_CONFIG, "%.*s is no file", BYTES_ARG(name));
	file->mode = status.st_mode & 07777;
	if (io_read_all(fd, FILE_MAX_BYTES, &file->text, err) < 0)
		return error_wrap(err, "%.*s", BYTES_ARG(name));
	return 0;
}

static int
folders_make(const struct agent_file *file, struct arena *arena, struct error *err)
{
	for (size_t i = 1; i < file->path.len; i++) {
		struct bytes folder = bytes_slice(file->path, 0, i);

		if (file->path.data[i] == '/' &&
		    mkdir(arena_copy(arena, folder).data, NEW_FOLDER_MODE) < 0 && errno != EEXIST)
			return error_set_errno(err, "cannot make the folder of %.*s",
					       BYTES_ARG(file->name));
	}
	return 0;
}

static mode_t
new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return NEW_FILE_MODE & ~mask;
}

/* Fills the file of TEMPORARY, which is open as FD, and gives it the name of the other. */
static int
temporary_fill(const struct agent_file *file, int fd, const char *temporary, struct error *err)
{
	if (io_write_all(fd, buf_bytes(&file->wanted), err) < 0)
		return error_wrap(err, "%.*s", BYTES_ARG(file->name));
	if (fchmod(fd, file->exists ? file->mode : new_mode()) < 0 || fsync(fd) < 0 ||
	    rename(temporary, file->path.data) < 0)
		return error_set_errno(err, "cannot write %.*s", BYTES_ARG(file->name));
	return 0;
}

static int
file_replace(const struct agent_file *file, struct arena *arena, struct error *err)
{
	static const char ending[] = ".XXXXXX";
	char *temporary = arena_alloc(arena, file->path.len + sizeof(ending));
	CLEANUP(io_close) int fd = -1;

	memcpy(temporary, file->path.data, file->path.len);
	memcpy(temporary + file->path.len, ending, sizeof(ending));
	fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0)
		return error_set_errno(err, "cannot write beside %.*s", BYTES_ARG(file->name));
	if (temporary_fill(file, fd, temporary, err) == 0)
		return 0;
	unlink(temporary);
	return -1;
}

int
agent_file_write(struct agent_file *file, struct error *err)
{
	struct arena arena;
	int result;

	arena_init(&arena);
	result = folders_make(file, &arena, err);
	if (result == 0)
		result = file_replace(file, &arena, err);
	arena_release(&arena);
	return result;
}

void
agent_file_release(struct agent_file *file)
{
	buf_release(&file->text);
	buf_release(&file->wanted);
}
