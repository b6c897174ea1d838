#include "config.h"

#include "contract/mutant.h"

#include "base/macros.h"
#include "source/lexer.h"

static const struct change {
	const char *from, *to;
} changes[] = {
	/* the longer first: they are compared with what stands in the text */
	{ "==", "~=" }, { "~=", "==" },      { "<=", ">" },       { ">=", "<" },
	{ "<", ">=" },  { ">", "<=" },       { "and", "or" },     { "or", "and" },
	{ "not", "" },  { "true", "false" }, { "false", "true" },
};

static bool
stands_at(struct bytes policy, size_t at, const char *text)
{
	return bytes_equal_string(bytes_slice(policy, at, at + strlen(text)), text);
}

/* `<<`, `>>` shift, and `<const>` is an attribute. */
static bool
is_no_comparison(struct bytes policy, size_t at)
{
	char c = policy.data[at];

	if (c != '<' && c != '>')
		return false;
	return stands_at(policy, at, "<<") || stands_at(policy, at, ">>") ||
	       (at > 0 && policy.data[at - 1] == c) || stands_at(policy, at, "<const>") ||
	       stands_at(policy, at, "<close>") ||
	       (at >= 6 &&
		(stands_at(policy, at - 6, "<const>") || stands_at(policy, at - 6, "<close>")));
}

static const struct change *
change_for(struct bytes policy, const struct token *token)
{
	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		const struct change *change = &changes[i];
		bool is_word = change->from[0] >= 'a' && change->from[0] <= 'z';

		if (is_word != (token->kind == TOKEN_WORD))
			continue;
		if (is_word ? bytes_equal_string(bytes_slice(policy, token->start, token->end),
						 change->from)
			    : stands_at(policy, token->start, change->from))
			return change;
	}
	return NULL;
}

void
mutants_find(struct mutants *mutants, struct bytes policy)
{
	const struct language *lua = language_of_path(BYTES("x.lua"));
	struct lexer lexer;
	struct token token;
	size_t counted = 0;
	size_t line = 1;
	size_t end = 0; /* of the last change: `==` is two tokens */

	*mutants = (struct mutants){ VEC_INIT };
	lexer_init(&lexer, lua, policy, NULL, NULL);
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token)) {
		const struct change *change;

		if ((token.kind != TOKEN_WORD && token.kind != TOKEN_PUNCTUATION) ||
		    token.start < end)
			continue;
		change = change_for(policy, &token);
		if (!change || is_no_comparison(policy, token.start))
			continue;
		for (; counted < token.start; counted++)
			line += policy.data[counted] == '\n';
		end = token.start + strlen(change->from);
		vec_push(&mutants->items,
			 ((struct mutant){ token.start, end - token.start, change->to, line }));
	}
	lexer_release(&lexer);
}

void
mutants_release(struct mutants *mutants)
{
	vec_release(&mutants->items);
}

struct bytes
mutant_text(const struct mutant *mutant, struct bytes policy, struct arena *arena)
{
	struct bytes before = bytes_slice(policy, 0, mutant->at);
	struct bytes behind = bytes_slice(policy, mutant->at + mutant->len, policy.len);
	size_t n = strlen(mutant->with);
	char *text = arena_alloc(arena, before.len + n + behind.len + 1);

	memcpy(text, before.data, before.len);
	memcpy(text + before.len, mutant->with, n);
	memcpy(text + before.len + n, behind.data, behind.len);
	return (struct bytes){ text, before.len + n + behind.len };
}
