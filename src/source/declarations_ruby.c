#include "config.h"

#include "source/declaration_reader.h"

/*
 * Ruby: which `end` ends what shows only when every statement is understood; a body is what is
 * further in than its head instead.
 */

/* `A::B`, with or without two colons in front. */
static struct bytes
constant(struct declaration_reader *self)
{
	if (take_mark(self, ':'))
		take_mark(self, ':');
	return reader_path(&self->reader, "::");
}

/* Behind `<`: `A::B`, `A.new(...)`, `A[...]`. */
static void
superclass(struct declaration_reader *self)
{
	struct bytes name = constant(self);

	if (is_mark(self, now(self), '.') && ahead(self, 1)->kind == TOKEN_WORD) {
		next(self);
		name = reader_join(&self->reader, name, ".", reader_text(&self->reader, now(self)));
		next(self);
	}
	add_base(self, name);
}

static void
class_statement(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name;

	next(self);
	at = now(self)->start;
	name = constant(self);
	if (kind == DECLARATION_CLASS && take_mark(self, '<'))
		superclass(self);
	declare_by_column(self, kind, name, at);
}

/* The end of the name of a method that begins at this token: `a`, `a?`, `a=`, `+`, `[]=`. */
static size_t
pass_name(struct declaration_reader *self)
{
	bool word = now(self)->kind == TOKEN_WORD;
	size_t end = now(self)->end;

	next(self);
	while (is_joined(self) && is_mark_of(self, now(self), word ? "?!=" : "=<>~+-*/%[]@!|&^")) {
		if (word && is_mark(self, now(self), '=') && !is_mark(self, ahead(self, 1), '(') &&
		    ahead(self, 1)->start != now(self)->end)
			break;
		end = now(self)->end;
		next(self);
		if (word)
			break;
	}
	return end;
}

/* `def a`, `def self.a`, `def A.a`. */
static void
def_statement(struct declaration_reader *self)
{
	enum declaration_kind kind = kind_of_function(self);
	size_t at, end;

	next(self);
	if (is_mark(self, ahead(self, 1), '.')) {
		next(self);
		next(self);
	}
	at = now(self)->start;
	if (now(self)->kind != TOKEN_WORD && now(self)->kind != TOKEN_PUNCTUATION)
		return;
	end = pass_name(self);
	declare_by_column(self, kind, (struct bytes){ self->reader.lexer.text + at, end - at }, at);
}

/* A member, a symbol, a key of a hash. */
static bool
is_name(struct declaration_reader *self)
{
	return is_mark_of(self, before(self), ".:@") || is_word(self, before(self), "def") ||
	       (is_mark(self, ahead(self, 1), ':') && !is_mark(self, ahead(self, 2), ':'));
}

static bool
begins_constant(struct declaration_reader *self)
{
	const struct token *first = ahead(self, 1);
	char c;

	if (is_mark(self, first, ':') && is_mark(self, ahead(self, 2), ':'))
		return true;
	c = self->reader.lexer.text[first->start];
	return first->kind == TOKEN_WORD && !first->line_start &&
	       ((c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80);
}

void
declarations_ruby(struct declaration_reader *self)
{
	if (now(self)->kind != TOKEN_WORD || is_name(self))
		return;
	if (is_word(self, now(self), "class") && begins_constant(self))
		class_statement(self, DECLARATION_CLASS);
	else if (is_word(self, now(self), "module") && begins_constant(self))
		class_statement(self, DECLARATION_MODULE);
	else if (is_word(self, now(self), "def") && !ahead(self, 1)->line_start)
		def_statement(self);
}
