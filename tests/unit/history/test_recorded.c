#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "history/recorded.h"

#define ONE "1111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222"
#define NONE "0000000000000000000000000000000000000000"
#define COMMITMENT "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"

static struct arena arena;

static int
set_up(UNUSED void **state)
{
	arena_init(&arena);
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	arena_release(&arena);
	return 0;
}

static struct record
record_of(const char *refs, const char *verdict)
{
	return (struct record){ .kind = RECORD_VERDICT,
				.id = BYTES("id"),
				.time = BYTES("2026-11-01T10:00:00.000000Z"),
				.refs = bytes_of(refs),
				.admitted = true,
				.pusher = BYTES(COMMITMENT),
				.verdict = bytes_of(verdict) };
}

static void
moves_become_updates(UNUSED void **state)
{
	struct record record = record_of(
		"[{\"new\":\"" ONE "\",\"old\":\"" NONE "\",\"ref\":\"refs/heads/\\u00e9\"},"
		"{\"new\":\"" NONE "\",\"old\":\"" ONE "\",\"ref_base64\":\"cmVmcy9oZWFkcy//\"},"
		"{\"new\":\"" TWO "\",\"old\":\"" ONE "\",\"ref\":\"refs/tags/t\"}]",
		"{\"bundle\":\"sha256:1\",\"verdict\":\"reject\"}");
	struct recorded_push push;
	struct error err;

	assert_int_equal(recorded_push_make(&push, &record, BYTES(""), BYTES(""), &arena, &err), 0);
	assert_int_equal(push.n_updates, 3);
	assert_true(bytes_equal_string(push.updates[0].ref, "refs/heads/\xc3\xa9"));
	assert_int_equal(push.updates[0].kind, UPDATE_CREATE);
	assert_true(bytes_equal_string(push.updates[1].ref, "refs/heads/\xff"));
	assert_int_equal(push.updates[1].kind, UPDATE_DELETE);
	assert_int_equal(push.updates[2].kind, UPDATE_UPDATE);
	assert_int_equal(push.updates[2].index, 2);
	assert_int_equal(push.updates[2].new_id.id[0], 0x22);
	assert_int_equal(push.verdict, VERDICT_REJECT);
	assert_true(push.admitted);
	assert_true(bytes_equal_string(push.bundle, "sha256:1"));
}

static void
refs_of_another_namespace_are_left_out(UNUSED void **state)
{
	struct record record = record_of("[{\"new\":\"" ONE "\",\"old\":\"" NONE
					 "\",\"ref\":\"refs/namespaces/a/refs/heads/x\"},"
					 "{\"new\":\"" ONE "\",\"old\":\"" NONE
					 "\",\"ref\":\"refs/namespaces/b/refs/heads/y\"}]",
					 "{\"verdict\":\"accept\"}");
	struct recorded_push push;
	struct error err;

	assert_int_equal(recorded_push_make(&push, &record, BYTES("refs/namespaces/b/"), BYTES(""),
					    &arena, &err),
			 0);
	assert_int_equal(push.n_updates, 1);
	assert_true(bytes_equal_string(push.updates[0].ref, "refs/heads/y"));
	assert_null(push.bundle.data);
}

#define MOVE(ref, new_id) "{\"new\":\"" new_id "\",\"old\":\"" NONE "\",\"ref\":\"" ref "\"}"

/* The verdict has the name that was pushed, the moves have that of what moved. */
static void
symbolic_refs_have_both_names(UNUSED void **state)
{
	struct record record =
		record_of("[" MOVE("refs/heads/main", ONE) "," MOVE("refs/heads/x", TWO) "]",
			  "{\"updates\":[" MOVE("refs/heads/alias", ONE) "," MOVE(
				  "refs/heads/main", ONE) "," MOVE("refs/heads/x",
								   TWO) "],"
									"\"verdict\":\"accept\"}");
	struct recorded_push push;
	struct error err;

	assert_int_equal(recorded_push_make(&push, &record, BYTES(""), BYTES(""), &arena, &err), 0);
	assert_int_equal(push.n_updates, 3);
	assert_true(bytes_equal_string(push.updates[0].ref, "refs/heads/alias"));
	assert_true(bytes_equal_string(push.updates[0].target, "refs/heads/main"));
	assert_true(bytes_equal_string(push.updates[1].ref, "refs/heads/main"));
	assert_int_equal(push.updates[1].target.len, 0);
	assert_int_equal(push.updates[2].target.len, 0);
}

static void
values_of_a_namespace_are_no_symbolic_ref(UNUSED void **state)
{
	struct record record =
		record_of("[" MOVE("refs/namespaces/a/refs/heads/main", ONE) "]",
			  "{\"updates\":[" MOVE("refs/heads/main", ONE) "],"
									"\"verdict\":\"accept\"}");
	struct recorded_push push;
	struct error err;

	assert_int_equal(recorded_push_make(&push, &record, BYTES(""), BYTES(""), &arena, &err), 0);
	assert_int_equal(push.n_updates, 0);
	assert_int_equal(push.n_left_out, 1);
	assert_int_equal(recorded_push_make(&push, &record, BYTES("refs/namespaces/a/"), BYTES(""),
					    &arena, &err),
			 0);
	assert_int_equal(push.n_updates, 1);
	assert_int_equal(push.updates[0].target.len, 0);
}

static void
name_is_found_or_erased(UNUSED void **state)
{
	struct record record = record_of("[]", "{\"verdict\":\"accept\"}");
	struct recorded_push push;
	struct error err;

	assert_int_equal(recorded_push_make(&push, &record, BYTES(""),
					    BYTES("{\"commitment\":\"" COMMITMENT
						  "\",\"name\":\"\\u00e9ve\",\"salt\":\"\"}\n"),
					    &arena, &err),
			 0);
	assert_true(bytes_equal_string(push.user, "\xc3\xa9ve"));
	assert_false(push.user_unknown);
	assert_int_equal(recorded_push_make(&push, &record, BYTES(""), BYTES(""), &arena, &err), 0);
	assert_null(push.user.data);
	assert_true(push.user_unknown);
	record.pusher = BYTES_NONE;
	assert_int_equal(recorded_push_make(&push, &record, BYTES(""), BYTES(""), &arena, &err), 0);
	assert_false(push.user_unknown);
}

static void
record_without_its_values_is_told(UNUSED void **state)
{
	struct record values = record_of("[{\"new\":\"1\",\"old\":\"" NONE "\",\"ref\":\"x\"}]",
					 "{\"verdict\":\"accept\"}");
	struct record word = record_of("[]", "{\"verdict\":\"perhaps\"}");
	struct recorded_push push;
	struct error err;

	assert_int_equal(recorded_push_make(&push, &values, BYTES(""), BYTES(""), &arena, &err),
			 -1);
	assert_string_equal(err.message, "record id: x has no values");
	assert_int_equal(recorded_push_make(&push, &word, BYTES(""), BYTES(""), &arena, &err), -1);
	assert_string_equal(err.message, "record id: it has no verdict that is known");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(moves_become_updates, set_up, tear_down),
		cmocka_unit_test_setup_teardown(refs_of_another_namespace_are_left_out, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(symbolic_refs_have_both_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_of_a_namespace_are_no_symbolic_ref, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(name_is_found_or_erased, set_up, tear_down),
		cmocka_unit_test_setup_teardown(record_without_its_values_is_told, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
