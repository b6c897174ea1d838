#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/macros.h"
#include "source/views.h"

/* What each view shows of a text; blanks at the end are left out of the table. */
static void
each_view_keeps_its_part_in_place(void **state)
{
	static const struct {
		const char *path, *text, *code, *comments, *strings;
	} rows[] = {
		{ "a.c", "a = \"b\"; // c\n", "a = \" \";     \n", "         // c\n",
		  "     b       \n" },
		{ "a.c", "/* a\nb */ c", "    \n     c", "/* a\nb */  ", "    \n      " },
		{ "a.js", "`a${b}c`", "` ${b} `", "        ", " a    c " },
		{ "a.js", "x = <p>it's {y}</p>", "x = <p>     {y}</p>", "                   ",
		  "       it's        " },
		{ "a.js", "x = /a'b/g; 'c'", "x = /   /g; ' '", "               ",
		  "     a'b     c " },
		{ "a.txt", "a 'b' # c", "a 'b' # c", "         ", "         " },
		{ "a.py", "a # b\n'''c", "a    \n'''c", "  # b\n'''c", "     \n'''c" },
		{ "a.sh", "cat <<E\na\nE\nb # c", "cat <<E\n \nE\nb    ", "       \n \n \n  # c",
		  "       \na\n \n     " },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *expected[VIEW_COUNT] = { rows[i].code, rows[i].comments,
						     rows[i].strings };

		for (size_t view = 0; view < VIEW_COUNT; view++) {
			const struct language *language = language_of_path(bytes_of(rows[i].path));
			bool partial;
			size_t at;
			char *text = view_make((enum view)view, language, bytes_of(rows[i].text),
					       &partial, &at);

			assert_string_equal(text, expected[view]);
			free(text);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_view_keeps_its_part_in_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
