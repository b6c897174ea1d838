#ifndef WRIT_CLI_HOOK_REPORT_H
#define WRIT_CLI_HOOK_REPORT_H

/*
 * What `writ install` and `writ uninstall` say: what they did on standard output, a line for each
 * file; on standard error, in git's words, what is wrong and how to mend it.
 */

#include "base/arena.h"
#include "cli/hook_place.h"

/* "VERB: PATH", and NOTE in parentheses unless it has no data. */
void report_done(const char *verb, struct bytes path, struct bytes note);
/* "error: TEXT", or "warning:", and "hint: MEND" below it unless that has no data. */
void report_error(struct bytes text, struct bytes mend);
void report_warning(struct bytes text, struct bytes mend);
void report_hint(struct bytes text);

/* Opens the repository of the working directory; a configuration that does not hold is an error
 * too, for which SURFACE->repository is open all the same. */
int report_open(struct surface *surface, struct hook_places *places, struct error *err) MUST_CHECK;

#endif
