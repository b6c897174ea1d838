#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/* Compiled once for the policy, which frees them. */
const struct regex *
regex_check(lua_State *lua, int arg)
{
	struct policy *policy = policy_of(lua);
	struct bytes text = check_bytes(lua, arg);
	struct regex *regex;
	struct error err;

	budget_charge_bytes(policy, text.len);
	regex = map_get(&policy->regexes, text);
	if (regex)
		return regex;
	if (policy->compiled.len >= REGEXES_MAX)
		luaL_error(lua, "more than %d different regular expressions", REGEXES_MAX);
	budget_charge(policy, WORK_OF_OBJECT_READ + text.len * BYTES_PER_INSTRUCTION);
	regex = regex_compile(text, &err);
	if (!regex)
		luaL_error(lua, "%s", err.message);
	vec_push(&policy->compiled, regex);
	*map_put(&policy->regexes, arena_copy(&policy->arena, text)) = regex;
	return regex;
}

/* re.find(text, pattern [, init]) -> start, end, captures (false for one that took no part) | nil
 */
static int
re_find(lua_State *lua)
{
	struct policy *policy = policy_of(lua);
	struct bytes text = check_bytes(lua, 1);
	const struct regex *regex = regex_check(lua, 2);
	size_t start = string_start(luaL_optinteger(lua, 3, 1), text.len) - 1;
	struct bytes groups[REGEX_GROUPS_MAX];
	struct error err;
	size_t n;
	int found = 0;

	if (start <= text.len)
		found = regex_match(regex, text, start, &policy->meter, groups, &n, &err);
	if (found < 0)
		policy_spend(policy, LIMIT_REGEX_STEPS);
	if (found == 0) {
		lua_pushnil(lua);
		return 1;
	}
	luaL_checkstack(lua, REGEX_GROUPS_MAX + 2, NULL);
	lua_pushinteger(lua, groups[0].data - text.data + 1);
	lua_pushinteger(lua, groups[0].data - text.data + (lua_Integer)groups[0].len);
	for (size_t i = 1; i < n; i++) {
		if (groups[i].data)
			push_bytes(lua, groups[i]);
		else
			lua_pushboolean(lua, 0);
	}
	return (int)n + 1;
}

static const struct library_row rows[] = {
	{ "find", re_find, "PCRE2 behind a meter of steps",
	  "(text: string, pattern: string, init?: integer): integer?, integer?, ...: string|false",
	  "The first match: start, end, groups; nil for none." },
};

const struct library library_re = { "re", rows, ARRAY_SIZE(rows),
				    "Regular expressions, as in pcre2pattern(3)." };
