#ifndef WRIT_CLI_CHECK_OPTIONS_H
#define WRIT_CLI_CHECK_OPTIONS_H

/*
 * The command line of `writ check`.
 */

#include "base/vec.h"
#include "base/bytes.h"
#include "base/error.h"
#include "report/report.h"

enum check_subject {
	CHECK_RANGE,
	CHECK_STAGED,
	CHECK_WORKTREE,
	CHECK_TREE,
	CHECK_FILE,
	CHECK_PATCH,
};

struct check_options {
	enum check_subject subject;
	const char *range; /* BASE..TIP or TIP; NULL when not given */
	const char *tree;  /* of CHECK_TREE */
	const char *path;  /* of CHECK_FILE: whose content comes on standard input */
	const char *patch; /* of CHECK_PATCH: a file; "-": standard input */
	/* What the file or the patch holds, for who has it already; NULL data: to be read. */
	struct bytes content;
	const char *ref;    /* NULL: the upstream's name */
	const char *source; /* NULL: writ.source */
	const char *as_of;
	const char *user;
	const char *message;       /* a file */
	struct bytes message_text; /* for who has it already; NULL data: none, or in the file */
	VEC(struct bytes) push_options;
	const struct report_format *format;
	bool color;
	bool trace;
};

/* ERROR_USAGE says what is wrong. Release also when this fails. */
int check_options_parse(struct check_options *options, int argc, char **argv,
			struct error *err) MUST_CHECK;
void check_options_release(struct check_options *options);

#endif
