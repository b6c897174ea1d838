#include "config.h"

#include "source/import_reader.h"

/* `<a/b.h>`: what stands between the angle brackets, taken from the text. Empty when they do not
 * close on their line. */
static struct bytes
angle_name(struct reader *reader)
{
	const struct token *open = reader_now(reader);
	struct bytes rest = { reader->lexer.text + open->end, reader->lexer.end - open->end };
	struct bytes line, name;

	if (!bytes_split(&rest, '\n', &line) || !bytes_split(&line, '>', &name) || !line.data)
		return BYTES_NONE;
	return name;
}

/* Behind `#include`: a name in quotes or angle brackets, else a macro. */
static void
included(struct reader *reader)
{
	const struct token *token = reader_now(reader);
	size_t at = token->start;
	struct bytes name;

	if (token->kind == TOKEN_STRING) {
		name = (struct bytes){ reader->lexer.text + token->inner,
				       token->inner_end - token->inner };
		reader_add(reader, IMPORT_INCLUDE, name, at);
	} else if (reader_is_mark(reader, token, '<')) {
		name = angle_name(reader);
		if (name.len)
			reader_add(reader, IMPORT_INCLUDE, name, at);
	} else if (token->kind == TOKEN_WORD && !token->line_start) {
		reader_add_computed(reader, IMPORT_INCLUDE, at);
	}
}

static void
directive(struct reader *reader)
{
	reader_next(reader);
	if (reader_now(reader)->line_start)
		return;
	if (reader_take(reader, "include") || reader_take(reader, "include_next") ||
	    reader_take(reader, "import"))
		included(reader);
}

/* C++20: `import a.b:part;`, `import <a>;`, `import "a";`, also behind `export`. */
static void
module_import(struct reader *reader)
{
	bool exported = reader_is(reader, reader_before(reader), "export");
	enum import_kind kind = exported ? IMPORT_RE_EXPORT : IMPORT_STATIC;
	size_t at;
	struct bytes name;

	if (!reader_now(reader)->line_start && !exported)
		return;
	reader_next(reader);
	at = reader_now(reader)->start;
	if (reader_now(reader)->kind == TOKEN_STRING ||
	    reader_is_mark(reader, reader_now(reader), '<')) {
		included(reader);
		return;
	}
	name = reader_path(reader, ".");
	if (name.len && reader_is_mark(reader, reader_now(reader), ';'))
		reader_add(reader, kind, name, at);
}

/* Objective-C: `@import A.B;`. */
static void
framework_import(struct reader *reader)
{
	size_t at;
	struct bytes name;

	reader_next(reader);
	if (!reader_take(reader, "import"))
		return;
	at = reader_now(reader)->start;
	name = reader_path(reader, ".");
	if (name.len)
		reader_add(reader, IMPORT_STATIC, name, at);
}

void
imports_c(struct reader *reader)
{
	const struct token *now = reader_now(reader);
	enum language_id id = reader->lexer.language->id;

	if (now->line_start && reader_is_mark(reader, now, '#'))
		directive(reader);
	else if (id == LANGUAGE_CPP && reader_is(reader, now, "import"))
		module_import(reader);
	else if (id == LANGUAGE_OBJECTIVE_C && reader_is_mark(reader, now, '@'))
		framework_import(reader);
}
