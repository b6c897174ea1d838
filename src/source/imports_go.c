#include "config.h"

#include "source/import_reader.h"

/* `"x"`, `name "x"`, `. "x"`, `_ "x"`. */
static bool
import_spec(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind == TOKEN_WORD || reader_is_mark(reader, now, '.'))
		reader_next(reader);
	now = reader_now(reader);
	if (now->kind != TOKEN_STRING)
		return false;
	reader_add(reader, IMPORT_STATIC, reader_string(reader, now), now->start);
	reader_next(reader);
	reader_take_mark(reader, ';');
	return true;
}

void
imports_go(struct reader *reader)
{
	if (!reader_is(reader, reader_now(reader), "import") || !reader_now(reader)->line_start ||
	    reader->lexer.n_nests > 1)
		return;
	reader_next(reader);
	if (!reader_take_mark(reader, '(')) {
		import_spec(reader);
		return;
	}
	while (import_spec(reader))
		continue;
}

/* Protobuf: `import public "x";`. */
void
imports_protobuf(struct reader *reader)
{
	const struct token *now = reader_now(reader);
	enum import_kind kind = IMPORT_STATIC;

	if (!reader_is(reader, now, "import"))
		return;
	reader_next(reader);
	if (reader_take(reader, "public"))
		kind = IMPORT_RE_EXPORT;
	else if (reader_now(reader)->kind == TOKEN_WORD)
		reader_next(reader);
	now = reader_now(reader);
	if (now->kind == TOKEN_STRING)
		reader_add(reader, kind, reader_string(reader, now), now->start);
}
