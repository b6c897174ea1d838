#ifndef WRIT_GRAPH_COMPONENTS_H
#define WRIT_GRAPH_COMPONENTS_H

/*
 * The strongly connected components of a view (R. Tarjan, Depth-first search and linear graph
 * algorithms, 1972), without recursion, as far as one can get from where one begins.
 */

#include "graph/view_impl.h"

struct visit {
	uint32_t order, low; /* order from 1; 0: not visited */
	uint32_t component;  /* from 1; 0: in none that is finished */
};

/* A unit on the way down, and the step that it is at. */
struct frame {
	uint32_t unit;
	size_t step;
};

struct components {
	struct graph_view *view;
	struct graph_meter *meter;
	VEC(struct visit) visits; /* for each unit */
	VEC(struct frame) frames;
	VEC(uint32_t) stack; /* visited, in no component yet */
	uint32_t n_visited, n_components;
	VEC(uint32_t) members; /* units of components of more than one, these behind one another */
};

/* Finds all components that can be come to from UNIT, and that no call before has found. */
int components_from(struct components *components, uint32_t unit, struct error *err) MUST_CHECK;
/* Whether there is a way from A to B and back. */
bool components_join(const struct components *components, uint32_t a, uint32_t b);
void components_release(struct components *components);

#endif
