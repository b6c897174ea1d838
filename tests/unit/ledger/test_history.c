#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ledger/history.h"

/* A history as steps, one letter for each value ('0': none): "v1ab" verdict 1 lets a become b,
 * "r1ab" verdict 1 rejects it, "e1ab" its effect, "e-ab" an effect without a verdict, "gab" a gap.
 */
static void
step_add(struct history *history, struct arena *arena, const char *step)
{
	static const struct {
		char letter;
		enum record_kind kind;
	} kinds[] = {
		{ 'v', RECORD_VERDICT },
		{ 'r', RECORD_VERDICT },
		{ 'e', RECORD_EFFECT },
		{ 'g', RECORD_GAP },
	};
	const char *ids = step[0] == 'g' ? step + 1 : step + 2;
	struct record record = { .admitted = step[0] == 'v' };
	struct buf refs = BUF_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (kinds[i].letter == step[0])
			record.kind = kinds[i].kind;
	}
	buf_add_string(&refs, step[0] == 'g' ? "[{\"found\":\"" : "[{\"new\":\"");
	buf_add_repeated(&refs, ids[1], OID_HEX_CHARS);
	buf_add_string(&refs, step[0] == 'g' ? "\",\"known\":\"" : "\",\"old\":\"");
	buf_add_repeated(&refs, ids[0], OID_HEX_CHARS);
	buf_add_string(&refs, "\",\"ref\":\"refs/heads/x\",\"verdict\":");
	if (step[1] == '-')
		buf_add_string(&refs, "null");
	else
		buf_printf(&refs, "\"%032d\"", step[1] - '0');
	buf_add_string(&refs, "}]");
	record.refs = arena_copy(arena, buf_bytes(&refs));
	record.id = arena_printf(arena, "%032d", step[1] - '0');
	record.repository = BYTES("\"repository\":\"/r\"");
	history_add(history, &record);
	buf_release(&refs);
}

static struct oid
value_of(char letter)
{
	char hex[OID_HEX_CHARS];
	struct oid id;

	memset(hex, letter, sizeof(hex));
	assert_true(oid_parse((struct bytes){ hex, sizeof(hex) }, &id));
	return id;
}

/* Asks whether the value FOUND is explained by STEPS. */
static bool
explains(const char *steps, char found, bool *is_missing)
{
	struct history history;
	struct bytes rest = bytes_of(steps), step;
	struct oid id = value_of(found), known;
	struct arena arena;
	bool result = true;
	size_t n;

	arena_init(&arena);
	history_init(&history, BYTES("/r"), &arena);
	while (rest.len && bytes_split(&rest, ' ', &step))
		step_add(&history, &arena, step.data);
	if (found != '0')
		result = history_explains(&history, BYTES("refs/heads/x"), &id, &known);
	history_missing(&history, &n);
	*is_missing = n > 0;
	history_release(&history);
	arena_release(&arena);
	return result;
}

static void
values_are_explained_by_what_was_let_in(void **state)
{
	static const struct {
		const char *steps;
		char found;
		bool explained;
	} cases[] = {
		{ "", 'a', false },
		{ "v10a e10a", 'a', true },
		{ "v10a e10a", 'b', false },
		{ "v10a", 'a', true },           /* the effect was not written */
		{ "r10a", 'a', false },          /* it was not let in */
		{ "v10a v2ab v3bc", 'c', true }, /* nor were these */
		{ "v10a v2ab v3bc", 'b', true },
		{ "v10a e10a v2ab v3bc e3bc e2ab", 'c', true }, /* written in another order */
		{ "v10a e10a v2ab v3ac e3ac", 'b', false },     /* only one of the two */
		{ "v10a e10a v2ab v3ac e3ac", 'c', true },
		{ "v10a e10a v2bc e2bc", 'c', false }, /* from a to b by nobody */
		{ "v10a e10a gab v2bc e2bc", 'c', true },
		{ "v10a e10a e-ab", 'b', true }, /* said by post-receive, with a warning then */
		{ "v10a e10a v2ab e2ab v3ba e3ba", 'a', true },
		{ "gab", 'b', true },
	};
	bool is_missing;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		if (explains(cases[i].steps, cases[i].found, &is_missing) != cases[i].explained)
			fail_msg("%s: %c", cases[i].steps, cases[i].found);
		assert_false(is_missing);
	}
}

static void
refs_that_should_exist_are_missing(void **state)
{
	static const struct {
		const char *steps;
		bool missing;
	} cases[] = {
		{ "", false },
		{ "v10a e10a", true },
		{ "v10a", false },
		{ "v10a e10a v2a0", false }, /* the effect was not written */
		{ "v10a e10a v2a0 e2a0", false },
		{ "v10a e10a ga0", false },
		{ "g0a", true },
	};
	bool is_missing;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		explains(cases[i].steps, '0', &is_missing);
		if (is_missing != cases[i].missing)
			fail_msg("%s", cases[i].steps);
	}
}

static void
records_of_another_repository_say_nothing(void **state)
{
	struct record record = { .kind = RECORD_GAP,
				 .repository = BYTES_INIT("\"repository\":\"/other\""),
				 .refs = BYTES_INIT(
					 "[{\"found\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
					 "aaaaaaa\",\"ref\":\"refs/heads/x\"}]") };
	struct history history;
	struct arena arena;
	size_t n;

	(void)state;
	arena_init(&arena);
	history_init(&history, BYTES("/r"), &arena);
	history_add(&history, &record);
	history_missing(&history, &n);
	assert_int_equal(n, 0);
	history_release(&history);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_explained_by_what_was_let_in),
		cmocka_unit_test(refs_that_should_exist_are_missing),
		cmocka_unit_test(records_of_another_repository_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
