#include "config.h"

#include "cli/hook_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/path.h"
#include "cli/hook_script.h"
#include "cli/program.h"

enum { SCRIPT_MAX_BYTES = 64 * 1024 };

static bool
is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* "written" is another word. */
static bool
line_names_writ(struct bytes text)
{
	const char *at = text.data;
	const char *end = text.data + text.len;

	while (at && (at = memmem(at, (size_t)(end - at), "writ", 4))) {
		if ((at == text.data || !is_word_char(at[-1])) &&
		    (at + 4 == end || !is_word_char(at[4])))
			return true;
		at += 4;
	}
	return false;
}

/* A script that does not even have the word does not start it; nor does a comment. */
static bool
names_writ(struct bytes text)
{
	struct bytes line;

	while (bytes_split(&text, '\n', &line)) {
		if (!bytes_starts_with(bytes_trim(line), BYTES("#")) && line_names_writ(line))
			return true;
	}
	return false;
}

static void
script_read(struct hook_file *file, struct arena *arena, const char *name)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct bytes program;
	struct error err;

	file->kind = HOOK_OTHER;
	if (io_read_file(file->path.data, SCRIPT_MAX_BYTES, &text, &err) < 0 || !text.len)
		return;
	program = hook_script_program(buf_bytes(&text), name);
	if (program.data && !file->target.data) {
		file->kind = HOOK_SCRIPT;
		file->program = arena_copy(arena, program);
	} else if (names_writ(buf_bytes(&text))) {
		file->kind = HOOK_NAMES;
	}
}

static void
link_read(struct hook_file *file, struct arena *arena)
{
	char target[PATH_MAX];
	ssize_t len = readlink(file->path.data, target, sizeof(target));

	if (len >= 0)
		file->target = arena_copy(arena, (struct bytes){ target, (size_t)len });
}

/* By a name that is no hook's the program does not know what it is to do. */
static enum hook_kind
program_kind(const struct hook_file *file, const char *name)
{
	struct bytes by = path_name(file->target);
	char real[PATH_MAX];

	if (!bytes_equal_string(path_name(file->path), name))
		return HOOK_OTHER;
	if (bytes_equal_string(by, "writ") || (by.len && realpath(file->path.data, real) &&
					       bytes_equal(by, path_name(bytes_of(real)))))
		return HOOK_LINK;
	return HOOK_PROGRAM;
}

void
hook_file_read(struct hook_file *file, struct arena *arena, const char *name, struct bytes path)
{
	struct stat status;

	*file = (struct hook_file){ .path = arena_copy(arena, path) };
	if (lstat(file->path.data, &status) != 0)
		return;
	if (S_ISLNK(status.st_mode))
		link_read(file, arena);
	if (stat(file->path.data, &status) != 0) {
		file->kind = HOOK_DANGLES;
		return;
	}
	file->executable = access(file->path.data, X_OK) == 0;
	if (program_is(&status))
		file->kind = program_kind(file, name);
	else if (S_ISREG(status.st_mode))
		script_read(file, arena, name);
	else
		file->kind = HOOK_OTHER;
}

bool
hook_file_starts_writ(const struct hook_file *file)
{
	static const bool starts[] = {
		[HOOK_SCRIPT] = true, [HOOK_LINK] = true,   [HOOK_PROGRAM] = true,
		[HOOK_NAMES] = true,  [HOOK_OTHER] = false,
	};

	return file->executable && starts[file->kind];
}

bool
hook_file_is_ours(const struct hook_file *file)
{
	return file->kind == HOOK_SCRIPT || file->kind == HOOK_LINK;
}

struct bytes
hook_file_describe(struct arena *arena, const struct hook_file *file)
{
	switch (file->kind) {
	case HOOK_NONE:
		return BYTES("is not there");
	case HOOK_SCRIPT:
		return arena_printf(arena, "starts %.*s", BYTES_ARG(file->program));
	case HOOK_LINK:
	case HOOK_PROGRAM:
		return BYTES("is this program");
	case HOOK_NAMES:
		return BYTES("names writ");
	case HOOK_DANGLES:
		return arena_printf(arena, "is a link to %.*s, which cannot be reached",
				    BYTES_ARG(file->target));
	case HOOK_OTHER:
		break;
	}
	if (file->target.data)
		return arena_printf(arena, "is a link to another program, %.*s",
				    BYTES_ARG(file->target));
	return BYTES("is another program");
}

/* On disk before it has its name: an empty script would let every push in. */
static int
draft_fill(int fd, struct bytes text, struct error *err)
{
	if (io_write_all(fd, text, err) < 0)
		return -1;
	if (fchmod(fd, 0755) != 0 || fsync(fd) != 0)
		return error_set_errno(err, "cannot write");
	return 0;
}

static int
draft_name(const struct hook_file *file, const char *draft, struct error *err)
{
	bool replaces = file->kind == HOOK_SCRIPT;

	if ((replaces ? rename(draft, file->path.data) : link(draft, file->path.data)) == 0)
		return 0;
	if (errno == EEXIST)
		return error_set(err, ERROR_SYSTEM, "something has come there meanwhile");
	return error_set_errno(err, "cannot make it");
}

int
hook_file_make(const struct hook_file *file, struct bytes text, struct error *err)
{
	struct bytes folder =
		bytes_slice(file->path, 0, file->path.len - path_name(file->path).len);
	CLEANUP(buf_release) struct buf draft = BUF_INIT;
	CLEANUP(io_close) int fd = -1;
	int rc;

	buf_printf(&draft, "%.*s.writ-XXXXXX", BYTES_ARG(folder));
	fd = mkostemp(draft.data, O_CLOEXEC);
	if (fd < 0)
		return error_set_errno(err, "cannot write into %.*s", BYTES_ARG(folder));
	rc = draft_fill(fd, text, err);
	if (rc == 0)
		rc = draft_name(file, draft.data, err);
	unlink(draft.data);
	return rc < 0 ? error_wrap(err, "%s", file->path.data) : 0;
}
