#include "config.h"

#include "base/io.h"
#include "document/entry.h"
#include "mcp/lines.h"
#include "mcp/request.h"
#include "mcp/server.h"

/* Longer notifications that take a request back are not looked for ahead of their turn. */
enum { CANCEL_MAX_BYTES = 4096 };

static bool
takes_back(void *ctx, struct bytes line)
{
	static const char method[] = "notifications/cancelled";
	const struct document_node *id = ctx;
	struct mcp_request request;
	struct mcp_failure failure;
	struct document_node *root;
	struct arena arena;
	bool found;

	if (line.len > CANCEL_MAX_BYTES || !memmem(line.data, line.len, method, strlen(method)))
		return false;
	arena_init(&arena);
	found = mcp_text_read(&root, line, &arena, &failure) == 0 &&
		mcp_request_read(&request, root, &failure) == MCP_NOTIFICATION &&
		bytes_equal_string(request.method, method) &&
		mcp_ids_equal(node_entry(request.params, "requestId"), id);
	arena_release(&arena);
	return found;
}

/* One request is answered after the other: it can be taken back until its turn comes. */
static bool
is_taken_back(void *ctx, const struct document_node *id)
{
	struct document_node copy = *id;

	return mcp_lines_ahead(ctx, takes_back, &copy);
}

static void
lines_release(struct mcp_lines *lines)
{
	mcp_lines_release(lines);
}

int
mcp_serve(struct mcp_server *server, int in, int out, struct error *err)
{
	CLEANUP(lines_release) struct mcp_lines lines = MCP_LINES_INIT(in);
	CLEANUP(buf_release) struct buf answer = BUF_INIT;
	enum mcp_line kind;
	struct bytes line;

	server->cancelled = is_taken_back;
	server->ctx = &lines;
	for (;;) {
		if (mcp_lines_next(&lines, &kind, &line, err) < 0)
			return -1;
		if (kind == MCP_LINE_END)
			return 0;
		buf_clear(&answer);
		if (kind == MCP_LINE)
			mcp_server_answer(server, line, &answer);
		else
			mcp_server_refuse(server, &answer);
		if (answer.len && io_write_all(out, buf_bytes(&answer), err) < 0)
			return -1;
	}
}
