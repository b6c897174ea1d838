#include "config.h"

#include "source/declaration_reader.h"

/* `@Name(...)`, `@field:Name`, `@get:Name`; `return@label` is none, nor what is about the file. */
static void
annotation(struct declaration_reader *self)
{
	bool of_file = is_word(self, ahead(self, 1), "file");
	size_t n = self->annotations.len;

	if (is_joined(self) || ahead(self, 1)->start != now(self)->end) {
		next(self);
		return;
	}
	next(self);
	if (is_mark(self, ahead(self, 1), ':')) {
		next(self);
		next(self);
	}
	take_annotation(self, ".");
	if (of_file)
		self->annotations.len = n;
}

/* `by` and the value that is delegated to, up to the next base or the body. */
static void
skip_delegate(struct declaration_reader *self)
{
	while (now(self)->kind != TOKEN_END && !is_mark_of(self, now(self), ",{};)]")) {
		if (now(self)->line_start && now(self)->kind == TOKEN_WORD &&
		    !is_word(self, before(self), "by"))
			return;
		skip_part(self);
	}
}

static void
bases(struct declaration_reader *self)
{
	do {
		add_base(self, type_name(self, ".", '<'));
		if (is_mark(self, now(self), '(') && !now(self)->line_start)
			skip_group(self);
		if (is_word(self, now(self), "by"))
			skip_delegate(self);
	} while (take_mark(self, ','));
}

/* `@Inject internal constructor(...)`, or only the parameters. */
static void
skip_constructor(struct declaration_reader *self)
{
	size_t n = self->annotations.len;

	while (is_mark(self, now(self), '@') ||
	       is_word_of(self, now(self), " private protected internal public constructor ")) {
		if (now(self)->line_start && !is_word(self, now(self), "constructor") &&
		    !is_word(self, ahead(self, 1), "constructor"))
			return;
		if (is_mark(self, now(self), '@'))
			annotation(self);
		else
			next(self);
	}
	self->annotations.len = n;
	if (is_mark(self, now(self), '('))
		skip_group(self);
}

/* `where T : A, U : B`. */
static void
skip_where(struct declaration_reader *self)
{
	if (!take_word(self, "where"))
		return;
	do {
		type_name(self, ".", '<');
		if (take_mark(self, ':'))
			type_name(self, ".", '<');
	} while (take_mark(self, ','));
}

/* Behind the keyword: a class, an interface or an object. */
static void
type_declaration(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at = now(self)->start;
	struct bytes name = BYTES_NONE;
	bool companion = is_word(self, before(self), "companion");

	next(self);
	if (now(self)->kind == TOKEN_WORD && !(companion && now(self)->line_start)) {
		at = now(self)->start;
		name = name_text(self, now(self));
		next(self);
	}
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (kind != DECLARATION_OBJECT)
		skip_constructor(self);
	if (take_mark(self, ':'))
		bases(self);
	skip_where(self);
	declare(self, kind, name, at);
}

/* Of `T.a.name(`, the last word in front of the parameters. */
static struct bytes
function_name(struct declaration_reader *self, size_t *at)
{
	struct bytes name = BYTES_NONE;

	while (now(self)->kind == TOKEN_WORD || is_mark_of(self, now(self), ".?<@")) {
		if (now(self)->kind == TOKEN_WORD) {
			name = name_text(self, now(self));
			*at = now(self)->start;
		}
		if (is_mark(self, now(self), '<'))
			skip_angles(self);
		else
			next(self);
	}
	return name;
}

/* Passes `: type`, up to a body or the end of the line. */
static void
skip_result(struct declaration_reader *self)
{
	if (!take_mark(self, ':'))
		return;
	while (now(self)->kind != TOKEN_END && !is_mark_of(self, now(self), "{}=;,)]")) {
		bool goes_on = is_mark_of(self, before(self), ":.&") || is_behind_arrow(self);

		if (now(self)->line_start && !goes_on)
			return;
		skip_type_part(self);
	}
}

/* `fun <T> R.name(...)`; `fun (x)` has no name. */
static void
function(struct declaration_reader *self)
{
	enum declaration_kind kind = kind_of_function(self);
	struct bytes name;
	size_t at = 0;

	next(self);
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (is_mark(self, now(self), '(')) {
		skip_group(self);
		if (!is_mark(self, now(self), '.') && !is_mark(self, now(self), '?'))
			return;
	}
	name = function_name(self, &at);
	if (!name.len || !is_mark(self, now(self), '('))
		return;
	skip_group(self);
	skip_result(self);
	skip_where(self);
	declare(self, kind, name, at);
}

/* `enum class`, `annotation class` are kinds of their own. */
static enum declaration_kind
kind_of_class(struct declaration_reader *self)
{
	if (is_word(self, before(self), "enum"))
		return DECLARATION_ENUM;
	return is_word(self, before(self), "annotation") ? DECLARATION_ANNOTATION
							 : DECLARATION_CLASS;
}

static void
keyword(struct declaration_reader *self)
{
	const struct token *first = ahead(self, 1);
	bool named = first->kind == TOKEN_WORD;

	if (is_word(self, now(self), "class") && named) {
		type_declaration(self, kind_of_class(self));
	} else if (is_word(self, now(self), "interface") && named) {
		type_declaration(self, DECLARATION_INTERFACE);
	} else if (is_word(self, now(self), "object") &&
		   (named || is_mark_of(self, first, ":{") ||
		    is_word(self, before(self), "companion"))) {
		type_declaration(self, DECLARATION_OBJECT);
	} else if (is_word(self, now(self), "fun") && !is_word(self, first, "interface") &&
		   (named || is_mark_of(self, first, "<("))) {
		function(self);
	} else if (is_word(self, now(self), "typealias") && named &&
		   is_mark_of(self, ahead(self, 2), "=<")) {
		size_t at;
		struct bytes name = take_name(self, &at);

		declare(self, DECLARATION_TYPE, name, at);
	}
}

void
declarations_kotlin(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '@') && ahead(self, 1)->kind == TOKEN_WORD)
		annotation(self);
	else if (now(self)->kind == TOKEN_WORD && !is_mark_of(self, before(self), ".:@"))
		keyword(self);
}
