#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/macros.h"
#include "forest.h"

/*
 * Answers of views against plain ones, on random trees. A module is one of two files, gX/nJ.js or,
 * where that is not there, gX/nJ/index.js, so that what comes and goes moves the imports of others.
 */

enum { MODULES = 7, FOLDERS = 3, FILES = 2 * MODULES, ROUNDS = 400 };

struct world {
	bool there[FILES]; /* file 2*J is module J's first, 2*J+1 its second */
	bool imports[FILES][MODULES];
	bool edge[FILES][FILES]; /* by the rules above */
	struct forest_file files[FILES + 1];
};

static struct forest forest;
static unsigned seed;

static unsigned
chance(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static const char *
path_of(size_t file)
{
	size_t module = file / 2;

	return arena_printf(&forest.arena, file % 2 ? "g%zu/n%zu/index.js" : "g%zu/n%zu.js",
			    module % FOLDERS, module)
		.data;
}

static size_t
file_of(struct bytes path)
{
	for (size_t i = 0; i < FILES; i++) {
		if (bytes_equal_string(path, path_of(i)))
			return i;
	}
	fail_msg("no file %.*s", BYTES_ARG(path));
	return 0;
}

static void
edges_derive(struct world *world)
{
	memset(world->edge, 0, sizeof(world->edge));
	for (size_t file = 0; file < FILES; file++) {
		for (size_t module = 0; world->there[file] && module < MODULES; module++) {
			size_t to = world->there[2 * module] ? 2 * module : 2 * module + 1;

			if (world->imports[file][module] && world->there[to] && to != file)
				world->edge[file][to] = true;
		}
	}
}

static const char *
content_of(const struct world *world, size_t file)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_printf(&text, "// %zu\n", file);
	for (size_t module = 0; module < MODULES; module++) {
		if (world->imports[file][module])
			buf_printf(&text, "import \"%s../g%zu/n%zu\";\n", file % 2 ? "../" : "",
				   module % FOLDERS, module);
	}
	return arena_copy(&forest.arena, buf_bytes(&text)).data;
}

static struct oid
world_plant(struct world *world)
{
	size_t n = 0;

	edges_derive(world);
	for (size_t file = 0; file < FILES; file++) {
		if (world->there[file])
			world->files[n++] =
				(struct forest_file){ path_of(file), content_of(world, file) };
	}
	world->files[n] = (struct forest_file){ NULL, NULL };
	return forest_plant(&forest, world->files);
}

static void
world_make(struct world *world)
{
	for (size_t file = 0; file < FILES; file++) {
		world->there[file] = chance(4) > 0;
		for (size_t module = 0; module < MODULES; module++)
			world->imports[file][module] = chance(8) == 0;
	}
}

static void
world_change(struct world *world)
{
	for (unsigned n = chance(4); n > 0; n--) {
		size_t file = chance(FILES);

		if (chance(3) == 0)
			world->there[file] = !world->there[file];
		else
			world->imports[file][chance(MODULES)] ^= true;
	}
}

static size_t
unit_of(size_t file, bool grouped)
{
	return grouped ? file / 2 % FOLDERS : file;
}

/* What leads where in any number of steps, by units. */
static void
closure(const struct world *world, bool grouped, bool reach[FILES][FILES])
{
	memset(reach, 0, sizeof(bool[FILES][FILES]));
	for (size_t i = 0; i < FILES; i++) {
		for (size_t k = 0; k < FILES; k++) {
			size_t a = unit_of(i, grouped), b = unit_of(k, grouped);

			reach[a][b] |= world->edge[i][k] && a != b;
		}
	}
	for (size_t m = 0; m < FILES; m++) {
		for (size_t i = 0; i < FILES; i++) {
			for (size_t k = 0; k < FILES; k++)
				reach[i][k] |= reach[i][m] && reach[m][k];
		}
	}
}

struct trial {
	struct world before, after;
	struct graph *old_graph, *new_graph;
	struct change_list changes;
	struct graph_options options;
	struct graph_view *view;
	struct graph_meter meter;
	struct arena arena;
	bool grouped;
};

static void
trial_begin(struct trial *trial, bool grouped)
{
	const struct pattern **folders;
	struct oid old_tree, new_tree;
	struct error err;

	forest_init(&forest);
	arena_init(&trial->arena);
	trial->grouped = grouped;
	trial->options = (struct graph_options){ .kinds = 0 };
	if (grouped) {
		folders = arena_new(&trial->arena, const struct pattern *);
		assert_int_equal(pattern_compile(&trial->arena, BYTES("*"), folders, &err), 0);
		trial->options.folders = (struct pattern_list){ folders, 1 };
	}
	world_make(&trial->before);
	trial->after = trial->before;
	world_change(&trial->after);
	old_tree = world_plant(&trial->before);
	new_tree = world_plant(&trial->after);
	trial->old_graph = forest_graph(&forest, &old_tree);
	trial->new_graph = forest_graph(&forest, &new_tree);
	trial->changes = forest_changes(&forest, &old_tree, &new_tree);
	trial->meter = forest_meter();
	assert_int_equal(graph_view_new(trial->new_graph, trial->old_graph, &trial->changes,
					&trial->options, &trial->meter, &trial->view, &err),
			 0);
}

static void
trial_end(struct trial *trial)
{
	graph_view_free(trial->view);
	graph_release(trial->old_graph);
	graph_release(trial->new_graph);
	arena_release(&trial->arena);
	assert_int_equal(forest.fake.n_unreleased, 0);
	forest_release(&forest);
}

static void
ends_of(const struct trial *trial, struct graph_place place, size_t *from, size_t *to)
{
	const struct graph_node *node = graph_node(trial->new_graph, place.node);

	*from = file_of(node->name);
	*to = file_of(graph_node(trial->new_graph, node->edges[place.edge].to)->name);
}

static bool
is_new(const struct trial *trial, size_t from, size_t to)
{
	return trial->after.edge[from][to] && !trial->before.edge[from][to];
}

static void
added_edges_are_those_of_changed_files_that_were_not_there(void **state)
{
	struct trial trial;

	(void)state;
	for (seed = 1; seed <= ROUNDS; seed++) {
		unsigned round = seed;
		struct graph_places edges = VEC_INIT;
		bool told[FILES][FILES] = { { false } };
		struct error err;

		trial_begin(&trial, false);
		assert_int_equal(graph_view_added(trial.view, &trial.meter, &edges, &err), 0);
		for (size_t i = 0; i < edges.len; i++) {
			size_t from, to;

			ends_of(&trial, edges.items[i], &from, &to);
			assert_true(is_new(&trial, from, to));
			told[from][to] = true;
		}
		for (size_t from = 0; from < FILES; from++) {
			bool changed = trial.before.there[from] != trial.after.there[from] ||
				       memcmp(trial.before.imports[from], trial.after.imports[from],
					      MODULES * sizeof(bool)) != 0;

			for (size_t to = 0; changed && to < FILES; to++)
				assert_int_equal(told[from][to], is_new(&trial, from, to));
		}
		vec_release(&edges);
		trial_end(&trial);
		seed = round;
	}
}

/* Whether the edges from START to END of a cycle are there and close it. */
static void
check_cycle(const struct trial *trial, const struct graph_cycles *cycles, size_t start, size_t end)
{
	size_t first, from, to, last = 0;

	for (size_t i = start; i < end; i++) {
		ends_of(trial, cycles->places.items[i], &from, &to);
		assert_true(trial->after.edge[from][to]);
		if (i == start)
			first = unit_of(from, trial->grouped);
		else
			assert_int_equal(unit_of(from, trial->grouped), last);
		last = unit_of(to, trial->grouped);
	}
	assert_true(end > start);
	assert_int_equal(last, first);
}

static void
check_cycles(const struct trial *trial, const struct graph_cycles *cycles, bool added)
{
	bool told[FILES][FILES] = { { false } };
	bool reach[FILES][FILES];
	size_t start = 0, from, to;

	for (size_t i = 0; i < cycles->ends.len; i++) {
		check_cycle(trial, cycles, start, cycles->ends.items[i]);
		ends_of(trial, cycles->places.items[start], &from, &to);
		assert_true(!added || is_new(trial, from, to));
		assert_false(told[from][to]);
		for (; start < cycles->ends.items[i]; start++) {
			ends_of(trial, cycles->places.items[start], &from, &to);
			told[from][to] = true;
		}
	}
	closure(&trial->after, trial->grouped, reach);
	for (from = 0; from < FILES; from++) {
		for (to = 0; to < FILES; to++) {
			size_t a = unit_of(from, trial->grouped), b = unit_of(to, trial->grouped);
			bool on_cycle = trial->after.edge[from][to] && a != b && reach[b][a];

			if (on_cycle && (added ? is_new(trial, from, to) : !trial->grouped))
				assert_true(told[from][to]);
		}
	}
}

static void
cycles_hold_every_edge_that_closes_one(void **state)
{
	struct trial trial;

	(void)state;
	for (seed = 1; seed <= ROUNDS; seed++) {
		unsigned round = seed;

		for (int kind = 0; kind < 4; kind++) {
			struct graph_cycles cycles = GRAPH_CYCLES_INIT;
			struct error err;

			seed = round * 31 + (unsigned)kind;
			trial_begin(&trial, kind % 2);
			assert_int_equal(graph_view_cycles(trial.view, kind / 2, &trial.meter,
							   &cycles, &err),
					 0);
			check_cycles(&trial, &cycles, kind / 2);
			graph_cycles_release(&cycles);
			trial_end(&trial);
		}
		seed = round;
	}
}

static void
check_reach(struct trial *trial, size_t unit, bool backward, bool reach[FILES][FILES],
	    const char *name)
{
	struct graph_units units = VEC_INIT;
	uint32_t start = graph_view_find(trial->view, bytes_of(name));
	size_t n = 0;
	struct error err;

	for (size_t i = 0; i < FILES; i++)
		n += i != unit && (backward ? reach[i][unit] : reach[unit][i]);
	assert_int_equal(
		graph_view_reach(trial->view, start, backward, &trial->meter, &units, &err), 0);
	assert_int_equal(units.len, n);
	for (size_t i = 0; i < units.len; i++) {
		size_t found = file_of(graph_view_name(trial->view, units.items[i]));

		assert_true(backward ? reach[found][unit] : reach[unit][found]);
	}
	vec_release(&units);
}

/* The fewest steps, by widening; 0 when there is no way. */
static size_t
distance(const struct world *world, size_t from, size_t to)
{
	bool at[FILES] = { false };

	at[from] = true;
	for (size_t steps = 1; steps <= FILES; steps++) {
		bool next[FILES] = { false };

		for (size_t i = 0; i < FILES; i++) {
			for (size_t k = 0; at[i] && k < FILES; k++)
				next[k] |= world->edge[i][k];
		}
		if (next[to])
			return steps;
		memcpy(at, next, sizeof(at));
	}
	return 0;
}

static void
ways_are_the_shortest_and_reach_is_complete(void **state)
{
	struct trial trial;

	(void)state;
	for (seed = 1; seed <= ROUNDS / 4; seed++) {
		unsigned round = seed;
		bool reach[FILES][FILES];

		trial_begin(&trial, false);
		closure(&trial.after, false, reach);
		for (size_t from = 0; from < FILES; from++) {
			if (!trial.after.there[from])
				continue;
			check_reach(&trial, from, false, reach, path_of(from));
			check_reach(&trial, from, true, reach, path_of(from));
			for (size_t to = 0; to < FILES; to++) {
				struct graph_places way = VEC_INIT;
				struct error err;

				if (!trial.after.there[to] || to == from)
					continue;
				assert_int_equal(
					graph_view_path(
						trial.view,
						graph_view_find(trial.view,
								bytes_of(path_of(from))),
						graph_view_find(trial.view, bytes_of(path_of(to))),
						&trial.meter, &way, &err),
					0);
				assert_int_equal(way.len, distance(&trial.after, from, to));
				vec_release(&way);
			}
		}
		trial_end(&trial);
		seed = round;
	}
}

/* What one view has read makes another no cheaper. */
static void
each_view_pays_the_same(void **state)
{
	struct trial trial;

	(void)state;
	seed = 7;
	trial_begin(&trial, false);
	for (int i = 0; i < 2; i++) {
		static uint64_t spent;
		struct graph_meter meter = forest_meter();
		struct graph_places edges = VEC_INIT;
		struct graph_view *view;
		struct error err;

		assert_int_equal(graph_view_new(trial.new_graph, trial.old_graph, &trial.changes,
						&trial.options, &meter, &view, &err),
				 0);
		assert_int_equal(graph_view_edges(view, false, &meter, &edges, &err), 0);
		if (i == 0)
			spent = meter.work;
		assert_true(spent == meter.work);
		vec_release(&edges);
		graph_view_free(view);
	}
	trial_end(&trial);
}

static void
what_runs_out_is_named(void **state)
{
	static const struct {
		uint64_t work, read_bytes, memory, blob_max;
		enum limit spent;
	} rows[] = {
		{ 100, 1 << 20, 1 << 20, 1 << 20, LIMIT_INSTRUCTIONS },
		{ 1 << 30, 3, 1 << 20, 1 << 20, LIMIT_READ_BYTES },
		{ 1 << 30, 1 << 20, 100, 1 << 20, LIMIT_MEMORY },
		{ 1 << 30, 1 << 20, 1 << 20, 2, LIMIT_BLOB_BYTES },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct trial trial;
		struct graph_meter meter = { .work = rows[i].work,
					     .read_bytes = rows[i].read_bytes,
					     .memory = rows[i].memory,
					     .blob_max = rows[i].blob_max };
		struct graph_places edges = VEC_INIT;
		struct graph_view *view = NULL;
		struct error err;
		int result;

		seed = 7;
		trial_begin(&trial, false);
		result = graph_view_new(trial.new_graph, trial.old_graph, &trial.changes,
					&trial.options, &meter, &view, &err);
		if (result == 0)
			result = graph_view_edges(view, false, &meter, &edges, &err);
		assert_int_equal(result, -1);
		assert_int_equal(err.code, ERROR_LIMIT);
		assert_int_equal(meter.spent, rows[i].spent);
		if (view)
			graph_view_free(view);
		vec_release(&edges);
		trial_end(&trial);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(added_edges_are_those_of_changed_files_that_were_not_there),
		cmocka_unit_test(cycles_hold_every_edge_that_closes_one),
		cmocka_unit_test(ways_are_the_shortest_and_reach_is_complete),
		cmocka_unit_test(each_view_pays_the_same),
		cmocka_unit_test(what_runs_out_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
