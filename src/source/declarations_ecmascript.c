#include "config.h"

#include "source/declaration_reader.h"

/* Whether a type goes on behind the token before: there a brace begins an object's type. */
static bool
wants_type(struct declaration_reader *self)
{
	const struct token *last = before(self);

	return is_behind_arrow(self) || is_mark_of(self, last, ":|&?=") ||
	       is_word_of(self, last, " is extends keyof readonly asserts infer typeof ");
}

/* Passes `: type` behind the parameters, up to the body. */
static void
skip_type(struct declaration_reader *self)
{
	if (!take_mark(self, ':'))
		return;
	while (now(self)->kind != TOKEN_END) {
		bool wanted = wants_type(self);

		if (is_mark_of(self, now(self), ";,})]") ||
		    (!wanted && is_mark(self, now(self), '{')))
			return;
		if (!wanted && now(self)->line_start && !is_mark_of(self, now(self), "|&?:=") &&
		    !is_word_of(self, now(self), " extends is "))
			return;
		skip_type_part(self);
	}
}

/* Type parameters, parameters and the type of what is returned. */
static void
skip_signature(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (is_mark(self, now(self), '('))
		skip_group(self);
	skip_type(self);
}

/* Whether this word is a member, `a.class`; not behind the three dots of a spread. */
static bool
is_member(struct declaration_reader *self)
{
	const struct token *last = before(self);
	const char *text = self->reader.lexer.text;

	if (!is_mark(self, last, '.'))
		return is_mark(self, last, '#');
	return last->start < 2 || text[last->start - 1] != '.' || text[last->start - 2] != '.';
}

/* What a class extends: `a.b<T>`, `a(b)`; what is computed otherwise has no name. */
static void
superclass(struct declaration_reader *self)
{
	struct bytes name = type_name(self, ".", '<');

	while (is_mark(self, now(self), '('))
		skip_group(self);
	if (is_mark(self, now(self), '{') || is_word(self, now(self), "implements"))
		add_base(self, name);
	while (now(self)->kind != TOKEN_END && !is_mark_of(self, now(self), "{};)],") &&
	       !is_word(self, now(self), "implements")) {
		skip_type_part(self);
	}
}

/* A type, from its keyword on; its name may be missing. */
static void
type_statement(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at = now(self)->start;
	struct bytes name = BYTES_NONE;

	next(self);
	if (now(self)->kind == TOKEN_WORD && !is_word_of(self, now(self), " extends implements ")) {
		at = now(self)->start;
		name = reader_text(&self->reader, now(self));
		next(self);
	}
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (take_word(self, "extends")) {
		if (kind == DECLARATION_INTERFACE)
			type_list(self, ".", '<');
		else
			superclass(self);
	}
	if (take_word(self, "implements"))
		type_list(self, ".", '<');
	declare(self, kind, name, at);
}

/* `function a(`, `function *a(`; one without a name counts where it is a module's default. */
static void
function_statement(struct declaration_reader *self, bool is_default)
{
	bool generator = is_mark(self, ahead(self, 1), '*');
	size_t at = now(self)->start;
	struct bytes name = BYTES_NONE;
	const struct token *first = ahead(self, generator ? 2 : 1);

	if (first->kind == TOKEN_WORD) {
		at = first->start;
		name = reader_text(&self->reader, first);
	} else if (!is_default || !is_mark(self, first, '(')) {
		return;
	}
	next(self);
	take_mark(self, '*');
	if (name.len)
		next(self);
	skip_signature(self);
	declare(self, DECLARATION_FUNCTION, name, at);
}

static bool
begins_signature(struct declaration_reader *self, const struct token *token)
{
	return is_mark_of(self, token, "(<");
}

/* At a name in the body of a class or an interface: a method when parameters follow. */
static bool
named_method(struct declaration_reader *self)
{
	size_t n = is_mark_of(self, ahead(self, 1), "?!") ? 2 : 1;
	const struct token *name = now(self);
	size_t at = name->start;
	struct bytes text = reader_text(&self->reader, name);

	if (!begins_signature(self, ahead(self, n)))
		return false;
	if (scope_top(self)->kind == DECLARATION_INTERFACE && is_word(self, name, "new"))
		return false;
	if (name->kind == TOKEN_STRING)
		text = reader_string(&self->reader, name);
	if (is_mark(self, before(self), '#')) {
		at--;
		text = (struct bytes){ text.data - 1, text.len + 1 };
	}
	for (; n > 0; n--)
		next(self);
	skip_signature(self);
	declare(self, DECLARATION_METHOD, text, at);
	return true;
}

/* `[a.b](...)`, whose name is as written. */
static void
computed_method(struct declaration_reader *self)
{
	size_t at = now(self)->start;
	size_t end;

	skip_group(self);
	end = before(self)->end;
	take_mark(self, '?');
	if (!begins_signature(self, now(self))) {
		self->leading = false;
		return;
	}
	skip_signature(self);
	declare(self, DECLARATION_METHOD, (struct bytes){ self->reader.lexer.text + at, end - at },
		at);
}

/* Whether the type arguments of a field's type begin here: a comma in them begins no member. In its
 * value `<` compares. */
static bool
begins_arguments(struct declaration_reader *self, struct scope *scope)
{
	if (self->leading)
		scope->value = false;
	else if (is_mark(self, now(self), '='))
		scope->value = true;
	return !self->leading && !scope->value && is_mark(self, now(self), '<');
}

static bool
find_method(struct declaration_reader *self)
{
	struct scope *scope = scope_of_members(self);

	if (!scope || scope->kind == DECLARATION_ENUM)
		return false;
	if (begins_arguments(self, scope)) {
		skip_angles(self);
		return true;
	}
	/* Members of a class have none between them: type arguments in a value do. */
	if (scope->kind == DECLARATION_CLASS && take_mark(self, ','))
		return true;
	if (!self->leading)
		return false;
	if (is_mark(self, now(self), '[')) {
		computed_method(self);
		return true;
	}
	if (is_mark(self, now(self), '#'))
		next(self);
	if (now(self)->kind == TOKEN_WORD || now(self)->kind == TOKEN_STRING ||
	    now(self)->kind == TOKEN_NUMBER)
		return named_method(self);
	return false;
}

/* Whether this word, a keyword in some places only, begins a statement. */
static bool
begins_statement(struct declaration_reader *self)
{
	return now(self)->line_start || is_mark_of(self, before(self), ";{}") ||
	       before(self)->kind == TOKEN_END ||
	       is_word_of(self, before(self), " export declare const default ");
}

/* `class A`, `class {`, `class extends B {`; not a key or a member that is called so. */
static bool
begins_class(struct declaration_reader *self)
{
	const struct token *first = ahead(self, 1);

	if (is_mark(self, first, '{'))
		return true;
	if (is_word(self, first, "as"))
		return is_mark_of(self, ahead(self, 2), "{<") ||
		       is_word_of(self, ahead(self, 2), " extends implements ");
	return first->kind == TOKEN_WORD;
}

static void
keyword(struct declaration_reader *self)
{
	const struct token *second = ahead(self, 2);

	if (is_word(self, now(self), "class") && begins_class(self)) {
		type_statement(self, DECLARATION_CLASS);
	} else if (is_word(self, now(self), "function")) {
		function_statement(self, is_word(self, before(self), "default"));
	} else if (is_word(self, now(self), "default") && is_word(self, ahead(self, 1), "async") &&
		   is_word(self, second, "function")) {
		next(self);
		next(self);
		function_statement(self, true);
	} else if (ahead(self, 1)->kind != TOKEN_WORD || !begins_statement(self)) {
		return;
	} else if (is_word(self, now(self), "interface") &&
		   (is_mark_of(self, second, "{<") || is_word(self, second, "extends"))) {
		type_statement(self, DECLARATION_INTERFACE);
	} else if (is_word(self, now(self), "enum") && is_mark(self, second, '{')) {
		type_statement(self, DECLARATION_ENUM);
	} else if (is_word(self, now(self), "type") && is_mark_of(self, second, "=<")) {
		type_statement(self, DECLARATION_TYPE);
	}
}

void
declarations_ecmascript(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '@') && ahead(self, 1)->kind == TOKEN_WORD) {
		next(self);
		take_annotation(self, ".");
		return;
	}
	if (find_method(self) || now(self)->kind != TOKEN_WORD || is_member(self))
		return;
	keyword(self);
}
