#ifndef WRIT_MCP_REPLY_H
#define WRIT_MCP_REPLY_H

/*
 * Answers, one line each, keys in byte order. Writers of results put their own keys between those
 * that every result of a revision has.
 */

#include "base/buf.h"
#include "base/macros.h"

struct document_node;
struct mcp_request;

/* Codes of JSON-RPC 2.0, and of the Model Context Protocol. */
enum {
	MCP_PARSE_ERROR = -32700,
	MCP_INVALID_REQUEST = -32600,
	MCP_METHOD_NOT_FOUND = -32601,
	MCP_INVALID_PARAMS = -32602,
	MCP_INTERNAL_ERROR = -32603,
	MCP_RESOURCE_NOT_FOUND = -32002,  /* until 2025-11-25 */
	MCP_UNSUPPORTED_VERSION = -32022, /* since 2026-07-28 */
};

enum { MCP_FAILURE_BYTES = 1024 };

/* Why a request has no result. */
struct mcp_failure {
	int code;
	char message[MCP_FAILURE_BYTES];
	const char *data_key; /* what the error is about: a string under this key; NULL: nothing */
	struct bytes data;    /* borrowed */
	bool lists_revisions; /* the revisions that are spoken go with it */
};

/* Sets FAILURE and returns -1. */
int mcp_fail(struct mcp_failure *failure, int code, const char *format, ...) PRINTF(3, 4);

/* An answer that is an error. WITH_NULL: it says that it has no id where ID is NULL. */
void mcp_reply_failure(struct buf *out, const struct document_node *id, bool with_null,
		       const struct mcp_failure *failure);

/* Opens the result of REQUEST, up to the first key of its own. */
void mcp_result_begin(struct buf *out, const struct mcp_request *request);
void mcp_result_end(struct buf *out);
/* Keys that results of 2026-07-28 have, and earlier ones do not; call each where the order of keys
 * wants it. */
void mcp_result_type(struct buf *out, const struct mcp_request *request);
/* What is listed is the same for everybody (SHARED), or is as the repository is now. */
void mcp_result_scope(struct buf *out, const struct mcp_request *request, bool shared);
void mcp_result_ttl(struct buf *out, const struct mcp_request *request, bool shared);
/* The value of an id as it came. */
void mcp_id_write(struct buf *out, const char *key, const struct document_node *id);
/* name and version of this program. */
void mcp_server_info_write(struct buf *out, const char *key);

#endif
