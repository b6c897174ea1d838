#include "config.h"

#include "base/macros.h"
#include "source/declaration_reader.h"

/* `message A {`, `rpc A(B) returns (C);`: each begins a statement; a field may be called so. */
void
declarations_protobuf(struct declaration_reader *self)
{
	static const struct {
		const char *word;
		enum declaration_kind kind;
		const char *behind; /* the name */
	} keywords[] = {
		{ "message", DECLARATION_MESSAGE, "{" },
		{ "enum", DECLARATION_ENUM, "{" },
		{ "service", DECLARATION_SERVICE, "{" },
		{ "rpc", DECLARATION_METHOD, "(" },
	};

	if (!self->leading || ahead(self, 1)->kind != TOKEN_WORD)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(keywords); i++) {
		struct bytes name = reader_text(&self->reader, ahead(self, 1));

		if (!is_word(self, now(self), keywords[i].word) ||
		    !is_mark_of(self, ahead(self, 2), keywords[i].behind))
			continue;
		next(self);
		next(self);
		declare(self, keywords[i].kind, name,
			(size_t)(name.data - self->reader.lexer.text));
		return;
	}
}
