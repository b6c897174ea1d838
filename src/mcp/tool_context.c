#include "config.h"

#include "agents/context_format.h"
#include "mcp/tool.h"

enum { BUDGET, PATHS, REF };

const struct mcp_argument mcp_context_arguments[] = {
	[BUDGET] = { "budget", MCP_COUNT, false,
		     "the most bytes to write; what is left out is named" },
	[PATHS] = { "paths", MCP_NAMES, true,
		    "files or folders, from the current folder of the server; they need not "
		    "exist" },
	[REF] = { "ref", MCP_NAME, false,
		  "only decisions that govern a push to it; default: any ref" },
	{ .name = NULL },
};

enum { SEARCH_BUDGET, QUERY };

const struct mcp_argument mcp_search_arguments[] = {
	[SEARCH_BUDGET] = { "budget", MCP_COUNT, false, "the most bytes to write" },
	[QUERY] = { "query", MCP_NAME, true, "words, a question, or what you are about to do" },
	{ .name = NULL },
};

static int
format_write(struct mcp_call *call, const struct context_question *question,
	     const struct context_format *format, struct buf *out, struct error *err)
{
	struct context context;

	context_find(&context, question, call->arena);
	return context_write(out, &context, format, err);
}

static int
question_answer(struct mcp_call *call, struct mcp_decisions *decisions,
		struct context_question *question, struct error *err)
{
	question->bundles = decisions->bundles;
	question->n_bundles = decisions->n_bundles;
	question->as_of = decisions->as_of;
	if (format_write(call, question, &context_markdown, &call->text, err) < 0)
		return -1;
	return format_write(call, question, &context_json, &call->structured, err);
}

static int
queries_read(struct mcp_call *call, struct mcp_decisions *decisions,
	     struct context_question *question, struct error *err)
{
	const struct document_node *paths = call->values[PATHS];
	const char *ref = mcp_call_string(call, REF);
	struct reach_query *queries =
		arena_new_array(call->arena, struct reach_query, paths->n_children);

	question->paths = queries;
	for (const struct document_node *path = paths->first; path; path = path->next) {
		struct reach_query *query = &queries[question->n_paths++];

		if (call->backend->query(decisions, arena_copy(call->arena, path->text).data, ref,
					 query, err) < 0)
			return -1;
		question->ref = query->ref;
		query->ref = BYTES_NONE;
	}
	return 0;
}

int
mcp_call_context(struct mcp_call *call, struct error *err)
{
	struct context_question question = { .budget = mcp_call_count(call, BUDGET) };
	struct mcp_decisions decisions = { 0 };
	int result = call->backend->open(call->backend->ctx, &decisions, err);

	if (result == 0)
		result = queries_read(call, &decisions, &question, err);
	if (result == 0)
		result = question_answer(call, &decisions, &question, err);
	call->backend->close(call->backend->ctx, &decisions);
	return result;
}

int
mcp_call_search(struct mcp_call *call, struct error *err)
{
	struct context_question question = { .task = mcp_call_text(call, QUERY),
					     .budget = mcp_call_count(call, SEARCH_BUDGET) };
	struct mcp_decisions decisions = { 0 };
	int result = call->backend->open(call->backend->ctx, &decisions, err);

	if (result == 0)
		result = question_answer(call, &decisions, &question, err);
	call->backend->close(call->backend->ctx, &decisions);
	return result;
}
