#ifndef WRIT_BASE_MEMORY_H
#define WRIT_BASE_MEMORY_H

/*
 * Heap memory or the end of the process. In a hook that end is a rejection, so no caller has to
 * think of a half-built value.
 */

#include <stddef.h>

#include "base/macros.h"

void *memory_calloc(size_t count, size_t size);
/* Grows OLD to COUNT elements of SIZE; the product is checked. */
void *memory_realloc(void *old, size_t count, size_t size);
/* Says so on standard error and ends the process with EXIT_NO_VERDICT, or what was set. */
void memory_exhausted(void) NORETURN;
/* For git's hooks, which exit with 0 or 1 only: the code for out of memory. */
void memory_set_exit(int code);

/* For CLEANUP: frees the pointer that P points to. */
void memory_free(void *p);

enum { EXIT_NO_VERDICT = 3 };

#endif
