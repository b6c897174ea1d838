#ifndef WRIT_CLI_HOOK_SCRIPT_H
#define WRIT_CLI_HOOK_SCRIPT_H

/*
 * The script that `writ install` makes of a hook, and how it is known again. It is a script and no
 * link to the program, for git passes over a link that leads nowhere, and a push would go unjudged
 * from the day the program moved (ADR-0053).
 */

#include "base/arena.h"

/* The hooks that it is made for, in the order of a push; ends with NULL. */
extern const char *const hook_script_names[];

/* Whether PROGRAM can stand between quotes of a shell and be shown to who pushes. */
bool hook_script_can_name(struct bytes program);
/* The script that has PROGRAM do what the hook NAME is to do, or else rejects. */
struct bytes hook_script(struct arena *arena, const char *name, struct bytes program);
/* The program that TEXT starts when it is hook_script() of NAME byte for byte; else no data.
 * Borrowed from TEXT. */
struct bytes hook_script_program(struct bytes text, const char *name);

#endif
