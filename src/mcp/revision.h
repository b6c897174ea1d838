#ifndef WRIT_MCP_REVISION_H
#define WRIT_MCP_REVISION_H

/*
 * The revisions of the Model Context Protocol that are spoken. Those up to 2025-11-25 have
 * sessions, which `initialize` begins; since 2026-07-28 each request says in `_meta` what it is
 * written in.
 */

#include "base/bytes.h"

enum mcp_revision {
	MCP_2025_03_26,
	MCP_2025_06_18,
	MCP_2025_11_25,
	MCP_2026_07_28,
	MCP_REVISIONS,
	MCP_NONE = MCP_REVISIONS, /* nothing was agreed upon yet */
};

struct mcp_revision_traits {
	const char *name;
	bool session;    /* begun by `initialize` */
	bool batches;    /* an array of messages is answered by one of answers */
	bool id_or_null; /* an error about no request has `"id":null`; else it has no id */
	int not_found;   /* the code of a resource that is not there */
};

extern const struct mcp_revision_traits mcp_revisions[MCP_REVISIONS];
/* The revision NAME; MCP_NONE when it is not known. */
enum mcp_revision mcp_revision_find(struct bytes name);

#endif
