#ifndef WRIT_LUA_VM_H
#define WRIT_LUA_VM_H

/*
 * Lua's virtual machine, Debian's liblua5.4.a without its libraries, linked by itself into one
 * object (Makefile.inc) in which a few calls lead to vm.c: where one instruction does work that no
 * hook sees, the work is charged; where the result would depend on the process or the processor,
 * it no longer does.
 */

#include <lauxlib.h>
#include <lua.h>

#if LUA_VERSION_NUM != 504 || LUA_VERSION_RELEASE_NUM < 50404
#error "policies are defined for Lua 5.4, from 5.4.4 on"
#endif

struct policy;

/* The policy whose state runs now, NULL when none does: the calls below have no lua_State. One
 * process runs one policy at a time. */
void vm_set_running(struct policy *policy);

#endif
