#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/macros.h"
#include "base/pattern_compare.h"

enum { STEPS = 1000000, PATH_MAX_CHARS = 6 };

static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct pattern *
compiled(const char *text)
{
	const struct pattern *pattern;
	struct error err;

	if (pattern_compile(&arena, bytes_of(text), &pattern, &err) < 0)
		return NULL;
	return pattern;
}

/* Of "a b !c": the patterns between the blanks. */
static struct pattern_list
list_of(const char *texts)
{
	struct bytes rest = bytes_of(texts), text;
	const struct pattern **items = arena_new_array(&arena, const struct pattern *, 16);
	struct pattern_list list = { items, 0 };

	while (bytes_split(&rest, ' ', &text)) {
		if (text.len)
			items[list.len++] = compiled(arena_copy(&arena, text).data);
	}
	return list;
}

/* Each is more specific than the next one. */
static void
test_specificity_orders(void **state)
{
	static const char *const ordered[][2] = {
		{ "src/main.c", "src/[a-z].c" },
		{ "src/[a-z].c", "src/*.c" },
		{ "src/*.c", "src/**" },
		{ "src/?.c", "src/*.c" },
		{ "src/{a,b}.c", "src/*.c" },
		{ "src/main.c", "src/{a,b}.c" },
		{ "services/legacy/**", "services/**" },
		{ "src/**/*.c", "src/**" },
		{ "src/**", "**/*.c" },
		{ "src/**", "**" },
		{ "*/a", "**/a" },
		{ "a/*/**", "a/**" },
		{ "a/b", "a/[b]" },
		{ "a/\\*", "a/[*]" },
		{ "{a,b}/c", "{a,b*}/c" },
		{ "x/[]*]/a", "x/*/a" },
		{ "{a/b,c}/d", "{a/*,c}/d" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(ordered); i++) {
		struct bytes first = pattern_specificity(compiled(ordered[i][0]), &arena);
		struct bytes second = pattern_specificity(compiled(ordered[i][1]), &arena);

		if (bytes_compare(first, second) >= 0)
			fail_msg("%s (%.*s) is not before %s (%.*s)", ordered[i][0],
				 BYTES_ARG(first), ordered[i][1], BYTES_ARG(second));
	}
}

static void
test_specificity_ties(void **state)
{
	static const char *const equal[][2] = {
		{ "src/a.c", "lib/b.c" },
		{ "*.js", "*.test.js" },
		{ "!src/**", "src/**" },
		{ "a/[bc]", "a/?" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(equal); i++)
		assert_true(bytes_equal(pattern_specificity(compiled(equal[i][0]), &arena),
					pattern_specificity(compiled(equal[i][1]), &arena)));
}

struct pair {
	const char *a, *b;
	const char *path; /* NULL: there is none */
};

static void
pair_check(const struct pair *pair,
	   enum witness (*ask)(const struct pattern_list *, const struct pattern_list *, size_t *,
			       struct arena *, struct bytes *))
{
	struct pattern_list a = list_of(pair->a), b = list_of(pair->b);
	size_t steps = STEPS;
	struct bytes path;
	enum witness found = ask(&a, &b, &steps, &arena, &path);

	if (found != (pair->path ? WITNESS_FOUND : WITNESS_NONE))
		fail_msg("'%s' and '%s': %d", pair->a, pair->b, (int)found);
	if (pair->path)
		assert_string_equal(path.data, pair->path);
}

static void
test_lists_meet(void **state)
{
	static const struct pair pairs[] = {
		{ "src/**", "**/*.c", "src/.c" },
		{ "src/**", "lib/**", NULL },
		{ "", "", "a" },
		{ "", "docs/x.md", "docs/x.md" },
		{ "a/* !a/b", "a/b", NULL },
		{ "!a/**", "a/*", NULL },
		{ "!a/**", "**", "b" },
		{ "refs/heads/** !refs/heads/main", "refs/heads/main", NULL },
		{ "*a", "a*", "a" },
		{ "[ab]c/d", "[bc]c/?", "bc/d" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++)
		pair_check(&pairs[i], pattern_lists_meet);
}

static void
test_list_beyond(void **state)
{
	static const struct pair pairs[] = {
		{ "src/**", "src/a/**", "src" },
		{ "src/a/**", "src/**", NULL },
		{ "", "src/**", "a" },
		{ "src/**", "", NULL },
		{ "src/*", "src/* !src/a", "src/a" },
		{ "src/* !src/a", "src/* !src/a", NULL },
		{ "{a,b}/c", "a/c b/c", NULL },
		{ "!a", "!a !b", "b" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++)
		pair_check(&pairs[i], pattern_list_beyond);
}

static unsigned int
next_random(unsigned int *seed, unsigned int below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static const struct pattern *
random_pattern(unsigned int *seed)
{
	static const char *const tokens[] = { "a", "b",     "/",    "*",     "**/", "/**",
					      "?", "{a,b}", "[ab]", "{b/,}", "/",   "a" };
	const struct pattern *pattern = NULL;

	while (!pattern) {
		char text[64] = "";

		for (unsigned int n = 1 + next_random(seed, 5); n > 0; n--)
			strcat(text, tokens[next_random(seed, ARRAY_SIZE(tokens))]);
		pattern = compiled(text);
	}
	return pattern;
}

static bool
fits(const struct witness_query *query, struct bytes path)
{
	for (size_t i = 0; i < query->n_all; i++) {
		if (!pattern_matches(query->all[i], path))
			return false;
	}
	for (size_t i = 0; i < query->n_none; i++) {
		if (pattern_matches(query->none[i], path))
			return false;
	}
	return true;
}

static bool
is_path(struct bytes text)
{
	return text.len && text.data[0] != '/' && text.data[text.len - 1] != '/' &&
	       !memmem(text.data, text.len, "//", 2);
}

/* The first path that fits, of all short ones; false when there is none. */
static bool
try_all(const struct witness_query *query, size_t *len)
{
	static const char letters[] = "ab/c";
	char path[PATH_MAX_CHARS];

	for (*len = 1; *len <= PATH_MAX_CHARS; ++*len) {
		for (unsigned int code = 0; code < 1u << (2 * *len); code++) {
			for (size_t i = 0; i < *len; i++)
				path[i] = letters[code >> (2 * i) & 3];
			if (is_path((struct bytes){ path, *len }) &&
			    fits(query, (struct bytes){ path, *len }))
				return true;
		}
	}
	return false;
}

static void
test_witness_random(void **state)
{
	unsigned int seed = 20261125;
	size_t n_found = 0;

	(void)state;
	for (size_t round = 0; round < 400; round++) {
		const struct pattern *all[2] = { random_pattern(&seed), random_pattern(&seed) };
		const struct pattern *none[2] = { random_pattern(&seed), random_pattern(&seed) };
		const struct witness_query query = { all, 1 + round % 2, none, round % 3 };
		size_t steps = STEPS, len;
		struct bytes path;
		enum witness found = pattern_witness(&query, &steps, &arena, &path);

		assert_int_not_equal(found, WITNESS_OPEN);
		if (found == WITNESS_FOUND) {
			assert_true(is_path(path) && fits(&query, path));
			n_found++;
		}
		if (try_all(&query, &len)) {
			assert_int_equal(found, WITNESS_FOUND);
			assert_int_equal(path.len, len); /* the shortest */
		} else {
			assert_true(found == WITNESS_NONE || path.len > PATH_MAX_CHARS);
		}
	}
	assert_true(n_found > 50);
}

/* A subset automaton of 2^40 states is not walked to its end. */
static void
test_witness_gives_up(void **state)
{
	const struct pattern *all[] = { compiled("*a????????????????????????????????????????") };
	const struct pattern *none[] = { compiled("*") };
	const struct witness_query query = { all, 1, none, 1 };
	size_t steps = 20000;
	struct bytes path;

	(void)state;
	assert_int_equal(pattern_witness(&query, &steps, &arena, &path), WITNESS_OPEN);
	assert_int_equal(steps, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_specificity_orders), cmocka_unit_test(test_specificity_ties),
		cmocka_unit_test(test_lists_meet),         cmocka_unit_test(test_list_beyond),
		cmocka_unit_test(test_witness_random),     cmocka_unit_test(test_witness_gives_up),
	};

	return cmocka_run_group_tests_name("pattern_compare", tests, setup, teardown);
}
