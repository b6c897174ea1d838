#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/macros.h"
#include "base/regex.h"

/* The literals as "foo" or "foo|bar"; a caseless one ends in "/i". */
static const char *
describe(const struct prefilter *prefilter)
{
	static char text[512];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < prefilter->n_literals; i++) {
		const struct prefilter_literal *literal = &prefilter->literals[i];

		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.*s%s", i ? "|" : "",
					literal->len, literal->text, literal->caseless ? "/i" : "");
	}
	return text;
}

static void
finds_what_a_pattern_requires(void **state)
{
	static const struct {
		const char *pattern, *literals;
	} cases[] = {
		{ "foo", "foo" },
		{ "", "" },
		{ "foo\\s*\\(", "foo" },
		{ "\\bstrcpy\\b", "strcpy" },
		{ "a|bc", "a|bc" },
		{ "TODO|FIXME", "TODO|FIXME" },
		{ "(?:strcpy|strcat)\\s*\\(", "strcpy|strcat" },
		{ "x(abc|)y", "x" },
		{ "abc?d", "ab" },
		{ "ab+cd", "bcd" },
		{ "ab{0}cd", "cd" },
		{ "ab{0,3}", "a" },
		{ "a{,3}b", "" },
		{ "x{2,}yz", "xyz" },
		{ "fn{foo", "fn{foo" },
		{ "(foobar)?ba", "ba" },
		{ "(foobar)+ba", "foobar" },
		{ "(foobar){0}ba", "ba" },
		{ "(?i)Password\\s*=", "password/i" },
		{ "(?i:ab)cd", "ab/i" },
		{ "a(?i)b|c", "ab/i|c/i" },
		{ "(?x) a b # c\n d", "abd" },
		{ "(?x) a b # c", "ab" },
		{ "(?xx) a [ b]", "" },
		{ "(?x)a\x85s", "" },
		{ "a\x85s", "a\x85s" },
		{ "\\Qa.b*\\E+", "a.b*" },
		{ "ab\\E*c", "a" },
		{ "ab(?#comment)*c", "a" },
		{ "(?x)ab *c", "a" },
		{ "a\\.b\\/", "a.b/" },
		{ "\\x41\\x42", "AB" },
		{ "\\x4", "" },
		{ "[]ab]cd", "cd" },
		{ "[^]ab]cd", "cd" },
		{ "[[:alpha:]]cd", "cd" },
		{ "[[.a.]]cd", "" },
		{ "[\\]]cd", "cd" },
		{ "[\\Q]\\E]cd", "" },
		{ "(?=foo)ba", "ba" },
		{ "(?<!foo)ba", "ba" },
		{ "(?(1)foo|bar)", "" },
		{ "(a)\\1foo", "foo" },
		{ "\\12foo", "" },
		{ "foo(*ACCEPT)barbar", "" },
		{ "(?R)?foo", "" },
		{ "(?<name>foo)+x", "foo" },
		{ "(?P<name>foo)x", "foo" },
		{ "foo\\Kbar", "foobar" },
		{ "^import os$", "import os" },
		{ "a|b|c|d|e|f|g|h|i", "" },
		{ "((((foo))))", "foo" },
		{ "\\p{L}foo", "foo" },
		{ "0123456789012345678901234567890123456789", "01234567890123456789012345678901" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct prefilter prefilter;

		prefilter_find(&prefilter, bytes_of(cases[i].pattern));
		assert_string_equal(describe(&prefilter), cases[i].literals);
	}
}

static void
an_unsure_reading_knows_nothing_of_the_groups_before(void **state)
{
	struct prefilter prefilter;
	(void)state;

	prefilter_find(&prefilter, BYTES("foobar\\12"));
	assert_int_equal(prefilter.n_literals, 0);
	prefilter_find(&prefilter, BYTES("foo)bar"));
	assert_int_equal(prefilter.n_literals, 0);
}

static void
a_scan_finds_every_place_in_order(void **state)
{
	struct prefilter prefilter;
	struct prefilter_scan scan;
	struct bytes text = BYTES("abc ABC xay Abc xyx");
	static const size_t places[] = { 0, 4, 12, 16 };
	size_t from = 0;
	(void)state;

	prefilter_find(&prefilter, BYTES("(?i:abc)|xyx"));
	prefilter_scan_init(&scan, &prefilter, text);
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		from = prefilter_scan_next(&scan, from);
		assert_int_equal(from, places[i]);
		from++;
	}
	assert_int_equal(prefilter_scan_next(&scan, from), text.len);
	assert_int_equal(prefilter_scan_next(&scan, text.len), text.len);
}

static uint32_t seed = 1;

static uint32_t
draw(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (uint32_t)(((uint64_t)(seed >> 8) * below) >> 24);
}

static void
draw_text(char *text, size_t size, const char *const *pieces, size_t n_pieces, uint32_t n)
{
	size_t len = 0;

	for (uint32_t i = 0; i < n; i++) {
		const char *piece = pieces[draw((uint32_t)n_pieces)];

		if (len + strlen(piece) + 1 > size)
			break;
		len += (size_t)snprintf(text + len, size - len, "%s", piece);
	}
	text[len] = '\0';
}

static bool
holds_one_of(const struct prefilter *prefilter, struct bytes subject)
{
	struct prefilter_scan scan;

	prefilter_scan_init(&scan, prefilter, subject);
	return prefilter_scan_next(&scan, 0) < subject.len;
}

/* Patterns are put together from pieces at random; those that PCRE2 takes are tried. */
static void
every_subject_that_matches_holds_a_literal(void **state)
{
	static const char *const pieces[] = {
		"a",    "b",     "c",     "ab",         "A",         "B",       ".",      "*",
		"+",    "?",     "{2}",   "{0}",        "{0,2}",     "{1,}",    "{,2}",   "(",
		")",    "(",     ")",     "|",          "|",         "(?:",     "(?i)",   "(?x)",
		"(?i:", "(?-i)", "(?=",   "(?!",        "(?<=",      "(?<!",    "(?>",    "(?|",
		"[ab]", "[^a]",  "[]a]",  "[",          "]",         "\\Q",     "\\E",    "\\b",
		"\\w",  "\\s",   "\\K",   "\\1",        "\\x61",     "\\x{62}", " ",      "#",
		"\n",   "(?#a)", "(?R)",  "(?1)",       "(*ACCEPT)", "(*SKIP)", "^",      "$",
		"\\.",  "\\",    "(?(1)", "(?<n>",      "(?^)",      "(?x-i:",  "{",      "}",
		"-",    "\\c",   "[\\Q",  "[[:alpha:]", "\\g{1}",    "\\k<n>",  "(*pla:", "(?xx)",
		"\x85", "\xe9",  "(?x)",  "(?n)",       "+",         "\\\\",    "(?+1)",  "(?J)",
		"\\N",
	};
	static const char *const letters[] = { "a", "b",  "c", "A", "B",    "ab",  " ",
					       "#", "\n", ".", "",  "\x85", "\xe9" };
	size_t n_matches = 0;
	size_t n_filtered = 0;
	(void)state;

	for (int round = 0; round < 400000; round++) {
		char pattern[64];
		struct error err;
		CLEANUP(regex_release) struct regex *regex = NULL;

		draw_text(pattern, sizeof(pattern), pieces, ARRAY_SIZE(pieces), 1 + draw(9));
		regex = regex_compile(bytes_of(pattern), &err);
		if (!regex || regex_prefilter(regex)->n_literals == 0)
			continue;
		for (int i = 0; i < 12; i++) {
			struct regex_meter meter = { 100000 };
			struct bytes groups[REGEX_GROUPS_MAX];
			size_t n_groups;
			char subject[32];

			draw_text(subject, sizeof(subject), letters, ARRAY_SIZE(letters), draw(10));
			n_filtered++;
			if (regex_match(regex, bytes_of(subject), 0, &meter, groups, &n_groups,
					&err) <= 0)
				continue;
			n_matches++;
			if (!holds_one_of(regex_prefilter(regex), bytes_of(subject)))
				fail_msg("'%s' matches '%s' without %s", pattern, subject,
					 describe(regex_prefilter(regex)));
		}
	}
	assert_true(n_matches > 10000);
	assert_true(n_filtered > 10 * 12 * 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_a_pattern_requires),
		cmocka_unit_test(an_unsure_reading_knows_nothing_of_the_groups_before),
		cmocka_unit_test(a_scan_finds_every_place_in_order),
		cmocka_unit_test(every_subject_that_matches_holds_a_literal),
	};

	return cmocka_run_group_tests_name("prefilter", tests, NULL, NULL);
}
