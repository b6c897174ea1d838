#ifndef WRIT_CLI_TESTING_H
#define WRIT_CLI_TESTING_H

/*
 * A run of `writ test`, for its files.
 */

#include "cli/contract_set.h"
#include "cli/test_report.h"
#include "contract/watching.h"
#include "decisions/names.h"

/* One run of the command. */
struct testing {
	struct contract_set set;
	bool update, mutate;
	const char *coverage_file;             /* NULL: coverage goes to standard output */
	struct watching watching;              /* of the decision that is tested */
	struct buf coverage, coverage_summary; /* of all, when lines are watched */
	test_writer *write;
	struct test_report report;
};

/* Adds a line to the report; DETAIL is copied, NAME lives as long as the run. */
void testing_add(struct testing *it, const struct decision *decision, struct bytes name,
		 bool passed, struct bytes detail);
/* test_mutants.c: changes the policy in one place after another, and reports what no contract of
 * DECISION notices. */
void testing_mutants(struct testing *it, const struct decision *decision);

/* test_watch.c: prints what contract NAME of DECISION has shown, when that is watched. */
void testing_trace(struct testing *it, const struct decision *decision, struct bytes name);
/* Adds which lines the contracts of DECISION ran, and forgets them. */
void testing_cover(struct testing *it, const struct decision *decision);
/* Writes all of it, and the summary to standard error. */
int testing_coverage_write(const struct testing *it, struct error *err) MUST_CHECK;

#endif
