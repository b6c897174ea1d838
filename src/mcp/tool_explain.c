#include "config.h"

#include "base/pattern_witness.h"
#include "decisions/builtin.h"
#include "decisions/explain.h"
#include "decisions/explain_path.h"
#include "mcp/library.h"
#include "mcp/tool.h"
#include "report/json_writer.h"

enum { ID, PATH, REF };

const struct mcp_argument mcp_explain_arguments[] = {
	[ID] = { "id", MCP_NAME, false, "a decision, ADR-0007, or a built-in one, WRIT-REF" },
	[PATH] = { "path", MCP_NAME, false, "a file or a folder; it need not exist" },
	[REF] = { "ref", MCP_NAME, false, "of the push, with `path`; default: any ref" },
	{ .name = NULL },
};

const char mcp_explain_schema[] =
	"{\"properties\":{\"decisions\":{\"items\":{\"properties\":{"
	"\"applies\":{\"description\":\"Without a path: it is in force somewhere.\","
	"\"type\":\"boolean\"},"
	"\"enforced\":{\"type\":\"boolean\"},\"id\":{\"type\":\"string\"},"
	"\"level\":{\"description\":\"Not of a built-in "
	"one.\",\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
	"\"why\":{\"type\":\"string\"}},"
	"\"required\":[\"applies\",\"enforced\",\"id\",\"title\",\"why\"],"
	"\"type\":\"object\"},\"type\":\"array\"},"
	"\"path\":{\"type\":[\"string\",\"null\"]},\"ref\":{\"type\":[\"string\",\"null\"]}},"
	"\"required\":[\"decisions\",\"path\",\"ref\"],\"type\":\"object\"}";

struct explaining {
	struct mcp_call *call;
	struct mcp_decisions *decisions;
	struct mcp_library library;
	const struct mcp_shelf *only; /* NULL: each decision */
	struct reach_query query;
	bool has_path;
	size_t steps; /* of searches among patterns */
};

/* Whether it applies, and why: at the path or, without one, anywhere. */
static bool
why_find(struct explaining *it, const struct mcp_shelf *shelf, struct buf *why)
{
	const struct decision *decision = shelf->decision;
	struct reach reach;

	if (!it->has_path) {
		buf_add(why, decision->enforced ? BYTES("it is in force") : decision->excluded);
		return decision->enforced;
	}
	reach_find(&reach, shelf->bundle, decision, &it->query, &it->steps, it->call->arena);
	reach_write(why, &reach, shelf->bundle, decision);
	return reach.kind == REACH_BINDS;
}

static void
row_write(struct explaining *it, const struct mcp_shelf *shelf)
{
	struct buf *out = &it->call->structured;
	CLEANUP(buf_release) struct buf why = BUF_INIT;
	bool applies = why_find(it, shelf, &why);

	json_open(out, NULL, '{');
	json_bool(out, "applies", applies);
	json_bool(out, "enforced", shelf->decision->enforced);
	json_string(out, "id", shelf->id);
	json_string(out, "level", bytes_of(level_name(shelf->decision->level)));
	json_string(out, "title", shelf->decision->title);
	json_string(out, "why", buf_bytes(&why));
	json_close(out, '}');
}

static void
structured_write(struct explaining *it)
{
	struct buf *out = &it->call->structured;

	json_open(out, NULL, '{');
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < it->library.n; i++) {
		if (!it->only || it->only == &it->library.shelves[i])
			row_write(it, &it->library.shelves[i]);
	}
	json_close(out, ']');
	json_string_or_null(out, "path", it->has_path ? it->query.path : BYTES_NONE);
	json_string_or_null(out, "ref", it->query.ref);
	json_close(out, '}');
}

static void
text_write(struct explaining *it)
{
	struct buf *out = &it->call->text;

	if (it->only && it->has_path) {
		(void)why_find(it, it->only, out);
		buf_add_string(out, "\n\n");
	}
	if (it->only)
		explain_decision_write(out, it->only->bundle, it->only->decision,
				       it->decisions->as_of);
	else
		explain_path_write(out, it->decisions->bundles, it->decisions->n_bundles,
				   &it->query, it->decisions->as_of, it->call->arena);
}

static int
explain(struct explaining *it, struct error *err)
{
	struct mcp_call *call = it->call;
	const char *path = mcp_call_string(call, PATH);

	mcp_library_fill(&it->library, it->decisions, call->arena);
	if (call->values[ID] &&
	    mcp_library_find(&it->library, mcp_call_text(call, ID), &it->only, err) < 0)
		return -1;
	it->has_path = path != NULL;
	if (path && call->backend->query(it->decisions, path, mcp_call_string(call, REF),
					 &it->query, err) < 0)
		return -1;
	text_write(it);
	structured_write(it);
	return 0;
}

static bool
builtin_explain(struct mcp_call *call)
{
	struct buf *out = &call->structured;
	const char *id = mcp_call_string(call, ID);
	int i = 0;

	while (i < BUILTIN_COUNT && (!id || strcmp(id, builtin_id((enum builtin)i)) != 0))
		i++;
	if (i == BUILTIN_COUNT)
		return false;
	explain_builtin_write(&call->text, (enum builtin)i);
	json_open(out, NULL, '{');
	json_open(out, "decisions", '[');
	json_open(out, NULL, '{');
	json_bool(out, "applies", true);
	json_bool(out, "enforced", true);
	json_string(out, "id", bytes_of(id));
	json_string(out, "title", bytes_of(builtin_text((enum builtin)i)->title));
	json_string(out, "why", BYTES("it is built in, and applies to every push"));
	json_close(out, '}');
	json_close(out, ']');
	json_string_or_null(out, "path", mcp_call_text(call, PATH));
	json_string_or_null(out, "ref", mcp_call_text(call, REF));
	json_close(out, '}');
	return true;
}

int
mcp_call_explain(struct mcp_call *call, struct error *err)
{
	struct mcp_decisions decisions = { 0 };
	struct explaining it = { .call = call, .decisions = &decisions, .steps = WITNESS_STEPS };
	int result;

	if (!call->values[PATH] && !call->values[ID])
		return error_set(err, ERROR_USAGE, "explain what? give `path`, `id`, or both");
	if (call->values[REF] && !call->values[PATH])
		return error_set(err, ERROR_USAGE, "`ref` goes with `path`");
	if (builtin_explain(call))
		return 0;
	result = call->backend->open(call->backend->ctx, &decisions, err);
	if (result == 0)
		result = explain(&it, err);
	call->backend->close(call->backend->ctx, &decisions);
	return result;
}
