#ifndef WRIT_MCP_REQUEST_H
#define WRIT_MCP_REQUEST_H

/*
 * A message as JSON-RPC 2.0 has it, read strictly: an id is a string or a whole number, parameters
 * are an object, no key stands twice.
 */

#include "document/document.h"
#include "mcp/reply.h"
#include "mcp/revision.h"

enum mcp_message {
	MCP_REQUEST,
	MCP_NOTIFICATION,
	MCP_RESPONSE, /* this side asks for nothing, so there is nothing to do with one */
	MCP_INVALID,
};

struct mcp_request {
	const struct document_node *id; /* NULL: a notification, or none that can be read */
	struct bytes method;
	const struct document_node *params; /* a mapping; NULL when there are none */
	enum mcp_revision revision;         /* what it is written in */
};

/* Reads TEXT, whose nodes live in ARENA. -1 with FAILURE when it is no JSON, is not UTF-8, holds a
 * key twice, or is too deep or has too many values. */
int mcp_text_read(struct document_node **root, struct bytes text, struct arena *arena,
		  struct mcp_failure *failure) MUST_CHECK;
/* What NODE is. FAILURE is written for MCP_INVALID; then REQUEST has its id, if that can be read.
 */
enum mcp_message mcp_request_read(struct mcp_request *request, const struct document_node *node,
				  struct mcp_failure *failure);
/* Whether both are the same id. */
bool mcp_ids_equal(const struct document_node *a, const struct document_node *b);
/* The string KEY of the parameters; data is NULL when there is none, or it is none. */
struct bytes mcp_param(const struct mcp_request *request, const char *key);

#endif
