#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/macros.h"
#include "corpus.h"

#define POLICY "---\n# T\n```lua policy\nreturn {}\n```\n"
#define NO_POLICY "---\n# T\n"

/* What each file says besides, and which ids are then in force, with blanks between them. */
struct row {
	struct corpus_file files[5];
	const char *enforced, *diagnostics;
};

#define OLD                                                                                        \
	{                                                                                          \
		"0001-a.md", "---\nstatus: accepted\n" POLICY                                      \
	}
#define D "docs/adr/"

static const struct row rows[] = {
	{ { OLD }, "ADR-0001", "" },
	/* the superseded decision is out, whatever its own status still says */
	{ { OLD, { "0002-b.md", "---\nstatus: accepted\nsupersedes: [ADR-0001]\n" POLICY } },
	  "ADR-0002",
	  "" },
	/* who is not accepted takes nothing out */
	{ { OLD, { "0002-b.md", "---\nstatus: proposed\nsupersedes: [ADR-0001]\n" POLICY } },
	  "ADR-0001",
	  "" },
	/* a laxer one does not, unless it says so */
	{ { OLD,
	    { "0002-b.md",
	      "---\nstatus: accepted\nlevel: advisory\nsupersedes: [ADR-0001]\n" POLICY } },
	  "ADR-0001 ADR-0002",
	  D "0002-b.md:4:13: warning: ADR-0001 stays in force: ADR-0002 is laxer; say "
	    "`retires: true` to take it out\n" },
	{ { OLD,
	    { "0002-b.md", "---\nstatus: accepted\nlevel: advisory\nretires: true\n"
			   "supersedes: [ADR-0001]\n" POLICY } },
	  "ADR-0002",
	  "" },
	{ { OLD, { "0002-b.md", "---\nstatus: accepted\nsupersedes: [ADR-0001]\n" NO_POLICY } },
	  "ADR-0001",
	  D "0002-b.md:3:13: warning: ADR-0001 stays in force: ADR-0002 has no policy; say "
	    "`retires: true` to take it out\n" },
	{ { OLD,
	    { "0002-b.md",
	      "---\nstatus: accepted\nretires: true\nsupersedes: [ADR-0001]\n" NO_POLICY } },
	  "",
	  "" },
	/* a stricter one needs nothing */
	{ { { "0001-a.md", "---\nstatus: accepted\nlevel: shadow\n" POLICY },
	    { "0002-b.md",
	      "---\nstatus: accepted\nlevel: advisory\nsupersedes: [ADR-0001]\n" POLICY } },
	  "ADR-0002",
	  "" },
	/* chains: through a link that is out itself, and through one whose status says so */
	{ { OLD,
	    { "0002-b.md", "---\nstatus: accepted\nsupersedes: [ADR-0001]\n" POLICY },
	    { "0003-c.md", "---\nstatus: accepted\nsupersedes: [ADR-0002]\n" POLICY } },
	  "ADR-0003",
	  "" },
	{ { OLD,
	    { "0002-b.md", "---\nstatus: superseded\nsupersedes: [ADR-0001]\n" POLICY },
	    { "0003-c.md", "---\nstatus: accepted\nsupersedes: [ADR-0002]\n" POLICY } },
	  "ADR-0003",
	  "" },
	{ { OLD,
	    { "0002-b.md", "---\nstatus: rejected\nsupersedes: [ADR-0001]\n" POLICY },
	    { "0003-c.md", "---\nstatus: accepted\nsupersedes: [ADR-0002]\n" POLICY } },
	  "ADR-0001 ADR-0003",
	  "" },
	/* a chain does not make a laxer one stronger */
	{ { OLD,
	    { "0002-b.md", "---\nstatus: superseded\nsupersedes: [ADR-0001]\n" POLICY },
	    { "0003-c.md", "---\nstatus: accepted\nsupersedes: [ADR-0002]\n" NO_POLICY } },
	  "ADR-0001",
	  D "0003-c.md:3:13: warning: ADR-0001 stays in force: ADR-0003 has no policy; say "
	    "`retires: true` to take it out\n" },
	/* circles and strangers */
	{ { { "0001-a.md", "---\nstatus: accepted\nsupersedes: [ADR-0002]\n" POLICY },
	    { "0002-b.md", "---\nstatus: accepted\nsupersedes: [ADR-0003]\n" POLICY },
	    { "0003-c.md", "---\nstatus: accepted\nsupersedes: [ADR-0001]\n" POLICY } },
	  NULL,
	  D "0003-c.md:3:14: error: `supersedes` runs in a circle: ADR-0001 > ADR-0002 > "
	    "ADR-0003 > ADR-0001\n" },
	{ { { "0001-a.md", "---\nstatus: accepted\nsupersedes: [ADR-0001, ADR-9999]\n" POLICY } },
	  NULL,
	  D "0001-a.md:3:14: error: the decision supersedes itself\n" D
	    "0001-a.md:3:24: error: `supersedes` names ADR-9999, which is no decision of this "
	    "source\n" },
	{ { { "0001-a.md", "---\nstatus: accepted\nretires: true\n" POLICY } },
	  "ADR-0001",
	  D "0001-a.md:3:10: warning: `retires` says nothing without `supersedes`\n" },
};

static void
check_enforced(const struct bundle *bundle, const char *expected)
{
	struct bytes rest = bytes_of(expected);
	size_t n = 0;
	struct bytes id;

	while (rest.len > 0 && bytes_split(&rest, ' ', &id)) {
		const struct decision *decision = bundle_find(bundle, id);

		assert_non_null(decision);
		assert_true(decision->enforced);
		n++;
	}
	assert_int_equal(bundle->n_enforced, n);
}

static void
what_is_in_force_follows_the_contract(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct corpus corpus;

		corpus_init(&corpus);
		corpus_compile_files(&corpus, rows[i].files);
		if (strcmp(corpus_diagnostics(&corpus), rows[i].diagnostics) != 0)
			fail_msg("row %zu:\n%s", i, corpus_diagnostics(&corpus));
		if (rows[i].enforced)
			check_enforced(corpus.bundle, rows[i].enforced);
		corpus_release(&corpus);
	}
}

static void
an_exclusion_says_why(void **state)
{
	static const struct corpus_file files[] = {
		OLD,
		{ "0002-b.md", "---\nstatus: accepted\nsupersedes: [ADR-0001]\n" POLICY },
		{ "0003-c.md", "---\nstatus: accepted\n" NO_POLICY },
		{ "0004-d.md", "---\nstatus: deprecated\n" POLICY },
		{ "0005-e.md", "---\nstatus: [\n" },
		{ NULL, NULL },
	};
	static const struct {
		const char *id, *excluded;
	} expected[] = {
		{ "ADR-0001", "ADR-0002 supersedes it" },
		{ "ADR-0003", "documented only: it has no policy" },
		{ "ADR-0004", "its status is deprecated" },
		{ "ADR-0005", "its front matter cannot be read" },
	};
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	corpus_compile_files(&corpus, files);
	for (size_t i = 0; i < ARRAY_SIZE(expected); i++)
		assert_true(bytes_equal_string(corpus_decision(&corpus, expected[i].id)->excluded,
					       expected[i].excluded));
	assert_null(corpus_decision(&corpus, "ADR-0002")->excluded.data);
	corpus_release(&corpus);
}

/* Longer than any stack would take one frame for each. */
static void
a_chain_of_all_files_is_followed(void **state)
{
	enum { LINKS = 9000 };
	struct source_file *files;
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	files = arena_new_array(&corpus.arena, struct source_file, LINKS);
	for (int i = 0; i < LINKS; i++) {
		files[i].path = arena_printf(&corpus.arena, "%04d-x.md", i);
		files[i].content = arena_printf(
			&corpus.arena, "---\nstatus: accepted\nsupersedes: [%s%04d]\n" POLICY,
			i + 1 < LINKS ? "ADR-" : "ADR-X", i + 1);
	}
	files[LINKS - 1].content = BYTES("---\nstatus: accepted\n" POLICY);
	corpus.source.files = files;
	corpus.source.n_files = LINKS;
	corpus.bundle = bundle_compile(&corpus.source, &corpus.options, &corpus.arena);
	assert_int_equal(corpus.bundle->n_errors, 0);
	assert_int_equal(corpus.bundle->n_enforced, 1);
	assert_true(corpus_decision(&corpus, "ADR-0000")->enforced);
	corpus_release(&corpus);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_in_force_follows_the_contract),
		cmocka_unit_test(an_exclusion_says_why),
		cmocka_unit_test(a_chain_of_all_files_is_followed),
	};

	return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
