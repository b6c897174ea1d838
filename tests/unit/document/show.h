#ifndef WRIT_TESTS_UNIT_DOCUMENT_SHOW_H
#define WRIT_TESTS_UNIT_DOCUMENT_SHOW_H

/*
 * Documents as text, for comparing.
 */

#include "base/buf.h"
#include "document/document.h"

/* {a: [1, 2.5, true, null, "x"]}; with PLACES each value has its line:column before it. */
void show_node(struct buf *out, const struct document_node *node, bool places);

/* What a text of a format should be; what it should complain about when it begins with "!". */
struct shown_case {
	const char *text;
	const char *shown;
};

void check_shown(enum document_format format, const struct shown_case *cases, size_t n_cases,
		 bool places);
/* A case may say a part of a message: "!4:2 key `a`". */
#define CHECK_SHOWN(format, cases) check_shown((format), (cases), ARRAY_SIZE(cases), false)
#define CHECK_PLACES(format, cases) check_shown((format), (cases), ARRAY_SIZE(cases), true)

#endif
