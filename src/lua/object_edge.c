#include "config.h"

#include "lua/budget.h"
#include "lua/graphs.h"

/*
 * The edges of a graph. One is a place, of the import that makes it; the file is looked up when the
 * place is asked for, for many edges are only followed.
 */

struct edge_object {
	struct place_object place; /* without a change until it is asked for */
	struct graph_source source;
	struct graph_place at;
};

static const struct edge_object *
edge_in(const struct object *object)
{
	return (const struct edge_object *)object;
}

static const struct graph_edge *
edge_of(const struct edge_object *self)
{
	return &graph_view_node(self->source.view, self->at.node)->edges[self->at.edge];
}

static void
push_from(lua_State *lua, const struct object *object)
{
	const struct edge_object *self = edge_in(object);
	const struct graph_view *view = self->source.view;

	push_bytes(lua, graph_view_name(view, graph_view_from(view, self->at)));
}

static void
push_to(lua_State *lua, const struct object *object)
{
	const struct edge_object *self = edge_in(object);

	if (self->at.to == GRAPH_NONE)
		lua_pushnil(lua);
	else
		push_bytes(lua, graph_view_name(self->source.view, self->at.to));
}

static void
push_path(lua_State *lua, const struct object *object)
{
	const struct edge_object *self = edge_in(object);

	push_bytes(lua, graph_view_node(self->source.view, self->at.node)->name);
}

static void
push_target(lua_State *lua, const struct object *object)
{
	const struct edge_object *self = edge_in(object);
	uint32_t to = edge_of(self)->to;

	if (to == GRAPH_NONE)
		lua_pushnil(lua);
	else
		push_bytes(lua, graph_view_node(self->source.view, to)->name);
}

static void
push_module(lua_State *lua, const struct object *object)
{
	push_bytes(lua, edge_of(edge_in(object))->module);
}

static void
push_kind(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, import_kind_name(edge_of(edge_in(object))->kind));
}

static void
push_number(lua_State *lua, uint32_t number)
{
	if (number)
		lua_pushinteger(lua, number);
	else
		lua_pushnil(lua);
}

static void
push_line(lua_State *lua, const struct object *object)
{
	push_number(lua, edge_of(edge_in(object))->line);
}

static void
push_column(lua_State *lua, const struct object *object)
{
	push_number(lua, edge_of(edge_in(object))->column);
}

/* The subject of the file PATH of the tree, which is there. */
static struct subject
file_subject(lua_State *lua, const struct graph_source *source, struct bytes path,
	     const struct entry *entry)
{
	struct subject subject;

	tree_file_push(lua, &source->tree, tree_changes_of(lua, &source->tree), path, entry);
	subject = *file_subject_at(lua, lua_gettop(lua));
	lua_pop(lua, 1);
	return subject;
}

const struct place_object *
edge_place(lua_State *lua, int index)
{
	struct edge_object *self = object_test(lua, index, &edge_class);
	const struct graph_node *node;

	if (!self)
		return NULL;
	node = graph_view_node(self->source.view, self->at.node);
	if (node->entry.kind == ENTRY_NONE)
		luaL_error(lua, "this edge leads from a folder to a file in it, and has no place");
	if (!self->place.subject.change) {
		self->place.subject = file_subject(lua, &self->source, node->name, &node->entry);
		self->place.side = SIDE_NEW;
		self->place.number = edge_of(self)->line;
		self->place.column = edge_of(self)->column;
	}
	return &self->place;
}

static void
push_text(lua_State *lua, const struct object *object)
{
	const struct edge_object *self = edge_in(object);

	if (!edge_of(self)->line) {
		lua_pushnil(lua);
		return;
	}
	edge_place(lua, 1);
	place_push_text(lua, object);
}

static bool
edges_equal(const struct object *a, const struct object *b)
{
	const struct edge_object *x = edge_in(a), *y = edge_in(b);

	return x->source.view == y->source.view && x->at.node == y->at.node &&
	       x->at.edge == y->at.edge && x->at.to == y->at.to;
}

static const struct object_field fields[] = {
	{ "from", push_from, NULL, "string", "The file that imports, or its group." },
	{ "to", push_to, NULL, "string?",
	  "The file that is imported, or its group; nil: unresolved." },
	{ "path", push_path, NULL, "string", "The file that imports." },
	{ "target", push_target, NULL, "string?", "The file that is imported; nil: unresolved." },
	{ "module", push_module, NULL, "string", "The module as it is written." },
	{ "kind", push_kind, NULL, "'static'|'dynamic'|'type'|'re-export'|'include'|'qualified'",
	  "How." },
	{ "line", push_line, NULL, "integer?", "Its line; nil from a folder to a file in it." },
	{ "column", push_column, NULL, "integer?", "Where it begins there, in bytes from 1." },
	{ "text", push_text, NULL, "string?", "The line, without its end." },
};

const struct object_class edge_class = {
	.name = "edge",
	.help = "An import that leads from one file to another; a place.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
	.text = push_from,
	.equal = edges_equal,
};

struct edges_sequence {
	struct sequence base;
	struct graph_source source;
	struct graph_place places[];
};

static void
edges_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct edges_sequence *self = (const struct edges_sequence *)sequence;
	struct edge_object *edge = object_new(lua, &edge_class, sizeof(*edge), 0);

	edge->source = self->source;
	edge->at = self->places[i];
}

void
edges_push(lua_State *lua, const struct graph_source *source, const struct graph_place *places,
	   size_t n)
{
	static const struct sequence_kind kind = { "edges", edges_element };
	struct edges_sequence *self =
		sequence_new(lua, &kind, sequence_size(lua, sizeof(*self), n, sizeof(*places)), n);

	self->source = *source;
	if (n)
		memcpy(self->places, places, n * sizeof(*places));
}

struct cycles_sequence {
	struct sequence base;
	struct graph_source source;
	size_t places_at; /* where they stand, behind the ends */
	size_t ends[];
};

static void
cycles_element(lua_State *lua, struct sequence *sequence, size_t i)
{
	const struct cycles_sequence *self = (const struct cycles_sequence *)sequence;
	const struct graph_place *places =
		(const struct graph_place *)((const char *)self + self->places_at);
	size_t start = i ? self->ends[i - 1] : 0;

	edges_push(lua, &self->source, places + start, self->ends[i] - start);
}

void
cycles_push(lua_State *lua, const struct graph_source *source, const struct graph_cycles *cycles)
{
	static const struct sequence_kind kind = { "cycles", cycles_element };
	size_t n = cycles->ends.len, n_places = cycles->places.len;
	size_t at = sequence_size(lua, sizeof(struct cycles_sequence), n, sizeof(size_t));
	struct cycles_sequence *self = sequence_new(
		lua, &kind, sequence_size(lua, at, n_places, sizeof(struct graph_place)), n);

	self->source = *source;
	self->places_at = at;
	if (n)
		memcpy(self->ends, cycles->ends.items, n * sizeof(*self->ends));
	if (n_places)
		memcpy((char *)self + at, cycles->places.items,
		       n_places * sizeof(struct graph_place));
}

void
graph_report_partial(lua_State *lua, const struct graph_source *source)
{
	struct policy *policy = policy_of(lua);
	struct graph_meter meter = graph_meter(policy);
	struct error err;
	int result;

	policy->graph_places.len = 0;
	result = graph_view_partial(source->view, &meter, &policy->graph_places, &err);
	graph_settle(policy, &meter, result, &err);
	for (size_t i = 0; i < policy->graph_places.len; i++) {
		const struct graph_node *node =
			graph_view_node(source->view, policy->graph_places.items[i].node);
		struct subject subject = file_subject(lua, source, node->name, &node->entry);

		source_partial_check(lua, &subject);
	}
}
