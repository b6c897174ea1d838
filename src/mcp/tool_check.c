#include "config.h"

#include "mcp/tool.h"

enum { CONTENT, MESSAGE, PATCH, PATH, RANGE, REF, STAGED, WORKTREE };

const struct mcp_argument mcp_check_arguments[] = {
	[CONTENT] = { "content", MCP_TEXT, false, "all that the file at `path` would hold" },
	[MESSAGE] = { "message", MCP_TEXT, false,
		      "the commit message, to have rules about commits judged too; not with "
		      "`range`" },
	[PATCH] = { "patch", MCP_TEXT, false, "a diff to HEAD, as git diff writes it" },
	[PATH] = { "path", MCP_NAME, false,
		   "the file that would get `content`; it need not exist" },
	[RANGE] = { "range", MCP_NAME, false, "BASE..TIP, or TIP: commits that are there" },
	[REF] = { "ref", MCP_NAME, false, "judge as a push to it; default: the upstream's name" },
	[STAGED] = { "staged", MCP_FLAG, false, "true: what is in the index" },
	[WORKTREE] = { "worktree", MCP_FLAG, false, "true: what lies in the work tree" },
	{ .name = NULL },
};

static int
agreement_check(const struct mcp_call *call, const struct mcp_check *check, struct error *err)
{
	int subjects = (check->range != NULL) + check->worktree + check->staged +
		       (check->path != NULL) + check->patch;

	if (subjects != 1)
		return error_set(err, ERROR_USAGE,
				 "check what? give one of: `path` with `content`, `patch`, "
				 "`worktree`, `staged`, `range`");
	if ((check->path != NULL) != (call->values[CONTENT] != NULL))
		return error_set(err, ERROR_USAGE,
				 "`path` and `content` go together: a file and all that it would "
				 "hold");
	if (check->range && check->message.data)
		return error_set(err, ERROR_USAGE,
				 "the commits of `range` have messages; `message` is for what is "
				 "no commit yet");
	return 0;
}

static int
check_read(struct mcp_call *call, struct mcp_check *check, struct error *err)
{
	*check = (struct mcp_check){
		.range = mcp_call_string(call, RANGE),
		.worktree = mcp_call_flag(call, WORKTREE),
		.staged = mcp_call_flag(call, STAGED),
		.path = mcp_call_string(call, PATH),
		.patch = call->values[PATCH] != NULL,
		.content = mcp_call_text(call, call->values[PATCH] ? PATCH : CONTENT),
		.ref = mcp_call_string(call, REF),
		.message = mcp_call_text(call, MESSAGE),
	};
	return agreement_check(call, check, err);
}

int
mcp_call_check(struct mcp_call *call, struct error *err)
{
	struct mcp_verdict verdict = { .json = BUF_INIT, .text = BUF_INIT };
	struct mcp_check check;
	int result;

	if (check_read(call, &check, err) < 0)
		return -1;
	result = call->backend->check(call->backend->ctx, &check, &verdict, err);
	call->structured = verdict.json;
	call->text = verdict.text;
	call->is_error = verdict.none;
	return result;
}
