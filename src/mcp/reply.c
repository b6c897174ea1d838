#include "config.h"

#include "mcp/reply.h"

#include <stdarg.h>
#include <stdio.h>

#include "mcp/request.h"
#include "report/json_writer.h"

/* How long a client may go without asking again for what only a new version of the program changes.
 */
enum { SHARED_TTL_MS = 3600000 };

int
mcp_fail(struct mcp_failure *failure, int code, const char *format, ...)
{
	va_list arguments;

	*failure = (struct mcp_failure){ .code = code };
	va_start(arguments, format);
	vsnprintf(failure->message, sizeof(failure->message), format, arguments);
	va_end(arguments);
	return -1;
}

void
mcp_id_write(struct buf *out, const char *key, const struct document_node *id)
{
	if (id->kind == NODE_STRING)
		json_string(out, key, id->text);
	else
		json_raw(out, key, id->text);
}

static void
revisions_write(struct buf *out)
{
	json_open(out, "supported", '[');
	for (size_t i = 0; i < MCP_REVISIONS; i++) {
		if (!mcp_revisions[i].session)
			json_string(out, NULL, bytes_of(mcp_revisions[i].name));
	}
	json_close(out, ']');
}

static void
data_write(struct buf *out, const struct mcp_failure *failure)
{
	if (!failure->data_key)
		return;
	json_open(out, "data", '{');
	json_string(out, failure->data_key, failure->data);
	if (failure->lists_revisions)
		revisions_write(out);
	json_close(out, '}');
}

void
mcp_reply_failure(struct buf *out, const struct document_node *id, bool with_null,
		  const struct mcp_failure *failure)
{
	char code[16];

	snprintf(code, sizeof(code), "%d", failure->code);
	json_open(out, NULL, '{');
	json_open(out, "error", '{');
	json_raw(out, "code", bytes_of(code));
	data_write(out, failure);
	json_string(out, "message", bytes_of(failure->message));
	json_close(out, '}');
	if (id)
		mcp_id_write(out, "id", id);
	else if (with_null)
		json_null(out, "id");
	json_string(out, "jsonrpc", BYTES("2.0"));
	json_close(out, '}');
}

static bool
is_stateless(const struct mcp_request *request)
{
	return !mcp_revisions[request->revision].session;
}

void
mcp_server_info_write(struct buf *out, const char *key)
{
	json_open(out, key, '{');
	json_string(out, "name", BYTES("writ"));
	json_string(out, "version", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
}

void
mcp_result_begin(struct buf *out, const struct mcp_request *request)
{
	json_open(out, NULL, '{');
	mcp_id_write(out, "id", request->id);
	json_string(out, "jsonrpc", BYTES("2.0"));
	json_open(out, "result", '{');
	if (!is_stateless(request))
		return;
	json_open(out, "_meta", '{');
	mcp_server_info_write(out, "io.modelcontextprotocol/serverInfo");
	json_close(out, '}');
}

void
mcp_result_end(struct buf *out)
{
	json_close(out, '}');
	json_close(out, '}');
}

void
mcp_result_type(struct buf *out, const struct mcp_request *request)
{
	if (is_stateless(request))
		json_string(out, "resultType", BYTES("complete"));
}

void
mcp_result_scope(struct buf *out, const struct mcp_request *request, bool shared)
{
	if (is_stateless(request))
		json_string(out, "cacheScope", shared ? BYTES("public") : BYTES("private"));
}

void
mcp_result_ttl(struct buf *out, const struct mcp_request *request, bool shared)
{
	if (is_stateless(request))
		json_number(out, "ttlMs", shared ? SHARED_TTL_MS : 0);
}
