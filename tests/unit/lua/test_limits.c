#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

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
	return f.fake.n_unreleased == 0 ? 0 : -1;
}

/* What each limit says when it is spent; nothing behind it runs, whoever tries to catch it. */
static void
spent_limit_ends_the_policy(UNUSED void **state)
{
	static const struct {
		enum limit limit;
		uint64_t bound;
		const char *callback, *body, *expected;
	} rows[] = {
		{ LIMIT_INSTRUCTIONS, 1234, "ref",
		  "while true do pcall(function() while true do end end) end",
		  "error: spent its limit of 1,234 thousand VM instructions "
		  "(writ.limit.instructions)" },
		{ LIMIT_MEMORY, 2 << 20, "ref",
		  "local t = {} while true do pcall(function() t[#t + 1] = {} end) end",
		  "error: spent its limit of 2,097,152 bytes (writ.limit.memory)" },
		{ LIMIT_MEMORY, 2 << 20, "ref", "pcall(string.rep, 'x', 1 << 40) show('on')",
		  "error: spent its limit of 2,097,152 bytes (writ.limit.memory)" },
		{ LIMIT_READ_BYTES, 100, "file",
		  "for i = 1, 9 do pcall(o.content, o) end show('on')",
		  "error: spent its limit of 100 bytes (writ.limit.read-bytes)" },
		{ LIMIT_REGEX_STEPS, 1, "ref",
		  "pcall(re.find, ('a'):rep(99), '(a*)*[bc]$') show('on')",
		  "error: spent its limit of 1 thousand steps (writ.limit.regex-steps)" },
		{ LIMIT_REGEX_STEPS, 1, "file",
		  "for i = 1, 99 do pcall(o.find, o, 'x.*y|t') end show('on')",
		  "error: spent its limit of 1 thousand steps (writ.limit.regex-steps)" },
		{ LIMIT_VIOLATIONS, 2, "ref", "for i = 1, 9 do pcall(o.violation, o, 'x') end",
		  "x\nx\nerror: spent its limit of 2 violations (writ.limit.violations)" },
		{ LIMIT_MESSAGE_BYTES, 64, "ref", "pcall(o.violation, o, ('x'):rep(65)) show('on')",
		  "error: spent its limit of 64 bytes (writ.limit.message-bytes)" },
		{ LIMIT_POLICY_BYTES, 16, "ref", "show('on')",
		  "error: spent its limit of 16 bytes (writ.limit.policy-bytes)" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		limits_init(&f.limits);
		f.limits.value[rows[i].limit] = rows[i].bound;
		assert_string_equal(fixture_run_body(&f, rows[i].callback, rows[i].body),
				    rows[i].expected);
		assert_true(f.limit);
	}
}

/* One instruction each, or next to none, and much work. */
static void
hidden_work_is_charged(UNUSED void **state)
{
	static const char *const bodies[] = {
		"local s = ('9'):rep(1 << 20) while true do for i = 1, s do break end end",
		"local a, b = ('x'):rep(1 << 20), ('x'):rep(1 << 20) while a == b do end",
		"local a, b = ('x'):rep(1 << 20), ('x'):rep(1 << 20) while a <= b do end",
		"local t, s = {}, ('x'):rep(1 << 20) t[s] = 1 while t[('x'):rep(1 << 20)] do end",
		"local function g(...) return g(1, ...) end while true do pcall(g) end",
		"local t = table.pack(('x'):byte(1, 1)) for i = 1, 1 << 16 do t[i] = 1 end "
		"while true do select('#', table.unpack(t)) end",
		"local s = ('a'):rep(1 << 16) while true do s:find('.-.-.-b') end",
		"local s = ('a'):rep(1 << 20) while true do s:find(s, 1, true) end",
		"local s = ('%d'):rep(1 << 16) while true do pcall(string.format, s) end",
		"while true do pcall(function() local x = string.foo end) end",
		"while true do local x = ('x'):rep(1 << 20):upper():lower():reverse():len() end",
		"while true do table.concat({ ('x'):rep(1 << 20), ('y'):rep(1 << 20) }) end",
		"while true do glob.match('{a,b}*/**/{c,d}*', ('a/'):rep(1 << 16)) end",
		"while true do path.join(('a/'):rep(1 << 16)) end",
		"while true do utf8.len(('\\u{e4}'):rep(1 << 18)) end",
		"local t = {} for i = 1, 1 << 16 do t[i] = i end while true do table.sort(t) end",
		"local t = {} for i = 1, 1 << 16 do t[i] = i end while true do pairs(t) end",
		"while true do pcall(error, ('x'):rep(1 << 16)) end",
	};

	f.limits.value[LIMIT_INSTRUCTIONS] = 40000;
	for (size_t i = 0; i < ARRAY_SIZE(bodies); i++) {
		clock_t start = clock();
		double seconds;

		assert_string_equal(fixture_run_body(&f, "ref", bodies[i]),
				    "error: spent its limit of 40,000 thousand VM instructions "
				    "(writ.limit.instructions)");
		seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		print_message("# %.2f s: %.60s\n", seconds, bodies[i]);
#ifndef WITH_SANITIZERS
		assert_true(seconds < 1);
#endif
	}
}

/* Messages name `a.b.c` by searching the code once for each link. */
static void
naming_a_long_chain_is_charged(UNUSED void **state)
{
	struct buf body = BUF_INIT;
	clock_t start;

	buf_add_string(&body, "return { ref = function() local t = {} t.a = t while true do pcall("
			      "function() return t");
	for (int i = 0; i < 30000; i++)
		buf_add_string(&body, ".a");
	buf_add_string(&body, ".b.c end) end end }");
	f.limits.value[LIMIT_INSTRUCTIONS] = 40000;
	start = clock();
	assert_string_equal(fixture_run(&f, buf_bytes(&body)),
			    "error: spent its limit of 40,000 thousand VM instructions "
			    "(writ.limit.instructions)");
	print_message("# %.2f s\n", (double)(clock() - start) / CLOCKS_PER_SEC);
#ifndef WITH_SANITIZERS
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
#endif
	buf_release(&body);
}

/* A loop over a list finds itself by the variables of its function. */
static void
stepping_a_loop_in_a_long_function_is_charged(UNUSED void **state)
{
	struct buf body = BUF_INIT;
	clock_t start;

	buf_add_string(&body, "return { ref = function()");
	for (int i = 0; i < 4000; i++)
		buf_add_string(&body, " do local a end");
	buf_add_string(&body, " while true do for x in decision.parameters.list do end end end }");
	f.limits.value[LIMIT_INSTRUCTIONS] = 40000;
	start = clock();
	assert_string_equal(fixture_run(&f, buf_bytes(&body)),
			    "error: spent its limit of 40,000 thousand VM instructions "
			    "(writ.limit.instructions)");
	print_message("# %.2f s\n", (double)(clock() - start) / CLOCKS_PER_SEC);
#ifndef WITH_SANITIZERS
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
#endif
	buf_release(&body);
}

static void
garbage_is_collected_before_memory_is_spent(UNUSED void **state)
{
	f.limits.value[LIMIT_MEMORY] = 4 << 20;
	assert_string_equal(
		fixture_run_body(&f, "ref",
				 "local s for i = 1, 100 do s = ('x'):rep(1 << 20) .. i "
				 "end show(#s)"),
		"1048579");
	assert_true(f.usage.memory_peak <= 4 << 20);
}

static void
usage_is_the_same_each_time(UNUSED void **state)
{
	static const char body[] = "local t = {} for i = 1, 1000 do t['k' .. i] = {} end "
				   "for k in pairs(t) do re.find(k, '[0-9]+$') end";
	struct policy_usage first;

	fixture_run_body(&f, "ref", body);
	first = f.usage;
	assert_true(first.instructions > 1000 && first.regex_steps > 1000);
	fixture_run_body(&f, "ref", body);
	assert_memory_equal(&first, &f.usage, sizeof(first));
}

enum { MANY_FILES = 200000 };

static int
many_files(UNUSED void *ctx, UNUSED const struct oid *tree, UNUSED tree_pruner *prune,
	   tree_visitor *visit, void *visit_ctx, UNUSED struct error *err)
{
	char path[64];

	for (uint32_t i = 0; i < MANY_FILES; i++) {
		int len = snprintf(path, sizeof(path), "src/components/group-%03u/file-%06u.txt",
				   i / 1000, i);
		struct tree_file file = { { path, (size_t)len }, { .kind = ENTRY_FILE } };
		int result;

		memcpy(file.entry.id.id, &i, sizeof(i));
		result = visit(visit_ctx, &file);
		if (result)
			return result;
	}
	return 0;
}

static void
paths_of_a_large_tree_are_within_the_limits(UNUSED void **state)
{
	clock_t start = clock();

	f.ops.tree_walk = many_files;
	assert_string_equal(fixture_run_body(&f, "tree",
					     "local n = 0 for f in o:files('**') do "
					     "if f.path:find('x') then n = n + 1 end end show(n)"),
			    "200000");
	print_message("# %.2f s, %" PRIu64 " instructions, %" PRIu64 " bytes\n",
		      (double)(clock() - start) / CLOCKS_PER_SEC, f.usage.instructions,
		      (uint64_t)f.usage.memory_peak);
	assert_true(f.usage.instructions < (uint64_t)MANY_FILES * 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(spent_limit_ends_the_policy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hidden_work_is_charged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(naming_a_long_chain_is_charged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stepping_a_loop_in_a_long_function_is_charged,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(garbage_is_collected_before_memory_is_spent, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(paths_of_a_large_tree_are_within_the_limits, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(usage_is_the_same_each_time, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
