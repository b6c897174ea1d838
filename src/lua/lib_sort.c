#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"

/*
 * table.sort(t [, before]): a stable merge sort, bottom up between the table and a list beside it.
 * It makes the same few comparisons whatever `before` answers, so one that contradicts itself can
 * only be noticed afterwards, never hang the sort or lead it out of the table.
 */

enum { TABLE = 1, BEFORE = 2, COPY = 3, WORK_OF_STEP = 4 };

/* A run of the merge: what is left of it, in the list at SOURCE. */
struct run {
	lua_Integer at, end;
};

/* Whether the value on the top comes before the one below it. */
static bool
comes_before(lua_State *lua)
{
	bool before;

	budget_charge(policy_of(lua), WORK_OF_STEP);
	if (lua_isnil(lua, BEFORE))
		return lua_compare(lua, -1, -2, LUA_OPLT);
	budget_charge(policy_of(lua), WORK_OF_CALL);
	lua_pushvalue(lua, BEFORE);
	lua_pushvalue(lua, -2);
	lua_pushvalue(lua, -4);
	lua_call(lua, 2, 1);
	before = lua_toboolean(lua, -1);
	lua_pop(lua, 1);
	return before;
}

static void
move(lua_State *lua, int source, lua_Integer from, int target, lua_Integer to)
{
	budget_charge(policy_of(lua), 1);
	lua_geti(lua, source, from);
	lua_seti(lua, target, to);
}

/* The second run's first value goes first. */
static bool
second_first(lua_State *lua, int source, const struct run *first, const struct run *second)
{
	bool before;

	lua_geti(lua, source, first->at);
	lua_geti(lua, source, second->at);
	before = comes_before(lua);
	lua_pop(lua, 2);
	return before;
}

static void
merge(lua_State *lua, int source, int target, struct run first, struct run second)
{
	lua_Integer to = first.at;

	while (first.at < first.end && second.at < second.end) {
		if (second_first(lua, source, &first, &second))
			move(lua, source, second.at++, target, to++);
		else
			move(lua, source, first.at++, target, to++);
	}
	while (first.at < first.end)
		move(lua, source, first.at++, target, to++);
	while (second.at < second.end)
		move(lua, source, second.at++, target, to++);
}

static lua_Integer
smaller(lua_Integer a, lua_Integer b)
{
	return a < b ? a : b;
}

/* Merges all runs of WIDTH from SOURCE to TARGET. */
static void
pass(lua_State *lua, int source, int target, lua_Integer n, lua_Integer width)
{
	for (lua_Integer at = 1; at <= n; at += 2 * width) {
		struct run first = { at, smaller(at + width, n + 1) };
		struct run second = { first.end, smaller(at + 2 * width, n + 1) };

		merge(lua, source, target, first, second);
	}
}

static void
check_order(lua_State *lua, lua_Integer n)
{
	for (lua_Integer i = 1; i < n; i++) {
		lua_geti(lua, TABLE, i);
		lua_geti(lua, TABLE, i + 1);
		if (comes_before(lua))
			luaL_error(lua, "invalid order function for sorting");
		lua_pop(lua, 2);
	}
}

/* table.sort(t [, before]) */
int
table_sort(lua_State *lua)
{
	lua_Integer n;
	int source = TABLE, target = COPY;

	luaL_checktype(lua, 1, LUA_TTABLE);
	if (!lua_isnoneornil(lua, 2))
		luaL_checktype(lua, 2, LUA_TFUNCTION);
	lua_settop(lua, 2);
	n = luaL_len(lua, 1);
	luaL_argcheck(lua, n < INT32_MAX, 1, "array too big");
	lua_newtable(lua);
	for (lua_Integer width = 1; width < n; width *= 2) {
		pass(lua, source, target, n, width);
		source = target;
		target = TABLE + COPY - source;
	}
	for (lua_Integer i = 1; source == COPY && i <= n; i++)
		move(lua, COPY, i, TABLE, i);
	if (!lua_isnil(lua, BEFORE))
		check_order(lua, n);
	return 0;
}
