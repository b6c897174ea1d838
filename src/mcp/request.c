#include "config.h"

#include "mcp/request.h"

#include "document/entry.h"
#include "mcp/lines.h"

enum { DEPTH_MAX = 64, VALUES_MAX = 100000 };

int
mcp_text_read(struct document_node **root, struct bytes text, struct arena *arena,
	      struct mcp_failure *failure)
{
	static const struct document_limits limits = { .depth = DEPTH_MAX,
						       .nodes = VALUES_MAX,
						       .bytes = MCP_LINE_MAX_BYTES };
	struct document_problem problem;

	if (document_parse(root, DOCUMENT_JSON, text, &limits, arena, &problem) == 0)
		return 0;
	return mcp_fail(failure, problem.limit ? MCP_INVALID_REQUEST : MCP_PARSE_ERROR,
			"column %u: %s", problem.column, problem.message);
}

static bool
is_string(const struct document_node *node)
{
	return node && node->kind == NODE_STRING;
}

static bool
is_id(const struct document_node *node)
{
	return is_string(node) || (node && node->kind == NODE_INTEGER);
}

bool
mcp_ids_equal(const struct document_node *a, const struct document_node *b)
{
	return is_id(a) && is_id(b) && a->kind == b->kind &&
	       (a->kind == NODE_STRING ? bytes_equal(a->text, b->text) : a->integer == b->integer);
}

struct bytes
mcp_param(const struct mcp_request *request, const char *key)
{
	const struct document_node *node = node_entry(request->params, key);

	return is_string(node) ? node->text : BYTES_NONE;
}

static enum mcp_message
invalid(struct mcp_failure *failure, const char *why)
{
	(void)mcp_fail(failure, MCP_INVALID_REQUEST, "%s", why);
	return MCP_INVALID;
}

enum mcp_message
mcp_request_read(struct mcp_request *request, const struct document_node *node,
		 struct mcp_failure *failure)
{
	const struct document_node *id = node_entry(node, "id");
	const struct document_node *method = node_entry(node, "method");
	const struct document_node *version = node_entry(node, "jsonrpc");

	*request = (struct mcp_request){ .id = is_id(id) ? id : NULL, .revision = MCP_NONE };
	if (node->kind != NODE_MAPPING)
		return invalid(failure, "a message is an object");
	if (!is_string(version) || !bytes_equal_string(version->text, "2.0"))
		return invalid(failure, "`jsonrpc` is not \"2.0\"");
	if (!method && (node_entry(node, "result") || node_entry(node, "error")))
		return MCP_RESPONSE;
	if (id && !is_id(id))
		return invalid(failure, "an id is a string or a whole number");
	if (!is_string(method))
		return invalid(failure, "a request names its method in a string");
	request->method = method->text;
	request->params = node_entry(node, "params");
	if (!id)
		return MCP_NOTIFICATION;
	if (!request->params || request->params->kind == NODE_MAPPING)
		return MCP_REQUEST;
	(void)mcp_fail(failure, MCP_INVALID_PARAMS, "`params` is an object");
	return MCP_INVALID;
}
