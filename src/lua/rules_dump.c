/*
 * Compiles the rules while writ is built: reads their text from standard input and writes what
 * lua_dump makes of it as bytes of a C array. It runs with the Lua that writ is linked with.
 */

#include <stdio.h>

#include <lauxlib.h>
#include <lua.h>

enum { BYTES_A_LINE = 16 };

static const char *
text_read(lua_State *lua, void *ctx, size_t *len)
{
	static char piece[4096];

	(void)lua;
	*len = fread(piece, 1, sizeof(piece), ctx);
	return piece;
}

static int
code_write(lua_State *lua, const void *data, size_t len, void *ctx)
{
	const unsigned char *bytes = data;
	size_t *written = ctx;

	(void)lua;
	for (size_t i = 0; i < len; i++)
		printf("%u,%c", bytes[i], ++*written % BYTES_A_LINE == 0 ? '\n' : ' ');
	return 0;
}

int
main(void)
{
	lua_State *lua = luaL_newstate();
	size_t written = 0;

	if (!lua || lua_load(lua, text_read, stdin, "=rules.lua", "t") != LUA_OK) {
		fprintf(stderr, "rules_dump: %s\n", lua ? lua_tostring(lua, -1) : "no memory");
		return 1;
	}
	lua_dump(lua, code_write, &written, 0);
	lua_close(lua);
	return ferror(stdin) || fflush(stdout) != 0;
}
