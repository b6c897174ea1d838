#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/macros.h"
#include "base/memory.h"
#include "report/report.h"
#include "samples.h"

/*
 * Every sample in every format, byte for byte as in tests/golden. WRIT_UPDATE_GOLDEN=1 writes the
 * files anew; the difference is then for a reviewer to read.
 */

static const struct {
	const char *format, *suffix;
} forms[] = {
	{ "text", "txt" },
	{ "concise", "concise.txt" },
	{ "json", "json" },
};

static void
report(struct buf *out, const char *format, const struct verdict *verdict, bool color)
{
	const struct report_options options = { .color = color };

	report_format_find(bytes_of(format))->write(out, verdict, &options);
}

static void
golden_path(struct buf *path, const char *name, const char *suffix)
{
	const char *srcdir = getenv("srcdir");

	buf_clear(path);
	buf_printf(path, "%s/tests/golden/%s.%s", srcdir ? srcdir : ".", name, suffix);
}

static void
golden_write(const char *path, const struct buf *out)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(out->data, 1, out->len, file), out->len);
	assert_int_equal(fclose(file), 0);
}

static void
golden_compare(const char *path, const struct buf *out)
{
	CLEANUP(buf_release) struct buf expected = BUF_INIT;
	struct error err;

	if (getenv("WRIT_UPDATE_GOLDEN"))
		golden_write(path, out);
	if (io_read_file(path, 1 << 20, &expected, &err) < 0)
		fail_msg("%s", err.message);
	if (!bytes_equal(buf_bytes(&expected), buf_bytes(out)))
		fail_msg("%s differs; now it is:\n%s", path, out->data);
}

static void
every_report_is_as_reviewed(void **state)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT, out = BUF_INIT;
	(void)state;

	for (size_t i = 0; i < n_samples; i++) {
		for (size_t k = 0; k < ARRAY_SIZE(forms); k++) {
			buf_clear(&out);
			report(&out, forms[k].format, &samples[i].verdict, false);
			golden_path(&path, samples[i].name, forms[k].suffix);
			golden_compare(path.data, &out);
		}
	}
}

static void
only_printable_ascii_and_line_ends_are_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		for (size_t k = 0; k < ARRAY_SIZE(forms); k++) {
			CLEANUP(buf_release) struct buf out = BUF_INIT;

			report(&out, forms[k].format, &samples[i].verdict, false);
			assert_int_equal(out.data[out.len - 1], '\n');
			for (size_t at = 0; at < out.len; at++) {
				if (out.data[at] != '\n')
					assert_in_range((unsigned char)out.data[at], 0x20, 0x7e);
			}
		}
	}
}

static void
ordinary_text_fits_behind_remote(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;
		struct bytes rest, line;

		if (!samples[i].ordinary)
			continue;
		report(&out, "text", &samples[i].verdict, false);
		rest = buf_bytes(&out);
		while (bytes_split(&rest, '\n', &line)) {
			if (line.len > 72 && !bytes_starts_with(line, BYTES("hint: bundle:")))
				fail_msg("%s: %.*s", samples[i].name, BYTES_ARG(line));
			if (line.len)
				assert_int_not_equal(line.data[line.len - 1], ' ');
		}
	}
}

static void
a_clean_push_gets_one_line(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	(void)state;

	for (size_t i = 0; i < n_samples; i++) {
		if (strcmp(samples[i].name, "accepted") != 0)
			continue;
		report(&out, "text", &samples[i].verdict, false);
	}
	assert_ptr_equal(strchr(out.data, '\n'), out.data + out.len - 1);
}

/* Colour adds sequences and takes nothing away. */
static void
only_colour_brings_escape_sequences(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		CLEANUP(buf_release) struct buf plain = BUF_INIT, color = BUF_INIT, left = BUF_INIT;

		report(&plain, "text", &samples[i].verdict, false);
		report(&color, "text", &samples[i].verdict, true);
		for (size_t at = 0; at < color.len; at++) {
			if (color.data[at] != '\x1b') {
				buf_add_char(&left, color.data[at]);
				continue;
			}
			while (color.data[at] != 'm')
				at++;
		}
		assert_string_equal(left.data, plain.data);
		buf_clear(&plain);
		buf_clear(&color);
		report(&plain, "json", &samples[i].verdict, false);
		report(&color, "json", &samples[i].verdict, true);
		assert_string_equal(color.data, plain.data);
	}
}

/* N decisions with EACH violations; the strings are the same. */
struct flood {
	struct verdict verdict;
	struct outcome *outcomes;
	struct violation *violations;
};

static void
flood_init(struct flood *flood, size_t decisions, size_t each, struct bytes message)
{
	flood->outcomes = memory_calloc(decisions, sizeof(*flood->outcomes));
	flood->violations = memory_calloc(decisions * each, sizeof(*flood->violations));
	for (size_t i = 0; i < decisions; i++) {
		flood->outcomes[i] = (struct outcome){
			.id = BYTES("ADR-0001"),
			.title = BYTES("Title"),
			.source = BYTES("built-in"),
			.level = LEVEL_MANDATORY,
			.result = RESULT_VIOLATED,
		};
	}
	for (size_t i = 0; i < decisions * each; i++) {
		flood->violations[i] = (struct violation){
			.outcome = i % decisions,
			.ref = BYTES("refs/heads/main"),
			.path = BYTES("src/file.c"),
			.line = i + 1,
			.column = 1,
			.span = 1,
			.excerpt = message,
			.message = message,
			.fingerprint = BYTES("00"),
		};
	}
	flood->verdict = (struct verdict){
		.kind = VERDICT_REJECT,
		.commits = 1,
		.n_enforced = decisions,
		.outcomes = flood->outcomes,
		.n_outcomes = decisions,
		.violations = flood->violations,
		.n_violations = decisions * each,
	};
}

static void
flood_release(struct flood *flood)
{
	free(flood->outcomes);
	free(flood->violations);
}

static size_t
occurrences(const char *text, const char *word)
{
	size_t n = 0;

	for (; (text = strstr(text, word)) != NULL; text++)
		n++;
	return n;
}

static void
ten_violations_of_a_decision_are_shown_and_the_rest_counted(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	CLEANUP(flood_release) struct flood flood;
	(void)state;

	flood_init(&flood, 1, 5000, BYTES("too many"));
	report(&out, "text", &flood.verdict, false);
	assert_int_equal(occurrences(out.data, "--> "), 10);
	assert_non_null(
		strstr(out.data, "... and 4990 more (writ check --format json shows all)\n"));
	assert_non_null(strstr(out.data, "error: 5000 violations of 1 decision in 1 commit; "
					 "nothing was accepted\n"));
	buf_clear(&out);
	report(&out, "json", &flood.verdict, false);
	assert_int_equal(occurrences(out.data, "\"fingerprint\""), 5000);
}

static void
the_whole_text_is_bounded_and_says_what_is_left_out(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	CLEANUP(flood_release) struct flood flood;
	size_t shown;
	char expected[128];
	(void)state;

	flood_init(&flood, 500, 20, BYTES("a message of some length, which is shown ten times"));
	report(&out, "text", &flood.verdict, false);
	assert_in_range(out.len, 60 * 1024, 66 * 1024);
	shown = occurrences(out.data, "error[ADR-0001]");
	snprintf(expected, sizeof(expected), "... and %zu violations of %zu more decisions\n",
		 (500 - shown) * 20, 500 - shown);
	assert_non_null(strstr(out.data, expected));
	assert_non_null(strstr(out.data, "error: 10000 violations of 500 decisions in 1 commit"));
}

static void
long_texts_are_cut_where_they_stand(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT, text = BUF_INIT;
	CLEANUP(flood_release) struct flood flood;
	(void)state;

	buf_add_repeated(&text, '\x1b', 5 << 20);
	flood_init(&flood, 1, 1, buf_bytes(&text));
	flood.violations[0].path = buf_bytes(&text);
	flood.violations[0].column = 4 << 20;
	report(&out, "text", &flood.verdict, false);
	assert_in_range(out.len, 100, 4096);
}

static void
formats_of_later_versions_are_unknown(void **state)
{
	static const char *const names[] = { "sarif", "junit", "github", "gitlab", "", "TEXT" };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		assert_null(report_format_find(bytes_of(names[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_report_is_as_reviewed),
		cmocka_unit_test(only_printable_ascii_and_line_ends_are_written),
		cmocka_unit_test(ordinary_text_fits_behind_remote),
		cmocka_unit_test(a_clean_push_gets_one_line),
		cmocka_unit_test(only_colour_brings_escape_sequences),
		cmocka_unit_test(ten_violations_of_a_decision_are_shown_and_the_rest_counted),
		cmocka_unit_test(the_whole_text_is_bounded_and_says_what_is_left_out),
		cmocka_unit_test(long_texts_are_cut_where_they_stand),
		cmocka_unit_test(formats_of_later_versions_are_unknown),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
