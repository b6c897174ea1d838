#include "config.h"

#include "lua/screen.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "source/module.h"

struct screen {
	struct pattern_list only, except; /* empty: not asked */
	bool by_size;
	lua_Number larger;     /* bytes */
	struct prefilter text; /* without literals: not asked */
	struct bytes *modules;
	size_t n_modules; /* 0: not asked */
	bool computed;
};

/* Pushes the field NAME of the needs at index 1; whether it is given. */
static bool
need_push(lua_State *lua, const char *name)
{
	if (lua_getfield(lua, 1, name) != LUA_TNIL)
		return true;
	lua_pop(lua, 1);
	return false;
}

static struct pattern_list
need_patterns(lua_State *lua, const char *name)
{
	struct policy *policy = policy_of(lua);
	struct pattern_list chosen = { NULL, 0 };
	const struct pattern **items;

	if (!need_push(lua, name))
		return chosen;
	chosen = patterns_check(lua, lua_gettop(lua));
	items = arena_new_array(&policy->arena, const struct pattern *, chosen.len);
	for (size_t i = 0; i < chosen.len; i++)
		items[i] = chosen.items[i];
	lua_pop(lua, 1);
	return (struct pattern_list){ items, chosen.len };
}

/* What is no name of a module is for the function to complain about. */
static bool
are_names(lua_State *lua, size_t n)
{
	bool all = true;

	for (size_t i = 1; all && i <= n; i++) {
		all = lua_geti(lua, -1, (lua_Integer)i) == LUA_TSTRING && lua_rawlen(lua, -1) > 0;
		lua_pop(lua, 1);
	}
	return all;
}

static void
need_imports(lua_State *lua, struct screen *screen)
{
	struct policy *policy = policy_of(lua);
	size_t n;

	if (!need_push(lua, "imports"))
		return;
	n = (size_t)luaL_len(lua, -1);
	if (are_names(lua, n)) {
		screen->n_modules = n;
		screen->modules = arena_new_array(&policy->arena, struct bytes, n);
	}
	for (size_t i = 0; i < screen->n_modules; i++) {
		lua_geti(lua, -1, (lua_Integer)i + 1);
		screen->modules[i] = arena_copy(&policy->arena, check_bytes(lua, -1));
		lua_pop(lua, 1);
	}
	lua_pop(lua, 1);
	screen->computed = need_push(lua, "computed") && lua_toboolean(lua, -1);
}

/* What a screened function is: upvalues are the screen and the function behind it. */
static int
screened_call(lua_State *lua)
{
	const struct screen *screen = lua_touserdata(lua, lua_upvalueindex(1));

	if (object_test(lua, 1, &file_class) &&
	    !screen_passes(policy_of(lua), screen, file_subject_at(lua, 1)))
		return 0;
	lua_pushvalue(lua, lua_upvalueindex(2));
	lua_insert(lua, 1);
	lua_call(lua, lua_gettop(lua) - 1, 0);
	return 0;
}

int
screen_new(lua_State *lua)
{
	struct policy *policy = policy_of(lua);
	struct screen *screen;

	luaL_checktype(lua, 1, LUA_TTABLE);
	luaL_checktype(lua, 2, LUA_TFUNCTION);
	lua_settop(lua, 2);
	budget_charge(policy, WORK_OF_CALL);
	screen = arena_new(&policy->arena, struct screen);
	screen->only = need_patterns(lua, "only");
	screen->except = need_patterns(lua, "except");
	screen->by_size = need_push(lua, "larger");
	if (screen->by_size)
		screen->larger = luaL_checknumber(lua, -1);
	if (need_push(lua, "text"))
		screen->text = *regex_prefilter(regex_check(lua, lua_gettop(lua)));
	need_imports(lua, screen);
	lua_pushlightuserdata(lua, screen);
	lua_pushvalue(lua, 2);
	lua_pushcclosure(lua, screened_call, 2);
	return 1;
}

const struct screen *
screen_take(lua_State *lua)
{
	const struct screen *screen;

	if (lua_tocfunction(lua, -1) != screened_call)
		return NULL;
	lua_getupvalue(lua, -1, 1);
	screen = lua_touserdata(lua, -1);
	lua_pop(lua, 1);
	lua_getupvalue(lua, -1, 2);
	lua_remove(lua, -2);
	return screen;
}

static bool
passes_path(struct policy *policy, const struct screen *screen, struct bytes path)
{
	if (screen->only.len && !patterns_match(policy, &screen->only, path))
		return false;
	return !screen->except.len || !patterns_match(policy, &screen->except, path);
}

static bool
passes_text(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	struct facts *facts = contents_facts(policy, subject, SIDE_NEW, false);
	struct error err;
	bool holds;

	if (!facts)
		return false;
	if (facts_holds(facts, &screen->text, &holds, &err) < 0)
		policy_fail_with(policy, &err);
	return holds;
}

static bool
import_passes(struct policy *policy, const struct screen *screen, const struct subject *subject,
	      const struct import *import)
{
	struct bytes path = subject->change->path->name;
	const struct language *language = language_of_path(path);

	if (import->computed)
		return screen->computed;
	for (size_t i = 0; i < screen->n_modules; i++) {
		struct bytes wanted = screen->modules[i];

		import_charge(policy, path, import, wanted);
		if (module_is_of(language, path, import, wanted))
			return true;
	}
	return false;
}

/* What cannot be read to its end is for the function to report. */
static bool
passes_imports(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	struct facts *facts = source_facts(policy, subject);
	const struct imports *imports;
	struct partial partial;
	struct error err;

	if (!facts)
		return false;
	if (facts_imports(facts, &imports, &partial, &err) < 0)
		policy_fail_with(policy, &err);
	for (size_t i = 0; !partial.is && i < imports->items.len; i++) {
		if (import_passes(policy, screen, subject, &imports->items.items[i]))
			return true;
	}
	return partial.is;
}

bool
screen_passes(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	if (!passes_path(policy, screen, subject->change->path->name))
		return false;
	if (screen->by_size &&
	    (lua_Number)contents_size(policy, subject, SIDE_NEW) <= screen->larger)
		return false;
	if (screen->text.n_literals && !passes_text(policy, screen, subject))
		return false;
	return !screen->n_modules || passes_imports(policy, screen, subject);
}
