#include "config.h"

#include "graph/components.h"

static struct visit *
visit_of(struct components *components, uint32_t unit)
{
	while (components->visits.len <= unit)
		vec_push(&components->visits, ((struct visit){ 0, 0, 0 }));
	return &components->visits.items[unit];
}

static void
enter(struct components *components, uint32_t unit)
{
	struct visit *visit = visit_of(components, unit);

	visit->order = visit->low = ++components->n_visited;
	vec_push(&components->frames, ((struct frame){ unit, 0 }));
	vec_push(&components->stack, unit);
}

/* UNIT is the first of its component: takes it off the stack. */
static void
component_close(struct components *components, uint32_t unit)
{
	bool alone = components->stack.items[components->stack.len - 1] == unit;
	uint32_t member;

	components->n_components++;
	do {
		member = components->stack.items[--components->stack.len];
		visit_of(components, member)->component = components->n_components;
		if (!alone)
			vec_push(&components->members, member);
	} while (member != unit);
}

static void
leave(struct components *components)
{
	uint32_t unit = components->frames.items[--components->frames.len].unit;
	uint32_t low = visit_of(components, unit)->low;

	if (low == visit_of(components, unit)->order)
		component_close(components, unit);
	if (components->frames.len) {
		struct visit *above = visit_of(
			components, components->frames.items[components->frames.len - 1].unit);

		if (low < above->low)
			above->low = low;
	}
}

/* One more step of the unit on top. */
static int
advance(struct components *components, struct error *err)
{
	struct frame *frame = &components->frames.items[components->frames.len - 1];
	const struct graph_place *steps;
	struct visit *to;
	uint32_t unit = frame->unit;
	size_t n;

	if (frame->step == 0) {
		if (view_steps(components->view, unit, components->meter, &steps, &n, err) < 0)
			return -1;
	} else {
		steps = components->view->units.items[unit].steps;
		n = components->view->units.items[unit].n_steps;
	}
	if (frame->step == n) {
		leave(components);
		return 0;
	}
	to = visit_of(components, steps[frame->step].to);
	if (to->order == 0) {
		uint32_t next = steps[frame->step++].to;

		enter(components, next);
		return 0;
	}
	frame->step++;
	if (to->component == 0 && to->order < visit_of(components, unit)->low)
		visit_of(components, unit)->low = to->order;
	return 0;
}

int
components_from(struct components *components, uint32_t unit, struct error *err)
{
	if (visit_of(components, unit)->order)
		return 0;
	enter(components, unit);
	while (components->frames.len) {
		if (advance(components, err) < 0)
			return -1;
	}
	return 0;
}

bool
components_join(const struct components *components, uint32_t a, uint32_t b)
{
	return a < components->visits.len && b < components->visits.len &&
	       components->visits.items[a].component &&
	       components->visits.items[a].component == components->visits.items[b].component;
}

void
components_release(struct components *components)
{
	vec_release(&components->visits);
	vec_release(&components->frames);
	vec_release(&components->stack);
	vec_release(&components->members);
}
