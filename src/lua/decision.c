#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

struct decision_object {
	struct object head;
	const struct decision *decision;
};

static const struct decision *
decision_in(const struct object *object)
{
	return ((const struct decision_object *)object)->decision;
}

static void
push_id(lua_State *lua, const struct object *object)
{
	push_bytes(lua, decision_in(object)->id);
}

static void
push_title(lua_State *lua, const struct object *object)
{
	push_bytes(lua, decision_in(object)->title);
}

static void
push_scope(lua_State *lua, const struct object *object)
{
	const struct pattern_list *scope = &decision_in(object)->scope;

	lua_createtable(lua, (int)scope->len, 0);
	for (size_t i = 0; i < scope->len; i++) {
		push_bytes(lua, pattern_text(scope->items[i]));
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_of_table(lua, SEQUENCE_PATTERNS, scope->len);
}

static void
push_parameters(lua_State *lua, const struct object *object)
{
	parameters_push(lua, decision_in(object));
}

static const struct object_field fields[] = {
	{ "id", push_id, NULL, "string", "Its id, ADR-0007." },
	{ "title", push_title, NULL, "string", "Its title." },
	{ "scope", push_scope, NULL, "sequence<string>", "The path patterns of its scope." },
	{ "parameters", push_parameters, NULL, "table<string, any>",
	  "What its front matter gives to the policy." },
};

const struct object_class decision_class = {
	.name = "decision",
	.help = "A decision that was in force before the push.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_id,
};

static void
decision_push(lua_State *lua, const struct decision *decision)
{
	struct decision_object *object = object_new(lua, &decision_class, sizeof(*object), 0);

	object->decision = decision;
}

void
decision_object_push(lua_State *lua)
{
	decision_push(lua, policy_of(lua)->decision);
}

static bool
in_force(const struct decision *decision)
{
	return decision->status == STATUS_ACCEPTED;
}

/* decisions[id] -> the accepted decision; nil when there is none */
static int
decisions_index(lua_State *lua)
{
	const struct decision *decision;

	if (lua_type(lua, 2) != LUA_TSTRING)
		return luaL_error(lua, "decisions is indexed with a %s, not with an id",
				  luaL_typename(lua, 2));
	budget_charge(policy_of(lua), 20);
	decision = bundle_find(policy_of(lua)->env->bundle, check_bytes(lua, 2));
	if (decision && in_force(decision))
		decision_push(lua, decision);
	else
		lua_pushnil(lua);
	return 1;
}

/* Upvalue: where to go on in the bundle, which is sorted by id. */
static int
decisions_next(lua_State *lua)
{
	const struct bundle *bundle = policy_of(lua)->env->bundle;
	size_t i = (size_t)lua_tointeger(lua, lua_upvalueindex(1));

	for (; i < bundle->n_decisions && !in_force(&bundle->decisions[i]); i++)
		budget_charge(policy_of(lua), 1);
	if (i >= bundle->n_decisions)
		return 0;
	lua_pushinteger(lua, (lua_Integer)i + 1);
	lua_replace(lua, lua_upvalueindex(1));
	push_bytes(lua, bundle->decisions[i].id);
	decision_push(lua, &bundle->decisions[i]);
	return 2;
}

const struct object_class decisions_class = { .name = "decisions", .index = decisions_index };

void
decisions_object_push(lua_State *lua)
{
	object_new(lua, &decisions_class, sizeof(struct object), 0);
}

bool
decisions_object_pairs(lua_State *lua)
{
	if (!object_test(lua, 1, &decisions_class))
		return false;
	lua_pushinteger(lua, 0);
	lua_pushcclosure(lua, decisions_next, 1);
	return true;
}
