#ifndef WRIT_LUA_COVERAGE_H
#define WRIT_LUA_COVERAGE_H

/*
 * Which lines of a policy ran. Those that hold code are in its compiled chunk, also those of
 * functions that were never made; the `end` of a function, where it returns by itself, is none.
 */

#include "lua/state.h"

struct coverage {
	size_t n_lines;
	struct coverage_line {
		bool holds_code;
		uint64_t hits;
	} * lines; /* line I + 1 of the decision's file */
};

/* Finds the lines of the policy's chunk, a function on the top of the stack. */
void coverage_find(lua_State *lua, struct policy *policy);
/* The machine comes to the line of DEBUG. */
void coverage_count(lua_State *lua, lua_Debug *debug);

#endif
