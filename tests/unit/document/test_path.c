#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"
#include "document/path.h"

enum { SEGMENTS_MAX = 80 };

static const char text[] = "a:\n"
			   "  b: 1\n"
			   "  c: [x, {b: 2}, [y]]\n"
			   "\"1\": z\n"
			   "a/b: w\n"
			   "d: {a: {a: {b: 3}}}\n";

struct visits {
	struct buf *out;
	size_t left;
};

static bool
note(const struct document_node *node, void *data)
{
	struct visits *visits = data;

	if (visits->out->len)
		buf_add_string(visits->out, "; ");
	show_node(visits->out, node, false);
	return --visits->left > 0;
}

/* PATTERN's segments are separated by blanks. */
static size_t
pattern_split(const char *pattern, struct bytes segments[SEGMENTS_MAX])
{
	struct bytes rest = bytes_of(pattern);
	size_t n = 0;

	while (pattern[0] && bytes_split(&rest, ' ', &segments[n]))
		n++;
	return n;
}

static void
check(const char *pattern, size_t visits_max, const char *expected)
{
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct visits visits = { &out, visits_max };
	struct bytes segments[SEGMENTS_MAX];
	size_t n = pattern_split(pattern, segments);
	struct document_problem problem;
	struct document_node *root;

	arena_init(&arena);
	assert_int_equal(
		document_parse(&root, DOCUMENT_YAML, bytes_of(text), NULL, &arena, &problem), 0);
	assert_int_equal(document_at(root, segments, n, note, &visits), 0);
	if (!bytes_equal_string(buf_bytes(&out), expected))
		fail_msg("%s\n  finds  %s\n  not    %s", pattern, out.data, expected);
}

static void
segments_lead_to_nodes_in_the_order_of_the_file(void **state)
{
	static const struct {
		const char *pattern;
		const char *found;
	} cases[] = {
		{ "a b", "b: 1" },
		{ "a c 1", "\"x\"" },
		{ "a c 2 b", "b: 2" },
		{ "a c 3 1", "\"y\"" },
		{ "a c 01", "" },
		{ "a c 0", "" },
		{ "a c 4", "" },
		{ "a c x", "" },
		{ "1", "1: \"z\"" },
		{ "a/b", "a/b: \"w\"" },
		{ "a b c", "" },
		{ "a *", "b: 1; c: [\"x\", {b: 2}, [\"y\"]]" },
		{ "* b", "b: 1" },
		{ "a c *", "\"x\"; {b: 2}; [\"y\"]" },
		{ "** b", "b: 1; b: 2; b: 3" },
		{ "** a b", "b: 1; b: 3" },
		{ "d ** b", "b: 3" },
		{ "d ** a", "a: {a: {b: 3}}; a: {b: 3}" },
		{ "a ** b **", "b: 1; b: 2" },
		{ "** ** a ** b", "b: 1; b: 2; b: 3" },
		{ "a c 2 **", "{b: 2}; b: 2" },
		{ "** *", "a: {b: 1, c: [\"x\", {b: 2}, [\"y\"]]}; b: 1; "
			  "c: [\"x\", {b: 2}, [\"y\"]]; \"x\"; {b: 2}; b: 2; [\"y\"]; \"y\"; "
			  "1: \"z\"; a/b: \"w\"; d: {a: {a: {b: 3}}}; a: {a: {b: 3}}; a: {b: 3}; "
			  "b: 3" },
		{ "d a", "a: {a: {b: 3}}" },
		{ "x", "" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		check(cases[i].pattern, SIZE_MAX, cases[i].found);
}

static void
no_segment_leads_to_the_root(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct visits visits = { &out, SIZE_MAX };
	struct document_problem problem;
	struct document_node *root;
	struct bytes deep = BYTES("**");
	(void)state;

	arena_init(&arena);
	assert_int_equal(document_parse(&root, DOCUMENT_JSON, BYTES("1"), NULL, &arena, &problem),
			 0);
	assert_int_equal(document_at(root, NULL, 0, note, &visits), 0);
	assert_int_equal(document_at(root, &deep, 1, note, &visits), 0);
	assert_string_equal(out.data, "1; 1");
}

static void
a_visit_can_be_the_last(void **state)
{
	(void)state;

	check("** b", 2, "b: 1; b: 2");
}

static void
too_many_segments_are_refused(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct visits visits = { &out, SIZE_MAX };
	struct bytes segments[PATH_SEGMENTS_MAX + 1];
	struct document_problem problem;
	struct document_node *root;
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(segments); i++)
		segments[i] = BYTES("**");
	arena_init(&arena);
	assert_int_equal(document_parse(&root, DOCUMENT_JSON, BYTES("[1]"), NULL, &arena, &problem),
			 0);
	assert_int_equal(document_at(root, segments, PATH_SEGMENTS_MAX + 1, note, &visits), -1);
	assert_int_equal(document_at(root, segments, PATH_SEGMENTS_MAX, note, &visits), 0);
	assert_string_equal(out.data, "[1]; 1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(segments_lead_to_nodes_in_the_order_of_the_file),
		cmocka_unit_test(no_segment_leads_to_the_root),
		cmocka_unit_test(a_visit_can_be_the_last),
		cmocka_unit_test(too_many_segments_are_refused),
	};

	return cmocka_run_group_tests_name("path", tests, NULL, NULL);
}
