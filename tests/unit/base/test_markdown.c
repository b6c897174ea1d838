#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/markdown.h"

static void
text_of_others_stays_text(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "", "" },
		{ "plain *text* [x](y) `code`", "plain *text* [x](y) `code`" },
		{ "Gr\xc3\xbc\xc3\x9f"
		  "e \xe2\x80\x94 \xe2\x80\x9cok\xe2\x80\x9d \xe4\xb8\xad",
		  "Gr\xc3\xbc\xc3\x9f"
		  "e \xe2\x80\x94 \xe2\x80\x9cok\xe2\x80\x9d \xe4\xb8\xad" },
		/* markup */
		{ "<!-- writ:end -->", "&lt;!-- writ:end -->" },
		{ "a <b>, </c>, <?d, 1 < 2 <", "a &lt;b>, &lt;/c>, &lt;?d, 1 < 2 <" },
		{ "&#8203; &rlm; a && b & c", "&amp;#8203; &amp;rlm; a && b & c" },
		{ "a\\nb", "a\\\\nb" },
		/* lines, controls */
		{ "a\nb\r\tc\x1b[31m\x7f", "a\\nb\\r\\tc\\x1b[31m\\x7f" },
		/* no-break blank, soft hyphen, combining, zero width, bidi, line separator */
		{ "\xc2\xa0\xc2\xad\xcc\x81\xe2\x80\x8b\xe2\x80\xae\xe2\x80\xa8",
		  "\\u00a0\\u00ad\\u0301\\u200b\\u202e\\u2028" },
		/* byte order mark, variation selector, filler, tag, private use, Hebrew */
		{ "\xef\xbb\xbf\xef\xb8\x8f\xe3\x85\xa4\xf3\xa0\x81\x81\xee\x80\x80\xd7\x90",
		  "\\ufeff\\ufe0f\\u3164\\u{e0041}\\ue000\\u05d0" },
		/* not UTF-8 */
		{ "\xff\xc3", "\\xff\\xc3" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;

		markdown_text(&out, bytes_of(rows[i].in));
		assert_string_equal(out.data ? out.data : "", rows[i].out);
	}
}

static void
no_code_span_ends_early(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "src/**", "`src/**`" }, { "a`b", "``a`b``" },  { "`a``b", "``` `a``b ```" },
		{ "", "`  `" },           { "a\nb", "`a\\nb`" }, { "<!--", "`&lt;!--`" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;

		markdown_code(&out, bytes_of(rows[i].in));
		assert_string_equal(out.data, rows[i].out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_others_stays_text),
		cmocka_unit_test(no_code_span_ends_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
