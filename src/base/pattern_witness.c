#include "config.h"

#include "base/pattern_witness.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/pattern_nodes.h"
#include "base/vec.h"

enum { WORD_BITS = 64 };

/* A pattern as its graph of nodes; its set of places is a part of every state. */
struct graph {
	struct pattern_nodes nodes;
	size_t first_word; /* of its places in a state */
	bool wanted;       /* it has to match; else it must not */
};

/* A state: a word that says whether a segment has begun, then the places of all graphs. */
struct state {
	const uint64_t *words;
	size_t from; /* the state before, SIZE_MAX for the first */
	unsigned char byte;
};

struct search {
	struct arena arena; /* of the states */
	VEC(struct graph) graphs;
	size_t n_words;
	VEC(struct state) states;
	struct map seen;
	unsigned char alphabet[256]; /* one byte of each class that no pattern tells apart */
	size_t n_alphabet;
	VEC(uint16_t) stack;
	uint64_t *next; /* the state at work */
	size_t *steps;
};

static void
search_release(struct search *search)
{
	for (size_t i = 0; i < search->graphs.len; i++)
		pattern_nodes_release(&search->graphs.items[i].nodes);
	vec_release(&search->graphs);
	vec_release(&search->states);
	vec_release(&search->stack);
	map_release(&search->seen);
	arena_release(&search->arena);
}

static void
steps_take(struct search *search, size_t n)
{
	*search->steps -= n < *search->steps ? n : *search->steps;
}

static void
graph_add(struct search *search, const struct pattern *pattern, bool wanted)
{
	struct bytes text = pattern_text(pattern);
	struct graph *graph = vec_add(&search->graphs);
	struct error err;

	*graph = (struct graph){ .nodes = PATTERN_NODES_INIT,
				 .first_word = search->n_words,
				 .wanted = wanted };
	/* It was compiled, so it can be read. */
	if (pattern_parse(bytes_slice(text, pattern_excludes(pattern), text.len), &graph->nodes,
			  &err) < 0)
		memory_exhausted();
	search->n_words += (graph->nodes.nodes.len + WORD_BITS - 1) / WORD_BITS;
	steps_take(search, graph->nodes.nodes.len);
}

/* Adds to SET the node AT and all that it leads to without consuming anything. */
static void
places_add(struct search *search, const struct graph *graph, uint64_t *set, uint16_t at)
{
	search->stack.len = 0;
	vec_push(&search->stack, at);
	while (search->stack.len) {
		const struct pattern_node *node;

		at = search->stack.items[--search->stack.len];
		if (at == NODE_NONE || set[at / WORD_BITS] >> (at % WORD_BITS) & 1)
			continue;
		set[at / WORD_BITS] |= UINT64_C(1) << (at % WORD_BITS);
		node = &graph->nodes.nodes.items[at];
		if (node->kind != NODE_SPLIT)
			continue;
		vec_push(&search->stack, node->next);
		vec_push(&search->stack, node->other);
	}
}

static bool
node_takes(const struct graph *graph, const struct pattern_node *node, unsigned char c)
{
	switch (node->kind) {
	case NODE_BYTE:
		return node->byte == c;
	case NODE_ANY:
		return c != '/';
	case NODE_CLASS:
		return byte_set_has(&graph->nodes.sets.items[node->other], c);
	default:
		return false;
	}
}

/* Bytes that a pattern tells from the one before them begin a class. */
static void
classes_mark(const struct graph *graph, bool begins[257])
{
	for (size_t i = 0; i < graph->nodes.nodes.len; i++) {
		const struct pattern_node *node = &graph->nodes.nodes.items[i];

		if (node->kind == NODE_BYTE)
			begins[node->byte] = begins[node->byte + 1] = true;
		for (unsigned int c = 1; node->kind == NODE_CLASS && c < 256; c++)
			begins[c] |= node_takes(graph, node, (unsigned char)c) !=
				     node_takes(graph, node, (unsigned char)(c - 1));
	}
}

/* Which bytes are good to read in an example. */
static int
byte_rank(unsigned int c)
{
	static const char nice[] = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *at = strchr(nice, (int)c);

	return at ? (int)(at - nice) : (int)sizeof(nice) + (int)c;
}

static int
byte_compare(const void *pa, const void *pb)
{
	const unsigned char *a = pa, *b = pb;

	return byte_rank(*a) - byte_rank(*b);
}

/* The best byte of FROM to END (exclusive). */
static unsigned char
byte_choose(unsigned int from, unsigned int end)
{
	unsigned int best = from;

	for (unsigned int c = from; c < end; c++) {
		if (byte_rank(c) < byte_rank(best))
			best = c;
	}
	return (unsigned char)best;
}

static void
alphabet_fill(struct search *search)
{
	bool begins[257] = { [1] = true, ['/'] = true, ['/' + 1] = true, [256] = true };
	unsigned int from = 1;

	for (size_t i = 0; i < search->graphs.len; i++)
		classes_mark(&search->graphs.items[i], begins);
	for (unsigned int c = 2; c <= 256; c++) {
		if (!begins[c])
			continue;
		search->alphabet[search->n_alphabet++] = byte_choose(from, c);
		from = c;
	}
	qsort(search->alphabet, search->n_alphabet, 1, byte_compare);
}

static struct bytes
state_key(const struct search *search, const uint64_t *words)
{
	return (struct bytes){ (const char *)words, search->n_words * sizeof(*words) };
}

/* Keeps the state at work unless it is known. */
static void
state_reach(struct search *search, size_t from, unsigned char byte)
{
	struct bytes key = state_key(search, search->next);

	if (map_find(&search->seen, key))
		return;
	key = arena_copy(&search->arena, key);
	*map_put(&search->seen, key) = search;
	vec_push(&search->states, ((struct state){ (const uint64_t *)key.data, from, byte }));
}

static void
start(struct search *search)
{
	search->next = arena_new_array(&search->arena, uint64_t, search->n_words);
	for (size_t i = 0; i < search->graphs.len; i++)
		places_add(search, &search->graphs.items[i],
			   search->next + search->graphs.items[i].first_word, 0);
	state_reach(search, SIZE_MAX, 0);
}

/* Moves the places of GRAPH on over C, from FROM to TO; false when none is left. */
static bool
graph_move(struct search *search, const struct graph *graph, const uint64_t *from, uint64_t *to,
	   unsigned char c)
{
	size_t n_words = (graph->nodes.nodes.len + WORD_BITS - 1) / WORD_BITS;
	bool any = false;

	steps_take(search, 1);
	for (size_t i = 0; i < n_words; i++) {
		for (uint64_t left = from[i]; left; left &= left - 1) {
			size_t at = i * WORD_BITS + (size_t)__builtin_ctzll(left);
			const struct pattern_node *node = &graph->nodes.nodes.items[at];

			if (!node_takes(graph, node, c))
				continue;
			places_add(search, graph, to, node->next);
			any = true;
		}
	}
	return any;
}

/* Puts the state behind AT and C to work; false where a pattern that has to match cannot any more.
 */
static bool
state_move(struct search *search, const uint64_t *at, unsigned char c)
{
	if (c == '/' && !at[0])
		return false; /* no path has an empty segment */
	memset(search->next, 0, search->n_words * sizeof(*search->next));
	search->next[0] = c != '/';
	for (size_t i = 0; i < search->graphs.len; i++) {
		const struct graph *graph = &search->graphs.items[i];

		if (!graph_move(search, graph, at + graph->first_word,
				search->next + graph->first_word, c) &&
		    graph->wanted)
			return false;
	}
	return true;
}

/* Whether the path whose '/' has just been read is one. */
static bool
state_accepts(const struct search *search)
{
	for (size_t i = 0; i < search->graphs.len; i++) {
		const struct graph *graph = &search->graphs.items[i];
		size_t last = graph->nodes.nodes.len - 1;
		uint64_t word = search->next[graph->first_word + last / WORD_BITS];

		if ((word >> (last % WORD_BITS) & 1) != graph->wanted)
			return false;
	}
	return true;
}

static struct bytes
path_of(const struct search *search, size_t at, struct arena *arena)
{
	size_t len = 0;
	char *path;

	for (size_t i = at; search->states.items[i].from != SIZE_MAX;
	     i = search->states.items[i].from)
		len++;
	path = arena_alloc(arena, len + 1);
	path[len] = '\0';
	for (size_t i = at, end = len; end-- > 0; i = search->states.items[i].from)
		path[end] = (char)search->states.items[i].byte;
	return (struct bytes){ path, len };
}

/* The states behind the one at AT. */
static enum witness
state_follow(struct search *search, size_t at)
{
	for (size_t i = 0; i < search->n_alphabet; i++) {
		unsigned char c = search->alphabet[i];
		bool alive = state_move(search, search->states.items[at].words, c);

		if (*search->steps == 0)
			return WITNESS_OPEN;
		if (alive && c == '/' && state_accepts(search))
			return WITNESS_FOUND;
		if (alive)
			state_reach(search, at, c);
	}
	return WITNESS_NONE;
}

enum witness
pattern_witness(const struct witness_query *query, size_t *steps, struct arena *arena,
		struct bytes *path)
{
	CLEANUP(search_release) struct search search = { .n_words = 1, .steps = steps };

	arena_init(&search.arena);
	for (size_t i = 0; *steps > 0 && i < query->n_all; i++)
		graph_add(&search, query->all[i], true);
	for (size_t i = 0; *steps > 0 && i < query->n_none; i++)
		graph_add(&search, query->none[i], false);
	if (*steps == 0)
		return WITNESS_OPEN;
	alphabet_fill(&search);
	start(&search);
	for (size_t at = 0; at < search.states.len; at++) {
		enum witness found = state_follow(&search, at);

		if (found == WITNESS_FOUND)
			*path = path_of(&search, at, arena);
		if (found != WITNESS_NONE)
			return found;
	}
	return WITNESS_NONE;
}
