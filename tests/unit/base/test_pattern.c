#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/macros.h"
#include "base/pattern.h"
#include "pattern_reference.h"

enum { LIST_MAX = 8 };

static struct arena arena;

static int
arena_set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
arena_tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct pattern *
compiled(const char *text)
{
	const struct pattern *pattern = NULL;
	struct error err = { 0 };

	if (pattern_compile(&arena, bytes_of(text), &pattern, &err) < 0)
		fail_msg("%s: %s", text, err.message);
	return pattern;
}

/* TEXTS: patterns with blanks between them. */
static struct pattern_list
list_of(const char *texts)
{
	const struct pattern **items = arena_new_array(&arena, const struct pattern *, LIST_MAX);
	struct pattern_list list = { items, 0 };
	struct bytes rest = bytes_of(texts);
	struct bytes piece;

	while (rest.len > 0 && bytes_split(&rest, ' ', &piece))
		items[list.len++] = compiled(arena_copy(&arena, piece).data);
	return list;
}

static void
matches_as_documented(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool matches;
	} rows[] = {
		{ "a", "a", true },
		{ "a", "A", false },
		{ "a", "a/b", false },
		{ "a", "b/a", false },
		{ "src/x.c", "src/x.c", true },
		{ "*.py", "x.py", true },
		{ "*.py", ".py", true },
		{ "*.py", "src/x.py", false },
		{ "src/*", "src/x", true },
		{ "src/*", "src", false },
		{ "src/*", "src/a/x", false },
		{ "src/?", "src/x", true },
		{ "src/?", "src/xy", false },
		{ "src?x", "src/x", false },
		{ "**", "x", true },
		{ "**", "a/b/c", true },
		{ "**/*.py", "x.py", true },
		{ "**/*.py", "a/b/x.py", true },
		{ "**/*.py", "a/b/x.pyc", false },
		{ "**/*.py", "a.py/x", false },
		{ "**/x", "x", true },
		{ "**/x", "a/x", true },
		{ "**/x", "ax", false },
		{ "**/*", "a/b", true },
		{ "src/**", "src/x", true },
		{ "src/**", "src/a/b", true },
		{ "src/**", "srcx/a", false },
		{ "src/**", "src", true }, /* `**` spans no segment too */
		{ "a/**/b", "a/b", true },
		{ "a/**/b", "a/x/y/b", true },
		{ "a/**/b", "a/xb", false },
		{ "a/**/b", "ab", false },
		{ "a/**/b/**/c", "a/b/c", true },
		{ "a/**/b/**/c", "a/x/b/y/z/c", true },
		{ "a/**/b/**/c", "a/x/y/z/c", false },
		{ "**/**", "a", true },
		{ "[a-c]x", "bx", true },
		{ "[a-c]x", "dx", false },
		{ "[!a-c]x", "dx", true },
		{ "[!a-c]x", "/x", false },
		{ "a[!b]c", "a/c", false },
		{ "a[+-9]c", "a/c", false },
		{ "[]a]", "]", true },
		{ "[a-]", "-", true },
		{ "[\\]]", "]", true },
		{ "{a,b}/x", "b/x", true },
		{ "{a,b}/x", "c/x", false },
		{ "{a,b{c,d}}", "bd", true },
		{ "{a,b{c,d}}", "bc", true },
		{ "{a,b{c,d}}", "b", false },
		{ "{src/a,lib}/x", "src/a/x", true },
		{ "x{,.py}", "x", true },
		{ "x{,.py}", "x.py", true },
		{ "{**,a}/b", "b", true },
		{ "{**,a}/b", "x/y/b", true },
		{ "{**/,}b", "b", true },
		{ "{**/,}b", "x/b", true },
		{ "a/**{/b,/c}", "a/x/c", true },
		{ "a/**{/b,}", "a/x", true },
		{ "a/{**,b}", "a", true },
		{ "*.{c,h}", "x.h", true },
		{ "a,b", "a,b", true },
		{ "a\\*", "a*", true },
		{ "a\\*", "ax", false },
		{ "\\!a", "!a", true },
		{ "\\{a\\}", "{a}", true },
		{ "*\xff*", "a\xff\xfe", true },
		{ "?", "\xff", true },
		/* what matches no path compiles all the same */
		{ "src/", "src", false },
		{ "src/", "src/x", false },
		{ "/src", "src", false },
		{ "a//b", "a/b", false },
		{ "src/**/", "src/x", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct pattern *pattern = compiled(rows[i].pattern);

		if (pattern_matches(pattern, bytes_of(rows[i].path)) != rows[i].matches)
			fail_msg("%s on %s", rows[i].pattern, rows[i].path);
	}
}

static void
refuses_what_is_malformed(void **state)
{
	static const struct {
		const char *pattern, *message;
	} rows[] = {
		{ "", "the pattern is empty" },
		{ "!", "the pattern is empty" },
		{ "a**", "`**` must be a whole segment, between slashes, at byte 2" },
		{ "**a", "`**` must be a whole segment, between slashes, at byte 3" },
		{ "a/**.py", "`**` must be a whole segment, between slashes, at byte 5" },
		{ "***", "`**` must be a whole segment, between slashes, at byte 3" },
		{ "a{**,b}", "`**` must be a whole segment, between slashes, at byte 3" },
		{ "{**,b}c", "`**` must be a whole segment, between slashes, at byte 7" },
		{ "{a,b/}**", "`**` must be a whole segment, between slashes, at byte 7" },
		{ "[a", "the class `[` is not closed, at byte 1" },
		{ "a[]", "the class `[` is not closed, at byte 2" },
		{ "[b-a]", "a range of a class runs backwards, at byte 2" },
		{ "[a/]", "a class never matches '/', at byte 3" },
		{ "[[:alpha:]]", "named classes are not supported, at byte 2" },
		{ "{a,b", "the brace `{` is not closed, at byte 1" },
		{ "a}", "`}` closes nothing; write `\\}` for the byte, at byte 2" },
		{ "a\\", "nothing follows the backslash, at byte 2" },
		{ "[a\\", "nothing follows the backslash, at byte 3" },
		{ "{{{{{{{{{{{{{{{{{a}}}}}}}}}}}}}}}}}",
		  "braces are nested too deeply, at byte 17" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct pattern *pattern;
		struct error err = { 0 };

		assert_int_equal(pattern_compile(&arena, bytes_of(rows[i].pattern), &pattern, &err),
				 -1);
		assert_int_equal(err.code, ERROR_MALFORMED);
		assert_string_equal(err.message, rows[i].message);
	}
}

static void
length_and_complexity_are_bounded(void **state)
{
	char text[5000];
	const struct pattern *pattern;
	struct error err = { 0 };

	(void)state;
	memset(text, 'a', sizeof(text));
	assert_int_equal(pattern_compile(&arena, (struct bytes){ text, 4097 }, &pattern, &err), -1);
	assert_int_equal(pattern_compile(&arena, (struct bytes){ text, 4096 }, &pattern, &err), 0);
	assert_true(pattern_matches(pattern, (struct bytes){ text, 4096 }));
	memset(text, '?', 600);
	assert_int_equal(pattern_compile(&arena, (struct bytes){ text, 500 }, &pattern, &err), 0);
	assert_int_equal(pattern_compile(&arena, (struct bytes){ text, 600 }, &pattern, &err), -1);
	assert_non_null(strstr(err.message, "too complex"));
}

static void
a_list_matches_unless_excluded(void **state)
{
	static const struct {
		const char *list, *path;
		bool matches;
	} rows[] = {
		{ "", "a", false },
		{ "a/** b/**", "b/x", true },
		{ "a/** b/**", "c/x", false },
		{ "a/** !a/x/**", "a/y", true },
		{ "a/** !a/x/**", "a/x/y", false },
		{ "!a/x/** a/**", "a/x/y", false },
		{ "!a/**", "b", true },
		{ "!a/**", "a/b", false },
		{ "** !**", "a", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct pattern_list list = list_of(rows[i].list);

		if (pattern_list_matches(&list, bytes_of(rows[i].path)) != rows[i].matches)
			fail_msg("[%s] on %s", rows[i].list, rows[i].path);
	}
}

static void
a_directory_is_pruned_only_when_nothing_below_can_match(void **state)
{
	static const struct {
		const char *list, *prefix;
		bool may;
	} rows[] = {
		{ "", "a/", false },
		{ "src/**", "src/", true },
		{ "src/**", "src/a/b/", true },
		{ "src/**", "lib/", false },
		{ "a/b/c/*.py", "a/", true },
		{ "a/b/c/*.py", "a/b/c/", true },
		{ "a/b/c/*.py", "a/b/c/d/", false },
		{ "a/b/c/*.py", "a/x/", false },
		{ "a/b", "a/", true },
		{ "a/b", "a/b/", false },
		{ "*.py", "a/", false },
		{ "**/*.py", "a/b/", true },
		{ "**/x/y", "a/", true },
		{ "*/x", "a/", true },
		{ "*/x", "a/b/", false },
		{ "{a,b}/**", "b/", true },
		{ "{a,b}/**", "c/", false },
		{ "** !vendor/**", "vendor/", false },
		{ "** !vendor/**", "vendor/x/", false },
		{ "** !vendor/**", "vend/", true },
		{ "** !vendor/*", "vendor/", true },
		{ "** !**/vendor/**", "a/vendor/", false },
		{ "** !**/vendor/**", "a/vendor/b/", false },
		{ "** !**/vendor/**", "a/", true },
		{ "** !vendor/**/x", "vendor/", true },
		{ "** !vendor/**/", "vendor/", true },
		{ "!vendor/**", "a/", true },
		{ "!vendor/**", "vendor/", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct pattern_list list = list_of(rows[i].list);

		if (pattern_list_may_match_below(&list, bytes_of(rows[i].prefix)) != rows[i].may)
			fail_msg("[%s] below %s", rows[i].list, rows[i].prefix);
	}
}

static void
a_list_is_plural_when_it_can_match_two_names(void **state)
{
	static const struct {
		const char *list;
		bool plural;
	} rows[] = {
		{ "refs/heads/main", false },
		{ "refs/heads/main !refs/heads/x", false },
		{ "refs/heads/main refs/heads/next", true },
		{ "refs/heads/*", true },
		{ "refs/heads/{a,b}", true },
		{ "!refs/heads/x", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct pattern_list list = list_of(rows[i].list);

		assert_int_equal(pattern_list_is_plural(&list), rows[i].plural);
	}
}

static void
the_root_is_where_to_look(void **state)
{
	static const struct {
		const char *pattern, *root;
	} rows[] = {
		{ "refs/heads/main", "refs/heads/main" },
		{ "!refs/heads/main", "refs/heads/main" },
		{ "refs/heads/\\*", "refs/heads/*" },
		{ "refs/heads/**", "refs/heads/" },
		{ "refs/heads/re*", "refs/heads/" },
		{ "refs/heads/{a,b}", "refs/heads/" },
		{ "refs/[ht]*/x", "refs/" },
		{ "**/x", "" },
		{ "*", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!bytes_equal_string(pattern_root(compiled(rows[i].pattern)), rows[i].root))
			fail_msg("%s", rows[i].pattern);
	}
}

static void
the_text_is_kept_as_written(void **state)
{
	(void)state;
	assert_true(bytes_equal_string(pattern_text(compiled("!a/**")), "!a/**"));
	assert_true(pattern_excludes(compiled("!a")));
	assert_false(pattern_excludes(compiled("\\!a")));
	/* the `!` belongs to the list: the pattern itself matches what it excludes */
	assert_true(pattern_matches(compiled("!a/**"), BYTES("a/b")));
}

/* A fixed generator, so that a failure can be had again. */
static unsigned int
next_random(unsigned int *seed, unsigned int below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static struct bytes
random_text(unsigned int *seed, const char *const *tokens, unsigned int n_tokens, char *text)
{
	unsigned int n = 1 + next_random(seed, 7);

	text[0] = '\0';
	for (unsigned int i = 0; i < n; i++)
		strcat(text, tokens[next_random(seed, n_tokens)]);
	return bytes_of(text);
}

/* Whether PATH is one that git can hold: no empty segment. */
static bool
is_path(struct bytes path)
{
	struct bytes rest = path;
	struct bytes piece;

	while (bytes_split(&rest, '/', &piece)) {
		if (piece.len == 0)
			return false;
	}
	return path.len > 0;
}

static void
check_below(const struct pattern *pattern, struct bytes path)
{
	struct pattern_list list = { &pattern, 1 };

	for (size_t i = 0; i + 1 < path.len; i++) {
		struct bytes prefix = bytes_slice(path, 0, i + 1);

		if (path.data[i] == '/' && pattern_list_matches(&list, path) &&
		    !pattern_list_may_match_below(&list, prefix))
			fail_msg("%.*s pruned %.*s", BYTES_ARG(pattern_text(pattern)),
				 BYTES_ARG(prefix));
	}
}

/* Compares random patterns, each between BEFORE and AFTER, with the reference. */
static void
compare_with_reference(const char *before, const char *after, size_t rounds)
{
	static const char *const pattern_tokens[] = { "a",   "b", "/",     "*",      "**",    "**/",
						      "/**", "?", "[ab]",  "[!a]",   "{a,b}", "{",
						      ",",   "}", "{a/,}", "{**,b}", "/" };
	static const char *const path_tokens[] = { "a", "b", "/", "c", "/", "ab" };
	unsigned int seed = 7;
	size_t compared = 0;

	for (size_t i = 0; i < rounds; i++) {
		char text[128], framed[256], path_text[64];
		const struct pattern *pattern;
		struct error err;

		random_text(&seed, pattern_tokens, ARRAY_SIZE(pattern_tokens), text);
		snprintf(framed, sizeof(framed), "%s%s%s", before, text, after);
		if (pattern_compile(&arena, bytes_of(framed), &pattern, &err) < 0)
			continue;
		for (size_t k = 0; k < 20; k++) {
			struct bytes path =
				random_text(&seed, path_tokens, ARRAY_SIZE(path_tokens), path_text);

			if (!is_path(path))
				continue;
			compared++;
			if (pattern_matches(pattern, path) !=
			    reference_matches(bytes_of(framed), path))
				fail_msg("%s on %s", framed, path_text);
			check_below(pattern, path);
		}
	}
	assert_true(compared > rounds);
}

static void
agrees_with_the_slow_reference(void **state)
{
	(void)state;
	compare_with_reference("", "", 40000);
}

/* More than 64 positions: sets of several words, with the pattern across their border. */
static void
long_patterns_agree_with_the_slow_reference(void **state)
{
	(void)state;
	compare_with_reference("{zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz,", "}",
			       10000);
	compare_with_reference("{zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
			       "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz,",
			       "}", 10000);
}

static void
an_exclusion_that_covers_a_directory_covers_all_of_it(void **state)
{
	static const char *const tokens[] = { "a", "b", "/", "*", "/**", "**/", "{a,b}", "/" };
	static const char *const path_tokens[] = { "a", "b", "/", "/", "ab" };
	unsigned int seed = 11;

	(void)state;
	for (size_t i = 0; i < 40000; i++) {
		char text[128] = "!", path_text[64];
		const struct pattern *pattern;
		struct error err;
		struct bytes path;

		random_text(&seed, tokens, ARRAY_SIZE(tokens), text + 1);
		path = random_text(&seed, path_tokens, ARRAY_SIZE(path_tokens), path_text);
		if (!is_path(path) || pattern_compile(&arena, bytes_of(text), &pattern, &err) < 0)
			continue;
		check_below(pattern, path);
	}
}

static void
hostile_patterns_take_linear_time(void **state)
{
	static char path[4096];
	char text[512] = "";
	const struct pattern *pattern;

	(void)state;
	for (size_t i = 0; i < 40; i++)
		strcat(text, "**/{a,*a}*/");
	strcat(text, "x");
	pattern = compiled(text);
	for (size_t i = 0; i < sizeof(path); i++)
		path[i] = i % 2 ? '/' : 'a';
	assert_false(pattern_matches(pattern, (struct bytes){ path, sizeof(path) - 1 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_as_documented),
		cmocka_unit_test(refuses_what_is_malformed),
		cmocka_unit_test(length_and_complexity_are_bounded),
		cmocka_unit_test(a_list_matches_unless_excluded),
		cmocka_unit_test(a_directory_is_pruned_only_when_nothing_below_can_match),
		cmocka_unit_test(a_list_is_plural_when_it_can_match_two_names),
		cmocka_unit_test(the_root_is_where_to_look),
		cmocka_unit_test(the_text_is_kept_as_written),
		cmocka_unit_test(agrees_with_the_slow_reference),
		cmocka_unit_test(long_patterns_agree_with_the_slow_reference),
		cmocka_unit_test(an_exclusion_that_covers_a_directory_covers_all_of_it),
		cmocka_unit_test(hostile_patterns_take_linear_time),
	};

	return cmocka_run_group_tests_name("pattern", tests, arena_set_up, arena_tear_down);
}
