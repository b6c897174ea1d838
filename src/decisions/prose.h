#ifndef WRIT_DECISIONS_PROSE_H
#define WRIT_DECISIONS_PROSE_H

/*
 * What the Markdown of a decision says to a reader: its sections, without the front matter, the
 * policy and HTML comments.
 */

#include "base/arena.h"

struct prose_section {
	size_t level;         /* of its heading, 1 to 6; 0 before the first heading */
	struct bytes heading; /* one line; empty at level 0 */
	struct bytes text;    /* lines that end in a line feed, to the next heading of any level */
};

struct prose {
	struct prose_section *sections; /* in the order of the file, the one of level 0 first */
	size_t n_sections;
};

/* Reads CONTENT, all of a decision's file, in linear time. It lives in ARENA. */
void prose_read(struct prose *prose, struct bytes content, struct arena *arena);
/* What was decided: the text of the section that is called Decision, Decision Outcome (MADR) or the
 * like, or of the sections below it when it has none itself; where there is no such section, the
 * first text that is neither status nor context. Lives in ARENA; empty when the file says nothing.
 */
struct bytes prose_decision(const struct prose *prose, struct arena *arena);

#endif
