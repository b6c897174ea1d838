#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
a_manifest_is_known_by_its_name(void **state)
{
	static const struct {
		const char *path;
		const char *ecosystem; /* NULL: no manifest */
		bool lock;
	} cases[] = {
		{ "package.json", "npm", false },
		{ "a/b/package-lock.json", "npm", true },
		{ "my-package.json", NULL, false },
		{ "package.json/x", NULL, false },
		{ "Package.json", NULL, false },
		{ "requirements.txt", "pypi", false },
		{ "requirements-dev.txt", "pypi", false },
		{ "requirements/base.txt", "pypi", false },
		{ "requirements/x/base.txt", NULL, false },
		{ "requirements.md", NULL, false },
		{ "docs/constraints-3.8.txt", "pypi", false },
		{ "gradle/libs.versions.toml", "maven", false },
		{ "pom.xml", "maven", false },
		{ "App.csproj", "nuget", false },
		{ "Directory.Packages.props", "nuget", false },
		{ "x.gemspec", "rubygems", false },
		{ "Gemfile.lock", "rubygems", true },
		{ "Cargo.lock", "cargo", true },
		{ "go.sum", "go", true },
		{ "go.work", "go", false },
		{ "composer.lock", "composer", true },
		{ "", NULL, false },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct manifest_format *format =
			manifest_format_of_path(bytes_of(cases[i].path));

		if (!cases[i].ecosystem) {
			assert_null(format);
			continue;
		}
		assert_non_null(format);
		assert_string_equal(ecosystem_name(manifest_format_ecosystem(format)),
				    cases[i].ecosystem);
		assert_int_equal(manifest_format_is_lock(format), cases[i].lock);
	}
}

/* Reads N times LINE, behind HEAD, as PATH. */
static int
repeated_read(struct manifest *manifest, const char *path, const char *head, const char *line,
	      size_t n, struct arena *arena, struct document_problem *problem)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_add_string(&text, head);
	for (size_t i = 0; i < n; i++)
		buf_add_string(&text, line);
	return manifest_read(manifest, manifest_format_of_path(bytes_of(path)), buf_bytes(&text),
			     NULL, arena, problem);
}

static void
more_dependencies_than_may_be_are_a_spent_limit(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	struct document_problem problem;
	struct manifest manifest;
	(void)state;

	arena_init(&arena);
	assert_int_equal(repeated_read(&manifest, "requirements.txt", "", "a\n", DEPENDENCIES_MAX,
				       &arena, &problem),
			 0);
	assert_int_equal(manifest.n, DEPENDENCIES_MAX);
	assert_int_equal(repeated_read(&manifest, "requirements.txt", "", "a\n",
				       DEPENDENCIES_MAX + 1, &arena, &problem),
			 -1);
	assert_true(problem.limit);
	assert_int_equal(problem.line, DEPENDENCIES_MAX + 1);
	assert_int_equal(manifest.n, 0);
}

/* An alias costs a few bytes, and what it stands for may be long. */
static void
texts_that_grow_by_aliases_are_a_spent_limit(void **state)
{
	CLEANUP(buf_release) struct buf head = BUF_INIT, line = BUF_INIT;
	CLEANUP(arena_release) struct arena arena;
	struct document_problem problem;
	struct manifest manifest;
	(void)state;

	arena_init(&arena);
	buf_add_string(&head, "x: &x \"");
	buf_add_repeated(&head, 'a', 1024 * 1024);
	buf_add_string(&head, "\"\ncatalogs:\n");
	for (size_t i = 0; i < 20; i++)
		buf_printf(&line, "  c%zu: {k: *x}\n", i);
	assert_int_equal(repeated_read(&manifest, "pnpm-workspace.yaml", head.data, line.data, 1,
				       &arena, &problem),
			 -1);
	assert_true(problem.limit);
}

/* What an editor shows as UTF-16, pip reads as such. */
static void
a_nul_byte_in_a_file_of_lines_is_a_problem(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	struct bytes text = BYTES("a\n\xff\xfe"
				  "e\0v\0i\0l\0");
	struct document_problem problem;
	struct manifest manifest;
	(void)state;

	arena_init(&arena);
	assert_int_equal(manifest_read(&manifest, manifest_format_of_path(BYTES("go.sum")), text,
				       NULL, &arena, &problem),
			 -1);
	assert_int_equal(problem.line, 2);
	assert_int_equal(problem.column, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_manifest_is_known_by_its_name),
		cmocka_unit_test(more_dependencies_than_may_be_are_a_spent_limit),
		cmocka_unit_test(a_nul_byte_in_a_file_of_lines_is_a_problem),
		cmocka_unit_test(texts_that_grow_by_aliases_are_a_spent_limit),
	};

	return cmocka_run_group_tests_name("manifest", tests, NULL, NULL);
}
