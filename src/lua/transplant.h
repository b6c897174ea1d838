#ifndef WRIT_LUA_TRANSPLANT_H
#define WRIT_LUA_TRANSPLANT_H

/*
 * Functions of one state, made in another when they are asked for. A library that is compiled once
 * for the process then costs a policy what it uses of it, and what that uses, and no more. The
 * functions may hold on to plain values, tables, C functions and each other; none may assign a
 * local of the library once its chunk has run, for each state has copies.
 */

#include "lua/vm.h"

/* Pushes to LUA, the state of a policy, what is on the top of LIBRARY, which keeps its stack. What
 * was copied before is the same value again. Charges for what is made. The library's own globals
 * become those of policies. */
void transplant(lua_State *library, lua_State *lua);
/* Makes the value on the top of LUA the copy of what is on the top of LIBRARY. */
void transplant_as(lua_State *library, lua_State *lua);

#endif
