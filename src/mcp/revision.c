#include "config.h"

#include "mcp/revision.h"

#include "mcp/reply.h"

const struct mcp_revision_traits mcp_revisions[MCP_REVISIONS] = {
	[MCP_2025_03_26] = { "2025-03-26", true, true, true, MCP_RESOURCE_NOT_FOUND },
	[MCP_2025_06_18] = { "2025-06-18", true, false, true, MCP_RESOURCE_NOT_FOUND },
	[MCP_2025_11_25] = { "2025-11-25", true, false, false, MCP_RESOURCE_NOT_FOUND },
	[MCP_2026_07_28] = { "2026-07-28", false, false, false, MCP_INVALID_PARAMS },
};

enum mcp_revision
mcp_revision_find(struct bytes name)
{
	size_t i = 0;

	while (i < MCP_REVISIONS && !bytes_equal_string(name, mcp_revisions[i].name))
		i++;
	return (enum mcp_revision)i;
}
