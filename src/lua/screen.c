#include "config.h"

#include "lua/screen.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "source/module.h"

/* A screen is a favour: what takes more than this is done without. It stands in memory that no
 * budget of the policy counts. */
enum {
	SCREENS_MAX = 1000, /* of a policy */
	SCREEN_PATTERNS_MAX = 256,
	SCREEN_MODULES_MAX = 256,
	SCREEN_MODULES_MAX_BYTES = 4096,
	SCREEN_LITERAL_MIN_BYTES = 3, /* a shorter one is not told by a set of trigrams */
};

struct screen {
	bool by_only, by_except, by_size, by_text, by_imports;
	struct pattern_list only, except;
	lua_Number larger; /* bytes */
	struct prefilter text;
	struct bytes *modules;
	size_t n_modules;
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

/* Whether PATTERNS are to be asked. */
static bool
need_patterns(lua_State *lua, const char *name, struct pattern_list *patterns)
{
	struct policy *policy = policy_of(lua);
	const struct pattern **items;

	if (!need_push(lua, name))
		return false;
	*patterns = patterns_check(lua, lua_gettop(lua));
	lua_pop(lua, 1);
	if (patterns->len > SCREEN_PATTERNS_MAX)
		return false;
	items = arena_new_array(&policy->arena, const struct pattern *, patterns->len);
	for (size_t i = 0; i < patterns->len; i++)
		items[i] = patterns->items[i];
	patterns->items = items;
	return true;
}

static void
need_text(lua_State *lua, struct screen *screen)
{
	if (!need_push(lua, "text"))
		return;
	screen->text = *regex_prefilter(regex_check(lua, lua_gettop(lua)));
	screen->by_text = screen->text.n_literals > 0;
	for (size_t i = 0; i < screen->text.n_literals; i++)
		screen->by_text &= screen->text.literals[i].len >= SCREEN_LITERAL_MIN_BYTES;
	lua_pop(lua, 1);
}

/* Whether the list on the top, of N, is one of names of modules, not too large. What is none is for
 * the function to complain about. */
static bool
are_modules(lua_State *lua, size_t n)
{
	size_t bytes = 0;
	bool all = n <= SCREEN_MODULES_MAX;

	for (size_t i = 1; all && i <= n; i++) {
		all = lua_geti(lua, -1, (lua_Integer)i) == LUA_TSTRING && lua_rawlen(lua, -1) > 0;
		bytes += all ? lua_rawlen(lua, -1) : 0;
		all &= bytes <= SCREEN_MODULES_MAX_BYTES;
		lua_pop(lua, 1);
	}
	return all;
}

static void
need_imports(lua_State *lua, struct screen *screen)
{
	struct policy *policy = policy_of(lua);

	if (!need_push(lua, "imports"))
		return;
	screen->n_modules = (size_t)luaL_len(lua, -1);
	screen->by_imports = are_modules(lua, screen->n_modules);
	if (screen->by_imports)
		screen->modules = arena_new_array(&policy->arena, struct bytes, screen->n_modules);
	for (size_t i = 0; screen->by_imports && i < screen->n_modules; i++) {
		lua_geti(lua, -1, (lua_Integer)i + 1);
		screen->modules[i] = arena_copy(&policy->arena, check_bytes(lua, -1));
		lua_pop(lua, 1);
	}
	lua_pop(lua, 1);
	screen->computed = need_push(lua, "computed") && lua_toboolean(lua, -1);
}

static bool
passes_entry(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	struct bytes path = subject->change->path->name;

	if (screen->by_only && !patterns_match(policy, &screen->only, path))
		return false;
	if (screen->by_except && patterns_match(policy, &screen->except, path))
		return false;
	return !screen->by_size || !contents_present(subject, SIDE_NEW) ||
	       (lua_Number)contents_size(policy, subject, SIDE_NEW) > screen->larger;
}

static bool
passes_text(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	struct facts *facts = contents_facts(policy, subject, SIDE_NEW, false);
	struct error err;
	bool holds;

	if (!facts)
		return false;
	if (facts_holds(facts, &screen->text, &policy->meter, &holds, &err) == 0)
		return holds;
	if (err.code == ERROR_LIMIT)
		policy_spend(policy, LIMIT_REGEX_STEPS);
	policy_fail_with(policy, &err);
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

/* What passes is looked at once more by the function, which pays for it. */
static bool
passes_content(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	uint64_t fuel = policy->fuel, read_left = policy->read_left;
	struct regex_meter meter = policy->meter;

	if (screen->by_text && !passes_text(policy, screen, subject))
		return false;
	if (screen->by_imports && !passes_imports(policy, screen, subject))
		return false;
	policy->fuel = fuel;
	policy->read_left = read_left;
	policy->meter = meter;
	policy->facts_change = NULL;
	return true;
}

static bool
reads(const struct screen *screen)
{
	return screen->by_text || screen->by_imports;
}

bool
screen_passes(struct policy *policy, const struct screen *screen, const struct subject *subject)
{
	return passes_entry(policy, screen, subject) &&
	       (!reads(screen) || passes_content(policy, screen, subject));
}

/* The same of the file at index 1, which is kept to be read only when it is. */
static bool
argument_passes(lua_State *lua, const struct screen *screen)
{
	const struct file_object *file = object_test(lua, 1, &file_class);

	if (!file)
		return true;
	return passes_entry(policy_of(lua), screen, &file->subject) &&
	       (!reads(screen) || passes_content(policy_of(lua), screen, file_subject_at(lua, 1)));
}

/* What a screened function is: upvalues are the screen and the function behind it. */
static int
screened_call(lua_State *lua)
{
	if (!argument_passes(lua, lua_touserdata(lua, lua_upvalueindex(1))))
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
	if (policy->n_screens == SCREENS_MAX)
		return 1;
	policy->n_screens++;
	screen = arena_new(&policy->arena, struct screen);
	screen->by_only = need_patterns(lua, "only", &screen->only);
	screen->by_except = need_patterns(lua, "except", &screen->except);
	screen->by_size = need_push(lua, "larger");
	if (screen->by_size)
		screen->larger = luaL_checknumber(lua, -1);
	need_text(lua, screen);
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
