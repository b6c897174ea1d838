#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>

#include "base/macros.h"
#include "fixture.h"

static struct fixture f;

static int
set_up(UNUSED void **state)
{
	fixture_init(&f);
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	fixture_release(&f);
	return 0;
}

static void
drop(UNUSED void *ctx, UNUSED const struct finding *finding)
{
}

static void
event_write(void *ctx, const struct event *event)
{
	static const char *const names[EVENT_KINDS] = { "call", "read", "violation", "spent",
							"failure" };

	buf_printf(ctx, "%s %.*s %.*s;", names[event->kind], BYTES_ARG(event->what),
		   BYTES_ARG(event->subject));
}

/* Runs `ref` and, for a.py, `file` of the policy TEXT, which is at line 5 of its file. */
static struct policy *
run(const char *text, struct buf *events)
{
	struct policy *policy;

	f.env.event = event_write;
	f.decisions[0].policy = (struct policy_code){ BYTES("adr/0001-x.md"), bytes_of(text), 5 };
	policy = policy_new(&f.env, &f.decisions[0], NULL, drop, events);
	policy_call_ref(policy, &f.update);
	policy_call_change(policy, &f.changes[A_PY], &f.view, &f.update);
	return policy;
}

/* EXPECTED: "LINE:HITS" of each line of TEXT that holds code. */
static void
lines_check(const char *text, const char *expected)
{
	CLEANUP(buf_release) struct buf seen = BUF_INIT;
	struct policy *policy;
	struct line_hits hits;
	size_t from = 0;

	f.env.watch.lines = true;
	policy = run(text, NULL);
	buf_add_string(&seen, "");
	while ((from = policy_lines(policy, from, &hits)) > 0)
		buf_printf(&seen, "%s%zu:%" PRIu64, seen.len ? " " : "", hits.line, hits.hits);
	policy_free(policy);
	if (strcmp(seen.data, expected) != 0)
		print_error("%s\n", text);
	assert_string_equal(seen.data, expected);
}

static void
lines_are_those_that_hold_code(UNUSED void **state)
{
	static const struct {
		const char *text, *expected;
	} rows[] = {
		{ "return {\nref = function() end }", "5:1 6:2" },
		/* one that is never made; the end of a function that returns before it */
		{ "local function f()\nlocal function g()\nreturn 1\nend\nreturn g\nend\n"
		  "return { ref = function() end }",
		  "7:0 8:0 9:0 10:1 11:2" },
		/* the end of a loop that is always left */
		{ "return { ref = function()\nfor _, x in ipairs { 1 } do\nreturn\nend\nend }",
		  "5:1 6:1 7:1 9:1" },
		{ "return { ref = function()\nfor i = 1, 3 do\nlocal x = i\nend\nend }",
		  "5:1 6:4 7:3 9:2" },
		/* a call that gives the frame away, over two lines */
		{ "local function f() return {\nref = function() end } end\nreturn f(\n)",
		  "5:1 6:3 7:1" },
		/* what fails has run so far; what does not compile has no lines */
		{ "return { ref = function()\nerror('x')\nlocal x = 1\nend }", "5:1 6:1 7:0 8:1" },
		{ "return {", "" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		lines_check(rows[i].text, rows[i].expected);
}

/* Lua tells a line by its distance from the one before, which is one byte. */
static void
lines_far_apart_are_found(UNUSED void **state)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_add_string(&text, "local x = 1");
	buf_add_repeated(&text, '\n', 200);
	buf_add_string(&text, "return { ref = function()\nlocal y = x");
	buf_add_repeated(&text, '\n', 1000);
	buf_add_string(&text, "y = 2\nend }");
	lines_check(text.data, "5:1 205:1 206:1 1206:1 1207:2");
}

static void
events_come_in_their_order(UNUSED void **state)
{
	CLEANUP(buf_release) struct buf events = BUF_INIT;

	f.env.watch.events = true;
	policy_free(run("return { ref = function(u) u:violation 'x' end,\n"
			"file = function(file) local n = #file:added() local x = nil + 1 end }",
			&events));
	assert_string_equal(events.data,
			    "call load ;spent  ;"
			    "call ref refs/heads/main;violation  ;spent  ;"
			    "call file src/a.py;read old src/a.py;read new src/a.py;spent  ;"
			    "failure  ;");
}

static void
to_be_watched_costs_a_policy_nothing(UNUSED void **state)
{
	static const char text[] =
		"return { ref = function(u)\nfor i = 1, 5000 do\nlocal t = { i }\nend\nend,\n"
		"file = function(file)\nfor hit in file:find('.') do\nlocal t = hit.text\nend\nend "
		"}";
	CLEANUP(buf_release) struct buf events = BUF_INIT;
	struct policy_usage plain, watched;
	struct policy *policy = run(text, NULL);

	plain = policy_usage(policy);
	policy_free(policy);
	f.env.watch = (struct watch){ .lines = true, .events = true };
	policy = run(text, &events);
	watched = policy_usage(policy);
	policy_free(policy);
	assert_true(plain.instructions > 5000 && plain.read_bytes > 0);
	assert_memory_equal(&plain, &watched, sizeof(plain));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(lines_are_those_that_hold_code),
		TEST(lines_far_apart_are_found),
		TEST(events_come_in_their_order),
		TEST(to_be_watched_costs_a_policy_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
