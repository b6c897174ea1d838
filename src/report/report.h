#ifndef WRIT_REPORT_REPORT_H
#define WRIT_REPORT_REPORT_H

/*
 * A verdict as text for people and machines: pure functions of const data into a buffer.
 */

#include "base/buf.h"
#include "model/verdict.h"

struct report_options {
	bool color;   /* text and concise only; hooks never set it */
	bool by_hand; /* text only: the reader has started it, and nobody else is to mend what fails
		       */
};

typedef void
report_writer(struct buf *out, const struct verdict *verdict, const struct report_options *options);

struct report_format {
	const char *name; /* of --format */
	const char *help;
	report_writer *write;
};

/* The formats, in the order of the help text; ends with a NULL name. */
extern const struct report_format report_formats[];
/* The format called NAME, NULL when there is none. */
const struct report_format *report_format_find(struct bytes name);

#endif
