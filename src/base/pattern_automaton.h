#ifndef WRIT_BASE_PATTERN_AUTOMATON_H
#define WRIT_BASE_PATTERN_AUTOMATON_H

/*
 * A pattern behind its literal prefix as an automaton over bit sets: the set of all places that
 * the path read so far can have led to, moved on byte by byte. Used by pattern.c only.
 */

#include "base/arena.h"
#include "base/pattern_nodes.h"

/* Sets are `words` words long; a position is a bit. */
struct automaton {
	size_t words;
	uint16_t match;         /* the position that says "matched" */
	uint16_t rest;          /* the position that takes all that follows, NODE_NONE when none */
	const uint64_t *start;  /* behind the literal prefix */
	const uint64_t *accept; /* for each byte class, the positions that consume it */
	const uint64_t *steps;  /* positions that lead to the one behind them and nowhere else */
	const uint64_t *follow; /* a row for each other position: where it leads */
	const uint16_t *row;    /* of a position; NODE_NONE for a step */
	unsigned char class_of[256];
};

enum { AUTOMATON_MAX_WORDS = PATTERN_MAX_POSITIONS / 64 };

/* Builds the automaton of NODES into ARENA. ERROR_MALFORMED when it has too many positions. */
const struct automaton *
automaton_new(struct arena *arena, const struct pattern_nodes *nodes, struct error *err) MUST_CHECK;
/* Moves the start over TEXT into STATE (of AUTOMATON_MAX_WORDS words); false as soon as no place
 * is left. */
bool automaton_run(const struct automaton *automaton, struct bytes text, uint64_t *state);
/* Whether TEXT, with a '/' behind it, leads to the end. */
bool automaton_matches(const struct automaton *automaton, struct bytes text);
bool automaton_is_done(const struct automaton *automaton, const uint64_t *state);

static inline bool
bit_has(const uint64_t *set, size_t bit)
{
	return set[bit / 64] >> (bit % 64) & 1;
}

#endif
