#ifndef WRIT_CLI_DOCTOR_HOOK_H
#define WRIT_CLI_DOCTOR_HOOK_H

/*
 * Whether git, or the server before it, would start writ (cli/hook_place.h).
 */

#include "cli/diagnosis.h"
#include "cli/surface.h"

void doctor_hook(struct diagnosis *diagnosis, const struct surface *surface);

/* Whether the hook NAME starts writ; says what is there. */
bool
doctor_hook_is_there(struct diagnosis *diagnosis, const struct surface *surface, const char *name);

#endif
