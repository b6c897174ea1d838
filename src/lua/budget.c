#include "config.h"

#include "lua/budget.h"

#include "lua/coverage.h"

static uint64_t
limit_of(const struct policy *policy, enum limit limit)
{
	return policy->limits.value[limit];
}

static uint64_t
thousands(uint64_t count)
{
	uint64_t product;

	return __builtin_mul_overflow(count, UINT64_C(1000), &product) ? UINT64_MAX : product;
}

void
budget_init(struct policy *policy)
{
	policy->fuel = thousands(limit_of(policy, LIMIT_INSTRUCTIONS));
	policy->read_left = limit_of(policy, LIMIT_READ_BYTES);
	policy->meter.steps_left = thousands(limit_of(policy, LIMIT_REGEX_STEPS));
}

static void
count(lua_State *lua, UNUSED lua_Debug *debug)
{
	budget_charge(policy_of(lua), HOOK_INSTRUCTIONS);
}

/* The same, for whoever wants to know what ran: lines are counted, and cost nothing. */
static void
count_and_cover(lua_State *lua, lua_Debug *debug)
{
	if (debug->event == LUA_HOOKLINE)
		coverage_count(lua, debug);
	else
		count(lua, debug);
}

void
budget_watch(lua_State *lua)
{
	const struct policy_env *env = policy_of(lua)->env;

	if (env && env->watch.lines)
		lua_sethook(lua, count_and_cover, LUA_MASKCOUNT | LUA_MASKLINE, HOOK_INSTRUCTIONS);
	else
		lua_sethook(lua, count, LUA_MASKCOUNT, HOOK_INSTRUCTIONS);
}

void
budget_charge_read(struct policy *policy, uint64_t bytes)
{
	budget_charge(policy, 1 + bytes / BYTES_READ_PER_INSTRUCTION);
	if (bytes > policy->read_left)
		policy_spend(policy, LIMIT_READ_BYTES);
	policy->read_left -= bytes;
}

/* Free blocks of one size are no room for another: what is taken from the machine is bounded too.
 */
static bool
slabs_within(const struct policy *policy)
{
	return policy->heap.slab_bytes / SLABS_PER_LIVE <= limit_of(policy, LIMIT_MEMORY);
}

/* Whether the state may grow by SIZE. The first refusal makes Lua collect all garbage (which is
 * charged: it walks all that lives) and ask once more; if that is refused too, the limit is spent.
 * While it collects it asks for nothing larger than it had. */
static bool
may_grow(struct policy *policy, size_t size)
{
	uint64_t most = limit_of(policy, LIMIT_MEMORY);

	if (size <= most && policy->heap.live <= most - size && slabs_within(policy)) {
		policy->refused = false;
		return true;
	}
	if (policy->refused || size > most || !slabs_within(policy))
		policy_spend(policy, LIMIT_MEMORY);
	policy->refused = true;
	budget_charge(policy, policy->heap.live / 8);
	return false;
}

void *
budget_alloc(void *ud, void *old, size_t old_size, size_t size)
{
	struct policy *policy = ud;

	if (!old)
		old_size = 0; /* it then says what kind of object is made */
	if (size == 0) {
		if (old)
			heap_free(&policy->heap, old, old_size);
		return NULL;
	}
	if (size > old_size) {
		if (!may_grow(policy, size - old_size))
			return NULL;
		budget_charge(policy, 1 + size / BYTES_ALLOCATED_PER_INSTRUCTION);
	}
	return heap_resize(&policy->heap, old, old_size, size);
}
