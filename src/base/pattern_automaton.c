#include "config.h"

#include "base/pattern_automaton.h"

/* What building an automaton needs beside it. */
struct builder {
	struct arena *arena;
	const struct pattern_nodes *nodes;
	struct automaton *automaton;
	VEC(uint16_t) positions; /* node of each position */
	VEC(uint16_t) position_of;
	VEC(uint16_t) stack;
	VEC(size_t) seen; /* of each node: the last closure that came by */
	size_t closures;
};

static void
builder_release(struct builder *b)
{
	vec_release(&b->positions);
	vec_release(&b->position_of);
	vec_release(&b->stack);
	vec_release(&b->seen);
}

static void
bit_set(uint64_t *set, size_t bit)
{
	set[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static int
positions_number(struct builder *b, struct error *err)
{
	const struct pattern_nodes *nodes = b->nodes;

	for (size_t i = 0; i < nodes->nodes.len; i++) {
		bool consumes = nodes->nodes.items[i].kind != NODE_SPLIT && i >= nodes->root;

		vec_push(&b->seen, 0);
		vec_push(&b->position_of, consumes ? (uint16_t)b->positions.len : NODE_NONE);
		if (consumes)
			vec_push(&b->positions, (uint16_t)i);
	}
	if (b->positions.len > PATTERN_MAX_POSITIONS)
		return error_set(err, ERROR_MALFORMED,
				 "the pattern is too complex: more than %d bytes behind its first "
				 "wildcard; split it into several",
				 PATTERN_MAX_POSITIONS);
	return 0;
}

static void
closure_push(struct builder *b, uint16_t node)
{
	if (node == NODE_NONE || b->seen.items[node] == b->closures)
		return;
	b->seen.items[node] = b->closures;
	vec_push(&b->stack, node);
}

/* Adds to SET the positions that NODE leads to without consuming anything. */
static void
closure_add(struct builder *b, uint16_t node, uint64_t *set)
{
	b->closures++;
	closure_push(b, node);
	while (b->stack.len > 0) {
		uint16_t at = b->stack.items[--b->stack.len];
		const struct pattern_node *n = &b->nodes->nodes.items[at];

		if (n->kind == NODE_SPLIT) {
			closure_push(b, n->next);
			closure_push(b, n->other);
		} else {
			bit_set(set, b->position_of.items[at]);
		}
	}
}

static bool
is_step(const uint64_t *set, size_t words, size_t next)
{
	size_t bits = 0;

	for (size_t i = 0; i < words; i++)
		bits += (size_t)__builtin_popcountll(set[i]);
	return bits == 1 && next < words * 64 && bit_has(set, next);
}

static void
follows_build(struct builder *b)
{
	size_t words = b->automaton->words;
	uint64_t *steps = arena_new_array(b->arena, uint64_t, words);
	uint16_t *row = arena_new_array(b->arena, uint16_t, b->positions.len);
	VEC(uint64_t) rows = VEC_INIT;
	uint16_t n_rows = 0;

	for (size_t i = 0; i < b->positions.len; i++) {
		uint64_t set[AUTOMATON_MAX_WORDS] = { 0 };

		closure_add(b, b->nodes->nodes.items[b->positions.items[i]].next, set);
		row[i] = NODE_NONE;
		if (is_step(set, words, i + 1)) {
			bit_set(steps, i);
			continue;
		}
		row[i] = n_rows++;
		for (size_t k = 0; k < words; k++)
			vec_push(&rows, set[k]);
	}
	b->automaton->steps = steps;
	b->automaton->row = row;
	b->automaton->follow = memcpy(arena_new_array(b->arena, uint64_t, rows.len), rows.items,
				      rows.len * sizeof(*rows.items));
	vec_release(&rows);
}

static bool
node_takes(const struct pattern_nodes *nodes, const struct pattern_node *node, unsigned char c)
{
	switch (node->kind) {
	case NODE_BYTE:
		return node->byte == c;
	case NODE_ANY:
		return c != '/';
	case NODE_CLASS:
		return byte_set_has(&nodes->sets.items[node->other], c);
	default:
		return false;
	}
}

/* Bytes that no position tells apart are one class. Classes are runs of byte values. */
static size_t
classes_number(struct builder *b)
{
	bool begins[257] = { [0] = true, ['/'] = true, ['/' + 1] = true };
	size_t n = 0;

	for (size_t i = 0; i < b->positions.len; i++) {
		const struct pattern_node *node = &b->nodes->nodes.items[b->positions.items[i]];

		if (node->kind == NODE_BYTE)
			begins[node->byte] = begins[node->byte + 1] = true;
		for (unsigned int c = 1; node->kind == NODE_CLASS && c < 256; c++)
			begins[c] |= node_takes(b->nodes, node, (unsigned char)c) !=
				     node_takes(b->nodes, node, (unsigned char)(c - 1));
	}
	for (size_t c = 0; c < 256; c++) {
		n += begins[c];
		b->automaton->class_of[c] = (unsigned char)(n - 1);
	}
	return n;
}

static void
accepts_build(struct builder *b)
{
	size_t words = b->automaton->words;
	size_t n_classes = classes_number(b);
	uint64_t *accept = arena_new_array(b->arena, uint64_t, n_classes * words);

	for (size_t c = 0; c < 256; c++) {
		size_t class = b->automaton->class_of[c];

		if (c > 0 && b->automaton->class_of[c - 1] == class)
			continue;
		for (size_t i = 0; i < b->positions.len; i++) {
			if (node_takes(b->nodes, &b->nodes->nodes.items[b->positions.items[i]],
				       (unsigned char)c))
				bit_set(accept + class * words, i);
		}
	}
	b->automaton->accept = accept;
}

const struct automaton *
automaton_new(struct arena *arena, const struct pattern_nodes *nodes, struct error *err)
{
	CLEANUP(builder_release) struct builder b = { .arena = arena, .nodes = nodes };
	struct automaton *automaton = arena_new(arena, struct automaton);
	uint64_t *start;

	b.automaton = automaton;
	if (positions_number(&b, err) < 0)
		return NULL;
	automaton->words = (b.positions.len + 63) / 64;
	/* The last node is the one that the '/' behind the path leads to. */
	automaton->match = (uint16_t)(b.positions.len - 1);
	automaton->rest = nodes->rest == NODE_NONE ? NODE_NONE : b.position_of.items[nodes->rest];
	start = arena_new_array(arena, uint64_t, automaton->words);
	closure_add(&b, nodes->root, start);
	automaton->start = start;
	follows_build(&b);
	accepts_build(&b);
	return automaton;
}

static void
state_step(const struct automaton *a, const uint64_t *state, unsigned char c, uint64_t *next)
{
	const uint64_t *accept = a->accept + a->class_of[c] * a->words;
	uint64_t carry = 0;

	memset(next, 0, a->words * sizeof(*next));
	for (size_t i = 0; i < a->words; i++) {
		uint64_t hits = state[i] & accept[i];
		uint64_t shifted = hits & a->steps[i];

		next[i] |= shifted << 1 | carry;
		carry = shifted >> 63;
		for (hits &= ~a->steps[i]; hits; hits &= hits - 1) {
			size_t position = i * 64 + (size_t)__builtin_ctzll(hits);
			const uint64_t *follow = a->follow + a->row[position] * a->words;

			for (size_t k = 0; k < a->words; k++)
				next[k] |= follow[k];
		}
	}
}

bool
automaton_is_done(const struct automaton *a, const uint64_t *state)
{
	uint64_t any = 0;

	for (size_t i = 0; i < a->words; i++)
		any |= state[i];
	return any == 0;
}

/* state_step for sets of one word, which nearly all patterns fit into. */
static inline uint64_t
word_step(const struct automaton *a, uint64_t state, unsigned char c)
{
	uint64_t hits = state & a->accept[a->class_of[c]];
	uint64_t next = (hits & *a->steps) << 1;

	for (hits &= ~*a->steps; hits; hits &= hits - 1)
		next |= a->follow[a->row[__builtin_ctzll(hits)]];
	return next;
}

static bool
word_run(const struct automaton *a, struct bytes text, uint64_t *state)
{
	uint64_t at = *a->start;

	for (size_t i = 0; at && i < text.len; i++)
		at = word_step(a, at, (unsigned char)text.data[i]);
	*state = at;
	return at != 0;
}

static bool
words_run(const struct automaton *a, struct bytes text, uint64_t *state)
{
	uint64_t next[AUTOMATON_MAX_WORDS];

	memcpy(state, a->start, a->words * sizeof(*state));
	for (size_t i = 0; i < text.len; i++) {
		state_step(a, state, (unsigned char)text.data[i], next);
		memcpy(state, next, a->words * sizeof(*state));
		if (automaton_is_done(a, state))
			return false;
	}
	return true;
}

bool
automaton_run(const struct automaton *a, struct bytes text, uint64_t *state)
{
	return a->words == 1 ? word_run(a, text, state) : words_run(a, text, state);
}

bool
automaton_matches(const struct automaton *a, struct bytes text)
{
	uint64_t state[AUTOMATON_MAX_WORDS];
	uint64_t next[AUTOMATON_MAX_WORDS];

	if (!automaton_run(a, text, state))
		return false;
	state_step(a, state, '/', next);
	return bit_has(next, a->match);
}
