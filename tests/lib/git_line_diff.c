#include "config.h"

#include "git_line_diff.h"

#include "git/handle.h"

#define DIFF_MAX_BYTES ((size_t)1023 * 1024 * 1024) /* the library's GIT_XDIFF_MAX_SIZE */

struct visiting {
	hunk_visitor *visit;
	void *ctx;
	size_t n_hunks;
};

/* A unified diff gives the line before where a side has none. */
static size_t
start_of(int start, int lines)
{
	return (size_t)start + (lines == 0 ? 1 : 0);
}

static int
hunk_take(const git_diff_delta *delta, const git_diff_hunk *hunk, void *payload)
{
	struct visiting *to = payload;

	(void)delta;
	to->n_hunks++;
	to->visit(to->ctx, start_of(hunk->old_start, hunk->old_lines), (size_t)hunk->old_lines,
		  start_of(hunk->new_start, hunk->new_lines), (size_t)hunk->new_lines);
	return 0;
}

static const char *
data_of(struct bytes content)
{
	return content.data ? content.data : "";
}

static git_diff_options
options_make(void)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;

	options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
	options.context_lines = 0;
	options.interhunk_lines = 0;
	options.max_size = -1; /* else a large file counts as binary, and has no lines */
	return options;
}

/* Of two sides of these sizes that differ: what RC, the library's answer, comes to. */
static int
result(int rc, const struct visiting *to, struct error *err)
{
	if (rc < 0)
		return git_failure(err, rc, "cannot compare two files");
	/* The library drops an error of its diff (out of memory), which would read as "no change".
	 */
	if (to->n_hunks == 0)
		return error_set(err, ERROR_INTERNAL, "two files differ, but no line of them does");
	return 0;
}

static int
size_check(size_t size, struct error *err)
{
	if (size > DIFF_MAX_BYTES)
		return error_set(err, ERROR_LIMIT, "a file of more than %zu bytes is not compared",
				 DIFF_MAX_BYTES);
	return 0;
}

int
git_line_diff(struct bytes old_content, struct bytes new_content, hunk_visitor *visit,
	      void *visit_ctx, struct error *err)
{
	git_diff_options options = options_make();
	struct visiting to = { visit, visit_ctx, 0 };
	int rc;

	if (size_check(old_content.len, err) < 0 || size_check(new_content.len, err) < 0)
		return -1;
	if (bytes_equal(old_content, new_content))
		return 0;
	if (library_init(err) < 0)
		return -1;
	rc = git_diff_buffers(data_of(old_content), old_content.len, NULL, data_of(new_content),
			      new_content.len, NULL, &options, NULL, NULL, hunk_take, NULL, &to);
	return result(rc, &to, err);
}
