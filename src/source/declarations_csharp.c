#include "config.h"

#include "base/macros.h"
#include "source/declaration_reader.h"

/* `[Name(...), other.Name]` in front of what it is about; `[assembly: Name]` is about nothing that
 * is declared here, nor what is returned. */
static void
attributes(struct declaration_reader *self)
{
	size_t n = self->annotations.len;
	bool foreign = is_word_of(self, ahead(self, 1), " assembly module return ") &&
		       is_mark(self, ahead(self, 2), ':');

	do {
		next(self);
		if (is_mark(self, ahead(self, 1), ':') && !is_mark(self, ahead(self, 2), ':')) {
			next(self);
			next(self);
		}
		add_annotation(self, type_name(self, ".", '<'));
		skip_to(self, ",");
	} while (is_mark(self, now(self), ','));
	take_mark(self, ']');
	if (foreign)
		self->annotations.len = n;
}

/* A base: `global::A.B<C>`, with what its constructor is given. */
static void
bases(struct declaration_reader *self)
{
	do {
		if (is_mark(self, ahead(self, 1), ':') && is_mark(self, ahead(self, 2), ':')) {
			next(self);
			next(self);
			next(self);
		}
		add_base(self, type_name(self, ".", '<'));
		if (is_mark(self, now(self), '('))
			skip_group(self);
	} while (take_mark(self, ','));
}

/* A type, from its keyword on. The type behind an enum's colon is its size. */
static void
type_declaration(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name;

	if (kind == DECLARATION_RECORD && is_word_of(self, ahead(self, 1), " class struct "))
		next(self);
	name = take_name(self, &at);
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (is_mark(self, now(self), '('))
		skip_group(self);
	if (take_mark(self, ':'))
		bases(self);
	if (kind == DECLARATION_ENUM)
		self->bases.len = 0;
	skip_to(self, "{;");
	declare(self, kind, name, at);
}

/* `delegate int Name<T>(...);`; `delegate (x) {` and `delegate {` are values. */
static void
delegate(struct declaration_reader *self)
{
	struct bytes name = BYTES_NONE;
	size_t at = 0;

	next(self);
	while (now(self)->kind == TOKEN_WORD || is_mark_of(self, now(self), ".?[:")) {
		if (now(self)->kind == TOKEN_WORD) {
			at = now(self)->start;
			name = reader_text(&self->reader, now(self));
		}
		if (is_mark(self, now(self), '['))
			skip_group(self);
		else
			next(self);
		if (is_mark(self, now(self), '<'))
			skip_angles(self);
	}
	if (!name.len || !is_mark(self, now(self), '('))
		return;
	skip_to(self, ";{");
	declare(self, DECLARATION_TYPE, name, at);
}

/* Whether this word, a name in other places, begins a record. */
static bool
begins_record(struct declaration_reader *self)
{
	if (is_word_of(self, ahead(self, 1), " class struct "))
		return ahead(self, 2)->kind == TOKEN_WORD;
	return self->leading && is_mark_of(self, ahead(self, 2), "(<{:;");
}

/* True when a type begins here: not `where T : class`, not `@class`. */
static bool
find_type(struct declaration_reader *self)
{
	static const struct {
		const char *word;
		enum declaration_kind kind;
	} keywords[] = {
		{ "class", DECLARATION_CLASS },         { "struct", DECLARATION_STRUCT },
		{ "interface", DECLARATION_INTERFACE }, { "enum", DECLARATION_ENUM },
		{ "record", DECLARATION_RECORD },
	};

	if (ahead(self, 1)->kind != TOKEN_WORD || is_mark_of(self, before(self), ".:,@"))
		return false;
	if (is_word(self, now(self), "delegate")) {
		delegate(self);
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(keywords); i++) {
		if (!is_word(self, now(self), keywords[i].word))
			continue;
		if (keywords[i].kind == DECLARATION_RECORD && !begins_record(self))
			return false;
		type_declaration(self, keywords[i].kind);
		return true;
	}
	return false;
}

void
declarations_csharp(struct declaration_reader *self)
{
	const struct scope *scope = scope_top(self);

	if (is_mark(self, now(self), '[') && self->leading && self->brackets == 0) {
		attributes(self);
		return;
	}
	if (now(self)->kind == TOKEN_WORD && find_type(self))
		return;
	if (scope && scope->kind != DECLARATION_ENUM)
		find_member(self);
}
