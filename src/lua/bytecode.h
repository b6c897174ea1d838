#ifndef WRIT_LUA_BYTECODE_H
#define WRIT_LUA_BYTECODE_H

/*
 * What Lua's compiler made of a policy, looked at before it runs.
 */

#include "lua/vm.h"

/* The line of the only tail call of the chunk on the top of the stack, by which it gives its frame
 * away (`return rules.layers { ... }`); 0 when it has none or several. Raises an error when a
 * function within the one on the top is of a kind that Lua 5.4.4 compiles wrongly: a bitwise
 * operator takes the wrong register where a function has more constants than an operand can name,
 * as in `1 ~ (a or b)`. */
size_t bytecode_check(lua_State *lua);

typedef void line_visitor(void *ctx, size_t line);
/* Visits the line of each instruction of the function on the top and of those within it, some lines
 * more than once; not of those that stand for the end of a function or a loop. */
void bytecode_lines(lua_State *lua, line_visitor *visit, void *ctx);

#endif
