#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/macros.h"
#include "lua/matcher.h"

/*
 * The matcher against Lua's own, over random patterns and subjects: the same place, the same
 * captures, the same complaint.
 */

enum { ROUNDS = 200000, PATTERN_MAX = 12, SUBJECT_MAX = 14, TEXT_MAX = 4096 };

static uint64_t seed = 88172645463325252u;

static unsigned int
random_below(unsigned int n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned int)(seed >> 33) % n;
}

static struct bytes
random_text(char *text, size_t max, const char *const *pieces, size_t n_pieces)
{
	size_t len = 0;

	for (unsigned int n = random_below((unsigned int)max); n; n--) {
		const char *piece = pieces[random_below((unsigned int)n_pieces)];

		memcpy(text + len, piece, strlen(piece) + 1);
		len += strlen(piece);
	}
	return (struct bytes){ text, len };
}

/* What ours says, written as `start end capture...`. */
static void
ours(struct bytes subject, struct bytes pattern, char *out)
{
	bool anchored = bytes_starts_with(pattern, BYTES("^"));
	uint64_t fuel = 1u << 30;
	struct matcher m;
	size_t end, start = 0;
	enum match_result result;

	if (anchored)
		pattern = bytes_slice(pattern, 1, pattern.len);
	matcher_init(&m, subject, pattern, &fuel);
	do {
		result = matcher_match(&m, start, &end);
	} while (result == MATCH_NONE && start++ < subject.len && !anchored);
	if (result == MATCH_BROKEN)
		sprintf(out, "%s", m.message);
	else if (result == MATCH_NONE)
		strcpy(out, "nil");
	else
		out += sprintf(out, "%zu %zu", start + 1, end);
	for (size_t i = 0; result == MATCH_FOUND && i < m.n_captures; i++) {
		const struct capture *c = &m.captures[i];

		if (c->len == CAPTURE_POSITION)
			out += sprintf(out, " %zu", c->start + 1);
		else
			out += sprintf(out, " %.*s", (int)c->len, subject.data + c->start);
	}
}

static void
theirs(lua_State *lua, struct bytes subject, struct bytes pattern, char *out)
{
	int n;

	lua_settop(lua, 0);
	lua_getglobal(lua, "string");
	lua_getfield(lua, 1, "find");
	lua_pushlstring(lua, subject.data, subject.len);
	lua_pushlstring(lua, pattern.data, pattern.len);
	if (lua_pcall(lua, 2, LUA_MULTRET, 0) != LUA_OK) {
		sprintf(out, "%s", lua_tostring(lua, -1));
		return;
	}
	n = lua_gettop(lua);
	*out = '\0';
	if (lua_isnil(lua, 2))
		strcpy(out, "nil");
	for (int i = 2; i <= n && !lua_isnil(lua, 2); i++)
		out += sprintf(out, i == 2 ? "%s" : " %s", lua_tostring(lua, i));
}

static void
random_patterns_match_as_in_lua(UNUSED void **state)
{
	static const char *const pattern_pieces[] = {
		"a",  "b",    "c",      ".",     "*",     "+",      "-",  "?",  "(",    ")",
		"()", "[ab]", "[^a]",   "[a-c]", "%a",    "%A",     "%d", "%s", "%w",   "%.",
		"%1", "%2",   "%b()",   "%bab",  "%f[a]", "%f[^b]", "^",  "$",  "[",    "]",
		"%",  "[]a]", "[%a-c]", "[a-]",  "%x",    "%f",     "%b", "-",  "(a*)", "(.)",
	};
	static const char *const subject_pieces[] = { "a", "b", "c", "aa", "ab", "1",
						      " ", "(", ")", "A",  "-",  "." };
	lua_State *lua = luaL_newstate();
	size_t n_found = 0;

	luaL_requiref(lua, "string", luaopen_string, 1);
	for (int i = 0; i < ROUNDS; i++) {
		char pattern_text[128], subject_text[128], a[TEXT_MAX], b[TEXT_MAX];
		struct bytes pattern = random_text(pattern_text, PATTERN_MAX, pattern_pieces,
						   ARRAY_SIZE(pattern_pieces));
		struct bytes subject = random_text(subject_text, SUBJECT_MAX, subject_pieces,
						   ARRAY_SIZE(subject_pieces));

		if (pattern.len == 0 || subject.len == 0)
			continue;
		theirs(lua, subject, pattern, b);
		if (strstr(b, "unfinished capture") || !strpbrk(pattern_text, "^$*+?.([%-"))
			continue; /* what push_capture says; the plain search */
		ours(subject, pattern, a);
		n_found += strcmp(b, "nil") != 0;
		if (strcmp(a, b) != 0)
			print_error("'%s' in '%s'\n", pattern_text, subject_text);
		assert_string_equal(a, b);
	}
	assert_true(n_found > ROUNDS / 10);
	lua_close(lua);
}

static void
every_byte_is_in_the_classes_of_lua(UNUSED void **state)
{
	lua_State *lua = luaL_newstate();

	luaL_requiref(lua, "string", luaopen_string, 1);
	for (int letter = 0; letter < 256; letter++) {
		for (int c = 0; c < 256; c++) {
			char pattern[2] = { '%', (char)letter }, subject[1] = { (char)c };
			char a[TEXT_MAX], b[TEXT_MAX];

			if (strchr("bf0123456789", letter))
				continue;
			ours((struct bytes){ subject, 1 }, (struct bytes){ pattern, 2 }, a);
			theirs(lua, (struct bytes){ subject, 1 }, (struct bytes){ pattern, 2 }, b);
			assert_string_equal(a, b);
		}
	}
	lua_close(lua);
}

static void
fuel_bounds_every_match(UNUSED void **state)
{
	static char subject[20000];
	uint64_t fuel = 1000000;
	struct matcher m;
	size_t end;

	memset(subject, 'a', sizeof(subject));
	matcher_init(&m, (struct bytes){ subject, sizeof(subject) }, BYTES(".-.-.-.-b"), &fuel);
	assert_int_equal(matcher_match(&m, 0, &end), MATCH_SPENT);
	assert_int_equal(fuel, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_patterns_match_as_in_lua),
		cmocka_unit_test(every_byte_is_in_the_classes_of_lua),
		cmocka_unit_test(fuel_bounds_every_match),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
