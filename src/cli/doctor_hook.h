#ifndef WRIT_CLI_DOCTOR_HOOK_H
#define WRIT_CLI_DOCTOR_HOOK_H

/*
 * Whether git would start writ (githooks(5), core.hooksPath of git-config(1)).
 */

#include "cli/diagnosis.h"
#include "cli/surface.h"

void doctor_hook(struct diagnosis *diagnosis, const struct surface *surface);

#endif
