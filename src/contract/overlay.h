#ifndef WRIT_CONTRACT_OVERLAY_H
#define WRIT_CONTRACT_OVERLAY_H

/*
 * The files of a contract below one name: `after/src/a.py (executable)`.
 */

#include "contract/contract.h"
#include "contract/txtar.h"

/* Whether some file stands below PREFIX. */
bool overlay_is_there(const struct txtar *txtar, const char *prefix);
/* Those below PREFIX. ERROR_CORPUS names the line. */
int overlay_read(const struct txtar *txtar, const char *prefix, struct arena *arena,
		 struct contract_overlay *overlay, struct error *err) MUST_CHECK;

#endif
