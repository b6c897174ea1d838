#ifndef WRIT_CONTRACT_WATCHING_H
#define WRIT_CONTRACT_WATCHING_H

/*
 * What is seen of a policy while contracts run: which of its lines, added up over contracts, and
 * what it does, as a text.
 */

#include "base/buf.h"
#include "base/vec.h"
#include "judge/observed.h"

struct watching {
	struct watch watch;          /* what is asked for */
	VEC(struct line_hits) lines; /* those that hold code, by number, and how often each ran */
	struct buf events;           /* of the last contract: a line each, escaped and indented */
};

void watching_release(struct watching *watching);
/* Adds what one run of the policy has shown. */
void watching_take(struct watching *watching, const struct observed *observed);
/* How many of the lines ran. */
size_t watching_lines_hit(const struct watching *watching);

#endif
