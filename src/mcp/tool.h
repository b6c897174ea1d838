#ifndef WRIT_MCP_TOOL_H
#define WRIT_MCP_TOOL_H

/*
 * Tools: a row each, with its arguments. The table is the input schema, and what is checked.
 */

#include <stdint.h>

#include "base/arena.h"
#include "document/document.h"
#include "mcp/backend.h"

enum mcp_argument_kind {
	MCP_NAME, /* a string that is not empty and holds no NUL */
	MCP_TEXT, /* any string */
	MCP_FLAG,
	MCP_COUNT, /* a whole number from 1 */
	MCP_NAMES, /* a list of names, not empty */
};

struct mcp_argument {
	const char *name;
	enum mcp_argument_kind kind;
	bool required;
	const char *help;
};

enum {
	MCP_ARGUMENTS_MAX = 8,
	MCP_NAMES_MAX = 1000,
	MCP_COUNT_MAX = 1 << 30,
};

/* A call of a tool: arguments in, text and a document out. */
struct mcp_call {
	const struct mcp_backend *backend;
	struct arena *arena;
	const struct document_node *values[MCP_ARGUMENTS_MAX]; /* NULL: not given */
	struct buf text;                                       /* for people and models */
	struct buf structured; /* JSON by the output schema; empty: none */
	bool is_error;         /* the tool ran, and what it says is why there is no answer */
};

struct mcp_tool {
	const char *name;
	const char *title;
	const char *help;
	const struct mcp_argument *arguments; /* in byte order, at most MCP_ARGUMENTS_MAX;
						  ends with a NULL name */
	const char *output_schema;            /* JSON */
	/* -1 with ERR: the call has failed, and ERR says how to mend it. */
	int (*call)(struct mcp_call *call, struct error *err);
};

/* In the order in which they are listed; ends with a NULL name. */
extern const struct mcp_tool mcp_tools[];
const struct mcp_tool *mcp_tool_find(struct bytes name);
/* Fills call->values from ARGUMENTS, a mapping or NULL. ERROR_USAGE says what does not hold. */
int mcp_arguments_read(struct mcp_call *call, const struct mcp_tool *tool,
		       const struct document_node *arguments, struct error *err) MUST_CHECK;
/* The input schema of TOOL. */
void mcp_arguments_write(struct buf *out, const char *key, const struct mcp_tool *tool);

/* The argument I, with a NUL behind it; NULL when it was not given. */
const char *mcp_call_string(const struct mcp_call *call, size_t i);
struct bytes mcp_call_text(const struct mcp_call *call, size_t i);
bool mcp_call_flag(const struct mcp_call *call, size_t i);
/* 0 when it was not given. */
size_t mcp_call_count(const struct mcp_call *call, size_t i);

/* Each in a file of its own. */
int mcp_call_check(struct mcp_call *call, struct error *err);
int mcp_call_context(struct mcp_call *call, struct error *err);
int mcp_call_search(struct mcp_call *call, struct error *err);
int mcp_call_decision(struct mcp_call *call, struct error *err);
int mcp_call_explain(struct mcp_call *call, struct error *err);
extern const struct mcp_argument mcp_check_arguments[], mcp_context_arguments[],
	mcp_search_arguments[], mcp_decision_arguments[], mcp_explain_arguments[];
extern const char mcp_decision_schema[], mcp_explain_schema[];

#endif
