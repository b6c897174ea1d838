#include "config.h"

#include <stdlib.h>

#include "../unit/graph/forest.h"
#include "base/macros.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES_MAX = 16, SIZE_MAX_READ = 1 << 16 };

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* Cuts INPUT in place at bytes of 1: each piece is a path, a line feed, and the content. */
static void
cut(char *input, struct forest_file files[FILES_MAX + 1])
{
	size_t n = 0;

	while (input && *input && n < FILES_MAX) {
		char *next = strchr(input, 1);
		char *content;

		if (next)
			*next++ = '\0';
		content = strchr(input, '\n');
		if (content && content != input) {
			*content++ = '\0';
			files[n++] = (struct forest_file){ input, content };
		}
		input = next;
	}
	files[n] = (struct forest_file){ NULL, NULL };
}

static void
places_check(const struct graph_view *view, const struct graph_places *places)
{
	for (size_t i = 0; i < places->len; i++) {
		const struct graph_node *node = graph_view_node(view, places->items[i].node);

		check(places->items[i].edge < node->n_edges);
		check(places->items[i].to == GRAPH_NONE ||
		      graph_view_name(view, places->items[i].to).len > 0);
	}
}

static void
cycles_check(const struct graph_view *view, const struct graph_cycles *cycles)
{
	size_t start = 0;

	places_check(view, &cycles->places);
	for (size_t i = 0; i < cycles->ends.len; i++) {
		uint32_t first = graph_view_from(view, cycles->places.items[start]), last = first;

		check(start < cycles->ends.items[i]);
		for (; start < cycles->ends.items[i]; start++) {
			check(graph_view_from(view, cycles->places.items[start]) == last);
			last = cycles->places.items[start].to;
		}
		check(last == first);
	}
}

static void
view_check(struct graph *graph)
{
	static const struct graph_options options;
	static const struct change_list none;
	struct graph_meter meter = forest_meter();
	struct graph_cycles cycles = GRAPH_CYCLES_INIT;
	struct graph_places edges = VEC_INIT;
	struct graph_view *view;
	struct error err;

	check(graph_view_new(graph, graph, &none, &options, &meter, &view, &err) == 0);
	check(graph_view_edges(view, false, &meter, &edges, &err) == 0);
	check(graph_view_edges(view, true, &meter, &edges, &err) == 0);
	check(graph_view_cycles(view, false, &meter, &cycles, &err) == 0);
	places_check(view, &edges);
	cycles_check(view, &cycles);
	graph_cycles_release(&cycles);
	vec_release(&edges);
	graph_view_free(view);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct forest_file files[FILES_MAX + 1];
	struct forest forest;
	struct graph *graph;
	struct oid tree;
	char *input;

	if (size > SIZE_MAX_READ)
		return 0;
	input = memory_calloc(size + 1, 1);
	if (size)
		memcpy(input, data, size);
	cut(input, files);
	forest_init(&forest);
	tree = forest_plant(&forest, files);
	graph = forest_graph(&forest, &tree);
	view_check(graph);
	graph_release(graph);
	check(forest.fake.n_unreleased == 0);
	forest_release(&forest);
	free(input);
	return 0;
}
