#include "config.h"

#include "document/entry.h"
#include "mcp/methods.h"
#include "mcp/tool.h"
#include "report/json_writer.h"

static void
annotations_write(struct buf *out)
{
	json_open(out, "annotations", '{');
	json_bool(out, "destructiveHint", false);
	json_bool(out, "idempotentHint", true);
	json_bool(out, "openWorldHint", false);
	json_bool(out, "readOnlyHint", true);
	json_close(out, '}');
}

static void
tool_write(struct buf *out, const struct mcp_tool *tool)
{
	json_open(out, NULL, '{');
	annotations_write(out);
	json_string(out, "description", bytes_of(tool->help));
	mcp_arguments_write(out, "inputSchema", tool);
	json_string(out, "name", bytes_of(tool->name));
	json_raw(out, "outputSchema", bytes_of(tool->output_schema));
	json_string(out, "title", bytes_of(tool->title));
	json_close(out, '}');
}

int
mcp_tools_list(const struct mcp_backend *backend, const struct mcp_request *request,
	       struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	(void)backend;
	(void)arena;
	if (mcp_cursor_refuse(request, failure) < 0)
		return -1;
	mcp_result_begin(out, request);
	mcp_result_scope(out, request, true);
	mcp_result_type(out, request);
	json_open(out, "tools", '[');
	for (const struct mcp_tool *tool = mcp_tools; tool->name; tool++)
		tool_write(out, tool);
	json_close(out, ']');
	mcp_result_ttl(out, request, true);
	mcp_result_end(out);
	return 0;
}

/* A document as its command prints it, without its line feed: a message is one line. */
static struct bytes
document_line(const struct buf *document)
{
	struct bytes line = buf_bytes(document);

	return bytes_ends_with(line, BYTES("\n")) ? bytes_slice(line, 0, line.len - 1) : line;
}

static void
call_write(struct buf *out, const struct mcp_request *request, const struct mcp_call *call)
{
	mcp_result_begin(out, request);
	json_open(out, "content", '[');
	json_open(out, NULL, '{');
	json_string(out, "text", buf_bytes(&call->text));
	json_string(out, "type", BYTES("text"));
	json_close(out, '}');
	json_close(out, ']');
	json_bool(out, "isError", call->is_error);
	mcp_result_type(out, request);
	if (call->structured.len)
		json_raw(out, "structuredContent", document_line(&call->structured));
	mcp_result_end(out);
}

static void
call_release(struct mcp_call *call)
{
	buf_release(&call->text);
	buf_release(&call->structured);
}

/* What the model could mend is a result, by the specification; what it says is all that it has. */
static void
call_fail(struct mcp_call *call, const struct error *err)
{
	buf_clear(&call->text);
	buf_clear(&call->structured);
	buf_printf(&call->text, "error: %s\n", err->message);
	call->is_error = true;
}

static int
call_read(const struct mcp_request *request, const struct mcp_tool **tool,
	  const struct document_node **arguments, struct mcp_failure *failure)
{
	struct bytes name = mcp_param(request, "name");

	*tool = mcp_tool_find(name);
	*arguments = node_entry(request->params, "arguments");
	if (!name.data)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`name` is a string");
	if (!*tool)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "there is no tool '%.*s'",
				SHOWN(name));
	if (*arguments && (*arguments)->kind != NODE_MAPPING)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`arguments` is an object");
	return 0;
}

int
mcp_tools_call(const struct mcp_backend *backend, const struct mcp_request *request,
	       struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	CLEANUP(call_release)
	struct mcp_call call = { .backend = backend, .arena = arena, .text = BUF_INIT };
	const struct document_node *arguments;
	const struct mcp_tool *tool;
	struct error err;

	if (call_read(request, &tool, &arguments, failure) < 0)
		return -1;
	if (mcp_arguments_read(&call, tool, arguments, &err) < 0 || tool->call(&call, &err) < 0)
		call_fail(&call, &err);
	call_write(out, request, &call);
	return 0;
}
