#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "git/raw_commit.h"
#include "git/raw_header.h"
#include "git/raw_tag.h"

#define ID_A "1111111111111111111111111111111111111111"
#define ID_B "2222222222222222222222222222222222222222"
#define TREE "tree " ID_A "\n"
#define PERSON "A <a@b> 1700000000 +0100\n"
#define AUTHOR "author " PERSON
#define COMMITTER "committer " PERSON
#define OBJECT "object " ID_A "\n"
#define BIT(name) FSCK_BIT(FSCK_##name)

static const struct {
	struct bytes raw;
	fsck_set problems;
} commits[] = {
	{ BYTES_INIT(TREE AUTHOR COMMITTER "\nMessage\n"), 0 },
	{ BYTES_INIT(TREE AUTHOR COMMITTER), 0 },
	{ BYTES_INIT(TREE AUTHOR COMMITTER "\n"), 0 },
	{ BYTES_INIT(TREE "parent " ID_B "\nparent " ID_A "\n" AUTHOR COMMITTER "\nm"), 0 },
	{ BYTES_INIT(TREE AUTHOR COMMITTER "gpgsig -----BEGIN\n author \n x\n\nauthor x\n"), 0 },
	{ BYTES_INIT(""), BIT(UNTERMINATED_HEADER) | BIT(MISSING_TREE) | BIT(MISSING_AUTHOR) |
				  BIT(MISSING_COMMITTER) },
	{ BYTES_INIT(AUTHOR COMMITTER "\n"), BIT(MISSING_TREE) },
	{ BYTES_INIT("tree 11\n" AUTHOR COMMITTER "\n"), BIT(BAD_TREE_SHA1) },
	{ BYTES_INIT("tree " ID_A " \n" AUTHOR COMMITTER "\n"), BIT(BAD_TREE_SHA1) },
	{ BYTES_INIT(TREE "parent x\n" AUTHOR COMMITTER "\n"), BIT(BAD_PARENT_SHA1) },
	{ BYTES_INIT(TREE COMMITTER "\n"), BIT(MISSING_AUTHOR) },
	{ BYTES_INIT(TREE AUTHOR "\nm"), BIT(MISSING_COMMITTER) },
	{ BYTES_INIT(TREE AUTHOR AUTHOR COMMITTER "\n"), BIT(MULTIPLE_AUTHORS) },
	{ BYTES_INIT(TREE AUTHOR COMMITTER AUTHOR "\n"), BIT(MULTIPLE_AUTHORS) },
	{ BYTES_INIT(TREE AUTHOR COMMITTER COMMITTER "\n"), BIT(MULTIPLE_COMMITTERS) },
	{ BYTES_INIT(TREE AUTHOR COMMITTER "\nauthor in the message\n"), 0 },
	{ BYTES_INIT(TREE AUTHOR COMMITTER "\na\0b"), BIT(NUL_IN_COMMIT) },
	{ BYTES_INIT(TREE AUTHOR COMMITTER "x\0y\n\nm"), BIT(NUL_IN_HEADER) | BIT(NUL_IN_COMMIT) },
	{ BYTES_INIT(TREE AUTHOR "committer A <a@b> 1 +0100"), BIT(UNTERMINATED_HEADER) },
};

static const struct {
	const char *line;
	fsck_set problems;
} persons[] = {
	{ "A <a@b> 1700000000 +0100", 0 },
	{ "A <> 0 +0000", 0 },
	{ " <a@b> 1 -0000", 0 },
	{ "A <a@b>  \t12 +0000", 0 },
	{ "<a@b> 1 +0000", BIT(MISSING_NAME_BEFORE_EMAIL) },
	{ "A> <a@b> 1 +0000", BIT(BAD_NAME) },
	{ "A a@b 1 +0000", BIT(MISSING_EMAIL) },
	{ "", BIT(MISSING_EMAIL) },
	{ "A<a@b> 1 +0000", BIT(MISSING_SPACE_BEFORE_EMAIL) },
	{ "A <<a@b>> 1 +0000", BIT(BAD_EMAIL) },
	{ "A <a@b 1 +0000", BIT(BAD_EMAIL) },
	{ "A <a@b>1 +0000", BIT(MISSING_SPACE_BEFORE_DATE) },
	{ "A <a@b>", BIT(MISSING_SPACE_BEFORE_DATE) },
	{ "A <a@b>> 1 +0000", BIT(MISSING_SPACE_BEFORE_DATE) },
	{ "A <a@b> 01 +0000", BIT(ZERO_PADDED_DATE) },
	{ "A <a@b> x +0000", BIT(BAD_DATE) },
	{ "A <a@b> 1", BIT(BAD_DATE) },
	{ "A <a@b> -1 +0000", BIT(BAD_DATE) },
	{ "A <a@b> 99999999999999999999 +0000", BIT(BAD_DATE_OVERFLOW) },
	{ "A <a@b> 1 0000", BIT(BAD_TIMEZONE) },
	{ "A <a@b> 1 +000", BIT(BAD_TIMEZONE) },
	{ "A <a@b> 1 +00000", BIT(BAD_TIMEZONE) },
	{ "A <a@b> 1 +0000 ", BIT(BAD_TIMEZONE) },
};

static const struct {
	struct bytes raw;
	fsck_set problems;
	enum object_kind kind;
} tags[] = {
	{ BYTES_INIT(OBJECT "type commit\ntag v1\ntagger " PERSON "\nm\n"), 0, OBJECT_COMMIT },
	{ BYTES_INIT(OBJECT "type tree\ntag v1\n\nm\n"), BIT(MISSING_TAGGER_ENTRY), OBJECT_TREE },
	{ BYTES_INIT(OBJECT "type tag\ntag v1\ntagger " PERSON "x y\n\n"), BIT(EXTRA_HEADER_ENTRY),
	  OBJECT_TAG },
	{ BYTES_INIT("type commit\ntag v1\ntagger " PERSON "\n"), BIT(MISSING_OBJECT),
	  OBJECT_COMMIT },
	{ BYTES_INIT("object 1\ntype commit\ntag v1\ntagger " PERSON "\n"), BIT(BAD_OBJECT_SHA1),
	  OBJECT_COMMIT },
	{ BYTES_INIT(OBJECT "tag v1\ntagger " PERSON "\n"), BIT(MISSING_TYPE_ENTRY), OBJECT_NONE },
	{ BYTES_INIT(OBJECT "type cat\ntag v1\ntagger " PERSON "\n"), BIT(BAD_TYPE), OBJECT_NONE },
	{ BYTES_INIT(OBJECT "type blob\ntagger " PERSON "\n"), BIT(MISSING_TAG_ENTRY),
	  OBJECT_BLOB },
	{ BYTES_INIT(OBJECT "type blob\ntag v\ntagger A 1 +0000\n\n"), BIT(MISSING_EMAIL),
	  OBJECT_BLOB },
};

static void
a_commit_has_just_its_problems(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(commits); i++) {
		struct raw_commit commit;

		raw_commit_parse(commits[i].raw, &commit);
		if (commit.problems != commits[i].problems)
			fail_msg("%zu: %llx", i, (unsigned long long)commit.problems);
	}
}

static void
a_person_line_has_its_first_problem(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(persons); i++) {
		if (raw_person_check(bytes_of(persons[i].line)) != persons[i].problems)
			fail_msg("%s", persons[i].line);
	}
}

static void
a_date_is_read_as_well_as_it_can(void **state)
{
	(void)state;
	assert_int_equal(raw_person_date(BYTES("A <a@b> 1700000000 +0100")), 1700000000);
	assert_int_equal(raw_person_date(BYTES("A <a> b> 7 +0100")), 7);
	assert_int_equal(raw_person_date(BYTES("A")), 0);
	assert_int_equal(raw_person_date(BYTES("A <a@b> -5 +0000")), 0);
	assert_true(raw_person_date(BYTES("A <a@b> 99999999999999999999 +0000")) == INT64_MAX);
}

static void
parents_come_in_order(void **state)
{
	struct raw_commit commit;
	struct oid id;
	(void)state;

	raw_commit_parse(BYTES(TREE "parent " ID_B "\nparent " ID_A "\n" AUTHOR COMMITTER),
			 &commit);
	assert_int_equal(commit.n_parents, 2);
	assert_true(raw_commit_parent(&commit.parents, &id));
	assert_int_equal(id.id[0], 0x22);
	assert_true(raw_commit_parent(&commit.parents, &id));
	assert_int_equal(id.id[0], 0x11);
	assert_false(raw_commit_parent(&commit.parents, &id));
}

static void
a_tag_has_just_its_problems(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(tags); i++) {
		struct raw_tag tag;

		raw_tag_parse(tags[i].raw, &tag);
		if (tag.problems != tags[i].problems || tag.kind != tags[i].kind)
			fail_msg("%zu: %llx", i, (unsigned long long)tag.problems);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_commit_has_just_its_problems),
		cmocka_unit_test(a_person_line_has_its_first_problem),
		cmocka_unit_test(a_date_is_read_as_well_as_it_can),
		cmocka_unit_test(parents_come_in_order),
		cmocka_unit_test(a_tag_has_just_its_problems),
	};

	return cmocka_run_group_tests_name("raw_commit", tests, NULL, NULL);
}
