#include "config.h"

#include "ledger/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

enum { WINDOW_BYTES = 256 * 1024, WINDOW_BACK_BYTES = 16 * 1024 };

void
lines_init(struct lines *lines, int fd, uint64_t size)
{
	*lines = (struct lines){ .fd = fd, .size = size };
}

void
lines_init_back(struct lines *lines, int fd, uint64_t size)
{
	*lines = (struct lines){ .fd = fd, .at = size, .size = size };
}

void
lines_release(struct lines *lines)
{
	free(lines->window);
	lines->window = NULL;
}

static int
bytes_read(const struct lines *lines, char *to, size_t len, uint64_t offset, struct error *err)
{
	while (len > 0) {
		ssize_t n = pread(lines->fd, to, len, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set_errno(err, "cannot read");
		if (n == 0)
			return error_set(err, ERROR_SYSTEM, "it was cut while it was read");
		to += n;
		len -= (size_t)n;
		offset += (uint64_t)n;
	}
	return 0;
}

/* Makes the window FROM..FROM + LEN; what it holds of that already is kept. */
static int
window_move(struct lines *lines, uint64_t from, size_t len, struct error *err)
{
	uint64_t end = lines->from + lines->len;
	size_t kept = 0, ahead = 0;

	if (len > LINE_MAX_BYTES)
		return error_set(err, ERROR_LIMIT, "a line is longer than %d bytes",
				 LINE_MAX_BYTES);
	if (len > lines->room) {
		lines->window = memory_realloc(lines->window, len, 1);
		lines->room = len;
	}
	if (from >= lines->from && from < end) {
		kept = (size_t)(end - from) < len ? (size_t)(end - from) : len;
		memmove(lines->window, lines->window + (from - lines->from), kept);
	} else if (from < lines->from && lines->from < from + len) {
		ahead = (size_t)(lines->from - from);
		kept = lines->len < len - ahead ? lines->len : len - ahead;
		memmove(lines->window + ahead, lines->window, kept);
	}
	lines->from = from;
	lines->len = len;
	if (ahead && bytes_read(lines, lines->window, ahead, from, err) < 0)
		return -1;
	return bytes_read(lines, lines->window + ahead + kept, len - ahead - kept,
			  from + ahead + kept, err);
}

/* What of SIZE can be reached from FROM on, WANTED bytes at most. */
static size_t
reachable(uint64_t from, uint64_t end, size_t wanted)
{
	return end - from < wanted ? (size_t)(end - from) : wanted;
}

int
lines_next(struct lines *lines, struct line *line, struct error *err)
{
	size_t wanted = WINDOW_BYTES, searched = 0;
	const char *begin, *end = NULL;

	if (lines->at >= lines->size)
		return 0;
	for (;; wanted *= 2) {
		size_t have = lines->at >= lines->from && lines->at < lines->from + lines->len
				      ? (size_t)(lines->from + lines->len - lines->at)
				      : 0;

		begin = have ? lines->window + (lines->at - lines->from) : NULL;
		end = have > searched ? memchr(begin + searched, '\n', have - searched) : NULL;
		searched = have;
		if (end || lines->at + have == lines->size)
			break;
		while (wanted <= have)
			wanted *= 2;
		if (window_move(lines, lines->at, reachable(lines->at, lines->size, wanted), err) <
		    0)
			return -1;
	}
	line->offset = lines->at;
	line->complete = end != NULL;
	line->text = (struct bytes){ begin, end ? (size_t)(end - begin) : searched };
	lines->at += line->text.len + line->complete;
	return 1;
}

int
lines_previous(struct lines *lines, struct line *line, struct error *err)
{
	size_t wanted = WINDOW_BACK_BYTES, skipped = 0;
	const char *feed = NULL;

	if (lines->at == 0)
		return 0;
	for (;; wanted *= 2) {
		size_t have = lines->at > lines->from && lines->at <= lines->from + lines->len
				      ? (size_t)(lines->at - lines->from)
				      : 0;

		line->complete = have && lines->window[have - 1] == '\n';
		if (have > line->complete)
			feed = memrchr(lines->window, '\n', have - line->complete);
		skipped = feed ? (size_t)(feed - lines->window) + 1 : 0;
		if (have && (feed || lines->from == 0)) {
			line->offset = lines->from + skipped;
			line->text = (struct bytes){ lines->window + skipped,
						     have - skipped - line->complete };
			lines->at = line->offset;
			return 1;
		}
		while (wanted <= have)
			wanted *= 2;
		if (wanted > lines->at)
			wanted = (size_t)lines->at;
		if (window_move(lines, lines->at - wanted, wanted, err) < 0)
			return -1;
	}
}
