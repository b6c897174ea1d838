#include "config.h"

#include "source/import_reader.h"

/* Whether this token may begin a statement of the file: nothing before it, or the end of another.
 */
static bool
begins_statement(struct reader *reader)
{
	const struct token *before = reader_before(reader);

	return reader_now(reader)->line_start || reader_is_mark(reader, before, ';') ||
	       before->kind == TOKEN_END;
}

static bool
is_capital(struct bytes word)
{
	return word.data[0] >= 'A' && word.data[0] <= 'Z';
}

static bool
is_small(struct bytes word)
{
	return word.data[0] >= 'a' && word.data[0] <= 'z';
}

/* `a.b.C` in the code: at least two small parts, then a capital one; not the member of a value. */
static void
qualified(struct reader *reader)
{
	const struct token *before = reader_before(reader);
	size_t at = reader_now(reader)->start;
	struct bytes path, rest, part;
	size_t n_small = 0;

	if (!is_small(reader_text(reader, reader_now(reader))) ||
	    !reader_is_mark(reader, reader_ahead(reader, 1), '.') ||
	    reader_ahead(reader, 2)->kind != TOKEN_WORD || reader_is_mark(reader, before, '.') ||
	    reader_is(reader, before, "package"))
		return;
	path = rest = reader_path(reader, ".");
	while (bytes_split(&rest, '.', &part) && part.len) {
		if (is_capital(part)) {
			path.len = (size_t)(part.data + part.len - path.data);
			if (n_small >= 2 && !bytes_starts_with(path, BYTES("this.")))
				reader_add(reader, IMPORT_QUALIFIED, path, at);
			return;
		}
		n_small++;
	}
}

/* Puts `.*` behind PATH. */
static struct bytes
with_star(struct reader *reader, struct bytes path)
{
	return reader_join(reader, path, ".", BYTES("*"));
}

/* `.*` at this token. */
static bool
take_star(struct reader *reader)
{
	if (!reader_is_mark(reader, reader_now(reader), '.') ||
	    !(reader_is_mark(reader, reader_ahead(reader, 1), '*') ||
	      reader_is(reader, reader_ahead(reader, 1), "_")))
		return false;
	reader_next(reader);
	reader_next(reader);
	return true;
}

static void
plain_import(struct reader *reader)
{
	size_t at;
	struct bytes path;

	reader_next(reader);
	reader_take(reader, "static");
	at = reader_now(reader)->start;
	path = reader_path(reader, ".");
	if (!path.len)
		return;
	if (take_star(reader))
		path = with_star(reader, path);
	reader_add(reader, IMPORT_STATIC, path, at);
}

void
imports_java(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD)
		return;
	if (reader_is(reader, now, "import"))
		plain_import(reader);
	else
		qualified(reader);
}

void
imports_kotlin(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD)
		return;
	if (reader_is(reader, now, "import") && begins_statement(reader) &&
	    reader_ahead(reader, 1)->kind == TOKEN_WORD)
		plain_import(reader);
	else
		qualified(reader);
}

/* Scala: `{A, B => C, _}` behind PATH. */
static void
selectors(struct reader *reader, struct bytes path, size_t at)
{
	reader_next(reader);
	while (reader_now(reader)->kind == TOKEN_WORD ||
	       reader_is_mark(reader, reader_now(reader), '*')) {
		struct bytes name = reader_text(reader, reader_now(reader));

		reader_next(reader);
		if (name.len == 1 && (name.data[0] == '_' || name.data[0] == '*'))
			reader_add(reader, IMPORT_STATIC, with_star(reader, path), at);
		else
			reader_add(reader, IMPORT_STATIC, reader_join(reader, path, ".", name), at);
		if (reader_take(reader, "as"))
			reader_next(reader);
		if (reader_take_mark(reader, '=') && reader_take_mark(reader, '>'))
			reader_next(reader);
		if (!reader_take_mark(reader, ','))
			return;
	}
}

void
imports_scala(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD)
		return;
	if (!reader_is(reader, now, "import")) {
		qualified(reader);
		return;
	}
	reader_next(reader);
	for (;;) {
		size_t at = reader_now(reader)->start;
		struct bytes path = reader_path(reader, ".");

		if (!path.len)
			return;
		if (reader_is_mark(reader, reader_now(reader), '.') &&
		    reader_is_mark(reader, reader_ahead(reader, 1), '{')) {
			reader_next(reader);
			selectors(reader, path, at);
			reader_take_mark(reader, '}');
		} else {
			if (take_star(reader))
				path = with_star(reader, path);
			else if (bytes_ends_with(path, BYTES("._")))
				path = with_star(reader, bytes_slice(path, 0, path.len - 2));
			reader_add(reader, IMPORT_STATIC, path, at);
		}
		if (!reader_take_mark(reader, ','))
			return;
	}
}
