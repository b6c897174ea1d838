#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../lib/git_line_diff.h"
#include "base/macros.h"
#include "content/line_diff.h"
#include "content/line_hash.h"
#include "git/handle.h"
#include "random_text.h"

/* All of it against libgit2's copy of git's own diff: the same lines, on contents that make it
 * slide, thin out, and give up. */

struct marks {
	struct line_set removed, added;
};

static struct arena scratch;

static void
marks_release(struct marks *marks)
{
	line_set_release(&marks->removed);
	line_set_release(&marks->added);
}

static void
take_hunk(void *ctx, size_t old_start, size_t old_lines, size_t new_start, size_t new_lines)
{
	struct marks *marks = ctx;

	line_set_add(&marks->removed, old_start, old_lines);
	line_set_add(&marks->added, new_start, new_lines);
}

static void
mark(struct bytes before, struct bytes now, struct marks *marks)
{
	CLEANUP(line_index_release) struct line_index old_lines = { NULL, 0 };
	CLEANUP(line_index_release) struct line_index new_lines = { NULL, 0 };

	line_index_build(&old_lines, before);
	line_index_build(&new_lines, now);
	line_diff(&(struct text){ before, &old_lines }, &(struct text){ now, &new_lines }, &scratch,
		  &marks->removed, &marks->added);
}

static bool
sets_equal(const struct line_set *a, const struct line_set *b)
{
	if (a->n_runs != b->n_runs)
		return false;
	for (size_t i = 0; i < a->n_runs; i++) {
		if (a->runs[i].start != b->runs[i].start || a->runs[i].len != b->runs[i].len)
			return false;
	}
	return true;
}

static void
check_pair(struct bytes before, struct bytes now)
{
	CLEANUP(marks_release) struct marks ours = { LINE_SET_INIT, LINE_SET_INIT };
	CLEANUP(marks_release) struct marks theirs = { LINE_SET_INIT, LINE_SET_INIT };
	struct error err;

	mark(before, now, &ours);
	assert_int_equal(git_line_diff(before, now, take_hunk, &theirs, &err), 0);
	if (!sets_equal(&ours.removed, &theirs.removed) || !sets_equal(&ours.added, &theirs.added))
		fail_msg("unlike git:\n<<<\n%.*s\n>>>\n%.*s\n", BYTES_ARG(before), BYTES_ARG(now));
}

static void
check_both_ways(const struct buf *before, const struct buf *now)
{
	check_pair(buf_bytes(before), buf_bytes(now));
	check_pair(buf_bytes(now), buf_bytes(before));
}

static void
edges_of_contents(void **state)
{
	static const struct bytes contents[] = {
		BYTES_INIT(""),
		BYTES_INIT("\n"),
		BYTES_INIT("a"),
		BYTES_INIT("a\n"),
		BYTES_INIT("a\na"),
		BYTES_INIT("a\na\n"),
		BYTES_INIT("a\nb"),
		BYTES_INIT("b\na\n"),
		BYTES_INIT("a\n\nb\n"),
		BYTES_INIT("\n\n\n"),
		BYTES_INIT("\n\n\n\n"),
		BYTES_INIT("a\r\nb\r\n"),
		BYTES_INIT("a\rb\rc"),
		BYTES_INIT("\0\n\0\0\n"),
		BYTES_INIT("\0\0\n\0"),
		BYTES_INIT("a\n\0b\nc\n"),
		BYTES_INIT("\xff\xfe\n\xff\xff\n"),
		BYTES_INIT("{\n}\n{\n}\n"),
		BYTES_INIT("{\n}\n{\n}\n{\n}\n"),
		BYTES_INIT("if\n\tx\nfi\n\nif\n\ty\nfi\n"),
		BYTES_INIT("if\n\tx\nfi\n\nif\n\tz\nfi\n\nif\n\ty\nfi\n"),
		/* A group that leaves the middle. */
		BYTES_INIT("\t\t7\n\t\t7\n\t6\n\t6\n\t\t7\n\t6\n}\n"),
		BYTES_INIT("\t\t7\n\t\t7\n\t6\n\t\t7\n\t\t7\n}\n"),
		BYTES_INIT("12345678abc\n12345678\n1234567\nabc\n"),
		BYTES_INIT("12345678abd\n12345678\n123456\nabc"),
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(contents); i++) {
		for (size_t k = 0; k < ARRAY_SIZE(contents); k++) {
			if (i != k)
				check_pair(contents[i], contents[k]);
		}
	}
}

static void
what_is_equal_has_no_changed_line(void **state)
{
	CLEANUP(marks_release) struct marks marks = { LINE_SET_INIT, LINE_SET_INIT };
	(void)state;

	mark(BYTES("a\nb\n"), BYTES("a\nb\n"), &marks);
	mark(BYTES(""), BYTES(""), &marks);
	assert_int_equal(marks.removed.n_lines + marks.added.n_lines, 0);
}

static void
edited_contents(void **state)
{
	struct random random = { 11 };
	enum { ROUNDS = 12000 };
	(void)state;

	for (int round = 0; round < ROUNDS; round++) {
		CLEANUP(buf_release) struct buf before = BUF_INIT;
		CLEANUP(buf_release) struct buf now = BUF_INIT;
		uint32_t n_kinds = 2 + random_draw(&random, round % 2 ? 12 : 400);

		random_lines(&random, &before, random_draw(&random, round % 50 ? 60 : 2500),
			     n_kinds);
		random_edit(&random, &now, buf_bytes(&before), random_draw(&random, 16), n_kinds);
		if (!bytes_equal(buf_bytes(&before), buf_bytes(&now)))
			check_both_ways(&before, &now);
	}
}

/* A line with odd white space, odd bytes, or of some length. */
static void
add_odd_line(struct random *random, struct buf *buf)
{
	static const char *const lines[] = { "",   "",   "}",  "{",     "a",         "b",     "c",
					     "\t", "  ", "\r", "end\r", "return 0;", "#endif" };
	static const char indents[] = { ' ', '\t', ' ', '\r' };

	for (uint32_t n = random_draw(random, 10); n > 3; n--)
		buf_add_char(buf, indents[random_draw(random, sizeof(indents))]);
	if (random_draw(random, 12) == 0)
		buf_add_repeated(buf, ' ', 190 + random_draw(random, 20));
	if (random_draw(random, 12) == 0)
		buf_add_repeated(buf, 'x', random_draw(random, 400));
	if (random_draw(random, 20) == 0)
		buf_add_char(buf, '\0');
	buf_add_string(buf, lines[random_draw(random, ARRAY_SIZE(lines))]);
	buf_add_char(buf, '\n');
}

/* Blocks of few kinds in random order: much to slide, and blocks that moved. */
static void
add_blocks(struct random *random, const struct buf *blocks, size_t n_kinds, struct buf *buf)
{
	for (uint32_t n = random_draw(random, 12); n; n--)
		buf_add(buf, buf_bytes(&blocks[random_draw(random, (uint32_t)n_kinds)]));
	if (random_draw(random, 4) == 0)
		buf_add_string(buf, "no feed");
}

static void
blocks_in_another_order(void **state)
{
	struct random random = { 5 };
	enum { ROUNDS = 12000, KINDS_MAX = 5 };
	(void)state;

	for (int round = 0; round < ROUNDS; round++) {
		struct buf blocks[KINDS_MAX] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
		CLEANUP(buf_release) struct buf before = BUF_INIT;
		CLEANUP(buf_release) struct buf now = BUF_INIT;
		size_t n_kinds = 1 + random_draw(&random, KINDS_MAX);

		for (size_t i = 0; i < n_kinds; i++) {
			for (uint32_t n = random_draw(&random, 8); n; n--)
				add_odd_line(&random, &blocks[i]);
		}
		add_blocks(&random, blocks, n_kinds, &before);
		add_blocks(&random, blocks, n_kinds, &now);
		if (!bytes_equal(buf_bytes(&before), buf_bytes(&now)))
			check_both_ways(&before, &now);
		for (size_t i = 0; i < n_kinds; i++)
			buf_release(&blocks[i]);
	}
}

/* Long contents with little or much in common, where a search is cut off. */
static void
searches_that_give_up(void **state)
{
	static const uint32_t kinds[] = { 2, 3, 7, 40, 700, 4000, 100000 };
	struct random random = { 2 };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		for (uint32_t edits = 0; edits <= 4; edits++) {
			CLEANUP(buf_release) struct buf before = BUF_INIT;
			CLEANUP(buf_release) struct buf now = BUF_INIT;
			CLEANUP(buf_release) struct buf moved = BUF_INIT;

			random_lines(&random, &before, 3000 + edits * 500, kinds[i]);
			if (edits)
				random_edit(&random, &now, buf_bytes(&before), edits * 700,
					    kinds[i]);
			else
				random_lines(&random, &now, 4000, kinds[i]);
			check_both_ways(&before, &now);
			buf_add(&moved, bytes_slice(buf_bytes(&now), now.len / 2, now.len));
			buf_add(&moved, bytes_slice(buf_bytes(&now), 0, now.len / 2));
			check_both_ways(&before, &moved);
		}
	}
}

/* Adds N lines that all begin their way through a table at the same slot. */
static void
add_colliding(struct buf *buf, uint32_t from, uint32_t n)
{
	enum { SLOTS = 1 << 13 };

	for (uint32_t i = from; n; i++) {
		char line[32];
		int len = snprintf(line, sizeof(line), "colliding %u\n", i);

		if (line_hash((struct bytes){ line, (size_t)len }) % SLOTS)
			continue;
		buf_add(buf, (struct bytes){ line, (size_t)len });
		n--;
	}
}

static void
lines_made_to_collide(void **state)
{
	CLEANUP(buf_release) struct buf before = BUF_INIT;
	CLEANUP(buf_release) struct buf now = BUF_INIT;
	enum { LINES = 1200, AHEAD = 1 << 20 };
	(void)state;

	buf_add_string(&before, "head\nold\n");
	buf_add_string(&now, "head\n");
	add_colliding(&before, 0, LINES);
	add_colliding(&now, AHEAD, LINES);
	buf_add_string(&before, "a\nold\na\ntail\na");
	add_colliding(&now, 0, LINES / 2);
	buf_add_string(&now, "a\nnew\na\ntail\na");
	check_both_ways(&before, &now);
}

static int
set_up(void **state)
{
	struct error err;
	(void)state;

	arena_init(&scratch);
	return library_init(&err);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&scratch);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edges_of_contents),
		cmocka_unit_test(what_is_equal_has_no_changed_line),
		cmocka_unit_test(edited_contents),
		cmocka_unit_test(blocks_in_another_order),
		cmocka_unit_test(searches_that_give_up),
		cmocka_unit_test(lines_made_to_collide),
	};

	return cmocka_run_group_tests_name("line_diff", tests, set_up, tear_down);
}
