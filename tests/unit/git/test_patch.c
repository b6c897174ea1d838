#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "git/patch.h"

#define NAMES "--- a/f\n+++ b/f\n"
#define GIT "diff --git a/f b/f\n"

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

/* What PATCH makes of OLD; what is wrong with it when it does not fit. */
static const char *
made_of(struct bytes text, const char *old)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct patch patch;
	struct error err;

	if (patch_parse(&patch, text, &arena, &err) < 0 ||
	    patch_apply(&patch.files[0], bytes_of(old), &out, &err) < 0)
		return arena_copy(&arena, bytes_of(err.message)).data;
	return arena_copy(&arena, buf_bytes(&out)).data;
}

static const struct {
	const char *name, *old, *patch, *made;
} fitting[] = {
	{ "a line more", "one\n", NAMES "@@ -1 +1,2 @@\n one\n+two\n", "one\ntwo\n" },
	{ "two hunks", "1\n2\n3\n4\n", NAMES "@@ -1 +1 @@\n-1\n+a\n@@ -4,1 +4,1 @@ x\n-4\n+d\n",
	  "a\n2\n3\nd\n" },
	{ "without context", "1\n2\n", NAMES "@@ -1,0 +2 @@\n+x\n", "1\nx\n2\n" },
	{ "before the first line", "1\n", NAMES "@@ -0,0 +1 @@\n+x\n", "x\n1\n" },
	{ "no line feed at the end any more", "1\n",
	  NAMES "@@ -1 +1 @@\n-1\n+1\n\\ No newline at end of file\n", "1" },
	{ "a line feed at the end", "1", NAMES "@@ -1 +1 @@\n-1\n\\ No newline\n+1\n", "1\n" },
	{ "a blank line that lost its sign", "\n1\n", NAMES "@@ -1,2 +1,2 @@\n\n-1\n+2\n",
	  "\n2\n" },
	{ "lines that look like names", "-- a\n++ b\n", NAMES "@@ -1,2 +1 @@\n--- a\n ++ b\n",
	  "++ b\n" },
	{ "no line feed behind the patch", "1\n", NAMES "@@ -1 +1 @@\n-1\n+2", "2\n" },
	{ "a mail around it", "1\n",
	  "From: a\n\n---\n f | 2 +-\n\n" GIT "index 1..2 100644\n" NAMES
	  "@@ -1 +1 @@\n-1\n+2\n-- \n2.39\n",
	  "2\n" },
	{ "carriage returns of the file", "1\r\n", NAMES "@@ -1 +1 @@\n-1\r\n+2\r\n", "2\r\n" },
	{ "a new file", "", "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+x\n", "x\n" },
	{ "times behind the names", "1\n",
	  "--- a/f\t2020-01-01 00:00\n+++ b/f\t2020\n@@ -1 +1 @@\n-1\n+2\n", "2\n" },
};

static void
what_fits_is_applied(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(fitting); i++) {
		print_message("# %s\n", fitting[i].name);
		assert_string_equal(made_of(bytes_of(fitting[i].patch), fitting[i].old),
				    fitting[i].made);
	}
}

static const struct {
	const char *old, *patch, *why;
} refused[] = {
	{ "", "", "the patch changes no file" },
	{ "", "hello\n", "the patch changes no file" },
	{ "", "@@ -1 +1 @@\n-1\n+2\n", "line 1 of the patch begins a hunk of no file" },
	{ "1\n", NAMES "@@ -1 +1 @@\n-2\n+3\n",
	  "line 1 of the file is not what the hunk at line 3" },
	{ "1\n2\n", NAMES "@@ -2 +2 @@\n-1\n+3\n", "line 2 of the file" },
	{ "1\n", NAMES "@@ -9 +9 @@\n-1\n+3\n", "line 2 of the file" },
	{ "1\n", NAMES "@@ -1 +1 @@\n-1\n+2\n+3\n", "line 6 of the patch is one more" },
	{ "1\n", NAMES "@@ -1 +1,2 @@\n-1\n+2\n", "does not fit the counts" },
	{ "1\n", NAMES "@@ -1 +1 @@\n*1\n+2\n", "line 4 of the patch does not fit the counts" },
	{ "1\n", NAMES "@@ -1 +1\n-1\n+2\n", "line 3 of the patch is no header of a hunk" },
	{ "1\n", NAMES "@@ -99999999999 +1 @@\n-1\n+2\n", "is no header of a hunk" },
	{ "1", NAMES "@@ -1 +1 @@\n-1\n+2\n", "line 1 of the file" },
	{ "1\n2\n", NAMES "@@ -2 +2 @@\n-2\n+b\n@@ -1 +1 @@\n-1\n+a\n", "hunk at line 6" },
	{ "", "--- /dev/null\n+++ /dev/null\n", "names no file" },
	{ "", "--- f\n+++ f\n", "names no file" },
	{ "", GIT "new file mode 160000\n", "is about a submodule" },
	{ "", GIT "old mode 100600\n", "has a mode that git does not know" },
	{ "", GIT "index 1..2\nGIT binary patch\n", "line 3 of the patch begins a binary change" },
	{ "", GIT "Binary files a/f and b/f differ\n", "begins a binary change" },
	{ "", "diff --git a/f b/g\n", "does not tell which file" },
	{ "1\n2\n", GIT "deleted file mode 100644\n--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n",
	  "deletes a file that holds something else" },
	{ "1\n", GIT "deleted file mode 100644\nindex 1..0\n", "holds something else" },
};

static void
what_does_not_fit_is_refused_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		const char *said = made_of(bytes_of(refused[i].patch), refused[i].old);

		print_message("# %s\n", refused[i].why);
		if (!strstr(said, refused[i].why))
			fail_msg("it says: %s", said);
	}
}

static const struct {
	const char *patch, *old_path, *new_path; /* NULL: none */
	uint32_t old_mode, new_mode;
	bool copied;
} headers[] = {
	{ GIT "old mode 100644\nnew mode 100755\n", "f", "f", 0100644, 0100755, false },
	{ "diff --git a/a b b/a b\nold mode 100755\nnew mode 100644\n", "a b", "a b", 0100755,
	  0100644, false },
	{ "diff --git \"a/\\303\\274\\t\" \"b/\\303\\274\\t\"\nnew file mode 120000\n", NULL,
	  "\303\274\t", 0, 0120000, false },
	{ GIT "deleted file mode 100644\nindex 1..0\n", "f", NULL, 0100644, 0, false },
	{ "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to d/y\n", "x", "d/y",
	  0, 0, false },
	{ "diff --git a/x b/y\nsimilarity index 90%\ncopy from x\ncopy to \"y\\n\"\n", "x", "y\n",
	  0, 0, true },
	{ "--- a/b c\t\n+++ b/b c\t\n@@ -1 +1 @@\n-1\n+2\n", "b c", "b c", 0, 0, false },
	{ "--- \"a/q\\\"\"\n+++ b/d/e\n@@ -1 +1 @@\n-1\n+2\n", "q\"", "d/e", 0, 0, false },
	{ GIT "index 1..2 100755\n" NAMES "@@ -1 +1 @@\n-1\n+2\n", "f", "f", 0100755, 0, false },
};

static void
path_is(struct bytes path, const char *wanted)
{
	assert_int_equal(path.data != NULL, wanted != NULL);
	if (wanted)
		assert_string_equal(path.data, wanted);
}

static void
headers_tell_names_and_modes(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(headers); i++) {
		struct patch patch;
		struct error err;

		print_message("# %zu\n", i);
		assert_int_equal(patch_parse(&patch, bytes_of(headers[i].patch), &arena, &err), 0);
		assert_int_equal(patch.n_files, 1);
		path_is(patch.files[0].old_path, headers[i].old_path);
		path_is(patch.files[0].new_path, headers[i].new_path);
		assert_int_equal(patch.files[0].old_mode, headers[i].old_mode);
		assert_int_equal(patch.files[0].new_mode, headers[i].new_mode);
		assert_int_equal(patch.files[0].copied, headers[i].copied);
	}
}

static void
files_follow_each_other(void **state)
{
	const char *text = GIT "old mode 100644\nnew mode 100755\n" GIT "index 1..2\n" NAMES
			       "@@ -1 +1 @@\n-1\n+2\n--- a/g\n+++ b/g\n@@ -1 +1 @@\n-1\n+2\n";
	struct patch patch;
	struct error err;
	(void)state;

	assert_int_equal(patch_parse(&patch, bytes_of(text), &arena, &err), 0);
	assert_int_equal(patch.n_files, 3);
	assert_int_equal(patch.files[0].n_hunks, 0);
	assert_int_equal(patch.files[1].n_hunks, 1);
	path_is(patch.files[2].new_path, "g");
	assert_int_equal(patch.files[2].line, 11);
}

static void
names_with_a_nul_are_none(void **state)
{
	(void)state;
	assert_non_null(strstr(made_of(BYTES("--- a/f\0g\n+++ b/f\0g\n@@ -1 +1 @@\n-1\n+2\n"), ""),
			       "names no file"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_fits_is_applied, setup, teardown),
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_refused_with_its_place, setup,
						teardown),
		cmocka_unit_test_setup_teardown(headers_tell_names_and_modes, setup, teardown),
		cmocka_unit_test_setup_teardown(files_follow_each_other, setup, teardown),
		cmocka_unit_test_setup_teardown(names_with_a_nul_are_none, setup, teardown),
	};

	return cmocka_run_group_tests_name("patch", tests, NULL, NULL);
}
