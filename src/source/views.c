#include "config.h"

#include "source/views.h"

#include <stdlib.h>

#include "base/memory.h"

struct making {
	enum view view;
	const char *text;
	char *out;
};

static void
copy(struct making *making, size_t from, size_t to)
{
	memcpy(making->out + from, making->text + from, to - from);
}

static void
blank(struct making *making, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		making->out[i] = making->text[i] == '\n' ? '\n' : ' ';
}

static void
mark(void *ctx, enum view view, size_t from, size_t to)
{
	struct making *making = ctx;

	if (making->view == view)
		copy(making, from, to);
	else if (making->view == VIEW_CODE)
		blank(making, from, to);
}

char *
view_make(enum view view, const struct language *language, struct bytes text, bool *partial,
	  size_t *partial_at)
{
	struct making making = { view, text.data, memory_calloc(text.len + 1, 1) };
	struct lexer lexer;
	struct token token;

	*partial = false;
	if (view == VIEW_CODE && text.len)
		copy(&making, 0, text.len);
	else
		blank(&making, 0, text.len);
	if (!language)
		return making.out;
	lexer_init(&lexer, language, text, mark, &making);
	do
		lexer_next(&lexer, &token);
	while (token.kind != TOKEN_END);
	*partial = lexer.partial;
	*partial_at = lexer.partial_at;
	if (lexer.partial)
		copy(&making, lexer.partial_at, text.len);
	lexer_release(&lexer);
	return making.out;
}
