#ifndef WRIT_BASE_FAILURE_H
#define WRIT_BASE_FAILURE_H

/*
 * What a program does about an error that reached its main().
 */

#include "base/error.h"
#include "base/memory.h"

/* EXIT_NO_VERDICT stands in base/memory.h, which ends the process with it. */
enum { EXIT_USAGE = 2 }; /* also a corpus or configuration that does not hold */

/* Prints "error: " and the message on standard error; returns the code to exit with. */
int failure_print(const struct error *err);

#endif
