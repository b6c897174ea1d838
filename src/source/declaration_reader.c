#include "config.h"

#include "source/declaration_reader.h"

bool
is_mark_of(struct declaration_reader *self, const struct token *token, const char *marks)
{
	return token->kind == TOKEN_PUNCTUATION &&
	       strchr(marks, self->reader.lexer.text[token->start]) &&
	       self->reader.lexer.text[token->start];
}

bool
is_word_of(struct declaration_reader *self, const struct token *token, const char *words)
{
	struct bytes text = reader_text(&self->reader, token);

	if (token->kind != TOKEN_WORD)
		return false;
	for (const char *at = words; (at = strchr(at, ' ')) && at[1]; at++) {
		if (at[1] == text.data[0] && strncmp(at + 1, text.data, text.len) == 0 &&
		    at[1 + text.len] == ' ')
			return true;
	}
	return false;
}

bool
is_joined(struct declaration_reader *self)
{
	return before(self)->kind != TOKEN_END && before(self)->end == now(self)->start;
}

bool
is_behind_arrow(struct declaration_reader *self)
{
	const struct token *last = before(self);

	return is_mark(self, last, '>') && last->start > 0 &&
	       (self->reader.lexer.text[last->start - 1] == '=' ||
		self->reader.lexer.text[last->start - 1] == '-');
}

struct bytes
take_name(struct declaration_reader *self, size_t *at)
{
	struct bytes name;

	next(self);
	*at = now(self)->start;
	name = name_text(self, now(self));
	next(self);
	return name;
}

struct bytes
take_method_name(struct declaration_reader *self, const char *marks, size_t *at)
{
	size_t end = ahead(self, 1)->start;

	if (ahead(self, 1)->kind == TOKEN_WORD)
		return take_name(self, at);
	*at = end;
	for (next(self); is_mark_of(self, now(self), marks); next(self))
		end = now(self)->end;
	return (struct bytes){ self->reader.lexer.text + *at, end - *at };
}

struct bytes
name_text(struct declaration_reader *self, const struct token *token)
{
	struct bytes text = reader_text(&self->reader, token);

	return text.len > 2 && text.data[0] == '`' ? bytes_slice(text, 1, text.len - 1) : text;
}

void
skip_group(struct declaration_reader *self)
{
	size_t depth = 0;

	do {
		if (is_mark_of(self, now(self), "([{"))
			depth++;
		else if (is_mark_of(self, now(self), ")]}"))
			depth--;
		next(self);
	} while (depth > 0 && now(self)->kind != TOKEN_END);
}

struct bytes
group_text(struct declaration_reader *self)
{
	size_t at = now(self)->start;

	skip_group(self);
	return (struct bytes){ self->reader.lexer.text + at, before(self)->end - at };
}

/* The head of an arrow, `=>` or `->`. */
static bool
is_arrow(struct declaration_reader *self)
{
	return is_joined(self) && is_mark_of(self, before(self), "=-");
}

void
skip_angles(struct declaration_reader *self)
{
	size_t depth = 0;

	do {
		if (is_mark_of(self, now(self), "([{")) {
			skip_group(self);
			continue;
		}
		if (is_mark_of(self, now(self), ")]};"))
			return;
		if (is_mark(self, now(self), '<'))
			depth++;
		else if (is_mark(self, now(self), '>') && !is_arrow(self))
			depth--;
		next(self);
	} while (depth > 0 && now(self)->kind != TOKEN_END);
}

void
skip_part(struct declaration_reader *self)
{
	if (is_mark_of(self, now(self), "([{"))
		skip_group(self);
	else
		next(self);
}

void
skip_type_part(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	else
		skip_part(self);
}

void
skip_to(struct declaration_reader *self, const char *stops)
{
	while (now(self)->kind != TOKEN_END && !is_mark_of(self, now(self), stops) &&
	       !is_mark_of(self, now(self), ")]}")) {
		skip_part(self);
	}
}

/* Whether SEPARATOR stands here with a word behind it. */
static bool
goes_on(struct declaration_reader *self, const char *separator)
{
	size_t n = strlen(separator);

	for (size_t i = 0; i < n; i++) {
		if (!is_mark(self, ahead(self, i), separator[i]))
			return false;
	}
	return ahead(self, n)->kind == TOKEN_WORD;
}

/* Annotations of a type, which belong to nothing that is declared. */
static void
skip_type_annotations(struct declaration_reader *self, const char *separator)
{
	while (is_mark(self, now(self), '@') && ahead(self, 1)->kind == TOKEN_WORD) {
		next(self);
		reader_path(&self->reader, separator);
		if (is_mark(self, now(self), '(') && is_joined(self))
			skip_group(self);
	}
}

struct bytes
type_name(struct declaration_reader *self, const char *separator, char open)
{
	struct bytes name = BYTES_NONE;

	for (;;) {
		struct bytes part;

		skip_type_annotations(self, separator);
		part = reader_path(&self->reader, separator);
		if (name.len && part.len)
			part = reader_join(&self->reader, name, separator, part);
		if (!part.len)
			return name;
		name = part;
		if (is_mark(self, now(self), open) && open == '<')
			skip_angles(self);
		else if (is_mark(self, now(self), open))
			skip_group(self);
		if (!goes_on(self, separator) &&
		    !(is_mark(self, now(self), '.') && is_mark(self, ahead(self, 1), '@')))
			return name;
		for (size_t i = strlen(separator); i > 0; i--)
			next(self);
	}
}

void
type_list(struct declaration_reader *self, const char *separator, char open)
{
	do {
		struct bytes name = type_name(self, separator, open);

		if (!name.len)
			return;
		add_base(self, name);
		if (is_mark(self, now(self), '('))
			skip_group(self);
	} while (take_mark(self, ','));
}

void
add_base(struct declaration_reader *self, struct bytes name)
{
	if (name.len)
		vec_push(&self->bases, name);
}

void
add_annotation(struct declaration_reader *self, struct bytes name)
{
	if (!name.len)
		return;
	if (self->annotations.len == 0)
		self->annotated_at = before(self)->start;
	vec_push(&self->annotations, name);
}

void
take_annotation(struct declaration_reader *self, const char *separator)
{
	add_annotation(self, type_name(self, separator, '<'));
	if (is_mark(self, now(self), '(') && !now(self)->line_start)
		skip_group(self);
}

struct scope *
scope_top(struct declaration_reader *self)
{
	return self->scopes.len ? &self->scopes.items[self->scopes.len - 1] : NULL;
}

static bool
is_type(enum declaration_kind kind)
{
	return kind != DECLARATION_FUNCTION && kind != DECLARATION_METHOD;
}

struct scope *
scope_of_members(struct declaration_reader *self)
{
	struct scope *scope = scope_top(self);

	if (!scope || !is_type(scope->kind) || self->brackets > 0 ||
	    (!scope->by_column && scope->depth != self->braces.len))
		return NULL;
	return scope;
}

enum declaration_kind
kind_of_function(struct declaration_reader *self)
{
	const struct scope *scope = scope_top(self);
	bool within = scope && is_type(scope->kind) &&
		      (scope->by_column || scope->depth == self->braces.len);

	return within ? DECLARATION_METHOD : DECLARATION_FUNCTION;
}

/* The names of the innermost declaration that has one. */
static struct bytes
outer_name(struct declaration_reader *self)
{
	return self->scopes.len ? scope_top(self)->name : BYTES_NONE;
}

static struct bytes *
copy_names(struct declaration_reader *self, const struct bytes *names, size_t n)
{
	struct bytes *copy;

	if (n == 0)
		return NULL;
	copy = arena_new_array(self->reader.arena, struct bytes, n);
	memcpy(copy, names, n * sizeof(*names));
	return copy;
}

static void
add(struct declaration_reader *self, enum declaration_kind kind, struct bytes name, size_t at)
{
	struct declaration *declaration = vec_add(&self->found->items);

	memset(declaration, 0, sizeof(*declaration));
	declaration->kind = kind;
	declaration->name = name;
	declaration->at = at;
	declaration->first = self->annotations.len ? self->annotated_at : at;
	declaration->last = before(self)->start;
	declaration->outer = outer_name(self);
	declaration->n_bases = self->bases.len;
	declaration->bases = copy_names(self, self->bases.items, self->bases.len);
	declaration->n_annotations = self->annotations.len;
	declaration->annotations = copy_names(self, self->annotations.items, self->annotations.len);
	self->bases.len = self->annotations.len = 0;
	self->leading = false;
}

static struct scope *
open_scope(struct declaration_reader *self, enum declaration_kind kind, struct bytes name)
{
	struct bytes outer = outer_name(self);
	struct scope *scope = vec_add(&self->scopes);

	memset(scope, 0, sizeof(*scope));
	scope->kind = kind;
	scope->name = name.len ? name : outer;
	scope->depth = self->braces.len;
	return scope;
}

void
declare(struct declaration_reader *self, enum declaration_kind kind, struct bytes name, size_t at)
{
	add(self, kind, name, at);
	if (is_mark(self, now(self), '{'))
		open_scope(self, kind, name)->depth++;
}

void
declare_by_column(struct declaration_reader *self, enum declaration_kind kind, struct bytes name,
		  size_t at)
{
	struct scope *scope;

	add(self, kind, name, at);
	scope = open_scope(self, kind, name);
	scope->by_column = true;
	scope->column = self->indent;
}
