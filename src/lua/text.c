#include "config.h"

#include "lua/budget.h"
#include "lua/objects.h"

enum { TEXT_BYTES_LEAST = 256 };

/* Kept for the commit that was asked of last; another one is read and paid for anew. */
const struct commit_text *
commit_text_of(lua_State *lua, const struct commit_node *node)
{
	struct policy *policy = policy_of(lua);
	const struct objects *objects = policy->env->objects;
	struct error err;

	budget_charge(policy, 1);
	if (policy->text_read && oid_equal(&policy->text_id, &node->id))
		return &policy->text;
	policy->text_read = false;
	arena_reset(&policy->text_arena);
	policy->text = (struct commit_text){ 0 };
	if (objects->ops->commit_text(objects->ctx, &node->id, &policy->text_arena, &policy->text,
				      &err) < 0)
		policy_fail_with(policy, &err);
	policy->text_id = node->id;
	policy->text_read = true;
	budget_charge(policy, WORK_OF_OBJECT_READ);
	budget_charge_read(policy, TEXT_BYTES_LEAST + policy->text.message.len);
	return &policy->text;
}
