#include "config.h"

#include "base/macros.h"
#include "source/declaration_reader.h"

/* `A<T>`, `any P & Q`, `@unchecked Sendable`, `~Copyable`; a `class` there is no name. */
static void
bases(struct declaration_reader *self)
{
	do {
		take_mark(self, '~');
		if (is_word_of(self, now(self), " any some ") && ahead(self, 1)->kind == TOKEN_WORD)
			next(self);
		if (take_word(self, "class"))
			continue;
		add_base(self, type_name(self, ".", '<'));
	} while (take_mark(self, ',') || take_mark(self, '&'));
}

/* What else stands in front of a body: `where T: class`. */
static void
skip_where(struct declaration_reader *self)
{
	if (is_word(self, now(self), "where"))
		skip_to(self, "{;");
}

static void
type_declaration(struct declaration_reader *self, enum declaration_kind kind)
{
	size_t at;
	struct bytes name;

	next(self);
	at = now(self)->start;
	name = name_text(self, now(self));
	if (is_mark(self, now(self), '['))
		name = group_text(self);
	else if (kind == DECLARATION_EXTENSION)
		name = type_name(self, ".", '<');
	else
		next(self);
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (take_mark(self, ':'))
		bases(self);
	skip_where(self);
	declare(self, kind, name, at);
}

/* Whether a head goes on in the new line that begins here. */
static bool
goes_on(struct declaration_reader *self)
{
	return is_mark_of(self, now(self), "{-&.") ||
	       is_word_of(self, now(self), " where throws rethrows async ") ||
	       is_mark_of(self, before(self), ",&:=.") || is_behind_arrow(self) ||
	       is_word(self, before(self), "where");
}

/* Type parameters, parameters, `async throws -> T where ...`. */
static void
skip_signature(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '<'))
		skip_angles(self);
	if (is_mark(self, now(self), '('))
		skip_group(self);
	while (now(self)->kind != TOKEN_END && !is_mark_of(self, now(self), "{};)]") &&
	       (!now(self)->line_start || goes_on(self))) {
		skip_part(self);
	}
}

/* `func name`, `func ==`; `init?`. */
static void
function(struct declaration_reader *self)
{
	enum declaration_kind kind = kind_of_function(self);
	size_t at;
	struct bytes name = take_method_name(self, "+-*/%&|^!~=<>?.", &at);

	if (!is_mark_of(self, now(self), "(<"))
		return;
	skip_signature(self);
	declare(self, kind, name, at);
}

static void
initializer(struct declaration_reader *self)
{
	size_t at = now(self)->start;

	next(self);
	if (!take_mark(self, '?'))
		take_mark(self, '!');
	skip_signature(self);
	declare(self, DECLARATION_METHOD, BYTES("init"), at);
}

static void
type_alias(struct declaration_reader *self)
{
	size_t at;
	struct bytes name = take_name(self, &at);

	declare(self, DECLARATION_TYPE, name, at);
}

static void
keyword(struct declaration_reader *self)
{
	static const struct {
		const char *word;
		enum declaration_kind kind;
	} keywords[] = {
		{ "class", DECLARATION_CLASS },        { "actor", DECLARATION_CLASS },
		{ "struct", DECLARATION_STRUCT },      { "enum", DECLARATION_ENUM },
		{ "protocol", DECLARATION_INTERFACE }, { "extension", DECLARATION_EXTENSION },
	};

	/* `class func` is a method of the type itself. */
	if (is_word_of(self, ahead(self, 1),
		       " func var let subscript override final private public open internal "))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(keywords); i++) {
		if (is_word(self, now(self), keywords[i].word)) {
			type_declaration(self, keywords[i].kind);
			return;
		}
	}
	if (is_word(self, now(self), "typealias"))
		type_alias(self);
}

void
declarations_swift(struct declaration_reader *self)
{
	if (is_mark(self, now(self), '@') && ahead(self, 1)->kind == TOKEN_WORD) {
		next(self);
		add_annotation(self, type_name(self, ".", '<'));
		if (is_mark(self, now(self), '(') && is_joined(self))
			skip_group(self);
		return;
	}
	if (now(self)->kind != TOKEN_WORD || is_mark_of(self, before(self), ".#"))
		return;
	if (is_word(self, now(self), "extension") && is_mark(self, ahead(self, 1), '[') &&
	    self->leading) {
		type_declaration(self, DECLARATION_EXTENSION);
		return;
	}
	if (is_word(self, now(self), "func"))
		function(self);
	else if (is_word(self, now(self), "init") && self->leading && scope_of_members(self) &&
		 is_mark_of(self, ahead(self, 1), "(<?!"))
		initializer(self);
	else if (ahead(self, 1)->kind == TOKEN_WORD && !is_mark(self, before(self), ':') &&
		 !ahead(self, 1)->line_start)
		keyword(self);
}
