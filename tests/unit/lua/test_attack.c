#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/io.h"
#include "base/macros.h"
#include "fixture.h"

/*
 * Each policy of tests/attack/policies, at the top level and as a callback: it must not get
 * through, and must end by itself, twice in the same way, within five seconds of the processor. To
 * be quick about it, a quarter of the work is granted, and a quarter of the time.
 */

enum { FILE_MAX_BYTES = 65536, NAMES_MAX = 200, SHARE = 4, SECONDS_MAX = 5, SLOWDOWN = 20 };
/* A machine that is slow today is slow for everything: what an attack may take beside a plain loop.
 */
enum { TIMES_A_LOOP = 12 };

static struct fixture f;

static double
seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The policy is the function `check` of the table that the file's chunk returns. */
static struct bytes
wrapped(struct bytes text, bool as_callback)
{
	return arena_printf(&f.arena,
			    "local function chunk(...) %.*s\nend\n"
			    "local attack = chunk(%s).check\n"
			    "return { file = function(o) local r = attack(o)\n"
			    "o:violation(tostring(r)) end }",
			    BYTES_ARG(text), as_callback ? "'check'" : "");
}

static void
start_over(void)
{
	fixture_init(&f);
	f.limits.value[LIMIT_INSTRUCTIONS] /= SHARE;
	f.limits.value[LIMIT_REGEX_STEPS] /= SHARE;
}

/* What the same limit takes that a loop of nothing spends, once measured. */
static double
loop_seconds(void)
{
	static double seconds;
	double start = seconds_now();

	if (seconds > 0)
		return seconds;
	start_over();
	fixture_run(&f,
		    wrapped(BYTES("return { check = function() while true do end end }"), false));
	fixture_release(&f);
	seconds = seconds_now() - start;
	return seconds;
}

static double
seconds_allowed(void)
{
#ifdef WITH_SANITIZERS
	double allowed = (double)SECONDS_MAX * SLOWDOWN / SHARE;
#else
	double allowed = (double)SECONDS_MAX / SHARE;
#endif

	return allowed > TIMES_A_LOOP * loop_seconds() ? allowed : TIMES_A_LOOP * loop_seconds();
}

static void
run_twice(const char *name, struct bytes text, const char *way)
{
	double allowed = seconds_allowed();
	double start = seconds_now();
	char *first, *second;

	start_over();
	first = strdup(fixture_run(&f, text));
	fixture_release(&f);
	print_message("# %s %s: %.2f s: %.90s\n", name, way, seconds_now() - start, first);
	assert_true(seconds_now() - start < allowed);
	assert_null(strstr(first, "PWNED"));
	assert_null(strstr(first, "OUTPUT"));

	start_over();
	second = strdup(fixture_run(&f, text));
	fixture_release(&f);
	assert_string_equal(first, second);
	free(first);
	free(second);
}

static void
run_file(const char *folder, const char *name)
{
	char path[4096];
	struct buf text = BUF_INIT;
	struct error err;
	struct bytes callback, top;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	assert_int_equal(io_read_file(path, FILE_MAX_BYTES, &text, &err), 0);
	fixture_init(&f);
	callback = wrapped(buf_bytes(&text), true);
	top = wrapped(buf_bytes(&text), false);
	callback = bytes_of(strndup(callback.data, callback.len));
	top = bytes_of(strndup(top.data, top.len));
	fixture_release(&f);
	run_twice(name, callback, "as a callback");
	run_twice(name, top, "at the top");
	free((char *)(uintptr_t)callback.data);
	free((char *)(uintptr_t)top.data);
	buf_release(&text);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
attacks_fail(UNUSED void **state)
{
	const char *source = getenv("srcdir");
	char folder[2048];
	char *names[NAMES_MAX];
	size_t n = 0;
	struct dirent *entry;
	DIR *dir;

	snprintf(folder, sizeof(folder), "%s/tests/attack/policies", source ? source : ".");
	dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir)) && n < NAMES_MAX) {
		if (strstr(entry->d_name, ".lua"))
			names[n++] = strdup(entry->d_name);
	}
	closedir(dir);
	qsort(names, n, sizeof(names[0]), compare_names);
	assert_true(n >= 61);
	for (size_t i = 0; i < n; i++) {
		run_file(folder, names[i]);
		free(names[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(attacks_fail) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
