#include "config.h"

#include "base/macros.h"
#include "source/declaration_reader.h"

/* `#[name(...)]`, of which `#[derive(A, B)]` means A and B; `#![name]` is about what it stands in.
 */
static void
attribute(struct declaration_reader *self)
{
	struct bytes name;

	next(self);
	next(self);
	if (is_word(self, now(self), "unsafe") && is_mark(self, ahead(self, 1), '(')) {
		next(self);
		next(self);
	}
	name = reader_path(&self->reader, "::");
	if (bytes_equal(name, BYTES("derive")) && take_mark(self, '(')) {
		while ((name = reader_path(&self->reader, "::")).len) {
			add_annotation(self, name);
			take_mark(self, ',');
		}
	} else {
		add_annotation(self, name);
	}
	while (is_mark(self, now(self), ')'))
		next(self);
	skip_to(self, "");
	while (is_mark_of(self, now(self), ")]") && !take_mark(self, ']'))
		next(self);
}

/* The name of a type, in front of which `&'a mut dyn ::` may stand. */
static struct bytes
named_type(struct declaration_reader *self, size_t *at)
{
	while (is_mark_of(self, now(self), "&'?~!:*") ||
	       is_word_of(self, now(self), " dyn mut const for ")) {
		bool lifetime = is_mark(self, now(self), '\'');
		bool binds = is_word(self, now(self), "for");

		next(self);
		if (lifetime)
			next(self);
		if (binds && is_mark(self, now(self), '<'))
			skip_angles(self);
	}
	*at = now(self)->start;
	if (is_mark_of(self, now(self), "(["))
		return group_text(self);
	return type_name(self, "::", '<');
}

/* `A + B<C> + 'static`, of a trait. */
static void
bounds(struct declaration_reader *self)
{
	size_t at;

	do {
		take_mark(self, '(');
		if (take_mark(self, '\''))
			next(self);
		else
			add_base(self, named_type(self, &at));
		if (is_mark(self, now(self), '('))
			skip_group(self);
		take_mark(self, ')');
	} while (take_mark(self, '+'));
}

/* `r#name` is `name` where that would be a keyword. */
static struct bytes
take_raw_name(struct declaration_reader *self, size_t *at)
{
	if (is_word(self, ahead(self, 1), "r") && is_mark(self, ahead(self, 2), '#')) {
		next(self);
		next(self);
	}
	return take_name(self, at);
}

static void
item(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name = take_raw_name(self, &at);

	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (kind == DECLARATION_TRAIT && take_mark(self, ':') && !is_mark(self, now(self), '{'))
		bounds(self);
	if (kind == DECLARATION_FUNCTION) {
		kind = kind_of_function(self);
		skip_to(self, "{;");
	} else if (kind != DECLARATION_TYPE) {
		skip_to(self, "{;");
	}
	declare(self, kind, name, at);
}

/* `impl<T> Trait for Type<T> where ... {`, `impl Type {`. */
static void
impl(struct declaration_reader *self)
{
	size_t at;
	struct bytes name;

	next(self);
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	name = named_type(self, &at);
	if (is_mark(self, now(self), '('))
		skip_group(self);
	if (take_word(self, "for")) {
		add_base(self, name);
		name = named_type(self, &at);
	}
	if (!name.len)
		return;
	skip_to(self, "{;");
	declare(self, DECLARATION_EXTENSION, name, at);
}

static void
keyword(struct declaration_reader *self)
{
	static const struct {
		const char *word;
		enum declaration_kind kind;
		const char *behind; /* the name; what is given to a macro may look alike */
	} keywords[] = {
		{ "fn", DECLARATION_FUNCTION, "(<" }, { "struct", DECLARATION_STRUCT, "{(;<" },
		{ "enum", DECLARATION_ENUM, "{<" },   { "trait", DECLARATION_TRAIT, "{<:=" },
		{ "union", DECLARATION_UNION, "{<" }, { "type", DECLARATION_TYPE, "=<:;" },
	};
	size_t n = is_mark(self, ahead(self, 2), '#') ? 4 : 2;

	for (size_t i = 0; i < ARRAY_SIZE(keywords); i++) {
		if (!is_word(self, now(self), keywords[i].word))
			continue;
		if (is_mark_of(self, ahead(self, n), keywords[i].behind) ||
		    is_word(self, ahead(self, n), "where"))
			item(self, keywords[i].kind);
		return;
	}
}

void
declarations_rust(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '#') && is_mark(self, ahead(self, 1), '[')) {
		attribute(self);
		return;
	}
	if (now(self)->kind != TOKEN_WORD || is_mark_of(self, before(self), ".#'$"))
		return;
	if (is_word(self, now(self), "pub") && is_mark(self, ahead(self, 1), '(')) {
		next(self);
		skip_group(self);
	} else if (is_word(self, now(self), "impl") && self->leading && self->brackets == 0) {
		impl(self);
	} else if (ahead(self, 1)->kind == TOKEN_WORD) {
		keyword(self);
	}
}
