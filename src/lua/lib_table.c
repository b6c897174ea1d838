#include "config.h"

#include <limits.h>

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/sequence.h"
#include "lua/text_buf.h"

enum { WORK_OF_MOVE = 4 };

static lua_Integer
check_list(lua_State *lua, int arg)
{
	luaL_checktype(lua, arg, LUA_TTABLE);
	return luaL_len(lua, arg);
}

static void
move_item(lua_State *lua, int from_table, lua_Integer from, int to_table, lua_Integer to)
{
	budget_charge(policy_of(lua), WORK_OF_MOVE);
	lua_geti(lua, from_table, from);
	lua_seti(lua, to_table, to);
}

static void
concat_item(lua_State *lua, struct text_buf *out, lua_Integer i)
{
	size_t len;

	budget_charge(policy_of(lua), 1);
	lua_geti(lua, 1, i);
	if (!lua_isstring(lua, -1))
		luaL_error(lua, "invalid value (at index %I) in table for 'concat'", i);
	lua_tolstring(lua, -1, &len);
	budget_charge_bytes(policy_of(lua), len);
	text_buf_add_value(out);
}

/* table.concat(list [, separator [, i [, j]]]), also of a sequence of texts */
static int
table_concat(lua_State *lua)
{
	lua_Integer last;
	struct bytes separator;
	lua_Integer i = luaL_optinteger(lua, 3, 1);
	struct text_buf out;

	if (sequence_table_push(lua, 1))
		lua_replace(lua, 1);
	last = check_list(lua, 1);
	separator.data = luaL_optlstring(lua, 2, "", &separator.len);
	last = luaL_optinteger(lua, 4, last);
	text_buf_init(&out, lua);
	for (; i < last; i++) {
		concat_item(lua, &out, i);
		text_buf_add(&out, separator);
	}
	if (i == last)
		concat_item(lua, &out, i);
	text_buf_push(&out);
	return 1;
}

/* table.insert(list, [position,] value) */
static int
table_insert(lua_State *lua)
{
	lua_Integer end = (lua_Integer)((lua_Unsigned)check_list(lua, 1) + 1);
	lua_Integer at = end;

	if (lua_gettop(lua) == 3) {
		at = luaL_checkinteger(lua, 2);
		luaL_argcheck(lua, (lua_Unsigned)at - 1u < (lua_Unsigned)end, 2,
			      "position out of bounds");
	} else if (lua_gettop(lua) != 2) {
		return luaL_error(lua, "wrong number of arguments to 'insert'");
	}
	for (lua_Integer i = end; i > at; i--)
		move_item(lua, 1, i - 1, 1, i);
	lua_seti(lua, 1, at);
	return 0;
}

/* Moves what lies before its new place from the end on, else from the start on. */
static void
move_range(lua_State *lua, lua_Integer from, lua_Integer last, lua_Integer to, int target)
{
	lua_Integer n = last - from;

	if (to > last || to <= from || (target != 1 && !lua_compare(lua, 1, target, LUA_OPEQ))) {
		for (lua_Integer i = 0; i <= n; i++)
			move_item(lua, 1, from + i, target, to + i);
		return;
	}
	for (lua_Integer i = n; i >= 0; i--)
		move_item(lua, 1, from + i, target, to + i);
}

/* table.move(a, from, last, to [, b]) -> b */
static int
table_move(lua_State *lua)
{
	lua_Integer from = luaL_checkinteger(lua, 2);
	lua_Integer last = luaL_checkinteger(lua, 3);
	lua_Integer to = luaL_checkinteger(lua, 4);
	int target = lua_isnoneornil(lua, 5) ? 1 : 5;

	luaL_checktype(lua, 1, LUA_TTABLE);
	luaL_checktype(lua, target, LUA_TTABLE);
	if (last >= from) {
		luaL_argcheck(lua, from > 0 || last < LUA_MAXINTEGER + from, 3,
			      "too many elements to move");
		luaL_argcheck(lua, to <= LUA_MAXINTEGER - (last - from), 4,
			      "destination wrap around");
		move_range(lua, from, last, to, target);
	}
	lua_pushvalue(lua, target);
	return 1;
}

/* table.pack(...) -> { ..., n = count } */
static int
table_pack(lua_State *lua)
{
	int n = lua_gettop(lua);

	budget_charge(policy_of(lua), (uint64_t)n);
	lua_createtable(lua, n, 1);
	lua_insert(lua, 1);
	for (int i = n; i >= 1; i--)
		lua_seti(lua, 1, i);
	lua_pushinteger(lua, n);
	lua_setfield(lua, 1, "n");
	return 1;
}

/* table.remove(list [, position]) -> what was there */
static int
table_remove(lua_State *lua)
{
	lua_Integer len = check_list(lua, 1);
	lua_Integer at = luaL_optinteger(lua, 2, len);

	if (at != len)
		luaL_argcheck(lua, (lua_Unsigned)at - 1u <= (lua_Unsigned)len, 2,
			      "position out of bounds");
	lua_geti(lua, 1, at);
	for (; at < len; at++)
		move_item(lua, 1, at + 1, 1, at);
	lua_pushnil(lua);
	lua_seti(lua, 1, at);
	return 1;
}

/* table.unpack(list [, i [, j]]) */
static int
table_unpack(lua_State *lua)
{
	lua_Integer i = luaL_optinteger(lua, 2, 1);
	lua_Integer last = lua_isnoneornil(lua, 3) ? check_list(lua, 1) : luaL_checkinteger(lua, 3);
	lua_Unsigned n = (lua_Unsigned)last - (lua_Unsigned)i;

	luaL_checktype(lua, 1, LUA_TTABLE);
	if (i > last)
		return 0;
	if (n >= INT_MAX || !lua_checkstack(lua, (int)n + 1))
		return luaL_error(lua, "too many results to unpack");
	budget_charge(policy_of(lua), n);
	for (; i < last; i++)
		lua_geti(lua, 1, i);
	lua_geti(lua, 1, last);
	return (int)n + 1;
}

static const struct library_row rows[] = {
	{ "concat", table_concat, "charges the bytes",
	  "(list: any, separator?: string, i?: integer, j?: integer): string",
	  "The texts of a list as one, also of a sequence." },
	{ "insert", table_insert, "charges what it moves", "(list: table, ...: any)",
	  "Puts a value at a position, at the end without one." },
	{ "move", table_move, "charges what it moves",
	  "(from: table, first: integer, last: integer, at: integer, to?: table): table",
	  "Copies elements within a list or to another." },
	{ "pack", table_pack, "charges its arguments", "(...: any): table",
	  "The arguments as a list, with how many in n." },
	{ "remove", table_remove, "charges what it moves", "(list: table, position?: integer): any",
	  "Takes out one element, the last without a position." },
	{ "sort", table_sort, "own: bounded comparisons whatever the function answers; stable",
	  "(list: table, before?: fun(a: any, b: any): boolean)",
	  "Sorts a list; what is equal stays in order." },
	{ "unpack", table_unpack, "bounded by the stack, which is memory",
	  "(list: table, i?: integer, j?: integer): ...: any",
	  "The elements of a list, as values." },
};

const struct library library_table = { "table", rows, ARRAY_SIZE(rows), "Lists." };
