#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ledger/past.h"

enum { SECOND_LINES = 10 }; /* a record each 100 ms */

/* A history as steps, a record each, one letter for each value ('0': none): "v1ab" verdict 1 lets a
 * become b, "r1ab" verdict 1 rejects it, "e1ab" its effect, "e-ab" an effect without a verdict,
 * "g.ab" a gap. */
static void
step_add(struct past *past, uint64_t seq, const char *step)
{
	static const enum record_kind kinds[] = { ['v'] = RECORD_VERDICT,
						  ['r'] = RECORD_VERDICT,
						  ['e'] = RECORD_EFFECT,
						  ['g'] = RECORD_GAP };
	char id[RECORD_ID_CHARS + 1], time[64];
	struct record record = { .kind = kinds[(unsigned char)step[0]], .seq = seq };
	struct buf refs = BUF_INIT;

	record.admitted = step[0] == 'v';
	snprintf(id, sizeof(id), "%032d", step[1]);
	snprintf(time, sizeof(time), "2026-11-29T14:00:%02d.%d00000Z", (int)seq / SECOND_LINES,
		 (int)seq % SECOND_LINES);
	buf_add_string(&refs, step[0] == 'g' ? "[{\"found\":\"" : "[{\"new\":\"");
	buf_add_repeated(&refs, step[3], OID_HEX_CHARS);
	buf_add_string(&refs, step[0] == 'g' ? "\",\"known\":\"" : "\",\"old\":\"");
	buf_add_repeated(&refs, step[2], OID_HEX_CHARS);
	buf_add_string(&refs, "\",\"ref\":\"refs/heads/x\",\"verdict\":");
	if (step[1] == '-')
		buf_add_string(&refs, "null");
	else
		buf_printf(&refs, "\"%s\"", id);
	buf_add_string(&refs, "}]");
	record.refs = buf_bytes(&refs);
	record.id = bytes_of(id);
	record.time = bytes_of(time);
	record.repository = BYTES("\"repository\":\"/r\"");
	past_add(past, &record);
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

static void
past_make(struct past *past, const char *steps, char now)
{
	struct bytes rest = bytes_of(steps), step;
	struct oid id = value_of(now);
	uint64_t seq = 1;

	past_init(past, BYTES("/r"));
	while (rest.len && bytes_split(&rest, ' ', &step))
		step_add(past, seq++, step.data);
	if (now != '0')
		past_now(past, BYTES("refs/heads/x"), &id);
}

static void
values_are_those_before_each_record(void **state)
{
	static const struct {
		const char *steps;
		char now;
		const char *values; /* before each record, and behind all */
	} cases[] = {
		{ "", 'a', "a" }, /* since before the ledger */
		{ "v10a e10a", 'a', "00a" },
		{ "v1ab e1ab v2bc e2bc", 'c', "aabbc" }, /* it was there before */
		{ "v1ab e1ab r2bc v3bd e3bd", 'd', "aabbbd" },
		{ "v1ab e1ab v2b0 e2b0", '0', "aabb0" },
		{ "v1ab v2bc", 'c', "abc" },       /* effects are not written */
		{ "v1ab v2ac e2ac", 'c', "aaac" }, /* git has refused the first */
		{ "v1ab", 'a', "aa" },             /* and this one */
		{ "v1ab e1ab", 'c', "aab" },       /* it moved past all hooks, later */
		{ "v10a e10a g.ab v2bc e2bc", 'c', "00abbc" },
		{ "e-ab", 'b', "ab" },
		{ "v1ab v2bc e2bc e1ab", 'c', "aaabc" }, /* together */
		{ "v1ab v2bc v3cd e3cd e2bc e1ab", 'd', "aaaabcd" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct arena arena;
		struct past past;

		arena_init(&arena);
		past_make(&past, cases[i].steps, cases[i].now);
		for (size_t k = 0; cases[i].values[k]; k++) {
			struct oid wanted = value_of(cases[i].values[k]);
			const struct past_value *values;
			size_t n;

			values = past_values(&past, k + 1, &arena, &n);
			if (n > 1 ||
			    !oid_equal(n ? &values[0].id : &(struct oid){ { 0 } }, &wanted))
				fail_msg("%s before %zu", cases[i].steps, k + 1);
		}
		past_release(&past);
		arena_release(&arena);
	}
}

static void
moves_while_a_verdict_was_made_are_seen(void **state)
{
	static const struct {
		const char *steps;
		uint64_t line, duration_ms;
		bool unclear;
	} cases[] = {
		{ "v1ab e1ab v2bc e2bc", 3, 0, false },
		{ "v1ab e1ab v2bc e2bc", 3, 98, false },
		{ "v1ab e1ab v2bc e2bc", 3, 100, true }, /* it began before the effect */
		{ "v1ab e1ab v2bc e2bc", 1, 5000, false },
		{ "v1ab v2bc e1ab e2bc", 2, 0, true }, /* it may have happened before */
		{ "v1ab v2bc e1ab e2bc", 1, 0, false },
		{ "v1ab v2bc", 2, 5000, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char time[64];
		struct record verdict = { .seq = cases[i].line };
		struct past past;

		snprintf(time, sizeof(time), "2026-11-29T14:00:00.%d00000Z", (int)cases[i].line);
		verdict.time = bytes_of(time);
		past_make(&past, cases[i].steps, 'c');
		if (past_is_unclear(&past, &verdict, cases[i].duration_ms) != cases[i].unclear)
			fail_msg("%s, line %d", cases[i].steps, (int)cases[i].line);
		past_release(&past);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_those_before_each_record),
		cmocka_unit_test(moves_while_a_verdict_was_made_are_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
