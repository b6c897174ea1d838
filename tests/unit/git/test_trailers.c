#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../lib/git_fixture.h"
#include "content/trailers.h"

static struct git_fixture fixture;
static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	git_fixture_init(&fixture);
	git_run(fixture.dir, "init", "-q", NULL);
	arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	git_fixture_release(&fixture);
	return 0;
}

static const char *const messages[] = {
	"",
	"\n",
	"title",
	"title: x\n",
	"title\n\nKey: value\n",
	"title\n\nKey: value",
	"title\n\nbody\n\nKey: value\nOther-key: more\n",
	"title\n\nKey: value\n\n\n",
	"title\n\nKey: value\n  \n\n",
	"title\n\nKey: value\n continued\n\tand more\n",
	"title\n\nKey: value\n \n continued\n",
	"title\n\n Key: value\n",
	"title\n\nKey : value\n",
	"title\n\nKey \t : value\n",
	"title\n\nKey x: value\n",
	"title\n\nKey:value\n",
	"title\n\nKey:\n",
	"title\n\nKey: \n",
	"title\n\n: value\n",
	"title\n\nK\xc3\xa9y: value\n",
	"title\n\nKey_: value\n",
	"title\n\nnot a trailer\nKey: value\n",
	"title\n\nnot a trailer\nSigned-off-by: A <a@b>\n",
	"title\n\none\ntwo\nthree\nSigned-off-by: A <a@b>\n",
	"title\n\none\ntwo\nthree\nfour\nSigned-off-by: A <a@b>\n",
	"title\n\none\n two\n three\n four\nSigned-off-by: A <a@b>\n",
	"title\n\none\ntwo\nthree\n(cherry picked from commit 1234)\n",
	"title\n\nKey: value\n(cherry picked from commit 1234)\n",
	"title\n\none\n(cherry picked from commit 1234)\nKey: value\n",
	"title\n\nsigned-off-by: A <a@b>\nnot one\n",
	"title\n\nKey: value\n---\nOther: x\n",
	"title\n\nbody\n---\n\nOther: x\n",
	"title\n\nKey: value\n# comment\n",
	"title\n\n# comment\nKey: value\n",
	"title\n\nKey: value\n# c\nOther: y\n",
	"# c\n\nKey: value\n",
	"# c\ntitle\n\nKey: value\n",
	"title\n# c\n\nKey: value\n",
	"title\n\nKey: value\n\nConflicts:\n\tpath\n\tother\n",
	"title\n\nKey: value\nConflicts:\n\tpath\n",
	"Conflicts:\nfoo\n\n\tpath: x\n",
	"Conflicts:\n\nKey: value\n",
	"title\n\nKey: value\n\nConflicts:\n\tpath\nmore\n",
	"title\n\nKey: value\n# ------------------------ >8 ------------------------\nOther: x\n",
	"# ------------------------ >8 ------------------------\nKey: value\n",
	"title\n\nKey: value\nx# ------------------------ >8 ------------------------\nOther: x\n",
	"\n\ntitle\n\nKey: value\n",
	"  \n\ntitle\n\nKey: value\n",
	"title\r\n\r\nKey: value\r\nOther: x\r\n",
	"Key: value\n\nOther: x\n",
	"title\nKey: value\n",
	"title\n\nKey: a\nKey: b\nKEY: c\n",
	"title\n\nCo-authored-by: A B <a@b>\nReviewed-by: <a@b>\nAcked-by: A <a@b> # x\n",
	"title\n\nhttp://example.com/x\n",
	"title\n\nhttp://example.com/x\nSigned-off-by: A <a@b>\n",
	"title\n\n\tKey: value\nOther: x\n",
	"title\n\nSigned-off-by: A <a@b>\n indented\nnot\n",
	"title\n\nKey: value\x0b\n",
	"title\n\nKey: value\n\x0c\n",
};

/* What our list reads like in the form of git log's %(trailers:only,unfold). */
static void
write_list(struct bytes message, struct buf *out)
{
	struct trailer_list list = trailers_parse(message, &arena);

	for (size_t i = 0; i < list.len; i++)
		buf_printf(out, "%.*s: %.*s\n", BYTES_ARG(list.items[i].key),
			   BYTES_ARG(list.items[i].value));
}

static void
expect_same(struct bytes message)
{
	CLEANUP(buf_release) struct buf by_git = BUF_INIT;
	CLEANUP(buf_release) struct buf ours = BUF_INIT;
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	char hex[OID_HEX_CHARS + 1];
	struct oid id;

	buf_add_string(&raw, "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
			     "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n");
	buf_add(&raw, message);
	id = git_object_write(fixture.dir, "commit", buf_bytes(&raw));
	oid_hex(&id, hex);
	git_run_io(fixture.dir, NULL, &by_git, "show", "-s", "--encoding=none",
		   "--format=tformat:%(trailers:only,unfold)", hex, NULL);
	write_list(message, &ours);
	buf_add_char(&ours, '\n');
	if (!bytes_equal(buf_bytes(&by_git), buf_bytes(&ours)))
		fail_msg("message:\n%.*s\ngit:\n%s\nours:\n%s", BYTES_ARG(message), by_git.data,
			 ours.data);
}

static void
trailers_are_those_of_git_log(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(messages); i++)
		expect_same(bytes_of(messages[i]));
}

/* Messages made of lines that matter, in any order: always the same ones. */
static void
trailers_of_mixed_lines_are_those_of_git_log(void **state)
{
	static const char *const lines[] = {
		"\n",
		"\n",
		"text\n",
		"Key: value\n",
		"Signed-off-by: A <a@b>\n",
		" more\n",
		"# c\n",
		"Conflicts:\n",
		"\tpath\n",
		"(cherry picked from commit 1)\n",
		"  \n",
		"---\n",
	};
	uint32_t random = 1;
	(void)state;

	for (int i = 0; i < 150; i++) {
		CLEANUP(buf_release) struct buf message = BUF_INIT;
		uint32_t n;

		random = random * 1103515245 + 12345;
		n = (random >> 16) % 14;
		while (n--) {
			random = random * 1103515245 + 12345;
			buf_add_string(&message, lines[(random >> 16) % ARRAY_SIZE(lines)]);
		}
		expect_same(buf_bytes(&message));
	}
}

static void
people_are_taken_out_of_values(void **state)
{
	static const struct {
		const char *value, *name, *email; /* NULL: none */
	} cases[] = {
		{ "A B <a@b>", "A B", "a@b" },
		{ "<a@b>", "", "a@b" },
		{ "A <a@b> # x", "A", "a@b" },
		{ "A B", NULL, NULL },
		{ "A <a@b", NULL, NULL },
		{ "A >a@b<", NULL, NULL },
		{ "", NULL, NULL },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bytes message = arena_printf(&arena, "t\n\nKey: %s\n", cases[i].value);
		struct trailer_list list = trailers_parse(message, &arena);

		assert_int_equal(list.len, 1);
		assert_int_equal(list.items[0].name.data != NULL, cases[i].name != NULL);
		assert_true(bytes_equal_string(list.items[0].name, cases[i].name));
		assert_true(bytes_equal_string(list.items[0].email, cases[i].email));
	}
}

static void
a_nul_ends_the_message(void **state)
{
	struct trailer_list list;
	(void)state;

	list = trailers_parse(BYTES("t\n\nKey: a\0\nOther: b\n"), &arena);
	assert_int_equal(list.len, 1);
	assert_true(bytes_equal(list.items[0].value, BYTES("a")));
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(trailers_are_those_of_git_log),
		IN_REPOSITORY(trailers_of_mixed_lines_are_those_of_git_log),
		IN_REPOSITORY(people_are_taken_out_of_values),
		IN_REPOSITORY(a_nul_ends_the_message),
	};

	return cmocka_run_group_tests_name("trailers", tests, NULL, NULL);
}
