#include "config.h"

#include "document/entry.h"
#include "mcp/methods.h"
#include "report/json_writer.h"

#define META_SUBSCRIPTION "io.modelcontextprotocol/subscriptionId"

static const char instructions[] =
	"The architecture decisions of this repository, and the verdict that its server gives on a "
	"push. Before you change files, call `context` with their paths. Before you write a file, "
	"call `check` with its path and the content that it would get; what it rejects, the server "
	"rejects. Decisions and HEAD are read anew for each request.";

static void
capabilities_write(struct buf *out)
{
	json_open(out, "capabilities", '{');
	json_raw(out, "resources", BYTES("{}"));
	json_raw(out, "tools", BYTES("{}"));
	json_close(out, '}');
}

int
mcp_discover(const struct mcp_backend *backend, const struct mcp_request *request,
	     struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	(void)backend;
	(void)arena;
	(void)failure;
	mcp_result_begin(out, request);
	mcp_result_scope(out, request, true);
	capabilities_write(out);
	json_string(out, "instructions", BYTES(instructions));
	mcp_result_type(out, request);
	json_open(out, "supportedVersions", '[');
	for (size_t i = 0; i < MCP_REVISIONS; i++) {
		if (!mcp_revisions[i].session)
			json_string(out, NULL, bytes_of(mcp_revisions[i].name));
	}
	json_close(out, ']');
	mcp_result_ttl(out, request, true);
	mcp_result_end(out);
	return 0;
}

/* What `initialize` has agreed upon is in request->revision. */
int
mcp_initialize(const struct mcp_backend *backend, const struct mcp_request *request,
	       struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	(void)backend;
	(void)arena;
	(void)failure;
	mcp_result_begin(out, request);
	capabilities_write(out);
	json_string(out, "instructions", BYTES(instructions));
	json_string(out, "protocolVersion", bytes_of(mcp_revisions[request->revision].name));
	mcp_server_info_write(out, "serverInfo");
	mcp_result_end(out);
	return 0;
}

int
mcp_ping(const struct mcp_backend *backend, const struct mcp_request *request, struct arena *arena,
	 struct buf *out, struct mcp_failure *failure)
{
	(void)backend;
	(void)arena;
	(void)failure;
	mcp_result_begin(out, request);
	mcp_result_end(out);
	return 0;
}

static void
acknowledgement_write(struct buf *out, const struct mcp_request *request)
{
	json_open(out, NULL, '{');
	json_string(out, "jsonrpc", BYTES("2.0"));
	json_string(out, "method", BYTES("notifications/subscriptions/acknowledged"));
	json_open(out, "params", '{');
	json_open(out, "_meta", '{');
	mcp_id_write(out, META_SUBSCRIPTION, request->id);
	json_close(out, '}');
	json_raw(out, "notifications", BYTES("{}"));
	json_close(out, '}');
	json_close(out, '}');
}

/* Nothing is ever told without being asked: the subscription is acknowledged as one to nothing, and
 * ended. */
int
mcp_listen(const struct mcp_backend *backend, const struct mcp_request *request,
	   struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	const struct document_node *filter = node_entry(request->params, "notifications");

	(void)backend;
	(void)arena;
	if (!filter || filter->kind != NODE_MAPPING)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`notifications` is an object");
	acknowledgement_write(out, request);
	buf_add_char(out, '\n');
	json_open(out, NULL, '{');
	mcp_id_write(out, "id", request->id);
	json_string(out, "jsonrpc", BYTES("2.0"));
	json_open(out, "result", '{');
	json_open(out, "_meta", '{');
	mcp_server_info_write(out, "io.modelcontextprotocol/serverInfo");
	mcp_id_write(out, META_SUBSCRIPTION, request->id);
	json_close(out, '}');
	mcp_result_type(out, request);
	mcp_result_end(out);
	return 0;
}
