#ifndef WRIT_BASE_MACROS_H
#define WRIT_BASE_MACROS_H

/*
 * Compiler attributes and ownership helpers, used everywhere.
 */

#include <stddef.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define NORETURN __attribute__((noreturn))
#define UNUSED __attribute__((unused))

/* Release a local with FN(&local) when it goes out of scope. */
#define CLEANUP(fn) __attribute__((cleanup(fn)))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Hand a pointer over: the local becomes NULL, so that its cleanup does nothing. */
#define steal(ptr)                                                                                 \
	__extension__({                                                                            \
		__typeof__(*(ptr)) stolen_ = *(ptr);                                               \
		*(ptr) = NULL;                                                                     \
		stolen_;                                                                           \
	})

#endif
