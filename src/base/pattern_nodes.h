#ifndef WRIT_BASE_PATTERN_NODES_H
#define WRIT_BASE_PATTERN_NODES_H

/*
 * The inside of a pattern between its text and its matcher: a small graph of nodes, as in
 * Thompson's construction. Used by pattern*.c only.
 *
 * A path is matched with one '/' put behind it. Then every segment ends in '/', and `**` with the
 * '/' that follows it is "any number of segments, each with its '/'", the same wherever it stands.
 */

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/vec.h"

enum {
	PATTERN_MAX_BYTES = 4096,
	PATTERN_MAX_POSITIONS = 512, /* nodes behind the literal prefix that consume a byte */
	PATTERN_MAX_DEPTH = 16,      /* braces within braces */
	NODE_NONE = UINT16_MAX,
};

enum node_kind {
	NODE_MATCH, /* the end of the pattern */
	NODE_SPLIT, /* goes on at next or at other, without consuming */
	NODE_BYTE,
	NODE_ANY, /* any byte but '/' */
	NODE_CLASS,
};

struct pattern_node {
	enum node_kind kind;
	unsigned char byte;
	uint16_t next;
	uint16_t other; /* SPLIT: NODE_NONE for a mere jump; CLASS: the index of its set */
};

struct byte_set {
	uint64_t bits[4];
};

struct pattern_nodes {
	VEC(struct pattern_node) nodes;
	VEC(struct byte_set) sets;
	/* What every match begins and ends with, the '/' behind the path included. */
	VEC(char) prefix;
	VEC(char) suffix;
	uint16_t root;     /* the node behind the prefix; NODE_NONE when all of it is literal */
	uint16_t rest;     /* the loop of a `**` that ends the pattern, else NODE_NONE */
	size_t n_specials; /* wildcards, classes and braces */
};

#define PATTERN_NODES_INIT                                                                         \
	{                                                                                          \
		VEC_INIT, VEC_INIT, VEC_INIT, VEC_INIT, NODE_NONE, NODE_NONE, 0                    \
	}

/* For CLEANUP. */
void pattern_nodes_release(struct pattern_nodes *nodes);
/* Reads TEXT, without its `!`. ERROR_MALFORMED says what is wrong and at which byte. */
int pattern_parse(struct bytes text, struct pattern_nodes *nodes, struct error *err) MUST_CHECK;

/* Reads the class whose `[` stands at *AT and moves *AT behind its `]`. */
int pattern_class_read(struct bytes text, size_t *at, struct byte_set *set,
		       struct error *err) MUST_CHECK;
/* ERROR_MALFORMED: "WHAT, at byte N"; returns -1. */
int pattern_malformed(struct error *err, size_t at, const char *what);

static inline bool
byte_set_has(const struct byte_set *set, unsigned char c)
{
	return set->bits[c / 64] >> (c % 64) & 1;
}

static inline void
byte_set_add(struct byte_set *set, unsigned char c)
{
	set->bits[c / 64] |= UINT64_C(1) << (c % 64);
}

#endif
