#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/buf.h"
#include "git/dotgit.h"
#include "git/raw_tree.h"
#include "../../lib/git_objects.h"

static const struct oid some_id = { { 0x11, 0x22, 0x33 } };
static const struct oid null_id;

struct row {
	const char *mode, *name;
	bool null;
};

static const struct {
	const char *what;
	struct row rows[5];
	fsck_set problems;
} trees[] = {
	{ "empty", { { 0 } }, 0 },
	{ "all kinds",
	  { { "100644", "a" },
	    { "100755", "b" },
	    { "120000", "c" },
	    { "40000", "d" },
	    { "160000", "e" } },
	  0 },
	{ "group-writable, as old git wrote", { { "100664", "a" } }, 0 },
	{ "mode 777", { { "777", "a" } }, FSCK_BIT(FSCK_BAD_FILEMODE) },
	{ "mode 100777", { { "100777", "a" } }, FSCK_BIT(FSCK_BAD_FILEMODE) },
	{ "zero-padded", { { "040000", "a" } }, FSCK_BIT(FSCK_ZERO_PADDED_FILEMODE) },
	{ "unsorted", { { "100644", "b" }, { "100644", "a" } }, FSCK_BIT(FSCK_TREE_NOT_SORTED) },
	{ "directory sorts as with a slash",
	  { { "100644", "a.b" }, { "40000", "a" }, { "100644", "a0" } },
	  0 },
	{ "directory sorted as a file",
	  { { "40000", "a" }, { "100644", "a.b" } },
	  FSCK_BIT(FSCK_TREE_NOT_SORTED) },
	{ "twice", { { "100644", "a" }, { "100644", "a" } }, FSCK_BIT(FSCK_DUPLICATE_ENTRIES) },
	{ "file and directory side by side",
	  { { "100644", "a" }, { "40000", "a" } },
	  FSCK_BIT(FSCK_DUPLICATE_ENTRIES) },
	{ "file and directory apart",
	  { { "100644", "a" }, { "100644", "a-" }, { "100644", "a.b" }, { "40000", "a" } },
	  FSCK_BIT(FSCK_DUPLICATE_ENTRIES) },
	{ "the outer one of two candidates",
	  { { "100644", "a" }, { "100644", "a-" }, { "40000", "a-" }, { "40000", "a" } },
	  FSCK_BIT(FSCK_DUPLICATE_ENTRIES) },
	{ "a candidate that nothing repeats",
	  { { "100644", "a" }, { "100644", "a-" }, { "40000", "a.b" } },
	  0 },
	{ "dot", { { "100644", "." } }, FSCK_BIT(FSCK_HAS_DOT) },
	{ "dotdot", { { "40000", ".." } }, FSCK_BIT(FSCK_HAS_DOTDOT) },
	{ "dotgit", { { "40000", ".git" } }, FSCK_BIT(FSCK_HAS_DOTGIT) },
	{ "dotgit in capitals", { { "100644", ".GiT" } }, FSCK_BIT(FSCK_HAS_DOTGIT) },
	{ "slash", { { "100644", "a/b" } }, FSCK_BIT(FSCK_FULL_PATHNAME) },
	{ "empty name", { { "100644", "" } }, FSCK_BIT(FSCK_EMPTY_NAME) },
	{ "null id", { { "100644", "a", true } }, FSCK_BIT(FSCK_NULL_SHA1) },
	{ "symlink .gitmodules",
	  { { "120000", ".gitmodules" } },
	  FSCK_BIT(FSCK_GITMODULES_SYMLINK) },
	{ "file .gitmodules", { { "100644", ".gitmodules" } }, 0 },
	{ "two at once",
	  { { "100644", ".git" }, { "777", "z" } },
	  FSCK_BIT(FSCK_HAS_DOTGIT) | FSCK_BIT(FSCK_BAD_FILEMODE) },
};

static void
a_tree_has_just_its_problems(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(trees); i++) {
		CLEANUP(buf_release) struct buf raw = BUF_INIT;

		for (const struct row *row = trees[i].rows;
		     row < trees[i].rows + ARRAY_SIZE(trees[i].rows) && row->mode; row++)
			raw_tree_add(&raw, row->mode, row->name, row->null ? &null_id : &some_id);
		if (raw_tree_check(buf_bytes(&raw)) != trees[i].problems)
			fail_msg("%s: %llx", trees[i].what,
				 (unsigned long long)raw_tree_check(buf_bytes(&raw)));
	}
}

static void
a_tree_cut_short_is_none(void **state)
{
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	struct bytes whole;
	(void)state;

	raw_tree_add(&raw, "100644", "name", &some_id);
	whole = buf_bytes(&raw);
	for (size_t len = 1; len < whole.len; len++)
		assert_true(raw_tree_check(bytes_slice(whole, 0, len)) & FSCK_BIT(FSCK_BAD_TREE));
	assert_int_equal(raw_tree_check(whole), 0);
}

static void
what_is_no_mode_is_no_entry(void **state)
{
	static const char *const starts[] = { " a",   "8 a",        "100644", "100644a b",
					      "-1 a", "01006440 a", "\t644 a" };
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++) {
		CLEANUP(buf_release) struct buf raw = BUF_INIT;
		struct raw_entry entry;

		buf_add_string(&raw, starts[i]);
		buf_add_char(&raw, '\0');
		buf_add(&raw, oid_bytes(&some_id));
		if (raw_entry_read(raw.data, raw.data + raw.len, &entry))
			fail_msg("'%s' was read", starts[i]);
	}
}

static void
names_that_file_systems_take_for_dotgit(void **state)
{
	static const struct {
		const char *name;
		bool dotgit;
	} names[] = {
		{ ".git", true },
		{ ".GIT", true },
		{ ".git ", true },
		{ ".git...", true },
		{ ".git. .", true },
		{ ".git:stream", true },
		{ ".git\\config", true },
		{ "git~1", true },
		{ "GIT~1", true },
		{ "git~1.", true },
		{ "git~2", false },
		{ "a\\.git", true },
		{ "a\\b\\GIT~1", true },
		{ ".g\xe2\x80\x8cit", true },
		{ "\xef\xbb\xbf.git", true },
		{ ".git\xe2\x81\xaf", true },
		{ ".git\xff", true },
		{ ".gitx", false },
		{ ".gi", false },
		{ ".git-a", false },
		{ "git", false },
		{ ".gitignore", false },
		{ ".g\xc3\xaft", false },
		{ "..git", false },
		{ "git~10", false },
		{ "\\", false },
		{ "a\\", false },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (name_is_dotgit(bytes_of(names[i].name)) != names[i].dotgit)
			fail_msg("%s", names[i].name);
	}
	assert_true(name_is_dotgitmodules(BYTES(".GitModules ")));
	assert_true(name_is_dotgitmodules(BYTES("GITMOD~4")));
	assert_true(name_is_dotgitmodules(BYTES("gi7eba~9")));
	assert_false(name_is_dotgitmodules(BYTES("gitmod~5")));
	assert_false(name_is_dotgitmodules(BYTES(".gitmodule")));
}

static void
an_unknown_mode_is_taken_as_git_takes_it(void **state)
{
	static const struct {
		const char *mode;
		enum entry_kind kind;
	} modes[] = {
		{ "100600", ENTRY_FILE },      { "100711", ENTRY_EXECUTABLE },
		{ "120777", ENTRY_SYMLINK },   { "777", ENTRY_SUBMODULE },
		{ "40755", ENTRY_NONE },       { "0", ENTRY_SUBMODULE },
		{ "160755", ENTRY_SUBMODULE },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
		CLEANUP(buf_release) struct buf raw = BUF_INIT;
		struct raw_entry entry;

		raw_tree_add(&raw, modes[i].mode, "a", &some_id);
		assert_true(raw_entry_read(raw.data, raw.data + raw.len, &entry));
		assert_int_equal(entry.kind, modes[i].kind);
		assert_true(entry.odd_mode);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tree_has_just_its_problems),
		cmocka_unit_test(a_tree_cut_short_is_none),
		cmocka_unit_test(what_is_no_mode_is_no_entry),
		cmocka_unit_test(names_that_file_systems_take_for_dotgit),
		cmocka_unit_test(an_unknown_mode_is_taken_as_git_takes_it),
	};

	return cmocka_run_group_tests_name("raw_tree", tests, NULL, NULL);
}
