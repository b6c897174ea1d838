#include "config.h"

#include "source/declarations.h"

#include "base/macros.h"
#include "source/declaration_reader.h"

#define JVM_MODIFIERS " public protected private abstract final sealed static "
#define TYPESCRIPT_MODIFIERS                                                                       \
	" public protected private abstract static override readonly async get set declare "       \
	"export default accessor const "

static const struct declaration_syntax syntaxes[] = {
	[LANGUAGE_C] = { declarations_c, "", false, false },
	[LANGUAGE_CPP] = { declarations_c, "", false, false },
	[LANGUAGE_PYTHON] = { declarations_python, "", false, true },
	[LANGUAGE_JAVASCRIPT] = { declarations_ecmascript, TYPESCRIPT_MODIFIERS, true, false },
	[LANGUAGE_TYPESCRIPT] = { declarations_ecmascript, TYPESCRIPT_MODIFIERS, true, false },
	[LANGUAGE_TSX] = { declarations_ecmascript, TYPESCRIPT_MODIFIERS, true, false },
	[LANGUAGE_COMPONENT] = { declarations_ecmascript, TYPESCRIPT_MODIFIERS, true, false },
	[LANGUAGE_JAVA] = { declarations_java,
			    JVM_MODIFIERS "non default synchronized native strictfp transient "
					  "volatile ",
			    false, false },
	[LANGUAGE_KOTLIN] = { declarations_kotlin, "", true, false },
	[LANGUAGE_GO] = { declarations_go, "", true, false },
	[LANGUAGE_RUST] = { declarations_rust, " pub unsafe default const async extern ", false,
			    false },
	[LANGUAGE_CSHARP] = { declarations_csharp,
			      JVM_MODIFIERS "internal partial readonly ref unsafe new virtual "
					    "override extern async file required ",
			      false, false },
	[LANGUAGE_PHP] = { declarations_php,
			   " abstract final readonly public protected private "
			   "static ",
			   false, false },
	[LANGUAGE_RUBY] = { declarations_ruby, "", false, true },
	[LANGUAGE_SWIFT] = { declarations_swift,
			     " open public internal fileprivate private package final static "
			     "convenience required override nonisolated mutating indirect lazy "
			     "dynamic optional ",
			     true, false },
	[LANGUAGE_SCALA] = { declarations_scala, "", true, true },
	[LANGUAGE_PROTOBUF] = { declarations_protobuf, "", false, false },
};

static const char *const kind_names[] = {
	[DECLARATION_CLASS] = "class",       [DECLARATION_INTERFACE] = "interface",
	[DECLARATION_ENUM] = "enum",         [DECLARATION_STRUCT] = "struct",
	[DECLARATION_UNION] = "union",       [DECLARATION_TRAIT] = "trait",
	[DECLARATION_RECORD] = "record",     [DECLARATION_ANNOTATION] = "annotation",
	[DECLARATION_OBJECT] = "object",     [DECLARATION_EXTENSION] = "extension",
	[DECLARATION_MODULE] = "module",     [DECLARATION_TYPE] = "type",
	[DECLARATION_MESSAGE] = "message",   [DECLARATION_SERVICE] = "service",
	[DECLARATION_FUNCTION] = "function", [DECLARATION_METHOD] = "method",
};

const char *
declaration_kind_name(enum declaration_kind kind)
{
	return kind_names[kind];
}

/* A statement begins: what was gathered belongs to none that follows. */
static void
begin_statement(struct declaration_reader *self)
{
	self->leading = true;
	self->annotations.len = 0;
	self->bases.len = 0;
}

static void
open_brace(struct declaration_reader *self)
{
	vec_push(&self->braces, self->brackets);
	self->brackets = 0;
	begin_statement(self);
}

/* One that nothing opened is passed over, as code may be cut by a preprocessor. */
static void
close_brace(struct declaration_reader *self)
{
	if (self->braces.len)
		self->brackets = self->braces.items[--self->braces.len];
	while (self->scopes.len && scope_top(self)->depth > self->braces.len)
		self->scopes.len--;
	begin_statement(self);
}

static void
end_statement(struct declaration_reader *self)
{
	struct scope *scope = self->brackets ? NULL : scope_of_members(self);

	if (scope)
		scope->value = scope->constants = false;
	if (self->brackets == 0)
		begin_statement(self);
}

static void
note_mark(struct declaration_reader *self, char c)
{
	bool leading = self->leading;

	self->leading = false;
	switch (c) {
	case '{':
		open_brace(self);
		break;
	case '}':
		close_brace(self);
		break;
	case ';':
		end_statement(self);
		break;
	case ',':
		if (self->brackets == 0)
			begin_statement(self);
		break;
	case '(':
	case '[':
		self->brackets++;
		break;
	case ')':
	case ']':
		self->brackets -= self->brackets > 0;
		break;
	case '-':
	case '*':
		/* `non-sealed` of Java, and JavaScript's generators. */
		self->leading = leading;
		break;
	default:
		break;
	}
}

/* Passes this token, and keeps count of what it opens and closes. */
static void
pass(struct declaration_reader *self)
{
	const struct token *token = now(self);

	if (token->kind == TOKEN_PUNCTUATION)
		note_mark(self, self->reader.lexer.text[token->start]);
	else if (self->leading && !is_word_of(self, token, self->syntax->modifiers))
		self->leading = false;
	next(self);
}

/* Whether the statement that ends before this line could go on in it. */
static bool
is_open_statement(struct declaration_reader *self)
{
	const struct token *last = before(self);
	const char *text = self->reader.lexer.text;

	if (last->kind != TOKEN_PUNCTUATION)
		return is_word_of(self, last, " extends implements with new return in is as ");
	if (is_mark(self, last, '>'))
		return is_behind_arrow(self);
	if (is_mark_of(self, last, "+-"))
		return last->start == 0 || text[last->start - 1] != text[last->start];
	/* Of an optional type, where it does not begin a choice. */
	if (is_mark(self, last, '?'))
		return (self->reader.lexer.language->traits & TRAIT_REGEX) != 0;
	return !is_mark_of(self, last, ")]}!");
}

/* A tab leads to the next column that 8 divides, as Python counts. */
static size_t
column_of(struct declaration_reader *self, const struct token *token)
{
	const char *text = self->reader.lexer.text;
	size_t start = token->start;
	size_t column = 0;

	while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
		start--;
	for (; start < token->start; start++)
		column = text[start] == '\t' ? column / 8 * 8 + 8 : column + 1;
	return column;
}

static void
begin_line(struct declaration_reader *self)
{
	const struct declaration_syntax *syntax = self->syntax;

	if (syntax->by_line && self->brackets == 0 && !self->leading && !is_open_statement(self))
		begin_statement(self);
	if (!syntax->by_column)
		return;
	if (self->reader.lexer.language->id == LANGUAGE_PYTHON &&
	    (self->brackets > 0 || self->braces.len > 0))
		return;
	self->indent = column_of(self, now(self));
	while (self->scopes.len && scope_top(self)->by_column &&
	       scope_top(self)->column >= self->indent)
		self->scopes.len--;
}

static void
search(struct declaration_reader *self)
{
	while (now(self)->kind != TOKEN_END) {
		size_t at = now(self)->start;

		if (now(self)->line_start)
			begin_line(self);
		self->syntax->find(self);
		if (now(self)->start == at && now(self)->kind != TOKEN_END)
			pass(self);
	}
}

static void
release(struct declaration_reader *self)
{
	vec_release(&self->bases);
	vec_release(&self->annotations);
	vec_release(&self->scopes);
	vec_release(&self->braces);
	vec_release(&self->conditions);
	reader_release(&self->reader);
}

void
declarations_find(struct declarations *declarations, const struct language *language,
		  struct bytes text)
{
	struct declaration_reader self;

	memset(declarations, 0, sizeof(*declarations));
	arena_init(&declarations->arena);
	memset(&self, 0, sizeof(self));
	self.found = declarations;
	self.leading = true;
	reader_init(&self.reader, language, text, &declarations->arena);
	if (language->id < ARRAY_SIZE(syntaxes) && syntaxes[language->id].find) {
		self.syntax = &syntaxes[language->id];
		search(&self);
	}
	while (now(&self)->kind != TOKEN_END)
		next(&self);
	declarations->partial = self.reader.lexer.partial;
	declarations->partial_at = self.reader.lexer.partial_at;
	release(&self);
}

void
declarations_release(struct declarations *declarations)
{
	vec_release(&declarations->items);
	arena_release(&declarations->arena);
}
