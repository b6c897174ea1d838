#include "config.h"

#include "decisions/policy_block.h"

/* Takes "line N: " off the front of MESSAGE: N, or 0 when it does not begin so. */
static size_t
line_take(struct bytes *message)
{
	struct bytes rest = *message;
	size_t line = 0;
	size_t at = 5;

	if (!bytes_starts_with(rest, BYTES("line ")))
		return 0;
	while (at < rest.len && rest.data[at] >= '0' && rest.data[at] <= '9' && line < 100000000)
		line = line * 10 + (size_t)(rest.data[at++] - '0');
	if (line == 0 || !bytes_starts_with(bytes_slice(rest, at, rest.len), BYTES(": ")))
		return 0;
	*message = bytes_slice(rest, at + 2, rest.len);
	return line;
}

/* An error about the policy, in the file that holds it. */
static void
policy_error(struct compiler *compiler, struct draft *draft, size_t line, struct bytes message)
{
	if (draft->body.policy.text.data)
		draft_error(compiler, draft, ((struct place){ line, line > 0 }), "%.*s",
			    BYTES_ARG(message));
	else
		file_error(compiler, draft->sidecar->path, ((struct place){ line, line > 0 }),
			   "%.*s", BYTES_ARG(message));
}

static void
syntax_check(struct compiler *compiler, struct draft *draft)
{
	const struct policy_code *code = &draft->decision.policy;
	struct bytes message;
	struct error err;
	size_t line;

	if (!compiler->options->check_policy || compiler->options->check_policy(code, &err) == 0)
		return;
	message = bytes_of(err.message);
	line = line_take(&message);
	policy_error(compiler, draft, line ? line : code->first_line,
		     arena_printf(compiler->arena, "the policy does not compile: %.*s",
				  BYTES_ARG(message)));
}

static void
text_check(struct compiler *compiler, struct draft *draft)
{
	const struct policy_code *code = &draft->decision.policy;
	uint64_t most = compiler->options->limits->value[LIMIT_POLICY_BYTES];

	if (bytes_trim(code->text).len == 0)
		policy_error(compiler, draft, code->first_line, BYTES("the policy is empty"));
	else if (code->text.len > most)
		policy_error(compiler, draft, code->first_line,
			     arena_printf(compiler->arena,
					  "the policy has %zu bytes; writ.limit.%s allows %llu",
					  code->text.len, limit_rows[LIMIT_POLICY_BYTES].name,
					  (unsigned long long)most));
	else
		syntax_check(compiler, draft);
}

static void
enforceable_check(struct compiler *compiler, struct draft *draft)
{
	if (!draft->decision.enforceable)
		policy_error(compiler, draft, draft->decision.policy.first_line,
			     BYTES("the decision has a policy and says `enforceable: false`: take "
				   "one of them out"));
}

/* Whoever writes Lua into an accepted decision mostly means it to hold. */
static void
forgotten_check(struct compiler *compiler, struct draft *draft)
{
	if (draft->body.lua.line && draft->decision.status == STATUS_ACCEPTED &&
	    draft->decision.enforceable)
		draft_warning(compiler, draft, draft->body.lua,
			      "this block is not enforced: the info string of a policy is `lua "
			      "policy`; with an example, say `enforceable: false`");
}

void
policy_choose(struct compiler *compiler, struct draft *draft)
{
	const struct body *body = &draft->body;
	struct policy_code *code = &draft->decision.policy;

	if (body->policy.text.data) {
		*code = (struct policy_code){ draft->file->path, body->policy.text,
					      body->policy_line };
		if (draft->sidecar)
			draft_error(compiler, draft, body->policy.place,
				    "a policy here and in %.*s: a decision has one",
				    SHOWN(draft->sidecar->path));
	} else if (draft->sidecar) {
		*code = (struct policy_code){ draft->sidecar->path, draft->sidecar->content, 1 };
		/* NULL data would say that there is no policy. */
		if (!code->text.data)
			code->text = BYTES("");
	} else {
		forgotten_check(compiler, draft);
		return;
	}
	enforceable_check(compiler, draft);
	if (!body->policy_open)
		text_check(compiler, draft);
}
