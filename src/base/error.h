#ifndef WRIT_BASE_ERROR_H
#define WRIT_BASE_ERROR_H

/*
 * Why something could not be done. A function that can fail takes a `struct error *` of its
 * caller's, returns -1 and writes it; on success it leaves it alone. Context is added on the way
 * up, and main prints it once. An error is never a verdict.
 */

#include "base/macros.h"

enum error_code {
	ERROR_NONE = 0,
	ERROR_USAGE,       /* the command line: exit 2 */
	ERROR_CONFIG,      /* a configuration key: exit 2 */
	ERROR_CORPUS,      /* the decisions do not compile: exit 2 */
	ERROR_NOT_FOUND,   /* an object, ref or file that is not there */
	ERROR_MALFORMED,   /* an object or message that breaks its format */
	ERROR_LIMIT,       /* a limit of model/limits.h is spent */
	ERROR_UNSUPPORTED, /* a repository format that cannot be read */
	ERROR_SYSTEM,      /* the operating system refused */
	ERROR_INTERNAL,    /* a promise of the program itself is broken */
};

enum { ERROR_MESSAGE_BYTES = 1024 };

struct error {
	enum error_code code;
	char message[ERROR_MESSAGE_BYTES]; /* NUL-terminated; cut with "..." when longer */
};

/* Sets ERR and returns -1, so that a caller can `return error_set(...)`. */
int error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF(3, 4);
/* Like error_set with ERROR_SYSTEM, ": " and the text of errno behind it. */
int error_set_errno(struct error *err, const char *format, ...) PRINTF(2, 3);
/* Puts "CONTEXT: " before the message; returns -1. */
int error_wrap(struct error *err, const char *format, ...) PRINTF(2, 3);

#endif
