#ifndef WRIT_CLI_DOCTOR_LEDGER_H
#define WRIT_CLI_DOCTOR_LEDGER_H

/*
 * Whether verdicts are recorded, and could be.
 */

#include "cli/diagnosis.h"
#include "cli/surface.h"

void doctor_ledger(struct diagnosis *diagnosis, struct surface *surface);

#endif
