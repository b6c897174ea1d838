#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>

#include "../../lib/git_fixture.h"
#include "git/commit_text.h"
#include "git/encoding.h"

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

#define TREE "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
#define PERSON "A <a@b> 1700000000 +0100\n"

/* Author lines, whole and broken in the ways that git tolerates. */
static const char *const people[] = {
	"A U Thor <a@b.c> 1700000000 +0100",
	"A U Thor <a@b.c> 1700000000 -0930",
	"A <a@b> 1700000000 +0000",
	"<a@b> 1700000000 +0000",
	" <a@b> 1700000000 +0000",
	"A  <a@b> 1700000000 +0000",
	"A\t<a@b> 1700000000 +0000",
	"A<a@b> 1700000000 +0000",
	"A <> 1700000000 +0000",
	"A < a@b > 1700000000 +0000",
	"A <a@b>1700000000 +0000",
	"A <a@b> 1700000000",
	"A <a@b> 1700000000 0100",
	"A <a@b> 1700000000 +",
	"A <a@b> +0100",
	"A <a@b>",
	"A <a@b> x",
	"A <a@b> 99999999999999999999999 +0000",
	"A <a@b> 1700000000 +99999999999",
	"A <a@b> 1700000000 +12345",
	"A <a@b> -5 +0000",
	"A <a@b> 1700000000 +0100 rest",
	"A <a<b> 1700000000 +0000",
	"A <a>b> 1700000000 +0000",
	"A <a@b> B <c@d> 1700000000 +0000",
	"A > <a@b> 1700000000 +0000",
	"A <a@b 1700000000 +0000",
	"A a@b> 1700000000 +0000",
	"A a@b 1700000000 +0000",
	"",
	"<",
	"<>",
	"\xff\xfe <\xc3\xa9@b> 1700000000 +0000",
};

static struct bytes
show(const char *format, const char *id, struct buf *out)
{
	struct bytes text;

	git_run_io(fixture.dir, NULL, out, "show", "-s", "--encoding=UTF-8", format, id, NULL);
	text = buf_bytes(out);
	return bytes_ends_with(text, BYTES("\n")) ? bytes_slice(text, 0, text.len - 1) : text;
}

static void
expect_field(const char *format, const char *id, struct bytes ours, const char *about)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct bytes by_git = show(format, id, &out);

	if (!bytes_equal(by_git, ours))
		fail_msg("%s: %s: git says \"%.*s\", we say \"%.*s\"", about, format,
			 BYTES_ARG(by_git), BYTES_ARG(ours));
}

static void
people_are_read_as_git_reads_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(people); i++) {
		struct bytes raw = arena_printf(&arena, TREE "author %s\ncommitter " PERSON "\nx\n",
						people[i]);
		struct oid id = git_object_write(fixture.dir, "commit", raw);
		char hex[OID_HEX_CHARS + 1];
		CLEANUP(buf_release) struct buf out = BUF_INIT;
		struct commit_text text;

		oid_hex(&id, hex);
		commit_text_parse(raw, &arena, &text);
		expect_field("--format=%an", hex, text.author.name, people[i]);
		expect_field("--format=%ae", hex, text.author.email, people[i]);
		/* git shows a time that does not fit as it stands in one format, as 0 in others. */
		if (text.author.time != 0)
			expect_field("--format=%at", hex,
				     arena_printf(&arena, "%" PRId64, text.author.time), people[i]);
	}
}

static void
a_zone_is_minutes(void **state)
{
	static const struct {
		const char *zone;
		int64_t time;
		int offset;
	} cases[] = {
		{ "1700000000 +0100", 1700000000, 60 },
		{ "1700000000 -0930", 1700000000, -570 },
		{ "1700000000 +1400", 1700000000, 840 },
		{ "1700000000 +9", 1700000000, 9 },
		{ "1700000000 +99999999999", 1700000000, 0 },
		{ "99999999999999999999 +0100", 0, 60 },
		{ "1700000000", 0, 0 },
		{ "", 0, 0 },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bytes raw = arena_printf(&arena, "author A <a> %s\n\n", cases[i].zone);
		struct commit_text text;

		commit_text_parse(raw, &arena, &text);
		assert_int_equal(text.author.time, cases[i].time);
		assert_int_equal(text.author.offset, cases[i].offset);
	}
}

static const char *const messages[] = {
	"",
	"\n",
	"one",
	"one\n",
	"one\n\nbody\n",
	"one\ntwo\n\nbody\n",
	"\n\n  \none\n\nbody\n",
	"  one  \n two \n\nbody\n",
	"one\r\ntwo\r\n\r\nbody\r\n",
	"one\n \t\nbody\n",
	"\tone\n",
	"one\x0b\n\x0c\nthree\n",
	"\xe9\xff\n",
};

static void
summaries_are_those_of_git_log(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(messages); i++) {
		struct bytes raw = arena_printf(
			&arena, TREE "author " PERSON "committer " PERSON "\n%s", messages[i]);
		struct oid id = git_object_write(fixture.dir, "commit", raw);
		char hex[OID_HEX_CHARS + 1];
		struct commit_text text;

		oid_hex(&id, hex);
		commit_text_parse(raw, &arena, &text);
		expect_field("--format=%s", hex, text.summary, messages[i]);
		assert_true(bytes_equal_string(text.message, messages[i]));
	}
}

/* On purpose unlike git, whose iconv depends on the server: see encoding.c. */
static void
another_encoding_stays_as_bytes(void **state)
{
	struct bytes raw = BYTES(TREE "author a <a> 1 +0000\ncommitter a <a> 1 +0000\n"
				      "encoding KOI8-R\n\n\xf0\xd2\xc9\n");
	struct commit_text text;
	(void)state;

	commit_text_parse(raw, &arena, &text);
	assert_true(bytes_equal(text.summary, BYTES("\xf0\xd2\xc9")));
}

static void
encodings_are_decoded(void **state)
{
	static const struct {
		const char *encoding, *message;
	} cases[] = {
		{ "ISO-8859-1", "caf\xe9 \xa4 \x80\n" },
		{ "iso8859-1", "caf\xe9\n" },
		{ "latin1", "caf\xe9\n" },
		{ "UTF-8", "\xff caf\xc3\xa9\n" },
		{ "no-such-encoding", "\xff\n" },
		{ "../../../tmp/x", "\xff\n" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct bytes raw =
			arena_printf(&arena,
				     TREE "author \xe9 <a> 1700000000 +0100\ncommitter " PERSON
					  "encoding %s\n\n%s",
				     cases[i].encoding, cases[i].message);
		struct oid id = git_object_write(fixture.dir, "commit", raw);
		char hex[OID_HEX_CHARS + 1];
		struct commit_text text;

		oid_hex(&id, hex);
		commit_text_parse(raw, &arena, &text);
		expect_field("--format=%s", hex, text.summary, cases[i].encoding);
		expect_field("--format=%an", hex, text.author.name, cases[i].encoding);
	}
}

static void
signature_kinds_are_told(void **state)
{
	static const struct {
		const char *line;
		enum signature_kind kind;
	} cases[] = {
		{ "gpgsig -----BEGIN PGP SIGNATURE-----\n x\n", SIGNATURE_OPENPGP },
		{ "gpgsig -----BEGIN SSH SIGNATURE-----\n x\n", SIGNATURE_SSH },
		{ "gpgsig -----BEGIN SIGNED MESSAGE-----\n x\n", SIGNATURE_X509 },
		{ "gpgsig something\n", SIGNATURE_NONE },
		{ "", SIGNATURE_NONE },
		{ "x-header y\n gpgsig -----BEGIN PGP SIGNATURE-----\n", SIGNATURE_NONE },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct commit_text text;

		commit_text_parse(
			arena_printf(&arena, TREE "author " PERSON "%s\nmessage\n", cases[i].line),
			&arena, &text);
		assert_int_equal(text.signature, cases[i].kind);
		assert_true(bytes_equal(text.message, BYTES("message\n")));
	}
}

static void
nothing_at_all_is_empty_text(void **state)
{
	struct commit_text text;
	(void)state;

	commit_text_parse(BYTES(""), &arena, &text);
	assert_non_null(text.message.data);
	assert_int_equal(text.message.len, 0);
	assert_int_equal(text.summary.len, 0);
	assert_int_equal(text.author.name.len, 0);
	commit_text_parse(BYTES("a\0b\nauthor A <a> 1 +0000\n\nx\0y\nz\n\nq"), &arena, &text);
	assert_true(bytes_equal(text.message, BYTES("x\0y\nz\n\nq")));
	assert_true(bytes_equal(text.summary, BYTES("x")));
}

#define IN_REPOSITORY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REPOSITORY(people_are_read_as_git_reads_them),
		IN_REPOSITORY(a_zone_is_minutes),
		IN_REPOSITORY(summaries_are_those_of_git_log),
		IN_REPOSITORY(another_encoding_stays_as_bytes),
		IN_REPOSITORY(encodings_are_decoded),
		IN_REPOSITORY(signature_kinds_are_told),
		IN_REPOSITORY(nothing_at_all_is_empty_text),
	};

	return cmocka_run_group_tests_name("commit_text", tests, NULL, NULL);
}
