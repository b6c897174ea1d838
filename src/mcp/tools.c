#include "config.h"

#include "mcp/schemas.h"
#include "mcp/tool.h"

const struct mcp_tool mcp_tools[] = {
	{ "check", "Judge a change",
	  "Judges a change by the decisions of this repository before it is pushed, with the "
	  "verdict "
	  "that the server will give: a file with the content that you are about to write (path "
	  "and "
	  "content), a patch, the work tree, the index, or a range of commits. Ask before you "
	  "write a "
	  "file. A violation says where it is and what to do instead.",
	  mcp_check_arguments, mcp_verdict_schema, mcp_call_check },
	{ "context", "Decisions that bind paths",
	  "The architecture decisions that bind these paths, the most specific first: what was "
	  "decided, what to do instead, which file to read on. Ask before you plan a change of "
	  "them.",
	  mcp_context_arguments, mcp_context_schema, mcp_call_context },
	{ "search", "Search decisions",
	  "Finds decisions by the words of a question or a task, the nearest first. It is for "
	  "reading: `context` tells which decisions bind a path.",
	  mcp_search_arguments, mcp_context_schema, mcp_call_search },
	{ "decision", "Read a decision",
	  "One decision by its id (ADR-0007): its text with the policy, and its state.",
	  mcp_decision_arguments, mcp_decision_schema, mcp_call_decision },
	{ "explain", "Why a decision applies",
	  "For a path: each decision, whether it applies there, and why or why not. For a "
	  "decision: "
	  "its scope, level and precedence. For both: that decision at that path.",
	  mcp_explain_arguments, mcp_explain_schema, mcp_call_explain },
	{ .name = NULL },
};

const struct mcp_tool *
mcp_tool_find(struct bytes name)
{
	for (const struct mcp_tool *tool = mcp_tools; tool->name; tool++) {
		if (bytes_equal_string(name, tool->name))
			return tool;
	}
	return NULL;
}
