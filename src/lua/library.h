#ifndef WRIT_LUA_LIBRARY_H
#define WRIT_LUA_LIBRARY_H

/*
 * What policies can call. Each library is one table of rows in one file, and a row says why it may
 * be there: it must take work in proportion to what it charges, give the same result wherever it
 * runs, and reach nothing outside the state. What Lua has and no row grants is not available.
 */

#include "lua/api.h"
#include "lua/state.h"

struct library_row {
	const char *name;
	lua_CFunction function; /* NULL for a value */
	const char *reason;
	const char *type, *help;      /* for who writes policies, see lua/api.h */
	void (*push)(lua_State *lua); /* pushes the value */
};

struct library {
	const char *name; /* NULL for the globals */
	const struct library_row *rows;
	size_t n_rows;
	const char *help;
};

extern const struct library library_base, library_string, library_table, library_math, library_utf8,
	library_re, library_glob, library_path;

/* All of them, the globals first; ends with NULL. */
extern const struct library *const libraries[];

/* Pushes a read-only table of LIBRARY's rows whose unknown fields are errors; registers what
 * `("x"):method` finds when it is the string library. */
void library_push(lua_State *lua, const struct library *library);

/* Raises that there is no WHAT, "global" say, of this NAME, and which of WORDS is near. */
int raise_unknown(lua_State *lua, const char *what, struct bytes name, const char *const *words,
		  size_t n_words);
/* Raises that WHOSE, "file" say, has no WHAT, "field", of this NAME, and lists WORDS, which it has.
 */
int raise_has_no(lua_State *lua, const char *whose, const char *what, struct bytes name,
		 const char *const *words, size_t n_words);
/* Makes the table on the top answer unknown keys with the function above it, which it pops. */
void set_missing(lua_State *lua);

/* Which of ROWS the key at INDEX of a table is; raises that WHOSE, "find" say, has no such WHAT,
 * and what it has. */
size_t api_key_check(lua_State *lua, int index, const char *whose, const char *what,
		     const struct api_row *rows, size_t n_rows);

/* The same of every key of the table at TABLE, no relative index; charges for each. */
void api_keys_check(lua_State *lua, int table, const char *whose, const char *what,
		    const struct api_row *rows, size_t n_rows);

/* A value without its address: nil, true, 12, text, "table", "file 'a/b'". Pushes a string. */
void value_to_text(lua_State *lua, int index);
/* The string argument ARG. */
struct bytes check_bytes(lua_State *lua, int arg);
void push_bytes(lua_State *lua, struct bytes b);

/* string.format (lib_format.c) and the four that match patterns (lib_match.c). */
int string_format(lua_State *lua);
int string_find(lua_State *lua);
int string_match(lua_State *lua);
int string_gmatch(lua_State *lua);
int string_gsub(lua_State *lua);
/* lib_rules.c */
void rules_push(lua_State *lua);
/* Makes all rules of the table at TABLE, no relative index, if that is the rules. */
void rules_complete(lua_State *lua, int table);
/* pairs (lib_pairs.c), tonumber (lib_number.c), table.sort (lib_sort.c). */
int base_pairs(lua_State *lua);
int base_tonumber(lua_State *lua);
int table_sort(lua_State *lua);
/* An index as Lua's string functions take them: -1 is the last of LEN; 0 when before the first. */
size_t string_start(lua_Integer at, size_t len);
size_t string_end(lua_Integer at, size_t len);

#endif
