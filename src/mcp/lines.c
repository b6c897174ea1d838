#include "config.h"

#include "mcp/lines.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { CHUNK_BYTES = 64 * 1024, AHEAD_MAX_BYTES = 1024 * 1024 };

void
mcp_lines_release(struct mcp_lines *lines)
{
	buf_release(&lines->buf);
}

/* Forgets what has been taken, so that what is kept is one line at most. */
static void
compact(struct mcp_lines *lines)
{
	size_t left = lines->buf.len - lines->start;

	if (lines->start == 0)
		return;
	memmove(lines->buf.data, lines->buf.data + lines->start, left);
	lines->buf.len = left;
	lines->start = 0;
}

static void
wait_for_input(int fd)
{
	struct pollfd poll_fd = { fd, POLLIN, 0 };

	(void)poll(&poll_fd, 1, -1);
}

static int
chunk_read(struct mcp_lines *lines, struct error *err)
{
	char chunk[CHUNK_BYTES];
	ssize_t n;

	do {
		n = read(lines->fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EAGAIN)
			wait_for_input(lines->fd);
	} while (n < 0 && (errno == EINTR || errno == EAGAIN));
	if (n < 0)
		return error_set_errno(err, "cannot read standard input");
	lines->ended = n == 0;
	buf_add(&lines->buf, (struct bytes){ chunk, (size_t)n });
	return 0;
}

/* Where the line ends that comes next; false when its end has not come. */
static bool
end_find(struct mcp_lines *lines, size_t *end)
{
	size_t from = lines->start + lines->scanned;
	const char *found = from < lines->buf.len
				    ? memchr(lines->buf.data + from, '\n', lines->buf.len - from)
				    : NULL;

	lines->scanned = lines->buf.len - lines->start;
	if (found)
		*end = (size_t)(found - lines->buf.data);
	return found != NULL;
}

static enum mcp_line
line_take(struct mcp_lines *lines, size_t end, struct bytes *line)
{
	bool too_long = lines->skipping || end - lines->start > MCP_LINE_MAX_BYTES;

	*line = bytes_slice(buf_bytes(&lines->buf), lines->start, end);
	lines->start = end < lines->buf.len ? end + 1 : end;
	lines->scanned = 0;
	lines->skipping = false;
	return too_long ? MCP_LINE_TOO_LONG : MCP_LINE;
}

/* The line that comes next is not whole: its beginning is of no use any more when it is too long.
 */
static void
beginning_bound(struct mcp_lines *lines)
{
	if (!lines->skipping && lines->scanned <= MCP_LINE_MAX_BYTES)
		return;
	lines->skipping = true;
	lines->start = lines->scanned = 0;
	buf_clear(&lines->buf);
}

int
mcp_lines_next(struct mcp_lines *lines, enum mcp_line *kind, struct bytes *line, struct error *err)
{
	size_t end;

	while (!end_find(lines, &end)) {
		beginning_bound(lines);
		if (lines->ended) {
			*kind = lines->skipping || lines->start < lines->buf.len
					? line_take(lines, lines->buf.len, line)
					: MCP_LINE_END;
			return 0;
		}
		compact(lines);
		if (chunk_read(lines, err) < 0)
			return -1;
	}
	*kind = line_take(lines, end, line);
	return 0;
}

static bool
can_read(int fd)
{
	struct pollfd poll_fd = { fd, POLLIN, 0 };

	return poll(&poll_fd, 1, 0) > 0 && poll_fd.revents & (POLLIN | POLLHUP);
}

bool
mcp_lines_ahead(struct mcp_lines *lines, bool (*want)(void *ctx, struct bytes line), void *ctx)
{
	struct bytes rest, line;
	struct error err;

	compact(lines);
	while (!lines->ended && lines->buf.len < AHEAD_MAX_BYTES && can_read(lines->fd) &&
	       chunk_read(lines, &err) == 0)
		continue;
	rest = buf_bytes(&lines->buf);
	while (bytes_split(&rest, '\n', &line) && rest.data) {
		if (want(ctx, line))
			return true;
	}
	return false;
}
