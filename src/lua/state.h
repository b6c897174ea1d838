#ifndef WRIT_LUA_STATE_H
#define WRIT_LUA_STATE_H

/*
 * A policy and its Lua state, for the files of this folder.
 *
 * How a limit ends a policy. Everything that may run Lua runs in policy_guard, which sets a jump
 * point. policy_spend and policy_fail write down why, and jump there, out of whatever hook,
 * allocator or function of ours found out, past every frame of Lua's. What is skipped is never
 * missed, for the state is not used again in any way: no error is raised in it that a pcall of the
 * script could see, it is not closed, nothing of it is finalized; its memory is dropped as a heap.
 * Therefore nothing that outlives a call belongs to a C local where something can raise or jump:
 * memory is the state's or the arena's, everything else is registered in struct policy. And
 * nobody jumps out of a function that somebody else calls back (a tree walk's visitor): it returns
 * first.
 */

#include <setjmp.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/regex.h"
#include "base/vec.h"
#include "graph/view.h"
#include "lua/heap.h"
#include "lua/policy.h"
#include "lua/vm.h"

enum { PATTERNS_MAX = 10000, REGEXES_MAX = 1000 };

/* What a callback is called for. */
struct occasion {
	enum callback callback;
	const struct ref_update *update;
	struct commit_view commit; /* node is NULL when it is about none */
	const struct change *change;
	bool base;
};

struct policy {
	const struct policy_env *env; /* NULL while only the syntax is checked */
	const struct decision *decision;
	finding_sink *sink;
	void *sink_ctx;
	struct limits limits;

	lua_State *lua; /* NULL before it is made and once the policy failed */
	struct heap heap;
	bool refused; /* the last request for memory, see budget.c */
	jmp_buf out;  /* where policy_guard takes over */

	uint64_t fuel; /* instructions left */
	uint64_t read_left;
	struct regex_meter meter;
	uint64_t violations;

	struct policy_functions functions;
	bool loaded; /* the chunk has run */
	size_t n_screens;
	uint64_t calls;
	struct occasion occasion; /* of the call that runs or ran last */
	bool called;              /* occasion is set */
	size_t error_line;        /* where the error that nobody caught was raised */
	struct policy_failure failure;
	bool failed;

	struct coverage *coverage;        /* in the arena; NULL unless lines are watched */
	struct policy_usage usage_before; /* of the call that runs, when events are watched */

	/* What host functions need between calls; see what each file says. */
	struct arena arena;  /* compiled patterns, the failure's text */
	struct map patterns; /* text -> struct pattern (patterns.c) */
	VEC(const struct pattern *) selected;
	struct map regexes; /* text -> struct regex (lib_re.c) */
	VEC(struct regex *) compiled;
	struct arena text_arena; /* of the commit whose text was read last (text.c) */
	struct commit_text text;
	struct oid text_id;
	bool text_read;
	struct commit_signer signer; /* of the same commit */
	struct attribution agent;    /* likewise */
	bool signer_read, agent_read;
	const struct change *facts_change; /* whose content was paid for last (contents.c) */
	bool facts_sides[2];
	struct facts_cache *tree_facts;       /* of files that no change brought (object_tree.c) */
	const struct change *unparsed_change; /* likewise, of a file that is no document */
	const struct change *before_change;   /* whose old content was read by tokens last */
	const struct change *partial_change;  /* whose missing end was reported last */
	uint64_t skipped;                     /* files passed over by `oversize: skip` */
	struct buf walk_paths;                /* what a tree walk gathered (object_tree.c) */
	VEC(struct tree_file) walk_files;
	struct graph *names; /* what modules were looked for by last (import_target.c) */
	VEC(struct graph_view *) graphs;  /* what its graphs look at (object_graph.c) */
	struct graph_places graph_places; /* an answer of one of them, before it is the state's */
	struct graph_cycles graph_cycles; /* likewise */
	struct graph_units graph_units;   /* likewise */
	uint64_t graph_memory;            /* bytes that they take */
	uint64_t sequences;               /* made so far: their serial numbers */
};

/* The policy that LUA belongs to. */
static inline struct policy *
policy_of(lua_State *lua)
{
	return *(struct policy **)lua_getextraspace(lua);
}

/* The line of the policy that runs now, not of writ's rules, which may have been called by it; 0
 * when that is not known. Only looks, so that it can be asked from inside the allocator. */
size_t current_line(lua_State *lua);
/* Whether the function of DEBUG, which knows its source, is the policy's. */
bool is_of_policy(lua_State *lua, const lua_Debug *debug);
/* Ends the policy: its limit is spent. */
void policy_spend(struct policy *policy, enum limit limit) NORETURN;
/* Ends the policy: it asks to read PATH, which has SIZE bytes. */
void policy_spend_blob(struct policy *policy, struct bytes path, uint64_t size) NORETURN;
/* Ends the policy with a failure that a script cannot catch: a missing object, say. */
void policy_fail(struct policy *policy, const char *format, ...) PRINTF(2, 3) NORETURN;
/* The same with the text of ERR. */
void policy_fail_with(struct policy *policy, const struct error *err) NORETURN;
/* What is being judged: a path, a commit or a ref; empty while the policy is loaded. */
struct bytes policy_place(struct policy *policy);
/* Notes that the policy failed with the error value on the top of its stack. */
void failure_from_error(struct policy *policy);

/* Calls LOOK with ARG in reach of the jump point alone: nothing of Lua may run there. */
void policy_guard_plain(struct policy *policy, void (*look)(struct policy *policy, void *arg),
			void *arg);
/* Calls RUN with ARG (a light userdata), protected by Lua and by the jump point: what it raises,
 * and jumps, become the policy's failure, and the state is dropped. Opens the state when there is
 * none. */
void policy_guard(struct policy *policy, lua_CFunction run, void *arg);
/* Drops the state's memory and all that is registered in the policy. */
void state_release(struct policy *policy);

/* chunk.c, for policy_guard: loads the policy's chunk, runs it and keeps what it returns. */
int chunk_run(lua_State *lua);
/* Pushes the function that it has for CALLBACK. */
void callback_push(lua_State *lua, enum callback callback);
const char *callback_name(enum callback callback);

/* Pushes CODE's chunk as a function without environment; raises its syntax error. */
void code_load(lua_State *lua, const struct policy_code *code);
/* The name that messages of Lua know the chunk by: the last part of its path. */
struct bytes code_name(const struct policy_code *code);

/* watch.c: what happens, for who watches. */
void watch_call(struct policy *policy, const char *what);
void watch_read(struct policy *policy, struct bytes path, bool old, uint64_t bytes);
/* BYTES of many files, for a graph. */
void watch_graph(struct policy *policy, uint64_t bytes);
void watch_violation(struct policy *policy, const struct finding *finding);
void watch_end(struct policy *policy);

/* Pushes the table of globals that policies see, made once for the state. */
void environment_push(lua_State *lua);

#endif
