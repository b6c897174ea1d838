#ifndef WRIT_CLI_TEST_REPORT_H
#define WRIT_CLI_TEST_REPORT_H

/*
 * What `writ test` prints: TAP 13, or the XML that CI systems know from JUnit.
 */

#include "base/buf.h"
#include "base/vec.h"

struct test_case {
	struct bytes suite, name;
	bool passed;
	struct bytes detail; /* lines of text: why it failed, or what is to be said; may be empty */
};

struct test_report {
	VEC(struct test_case) cases; /* borrowed texts */
	size_t n_failed;
};

void test_report_add(struct test_report *report, const struct test_case *test);
void test_report_release(struct test_report *report);

typedef void test_writer(struct buf *out, const struct test_report *report);
test_writer test_report_tap, test_report_junit;

#endif
