#include "config.h"

#include "lua/coverage.h"

#include "lua/bytecode.h"

static size_t
lines_of_code(const struct policy_code *code)
{
	size_t n = code->first_line + 1;

	for (size_t i = 0; i < code->text.len; i++)
		n += code->text.data[i] == '\n';
	return n;
}

static void
line_found(void *ctx, size_t line)
{
	struct coverage *coverage = ctx;

	if (line > 0 && line <= coverage->n_lines)
		coverage->lines[line - 1].holds_code = true;
}

void
coverage_find(lua_State *lua, struct policy *policy)
{
	struct coverage *coverage = arena_new(&policy->arena, struct coverage);

	coverage->n_lines = lines_of_code(&policy->decision->policy);
	coverage->lines = arena_new_array(&policy->arena, struct coverage_line, coverage->n_lines);
	bytecode_lines(lua, line_found, coverage);
	policy->coverage = coverage;
}

/* Rules of writ's own run in the same state, and are not the policy's to cover. */
void
coverage_count(lua_State *lua, lua_Debug *debug)
{
	struct coverage *coverage = policy_of(lua)->coverage;
	size_t line = debug->currentline > 0 ? (size_t)debug->currentline : 0;

	if (coverage && line > 0 && line <= coverage->n_lines && lua_getinfo(lua, "S", debug) &&
	    is_of_policy(lua, debug))
		coverage->lines[line - 1].hits++;
}

size_t
policy_lines(const struct policy *policy, size_t from, struct line_hits *line)
{
	const struct coverage *coverage = policy->coverage;

	for (size_t i = from; coverage && i < coverage->n_lines; i++) {
		if (!coverage->lines[i].holds_code)
			continue;
		*line = (struct line_hits){ i + 1, coverage->lines[i].hits };
		return i + 1;
	}
	return 0;
}
