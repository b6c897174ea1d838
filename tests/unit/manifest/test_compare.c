#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "show.h"

#include "base/macros.h"

static void
manifest_parse(struct manifest *manifest, const char *path, const char *text, struct arena *arena)
{
	struct document_problem problem;

	assert_int_equal(manifest_read(manifest, manifest_format_of_path(bytes_of(path)),
				       bytes_of(text), NULL, arena, &problem),
			 0);
}

/* "+a 1" added, "-a 1" removed, "a 1>2" changed; what is kept is not shown. */
static void
show_changes(struct buf *out, const struct manifest *before, const struct manifest *now)
{
	for (size_t i = 0; i < now->n; i++) {
		const struct dependency *d = &now->dependencies[i];

		if (d->change == DEPENDENCY_ADDED)
			buf_printf(out, "+%.*s %.*s;", BYTES_ARG(d->name), BYTES_ARG(d->version));
		else if (d->change == DEPENDENCY_CHANGED)
			buf_printf(out, "%.*s %.*s>%.*s;", BYTES_ARG(d->name),
				   BYTES_ARG(before->dependencies[d->old].version),
				   BYTES_ARG(d->version));
	}
	for (size_t i = 0; i < before->n; i++) {
		const struct dependency *d = &before->dependencies[i];

		if (d->change == DEPENDENCY_REMOVED)
			buf_printf(out, "-%.*s %.*s;", BYTES_ARG(d->name), BYTES_ARG(d->version));
	}
}

static void
dependencies_are_compared_by_name_and_scope(void **state)
{
	static const struct {
		const char *path, *before, *now, *shown;
	} cases[] = {
		{ "requirements.txt", "a==1\nb==1\n", "b==1\na==1\n", "" },
		{ "requirements.txt", "", "a==1\n", "+a ==1;" },
		{ "requirements.txt", "a==1\n", "", "-a ==1;" },
		{ "requirements.txt", "a==1\nb==1\n", "a==2\nb==1\n", "a ==1>==2;" },
		{ "requirements.txt", "A_b==1\n", "a-B==1 # moved\n", "" },
		{ "requirements.txt", "a==1\n", "a==1\na==1\n", "" },
		{ "requirements.txt", "a==1\na==1\n", "a==1\n", "" },
		/* Of several of one name it cannot be said which has become which. */
		{ "requirements.txt", "a==1;x\na==2;y\n", "a==1;x\na==3;y\n", "+a ==3;-a ==2;" },
		{ "requirements.txt", "a==1\n", "a==1;x\na==2;y\n", "+a ==2;" },
		{ "requirements.txt", "a==1\n", "a==2;x\na==3;y\n", "+a ==2;+a ==3;-a ==1;" },
		{ "requirements.txt", "a==1;x\na==2;y\n", "a==2\n", "-a ==1;" },
		{ "package.json", "{\"dependencies\": {\"a\": \"1\"}}",
		  "{\"devDependencies\": {\"a\": \"1\"}}", "+a 1;-a 1;" },
		/* The same version from elsewhere. */
		{ "requirements.txt", "a @ git+https://x/a@v1\n", "a @ git+https://evil/a@v1\n",
		  "a v1>v1;" },
		{ "package.json", "{\"dependencies\": {\"a\": \"1\"}}",
		  "{\"dependencies\": {\"a\": \"npm:evil@1\"}}", "+evil 1;-a 1;" },
		/* What was there before now stands for something else, too. */
		{ "package.json", "{\"dependencies\": {\"evil\": \"1\", \"a\": \"1\"}}",
		  "{\"dependencies\": {\"evil\": \"1\", \"a\": \"npm:evil@1\"}}", "+evil 1;-a 1;" },
		{ "go.mod", "require a v1.0.0\nrequire evil v1.0.0\n",
		  "require a v1.0.0\nrequire evil v1.0.0\nreplace a => evil v1.0.0\n",
		  "+evil v1.0.0;" },
		{ "Cargo.toml", "[dependencies]\nevil = \"1\"\n",
		  "[dependencies]\nevil = \"1\"\na = { package = \"evil\", version = \"1\" }\n",
		  "+evil 1;" },
		{ "package.json", "{\"dependencies\": {\"a\": \"npm:evil@1\"}}",
		  "{\"dependencies\": {\"b\": \"npm:evil@1\"}}", "evil 1>1;" },
		{ "package-lock.json",
		  "{\"packages\": {\"node_modules/a\": {\"version\": \"1\"}, "
		  "\"node_modules/b/node_modules/a\": {\"version\": \"2\"}}}",
		  "{\"packages\": {\"node_modules/a\": {\"version\": \"2\"}, "
		  "\"node_modules/b/node_modules/a\": {\"version\": \"3\"}}}",
		  "+a 3;-a 1;" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(arena_release) struct arena arena;
		CLEANUP(buf_release) struct buf shown = BUF_INIT;
		struct manifest before, now;

		arena_init(&arena);
		manifest_parse(&before, cases[i].path, cases[i].before, &arena);
		manifest_parse(&now, cases[i].path, cases[i].now, &arena);
		manifest_compare(&before, &now);
		buf_add_string(&shown, "");
		show_changes(&shown, &before, &now);
		if (!bytes_equal_string(buf_bytes(&shown), cases[i].shown))
			fail_msg("%s\n%s  is  %s\n  not %s", cases[i].before, cases[i].now,
				 shown.len ? shown.data : "", cases[i].shown);
	}
}

static void
what_another_parent_has_is_kept(void **state)
{
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(buf_release) struct buf shown = BUF_INIT;
	struct manifest first, second, now;
	(void)state;

	arena_init(&arena);
	manifest_parse(&first, "requirements.txt", "a==1\nb==1\n", &arena);
	manifest_parse(&second, "requirements.txt", "a==2\nb==1\nc==1\n", &arena);
	manifest_parse(&now, "requirements.txt", "a==2\nb==2\nc==1\nd==1\n", &arena);
	manifest_compare(&first, &now);
	manifest_keep_shared(&second, &now);
	show_changes(&shown, &first, &now);
	assert_string_equal(shown.data, "b ==1>==2;+d ==1;");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dependencies_are_compared_by_name_and_scope),
		cmocka_unit_test(what_another_parent_has_is_kept),
	};

	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
