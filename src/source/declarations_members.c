#include "config.h"

#include "source/declaration_reader.h"

/*
 * Java and C#: methods have no keyword. In the body of a type each member is a field, whose value
 * begins with `=`, or has a name with parameters behind it.
 */

/* Behind the parameters: what is thrown, asked of types, or handed to another constructor. */
static void
pass_signature(struct declaration_reader *self)
{
	skip_group(self);
	skip_to(self, "{;=");
}

static void
method(struct declaration_reader *self, struct bytes name, size_t at)
{
	pass_signature(self);
	declare(self, DECLARATION_METHOD, name, at);
}

/* `operator +(`, of C#. */
static void
operator_method(struct declaration_reader *self)
{
	size_t at = now(self)->start;
	size_t end = at;

	do {
		end = now(self)->end;
		next(self);
	} while (is_mark_of(self, now(self), "+-*/%&|^!~=<>") ||
		 (now(self)->kind == TOKEN_WORD && !now(self)->line_start));
	if (is_mark(self, now(self), '('))
		method(self, (struct bytes){ self->reader.lexer.text + at, end - at }, at);
}

/* At a word: with `(` behind it, or type parameters and then `(`, a method's name. */
static void
named_member(struct declaration_reader *self)
{
	struct bytes name = reader_text(&self->reader, now(self));
	size_t at = now(self)->start;

	next(self);
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	self->leading = false;
	if (is_mark(self, now(self), '('))
		method(self, name, at);
}

/* `A {` in a record of Java, whose parameters are the record's. */
static bool
is_compact(struct declaration_reader *self, const struct scope *scope)
{
	return scope->kind == DECLARATION_RECORD && is_mark(self, ahead(self, 1), '{') &&
	       self->leading && bytes_equal(reader_text(&self->reader, now(self)), scope->name);
}

bool
find_member(struct declaration_reader *self)
{
	struct scope *scope = scope_of_members(self);

	if (!scope || scope->constants || scope->value)
		return false;
	if (is_mark(self, now(self), '=')) {
		scope->value = true;
		return false;
	}
	if (is_mark(self, now(self), '<')) {
		skip_angles(self);
		return true;
	}
	if (now(self)->kind != TOKEN_WORD)
		return false;
	if (is_word(self, now(self), "operator") &&
	    self->reader.lexer.language->id == LANGUAGE_CSHARP) {
		operator_method(self);
		return true;
	}
	if (is_compact(self, scope)) {
		struct bytes name = reader_text(&self->reader, now(self));
		size_t at = now(self)->start;

		next(self);
		declare(self, DECLARATION_METHOD, name, at);
		return true;
	}
	if (!is_mark_of(self, ahead(self, 1), "(<") ||
	    is_word_of(self, now(self), self->syntax->modifiers))
		return false;
	named_member(self);
	return true;
}
