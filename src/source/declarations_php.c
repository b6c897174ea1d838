#include "config.h"

#include "source/declaration_reader.h"

#include <strings.h>

/* Keywords of PHP have no case. */
static bool
is_keyword(struct declaration_reader *self, const struct token *token, const char *word)
{
	size_t len = strlen(word);

	return token->kind == TOKEN_WORD && token->end - token->start == len &&
	       strncasecmp(self->reader.lexer.text + token->start, word, len) == 0;
}

static bool
take_keyword(struct declaration_reader *self, const char *word)
{
	if (!is_keyword(self, now(self), word))
		return false;
	next(self);
	return true;
}

/* `\A\B`, as written. */
static struct bytes
class_name(struct declaration_reader *self)
{
	size_t at = now(self)->start;
	bool rooted = take_mark(self, '\\');
	struct bytes name = reader_path(&self->reader, "\\");

	if (rooted && name.len && name.data == self->reader.lexer.text + at + 1)
		return (struct bytes){ name.data - 1, name.len + 1 };
	return rooted && name.len ? reader_join(&self->reader, BYTES_NONE, "\\", name) : name;
}

/* `#[Name(...), \A\B]`. */
static void
attributes(struct declaration_reader *self)
{
	next(self);
	do {
		next(self);
		add_annotation(self, class_name(self));
		skip_to(self, ",");
	} while (is_mark(self, now(self), ','));
	take_mark(self, ']');
}

static void
names(struct declaration_reader *self)
{
	do
		add_base(self, class_name(self));
	while (take_mark(self, ','));
}

/* A type from its keyword on. `new class (...) extends A {` has no name; `enum A: string`. */
static void
type_declaration(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at = now(self)->start;
	struct bytes name = BYTES_NONE;

	next(self);
	if (is_mark(self, now(self), '(')) {
		skip_group(self);
	} else if (now(self)->kind == TOKEN_WORD && !is_keyword(self, now(self), "extends") &&
		   !is_keyword(self, now(self), "implements")) {
		at = now(self)->start;
		name = reader_text(&self->reader, now(self));
		next(self);
	}
	if (kind == DECLARATION_ENUM && take_mark(self, ':'))
		class_name(self);
	while (take_keyword(self, "extends") || take_keyword(self, "implements"))
		names(self);
	declare(self, kind, name, at);
}

/* `function &name(...): T {`; one without a name is a value. */
static void
function(struct declaration_reader *self)
{
	enum declaration_kind kind = kind_of_function(self);
	size_t at;
	struct bytes name;

	next(self);
	take_mark(self, '&');
	if (now(self)->kind != TOKEN_WORD)
		return;
	at = now(self)->start;
	name = reader_text(&self->reader, now(self));
	next(self);
	if (!is_mark(self, now(self), '('))
		return;
	skip_group(self);
	skip_to(self, "{;");
	declare(self, kind, name, at);
}

/* Whether a class begins here: one with a name, or behind `new`. */
static bool
begins_class(struct declaration_reader *self)
{
	const struct token *first = ahead(self, 1);

	return first->kind == TOKEN_WORD || is_mark(self, first, '{') ||
	       (is_mark(self, first, '(') &&
		(is_keyword(self, before(self), "new") ||
		 is_keyword(self, before(self), "readonly") || is_mark(self, before(self), ']')));
}

static void
keyword(struct declaration_reader *self)
{
	const struct token *first = ahead(self, 1), *second = ahead(self, 2);

	if (is_keyword(self, now(self), "function"))
		function(self);
	else if (is_keyword(self, now(self), "class") && begins_class(self))
		type_declaration(self, DECLARATION_CLASS);
	else if (first->kind != TOKEN_WORD)
		return;
	else if (is_keyword(self, now(self), "interface"))
		type_declaration(self, DECLARATION_INTERFACE);
	else if (is_keyword(self, now(self), "trait"))
		type_declaration(self, DECLARATION_TRAIT);
	else if (is_keyword(self, now(self), "enum") &&
		 (is_mark_of(self, second, "{:") || is_keyword(self, second, "implements")))
		type_declaration(self, DECLARATION_ENUM);
}

/* Whether the token before makes this word a name: `->class`, `::class`, `use function`. */
static bool
is_name(struct declaration_reader *self)
{
	const struct token *last = before(self);

	return is_mark(self, last, ':') || is_mark(self, last, '\\') ||
	       (is_mark(self, last, '>') && is_joined(self)) || is_keyword(self, last, "use") ||
	       is_keyword(self, last, "const");
}

void
declarations_php(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '#') && is_mark(self, ahead(self, 1), '['))
		attributes(self);
	else if (now(self)->kind == TOKEN_WORD && !is_name(self))
		keyword(self);
}
