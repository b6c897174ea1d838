#ifndef WRIT_TESTS_REPORT_SAMPLES_H
#define WRIT_TESTS_REPORT_SAMPLES_H

/*
 * Verdicts as the judge makes them, one for each thing that a report has to say.
 */

#include "model/verdict.h"

struct sample {
	const char *name; /* of its golden files */
	struct verdict verdict;
	bool ordinary; /* nothing in it forces a line over 72 columns */
};

extern const struct sample samples[];
extern const size_t n_samples;

#endif
