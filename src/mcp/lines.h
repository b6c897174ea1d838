#ifndef WRIT_MCP_LINES_H
#define WRIT_MCP_LINES_H

/*
 * Messages of the stdio transport: one a line. A line that is too long is passed over to its end,
 * so that what follows it is read as what it is.
 */

#include "base/buf.h"
#include "base/error.h"

enum { MCP_LINE_MAX_BYTES = 8 * 1024 * 1024 };

enum mcp_line { MCP_LINE, MCP_LINE_TOO_LONG, MCP_LINE_END };

struct mcp_lines {
	int fd;
	struct buf buf;
	size_t start;   /* of the line that comes next, in BUF */
	size_t scanned; /* bytes behind it that hold no line feed */
	bool skipping;  /* it is too long: its beginning is forgotten */
	bool ended;     /* of FD */
};

#define MCP_LINES_INIT(fd_)                                                                        \
	{                                                                                          \
		.fd = (fd_), .buf = BUF_INIT                                                       \
	}

void mcp_lines_release(struct mcp_lines *lines);
/* Waits for the next line, which has no line feed and is borrowed until the next call of any of
 * these. What stands behind the last line feed is a line too. ERROR_SYSTEM. */
int mcp_lines_next(struct mcp_lines *lines, enum mcp_line *kind, struct bytes *line,
		   struct error *err) MUST_CHECK;
/* Takes in what can be had without waiting, up to a bound, and tells whether WANT is true of one of
 * the lines that have come already. */
bool
mcp_lines_ahead(struct mcp_lines *lines, bool (*want)(void *ctx, struct bytes line), void *ctx);

#endif
