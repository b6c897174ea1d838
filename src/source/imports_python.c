#include "config.h"

#include "source/import_reader.h"

static bool
is_ascii(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.data[i] >= 0x80)
			return false;
	}
	return true;
}

/* Python takes letters of other shapes for the same (NFKC), so a name that is not plain may be any.
 */
static void
add(struct reader *reader, struct bytes module, size_t at)
{
	bool plain = is_ascii(module);
	size_t n;
	const struct bytes *names = reader_names(reader, &n);

	for (size_t i = 0; i < n; i++)
		plain = plain && is_ascii(names[i]);
	if (plain)
		reader_add(reader, IMPORT_STATIC, module, at);
	else
		reader_add_computed(reader, IMPORT_STATIC, at);
}

/* `import a.b as c, d`. */
static void
import_statement(struct reader *reader)
{
	size_t at = reader_now(reader)->start;

	reader_next(reader);
	for (;;) {
		struct bytes module = reader_path(reader, ".");

		if (!module.len)
			return;
		add(reader, module, at);
		if (reader_take(reader, "as"))
			reader_next(reader);
		if (!reader_take_mark(reader, ','))
			return;
	}
}

/* The dots in front of a relative name and the name behind them. */
static struct bytes
relative_module(struct reader *reader)
{
	const char *start = reader->lexer.text + reader_now(reader)->start;
	size_t n_dots = 0;
	struct bytes module;
	char *copy;

	while (reader_take_mark(reader, '.'))
		n_dots++;
	if (reader_is(reader, reader_now(reader), "import") ||
	    reader_is(reader, reader_now(reader), "cimport"))
		module = BYTES_NONE;
	else
		module = reader_path(reader, ".");
	if (n_dots == 0)
		return module;
	if (module.data == start + n_dots)
		return (struct bytes){ start, n_dots + module.len };
	copy = arena_alloc(reader->arena, n_dots + module.len);
	memset(copy, '.', n_dots);
	if (module.len)
		memcpy(copy + n_dots, module.data, module.len);
	return (struct bytes){ copy, n_dots + module.len };
}

/* `a as b, c`, in parentheses or not, or `*`. */
static void
imported_names(struct reader *reader)
{
	bool open = reader_take_mark(reader, '(');

	if (reader_take_mark(reader, '*')) {
		reader_name(reader, BYTES("*"));
		return;
	}
	while (reader_now(reader)->kind == TOKEN_WORD &&
	       (open || !reader_now(reader)->line_start)) {
		reader_name(reader, reader_text(reader, reader_now(reader)));
		reader_next(reader);
		if (reader_take(reader, "as"))
			reader_next(reader);
		if (!reader_take_mark(reader, ','))
			return;
	}
}

/* `from ..a import b`; `yield from x` and `raise x from y` have no import behind them. */
static void
from_statement(struct reader *reader)
{
	size_t at = reader_now(reader)->start;
	struct bytes module;

	reader_next(reader);
	module = relative_module(reader);
	if (!module.len || reader_now(reader)->line_start)
		return;
	if (!reader_take(reader, "import") && !reader_take(reader, "cimport"))
		return;
	imported_names(reader);
	add(reader, module, at);
}

/* `importlib.import_module(x)` and `__import__(x)`, this token being the function. */
static void
import_call(struct reader *reader)
{
	size_t at = reader_now(reader)->start;
	const struct token *argument = reader_ahead(reader, 2);

	if (!reader_is_mark(reader, reader_ahead(reader, 1), '(') ||
	    reader_is(reader, reader_before(reader), "def"))
		return;
	if (argument->kind == TOKEN_STRING &&
	    (reader_is_mark(reader, reader_ahead(reader, 3), ')') ||
	     reader_is_mark(reader, reader_ahead(reader, 3), ',')))
		reader_add(reader, IMPORT_DYNAMIC, reader_string(reader, argument), at);
	else if (!reader_is_mark(reader, argument, ')'))
		reader_add_computed(reader, IMPORT_DYNAMIC, at);
}

void
imports_python(struct reader *reader)
{
	const struct token *now = reader_now(reader);

	if (now->kind != TOKEN_WORD ||
	    (!now->line_start && reader_is_mark(reader, reader_before(reader), '.'))) {
		if (reader_is(reader, now, "import_module"))
			import_call(reader);
		return;
	}
	if (reader_is(reader, now, "import") || reader_is(reader, now, "cimport"))
		import_statement(reader);
	else if (reader_is(reader, now, "from"))
		from_statement(reader);
	else if (reader_is(reader, now, "__import__") || reader_is(reader, now, "import_module"))
		import_call(reader);
}
