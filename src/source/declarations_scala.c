#include "config.h"

#include "source/declaration_reader.h"

/* `@name(...)`; `x @ Pattern` is none. */
static void
annotation(struct declaration_reader *self)
{
	bool alone = is_joined(self) || ahead(self, 1)->start != now(self)->end;

	next(self);
	if (alone)
		return;
	add_annotation(self, type_name(self, ".", '['));
	if (is_mark(self, now(self), '(') && is_joined(self))
		skip_group(self);
}

/* Type parameters, annotations and modifiers of a constructor, and its parameters. */
static void
skip_parameters(struct declaration_reader *self)
{
	size_t n = self->annotations.len;

	while (is_mark_of(self, now(self), "[(@") ||
	       is_word_of(self, now(self), " private protected ")) {
		if (now(self)->line_start && !is_mark(self, now(self), '('))
			break;
		if (is_mark(self, now(self), '@'))
			annotation(self);
		else if (is_mark_of(self, now(self), "[("))
			skip_group(self);
		else
			next(self);
	}
	self->annotations.len = n;
}

/* `A[T](x) with B, C`. */
static void
bases(struct declaration_reader *self)
{
	do {
		add_base(self, type_name(self, ".", '['));
		while (is_mark(self, now(self), '(') && !now(self)->line_start)
			skip_group(self);
	} while (take_word(self, "with") || take_mark(self, ','));
}

/* A body in braces, or behind a colon or an equals sign at the end of the line, further in than its
 * head. */
static void
declare_with_body(struct declaration_reader *self, enum declaration_kind kind, struct bytes name,
		  size_t at)
{
	bool opens = is_mark_of(self, now(self), ":=") && ahead(self, 1)->line_start;

	if (opens) {
		next(self);
		declare_by_column(self, kind, name, at);
		return;
	}
	if (is_mark(self, now(self), '=') && is_mark(self, ahead(self, 1), '{'))
		next(self);
	declare(self, kind, name, at);
}

static void
type_declaration(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name = take_name(self, &at);

	if (kind != DECLARATION_OBJECT)
		skip_parameters(self);
	if (take_word(self, "extends"))
		bases(self);
	if (take_word(self, "derives"))
		while (type_name(self, ".", '[').len && take_mark(self, ','))
			continue;
	declare_with_body(self, kind, name, at);
}

static void
skip_result(struct declaration_reader *self)
{
	if (!is_mark(self, now(self), ':') || ahead(self, 1)->line_start)
		return;
	while (now(self)->kind != TOKEN_END && !now(self)->line_start &&
	       !is_mark_of(self, now(self), "={};)],")) {
		skip_part(self);
	}
}

/* `def name[T](...): R = `, `def +(x)`. */
static void
function(struct declaration_reader *self)
{
	enum declaration_kind kind = kind_of_function(self);
	size_t at;
	struct bytes name = take_method_name(self, "+-*/%&|^!~=<>:?#@\\", &at);

	if (!name.len)
		return;
	while (is_mark_of(self, now(self), "[(") && !now(self)->line_start)
		skip_group(self);
	skip_result(self);
	declare_with_body(self, kind, name, at);
}

static void
type_alias(struct declaration_reader *self)
{
	size_t at;
	struct bytes name = take_name(self, &at);

	declare(self, DECLARATION_TYPE, name, at);
}

void
declarations_scala(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '@') && ahead(self, 1)->kind == TOKEN_WORD) {
		annotation(self);
		return;
	}
	if (now(self)->kind != TOKEN_WORD || is_mark_of(self, before(self), ".#'"))
		return;
	if (is_word(self, now(self), "def")) {
		function(self);
		return;
	}
	if (ahead(self, 1)->kind != TOKEN_WORD || is_word(self, before(self), "end"))
		return;
	if (is_word(self, now(self), "class"))
		type_declaration(self, DECLARATION_CLASS);
	else if (is_word(self, now(self), "trait"))
		type_declaration(self, DECLARATION_TRAIT);
	else if (is_word(self, now(self), "object"))
		type_declaration(self, DECLARATION_OBJECT);
	else if (is_word(self, now(self), "enum") && self->leading)
		type_declaration(self, DECLARATION_ENUM);
	else if (is_word(self, now(self), "type"))
		type_alias(self);
}
