#include "config.h"

#include "lua/library.h"
#include "lua/objects.h"

static void
push_user(lua_State *lua, UNUSED const struct object *object)
{
	const struct push *push = policy_of(lua)->env->push;

	if (push->user.data) {
		push_bytes(lua, push->user);
		return;
	}
	push_bytes(lua, bytes_slice(push->user_variable, 0, 100));
	luaL_error(lua,
		   "push.user is not known here%s%s; the server names it in the variable that "
		   "writ.user-variable says, `writ check` takes --user NAME",
		   push->user_variable.len ? ": no " : "", lua_tostring(lua, -1));
}

static void
push_via(lua_State *lua, UNUSED const struct object *object)
{
	push_bytes_or_nil(lua, policy_of(lua)->env->push->via);
}

static void
push_options(lua_State *lua, UNUSED const struct object *object)
{
	const struct push *push = policy_of(lua)->env->push;

	if (!push->options_known)
		luaL_error(lua, "push.options is not known here: the update hook is not told");
	lua_createtable(lua, (int)push->n_options, 0);
	for (size_t i = 0; i < push->n_options; i++) {
		push_bytes(lua, push->options[i]);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_of_table(lua, SEQUENCE_OPTIONS, push->n_options);
}

static void
updates_element(lua_State *lua, UNUSED struct sequence *sequence, size_t i)
{
	struct policy *policy = policy_of(lua);
	const struct policy_env *env = policy->env;
	const struct ref_update *governed = env->governed_update(env->ctx, policy->decision, i);

	update_object_push(lua, governed ? governed : &env->push->updates[i]);
}

static void
push_updates(lua_State *lua, UNUSED const struct object *object)
{
	static const struct sequence_kind kind = { "updates", updates_element };

	sequence_new(lua, &kind, sizeof(struct sequence), policy_of(lua)->env->push->n_updates);
}

static const struct object_field fields[] = {
	{ "user", push_user, NULL, "string",
	  "Who pushes, as the server names them; an error when it does not." },
	{ "via", push_via, NULL, "string?", "The way it came in, as the server names it." },
	{ "options", push_options, NULL, "sequence<string>",
	  "What `git push --push-option` gave." },
	{ "updates", push_updates, NULL, "sequence<update>", "Every ref update of the push." },
};

const struct object_class push_class = {
	.name = "push",
	.help = "The push that is judged.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
};

void
push_object_push(lua_State *lua)
{
	object_new(lua, &push_class, sizeof(struct object), 0);
}
