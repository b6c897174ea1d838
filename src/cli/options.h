#ifndef WRIT_CLI_OPTIONS_H
#define WRIT_CLI_OPTIONS_H

/*
 * getopt_long(3) with errors of ours: what is wrong, and what was perhaps meant.
 */

#include <getopt.h>

#include "base/error.h"

struct option_reader {
	const struct option *options; /* with distinct val from 0; ends with a NULL name */
	int argc;
	char **argv;
};

enum { OPTION_END = -1, OPTION_ERROR = -2 };

/* The val of the next option, with its VALUE or NULL; OPTION_END when there is none (optind is then
 * the first operand), OPTION_ERROR with ERR. */
int option_next(struct option_reader *reader, const char **value, struct error *err) MUST_CHECK;
/* Sets ERROR_USAGE: OPTION does not take VALUE but one of NAMES. */
int option_value_unknown(const char *option, const char *value, const char *const *names,
			 size_t n_names, struct error *err);

#endif
