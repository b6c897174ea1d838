#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "base/pattern_witness.h"
#include "corpus.h"
#include "decisions/reach.h"
#include "precedence_reference.h"

#define POLICY "---\n\n```lua policy\nreturn { file = function() end }\n```\n"

static struct corpus_file files[] = {
	{ "0001-wide.md", "---\nstatus: accepted\ndate: 2026-01-01\nquestion: q\n"
			  "scope: [\"services/**\", \"!services/gone/**\"]\n" POLICY },
	{ "0002-narrow.md", "---\nstatus: accepted\ndate: 2025-01-01\nquestion: q\n"
			    "scope: [\"services/legacy/**\"]\n" POLICY },
	{ "0003-everywhere.md", "---\nstatus: accepted\n" POLICY },
	{ "0004-told.md", "---\nstatus: accepted\nscope: [\"**/*.c\"]\n---\n# Told\n" },
	{ "0005-perhaps.md", "---\nstatus: proposed\n" POLICY },
	{ "0006-main.md", "---\nstatus: accepted\nrefs: [refs/heads/main]\n"
			  "scope: [\"services/a.c\", \"services/*\", \"**\"]\n" POLICY },
	{ NULL, NULL },
};

struct row {
	const char *id, *path, *ref;
	enum reach_kind kind;
	const char *text;
};

static struct bytes
reach_text(struct corpus *corpus, const struct row *row, struct reach *reach)
{
	const struct decision *decision = corpus_decision(corpus, row->id);
	struct reach_query query = { .path = bytes_of(row->path), .ref = bytes_of(row->ref) };
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	size_t steps = WITNESS_STEPS;

	query.folder = query.path.len == 0 || bytes_ends_with(query.path, BYTES("/"));
	query.path.len -= query.folder && query.path.len;
	reach_find(reach, corpus->bundle, decision, &query, &steps, &corpus->arena);
	reach_write(&out, reach, corpus->bundle, decision);
	return arena_copy(&corpus->arena, buf_bytes(&out));
}

static void
each_decision_says_why_it_applies_or_not(void **state)
{
	static const struct row rows[] = {
		{ "ADR-0001", "services/a.c", NULL, REACH_BINDS, "scope: services/**" },
		{ "ADR-0001", "other/a.c", NULL, REACH_OUT_OF_SCOPE,
		  "out of scope: services/**, !services/gone/**" },
		{ "ADR-0001", "services/gone/a.c", NULL, REACH_EXCLUDED,
		  "its scope excludes it: !services/gone/**" },
		{ "ADR-0001", "services/legacy/a.c", NULL, REACH_LOST,
		  "ADR-0002 wins here: more specific scope" },
		{ "ADR-0002", "services/legacy/a.c", NULL, REACH_BINDS,
		  "scope: services/legacy/**" },
		{ "ADR-0003", "a", NULL, REACH_BINDS, "scope: every path" },
		{ "ADR-0004", "x/a.c", NULL, REACH_BINDS, "scope: **/*.c" },
		{ "ADR-0005", "x/a.c", NULL, REACH_NOT_IN_FORCE, "its status is proposed" },
		{ "ADR-0006", "services/a.c", "refs/heads/main", REACH_BINDS,
		  "scope: services/a.c" },
		{ "ADR-0006", "services/b.c", "refs/heads/main", REACH_BINDS, "scope: services/*" },
		{ "ADR-0006", "a", "refs/heads/topic", REACH_OTHER_REFS,
		  "it governs other refs: refs/heads/main" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct reach reach;

		assert_string_equal(reach_text(*state, &rows[i], &reach).data, rows[i].text);
		assert_int_equal(reach.kind, rows[i].kind);
	}
}

static void
a_folder_is_all_that_can_come_below_it(void **state)
{
	static const struct row rows[] = {
		{ "ADR-0001", "services/", NULL, REACH_BINDS, "scope: services/**" },
		{ "ADR-0001", "", NULL, REACH_BINDS, "scope: services/**" },
		{ "ADR-0001", "services/gone/deep/", NULL, REACH_EXCLUDED,
		  "its scope excludes it: !services/gone/**" },
		{ "ADR-0001", "services/legacy/", NULL, REACH_LOST,
		  "ADR-0002 wins here: more specific scope" },
		{ "ADR-0002", "services/", NULL, REACH_BINDS, "scope: services/legacy/**" },
		{ "ADR-0002", "services/legac/", NULL, REACH_OUT_OF_SCOPE,
		  "out of scope: services/legacy/**" },
		{ "ADR-0004", "docs/", NULL, REACH_BINDS, "scope: **/*.c" },
		{ "ADR-0006", "services/", NULL, REACH_BINDS, "scope: services/a.c" },
		{ "ADR-0006", "[a]{b}*!/", NULL, REACH_BINDS, "scope: **" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct reach reach;

		assert_string_equal(reach_text(*state, &rows[i], &reach).data, rows[i].text);
		assert_int_equal(reach.kind, rows[i].kind);
	}
}

/* Against the slow spelling-out of the contract, over random corpora. */
static void
what_binds_is_what_would_be_judged(void **state)
{
	size_t bound = 0;

	(void)state;
	for (unsigned int seed = 0; seed < 300; seed++) {
		struct corpus corpus;
		struct reference world;

		corpus_init(&corpus);
		reference_make(&world, seed, &corpus.arena);
		for (size_t i = 0; i < world.n_decisions; i++)
			corpus_add(&corpus, world.decisions[i].file, world.decisions[i].text);
		corpus_compile(&corpus);
		for (size_t i = 0; i < world.n_decisions && corpus.bundle->n_errors == 0; i++) {
			const struct decision *decision =
				bundle_find(corpus.bundle, world.decisions[i].id);

			for (size_t k = 0; k < (size_t)REFERENCE_REFS * REFERENCE_PATHS; k++) {
				size_t ref = k % REFERENCE_REFS, path = k / REFERENCE_REFS;
				struct reach_query query = { .path = reference_path(path),
							     .ref = reference_ref(ref) };
				size_t steps = WITNESS_STEPS;
				struct reach reach;

				reach_find(&reach, corpus.bundle, decision, &query, &steps,
					   &corpus.arena);
				assert_int_equal(reach.kind == REACH_BINDS,
						 reference_applies(&world, i, ref, path));
				bound += reach.kind == REACH_BINDS;
			}
		}
		corpus_release(&corpus);
	}
	assert_true(bound > 1000);
}

static int
set_up(void **state)
{
	static struct corpus corpus;

	corpus_init(&corpus);
	corpus_compile_files(&corpus, files);
	*state = &corpus;
	return corpus.bundle->n_errors ? -1 : 0;
}

static int
tear_down(void **state)
{
	corpus_release(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_decision_says_why_it_applies_or_not),
		cmocka_unit_test(a_folder_is_all_that_can_come_below_it),
		cmocka_unit_test(what_binds_is_what_would_be_judged),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
