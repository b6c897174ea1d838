#include "config.h"

#include "base/suggest.h"
#include "document/entry.h"
#include "mcp/tool.h"
#include "report/json_writer.h"

const char *
mcp_call_string(const struct mcp_call *call, size_t i)
{
	return call->values[i] ? arena_copy(call->arena, call->values[i]->text).data : NULL;
}

struct bytes
mcp_call_text(const struct mcp_call *call, size_t i)
{
	return call->values[i] ? call->values[i]->text : BYTES_NONE;
}

bool
mcp_call_flag(const struct mcp_call *call, size_t i)
{
	return call->values[i] && call->values[i]->boolean;
}

size_t
mcp_call_count(const struct mcp_call *call, size_t i)
{
	return call->values[i] ? (size_t)call->values[i]->integer : 0;
}

static bool
is_name(const struct document_node *node)
{
	return node->kind == NODE_STRING && node->text.len &&
	       !memchr(node->text.data, '\0', node->text.len);
}

static bool
are_names(const struct document_node *node)
{
	if (node->kind != NODE_SEQUENCE || node->n_children == 0 ||
	    node->n_children > MCP_NAMES_MAX)
		return false;
	for (const struct document_node *child = node->first; child; child = child->next) {
		if (!is_name(child))
			return false;
	}
	return true;
}

static bool
value_fits(const struct document_node *node, enum mcp_argument_kind kind)
{
	switch (kind) {
	case MCP_NAME:
		return is_name(node);
	case MCP_TEXT:
		return node->kind == NODE_STRING;
	case MCP_FLAG:
		return node->kind == NODE_BOOLEAN;
	case MCP_COUNT:
		return node->kind == NODE_INTEGER && node->integer >= 1 &&
		       node->integer <= MCP_COUNT_MAX;
	default:
		return are_names(node);
	}
}

/* What an argument of each kind is: for an error, and for the schema. */
static const struct {
	const char *text, *schema;
} kinds[] = {
	[MCP_NAME] = { "a string that is not empty and holds no NUL",
		       "\"minLength\":1,\"type\":\"string\"" },
	[MCP_TEXT] = { "a string", "\"type\":\"string\"" },
	[MCP_FLAG] = { "true or false", "\"type\":\"boolean\"" },
	[MCP_COUNT] = { "a whole number from 1", "\"minimum\":1,\"type\":\"integer\"" },
	[MCP_NAMES] = { "a list of 1 to 1000 strings that are not empty",
			"\"items\":{\"minLength\":1,\"type\":\"string\"},\"maxItems\":1000,"
			"\"minItems\":1,\"type\":\"array\"" },
};

static int
argument_unknown(const struct mcp_tool *tool, struct bytes name, struct error *err)
{
	struct suggestion meant;

	suggestion_init(&meant, name);
	for (const struct mcp_argument *it = tool->arguments; it->name; it++)
		suggestion_offer(&meant, it->name);
	return error_set(err, ERROR_USAGE, "%s has no argument '%.*s'%s%s%s", tool->name,
			 SHOWN(name), meant.best ? "; did you mean '" : "",
			 meant.best ? meant.best : "", meant.best ? "'?" : "");
}

static int
argument_take(struct mcp_call *call, const struct mcp_tool *tool, const struct document_node *node,
	      struct error *err)
{
	for (size_t i = 0; tool->arguments[i].name; i++) {
		const struct mcp_argument *argument = &tool->arguments[i];

		if (!bytes_equal_string(node->key, argument->name))
			continue;
		if (!value_fits(node, argument->kind))
			return error_set(err, ERROR_USAGE, "`%s` is %s", argument->name,
					 kinds[argument->kind].text);
		call->values[i] = node;
		return 0;
	}
	return argument_unknown(tool, node->key, err);
}

int
mcp_arguments_read(struct mcp_call *call, const struct mcp_tool *tool,
		   const struct document_node *arguments, struct error *err)
{
	const struct document_node *node = arguments ? arguments->first : NULL;

	for (; node; node = node->next) {
		if (argument_take(call, tool, node, err) < 0)
			return -1;
	}
	for (size_t i = 0; tool->arguments[i].name; i++) {
		if (tool->arguments[i].required && !call->values[i])
			return error_set(err, ERROR_USAGE, "%s needs `%s`: %s", tool->name,
					 tool->arguments[i].name, tool->arguments[i].help);
	}
	return 0;
}

static void
required_write(struct buf *out, const struct mcp_tool *tool)
{
	json_open(out, "required", '[');
	for (const struct mcp_argument *it = tool->arguments; it->name; it++) {
		if (it->required)
			json_string(out, NULL, bytes_of(it->name));
	}
	json_close(out, ']');
}

void
mcp_arguments_write(struct buf *out, const char *key, const struct mcp_tool *tool)
{
	json_open(out, key, '{');
	json_bool(out, "additionalProperties", false);
	json_open(out, "properties", '{');
	for (const struct mcp_argument *it = tool->arguments; it->name; it++) {
		json_open(out, it->name, '{');
		json_string(out, "description", bytes_of(it->help));
		json_raw(out, NULL, bytes_of(kinds[it->kind].schema));
		json_close(out, '}');
	}
	json_close(out, '}');
	required_write(out, tool);
	json_string(out, "type", BYTES("object"));
	json_close(out, '}');
}
