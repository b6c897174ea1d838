#ifndef WRIT_REPORT_SARIF_H
#define WRIT_REPORT_SARIF_H

/*
 * SARIF 2.1.0 (OASIS): what the files of the format share.
 */

#include "report/finding.h"
#include "report/json_writer.h"

/* One log file being written. */
struct sarif {
	struct buf *out;
	const struct verdict *verdict;
	size_t *rules; /* of each outcome, the index of its rule; outcomes in shadow have none */
};

/* A message object (3.11), or, for a rule, a multiformatMessageString object (3.12): TEXT is plain
 * text, whatever looks like markup in it. */
void sarif_message(struct buf *out, const char *key, struct bytes text);
/* A location object (3.28) in a list: PATH of the repository, the repository itself when empty. The
 * region is left out without a LINE. */
void sarif_location(struct buf *out, struct bytes path, size_t line, struct columns columns);
/* error, warning, note (3.27.10). */
void sarif_level(struct buf *out, const char *key, enum tone tone);
/* The results of a run (3.14.23). */
void sarif_results(const struct sarif *sarif);

#endif
