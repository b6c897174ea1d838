#ifndef WRIT_BASE_FAILURE_H
#define WRIT_BASE_FAILURE_H

/*
 * How a program ends: what it does about an error that reached its main(), and about its output.
 */

#include "base/error.h"
#include "base/memory.h"

/* EXIT_NO_VERDICT stands in base/memory.h, which ends the process with it. */
enum { EXIT_USAGE = 2 }; /* also a corpus or configuration that does not hold */

/* Prints "error: " and the message on standard error; returns the code to exit with. */
int failure_print(const struct error *err);
/* The code to exit with instead of CODE, once all of standard output is written: what is lost on
 * its way is no answer, whatever it would have been. */
int output_finish(int code);

#endif
