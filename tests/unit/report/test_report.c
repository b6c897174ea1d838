#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/escape.h"
#include "base/io.h"
#include "base/macros.h"
#include "base/memory.h"
#include "report/report.h"
#include "samples.h"

/*
 * Every sample in every format, byte for byte as in tests/golden. WRIT_UPDATE_GOLDEN=1 writes the
 * files anew; the difference is then for a reviewer to read.
 */

/* In the order of report_formats. */
static const struct {
	const char *format, *suffix;
	bool unicode; /* what is no control character stands as it is; else all is ASCII */
} forms[] = {
	{ "text", "txt" },
	{ "concise", "concise.txt" },
	{ "json", "json" },
	{ "jsonl", "jsonl" },
	{ "sarif", "sarif" },
	{ "junit", "junit.xml", true },
	{ "github", "github.txt", true },
	{ "gitlab", "gitlab.json" },
	{ "rdjsonl", "rdjsonl" },
};

static void
every_format_has_golden_files(void **state)
{
	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(forms); k++)
		assert_string_equal(report_formats[k].name, forms[k].format);
	assert_null(report_formats[ARRAY_SIZE(forms)].name);
}

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
	if (out->len)
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

/* No bytes, or whole lines of text: of ASCII, or of UTF-8 without what escape_controls() escapes.
 */
static void
assert_plain_lines(struct bytes text, bool unicode)
{
	CLEANUP(buf_release) struct buf shown = BUF_INIT;
	struct bytes line;

	if (text.len == 0)
		return;
	assert_int_equal(text.data[text.len - 1], '\n');
	while (bytes_split(&text, '\n', &line)) {
		for (size_t at = 0; at < line.len && !unicode; at++)
			assert_in_range((unsigned char)line.data[at], 0x20, 0x7e);
		buf_clear(&shown);
		escape_controls(&shown, line);
		assert_true(bytes_equal(buf_bytes(&shown), line));
	}
}

static void
only_plain_lines_are_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		for (size_t k = 0; k < ARRAY_SIZE(forms); k++) {
			CLEANUP(buf_release) struct buf out = BUF_INIT;

			report(&out, forms[k].format, &samples[i].verdict, false);
			assert_plain_lines(buf_bytes(&out), forms[k].unicode);
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
	}
}

static void
formats_for_machines_have_no_colour(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_samples; i++) {
		for (size_t k = 2; k < ARRAY_SIZE(forms); k++) {
			CLEANUP(buf_release) struct buf plain = BUF_INIT, color = BUF_INIT;

			report(&plain, forms[k].format, &samples[i].verdict, false);
			report(&color, forms[k].format, &samples[i].verdict, true);
			assert_true(bytes_equal(buf_bytes(&color), buf_bytes(&plain)));
		}
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

/* What says "error" to a machine is what keeps the push out: a shadow decision says nothing. */
static void
shadow_is_recorded_and_not_shown(void **state)
{
	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(forms); k++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;
		bool record = strncmp(forms[k].format, "json", 4) == 0;

		for (size_t i = 0; i < n_samples; i++) {
			if (strcmp(samples[i].name, "forms") == 0)
				report(&out, forms[k].format, &samples[i].verdict, false);
		}
		assert_int_equal(strstr(out.data, "ADR-0015") != NULL, record);
	}
}

/* reviewdog reads lines of at most 64 KiB, and stops at a longer one. */
static void
lines_of_reviewdog_are_bounded(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT, text = BUF_INIT;
	CLEANUP(flood_release) struct flood flood;
	(void)state;

	buf_add_repeated(&text, '\x1b', 1 << 20);
	flood_init(&flood, 1, 1, buf_bytes(&text));
	flood.violations[0].path = buf_bytes(&text);
	report(&out, "rdjsonl", &flood.verdict, false);
	assert_in_range(out.len, 100, 64 * 1024 - 1);
}

/* GitLab shows one entry for each fingerprint. */
static void
fingerprints_of_gitlab_are_distinct(void **state)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	CLEANUP(flood_release) struct flood flood;
	(void)state;

	flood_init(&flood, 1, 3, BYTES("again"));
	report(&out, "gitlab", &flood.verdict, false);
	assert_int_equal(occurrences(out.data, "\"fingerprint\":\"00\""), 1);
	assert_int_equal(occurrences(out.data, "\"fingerprint\":\"00-2\""), 1);
	assert_int_equal(occurrences(out.data, "\"fingerprint\":\"00-3\""), 1);
}

static void
other_names_are_no_formats(void **state)
{
	static const char *const names[] = { "checkstyle", "", "TEXT", "jso", "jsonll" };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		assert_null(report_format_find(bytes_of(names[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_has_golden_files),
		cmocka_unit_test(every_report_is_as_reviewed),
		cmocka_unit_test(only_plain_lines_are_written),
		cmocka_unit_test(ordinary_text_fits_behind_remote),
		cmocka_unit_test(a_clean_push_gets_one_line),
		cmocka_unit_test(only_colour_brings_escape_sequences),
		cmocka_unit_test(formats_for_machines_have_no_colour),
		cmocka_unit_test(ten_violations_of_a_decision_are_shown_and_the_rest_counted),
		cmocka_unit_test(the_whole_text_is_bounded_and_says_what_is_left_out),
		cmocka_unit_test(long_texts_are_cut_where_they_stand),
		cmocka_unit_test(shadow_is_recorded_and_not_shown),
		cmocka_unit_test(lines_of_reviewdog_are_bounded),
		cmocka_unit_test(fingerprints_of_gitlab_are_distinct),
		cmocka_unit_test(other_names_are_no_formats),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
