#ifndef WRIT_DOCUMENT_BUILDER_H
#define WRIT_DOCUMENT_BUILDER_H

/*
 * What all formats share: nodes are added to a tree, counted, and given their place and key; two
 * equal keys in a mapping are found. Places are offsets into the text of the file here.
 */

#include "base/macros.h"
#include "base/map.h"
#include "base/vec.h"
#include "document/document.h"

/* A node and what only its reader needs to know of it. */
struct built_node {
	struct document_node node; /* first, so that the one is the other */
	struct map *index;         /* of a mapping's entries, once they are many */
	uint32_t depth;            /* of a sequence or mapping; the root's is 1 */
	/* TOML, in one word as there are many nodes: */
	uint32_t section : 29;  /* the header under which dotted keys may add to this table */
	uint32_t defined : 1;   /* a header or dotted keys said what is in this table */
	uint32_t closed : 1;    /* written in braces or brackets: nothing can be added */
	uint32_t is_tables : 1; /* a sequence of [[headers]] */
};

struct builder {
	struct arena *arena;
	struct bytes text; /* of the whole file; a NUL stands behind it */
	const struct document_limits *limits;
	struct document_problem *problem;
	struct document_node *root;
	struct document_node *open; /* the sequence or mapping that is being read */
	struct bytes key;           /* of the next entry of a mapping */
	size_t key_at;
	bool may_repeat; /* equal keys are no problem */
	size_t n_nodes;
	VEC(struct map *) indexes;
	uint64_t seed; /* 0 as long as nobody asked for it */
	/* Places are asked for in ascending order, so each line is counted once. */
	size_t seen, line_start;
	uint32_t line;
};

/* TEXT has a NUL behind it. */
void builder_init(struct builder *builder, struct bytes text, const struct document_limits *limits,
		  struct arena *arena, struct document_problem *problem);
void builder_release(struct builder *builder);

/* Says what is wrong AT this offset; returns -1. */
int builder_fail(struct builder *builder, size_t at, const char *format, ...) PRINTF(3, 4);
/* The same for a limit. */
int builder_limit(struct builder *builder, size_t at, const char *format, ...) PRINTF(3, 4);
/* Fails when FROM..END of the text is not UTF-8. */
int builder_check_utf8(struct builder *builder, size_t from, size_t end) MUST_CHECK;
/* The length of a byte order mark, 0 without one. */
size_t builder_mark_length(const struct builder *builder);
/* What maps of the text's keys are seeded with, not 0: a digest of the text, so that nobody can
 * write keys that collide and yet the same text takes the same steps. */
uint64_t builder_seed(struct builder *builder);
void builder_place(struct builder *builder, size_t at, uint32_t *line, uint32_t *column);

/* A node that belongs to nothing. NULL when there are too many. */
struct document_node *
builder_node(struct builder *builder, enum node_kind kind, size_t at) MUST_CHECK;
/* The key of what is added to a mapping next. */
void builder_key(struct builder *builder, struct bytes key, size_t at);
/* A new last child of PARENT, or the root when that is NULL; its value begins AT. NULL when a limit
 * is spent or the key stands in PARENT already. */
struct document_node *builder_add(struct builder *builder, struct document_node *parent,
				  enum node_kind kind, size_t at) MUST_CHECK;
/* A scalar in what is open, whose source is TEXT. NULL as above. */
struct document_node *builder_scalar(struct builder *builder, enum node_kind kind, size_t at,
				     struct bytes text) MUST_CHECK;
/* Adds a sequence or mapping to what is open, and opens it. */
int builder_open(struct builder *builder, enum node_kind kind, size_t at) MUST_CHECK;
/* Goes back to what the open one lies in; nothing more is added to it. */
void builder_close(struct builder *builder);
/* The first entry KEY of MAPPING, NULL when absent. */
struct document_node *
builder_find(struct builder *builder, struct document_node *mapping, struct bytes key);
/* Puts a sequence in the place of the root, which becomes its first item. */
int builder_wrap_root(struct builder *builder) MUST_CHECK;

static inline struct built_node *
built(struct document_node *node)
{
	return (struct built_node *)node;
}

#endif
