#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "../../lib/fake_objects.h"
#include "base/macros.h"
#include "content/facts_impl.h"
#include "random_text.h"

static const struct look whole_look;
static const struct look added_look = { .added_only = true };

enum { BLOB_MAX = 64 << 20, ROOM = 64 << 20, STEPS = 500000000 };

static struct fake_objects fake;
static struct facts_cache *cache;

static int
set_up(void **state)
{
	(void)state;
	fake_objects_init(&fake);
	cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	facts_cache_free(cache);
	fake_objects_release(&fake);
	return fake.n_unreleased == 0 ? 0 : -1;
}

static struct entry
file(struct bytes content)
{
	return (struct entry){ ENTRY_FILE, fake_objects_add(&fake, content) };
}

static struct regex *
compile(const char *pattern)
{
	struct error err;
	struct regex *regex = regex_compile(bytes_of(pattern), &err);

	if (!regex)
		fail_msg("%s: %s", pattern, err.message);
	return regex;
}

/* The hits as "line:column:match ...". */
static void
describe(char *text, size_t size, const struct hit *hits, size_t n_hits)
{
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < n_hits && len < size; i++)
		len += (size_t)snprintf(text + len, size - len, "%s%zu:%zu:%.*s", i ? " " : "",
					hits[i].line, hits[i].column, BYTES_ARG(hits[i].match));
}

static void
hits_have_line_column_and_match(void **state)
{
	static const struct {
		const char *pattern, *content, *hits;
	} cases[] = {
		{ "foo", "a\nxfoo foo\nfoo", "2:2:foo 2:6:foo 3:1:foo" },
		{ "(?i)foo|bar", "FOO\n\nbar\n", "1:1:FOO 3:1:bar" },
		{ "^", "a\n\nb", "1:1: 2:1: 3:1:" },
		{ "^$", "a\n\n\nb\n", "2:1: 3:1:" },
		{ "a*", "baa\n", "1:1: 1:2:aa 1:4:" },
		{ "^a", "aa\naa\n", "1:1:a 2:1:a" },
		{ "a\\nb", "a\nb\n", "" },
		{ "a\\sb", "a\nb\n", "" },
		{ "(?<=o)b", "ob\nb\n", "1:2:b" },
		{ "foo\\Kbar", "foobar\n", "1:4:bar" },
		{ "\\r$", "a\r\nb\n", "1:2:\r" },
		{ "foo", "", "" },
		{ "$", "", "" },
		{ "[\\x80-\\xff]", "ab\n\xe9\n", "2:1:\xe9" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(regex_release) struct regex *regex = compile(cases[i].pattern);
		struct change change = { .status = CHANGE_ADDED,
					 .now = file(bytes_of(cases[i].content)) };
		struct regex_meter meter = { STEPS };
		const struct hit *hits;
		struct error err;
		size_t n_hits;
		char text[256];

		facts_cache_free(cache);
		cache = facts_cache_new(&fake.objects, BLOB_MAX, ROOM);
		assert_int_equal(facts_find(facts_of(cache, &change, false), regex, &whole_look,
					    &meter, &hits, &n_hits, &err),
				 0);
		describe(text, sizeof(text), hits, n_hits);
		assert_string_equal(text, cases[i].hits);
	}
}

static void
a_nul_byte_hides_nothing(void **state)
{
	CLEANUP(regex_release) struct regex *regex = compile("BAD");
	struct change change = { .status = CHANGE_ADDED, .now = file(BYTES("\0\n\0BAD\n")) };
	struct regex_meter meter = { STEPS };
	const struct hit *hits;
	struct error err;
	size_t n_hits;
	(void)state;

	assert_int_equal(facts_find(facts_of(cache, &change, false), regex, &added_look, &meter,
				    &hits, &n_hits, &err),
			 0);
	assert_int_equal(n_hits, 1);
	assert_int_equal(hits[0].line, 2);
	assert_int_equal(hits[0].column, 2);
}

static void
an_old_hit_needs_no_exact_diff(void **state)
{
	CLEANUP(regex_release) struct regex *regex = compile("BAD");
	struct change change = { .status = CHANGE_MODIFIED,
				 .before = file(BYTES("BAD\na\nb\na\nBAD\n")),
				 .now = file(BYTES("BAD\na\nb\nX\na\nBAD\n")) };
	struct regex_meter meter = { STEPS };
	const struct hit *hits;
	struct error err;
	size_t n_hits;
	(void)state;

	assert_int_equal(facts_find(facts_of(cache, &change, false), regex, &added_look, &meter,
				    &hits, &n_hits, &err),
			 0);
	assert_int_equal(n_hits, 0);
	assert_false(facts_of(cache, &change, false)->added_known);
}

/* The plain way: every line of the content that is in the exact diff. */
static size_t
count_plainly(struct facts *facts, const struct regex *regex, char *text, size_t size)
{
	const struct line_set *added;
	struct error err;
	size_t n_hits = 0;
	size_t count;
	size_t len = 0;

	assert_int_equal(facts_added(facts, &added, &err), 0);
	assert_int_equal(facts_line_count(facts, SIDE_NEW, &count, &err), 0);
	text[0] = '\0';
	for (size_t number = 1; number <= count; number++) {
		struct bytes groups[REGEX_GROUPS_MAX];
		struct regex_meter meter = { STEPS };
		struct line line;
		size_t n_groups;
		size_t from = 0;

		assert_int_equal(facts_line(facts, SIDE_NEW, number, &line, &err), 0);
		while (line_set_holds(added, number) &&
		       regex_match(regex, line.text, from, &meter, groups, &n_groups, &err) > 0) {
			size_t column = (size_t)(groups[0].data - line.text.data);

			if (len < size)
				len += (size_t)snprintf(text + len, size - len, "%s%zu:%zu:%.*s",
							n_hits ? " " : "", number, column + 1,
							BYTES_ARG(groups[0]));
			from = column + groups[0].len + (groups[0].len == 0);
			n_hits++;
		}
	}
	return n_hits;
}

static void
make_change(struct random *random, struct change *change, struct entry parents[3])
{
	struct buf texts[4] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	uint32_t n_kinds = 2 + random_draw(random, 14);
	size_t n = random_draw(random, 4);

	random_lines(random, &texts[3], random_draw(random, 50), n_kinds);
	for (size_t i = 0; i < 3; i++) {
		random_edit(random, &texts[i], buf_bytes(&texts[3]), random_draw(random, 6),
			    n_kinds);
		parents[i] = file(buf_bytes(&texts[i]));
	}
	*change = (struct change){ .status = CHANGE_MODIFIED,
				   .before = parents[0],
				   .now = file(buf_bytes(&texts[3])),
				   .parents = n > 1 ? parents : NULL,
				   .n_parents = n > 1 ? n : 0 };
	if (n > 1 && random_draw(random, 5) == 0)
		parents[1] = (struct entry){ .kind = ENTRY_NONE };
	for (size_t i = 0; i < 4; i++)
		buf_release(&texts[i]);
}

static void
finds_the_same_as_the_plain_way_at_a_fixed_price(void **state)
{
	static const char *const patterns[] = { "line 7",        "return",       "^\\t*}", "$",
						"(?i)LINE \\d",  "#endif",       "7|8|9",  "^$",
						"(line) 1[0-3]", "\\bno such\\b" };
	struct random random = { 11 };
	struct regex *regexes[ARRAY_SIZE(patterns)];
	size_t n_found = 0;
	size_t n_empty = 0;
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++)
		regexes[i] = compile(patterns[i]);
	for (int round = 0; round < 5000; round++) {
		const struct regex *regex = regexes[random_draw(&random, ARRAY_SIZE(patterns))];
		struct entry parents[3];
		struct change change;
		struct regex_meter first = { STEPS };
		struct regex_meter second = { STEPS };
		const struct hit *hits;
		struct error err;
		size_t n_hits;
		char text[4096];
		char plain[4096];

		tear_down(state);
		set_up(state);
		make_change(&random, &change, parents);
		assert_int_equal(facts_find(facts_of(cache, &change, false), regex, &added_look,
					    &first, &hits, &n_hits, &err),
				 0);
		describe(text, sizeof(text), hits, n_hits);
		assert_int_equal(
			count_plainly(facts_of(cache, &change, false), regex, plain, sizeof(plain)),
			n_hits);
		assert_string_equal(text, plain);
		assert_int_equal(facts_find(facts_of(cache, &change, false), regex, &added_look,
					    &second, &hits, &n_hits, &err),
				 0);
		assert_int_equal(first.steps_left, second.steps_left);
		n_found += n_hits > 0;
		n_empty += n_hits == 0;
	}
	print_message("# %zu with hits, %zu without\n", n_found, n_empty);
	assert_true(n_found > 300 && n_empty > 300);
	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++)
		regex_free(regexes[i]);
}

/* Contents that break what is not linear: 20 MB on one line, line feeds only, hits everywhere. */
static void
a_large_content_ends_by_result_or_limit(void **state)
{
	static const struct {
		const char *pattern;
		const char *unit;
		int result;
		size_t n_hits;
	} cases[] = {
		{ "BAD", "aaaaaaaa", 0, 0 },       { "a+b", "aaaaaaaa", 0, 0 },
		{ "[0-9]+", "aaaaaaaa", 0, 0 },    { "(?i)zzzb|zzzc", "ZzZzzzzz", 0, 0 },
		{ "(a+)+$", "aaaaaaa.", -1, 0 },   { "\\w+@", "aaaaaaaa", 0, 0 },
		{ "\\w+[@#]", "aaaaaaaa", -1, 0 }, { "a", "aaaaaaaa", -1, 0 },
		{ "x", "\n\n\n\n\n\n\n\n", 0, 0 }, { "^", "\n\n\n\n\n\n\n\n", -1, 0 },
	};
	size_t len = 20 << 20;
	CLEANUP(memory_free) char *content = memory_calloc(len, 1);
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(regex_release) struct regex *regex = compile(cases[i].pattern);
		struct change change = { .status = CHANGE_ADDED };
		struct regex_meter meter = { STEPS };
		const struct hit *hits;
		struct error err = { ERROR_NONE, "" };
		size_t n_hits;
		int result;

		tear_down(state);
		set_up(state);
		for (size_t at = 0; at < len; at += 8)
			memcpy(content + at, cases[i].unit, 8);
		change.now = file((struct bytes){ content, len });
		result = facts_find(facts_of(cache, &change, false), regex, &added_look, &meter,
				    &hits, &n_hits, &err);
		print_message("# %-16s %2d, %.0f M steps\n", cases[i].pattern, result,
			      (double)(STEPS - meter.steps_left) / 1e6);
		assert_int_equal(result, cases[i].result);
		assert_int_equal(err.code, result ? ERROR_LIMIT : ERROR_NONE);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(hits_have_line_column_and_match),
		TEST(a_nul_byte_hides_nothing),
		TEST(an_old_hit_needs_no_exact_diff),
		TEST(finds_the_same_as_the_plain_way_at_a_fixed_price),
		TEST(a_large_content_ends_by_result_or_limit),
	};

	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
