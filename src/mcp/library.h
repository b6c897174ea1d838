#ifndef WRIT_MCP_LIBRARY_H
#define WRIT_MCP_LIBRARY_H

/*
 * Decisions as a client names them: by an id, or by a URI `writ://decision/ADR-0007`.
 */

#include "mcp/backend.h"

struct mcp_shelf {
	const struct bundle *bundle;
	const struct decision *decision;
	struct bytes id;  /* as verdicts have it */
	struct bytes uri; /* RFC 3986 */
};

struct mcp_library {
	struct mcp_shelf *shelves; /* in the order of the sources, then by id */
	size_t n;
};

#define MCP_URI_BEGIN "writ://decision/"

/* All decisions, in force or not. It lives in ARENA, and borrows DECISIONS. */
void mcp_library_fill(struct mcp_library *library, const struct mcp_decisions *decisions,
		      struct arena *arena);
/* The one called ID: in full or, where it is the only one, without its source. ERROR_USAGE says
 * which one could be meant. */
int mcp_library_find(const struct mcp_library *library, struct bytes id,
		     const struct mcp_shelf **shelf, struct error *err) MUST_CHECK;
/* The one with this URI; NULL when there is none. */
const struct mcp_shelf *mcp_library_at(const struct mcp_library *library, struct bytes uri);
/* The file of it. */
struct bytes mcp_shelf_content(const struct mcp_shelf *shelf);
/* What stands of it in a document: an object, or the keys of one. TEXT goes with it. */
void mcp_shelf_write(struct buf *out, const struct mcp_shelf *shelf, struct bytes text);

#endif
