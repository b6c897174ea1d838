#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <time.h>

#include "base/macros.h"
#include "base/memory.h"
#include "base/regex.h"

enum { STEPS = 500000000 }; /* the default of writ.limit.regex-steps */

static struct regex *
compile(const char *pattern)
{
	struct error err;
	struct regex *regex = regex_compile(bytes_of(pattern), &err);

	if (!regex)
		fail_msg("%s: %s", pattern, err.message);
	return regex;
}

static void
matches_with_groups(void **state)
{
	CLEANUP(regex_release) struct regex *regex = compile("(\\w+)(;)?=(\\d+)");
	struct regex_meter meter = { STEPS };
	struct bytes groups[REGEX_GROUPS_MAX];
	size_t n_groups;
	struct error err;
	(void)state;

	assert_int_equal(
		regex_match(regex, BYTES("set width=80"), 0, &meter, groups, &n_groups, &err), 1);
	assert_int_equal(n_groups, 4);
	assert_true(bytes_equal_string(groups[0], "width=80"));
	assert_true(bytes_equal_string(groups[1], "width"));
	assert_null(groups[2].data);
	assert_true(bytes_equal_string(groups[3], "80"));
	assert_true(meter.steps_left < STEPS);
	assert_int_equal(regex_match(regex, BYTES("set width"), 0, &meter, groups, &n_groups, &err),
			 0);
}

static void
from_is_an_offset_not_a_start(void **state)
{
	CLEANUP(regex_release) struct regex *regex = compile("^a|(?<=x)b");
	struct regex_meter meter = { STEPS };
	struct bytes groups[REGEX_GROUPS_MAX];
	struct bytes subject = BYTES("aaxb");
	size_t n_groups;
	struct error err;
	(void)state;

	assert_int_equal(regex_match(regex, subject, 1, &meter, groups, &n_groups, &err), 1);
	assert_ptr_equal(groups[0].data, subject.data + 3);
	assert_int_equal(regex_match(regex, subject, 4, &meter, groups, &n_groups, &err), 0);
	assert_int_equal(regex_match(regex, subject, 9, &meter, groups, &n_groups, &err), 0);
}

static void
bytes_are_matched_not_characters(void **state)
{
	static const struct {
		const char *pattern;
		struct bytes subject;
		int result;
	} cases[] = {
		{ "^.$", BYTES_INIT("\xe9"), 1 },
		{ "^..$", BYTES_INIT("\xc3\xa9"), 1 },
		{ "a.b", BYTES_INIT("a\0b"), 1 },
		{ "\\x00", BYTES_INIT("a\0b"), 1 },
		{ "^\\C$", BYTES_INIT("\xff"), 1 },
		{ "(?i)\xe9", BYTES_INIT("\xc9"), 0 },
		{ "\\w", BYTES_INIT("\xe9"), 0 },
		{ "^$", { NULL, 0 }, 1 },
		{ "", { NULL, 0 }, 1 },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(regex_release) struct regex *regex = compile(cases[i].pattern);
		struct regex_meter meter = { STEPS };
		struct bytes groups[REGEX_GROUPS_MAX];
		size_t n_groups;
		struct error err;

		assert_int_equal(
			regex_match(regex, cases[i].subject, 0, &meter, groups, &n_groups, &err),
			cases[i].result);
	}
}

static void
what_cannot_be_judged_safely_is_refused(void **state)
{
	static const struct {
		const char *pattern;
		const char *part; /* of the message */
	} cases[] = {
		{ "a(b", "byte 3" },
		{ "a**", NULL },
		{ "(*UTF)a", "byte 0" },
		{ "(*UTF8)a", "byte 0" },
		{ "(*UCP)a", "byte 0" },
		{ "(*LIMIT_MATCH=9)a", "byte 0" },
		{ "(*LIMIT_HEAP=9)a", "byte 0" },
		{ "(*NO_JIT)a", "byte 0" },
		{ "(*NO_START_OPT)a", "byte 0" },
		{ "(*NOTEMPTY)a", "byte 0" },
		{ "(*CRLF)a", "byte 0" },
		{ "(*BSR_ANYCRLF)a", "byte 0" },
		{ "(*COMMIT)(*UTF)a", NULL },
		{ "a(?C1)b", "callout" },
		{ "a(?C'text')b", "callout" },
		{ "(?<=a+)b", NULL },
		{ "((a{0,999}){0,999}){0,999}", NULL },
		{ "\\N{U+41}", NULL },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct error err = { ERROR_NONE, "" };

		assert_null(regex_compile(bytes_of(cases[i].pattern), &err));
		assert_int_equal(err.code, ERROR_MALFORMED);
		assert_non_null(strstr(err.message, cases[i].part ? cases[i].part : ""));
	}
}

static void
a_long_or_deep_pattern_is_refused(void **state)
{
	CLEANUP(memory_free) char *pattern = memory_calloc(REGEX_PATTERN_MAX_BYTES + 1, 1);
	struct error err;
	(void)state;

	memset(pattern, 'a', REGEX_PATTERN_MAX_BYTES + 1);
	assert_null(regex_compile((struct bytes){ pattern, REGEX_PATTERN_MAX_BYTES + 1 }, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	memset(pattern, '(', 300);
	memset(pattern + 300, ')', 300);
	assert_null(regex_compile((struct bytes){ pattern, 600 }, &err));
	assert_int_equal(err.code, ERROR_MALFORMED);
}

static void
verbs_that_only_backtrack_are_allowed(void **state)
{
	static const char *const patterns[] = { "(*COMMIT)a", "(*pla:a)a", "(*:name)a",
						"(*MARK:x)a", "(?>a+)b",   "(?R)?a",
						"(*FAIL)|a" };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++)
		regex_free(compile(patterns[i]));
}

/* Hostile patterns on 2 MiB of 'a': each must end by the meter, and soon. */
static void
a_hostile_pattern_spends_its_steps(void **state)
{
	static const char *const patterns[] = {
		"(a+)+$b|0 1x",
		"(a+)+$(?<!a)",
		"(a|a)*[bc]",
		"(a*)*[bc]",
		"a++[bc]",
		"(?>a*)[bc]",
		"\\w*+\\d",
		"a{5000}[bc]",
		"(?:a{9000}b|a{9000}c)",
		"[ab]{60000}[bc]",
		"(a{1,20000})(?:\\1b|\\1c|\\1d)",
		"(a*)\\1[bc]",
		"(?=(a+))[bc]",
		"(?<=a{100})b|a*[bc]",
		"(a?){500}a{500}[bc]",
		"((((((((((a*)*)*)*)*)*)*)*)*)*)*[bc]",
		"(?:(?:a|a)(?:a|a)(?:a|a)){1,90}[bc]",
		"(a(?R)?)[bc]",
		"(?:.*.*.*)[=+]",
		"\\X+[bc]",
		"(?i)(A|a|B)+[yz]",
		"(?:a(*SKIP)a|a)*[bc]",
		"()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()(a+)+[bc]",
	};
	size_t len = 2 << 20;
	CLEANUP(memory_free) char *text = memory_calloc(len, 1);
	(void)state;

	memset(text, 'a', len);
	memcpy(text, "0 1 2 3 4 5 ", 12);
	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++) {
		CLEANUP(regex_release) struct regex *regex = compile(patterns[i]);
		struct regex_meter meter = { STEPS / 10 };
		struct bytes groups[REGEX_GROUPS_MAX];
		struct error err = { ERROR_NONE, "" };
		clock_t start = clock();
		size_t n_groups;
		int result = regex_match(regex, (struct bytes){ text, len }, 0, &meter, groups,
					 &n_groups, &err);
		double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;

		print_message("# %-40s %2d %.2f s, %.0f M steps, %.1f ns each: %s\n", patterns[i],
			      result, seconds, (double)(STEPS / 10 - meter.steps_left) / 1e6,
			      seconds * 1e9 / (double)(STEPS / 10 - meter.steps_left + 1),
			      err.message);
		assert_int_equal(result, -1);
		assert_int_equal(err.code, ERROR_LIMIT);
	}
}

static void
the_cost_of_a_call_does_not_depend_on_those_before(void **state)
{
	CLEANUP(regex_release) struct regex *regex = compile("(a|b)*c");
	struct regex_meter meter = { STEPS };
	struct bytes groups[REGEX_GROUPS_MAX];
	struct error err;
	size_t n_groups;
	uint64_t first;
	(void)state;

	assert_int_equal(regex_match(regex, BYTES("abababab"), 0, &meter, groups, &n_groups, &err),
			 0);
	first = STEPS - meter.steps_left;
	for (int i = 0; i < 3; i++) {
		meter.steps_left = first + 1;
		assert_int_equal(
			regex_match(regex, BYTES("abababab"), 0, &meter, groups, &n_groups, &err),
			0);
		assert_int_equal(meter.steps_left, 1);
	}
	meter.steps_left = first;
	assert_int_equal(regex_match(regex, BYTES("abababab"), 0, &meter, groups, &n_groups, &err),
			 -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_int_equal(meter.steps_left, 0);
}

static void
many_matches_of_a_long_line_are_linear(void **state)
{
	CLEANUP(regex_release) struct regex *regex = compile("a;");
	size_t len = 4 << 20;
	CLEANUP(memory_free) char *text = memory_calloc(len, 1);
	struct regex_meter meter = { STEPS };
	struct bytes groups[REGEX_GROUPS_MAX];
	struct error err;
	size_t n_groups;
	size_t n = 0;
	size_t at = 0;
	(void)state;

	for (size_t i = 0; i < len; i += 2)
		memcpy(text + i, "a;", 2);
	while (regex_match(regex, (struct bytes){ text, len }, at, &meter, groups, &n_groups,
			   &err) > 0) {
		at = (size_t)(groups[0].data - text) + groups[0].len;
		n++;
	}
	assert_int_equal(n, len / 2);
}

static void
a_meter_ends_at_its_last_step(void **state)
{
	struct regex_meter meter = { 10 };
	struct error err;
	(void)state;

	assert_int_equal(regex_meter_spend(&meter, 9, &err), 0);
	assert_int_equal(meter.steps_left, 1);
	assert_int_equal(regex_meter_spend(&meter, 1, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_int_equal(meter.steps_left, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_with_groups),
		cmocka_unit_test(from_is_an_offset_not_a_start),
		cmocka_unit_test(bytes_are_matched_not_characters),
		cmocka_unit_test(what_cannot_be_judged_safely_is_refused),
		cmocka_unit_test(a_long_or_deep_pattern_is_refused),
		cmocka_unit_test(verbs_that_only_backtrack_are_allowed),
		cmocka_unit_test(a_hostile_pattern_spends_its_steps),
		cmocka_unit_test(the_cost_of_a_call_does_not_depend_on_those_before),
		cmocka_unit_test(many_matches_of_a_long_line_are_linear),
		cmocka_unit_test(a_meter_ends_at_its_last_step),
	};

	return cmocka_run_group_tests_name("regex", tests, NULL, NULL);
}
