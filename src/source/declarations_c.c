#include "config.h"

#include "source/declaration_reader.h"

/*
 * C and C++: types that have a body here. Functions are left out: where macros stand in for types,
 * attributes or whole heads, tokens do not tell a definition from a use.
 */

/* What a condition leaves out may open braces a second time: each branch begins with as many as the
 * first one. */
static void
branch(struct declaration_reader *self)
{
	size_t n = self->conditions.len;
	size_t depth;

	if (is_word_of(self, now(self), " if ifdef ifndef ")) {
		vec_push(&self->conditions, self->braces.len);
	} else if (n && is_word_of(self, now(self), " else elif elifdef elifndef ")) {
		depth = self->conditions.items[n - 1];
		if (depth < self->braces.len)
			self->braces.len = depth;
		while (self->scopes.len && scope_top(self)->depth > self->braces.len)
			self->scopes.len--;
	} else if (n && is_word(self, now(self), "endif")) {
		self->conditions.len--;
	}
}

/* Passes a directive with all of its joined lines. */
static void
directive(struct declaration_reader *self)
{
	next(self);
	if (!now(self)->line_start)
		branch(self);
	while (now(self)->kind != TOKEN_END && !now(self)->line_start)
		next(self);
}

/* Whether WORD is written as macros are. */
static bool
is_macro(struct bytes word)
{
	for (size_t i = 0; i < word.len; i++) {
		if (word.data[i] >= 'a' && word.data[i] <= 'z')
			return word.len > 2 && word.data[0] == '_' && word.data[1] == '_';
	}
	return true;
}

static bool
is_attribute(struct declaration_reader *self)
{
	return now(self)->kind == TOKEN_WORD && is_mark(self, ahead(self, 1), '(') &&
	       (is_word(self, now(self), "alignas") ||
		is_macro(reader_text(&self->reader, now(self))));
}

/* Attributes and what macros make of them: `[[a]]`, `alignas(8)`, `__attribute__((a))`. */
static void
skip_attributes(struct declaration_reader *self)
{
	for (;;) {
		if (is_mark(self, now(self), '[')) {
			skip_group(self);
		} else if (is_attribute(self)) {
			next(self);
			skip_group(self);
		} else {
			return;
		}
	}
}

/* `a::B<C>`: the name of a type that is defined; macros may stand in front of it. */
static struct bytes
type_being_defined(struct declaration_reader *self, size_t *at)
{
	skip_attributes(self);
	while (now(self)->kind == TOKEN_WORD && ahead(self, 1)->kind == TOKEN_WORD &&
	       !is_word(self, ahead(self, 1), "final") &&
	       is_macro(reader_text(&self->reader, now(self)))) {
		next(self);
		skip_attributes(self);
	}
	*at = now(self)->start;
	return type_name(self, "::", '<');
}

/* `: public virtual a::B<C>, D...`. */
static void
bases(struct declaration_reader *self)
{
	do {
		while (is_word_of(self, now(self), " public protected private virtual typename "))
			next(self);
		if (is_mark(self, now(self), ':')) {
			next(self);
			next(self);
		}
		add_base(self, type_name(self, "::", '<'));
		while (take_mark(self, '.'))
			continue;
	} while (take_mark(self, ','));
}

static void
type_definition(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name;

	next(self);
	if (kind == DECLARATION_ENUM && !take_word(self, "class"))
		take_word(self, "struct");
	name = type_being_defined(self, &at);
	if (!name.len)
		return;
	take_word(self, "final");
	skip_attributes(self);
	if (is_mark(self, now(self), ':') && !is_mark(self, ahead(self, 1), ':')) {
		next(self);
		if (kind == DECLARATION_ENUM)
			skip_to(self, "{;,");
		else
			bases(self);
	}
	if (is_mark(self, now(self), '{'))
		declare(self, kind, name, at);
	self->bases.len = 0;
}

void
declarations_c(struct declaration_reader *self)
{
	bool is_cpp = self->reader.lexer.language->id == LANGUAGE_CPP;

	if (now(self)->line_start && is_mark(self, now(self), '#')) {
		directive(self);
		return;
	}
	if (now(self)->kind != TOKEN_WORD)
		return;
	if (is_word(self, now(self), "struct")) {
		type_definition(self, DECLARATION_STRUCT);
	} else if (is_word(self, now(self), "union")) {
		type_definition(self, DECLARATION_UNION);
	} else if (is_word(self, now(self), "enum")) {
		type_definition(self, DECLARATION_ENUM);
	} else if (is_cpp && is_word(self, now(self), "class")) {
		type_definition(self, DECLARATION_CLASS);
	} else if (is_cpp && is_word(self, now(self), "template") &&
		   is_mark(self, ahead(self, 1), '<')) {
		next(self);
		skip_angles(self);
	}
}
