#ifndef WRIT_MCP_SERVER_H
#define WRIT_MCP_SERVER_H

/*
 * A server of the Model Context Protocol: lines in, lines out. Of what came before it keeps only
 * which revision a session agreed upon.
 */

#include "mcp/backend.h"
#include "mcp/revision.h"

struct document_node;

struct mcp_server {
	const struct mcp_backend *backend;
	enum mcp_revision session; /* MCP_NONE before `initialize` */
	bool in_batch;             /* an array of messages is being answered */
	/* Whether the request ID has been taken back; NULL: never. */
	bool (*cancelled)(void *ctx, const struct document_node *id);
	void *ctx;
};

/* Adds to OUT what is answered to LINE: nothing, or lines that end in a line feed. */
void mcp_server_answer(struct mcp_server *server, struct bytes line, struct buf *out);
/* The same for a line that was too long to be kept. */
void mcp_server_refuse(const struct mcp_server *server, struct buf *out);
/* Answers what comes from the descriptor IN until it ends, to OUT. ERROR_SYSTEM. */
int mcp_serve(struct mcp_server *server, int in, int out, struct error *err) MUST_CHECK;

#endif
