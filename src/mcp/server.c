#include "config.h"

#include "mcp/server.h"

#include "document/entry.h"
#include "mcp/lines.h"
#include "mcp/methods.h"

#define META_VERSION "io.modelcontextprotocol/protocolVersion"
#define META_CAPABILITIES "io.modelcontextprotocol/clientCapabilities"
#define META_CLIENT "io.modelcontextprotocol/clientInfo"

enum { BATCH_MAX = 100 };

enum era { SESSIONS = 1, STATELESS = 2, ALWAYS = SESSIONS | STATELESS };

static const struct method {
	const char *name;
	int eras;
	bool before_session; /* allowed where nothing was agreed upon yet */
	mcp_method *answer;
} methods[] = {
	{ "initialize", SESSIONS, true, mcp_initialize },
	{ "ping", SESSIONS, true, mcp_ping },
	{ "resources/list", ALWAYS, false, mcp_resources_list },
	{ "resources/read", ALWAYS, false, mcp_resources_read },
	{ "resources/templates/list", ALWAYS, false, mcp_resources_templates },
	{ "server/discover", STATELESS, false, mcp_discover },
	{ "subscriptions/listen", STATELESS, false, mcp_listen },
	{ "tools/call", ALWAYS, false, mcp_tools_call },
	{ "tools/list", ALWAYS, false, mcp_tools_list },
};

static const struct method *
method_find(struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(methods); i++) {
		if (bytes_equal_string(name, methods[i].name))
			return &methods[i];
	}
	return NULL;
}

static bool
is_object(const struct document_node *node)
{
	return node && node->kind == NODE_MAPPING;
}

/* What a request without a session says of itself. */
static int
meta_read(const struct document_node *meta, struct mcp_request *request,
	  struct mcp_failure *failure)
{
	const struct document_node *version = node_entry(meta, META_VERSION);
	const struct document_node *client = node_entry(meta, META_CLIENT);

	if (version->kind != NODE_STRING)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`" META_VERSION "` is a string");
	request->revision = mcp_revision_find(version->text);
	if (request->revision == MCP_NONE || mcp_revisions[request->revision].session) {
		(void)mcp_fail(failure, MCP_UNSUPPORTED_VERSION, "Unsupported protocol version");
		failure->data_key = "requested";
		failure->data = version->text;
		failure->lists_revisions = true;
		return -1;
	}
	if (!is_object(node_entry(meta, META_CAPABILITIES)))
		return mcp_fail(failure, MCP_INVALID_PARAMS,
				"`_meta` needs `" META_CAPABILITIES "`, an object");
	if (client && !is_object(client))
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`" META_CLIENT "` is an object");
	return 0;
}

/* The revision that is asked for, or the latest that has sessions. */
static int
session_agree(struct mcp_server *server, struct mcp_request *request, struct mcp_failure *failure)
{
	struct bytes version = mcp_param(request, "protocolVersion");

	if (server->in_batch)
		return mcp_fail(failure, MCP_INVALID_REQUEST,
				"`initialize` is not part of a batch");
	if (!version.data)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`protocolVersion` is a string");
	if (!is_object(node_entry(request->params, "capabilities")) ||
	    !is_object(node_entry(request->params, "clientInfo")))
		return mcp_fail(failure, MCP_INVALID_PARAMS,
				"`capabilities` and `clientInfo` are objects");
	request->revision = mcp_revision_find(version);
	if (request->revision == MCP_NONE || !mcp_revisions[request->revision].session)
		request->revision = MCP_2025_11_25;
	server->session = request->revision;
	return 0;
}

static int
revision_find(struct mcp_server *server, const struct method *method, struct mcp_request *request,
	      struct mcp_failure *failure)
{
	const struct document_node *meta = node_entry(request->params, "_meta");

	if (meta && !is_object(meta))
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`_meta` is an object");
	if (node_entry(meta, META_VERSION) && server->in_batch)
		return mcp_fail(failure, MCP_INVALID_REQUEST,
				"a batch is of the revision of its session");
	if (node_entry(meta, META_VERSION))
		return meta_read(meta, request, failure);
	request->revision = server->session;
	if (server->session != MCP_NONE || method->before_session)
		return 0;
	return mcp_fail(failure, MCP_INVALID_PARAMS,
			"say what this is written in: `" META_VERSION
			"` in `_meta`, or begin a session with `initialize`");
}

static int
method_unknown(const struct mcp_request *request, struct mcp_failure *failure)
{
	return mcp_fail(failure, MCP_METHOD_NOT_FOUND, "there is no method '%.*s'",
			SHOWN(request->method));
}

static bool
is_stateless(const struct mcp_request *request)
{
	return request->revision != MCP_NONE && !mcp_revisions[request->revision].session;
}

static int
request_answer(struct mcp_server *server, struct mcp_request *request, struct arena *arena,
	       struct buf *out, struct mcp_failure *failure)
{
	const struct method *method = method_find(request->method);

	if (!method)
		return method_unknown(request, failure);
	if (revision_find(server, method, request, failure) < 0)
		return -1;
	if (!(method->eras & (is_stateless(request) ? STATELESS : SESSIONS)))
		return method_unknown(request, failure);
	if (method->answer == mcp_initialize && session_agree(server, request, failure) < 0)
		return -1;
	/* A ping may come first, and has nothing that a revision would change. */
	if (request->revision == MCP_NONE)
		request->revision = MCP_2025_11_25;
	return method->answer(server->backend, request, arena, out, failure);
}

static bool
errors_have_null(const struct mcp_server *server)
{
	return server->session != MCP_NONE && mcp_revisions[server->session].id_or_null;
}

static void
failure_answer(const struct mcp_server *server, const struct document_node *id,
	       const struct mcp_failure *failure, struct buf *out)
{
	mcp_reply_failure(out, id, errors_have_null(server), failure);
}

static void
cut(struct buf *out, size_t len)
{
	out->len = len;
	out->data[len] = '\0';
}

static void
message_answer(struct mcp_server *server, const struct document_node *node, struct arena *arena,
	       struct buf *out)
{
	struct mcp_failure failure;
	struct mcp_request request;
	size_t begin = out->len;

	switch (mcp_request_read(&request, node, &failure)) {
	case MCP_INVALID:
		failure_answer(server, request.id, &failure, out);
		return;
	case MCP_NOTIFICATION:
	case MCP_RESPONSE:
		return;
	default:
		break;
	}
	if (server->cancelled && server->cancelled(server->ctx, request.id))
		return;
	if (request_answer(server, &request, arena, out, &failure) == 0)
		return;
	if (out->data)
		cut(out, begin);
	failure_answer(server, request.id, &failure, out);
}

static int
batch_check(const struct mcp_server *server, const struct document_node *batch,
	    struct mcp_failure *failure)
{
	if (server->session == MCP_NONE || !mcp_revisions[server->session].batches)
		return mcp_fail(failure, MCP_INVALID_REQUEST,
				"a line is one message, not an array of them");
	if (batch->n_children == 0)
		return mcp_fail(failure, MCP_INVALID_REQUEST, "the batch is empty");
	if (batch->n_children > BATCH_MAX)
		return mcp_fail(failure, MCP_INVALID_REQUEST, "the batch has more than %d messages",
				BATCH_MAX);
	return 0;
}

/* JSON-RPC 2.0, 6: an array of the answers, nothing where there are none. */
static void
batch_answer(struct mcp_server *server, const struct document_node *batch, struct arena *arena,
	     struct buf *out)
{
	struct mcp_failure failure;
	size_t begin = out->len;

	if (batch_check(server, batch, &failure) < 0) {
		failure_answer(server, NULL, &failure, out);
		return;
	}
	buf_add_char(out, '[');
	server->in_batch = true;
	for (const struct document_node *node = batch->first; node; node = node->next)
		message_answer(server, node, arena, out);
	server->in_batch = false;
	if (out->len == begin + 1)
		cut(out, begin);
	else
		buf_add_char(out, ']');
}

static bool
is_blank(struct bytes line)
{
	return bytes_trim(line).len == 0;
}

void
mcp_server_answer(struct mcp_server *server, struct bytes line, struct buf *out)
{
	struct document_node *root;
	struct mcp_failure failure;
	size_t begin = out->len;
	struct arena arena;

	if (is_blank(line))
		return;
	arena_init(&arena);
	if (mcp_text_read(&root, line, &arena, &failure) < 0)
		failure_answer(server, NULL, &failure, out);
	else if (root->kind == NODE_SEQUENCE)
		batch_answer(server, root, &arena, out);
	else
		message_answer(server, root, &arena, out);
	arena_release(&arena);
	if (out->len > begin)
		buf_add_char(out, '\n');
}

void
mcp_server_refuse(const struct mcp_server *server, struct buf *out)
{
	struct mcp_failure failure;

	(void)mcp_fail(&failure, MCP_INVALID_REQUEST, "a line has more than %d bytes",
		       MCP_LINE_MAX_BYTES);
	failure_answer(server, NULL, &failure, out);
	buf_add_char(out, '\n');
}
