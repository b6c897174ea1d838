#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

enum { LIST_MAX = 10000 };

/* The pattern at INDEX, compiled once for the policy. */
static const struct pattern *
pattern_check(lua_State *lua, int index)
{
	struct policy *policy = policy_of(lua);
	const struct pattern *pattern;
	struct bytes text;
	struct error err;

	text.data = lua_tolstring(lua, index, &text.len);
	budget_charge_bytes(policy, text.len);
	pattern = map_get(&policy->patterns, text);
	if (pattern)
		return pattern;
	if (policy->patterns.len >= PATTERNS_MAX)
		luaL_error(lua, "more than %d different path patterns", PATTERNS_MAX);
	budget_charge(policy, WORK_OF_OBJECT_READ + text.len * 8);
	if (pattern_compile(&policy->arena, text, &pattern, &err) < 0)
		luaL_error(lua, "path pattern: %s", err.message);
	*map_put(&policy->patterns, arena_copy(&policy->arena, text)) = (void *)(uintptr_t)pattern;
	return pattern;
}

static void
pattern_select(lua_State *lua, int index)
{
	const struct pattern *pattern = pattern_check(lua, index);

	vec_push(&policy_of(lua)->selected, pattern);
}

/* Selects the patterns of the table on the top, which is popped. */
static void
list_select(lua_State *lua, int arg)
{
	lua_Integer n = 1;

	for (; lua_geti(lua, -1, n) != LUA_TNIL; n++) {
		if (n > LIST_MAX)
			luaL_argerror(lua, arg, "a list of path patterns holds 10000 at the most");
		if (lua_type(lua, -1) != LUA_TSTRING)
			luaL_error(lua, "path pattern %d of the list is a %s", (int)n,
				   luaL_typename(lua, -1));
		pattern_select(lua, -1);
		lua_pop(lua, 1);
	}
	lua_pop(lua, 2);
}

struct pattern_list
patterns_check(lua_State *lua, int arg)
{
	struct policy *policy = policy_of(lua);

	policy->selected.len = 0;
	if (lua_type(lua, arg) == LUA_TSTRING) {
		pattern_select(lua, arg);
	} else if (sequence_table_push(lua, arg)) {
		list_select(lua, arg);
	} else if (lua_type(lua, arg) == LUA_TTABLE) {
		lua_pushvalue(lua, arg);
		list_select(lua, arg);
	} else {
		luaL_typeerror(lua, arg, "path pattern or list of path patterns");
	}
	return (struct pattern_list){ policy->selected.items, policy->selected.len };
}

bool
patterns_match(struct policy *policy, const struct pattern_list *patterns, struct bytes path)
{
	uint64_t work = 1;

	for (size_t i = 0; i < patterns->len; i++)
		work += 4 + (pattern_text(patterns->items[i]).len + 8) * path.len / 64;
	budget_charge(policy, work);
	return pattern_list_matches(patterns, path);
}
