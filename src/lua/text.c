#include "config.h"

#include "content/attribute.h"
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
	policy->signer_read = policy->agent_read = false;
	policy->text_read = true;
	budget_charge(policy, WORK_OF_OBJECT_READ);
	budget_charge_read(policy, TEXT_BYTES_LEAST + policy->text.message.len);
	return &policy->text;
}

/* Likewise. Only an SSH signature is looked at, and only where the source has keys. */
const struct commit_signer *
commit_signer_of(lua_State *lua, const struct commit_node *node)
{
	struct policy *policy = policy_of(lua);
	const struct policy_env *env = policy->env;
	struct error err;

	if (env->bundle->governance.n_signers == 0 ||
	    commit_text_of(lua, node)->signature != SIGNATURE_SSH) {
		policy->signer = (struct commit_signer){ .name = BYTES_NONE };
		return &policy->signer;
	}
	if (policy->signer_read)
		return &policy->signer;
	budget_charge(policy, WORK_OF_SIGNATURE);
	if (env->commit_signer(env->ctx, &node->id, &policy->text_arena, &policy->signer, &err) < 0)
		policy_fail_with(policy, &err);
	policy->signer_read = true;
	return &policy->signer;
}

const struct attribution *
commit_agent_of(lua_State *lua, const struct commit_node *node)
{
	struct policy *policy = policy_of(lua);
	const struct governance *governance = &policy->env->bundle->governance;
	const struct commit_text *text;
	const struct commit_signer *signer;

	if (governance->n_principals == 0) {
		policy->agent = (struct attribution){ ATTRIBUTION_UNKNOWN };
		return &policy->agent;
	}
	text = commit_text_of(lua, node);
	signer = commit_signer_of(lua, node);
	if (policy->agent_read)
		return &policy->agent;
	budget_charge(policy, governance->n_principals + text->message.len / BYTES_PER_COMPARISON);
	policy->agent = attribute_commit(governance, text, signer, policy->env->push->user,
					 &policy->text_arena);
	policy->agent_read = true;
	return &policy->agent;
}
