#ifndef WRIT_CLI_TESTING_H
#define WRIT_CLI_TESTING_H

/*
 * A run of `writ test`, for its files.
 */

#include "cli/surface.h"
#include "cli/test_report.h"
#include "contract/watching.h"
#include "decisions/names.h"

/* One run of the command. */
struct testing {
	struct surface surface; /* for its arena, its limits and the day */
	const char *path;
	bool update, mutate;
	const char *coverage_file;             /* NULL: coverage goes to standard output */
	struct watching watching;              /* of the decision that is tested */
	struct buf coverage, coverage_summary; /* of all, when lines are watched */
	test_writer *write;
	struct bytes folder;   /* of the decisions */
	struct bytes decision; /* the stem of the only one to be tested; empty: all */
	struct bytes contract; /* the name of the only contract, with its ending; empty: all */
	const struct bundle *bundle;
	struct test_report report;
};

/* Whether the file PATH is a contract of DECISION, and one that is to be run. */
bool testing_holds(const struct testing *it, const struct decision *decision, struct bytes path);
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
