#ifndef WRIT_MCP_METHODS_H
#define WRIT_MCP_METHODS_H

/*
 * The methods that ask for something: tools, and decisions as resources.
 */

#include "mcp/backend.h"
#include "mcp/request.h"

enum { MCP_PAGE_RESOURCES = 50 };

/* Adds a whole answer to OUT; -1 with FAILURE, and OUT may be cut
 * short then. What the answer needs beside OUT lives in ARENA. */
typedef int mcp_method(const struct mcp_backend *backend, const struct mcp_request *request,
		       struct arena *arena, struct buf *out, struct mcp_failure *failure);

/* What the server is and can; the session is agreed upon before. */
mcp_method mcp_discover, mcp_initialize, mcp_ping, mcp_listen;
mcp_method mcp_resources_list, mcp_resources_read, mcp_resources_templates;
mcp_method mcp_tools_list, mcp_tools_call;

/* A list that is one page has no cursor that could be given. */
int mcp_cursor_refuse(const struct mcp_request *request, struct mcp_failure *failure) MUST_CHECK;

#endif
