#ifndef WRIT_LUA_BUDGET_H
#define WRIT_LUA_BUDGET_H

/*
 * What a policy may spend. Work is counted in VM instructions: those that the machine runs (a hook
 * counts them by the thousand) and those that a function of ours charges for what it does, so that
 * no single call is free. A spent limit ends the policy on the spot: see state.h.
 */

#include <stdint.h>

#include "lua/state.h"

/* Rates: what about one instruction's time pays for, measured. */
enum {
	BYTES_PER_INSTRUCTION = 16,          /* copied, or compared at once */
	BYTES_ALLOCATED_PER_INSTRUCTION = 8, /* filled, and hashed where a string is a key */
	BYTES_PER_COMPARISON = 4,            /* looked at one by one */
	BYTES_READ_PER_INSTRUCTION =
		256, /* of a blob: mostly cached, and bounded by a limit of its own */
	BYTES_LEXED_PER_INSTRUCTION = 2, /* cut into tokens */
	VALUES_PER_INSTRUCTION = 4,      /* copied on the stack */
	HOOK_INSTRUCTIONS = 1000,
	SLABS_PER_LIVE = 4,       /* times the memory of a policy, in slabs, free blocks included */
	WORK_OF_CALL = 16,        /* into C, and an object made there */
	WORK_OF_NUMBER_TEXT = 40, /* a number written or read */
	WORK_OF_FACTS = 150,      /* what is known of a file, asked for again */
	WORK_OF_OBJECT_READ = 1000, /* a look into the object store */
	WORK_OF_SUGGESTION = 500,
	WORK_OF_SIGNATURE = 100000, /* one that is verified */
};

/* Takes WORK instructions; does not return when less is left. */
static inline void
budget_charge(struct policy *policy, uint64_t work)
{
	if (work > policy->fuel)
		policy_spend(policy, LIMIT_INSTRUCTIONS);
	policy->fuel -= work;
}

/* The same for work on LEN bytes. */
static inline void
budget_charge_bytes(struct policy *policy, uint64_t len)
{
	budget_charge(policy, 1 + len / BYTES_PER_INSTRUCTION);
}

/* Sets what may be spent from the limits. */
void budget_init(struct policy *policy);
/* Counts instructions of LUA from now on. */
void budget_watch(lua_State *lua);
/* Takes BYTES off what may be read. */
void budget_charge_read(struct policy *policy, uint64_t bytes);
/* The state's lua_Alloc. Its bound is on live bytes: a request over it is first refused once, upon
 * which Lua collects its garbage and asks again. */
void *budget_alloc(void *policy, void *old, size_t old_size, size_t size);

#endif
