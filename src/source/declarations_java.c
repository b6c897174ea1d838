#include "config.h"

#include "source/declaration_reader.h"

/* A type, from its keyword on, behind which a name stands. */
static void
type_declaration(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name = take_name(self, &at);

	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (kind == DECLARATION_RECORD && is_mark(self, now(self), '('))
		skip_group(self);
	while (is_word_of(self, now(self), " extends implements permits ")) {
		bool permits = take_word(self, "permits");
		size_t n = self->bases.len;

		if (!permits)
			next(self);
		type_list(self, ".", '<');
		if (permits)
			self->bases.len = n;
	}
	declare(self, kind, name, at);
	if (kind == DECLARATION_ENUM && is_mark(self, now(self), '{'))
		scope_top(self)->constants = true;
}

/* `@interface A`, and annotations: those among the modifiers belong to what is declared, those
 * further on to a type. */
static void
at_sign(struct declaration_reader *self)
{
	size_t n = self->annotations.len;

	next(self);
	if (is_word(self, now(self), "interface") && ahead(self, 1)->kind == TOKEN_WORD) {
		type_declaration(self, DECLARATION_ANNOTATION);
		return;
	}
	take_annotation(self, ".");
	if (is_mark(self, now(self), '('))
		skip_group(self);
	if (!self->leading)
		self->annotations.len = n;
}

void
declarations_java(struct declaration_reader *self)
{
	const struct token *second = ahead(self, 2);

	if (is_mark(self, now(self), '@')) {
		at_sign(self);
		return;
	}
	if (now(self)->kind == TOKEN_WORD && ahead(self, 1)->kind == TOKEN_WORD &&
	    !is_mark(self, before(self), '.')) {
		if (is_word(self, now(self), "class"))
			type_declaration(self, DECLARATION_CLASS);
		else if (is_word(self, now(self), "interface"))
			type_declaration(self, DECLARATION_INTERFACE);
		else if (is_word(self, now(self), "enum"))
			type_declaration(self, DECLARATION_ENUM);
		else if (is_word(self, now(self), "record") && is_mark_of(self, second, "(<") &&
			 self->leading)
			type_declaration(self, DECLARATION_RECORD);
		else
			find_member(self);
		return;
	}
	find_member(self);
}
