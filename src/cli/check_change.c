#include "config.h"

#include "cli/check_change.h"

#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/file_argument.h"
#include "git/snapshot.h"
#include "git/snapshot_change.h"

enum {
	MESSAGE_MAX_BYTES = 1024 * 1024,
	CONTENT_MAX_BYTES = 256 * 1024 * 1024,
};

/* The file PATH, "-" being standard input. */
static int
input_read(struct surface *surface, const char *path, size_t max, struct bytes *content,
	   struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	int result = strcmp(path, "-") == 0 ? io_read_all(STDIN_FILENO, max, &text, err)
					    : io_read_file(path, max, &text, err);

	if (result == 0)
		*content = arena_copy(&surface->arena, buf_bytes(&text));
	else if (err->code == ERROR_NOT_FOUND)
		err->code = ERROR_USAGE;
	return result;
}

static int
content_read(struct surface *surface, const struct check_options *options, const char *path,
	     struct bytes *content, struct error *err)
{
	*content = options->content;
	return content->data ? 0 : input_read(surface, path, CONTENT_MAX_BYTES, content, err);
}

static int
file_change(struct surface *surface, const struct check_options *options, struct bytes message,
	    struct oid *commit, struct error *err)
{
	struct bytes path, content;

	if (file_argument_read(surface, options->path, &path, err) < 0 ||
	    content_read(surface, options, "-", &content, err) < 0)
		return -1;
	return snapshot_file(surface->repository, path, content, message, commit, err);
}

static int
patch_change(struct surface *surface, const struct check_options *options, struct bytes message,
	     struct oid *commit, struct error *err)
{
	struct bytes patch;

	if (content_read(surface, options, options->patch, &patch, err) < 0)
		return -1;
	return snapshot_patch(surface->repository, patch, message, commit, err);
}

int
check_change_make(struct surface *surface, const struct check_options *options, struct oid *commit,
		  struct error *err)
{
	struct bytes message = options->message_text.data ? options->message_text : BYTES("");

	if (options->message &&
	    input_read(surface, options->message, MESSAGE_MAX_BYTES, &message, err) < 0)
		return -1;
	switch (options->subject) {
	case CHECK_FILE:
		return file_change(surface, options, message, commit, err);
	case CHECK_PATCH:
		return patch_change(surface, options, message, commit, err);
	case CHECK_STAGED:
		return snapshot_take(surface->repository, SNAPSHOT_STAGED, message, commit, err);
	default:
		return snapshot_take(surface->repository, SNAPSHOT_WORKTREE, message, commit, err);
	}
}
