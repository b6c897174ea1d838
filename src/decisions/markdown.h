#ifndef WRIT_DECISIONS_MARKDOWN_H
#define WRIT_DECISIONS_MARKDOWN_H

/*
 * The Markdown of a decision file, as far as it is read: the first heading, the policy block (a
 * fenced code block of CommonMark 0.31, 4.5), and where adr-tools, Nygard and log4brains put
 * status and date.
 */

#include "decisions/compiler.h"

/* Scans the Markdown of DRAFT's file into draft->body. What stands inside HTML comments and code
 * blocks is no heading and no policy. Two policies, and one that is not closed, are errors;
 * whatever looks like a policy and is none is a warning. */
void markdown_read(struct compiler *compiler, struct draft *draft);
/* The line of the first policy block in TEXT, 0 when there is none. */
size_t markdown_policy_line(struct bytes text);

#endif
