#ifndef WRIT_CLI_DOCTOR_OWNERS_H
#define WRIT_CLI_DOCTOR_OWNERS_H

/*
 * Who has to approve a change of decisions in this repository, and whether they can.
 */

#include "cli/diagnosis.h"
#include "model/decision.h"
#include "model/settings.h"

/* BUNDLE is of a ref of this repository, and compiles. */
void doctor_owners(struct diagnosis *diagnosis, const struct settings *settings,
		   const struct bundle *bundle);

#endif
