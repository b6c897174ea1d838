#include "config.h"

#include "source/declaration_reader.h"

/* What is embedded stands alone on its line, with or without a star and a tag: `*a.B[T] "tag"`. */
static void
embedded(struct declaration_reader *self)
{
	struct bytes name;

	take_mark(self, '*');
	name = type_name(self, ".", '[');
	if (now(self)->kind == TOKEN_STRING)
		next(self);
	if (now(self)->line_start || is_mark_of(self, now(self), ";}"))
		add_base(self, name);
}

/* The methods of an interface have no keyword; what else is in a body declares nothing. */
static void
fields(struct declaration_reader *self)
{
	bool begins = true;

	next(self);
	while (now(self)->kind != TOKEN_END && !is_mark(self, now(self), '}')) {
		size_t at = now(self)->start;

		if (begins || now(self)->line_start)
			embedded(self);
		begins = is_mark(self, now(self), ';');
		if (now(self)->start > at && (now(self)->line_start || !begins))
			continue;
		skip_part(self);
	}
	next(self);
}

/* `[T any]`, which an array's length and a slice are not. */
static void
skip_type_parameters(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '[') && ahead(self, 1)->kind == TOKEN_WORD &&
	    !is_mark(self, ahead(self, 2), ']'))
		skip_group(self);
}

/* `Name[T any] struct {`, `Name = T`, `Name T`. */
static bool
type_spec(struct declaration_reader *self)
{
	size_t at = now(self)->start;
	struct bytes name = reader_text(&self->reader, now(self));
	enum declaration_kind kind = DECLARATION_TYPE;

	if (now(self)->kind != TOKEN_WORD)
		return false;
	next(self);
	skip_type_parameters(self);
	if (is_word(self, now(self), "struct"))
		kind = DECLARATION_STRUCT;
	else if (is_word(self, now(self), "interface"))
		kind = DECLARATION_INTERFACE;
	if (kind != DECLARATION_TYPE) {
		next(self);
		if (is_mark(self, now(self), '{'))
			fields(self);
	}
	declare(self, kind, name, at);
	return true;
}

/* Passes the rest of what a name in a group means, up to the next one. */
static void
skip_line(struct declaration_reader *self)
{
	while (now(self)->kind != TOKEN_END && !now(self)->line_start &&
	       !is_mark_of(self, now(self), ";)")) {
		skip_part(self);
	}
	take_mark(self, ';');
}

static void
type_declaration(struct declaration_reader *self)
{
	next(self);
	if (!take_mark(self, '(')) {
		type_spec(self);
		return;
	}
	while (type_spec(self))
		skip_line(self);
	take_mark(self, ')');
}

/* `(r *T[K])`: the name of the type. */
static struct bytes
receiver(struct declaration_reader *self)
{
	struct bytes name = BYTES_NONE;

	for (next(self); now(self)->kind == TOKEN_WORD || is_mark_of(self, now(self), "*[");) {
		if (is_mark(self, now(self), '[')) {
			skip_group(self);
			continue;
		}
		if (now(self)->kind == TOKEN_WORD)
			name = reader_text(&self->reader, now(self));
		next(self);
	}
	take_mark(self, ')');
	return name;
}

/* `struct {` and `interface {` are types in what is returned. */
static void
skip_results(struct declaration_reader *self)
{
	while (now(self)->kind != TOKEN_END && !now(self)->line_start &&
	       !is_mark_of(self, now(self), "{};")) {
		bool body = is_word_of(self, now(self), " struct interface ") &&
			    is_mark(self, ahead(self, 1), '{');

		if (body)
			next(self);
		if (body || is_mark_of(self, now(self), "(["))
			skip_group(self);
		else
			next(self);
	}
}

static void
function(struct declaration_reader *self)
{
	enum declaration_kind kind = DECLARATION_FUNCTION;
	struct bytes type = BYTES_NONE;
	struct bytes name;
	size_t at;

	next(self);
	if (is_mark(self, now(self), '(')) {
		type = receiver(self);
		kind = DECLARATION_METHOD;
	}
	if (now(self)->kind != TOKEN_WORD)
		return;
	at = now(self)->start;
	name = reader_text(&self->reader, now(self));
	next(self);
	if (is_mark(self, now(self), '['))
		skip_group(self);
	if (is_mark(self, now(self), '('))
		skip_group(self);
	skip_results(self);
	declare(self, kind, name, at);
	self->found->items.items[self->found->items.len - 1].outer = type;
}

/* Functions with a name stand at the top; types also within them. */
void
declarations_go(struct declaration_reader *self)
{
	if (is_word(self, now(self), "func") && now(self)->line_start && self->braces.len == 0)
		function(self);
	else if (is_word(self, now(self), "type") &&
		 (self->leading || is_mark(self, before(self), ':')))
		type_declaration(self);
}
