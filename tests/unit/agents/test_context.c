#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "agents/context_format.h"
#include "agents/excerpt.h"
#include "base/macros.h"
#include "corpus.h"

#define POLICY "\n```lua policy\nreturn { file = function() end }\n```\n"
#define ACCEPTED "---\nstatus: accepted\n"

static const struct corpus_file files[] = {
	{ "0001-wide.md", ACCEPTED "scope: [\"src/**\"]\nquestion: q\ninstead: Do it well.\n---\n"
				   "# Wide\n\n## Decision\n\nWide things are wide.\n" POLICY },
	{ "0002-narrow.md", ACCEPTED "scope: [\"src/old/**\"]\nquestion: q\n---\n# Narrow\n\n"
				     "## Decision\n\nOld things stay.\n" POLICY },
	{ "0003-advice.md",
	  ACCEPTED "scope: [\"src/*.c\"]\nlevel: advisory\n---\n# Advice\n" POLICY },
	{ "0004-told.md", ACCEPTED "scope: [\"src/a.c\"]\nenforceable: false\n---\n# Told\n" },
	{ "0005-everywhere.md", ACCEPTED "enforceable: false\n---\n# Everywhere\n\nA text.\n" },
	{ "0006-shadow.md", ACCEPTED "level: shadow\n---\n# Shadow of a cache\n" POLICY },
	{ "0007-main.md",
	  ACCEPTED "refs: [refs/heads/main]\nsupersedes: [ADR-0008]\n---\n"
		   "# Main has a cache\n\n## Decision\n\nCaches are kept.\n" POLICY },
	{ "0008-gone.md", ACCEPTED "---\n# The cache of old\n" POLICY },
	{ "0009-idea.md", "---\nstatus: proposed\n---\n# A cache perhaps\n" POLICY },
	{ "waivers/x.yaml", "decision: ADR-0001\npaths: [\"src/a.c\"]\nreason: while it moves\n"
			    "requested-by: a@example.org\napproved-by: b@example.org\n"
			    "date: 2026-11-01\nexpires: 2026-11-30\n" },
	{ NULL, NULL },
};

struct fixture {
	struct corpus corpus;
	const struct bundle *bundles[1];
	struct context_question question;
	struct reach_query paths[2];
	struct context context;
};

static void
ask(struct fixture *it, const char *path, const char *task, const char *ref)
{
	it->paths[0] = (struct reach_query){ .path = bytes_of(path) };
	it->question = (struct context_question){ it->bundles,         1,
						  it->paths,           path != NULL,
						  bytes_of(ref),       bytes_of(task),
						  BYTES("2026-11-23"), 0 };
	context_find(&it->context, &it->question, &it->corpus.arena);
}

static const char *
ids(struct fixture *it)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	for (size_t i = 0; i < it->context.n_entries; i++)
		buf_printf(&out, "%s%.*s", i == it->context.n_binding ? "| " : "",
			   BYTES_ARG(it->context.entries[i].id));
	return arena_copy(&it->corpus.arena, buf_bytes(&out)).data;
}

static void
the_most_specific_is_first_and_what_is_related_last(void **state)
{
	static const struct {
		const char *path, *task, *ref, *ids;
	} rows[] = {
		{ "src/a.c", NULL, NULL, "ADR-0004ADR-0003ADR-0001ADR-0007ADR-0005" },
		{ "src/a.c", NULL, "refs/heads/topic", "ADR-0004ADR-0003ADR-0001ADR-0005" },
		{ "src/old/b.c", NULL, NULL, "ADR-0002ADR-0007ADR-0005" },
		{ "README", NULL, NULL, "ADR-0007ADR-0005" },
		{ NULL, "how old is the cache", NULL, "| ADR-0007ADR-0002" },
		{ "src/old/b.c", "wide caches", NULL, "ADR-0002ADR-0007ADR-0005| ADR-0001" },
		{ NULL, "nothing of this", NULL, "" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		ask(*state, rows[i].path, rows[i].task, rows[i].ref);
		assert_string_equal(ids(*state), rows[i].ids);
	}
}

static const struct context_entry *
entry_of(struct fixture *it, const char *id)
{
	for (size_t i = 0; i < it->context.n_entries; i++) {
		if (bytes_equal_string(it->context.entries[i].id, id))
			return &it->context.entries[i];
	}
	fail_msg("%s is not in the context", id);
	return NULL;
}

static void
an_entry_tells_what_is_decided_and_who_wins(void **state)
{
	const struct context_entry *entry;

	ask(*state, "src/old/b.c", NULL, NULL);
	entry = entry_of(*state, "ADR-0002");
	assert_true(bytes_equal_string(entry->text, "Old things stay."));
	assert_int_equal(entry->n_precedence, 1);
	assert_true(bytes_equal_string(
		entry->precedence[0],
		"ADR-0002 wins over ADR-0001 for src/old/**: more specific scope"));
	assert_int_equal(entry->n_waivers, 0);
	assert_int_equal(entry_of(*state, "ADR-0005")->form, CONTEXT_BRIEF);
	ask(*state, "src/a.c", NULL, NULL);
	assert_int_equal(entry_of(*state, "ADR-0001")->n_precedence, 0);
	assert_int_equal(entry_of(*state, "ADR-0001")->n_waivers, 1);
}

static void
written_with(struct fixture *it, const struct context_format *format, size_t budget,
	     struct buf *out, bool *written)
{
	struct error err;

	it->question.budget = budget;
	buf_clear(out);
	*written = context_write(out, &it->context, format, &err) == 0;
	assert_true(*written || err.code == ERROR_USAGE);
}

/* Whatever the budget, it is kept, and what is left out is of less weight than all that is there.
 */
static void
a_budget_is_kept_and_nothing_goes_unsaid(void **state)
{
	static const char *const names[] = { "markdown", "json" };
	struct fixture *it = *state;
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	size_t shown_before = 0;

	for (size_t f = 0; f < ARRAY_SIZE(names); f++) {
		const struct context_format *format = context_format_find(names[f]);
		size_t least = 0;

		shown_before = 0;
		for (size_t budget = 1; budget < 4000; budget++) {
			bool written;
			size_t shown;

			ask(it, "src/a.c", "old", NULL);
			written_with(it, format, budget, &out, &written);
			if (!written) {
				assert_int_equal(least, 0);
				continue;
			}
			least = least ? least : budget;
			assert_true(out.len <= budget);
			shown = it->context.n_entries - it->context.n_left_out;
			assert_true(shown + 1 >= shown_before);
			shown_before = shown;
			for (size_t i = 0; i < it->context.n_entries; i++)
				assert_int_equal(it->context.priority[i]->form == CONTEXT_LEFT_OUT,
						 i >= shown);
			assert_true(it->context.n_left_out == 0 ||
				    memmem(out.data, out.len, "left", 4) != NULL);
		}
		assert_true(least > 0 && shown_before == it->context.n_entries);
	}
}

static void
the_mandatory_is_kept_first(void **state)
{
	struct fixture *it = *state;
	static const char *const order[] = { "ADR-0001", "ADR-0007", "ADR-0003", "ADR-0004",
					     "ADR-0005" };

	ask(it, "src/a.c", NULL, NULL);
	for (size_t i = 0; i < ARRAY_SIZE(order); i++)
		assert_true(bytes_equal_string(it->context.priority[i]->id, order[i]));
}

static void
an_excerpt_ends_where_a_reader_would_stop(void **state)
{
	static const struct {
		const char *text, *excerpt;
		size_t max;
	} rows[] = {
		{ "short", "short", 10 },
		{ "One para.\n\nAnother one.", "One para.", 15 },
		{ "One. Two. Three four", "One. Two.", 14 },
		{ "words without an end", "words without", 16 },
		{ "unbroken", "unbr", 4 },
		{ "\xc3\xbc\xc3\xbc\xc3\xbc", "\xc3\xbc", 3 },
		{ "", "", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		bool shortened;
		struct bytes text = excerpt(bytes_of(rows[i].text), rows[i].max, &shortened);

		assert_true(bytes_equal_string(text, rows[i].excerpt));
		assert_int_equal(shortened, strcmp(rows[i].text, rows[i].excerpt) != 0);
	}
}

static int
set_up(void **state)
{
	static struct fixture it;

	corpus_init(&it.corpus);
	corpus_compile_files(&it.corpus, files);
	it.bundles[0] = it.corpus.bundle;
	*state = &it;
	if (it.corpus.bundle->n_errors)
		print_message("# %s\n", corpus_diagnostics(&it.corpus));
	return it.corpus.bundle->n_errors ? -1 : 0;
}

static int
tear_down(void **state)
{
	corpus_release(&((struct fixture *)*state)->corpus);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_specific_is_first_and_what_is_related_last),
		cmocka_unit_test(an_entry_tells_what_is_decided_and_who_wins),
		cmocka_unit_test(a_budget_is_kept_and_nothing_goes_unsaid),
		cmocka_unit_test(the_mandatory_is_kept_first),
		cmocka_unit_test(an_excerpt_ends_where_a_reader_would_stop),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
