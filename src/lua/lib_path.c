#include "config.h"

#include "base/path.h"
#include "lua/budget.h"
#include "lua/library.h"
#include "lua/text_buf.h"

/*
 * Paths of a git tree: relative, '/' between the segments, bytes. Nothing here looks at a file.
 */

static struct bytes
check_path(lua_State *lua, int arg)
{
	struct bytes path = check_bytes(lua, arg);

	budget_charge(policy_of(lua), WORK_OF_CALL + path.len / 2);
	return path;
}

/* path.dir("a/b/c.py") -> "a/b"; "" for a path at the root */
static int
path_dir(lua_State *lua)
{
	struct bytes path = check_path(lua, 1);

	push_bytes(lua, path_folder(path));
	return 1;
}

/* path.name("a/b/c.py") -> "c.py" */
static int
lib_path_name(lua_State *lua)
{
	struct bytes path = check_path(lua, 1);

	push_bytes(lua, path_name(path));
	return 1;
}

/* path.ext("a/b/c.tar.gz") -> ".gz"; "" without one, and for a name that only begins with a dot */
static int
path_ext(lua_State *lua)
{
	struct bytes path = check_path(lua, 1);
	struct bytes name = path_name(path);
	const char *dot = name.len ? memrchr(name.data, '.', name.len) : NULL;

	if (!dot || dot == name.data)
		lua_pushliteral(lua, "");
	else
		push_bytes(lua, bytes_slice(name, (size_t)(dot - name.data), name.len));
	return 1;
}

/* path.join("a/b", "../c.py") -> "a/c.py"; nil when it leaves the tree; an absolute part does */
static int
path_join(lua_State *lua)
{
	int n = lua_gettop(lua);
	size_t len = 0, room = 1;
	bool inside = true;
	struct text_buf out;
	char *text;

	luaL_argcheck(lua, n > 0, 1, "a path is needed");
	for (int i = 1; i <= n; i++)
		room += check_path(lua, i).len + 1;
	text_buf_init(&out, lua);
	text = text_buf_extend(&out, room);
	for (int i = 1; i <= n && inside; i++) {
		struct bytes part = check_bytes(lua, i);

		inside = !bytes_starts_with(part, BYTES("/")) && path_resolve(text, &len, part);
	}
	if (!inside) {
		lua_pushnil(lua);
		return 1;
	}
	lua_pushlstring(lua, text, len);
	return 1;
}

static const struct library_row rows[] = {
	{ "dir", path_dir, "text only", "(path: string): string",
	  "What is in front of the last slash." },
	{ "ext", path_ext, "text only", "(path: string): string",
	  "The ending of its name, with the dot." },
	{ "join", path_join, "text only; never leads out of the tree", "(...: string): string?",
	  "One path of several; nil when it leaves the tree." },
	{ "name", lib_path_name, "text only", "(path: string): string",
	  "What is behind the last slash." },
};

const struct library library_path = { "path", rows, ARRAY_SIZE(rows), "Paths, as texts." };
