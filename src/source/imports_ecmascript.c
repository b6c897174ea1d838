#include "config.h"

#include "source/import_reader.h"

/* A string, or a template without code in it. */
static bool
is_text(const struct token *token)
{
	return token->kind == TOKEN_STRING;
}

static bool
ends_item(struct reader *reader, const struct token *token)
{
	return reader_is_mark(reader, token, ',') || reader_is_mark(reader, token, '}');
}

/* Whether this `type` says that what follows is one: in `type a`, `type as`, `type as as b`; while
 * `type`, `type as a` and `type as as` take something called type. */
static bool
says_type(struct reader *reader)
{
	const struct token *next = reader_ahead(reader, 1);
	const struct token *second = reader_ahead(reader, 2);

	if (!reader_is(reader, reader_now(reader), "type") ||
	    (next->kind != TOKEN_WORD && !is_text(next)))
		return false;
	if (!reader_is(reader, next, "as") || ends_item(reader, second))
		return true;
	return reader_is(reader, second, "as") && !ends_item(reader, reader_ahead(reader, 3));
}

/* One name in braces, `a`, `a as b`, `type a`, `"a b" as c`, or a comma; false for anything else.
 */
static bool
braced_item(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (reader_take_mark(reader, ','))
		return true;
	if (now->kind != TOKEN_WORD && !is_text(now))
		return false;
	if (says_type(reader))
		reader_next(reader);
	now = reader_now(reader);
	reader_name(reader, is_text(now) ? reader_string(reader, now) : reader_text(reader, now));
	reader_next(reader);
	if (reader_take(reader, "as"))
		reader_next(reader);
	return true;
}

static bool
braced_names(struct reader *reader)
{
	if (!reader_take_mark(reader, '{'))
		return false;
	while (!reader_is_mark(reader, reader_now(reader), '}')) {
		if (!braced_item(reader))
			return false;
	}
	reader_next(reader);
	return true;
}

/* `* as a`. */
static bool
all_names(struct reader *reader)
{
	if (!reader_take_mark(reader, '*'))
		return false;
	reader_name(reader, BYTES("*"));
	if (reader_take(reader, "as"))
		reader_next(reader);
	return true;
}

/* Behind the names: `from "module"`. */
static void
from_module(struct reader *reader, enum import_kind kind)
{
	const struct token *now = reader_now(reader);
	const struct token *next = reader_ahead(reader, 1);

	if (reader_is(reader, now, "from") && is_text(next))
		reader_add(reader, kind, reader_string(reader, next), next->start);
	else
		reader_drop(reader);
}

/* Whether only types are imported. `import type from "x"` imports something called type. */
static bool
takes_type(struct reader *reader)
{
	const struct token *next = reader_ahead(reader, 1);

	if (!reader_is(reader, reader_now(reader), "type") &&
	    !reader_is(reader, reader_now(reader), "typeof"))
		return false;
	if (reader_is_mark(reader, next, ',') || reader_is_mark(reader, next, '='))
		return false;
	if (reader_is(reader, next, "from") && is_text(reader_ahead(reader, 2)))
		return false;
	return next->kind == TOKEN_WORD || reader_is_mark(reader, next, '{') ||
	       reader_is_mark(reader, next, '*');
}

/* The argument of a call whose name is this token: a text, or computed. */
static void
called(struct reader *reader, enum import_kind kind)
{
	const struct token *argument = reader_ahead(reader, 2);
	const struct token *behind = reader_ahead(reader, 3);

	if (is_text(argument) &&
	    (reader_is_mark(reader, behind, ')') || reader_is_mark(reader, behind, ',')))
		reader_add(reader, kind, reader_string(reader, argument), argument->start);
	else if (!reader_is_mark(reader, argument, ')'))
		reader_add_computed(reader, kind, reader_now(reader)->start);
}

/* `import("x").Type` where a type stands; a promise's methods begin small. */
static bool
is_type_call(struct reader *reader)
{
	const struct token *name = reader_ahead(reader, 5);
	const struct token *before = reader_before(reader);
	enum language_id id = reader->lexer.language->id;

	if (id != LANGUAGE_TYPESCRIPT && id != LANGUAGE_TSX)
		return false;
	if (reader_is(reader, before, "typeof"))
		return true;
	return !reader_is(reader, before, "await") && is_text(reader_ahead(reader, 2)) &&
	       reader_is_mark(reader, reader_ahead(reader, 3), ')') &&
	       reader_is_mark(reader, reader_ahead(reader, 4), '.') && name->kind == TOKEN_WORD &&
	       !reader_is(reader, name, "then") && !reader_is(reader, name, "catch") &&
	       !reader_is(reader, name, "finally");
}

/* `= require("x")`. */
static void
equals_require(struct reader *reader, enum import_kind kind)
{
	reader_drop(reader);
	if (reader_take_mark(reader, '=') && reader_is(reader, reader_now(reader), "require"))
		called(reader, kind);
	else
		return;
	reader_next(reader);
}

static void
import_clause(struct reader *reader)
{
	enum import_kind kind = IMPORT_STATIC;

	if (takes_type(reader)) {
		kind = IMPORT_TYPE;
		reader_next(reader);
	} else if ((reader_is(reader, reader_now(reader), "defer") ||
		    reader_is(reader, reader_now(reader), "source")) &&
		   !reader_is(reader, reader_ahead(reader, 1), "from") &&
		   !reader_is_mark(reader, reader_ahead(reader, 1), ',')) {
		reader_next(reader);
	}
	if (reader_now(reader)->kind == TOKEN_WORD) {
		reader_name(reader, BYTES("default"));
		reader_next(reader);
		if (reader_is_mark(reader, reader_now(reader), '=')) {
			equals_require(reader, kind);
			return;
		}
		if (!reader_take_mark(reader, ',')) {
			from_module(reader, kind);
			return;
		}
	}
	if (braced_names(reader) || all_names(reader))
		from_module(reader, kind);
	else
		reader_drop(reader);
}

static void
import_statement(struct reader *reader)
{
	const struct token *next = reader_ahead(reader, 1);

	if (reader_is_mark(reader, next, '(')) {
		called(reader, is_type_call(reader) ? IMPORT_TYPE : IMPORT_DYNAMIC);
		return;
	}
	if (is_text(next)) {
		reader_add(reader, IMPORT_STATIC, reader_string(reader, next), next->start);
		return;
	}
	if (reader_is_mark(reader, next, '.')) {
		/* import.meta; import.source("x") and import.defer("x") are calls. */
		reader_next(reader);
		reader_next(reader);
		if (reader_is_mark(reader, reader_ahead(reader, 1), '('))
			called(reader, IMPORT_DYNAMIC);
		return;
	}
	reader_next(reader);
	import_clause(reader);
}

static void
export_statement(struct reader *reader)
{
	enum import_kind kind = IMPORT_RE_EXPORT;

	reader_next(reader);
	if (takes_type(reader)) {
		kind = IMPORT_TYPE;
		reader_next(reader);
	}
	if (reader_is_mark(reader, reader_now(reader), '{') ||
	    reader_is_mark(reader, reader_now(reader), '*')) {
		if (braced_names(reader) || all_names(reader))
			from_module(reader, kind);
		else
			reader_drop(reader);
	}
}

/* `require("x")` is a call of the function, not a method's declaration or a member's call. */
static void
require_call(struct reader *reader)
{
	if (reader_is_mark(reader, reader_ahead(reader, 1), '(') &&
	    !reader_is(reader, reader_before(reader), "function"))
		called(reader, IMPORT_STATIC);
}

/* Whether this word is a member, `a.import`; not behind the three dots of a spread. */
static bool
is_member(struct reader *reader)
{
	const struct token *before = reader_before(reader);
	const char *text = reader->lexer.text;

	if (!reader_is_mark(reader, before, '.'))
		return reader_is_mark(reader, before, '#');
	return before->start < 2 || text[before->start - 1] != '.' ||
	       text[before->start - 2] != '.';
}

void
imports_ecmascript(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD || now->end - now->start < 6 || is_member(reader))
		return;
	if (reader_is(reader, now, "import"))
		import_statement(reader);
	else if (reader_is(reader, now, "export"))
		export_statement(reader);
	else if (reader_is(reader, now, "require"))
		require_call(reader);
}
