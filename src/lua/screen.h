#ifndef WRIT_LUA_SCREEN_H
#define WRIT_LUA_SCREEN_H

/*
 * What a file must have for a function of writ's rules to find anything in it. Most files have it
 * not, and C finds that out at a hundredth of what a call of the function takes; where nothing
 * passes, the state of the policy is not even made. A screen only ever leaves out calls that would
 * report nothing, so it changes no verdict; what it looks at is charged and read like anything that
 * the policy does.
 */

#include "lua/objects.h"

/* Whether the file of SUBJECT has what SCREEN needs. Runs under
 * policy_guard's jump point. */
bool
screen_passes(struct policy *policy, const struct screen *screen, const struct subject *subject);
/* Lua: screened(needs, function) -> the function, called only with a file that has what it NEEDS:
 *   only, except: patterns of its path
 *   larger: more bytes than that
 *   text: a regular expression whose literals it holds
 *   imports: modules of which it imports one; with computed = true, one that is computed passes */
int screen_new(lua_State *lua);
/* The screen of the function on the top, which is then replaced by the one behind it; NULL when it
 * is not screened. It lives in the policy's arena. */
const struct screen *screen_take(lua_State *lua);

#endif
