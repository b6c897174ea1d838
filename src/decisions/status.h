#ifndef WRIT_DECISIONS_STATUS_H
#define WRIT_DECISIONS_STATUS_H

/*
 * A status as people write it: "accepted", "Accepted", "**Accepted** 2024-01-02",
 * "Superseded by [3. Use X](0003-use-x.md)", adr-tools' "Superceded by".
 */

#include "model/decision.h"

/* Of a front matter: the word alone, in any case, or "superseded by ...". */
bool status_read(struct bytes text, enum decision_status *status);
/* Of a line of prose: what its first word says. */
bool status_read_prose(struct bytes text, enum decision_status *status);

#endif
