#include "config.h"

#include "base/escape.h"
#include "document/entry.h"
#include "mcp/library.h"
#include "mcp/methods.h"
#include "report/json_writer.h"

int
mcp_cursor_refuse(const struct mcp_request *request, struct mcp_failure *failure)
{
	if (!node_entry(request->params, "cursor"))
		return 0;
	return mcp_fail(failure, MCP_INVALID_PARAMS, "there is no such `cursor`");
}

static int
decisions_open(const struct mcp_backend *backend, struct mcp_decisions *decisions,
	       struct mcp_failure *failure)
{
	struct error err;

	if (backend->open(backend->ctx, decisions, &err) == 0)
		return 0;
	return mcp_fail(failure, MCP_INTERNAL_ERROR, "%s", err.message);
}

/* The first resource of the page that `cursor` names: that behind the one with this URI. */
static int
page_find(const struct mcp_library *library, const struct mcp_request *request, size_t *first,
	  struct mcp_failure *failure)
{
	const struct mcp_shelf *last;

	*first = 0;
	if (!node_entry(request->params, "cursor"))
		return 0;
	last = mcp_library_at(library, mcp_param(request, "cursor"));
	if (!last)
		return mcp_fail(failure, MCP_INVALID_PARAMS,
				"there is no such `cursor` (any more); list from the beginning");
	*first = (size_t)(last - library->shelves) + 1;
	return 0;
}

static void
resource_write(struct buf *out, const struct mcp_shelf *shelf, struct arena *arena)
{
	const struct decision *decision = shelf->decision;
	struct bytes description =
		arena_printf(arena, "%s, %s", decision_force_name(shelf->bundle, decision),
			     level_name(decision->level));

	json_open(out, NULL, '{');
	json_string(out, "description", description);
	json_string(out, "mimeType", BYTES("text/markdown"));
	json_string(out, "name", shelf->id);
	json_number(out, "size", mcp_shelf_content(shelf).len);
	json_string(out, "title", decision->title);
	json_string(out, "uri", shelf->uri);
	json_close(out, '}');
}

static void
list_write(struct buf *out, const struct mcp_request *request, const struct mcp_library *library,
	   size_t first, struct arena *arena)
{
	size_t end =
		library->n - first > MCP_PAGE_RESOURCES ? first + MCP_PAGE_RESOURCES : library->n;

	mcp_result_begin(out, request);
	mcp_result_scope(out, request, false);
	if (end < library->n)
		json_string(out, "nextCursor", library->shelves[end - 1].uri);
	json_open(out, "resources", '[');
	for (size_t i = first; i < end; i++)
		resource_write(out, &library->shelves[i], arena);
	json_close(out, ']');
	mcp_result_type(out, request);
	mcp_result_ttl(out, request, false);
	mcp_result_end(out);
}

int
mcp_resources_list(const struct mcp_backend *backend, const struct mcp_request *request,
		   struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	struct mcp_decisions decisions = { 0 };
	struct mcp_library library;
	size_t first;
	int result = decisions_open(backend, &decisions, failure);

	if (result == 0) {
		mcp_library_fill(&library, &decisions, arena);
		result = page_find(&library, request, &first, failure);
	}
	if (result == 0)
		list_write(out, request, &library, first, arena);
	backend->close(backend->ctx, &decisions);
	return result;
}

/* Text is UTF-8; other bytes are a blob. */
static void
content_write(struct buf *out, struct bytes content)
{
	CLEANUP(buf_release) struct buf base64 = BUF_INIT;

	if (bytes_is_utf8(content)) {
		json_string(out, "text", content);
		return;
	}
	escape_base64(&base64, content);
	json_string(out, "blob", buf_bytes(&base64));
}

static void
contents_write(struct buf *out, const struct mcp_request *request, const struct mcp_shelf *shelf)
{
	struct bytes content = mcp_shelf_content(shelf);
	bool is_text = bytes_is_utf8(content);

	mcp_result_begin(out, request);
	mcp_result_scope(out, request, false);
	json_open(out, "contents", '[');
	json_open(out, NULL, '{');
	if (!is_text)
		content_write(out, content);
	json_string(out, "mimeType", BYTES("text/markdown"));
	if (is_text)
		content_write(out, content);
	json_string(out, "uri", shelf->uri);
	json_close(out, '}');
	json_close(out, ']');
	mcp_result_type(out, request);
	mcp_result_ttl(out, request, false);
	mcp_result_end(out);
}

static int
resource_find(const struct mcp_library *library, const struct mcp_request *request,
	      const struct mcp_shelf **shelf, struct mcp_failure *failure)
{
	struct bytes uri = mcp_param(request, "uri");

	*shelf = mcp_library_at(library, uri);
	if (*shelf)
		return 0;
	(void)mcp_fail(failure, mcp_revisions[request->revision].not_found,
		       "there is no such resource; resources/list has all of them");
	failure->data_key = "uri";
	failure->data = uri;
	return -1;
}

int
mcp_resources_read(const struct mcp_backend *backend, const struct mcp_request *request,
		   struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	struct mcp_decisions decisions = { 0 };
	struct mcp_library library;
	const struct mcp_shelf *shelf;
	int result;

	if (!mcp_param(request, "uri").data)
		return mcp_fail(failure, MCP_INVALID_PARAMS, "`uri` is a string");
	result = decisions_open(backend, &decisions, failure);
	if (result == 0) {
		mcp_library_fill(&library, &decisions, arena);
		result = resource_find(&library, request, &shelf, failure);
	}
	if (result == 0)
		contents_write(out, request, shelf);
	backend->close(backend->ctx, &decisions);
	return result;
}

int
mcp_resources_templates(const struct mcp_backend *backend, const struct mcp_request *request,
			struct arena *arena, struct buf *out, struct mcp_failure *failure)
{
	(void)backend;
	(void)arena;
	if (mcp_cursor_refuse(request, failure) < 0)
		return -1;
	mcp_result_begin(out, request);
	mcp_result_scope(out, request, true);
	json_open(out, "resourceTemplates", '[');
	json_open(out, NULL, '{');
	json_string(out, "description", BYTES("An architecture decision by its id, ADR-0007."));
	json_string(out, "mimeType", BYTES("text/markdown"));
	json_string(out, "name", BYTES("decision"));
	json_string(out, "title", BYTES("Decision"));
	json_string(out, "uriTemplate", BYTES(MCP_URI_BEGIN "{+id}"));
	json_close(out, '}');
	json_close(out, ']');
	mcp_result_type(out, request);
	mcp_result_ttl(out, request, true);
	mcp_result_end(out);
	return 0;
}
