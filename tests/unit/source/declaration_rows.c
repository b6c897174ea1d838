#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "declaration_rows.h"
#include "source/declarations.h"

static void
show_names(struct buf *out, const char *first, const char *between, const struct bytes *names,
	   size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_add_string(out, i ? between : first);
		buf_add(out, names[i]);
	}
}

static void
show(struct buf *out, const struct declaration *declaration)
{
	if (out->len)
		buf_add_string(out, "; ");
	buf_add_string(out, declaration_kind_name(declaration->kind));
	show_names(out, " ", "", &declaration->name, declaration->name.len ? 1 : 0);
	show_names(out, " in ", "", &declaration->outer, declaration->outer.len ? 1 : 0);
	show_names(out, " : ", ", ", declaration->bases, declaration->n_bases);
	show_names(out, " @", " @", declaration->annotations, declaration->n_annotations);
}

/* Of one with a name, where it says that the name stands. */
static void
check_place(struct bytes text, const struct declaration *declaration)
{
	struct bytes there = bytes_slice(text, declaration->at, text.len);

	assert_true(declaration->at <= text.len);
	if (there.len && (*there.data == '`' || *there.data == '\'' || *there.data == '"'))
		there = bytes_slice(there, 1, there.len);
	assert_true(bytes_starts_with(there, bytes_slice(declaration->name, 0, 1)));
}

void
declaration_rows_check(const struct declaration_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		CLEANUP(buf_release) struct buf seen = BUF_INIT;
		const struct language *language = language_of_path(bytes_of(rows[i].path));
		struct bytes text = bytes_of(rows[i].text);
		struct declarations declarations;

		assert_non_null(language);
		declarations_find(&declarations, language, text);
		for (size_t k = 0; k < declarations.items.len; k++) {
			show(&seen, &declarations.items.items[k]);
			check_place(text, &declarations.items.items[k]);
		}
		buf_add_string(&seen, declarations.partial ? " PARTIAL" : "");
		if (strcmp(seen.data, rows[i].declarations) != 0)
			print_error("%s\n", rows[i].text);
		assert_string_equal(seen.data, rows[i].declarations);
		declarations_release(&declarations);
	}
}
