#include "config.h"

#include "lua/library.h"
#include "lua/objects.h"

/* glob.match(patterns, path): whether the pattern, or the list with its exclusions, matches */
static int
glob_match(lua_State *lua)
{
	struct bytes path = check_bytes(lua, 2);
	struct pattern_list patterns = patterns_check(lua, 1);

	lua_pushboolean(lua, patterns_match(policy_of(lua), &patterns, path));
	return 1;
}

static const struct library_row rows[] = {
	{ "match", glob_match, "linear in pattern times path, and charged so",
	  "(patterns: patterns, path: string): boolean",
	  "Whether a pattern, or a list of them, matches." },
};

const struct library library_glob = { "glob", rows, ARRAY_SIZE(rows),
				      "Path patterns, as in scope." };
