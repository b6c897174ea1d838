#include "config.h"

#include "base/suggest.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/text_buf.h"

/* What is said to who writes a name that is none: which one it may have been meant to be. */

enum { NAME_SHOWN_MAX = 100, WORDS_MAX = 40 };

int
raise_unknown(lua_State *lua, const char *what, struct bytes name, const char *const *words,
	      size_t n_words)
{
	const char *near = suggest(name, words, n_words);

	budget_charge(policy_of(lua), WORK_OF_SUGGESTION);
	push_bytes(lua, bytes_slice(name, 0, NAME_SHOWN_MAX));
	if (!near)
		return luaL_error(lua, "there is no %s '%s'", what, lua_tostring(lua, -1));
	return luaL_error(lua, "there is no %s '%s'; did you mean '%s'?", what,
			  lua_tostring(lua, -1), near);
}

int
raise_has_no(lua_State *lua, const char *whose, const char *what, struct bytes name,
	     const char *const *words, size_t n_words)
{
	const char *near;
	struct text_buf list;

	budget_charge(policy_of(lua), WORK_OF_SUGGESTION);
	near = suggest(name, words, n_words);
	text_buf_init(&list, lua);
	for (size_t i = 0; i < n_words; i++) {
		text_buf_add_string(&list, i ? ", " : "");
		text_buf_add_string(&list, words[i]);
	}
	text_buf_push(&list);
	push_bytes(lua, bytes_slice(name, 0, NAME_SHOWN_MAX));
	return luaL_error(lua, "%s has no %s '%s'%s%s%s; it has %s", whose, what,
			  lua_tostring(lua, -1), near ? "; did you mean '" : "", near ? near : "",
			  near ? "'?" : "", lua_tostring(lua, -2));
}

void
api_keys_check(lua_State *lua, int table, const char *whose, const char *what,
	       const struct api_row *rows, size_t n_rows)
{
	lua_pushnil(lua);
	while (lua_next(lua, table)) {
		budget_charge(policy_of(lua), 4);
		(void)api_key_check(lua, -2, whose, what, rows, n_rows);
		lua_pop(lua, 1);
	}
}

size_t
api_key_check(lua_State *lua, int index, const char *whose, const char *what,
	      const struct api_row *rows, size_t n_rows)
{
	const char *words[WORDS_MAX];
	struct bytes key = bytes_of(luaL_typename(lua, index));

	if (lua_type(lua, index) == LUA_TSTRING)
		key = check_bytes(lua, lua_absindex(lua, index));
	for (size_t i = 0; i < n_rows; i++) {
		if (lua_type(lua, index) == LUA_TSTRING && bytes_equal_string(key, rows[i].name))
			return i;
	}
	for (size_t i = 0; i < n_rows && i < WORDS_MAX; i++)
		words[i] = rows[i].name;
	raise_has_no(lua, whose, what, key, words, n_rows < WORDS_MAX ? n_rows : WORDS_MAX);
	return 0;
}
