#include "config.h"

#include "lua/api.h"
#include "lua/budget.h"
#include "lua/graphs.h"

/*
 * The options of tree:graph{ files =, kinds =, groups = }.
 */

enum { GROUPS_MAX = 1000 };

/* A copy of the patterns at ARG that lives as long as the policy. */
static struct pattern_list
patterns_keep(lua_State *lua, int arg)
{
	struct pattern_list list = patterns_check(lua, arg);
	const struct pattern **kept =
		arena_new_array(&policy_of(lua)->arena, const struct pattern *, list.len + 1);

	if (list.len)
		memcpy(kept, list.items, list.len * sizeof(*kept));
	return (struct pattern_list){ kept, list.len };
}

static void
kind_add(lua_State *lua, int index, unsigned *kinds)
{
	const char *name = lua_type(lua, index) == LUA_TSTRING ? lua_tostring(lua, index) : "";

	for (unsigned kind = 0; kind <= IMPORT_QUALIFIED; kind++) {
		if (strcmp(import_kind_name(kind), name) == 0) {
			*kinds |= 1u << kind;
			return;
		}
	}
	luaL_error(lua, "graph: kinds are static, dynamic, type, re-export, include, qualified");
}

/* The text, or the list of texts, on the top. */
static unsigned
kinds_read(lua_State *lua)
{
	unsigned kinds = 0;

	if (lua_type(lua, -1) != LUA_TTABLE) {
		kind_add(lua, lua_gettop(lua), &kinds);
		return kinds;
	}
	for (lua_Integer i = 1; lua_geti(lua, -1, i) != LUA_TNIL; i++) {
		kind_add(lua, lua_gettop(lua), &kinds);
		lua_pop(lua, 1);
	}
	lua_pop(lua, 1);
	return kinds;
}

/* { name =, paths = } on the top. */
static void
group_read(lua_State *lua, struct graph_group *group)
{
	if (lua_type(lua, -1) != LUA_TTABLE || lua_getfield(lua, -1, "name") != LUA_TSTRING)
		luaL_error(lua, "graph: a group is { name = \"...\", paths = patterns }");
	group->name = arena_copy(&policy_of(lua)->arena, check_bytes(lua, lua_gettop(lua)));
	lua_pop(lua, 1);
	lua_getfield(lua, -1, "paths");
	group->files = patterns_keep(lua, lua_gettop(lua));
	lua_pop(lua, 1);
}

/* Patterns of folders, or a list of groups, on the top. */
static void
groups_read(lua_State *lua, struct graph_options *options)
{
	struct graph_group *groups;
	bool is_list;
	lua_Integer n;

	is_list = lua_type(lua, -1) == LUA_TTABLE && lua_geti(lua, -1, 1) == LUA_TTABLE;
	if (!is_list) {
		lua_settop(lua, 3);
		options->folders = patterns_keep(lua, 3);
		return;
	}
	lua_pop(lua, 1);
	n = luaL_len(lua, -1);
	if (n > GROUPS_MAX)
		luaL_error(lua, "graph: more than %d groups", GROUPS_MAX);
	groups = arena_new_array(&policy_of(lua)->arena, struct graph_group, (size_t)n);
	for (lua_Integer i = 0; i < n; i++) {
		lua_geti(lua, -1, i + 1);
		group_read(lua, &groups[i]);
		lua_pop(lua, 1);
	}
	options->groups = groups;
	options->n_groups = (size_t)n;
}

static const struct api_row option_rows[] = {
	{ "files", "patterns?", "The files that count; else all." },
	{ "kinds", "string|string[]|nil", "The kinds of imports that count; else all." },
	{ "groups", "patterns|table[]|nil",
	  "Groups in place of files: folders, or each { name =, paths = }." },
};

const struct api_table graph_table = { "tree.graph_options", "Options of tree:graph().",
				       option_rows, ARRAY_SIZE(option_rows) };

const struct graph_options *
graph_options_read(lua_State *lua)
{
	struct graph_options *options = arena_new(&policy_of(lua)->arena, struct graph_options);

	if (lua_isnoneornil(lua, 2))
		return options;
	luaL_checktype(lua, 2, LUA_TTABLE);
	lua_settop(lua, 2);
	api_keys_check(lua, 2, "graph", "option", option_rows, ARRAY_SIZE(option_rows));
	if (lua_getfield(lua, 2, "files") != LUA_TNIL)
		options->files = patterns_keep(lua, 3);
	lua_settop(lua, 2);
	if (lua_getfield(lua, 2, "kinds") != LUA_TNIL)
		options->kinds = kinds_read(lua);
	lua_settop(lua, 2);
	if (lua_getfield(lua, 2, "groups") != LUA_TNIL)
		groups_read(lua, options);
	lua_settop(lua, 2);
	return options;
}
