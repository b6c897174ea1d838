#ifndef WRIT_SOURCE_DECLARATION_READER_H
#define WRIT_SOURCE_DECLARATION_READER_H

/*
 * What the languages share that look for declarations: which braces are open, in which declaration
 * the search is, and what has been seen of the one that begins.
 *
 * A finder looks at one token. It passes the head of a declaration, up to its body, and says what
 * it is; else it leaves the token where it is. What is left is passed by the caller, who keeps
 * count of braces; so a head must never pass a brace but by skip_group, which passes the other one
 * too.
 */

#include "source/declarations.h"
#include "source/reader.h"

/* The body of a declaration, while the search is in it. */
struct scope {
	struct bytes name;
	enum declaration_kind kind;
	size_t depth;  /* how many braces are open in it */
	size_t column; /* of a body that ends with its indentation: that of its head */
	bool by_column;
	bool constants; /* of an enum of Java: its methods come behind a semicolon */
	bool value;     /* the member that the search is at has got to its value */
};

struct declaration_reader;

/* How a language parts its statements. */
struct declaration_syntax {
	void (*find)(struct declaration_reader *self);
	const char *modifiers; /* that may stand in front of a declaration, with blanks around */
	bool by_line;          /* a new line ends a statement that is complete */
	bool by_column;        /* bodies end with their indentation */
};

struct declaration_reader {
	struct reader reader;
	const struct declaration_syntax *syntax;
	struct declarations *found;
	VEC(struct bytes) bases, annotations; /* of the declaration that begins */
	size_t annotated_at;                  /* where the first of these stands */
	VEC(struct scope) scopes;
	VEC(size_t) braces;     /* for each open one, how many brackets were open around it */
	size_t brackets;        /* open in the innermost braces, round ones too */
	VEC(size_t) conditions; /* for each open #if, how many braces were open there */
	bool leading; /* only modifiers and annotations stand between the statement's start and here
		       */
	size_t indent; /* the column of the first token of this line, from 0 */
};

static inline const struct token *
now(struct declaration_reader *self)
{
	return reader_now(&self->reader);
}

static inline const struct token *
ahead(struct declaration_reader *self, size_t n)
{
	return reader_ahead(&self->reader, n);
}

static inline const struct token *
before(struct declaration_reader *self)
{
	return reader_before(&self->reader);
}

static inline bool
is_word(struct declaration_reader *self, const struct token *token, const char *word)
{
	return reader_is(&self->reader, token, word);
}

static inline bool
is_mark(struct declaration_reader *self, const struct token *token, char c)
{
	return reader_is_mark(&self->reader, token, c);
}

static inline bool
take_word(struct declaration_reader *self, const char *word)
{
	return reader_take(&self->reader, word);
}

static inline bool
take_mark(struct declaration_reader *self, char c)
{
	return reader_take_mark(&self->reader, c);
}

static inline void
next(struct declaration_reader *self)
{
	reader_next(&self->reader);
}

/* Whether TOKEN is one of the marks MARKS. */
bool is_mark_of(struct declaration_reader *self, const struct token *token, const char *marks);
/* Whether TOKEN is one of WORDS, which stand between blanks. */
bool is_word_of(struct declaration_reader *self, const struct token *token, const char *words);
/* Whether this token stands right behind the one before it. */
bool is_joined(struct declaration_reader *self);
/* Whether an arrow, `=>` or `->`, stands in front of this token. */
bool is_behind_arrow(struct declaration_reader *self);
/* The text of a name; without the quotes that let any text be one. */
struct bytes name_text(struct declaration_reader *self, const struct token *token);

/* At the keyword in front of a name: passes both, and returns the name and its place. */
struct bytes take_name(struct declaration_reader *self, size_t *at);
/* The same of a method, which may be called by marks, some of MARKS; empty for neither. */
struct bytes take_method_name(struct declaration_reader *self, const char *marks, size_t *at);

/* At an opening bracket: passes all up to the one that closes it. */
void skip_group(struct declaration_reader *self);
/* The same; what was passed, as written. */
struct bytes group_text(struct declaration_reader *self);
/* Of `<`, as far as the angles are closed. */
void skip_angles(struct declaration_reader *self);
/* Passes this token, or all of the group that it opens. */
void skip_part(struct declaration_reader *self);
/* The same within a type, where angles are a group too. */
void skip_type_part(struct declaration_reader *self);
/* Passes all up to one of the marks STOPS, outside of brackets, or a brace that closes. */
void skip_to(struct declaration_reader *self, const char *stops);

/* Reads the name of a type, its parts SEPARATOR apart, and leaves out what it is given between
 * OPEN, `<` or `[`, and the other one; empty when there is none. */
struct bytes type_name(struct declaration_reader *self, const char *separator, char open);
/* Type names with commas between them, as bases; each may have arguments in parentheses. */
void type_list(struct declaration_reader *self, const char *separator, char open);

void add_base(struct declaration_reader *self, struct bytes name);
void add_annotation(struct declaration_reader *self, struct bytes name);
/* At the name behind `@` or its like: adds it, and passes its arguments. */
void take_annotation(struct declaration_reader *self, const char *separator);

/* The innermost scope; NULL for none. */
struct scope *scope_top(struct declaration_reader *self);
/* The type in whose body the search is, outside of brackets and of its members; NULL for none. */
struct scope *scope_of_members(struct declaration_reader *self);
/* DECLARATION_METHOD directly in a type, else DECLARATION_FUNCTION. */
enum declaration_kind kind_of_function(struct declaration_reader *self);

/* Adds a declaration with the bases and annotations gathered. A body that begins at this token is
 * its scope. */
void
declare(struct declaration_reader *self, enum declaration_kind kind, struct bytes name, size_t at);
/* The same, its body being what is further in than this line. */
void declare_by_column(struct declaration_reader *self, enum declaration_kind kind,
		       struct bytes name, size_t at);

/* Java and C#, in the body of a type: a name with parameters, outside of values, is a method. True
 * when this token was passed. */
bool find_member(struct declaration_reader *self);

typedef void declaration_finder(struct declaration_reader *self);
declaration_finder declarations_c, declarations_python, declarations_ecmascript, declarations_java,
	declarations_kotlin, declarations_scala, declarations_go, declarations_rust,
	declarations_csharp, declarations_php, declarations_ruby, declarations_swift,
	declarations_protobuf;

#endif
