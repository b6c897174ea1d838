#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "agents/rank.h"
#include "base/arena.h"
#include "base/macros.h"

enum { N = 4 };

static const char *const texts[N] = {
	"Only billing touches the billing schema. Others call its interface.",
	"Every service writes structured logs; a log line is one JSON object.",
	"Tests run without the network. A test that needs a server starts it.",
	"The schema of a database changes by migrations, never by hand.",
};

/* The place of the best of the texts, N when none has a word of TASK. */
static size_t
best_of(const char *task)
{
	struct rank_field fields[N];
	struct rank_document documents[N];
	size_t best = N;

	for (size_t i = 0; i < N; i++) {
		fields[i] = (struct rank_field){ bytes_of(texts[i]), 1 };
		documents[i] = (struct rank_document){ &fields[i], 1, 1 };
	}
	rank_documents(documents, N, bytes_of(task));
	for (size_t i = 0; i < N; i++) {
		if (documents[i].score && (best == N || documents[i].score > documents[best].score))
			best = i;
	}
	return best;
}

static void
the_document_with_the_rarer_words_is_first(void **state)
{
	static const struct {
		const char *task;
		size_t best;
	} rows[] = {
		{ "add a column to the billing schema", 0 },
		{ "schema migration", 3 },
		{ "LOGGING: one log per request, as Json", 1 },
		{ "fix the flaky networkTests", 2 },
		{ "tests", 2 },
		{ "the of and a this", N },
		{ "unheard", N },
		{ "", N },
		{ "\xff\xfe \x00", N },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		assert_int_equal(best_of(rows[i].task), rows[i].best);
}

static void
a_field_counts_by_its_weight(void **state)
{
	const struct rank_field heavy[] = { { BYTES("cache"), 4 }, { BYTES("some words"), 1 } };
	const struct rank_field light[] = { { BYTES("some"), 4 }, { BYTES("cache words"), 1 } };
	struct rank_document documents[] = { { light, 2, 0 }, { heavy, 2, 0 } };

	(void)state;
	rank_documents(documents, 2, BYTES("cache"));
	assert_true(documents[0].score > 0);
	assert_true(documents[1].score > documents[0].score);
}

/* The formula in floating point, of documents that are COUNT times "a1" and FILL times "z9". */
static double
formula(const unsigned int *count, const unsigned int *fill, size_t n, size_t i)
{
	double words = 0, with = 0;
	double length = count[i] + fill[i];

	for (size_t k = 0; k < n; k++) {
		words += count[k] + fill[k];
		with += count[k] > 0;
	}
	return log2(1 + ((double)n - with + 0.5) / (with + 0.5)) * count[i] * 2.2 /
	       (count[i] + 1.2 * (0.25 + 0.75 * length * (double)n / words));
}

static struct bytes
repeated(struct arena *arena, const char *word, unsigned int n)
{
	char *text = arena_alloc(arena, 3 * n + 1);

	for (unsigned int i = 0; i < n; i++)
		memcpy(text + 3 * i, word, 3);
	return (struct bytes){ text, 3 * n };
}

static void
whole_numbers_give_the_formula(void **state)
{
	enum { DOCUMENTS = 5 };
	static const unsigned int count[DOCUMENTS] = { 1, 0, 7, 40, 2 };
	static const unsigned int fill[DOCUMENTS] = { 10, 30, 3, 500, 0 };
	struct rank_field fields[DOCUMENTS][2];
	struct rank_document documents[DOCUMENTS];
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < DOCUMENTS; i++) {
		fields[i][0] = (struct rank_field){ repeated(&arena, "a1 ", count[i]), 1 };
		fields[i][1] = (struct rank_field){ repeated(&arena, "z9 ", fill[i]), 1 };
		documents[i] = (struct rank_document){ fields[i], 2, 0 };
	}
	rank_documents(documents, DOCUMENTS, BYTES("a1"));
	for (size_t i = 0; i < DOCUMENTS; i++) {
		double score = (double)documents[i].score / 65536;

		assert_true(fabs(score - formula(count, fill, DOCUMENTS, i)) < 0.001);
	}
	arena_release(&arena);
}

/* Counts, weights and lengths at their bounds neither overflow nor drown the others. */
static void
a_text_that_repeats_a_word_gains_little(void **state)
{
	struct rank_field spam = { BYTES(""), 100 };
	struct rank_field plain = { BYTES("a1"), 1 };
	struct rank_document documents[] = { { &spam, 1, 0 }, { &plain, 1, 0 } };
	struct arena arena;

	(void)state;
	arena_init(&arena);
	spam.text = repeated(&arena, "a1 ", 1000000);
	rank_documents(documents, 2, BYTES("a1"));
	assert_true(documents[0].score > 0);
	assert_true(documents[0].score < 2 * documents[1].score);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_document_with_the_rarer_words_is_first),
		cmocka_unit_test(a_field_counts_by_its_weight),
		cmocka_unit_test(whole_numbers_give_the_formula),
		cmocka_unit_test(a_text_that_repeats_a_word_gains_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
