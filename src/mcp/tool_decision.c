#include "config.h"

#include "mcp/library.h"
#include "mcp/tool.h"

enum { ID };

const struct mcp_argument mcp_decision_arguments[] = {
	[ID] = { "id", MCP_NAME, true, "ADR-0007; NAME/ADR-0007 of a source that has a name" },
	{ .name = NULL },
};

#define STRING_OR_NULL "{\"type\":[\"string\",\"null\"]}"
#define STRINGS "{\"items\":{\"type\":\"string\"},\"type\":\"array\"}"

const char mcp_decision_schema[] =
	"{\"properties\":{\"bundle\":{\"type\":\"string\"},\"date\":" STRING_OR_NULL
	",\"excluded\":{\"description\":\"Why it is not in force.\",\"type\":[\"string\",\"null\"]}"
	",\"file\":{\"type\":\"string\"}"
	",\"force\":{\"description\":\"documented-only, enforced, enforced-in-part, not-in-force "
	"or "
	"superseded.\",\"type\":\"string\"}"
	",\"id\":{\"type\":\"string\"},\"instead\":" STRING_OR_NULL
	",\"level\":{\"enum\":[\"mandatory\",\"advisory\",\"shadow\"]},\"refs\":" STRINGS
	",\"scope\":" STRINGS ",\"status\":{\"type\":\"string\"},\"tags\":" STRINGS
	",\"text\":{\"description\":\"The file, Markdown.\",\"type\":\"string\"}"
	",\"title\":{\"type\":\"string\"},\"uri\":{\"type\":\"string\"}}"
	",\"required\":[\"excluded\",\"force\",\"id\",\"level\",\"scope\",\"status\",\"text\","
	"\"title\",\"uri\"],\"type\":\"object\"}";

static int
decision_answer(struct mcp_call *call, const struct mcp_decisions *decisions, struct error *err)
{
	struct mcp_library library;
	const struct mcp_shelf *shelf;
	struct bytes content;

	mcp_library_fill(&library, decisions, call->arena);
	if (mcp_library_find(&library, mcp_call_text(call, ID), &shelf, err) < 0)
		return -1;
	content = mcp_shelf_content(shelf);
	buf_add(&call->text, content);
	mcp_shelf_write(&call->structured, shelf, content);
	return 0;
}

int
mcp_call_decision(struct mcp_call *call, struct error *err)
{
	struct mcp_decisions decisions = { 0 };
	int result = call->backend->open(call->backend->ctx, &decisions, err);

	if (result == 0)
		result = decision_answer(call, &decisions, err);
	call->backend->close(call->backend->ctx, &decisions);
	return result;
}
