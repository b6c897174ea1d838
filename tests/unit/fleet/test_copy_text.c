#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "fleet/copy_text.h"

/* The texts of a line, as COPY reads them (PostgreSQL's manual, COPY, "Text Format"). */
static void
texts_are_escaped_and_nulls_are_told_apart(void **state)
{
	static const struct {
		struct bytes text;
		const char *copied;
	} cases[] = {
		{ BYTES_INIT("plain"), "plain" }, { BYTES_INIT(""), "" },
		{ { NULL, 0 }, "\\N" },           { BYTES_INIT("\\N"), "\\\\N" },
		{ BYTES_INIT("\\."), "\\\\." },   { BYTES_INIT("a\tb\nc\rd"), "a\\tb\\nc\\rd" },
		{ BYTES_INIT("\t"), "\\t" },      { BYTES_INIT("\xc3\xa9"), "\xc3\xa9" },
	};
	struct buf out = BUF_INIT, wanted = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct fact_row row = {
			.table = FACTS_LINES,
			.values = { { BYTES("7"), 7 }, { cases[i].text, 0 }, { BYTES("end"), 0 } }
		};

		buf_clear(&out);
		buf_clear(&wanted);
		copy_text_row(&out, "12", &row);
		buf_printf(&wanted, "12\t7\t%s\tend\n", cases[i].copied);
		assert_string_equal(out.data, wanted.data);
	}
	buf_release(&out);
	buf_release(&wanted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_escaped_and_nulls_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
