#ifndef WRIT_TESTS_UNIT_CONTENT_RANDOM_TEXT_H
#define WRIT_TESTS_UNIT_CONTENT_RANDOM_TEXT_H

/*
 * Random contents of few different lines, and random edits of them, the same in every run: what
 * makes a diff slide groups, match the wrong lines, and give up on frequent ones.
 */

#include <stdint.h>

#include "base/buf.h"

struct random {
	uint32_t seed;
};

/* A number below BELOW, which is not 0. */
uint32_t random_draw(struct random *random, uint32_t below);
/* Adds N_LINES random lines of N_KINDS different ones; the last may lack its line feed. */
void random_lines(struct random *random, struct buf *buf, uint32_t n_lines, uint32_t n_kinds);
/* Adds TEXT with up to N_EDITS places changed: lines dropped, added, moved or replaced. */
void random_edit(struct random *random, struct buf *buf, struct bytes text, uint32_t n_edits,
		 uint32_t n_kinds);

#endif
