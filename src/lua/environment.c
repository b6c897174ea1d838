#include "config.h"

#include "lua/library.h"

#include "lua/budget.h"

const struct library *const libraries[] = {
	&library_base, &library_string, &library_table, &library_math, &library_utf8,
	&library_re,   &library_glob,   &library_path,  NULL,
};

/* What Lua has and a policy has not, and what to use instead: hints for messages. */
static const struct {
	const char *name, *hint;
} withheld[] = {
	{ "print", "report with violation{}" },
	{ "io", "read with the file object" },
	{ "os", "there are no clock, environment or processes" },
	{ "debug", NULL },
	{ "package", NULL },
	{ "coroutine", NULL },
	{ "load", NULL },
	{ "loadstring", NULL },
	{ "loadfile", NULL },
	{ "dofile", NULL },
	{ "next", "use pairs" },
	{ "xpcall", "use pcall" },
	{ "unpack", "use table.unpack" },
	{ "collectgarbage", NULL },
	{ "setmetatable", "there are no metatables" },
	{ "getmetatable", "there are no metatables" },
	{ "rawget", "there are no metatables" },
	{ "rawset", "there are no metatables" },
	{ "rawequal", "there are no metatables" },
	{ "rawlen", "there are no metatables" },
	{ "warn", "report with violation{}" },
	{ "_G", "there is no table of globals" },
	{ "_VERSION", NULL },
};

/* More than the globals and than any library's rows. */
enum { WORDS_MAX = 40 };

static size_t
row_names(const struct library *library, const char *words[WORDS_MAX])
{
	size_t n = 0;

	for (; n < library->n_rows && n < WORDS_MAX; n++)
		words[n] = library->rows[n].name;
	return n;
}

static void
raise_when_withheld(lua_State *lua, struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(withheld); i++) {
		if (!bytes_equal_string(name, withheld[i].name))
			continue;
		luaL_error(lua, "'%s' is not available to policies%s%s", withheld[i].name,
			   withheld[i].hint ? "; " : "", withheld[i].hint ? withheld[i].hint : "");
	}
}

/* Makes the library that the key at index 2 names a field of the table at index 1, and pushes it.
 */
static bool
library_found(lua_State *lua)
{
	if (lua_type(lua, 2) != LUA_TSTRING)
		return false;
	for (size_t i = 1; libraries[i]; i++) {
		if (!bytes_equal_string(check_bytes(lua, 2), libraries[i]->name))
			continue;
		library_push(lua, libraries[i]);
		lua_pushvalue(lua, 2);
		lua_pushvalue(lua, -2);
		lua_rawset(lua, 1);
		return true;
	}
	return false;
}

/* __index of the table behind the globals: most policies use few libraries, so each is made when
 * it is first asked for. */
static int
global_missing(lua_State *lua)
{
	const char *words[WORDS_MAX];
	size_t n = row_names(&library_base, words);
	struct bytes name;

	if (library_found(lua))
		return 1;
	value_to_text(lua, 2);
	name = check_bytes(lua, -1);
	raise_when_withheld(lua, name);
	for (size_t i = 1; libraries[i] && n < WORDS_MAX; i++)
		words[n++] = libraries[i]->name;
	return raise_unknown(lua, "global", name, words, n);
}

/* __newindex of the globals. */
static int
global_assigned(lua_State *lua)
{
	value_to_text(lua, 2);
	return luaL_error(lua, "assigns the global '%s'; a policy has only local variables",
			  lua_tostring(lua, -1));
}

/* __index of the table behind a library's; the library is the upvalue. */
static int
field_missing(lua_State *lua)
{
	const struct library *library = lua_touserdata(lua, lua_upvalueindex(1));
	const char *words[WORDS_MAX];
	size_t n = row_names(library, words);
	const char *what = lua_pushfstring(lua, "function in '%s' called", library->name);

	value_to_text(lua, 2);
	return raise_unknown(lua, what, check_bytes(lua, -1), words, n);
}

/* __newindex of a library's table. */
static int
field_assigned(lua_State *lua)
{
	return luaL_error(lua, "the libraries are read-only");
}

static void
rows_push(lua_State *lua, const struct library *library, int more)
{
	lua_createtable(lua, 0, (int)library->n_rows + more);
	for (size_t i = 0; i < library->n_rows; i++) {
		const struct library_row *row = &library->rows[i];

		if (row->function)
			lua_pushcfunction(lua, row->function);
		else
			row->push(lua);
		lua_setfield(lua, -2, row->name);
	}
}

void
set_missing(lua_State *lua)
{
	lua_createtable(lua, 0, 1);
	lua_insert(lua, -2);
	lua_setfield(lua, -2, "__index");
	lua_setmetatable(lua, -2);
}

/* Puts an empty table in front of the table on the top, so that every assignment is seen. */
static void
put_front(lua_State *lua, lua_CFunction assigned)
{
	lua_newtable(lua);
	lua_createtable(lua, 0, 2);
	lua_rotate(lua, -3, -1);
	lua_setfield(lua, -2, "__index");
	lua_pushcfunction(lua, assigned);
	lua_setfield(lua, -2, "__newindex");
	lua_setmetatable(lua, -2);
}

/* Every string's methods are the string library's. The table on the top stays. */
static void
set_string_methods(lua_State *lua)
{
	lua_pushliteral(lua, "");
	lua_createtable(lua, 0, 1);
	lua_pushvalue(lua, -3);
	lua_setfield(lua, -2, "__index");
	lua_setmetatable(lua, -2);
	lua_pop(lua, 1);
}

void
library_push(lua_State *lua, const struct library *library)
{
	rows_push(lua, library, 0);
	lua_pushlightuserdata(lua, (void *)(uintptr_t)library);
	lua_pushcclosure(lua, field_missing, 1);
	set_missing(lua);
	if (library == &library_string)
		set_string_methods(lua);
	put_front(lua, field_assigned);
}

static void
environment_make(lua_State *lua)
{
	rows_push(lua, &library_base, ARRAY_SIZE(libraries));
	library_push(lua, &library_string); /* strings have its methods */
	lua_setfield(lua, -2, library_string.name);
	lua_pushcfunction(lua, global_missing);
	set_missing(lua);
	put_front(lua, global_assigned);
}

/* Nothing of it can be changed, so all chunks of a state share it. */
void
environment_push(lua_State *lua)
{
	static const char registry_key;

	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, &registry_key) != LUA_TNIL)
		return;
	lua_pop(lua, 1);
	environment_make(lua);
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, &registry_key);
}
