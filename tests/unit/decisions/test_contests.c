#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "base/macros.h"
#include "corpus.h"
#include "model/contest.h"
#include "precedence_reference.h"

#define POLICY "---\n# T\n```lua policy\nreturn {}\n```\n"
#define ACCEPTED "---\nstatus: accepted\nquestion: q\n"
#define D "docs/adr/"

struct row {
	struct corpus_file files[4];
	const char *exclusions; /* one a line */
	const char *diagnostics;
};

static const struct row rows[] = {
	/* the more specific scope, whatever the dates */
	{ { { "0001-a.md", ACCEPTED "date: 2026-02-01\nscope: [\"services/**\"]\n" POLICY },
	    { "0002-b.md",
	      ACCEPTED "date: 2026-01-01\nscope: [\"services/legacy/**\"]\n" POLICY } },
	  "ADR-0002 wins over ADR-0001 for services/legacy/**: more specific scope\n",
	  "" },
	/* then the newer date; one without a date is older than all */
	{ { { "0001-a.md", ACCEPTED "date: 2026-02-01\nscope: [\"src/**\"]\n" POLICY },
	    { "0002-b.md", ACCEPTED "date: 2026-01-01\nscope: [\"src/**\"]\n" POLICY },
	    { "0003-c.md", ACCEPTED "scope: [\"src/**\"]\n" POLICY } },
	  "ADR-0001 wins over ADR-0002 for src/**: newer date\n"
	  "ADR-0001 wins over ADR-0003 for src/**: newer date\n"
	  "ADR-0002 wins over ADR-0003 for src/**: newer date\n",
	  "" },
	/* no scope is every path */
	{ { { "0001-a.md", ACCEPTED POLICY },
	    { "0002-b.md", ACCEPTED "scope: [\"**/*.c\"]\n" POLICY } },
	  "ADR-0002 wins over ADR-0001 for **/*.c: more specific scope\n",
	  "" },
	/* where neither patterns nor refs meet, nobody competes */
	{ { { "0001-a.md", ACCEPTED "scope: [\"a/**\", \"!a/b/**\"]\n" POLICY },
	    { "0002-b.md", ACCEPTED "scope: [\"a/b/**\"]\n" POLICY } },
	  "",
	  "" },
	{ { { "0001-a.md", ACCEPTED "refs: [\"refs/heads/**\", \"!refs/heads/main\"]\n" POLICY },
	    { "0002-b.md", ACCEPTED "refs: [refs/heads/main]\n" POLICY } },
	  "",
	  "" },
	/* refs that differ are said */
	{ { { "0001-a.md", ACCEPTED "date: 2026-01-01\n" POLICY },
	    { "0002-b.md",
	      ACCEPTED "date: 2026-02-01\nrefs: [refs/heads/main, refs/heads/next]\n" POLICY } },
	  "ADR-0002 wins over ADR-0001 for every path on refs/heads/main, refs/heads/next: newer "
	  "date\n",
	  "" },
	/* each side is ahead somewhere */
	{ { { "0001-a.md", ACCEPTED "scope: [\"src/**\", \"docs/api/*.md\"]\n" POLICY },
	    { "0002-b.md", ACCEPTED "scope: [\"src/ui/**\", \"docs/**\"]\n" POLICY } },
	  "ADR-0001 wins over ADR-0002 for docs/api/*.md: more specific scope\n"
	  "ADR-0002 wins over ADR-0001 for src/ui/**: more specific scope\n",
	  "" },
	/* levels, questions, and what is not in force */
	{ { { "0001-a.md", ACCEPTED POLICY },
	    { "0002-b.md", ACCEPTED "level: advisory\n" POLICY },
	    { "0003-c.md", "---\nstatus: proposed\nquestion: q\n" POLICY } },
	  "",
	  "" },
	{ { { "0001-a.md", ACCEPTED POLICY },
	    { "0002-b.md", ACCEPTED "supersedes: [ADR-0001]\n" POLICY } },
	  "",
	  "" },
	/* a tie is an error, with an example */
	{ { { "0001-a.md", ACCEPTED "scope: [\"src/**\"]\ndate: 2026-01-01\n" POLICY },
	    { "0002-b.md", ACCEPTED "scope: [\"src/**\"]\ndate: 2026-01-01\n" POLICY } },
	  NULL,
	  D "0002-b.md:3:11: error: ADR-0001 and ADR-0002 both answer `q`, and neither wins for "
	    "`src` on refs/heads: their patterns are equally specific and their dates the same; "
	    "change a `scope` or a `date`, or let one supersede the other\n" },
	{ { { "0001-a.md", ACCEPTED "scope: [\"*/x\"]\n" POLICY },
	    { "0002-b.md", ACCEPTED "scope: [\"src/[a-z]\"]\n" POLICY },
	    { "0003-c.md", ACCEPTED "scope: [\"lib/[w-z]\", \"src/?\"]\n" POLICY } },
	  NULL,
	  D "0003-c.md:3:11: error: ADR-0002 and ADR-0003 both answer `q`, and neither wins for "
	    "`src/a` on refs/heads: their patterns are equally specific and their dates the same; "
	    "change a `scope` or a `date`, or let one supersede the other\n" },
	/* but not where a better match of one of the two stands above it */
	{ { { "0001-a.md", ACCEPTED "scope: [\"*/x\", \"a/x\"]\n" POLICY },
	    { "0002-b.md",
	      ACCEPTED "scope: [\"*/x\", \"!b*/**\", \"!c*/**\", \"!*[!a]*/**\"]\n" POLICY } },
	  NULL,
	  D "0002-b.md:3:11: error: ADR-0001 and ADR-0002 both answer `q`, and neither wins for "
	    "`aa/x` on refs/heads: their patterns are equally specific and their dates the same; "
	    "change a `scope` or a `date`, or let one supersede the other\n" },
	{ { { "0001-a.md", ACCEPTED "scope: [\"*/x\", \"a/x\"]\n" POLICY },
	    { "0002-b.md", ACCEPTED "scope: [\"*/x\", \"!??*/**\", \"![!a]/**\"]\n" POLICY } },
	  "ADR-0001 wins over ADR-0002 for a/x: more specific scope\n",
	  "" },
};

static const char *
exclusions_of(struct corpus *corpus)
{
	struct bytes text = BYTES("");

	for (size_t i = 0; i < corpus->bundle->n_exclusions; i++)
		text = arena_printf(&corpus->arena, "%.*s%.*s\n", BYTES_ARG(text),
				    BYTES_ARG(corpus->bundle->exclusions[i].text));
	return text.data;
}

static void
who_wins_is_settled_when_compiled(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct corpus corpus;

		corpus_init(&corpus);
		corpus_compile_files(&corpus, rows[i].files);
		if (strcmp(corpus_diagnostics(&corpus), rows[i].diagnostics) != 0)
			fail_msg("row %zu:\n%s", i, corpus_diagnostics(&corpus));
		if (rows[i].exclusions && strcmp(exclusions_of(&corpus), rows[i].exclusions) != 0)
			fail_msg("row %zu:\n%s", i, exclusions_of(&corpus));
		corpus_release(&corpus);
	}
}

static void
many_contenders_are_refused(void **state)
{
	struct source_file files[CONTEST_MAX_CONTENDERS + 1];
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	for (int i = 0; i <= CONTEST_MAX_CONTENDERS; i++) {
		files[i].path = arena_printf(&corpus.arena, "%04d-x.md", i);
		files[i].content =
			arena_printf(&corpus.arena, ACCEPTED "scope: [\"d%d/**\"]\n" POLICY, i);
	}
	corpus.source.files = files;
	corpus.source.n_files = CONTEST_MAX_CONTENDERS;
	assert_int_equal(bundle_compile(&corpus.source, &corpus.options, &corpus.arena)->n_errors,
			 0);
	corpus.source.n_files++;
	corpus.bundle = bundle_compile(&corpus.source, &corpus.options, &corpus.arena);
	assert_string_equal(corpus_diagnostics(&corpus),
			    D "0064-x.md:3:11: error: more than 64 decisions of one level answer "
			      "`q`\n");
	corpus_release(&corpus);
}

/* "{pattern}, {pattern}": each as many states as a search will not walk. */
static struct bytes
hard_scope(struct arena *arena, char end)
{
	struct bytes text = BYTES("");

	for (int i = 0; i < 40; i++)
		text = arena_printf(arena, "%.*s%s\"*%c*b????????????????%d*%c\"", BYTES_ARG(text),
				    i ? ", " : "", 'a' + i % 26, i, end);
	return text;
}

/* The work is bounded, and what could not be compared is no verdict. */
static void
what_cannot_be_compared_is_an_error(void **state)
{
	struct corpus corpus;

	(void)state;
	corpus_init(&corpus);
	for (char i = '1'; i <= '3'; i++)
		corpus_add(&corpus, arena_printf(&corpus.arena, "000%c-x.md", i).data,
			   arena_printf(&corpus.arena, ACCEPTED "scope: [%.*s]\n" POLICY,
					BYTES_ARG(hard_scope(&corpus.arena, i))));
	corpus_compile(&corpus);
	assert_int_equal(corpus.bundle->n_errors, 1);
	assert_non_null(strstr(corpus_diagnostics(&corpus), "too many or too complex to compare"));
	corpus_release(&corpus);
}

/* Whether DECISION, as compiled, judges PATH on REF. */
static bool
applies(const struct bundle *bundle, const struct decision *decision, struct bytes ref,
	struct bytes path)
{
	const struct contest *contest = decision->contest;
	struct standing own = { 0 }, other;

	if (!decision->enforced || !pattern_list_matches(&decision->refs, ref) ||
	    !decision_in_scope(decision, path))
		return false;
	for (size_t i = 0; contest && i < contest->n_contenders; i++) {
		if (contest->contenders[i].decision == decision->index)
			assert_true(
				contender_standing(&contest->contenders[i], decision, path, &own));
	}
	for (size_t i = 0; contest && i < contest->n_contenders; i++) {
		const struct contender *contender = &contest->contenders[i];
		const struct decision *rival = &bundle->decisions[contender->decision];

		if (pattern_list_matches(&rival->refs, ref) &&
		    contender_standing(contender, rival, path, &other) &&
		    standing_wins(&other, &own))
			return false;
	}
	return true;
}

static void
corpus_compare(unsigned int seed, const struct reference *reference, const struct bundle *bundle)
{
	bool tie = reference_has_tie(reference);

	if ((bundle->n_errors > 0) != tie)
		fail_msg("seed %u, tie %d: %.*s", seed, tie,
			 BYTES_ARG(bundle->n_errors ? bundle->diagnostics[0].message
						    : BYTES("no error")));
	for (size_t i = 0; !tie && i < reference->n_decisions; i++) {
		for (size_t r = 0; r < REFERENCE_REFS; r++) {
			for (size_t p = 0; p < REFERENCE_PATHS; p++) {
				const struct decision *decision =
					bundle_find(bundle, reference->decisions[i].id);

				if (applies(bundle, decision, reference_ref(r),
					    reference_path(p)) !=
				    reference_applies(reference, i, r, p))
					fail_msg("seed %u: %.*s on %.*s, ref %zu", seed,
						 BYTES_ARG(decision->id),
						 BYTES_ARG(reference_path(p)), r);
			}
		}
	}
}

static void
a_plain_reference_agrees(void **state)
{
	size_t n_ties = 0;

	(void)state;
	for (unsigned int seed = 1; seed <= 1000; seed++) {
		struct reference reference;
		struct corpus corpus;

		corpus_init(&corpus);
		reference_make(&reference, seed, &corpus.arena);
		for (size_t i = 0; i < reference.n_decisions; i++)
			corpus_add(&corpus, reference.decisions[i].file,
				   reference.decisions[i].text);
		corpus_compile(&corpus);
		corpus_compare(seed, &reference, corpus.bundle);
		n_ties += corpus.bundle->n_errors > 0;
		corpus_release(&corpus);
	}
	/* Both kinds are there. */
	assert_in_range(n_ties, 40, 900);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_wins_is_settled_when_compiled),
		cmocka_unit_test(many_contenders_are_refused),
		cmocka_unit_test(what_cannot_be_compared_is_an_error),
		cmocka_unit_test(a_plain_reference_agrees),
	};

	return cmocka_run_group_tests_name("contests", tests, NULL, NULL);
}
