#ifndef WRIT_GIT_ALLOCATION_H
#define WRIT_GIT_ALLOCATION_H

/*
 * A bound on what libgit2 may allocate at once. For library.c and repository.c.
 */

#include <stddef.h>

/* Makes libgit2 ask here; before git_libgit2_init. Below 0 as the library's functions. */
int allocation_init(void);
/* From now on no single allocation is over BYTES: the library reports it as out of memory. */
void allocation_bound(size_t bytes);

#endif
