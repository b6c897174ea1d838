#include "config.h"

#include "lua/api.h"
#include "lua/budget.h"
#include "lua/graphs.h"

/*
 * tree:graph{ files =, kinds =, groups = } and what it answers. Views belong to the policy, so that
 * an edge or a sequence that a script keeps stays good.
 */

struct graph_object {
	struct object head;
	struct graph_source source;
};

enum { GRAPHS_MAX = 64 };

static const struct graph_source *
self_source(lua_State *lua)
{
	return &((struct graph_object *)object_self(lua, &graph_class))->source;
}

/* What is left to spend. The policy pays when the view is done: see graph_settle. */
struct graph_meter
graph_meter(const struct policy *policy)
{
	uint64_t most = policy->limits.value[LIMIT_MEMORY];

	return (struct graph_meter){
		.work = policy->fuel,
		.read_bytes = policy->read_left,
		.memory = most > policy->graph_memory ? most - policy->graph_memory : 0,
		.blob_max = policy->limits.value[LIMIT_BLOB_BYTES],
		.skip_large = policy->decision->oversize_skip,
	};
}

void
graph_settle(struct policy *policy, const struct graph_meter *meter, int result,
	     const struct error *err)
{
	uint64_t most = policy->limits.value[LIMIT_MEMORY];

	if (result < 0 && err->code == ERROR_LIMIT && meter->spent == LIMIT_BLOB_BYTES)
		policy_spend_blob(policy, meter->large, meter->large_size);
	if (result < 0 && err->code == ERROR_LIMIT)
		policy_spend(policy, meter->spent);
	if (result < 0)
		policy_fail_with(policy, err);
	watch_graph(policy, policy->read_left - meter->read_bytes);
	policy->fuel = meter->work;
	policy->read_left = meter->read_bytes;
	policy->graph_memory = most - meter->memory;
	policy->skipped += meter->skipped;
}

/* Makes the view of TREE that OPTIONS ask for; *VIEW is NULL when it fails. */
static int
view_of_tree(struct policy *policy, const struct tree_object *tree,
	     const struct change_list *changes, const struct graph_options *options,
	     struct graph_meter *meter, struct graph_view **view, struct error *err)
{
	bool has_base = tree->of == TREE_OF_UPDATE;
	struct graph_cache *cache = policy->env->graphs;
	struct graph *now, *base = NULL;
	int result;

	/* The table of a tree's files is no policy's alone. */
	uint64_t most = policy->limits.value[LIMIT_PLAN_BYTES];

	meter->spent = LIMIT_PLAN_BYTES;
	if (graph_cache_get(cache, &tree->tree, most, &now, err) < 0)
		return -1;
	result = graph_cache_get(cache, has_base ? &tree->update->base_tree : &tree->tree, most,
				 &base, err);
	if (result == 0)
		result = graph_view_new(now, base, changes, options, meter, view, err);
	graph_release(base);
	graph_release(now);
	return result;
}

int
tree_graph(lua_State *lua)
{
	static const struct change_list none;
	const struct tree_object *tree = object_self(lua, &tree_class);
	const struct change_list *changes =
		tree->of == TREE_OF_UPDATE ? tree_changes_of(lua, tree) : &none;
	const struct graph_options *options = graph_options_read(lua);
	struct policy *policy = policy_of(lua);
	struct graph_meter meter = graph_meter(policy);
	struct graph_view *view = NULL;
	struct graph_object *self;
	struct error err;
	int result;

	if (policy->graphs.len >= GRAPHS_MAX)
		return luaL_error(lua, "more than %d graphs; keep one and ask it again",
				  GRAPHS_MAX);
	result = view_of_tree(policy, tree, changes, options, &meter, &view, &err);
	if (view)
		vec_push(&policy->graphs, view);
	graph_settle(policy, &meter, result, &err);
	self = object_new(lua, &graph_class, sizeof(*self), 0);
	self->source = (struct graph_source){ view, *tree };
	return 1;
}

static void
raise_without_base(lua_State *lua, const struct graph_source *source)
{
	if (source->tree.of == TREE_OF_COMMIT)
		luaL_error(lua, "what was added is known of the tree of an update, not of a "
				"commit's; use `tree(tree)`");
}

typedef int question(struct graph_view *view, struct graph_meter *meter, struct graph_places *edges,
		     struct error *err);

static int
ask_edges(struct graph_view *view, struct graph_meter *meter, struct graph_places *edges,
	  struct error *err)
{
	return graph_view_edges(view, false, meter, edges, err);
}

static int
ask_unresolved(struct graph_view *view, struct graph_meter *meter, struct graph_places *edges,
	       struct error *err)
{
	return graph_view_edges(view, true, meter, edges, err);
}

/* Pushes the edges that ASK gives. */
static int
edges_answer(lua_State *lua, question *ask)
{
	const struct graph_source *source = self_source(lua);
	struct policy *policy = policy_of(lua);
	struct graph_meter meter = graph_meter(policy);
	struct error err;
	int result;

	policy->graph_places.len = 0;
	result = ask(source->view, &meter, &policy->graph_places, &err);
	graph_settle(policy, &meter, result, &err);
	edges_push(lua, source, policy->graph_places.items, policy->graph_places.len);
	return 1;
}

/* graph:edges() */
static int
graph_edges_method(lua_State *lua)
{
	return edges_answer(lua, ask_edges);
}

/* graph:unresolved() */
static int
graph_unresolved(lua_State *lua)
{
	return edges_answer(lua, ask_unresolved);
}

/* graph:added() */
static int
graph_added(lua_State *lua)
{
	raise_without_base(lua, self_source(lua));
	graph_report_partial(lua, self_source(lua));
	return edges_answer(lua, graph_view_added);
}

static const struct api_row cycles_options[] = {
	{ "added", "boolean?", "true: only those that the change closes." },
};

const struct api_table cycles_table = { "graph.cycles_options", "Options of graph:cycles().",
					cycles_options, ARRAY_SIZE(cycles_options) };

/* graph:cycles{ added = true } */
static int
graph_cycles(lua_State *lua)
{
	const struct graph_source *source = self_source(lua);
	struct policy *policy = policy_of(lua);
	bool added = false;
	struct graph_meter meter;
	struct error err;
	int result;

	if (!lua_isnoneornil(lua, 2)) {
		luaL_checktype(lua, 2, LUA_TTABLE);
		api_keys_check(lua, 2, "cycles", "option", cycles_options,
			       ARRAY_SIZE(cycles_options));
		lua_getfield(lua, 2, "added");
		added = lua_toboolean(lua, -1);
		lua_pop(lua, 1);
	}
	if (added) {
		raise_without_base(lua, source);
		graph_report_partial(lua, source);
	}
	policy->graph_cycles.places.len = policy->graph_cycles.ends.len = 0;
	meter = graph_meter(policy);
	result = graph_view_cycles(source->view, added, &meter, &policy->graph_cycles, &err);
	graph_settle(policy, &meter, result, &err);
	cycles_push(lua, source, &policy->graph_cycles);
	return 1;
}

/* The unit that argument ARG names, GRAPH_NONE for one that is not there. */
static uint32_t
check_unit(lua_State *lua, const struct graph_source *source, int arg)
{
	struct bytes name = check_bytes(lua, arg);

	budget_charge_bytes(policy_of(lua), name.len);
	return graph_view_find(source->view, name);
}

/* graph:path(from, to): a shortest way, nil when there is none */
static int
graph_path(lua_State *lua)
{
	const struct graph_source *source = self_source(lua);
	uint32_t from = check_unit(lua, source, 2), to = check_unit(lua, source, 3);
	struct policy *policy = policy_of(lua);
	struct graph_meter meter = graph_meter(policy);
	struct error err;
	int result = 0;

	policy->graph_places.len = 0;
	if (from != GRAPH_NONE && to != GRAPH_NONE)
		result = graph_view_path(source->view, from, to, &meter, &policy->graph_places,
					 &err);
	graph_settle(policy, &meter, result, &err);
	if (policy->graph_places.len)
		edges_push(lua, source, policy->graph_places.items, policy->graph_places.len);
	else
		lua_pushnil(lua);
	return 1;
}

/* Pushes the names of what argument 2 leads to, or what leads there. */
static int
reach(lua_State *lua, bool backward)
{
	const struct graph_source *source = self_source(lua);
	uint32_t unit = check_unit(lua, source, 2);
	struct policy *policy = policy_of(lua);
	struct graph_meter meter = graph_meter(policy);
	struct error err;
	int result = 0;

	policy->graph_units.len = 0;
	if (unit != GRAPH_NONE)
		result = graph_view_reach(source->view, unit, backward, &meter,
					  &policy->graph_units, &err);
	graph_settle(policy, &meter, result, &err);
	lua_createtable(lua, (int)policy->graph_units.len, 0);
	for (size_t i = 0; i < policy->graph_units.len; i++) {
		push_bytes(lua, graph_view_name(source->view, policy->graph_units.items[i]));
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	sequence_of_table(lua, SEQUENCE_NAMES, policy->graph_units.len);
	return 1;
}

/* graph:dependencies(name) */
static int
graph_dependencies(lua_State *lua)
{
	return reach(lua, false);
}

/* graph:dependents(name) */
static int
graph_dependents(lua_State *lua)
{
	return reach(lua, true);
}

static const struct object_field fields[] = {
	{ "edges", NULL, graph_edges_method, "(): sequence<edge>", "Every edge." },
	{ "added", NULL, graph_added, "(): sequence<edge>", "Those that the change adds." },
	{ "unresolved", NULL, graph_unresolved, "(): sequence<edge>",
	  "The imports that lead to no file of the tree." },
	{ "cycles", NULL, graph_cycles,
	  "(options?: graph.cycles_options): sequence<sequence<edge>>",
	  "The edges of each cycle." },
	{ "path", NULL, graph_path, "(from: string, to: string): sequence<edge>?",
	  "A shortest way; nil when there is none." },
	{ "dependencies", NULL, graph_dependencies, "(name: string): sequence<string>",
	  "What it leads to." },
	{ "dependents", NULL, graph_dependents, "(name: string): sequence<string>",
	  "What leads to it." },
};

const struct object_class graph_class = {
	.name = "graph",
	.help = "Which file, or group of files, of a tree imports which.",
	.fields = fields,
	.n_fields = ARRAY_SIZE(fields),
};
