#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/escape.h"
#include "base/macros.h"

struct sample {
	struct bytes in;
	const char *text, *json;
};

static const struct sample samples[] = {
	{ BYTES_INIT(""), "", "\"\"" },
	{ BYTES_INIT("plain ~!"), "plain ~!", "\"plain ~!\"" },
	{ BYTES_INIT("a\\b\"c/"), "a\\\\b\"c/", "\"a\\\\b\\\"c/\"" },
	{ BYTES_INIT("\n\t\r"), "\\n\\t\\r", "\"\\n\\t\\r\"" },
	{ BYTES_INIT("\0\x1b[31m\x7f"), "\\x00\\x1b[31m\\x7f", "\"\\u0000\\u001b[31m\\u007f\"" },
	{ BYTES_INIT("\b\f"), "\\x08\\x0c", "\"\\b\\f\"" },
	/* A C1 control, a bidi mark, a zero-width blank, a letter, beyond the BMP. */
	{ BYTES_INIT("\xc2\x9b"), "\\u009b", "\"\\u009b\"" },
	{ BYTES_INIT("\xe2\x80\xae"), "\\u202e", "\"\\u202e\"" },
	{ BYTES_INIT("\xe2\x80\x8b"), "\\u200b", "\"\\u200b\"" },
	{ BYTES_INIT("\xc3\xa9"), "\\u00e9", "\"\\u00e9\"" },
	{ BYTES_INIT("\xf0\x9f\x98\x80"), "\\u{1f600}", "\"\\ud83d\\ude00\"" },
	{ BYTES_INIT("\xf4\x8f\xbf\xbf"), "\\u{10ffff}", "\"\\udbff\\udfff\"" },
	/* Not UTF-8: a lone tail, a cut character, overlong, a surrogate. */
	{ BYTES_INIT("\x9bm"), "\\x9bm", "\"\\ufffdm\"" },
	{ BYTES_INIT("\xe2\x80"), "\\xe2\\x80", "\"\\ufffd\\ufffd\"" },
	{ BYTES_INIT("\xc0\xaf"), "\\xc0\\xaf", "\"\\ufffd\\ufffd\"" },
	{ BYTES_INIT("\xed\xa0\x80"), "\\xed\\xa0\\x80", "\"\\ufffd\\ufffd\\ufffd\"" },
};

static void
what_is_printed_is_visible_ascii(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		struct buf out = BUF_INIT;

		escape_text(&out, samples[i].in);
		assert_string_equal(out.data ? out.data : "", samples[i].text);
		buf_clear(&out);
		escape_json(&out, samples[i].in);
		assert_string_equal(out.data, samples[i].json);
		buf_release(&out);
	}
}

static void
for_readers_of_unicode_only_controls_are_escaped(void **state)
{
	static const struct {
		struct bytes in;
		const char *out;
	} cases[] = {
		{ BYTES_INIT(""), "" },
		{ BYTES_INIT("plain \\ ~"), "plain \\ ~" },
		{ BYTES_INIT("\xc3\xa9 \xe4\xb8\x80 \xf0\x9f\x98\x80"),
		  "\xc3\xa9 \xe4\xb8\x80 \xf0\x9f\x98\x80" },
		{ BYTES_INIT("\n\r\t\0\x1b\x7f"), "\\n\\r\\t\\x00\\x1b\\x7f" },
		{ BYTES_INIT("\xc2\x9b\xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf"),
		  "\\u009b\\u202e\\u200b\\ufeff" },
		{ BYTES_INIT("\xef\xbf\xbe\xf3\xa0\x81\x81"), "\\ufffe\\u{e0041}" },
		{ BYTES_INIT("\x9bm\xe2\x80\xed\xa0\x80"), "\\x9bm\\xe2\\x80\\xed\\xa0\\x80" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf out = BUF_INIT;

		escape_controls(&out, cases[i].in);
		assert_string_equal(out.data ? out.data : "", cases[i].out);
		buf_release(&out);
	}
}

static void
every_byte_has_one_escape(void **state)
{
	struct buf all = BUF_INIT, out = BUF_INIT;
	(void)state;

	for (int c = 0; c < 256; c++)
		buf_add_char(&all, (char)c);
	escape_text(&out, buf_bytes(&all));
	assert_int_equal(out.len, 94 + 2 * 4 + (256 - 94 - 4) * 4);
	for (size_t i = 0; i < out.len; i++)
		assert_in_range((unsigned char)out.data[i], 0x20, 0x7e);
	buf_release(&all);
	buf_release(&out);
}

static void
a_cut_never_splits_an_escape(void **state)
{
	static const struct {
		struct bytes in;
		size_t max;
		const char *out;
	} cases[] = {
		{ BYTES_INIT("abcdef"), 6, "abcdef" },
		{ BYTES_INIT("abcdefg"), 6, "abc..." },
		{ BYTES_INIT("ab\x1b"), 6, "ab\\x1b" },
		{ BYTES_INIT("ab\x1b."), 6, "ab..." },
		{ BYTES_INIT("\xe2\x80\xae\xe2\x80\xae"), 11, "\\u202e..." },
		{ BYTES_INIT("abc"), 2, ".." },
		{ BYTES_INIT("abc"), 0, "" },
		{ BYTES_INIT(""), 0, "" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf out = BUF_INIT;
		size_t columns;

		buf_add_char(&out, '>');
		columns = escape_text_cut(&out, cases[i].in, cases[i].max);
		assert_string_equal(out.data + 1, cases[i].out);
		assert_int_equal(columns, strlen(cases[i].out));
		buf_release(&out);
	}
}

static void
a_cut_of_nothing_into_nothing_is_nothing(void **state)
{
	struct buf out = BUF_INIT;
	(void)state;

	assert_int_equal(escape_text_cut(&out, BYTES("abc"), 0), 0);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

static void
a_tab_reaches_the_next_multiple_of_eight(void **state)
{
	struct buf out = BUF_INIT;
	(void)state;

	assert_int_equal(escape_source(&out, BYTES("\ta\tb\x01\t"), 0), 24);
	assert_string_equal(out.data, "        a       b\\x01   ");
	buf_clear(&out);
	assert_int_equal(escape_source(&out, BYTES("\tx"), 7), 2);
	assert_string_equal(out.data, " x");
	buf_clear(&out);
	assert_int_equal(escape_source_cut(&out, BYTES("\tabc"), 0, 11), 11);
	assert_string_equal(out.data, "        abc");
	buf_clear(&out);
	assert_int_equal(escape_source_cut(&out, BYTES("\tabcd"), 0, 11), 11);
	assert_string_equal(out.data, "        ...");
	buf_release(&out);
}

static void
base64_is_that_of_rfc_4648(void **state)
{
	static const struct {
		struct bytes in;
		const char *out;
	} cases[] = {
		{ BYTES_INIT(""), "" },
		{ BYTES_INIT("f"), "Zg==" },
		{ BYTES_INIT("fo"), "Zm8=" },
		{ BYTES_INIT("foo"), "Zm9v" },
		{ BYTES_INIT("foob"), "Zm9vYg==" },
		{ BYTES_INIT("\xff\xfe\xfd"), "//79" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct buf out = BUF_INIT;

		escape_base64(&out, cases[i].in);
		assert_string_equal(out.data ? out.data : "", cases[i].out);
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_is_visible_ascii),
		cmocka_unit_test(for_readers_of_unicode_only_controls_are_escaped),
		cmocka_unit_test(every_byte_has_one_escape),
		cmocka_unit_test(a_cut_never_splits_an_escape),
		cmocka_unit_test(a_cut_of_nothing_into_nothing_is_nothing),
		cmocka_unit_test(a_tab_reaches_the_next_multiple_of_eight),
		cmocka_unit_test(base64_is_that_of_rfc_4648),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
