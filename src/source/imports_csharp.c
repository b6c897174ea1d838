#include "config.h"

#include "source/import_reader.h"

/* `using A.B;`, `using static A.B.C;`, `using X = A.B;`; `using (x)` and `using var x = y` are
 * statements of other kinds. */
static void
using_directive(struct reader *reader)
{
	size_t at;
	struct bytes module;

	reader_next(reader);
	reader_take(reader, "static");
	reader_take(reader, "unsafe");
	if (reader_now(reader)->kind == TOKEN_WORD &&
	    reader_is_mark(reader, reader_ahead(reader, 1), '=')) {
		reader_name(reader, reader_text(reader, reader_now(reader)));
		reader_next(reader);
		reader_next(reader);
	}
	if (reader_is(reader, reader_now(reader), "global") &&
	    reader_is_mark(reader, reader_ahead(reader, 1), ':')) {
		reader_next(reader);
		reader_next(reader);
		reader_next(reader);
	}
	at = reader_now(reader)->start;
	module = reader_path(reader, ".");
	if (module.len && (reader_is_mark(reader, reader_now(reader), ';') ||
			   reader_is_mark(reader, reader_now(reader), '<')))
		reader_add(reader, IMPORT_STATIC, module, at);
	else
		reader_drop(reader);
}

/* `global::A.B.C` in the code. */
static void
global_name(struct reader *reader)
{
	size_t at;
	struct bytes path;

	reader_next(reader);
	if (!reader_take_mark(reader, ':') || !reader_take_mark(reader, ':'))
		return;
	at = reader_now(reader)->start;
	path = reader_path(reader, ".");
	if (path.len)
		reader_add(reader, IMPORT_QUALIFIED, path, at);
}

void
imports_csharp(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD)
		return;
	if (reader_is(reader, now, "using"))
		using_directive(reader);
	else if (reader_is(reader, now, "global") &&
		 reader_is_mark(reader, reader_ahead(reader, 1), ':'))
		global_name(reader);
}

/* Swift: `import A.B`, `import struct A.B.C`. */
void
imports_swift(struct reader *reader)
{
	static const char *const kinds[] = { "struct", "class", "enum", "protocol",
					     "func",   "let",   "var",  "typealias" };
	size_t at;
	struct bytes module;

	if (!reader_is(reader, reader_now(reader), "import") ||
	    reader_is_mark(reader, reader_before(reader), '.'))
		return;
	reader_next(reader);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (reader_take(reader, kinds[i]))
			break;
	}
	at = reader_now(reader)->start;
	module = reader_path(reader, ".");
	if (module.len)
		reader_add(reader, IMPORT_STATIC, module, at);
}
