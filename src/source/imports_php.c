#include "config.h"

#include "source/import_reader.h"

/* A name with backslashes, which may begin with one; without that one. */
static struct bytes
name(struct reader *reader)
{
	reader_take_mark(reader, '\\');
	return reader_path(reader, "\\");
}

static void
pass_alias(struct reader *reader)
{
	if (reader_take(reader, "as"))
		reader_next(reader);
}

/* `{A, function b as c}` behind PREFIX and its backslash. */
static void
group(struct reader *reader, struct bytes prefix)
{
	while (reader_now(reader)->kind == TOKEN_WORD) {
		size_t at = reader_now(reader)->start;
		struct bytes part;

		if (reader_ahead(reader, 1)->kind == TOKEN_WORD &&
		    !reader_is(reader, reader_ahead(reader, 1), "as"))
			reader_next(reader);
		part = name(reader);
		reader_add(reader, IMPORT_STATIC, reader_join(reader, prefix, "\\", part), at);
		pass_alias(reader);
		if (!reader_take_mark(reader, ','))
			break;
	}
	reader_take_mark(reader, '}');
}

/* `use A\B as C, D;`, `use function A\b;`, `use A\{B, C};`; a closure's `use (...)` is none. */
static void
use_statement(struct reader *reader)
{
	reader_next(reader);
	if (reader_ahead(reader, 1)->kind == TOKEN_WORD ||
	    reader_is_mark(reader, reader_ahead(reader, 1), '\\')) {
		if (!reader_take(reader, "function"))
			reader_take(reader, "const");
	}
	for (;;) {
		size_t at = reader_now(reader)->start;
		struct bytes module = name(reader);

		if (!module.len)
			return;
		if (reader_is_mark(reader, reader_now(reader), '\\') &&
		    reader_is_mark(reader, reader_ahead(reader, 1), '{')) {
			reader_next(reader);
			reader_next(reader);
			group(reader, module);
		} else {
			reader_add(reader, IMPORT_STATIC, module, at);
			pass_alias(reader);
		}
		if (!reader_take_mark(reader, ','))
			return;
	}
}

static bool
ends_expression(struct reader *reader)
{
	return reader_is_mark(reader, reader_now(reader), ';') ||
	       reader_is_mark(reader, reader_now(reader), ')') ||
	       reader_is_mark(reader, reader_now(reader), '?') ||
	       reader_now(reader)->kind == TOKEN_END;
}

/* `include "x.php";`, and `__DIR__ . "/x.php"`, which is `./x.php`. */
static void
include_statement(struct reader *reader)
{
	size_t at = reader_now(reader)->start;
	bool beside = false;
	struct bytes module;

	reader_next(reader);
	reader_take_mark(reader, '(');
	if (reader_is(reader, reader_now(reader), "__DIR__") &&
	    reader_is_mark(reader, reader_ahead(reader, 1), '.')) {
		reader_next(reader);
		reader_next(reader);
		beside = true;
	}
	if (reader_now(reader)->kind == TOKEN_STRING) {
		size_t place = reader_now(reader)->start;

		module = reader_string(reader, reader_now(reader));
		reader_next(reader);
		if (ends_expression(reader)) {
			if (beside)
				module = reader_join(reader, BYTES("."), "", module);
			reader_add(reader, IMPORT_INCLUDE, module, place);
			return;
		}
	}
	if (!beside && ends_expression(reader))
		return;
	reader_add_computed(reader, IMPORT_INCLUDE, at);
}

/* `\A\B` in the code. */
static void
qualified(struct reader *reader)
{
	const struct token *before = reader_before(reader);
	size_t at = reader_now(reader)->start;
	struct bytes path;

	if (before->kind == TOKEN_WORD && before->end == at)
		return;
	reader_next(reader);
	path = reader_path(reader, "\\");
	if (path.len && memchr(path.data, '\\', path.len))
		reader_add(reader, IMPORT_QUALIFIED, path, at);
}

/* Whether the word before makes this one a member's name: `->`, `::`, `function`. */
static bool
is_name(struct reader *reader)
{
	const struct token *before = reader_before(reader);

	return reader_is_mark(reader, before, '>') || reader_is_mark(reader, before, ':') ||
	       reader_is(reader, before, "function") || reader_is(reader, before, "const");
}

void
imports_php(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (reader_is_mark(reader, now, '\\')) {
		qualified(reader);
		return;
	}
	if (now->kind != TOKEN_WORD || is_name(reader))
		return;
	if (reader_is(reader, now, "use") && !reader_is_mark(reader, reader_before(reader), ')'))
		use_statement(reader);
	else if (reader_is(reader, now, "include") || reader_is(reader, now, "include_once") ||
		 reader_is(reader, now, "require") || reader_is(reader, now, "require_once"))
		include_statement(reader);
}
