#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../lib/git_fixture.h"
#include "content/line_diff.h"

/*
 * Pairs of contents go into two commits; git compares them with its own default context, and the
 * numbers of the changed lines must be ours.
 */

enum { N_RANDOM = 400, FIXED_MAX = 64 };

static const struct {
	struct bytes before, after;
} fixed[] = {
	{ BYTES_INIT(""), BYTES_INIT("a\n") },
	{ BYTES_INIT("a\n"), BYTES_INIT("") },
	{ BYTES_INIT("a"), BYTES_INIT("a\n") },
	{ BYTES_INIT("a\n"), BYTES_INIT("a") },
	{ BYTES_INIT("a\nb\n"), BYTES_INIT("a\nb\n\n") },
	{ BYTES_INIT("a\nb"), BYTES_INIT("a\nb\nc") },
	{ BYTES_INIT("a\r\nb\r\n"), BYTES_INIT("a\nb\n") },
	{ BYTES_INIT("a\rb\rc"), BYTES_INIT("a\rx\rc") },
	{ BYTES_INIT("\0\0\n\0"), BYTES_INIT("\0\n\0\n") },
	{ BYTES_INIT("a\n\0b\nc\n"), BYTES_INIT("a\n\0B\nc\n") },
	{ BYTES_INIT("\xff\xfe\n"), BYTES_INIT("\xff\xff\n") },
	{ BYTES_INIT("\n\n\n"), BYTES_INIT("\n\n") },
	{ BYTES_INIT("\n"), BYTES_INIT("\n\n") },
	{ BYTES_INIT("@@ -1 +1 @@\n-a\n"), BYTES_INIT("@@ -1 +1 @@\n+a\n") },
	/* What is white space to git's own functions, and not to C's. */
	{ BYTES_INIT("a {\n\tx\n}\n\f\n"), BYTES_INIT("a {\n\tx\n}\n\f\nb {\n\tx\n}\n\f\n") },
	{ BYTES_INIT("a {\n\tx\n}\n\v\n"), BYTES_INIT("a {\n\tx\n}\n\v\nb {\n\tx\n}\n\v\n") },
	{ BYTES_INIT("f() {\n\tx;\n}\n\ng() {\n\ty;\n}\n"),
	  BYTES_INIT("f() {\n\tx;\n}\n\nh() {\n\tz;\n}\n\ng() {\n\ty;\n}\n") },
};

static struct git_fixture fixture;
static struct buf before[FIXED_MAX + N_RANDOM], after[FIXED_MAX + N_RANDOM];
static uint32_t random_state = 7;

static uint32_t
next_random(uint32_t below)
{
	random_state = random_state * 1103515245 + 12345;
	return (random_state >> 16) % below;
}

/* Lines of a small alphabet, indented, so that there is much to choose between. */
static void
random_line(struct buf *out)
{
	static const char *const lines[] = {
		"\n",        "}\n",  "{\n",   "if (x)\n", "a\n",   "b\n",
		"return;\n", "\t\n", "end\n", "\f\n",     "\fx\n", "\v\n",
	};

	buf_add_repeated(out, next_random(2) ? '\t' : ' ', next_random(4));
	buf_add_string(out, lines[next_random(ARRAY_SIZE(lines))]);
}

static void
random_pair(struct buf *old, struct buf *new)
{
	uint32_t n = next_random(60), change = 1 + next_random(12);

	while (n--) {
		CLEANUP(buf_release) struct buf line = BUF_INIT;

		random_line(&line);
		if (next_random(change))
			buf_add(old, buf_bytes(&line));
		if (next_random(change))
			buf_add(new, buf_bytes(&line));
		if (next_random(change) == 0)
			random_line(new);
	}
}

static size_t
make_pairs(void)
{
	size_t n = 0;

	for (; n < ARRAY_SIZE(fixed); n++) {
		buf_add(&before[n], fixed[n].before);
		buf_add(&after[n], fixed[n].after);
	}
	for (; n < ARRAY_SIZE(fixed) + N_RANDOM; n++)
		random_pair(&before[n], &after[n]);
	return n;
}

static void
commit_side(const struct buf *contents, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char name[32];

		snprintf(name, sizeof(name), "f%04zu", i);
		file_write(fixture.dir, name, buf_bytes(&contents[i]));
	}
	git_run(fixture.dir, "add", "-A", NULL);
	git_run(fixture.dir, "commit", "-q", "-m", "x", NULL);
}

/* "-N" and "+N" for each changed line of a unified diff, "fNNNN:" before those of a file. */
static void
changed_lines_of(struct bytes diff, struct buf *out)
{
	struct bytes line;
	size_t old = 0, new = 0, old_left = 0, new_left = 0;

	while (bytes_split(&diff, '\n', &line)) {
		char c = line.len ? line.data[0] : ' ';
		unsigned long o = 0, ol = 1, n = 0, nl = 1;

		if (old_left || new_left) {
			if (c == '-')
				buf_printf(out, " -%zu", old);
			if (c == '+')
				buf_printf(out, " +%zu", new);
			if (c == '-' || c == ' ')
				old++, old_left--;
			if (c == '+' || c == ' ')
				new ++, new_left--;
		} else if (bytes_starts_with(line, BYTES("diff --git "))) {
			buf_printf(out, "\n%.*s:", 5, line.data + 13);
		} else if (bytes_starts_with(line, BYTES("@@ "))) {
			CLEANUP(buf_release) struct buf head = BUF_INIT;
			const char *plus;

			buf_add(&head, line);
			plus = strchr(head.data, '+');
			if (sscanf(head.data, "@@ -%lu,%lu", &o, &ol) < 1 ||
			    sscanf(plus, "+%lu,%lu", &n, &nl) < 1)
				fail_msg("%s", head.data);
			old = o, old_left = ol, new = n, new_left = nl;
		}
	}
}

/* In the order in which a diff shows them: as many lines lie between two that both sides have. */
static void
print_marks(const struct line_set *removed, const struct line_set *added, struct buf *out)
{
	size_t old = 1, new = 1, n_old = removed->n_lines, n_new = added->n_lines;

	while (n_old || n_new) {
		for (; line_set_holds(removed, old); old++, n_old--)
			buf_printf(out, " -%zu", old);
		for (; line_set_holds(added, new); new ++, n_new--)
			buf_printf(out, " +%zu", new);
		old++, new ++;
	}
}

static void
print_changed(struct bytes old, struct bytes new, struct buf *out)
{
	CLEANUP(line_index_release) struct line_index old_lines = { NULL, 0 };
	CLEANUP(line_index_release) struct line_index new_lines = { NULL, 0 };
	CLEANUP(line_set_release) struct line_set removed = LINE_SET_INIT;
	CLEANUP(line_set_release) struct line_set added = LINE_SET_INIT;
	CLEANUP(arena_release) struct arena scratch;

	arena_init(&scratch);
	line_index_build(&old_lines, old);
	line_index_build(&new_lines, new);
	line_diff(&(struct text){ old, &old_lines }, &(struct text){ new, &new_lines }, &scratch,
		  &removed, &added);
	print_marks(&removed, &added, out);
}

static void
changed_lines_are_those_of_git_diff(void **state)
{
	CLEANUP(buf_release) struct buf diff = BUF_INIT;
	CLEANUP(buf_release) struct buf by_git = BUF_INIT;
	CLEANUP(buf_release) struct buf ours = BUF_INIT;
	size_t n = make_pairs();
	(void)state;

	git_run(fixture.dir, "init", "-q", NULL);
	commit_side(before, n);
	commit_side(after, n);
	git_run_io(fixture.dir, NULL, &diff, "diff", "--text", "--no-renames", "HEAD^", "HEAD",
		   NULL);
	changed_lines_of(buf_bytes(&diff), &by_git);
	for (size_t i = 0; i < n; i++) {
		if (bytes_equal(buf_bytes(&before[i]), buf_bytes(&after[i])))
			continue;
		buf_printf(&ours, "\nf%04zu:", i);
		print_changed(buf_bytes(&before[i]), buf_bytes(&after[i]), &ours);
	}
	assert_string_equal(ours.data, by_git.data);
	for (size_t i = 0; i < n; i++) {
		buf_release(&before[i]);
		buf_release(&after[i]);
	}
}

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	git_fixture_release(&fixture);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(changed_lines_are_those_of_git_diff, setup,
						teardown),
	};

	return cmocka_run_group_tests_name("line_diff", tests, NULL, NULL);
}
