#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/buf.h"
#include "base/macros.h"
#include "forest.h"

/* What a graph takes when somebody wants it to take a lot. */

enum { MANIFESTS = 60, NAMES = 9000, IMPORTS = 400 };

static struct forest_file files[MANIFESTS + 1];
static char paths[MANIFESTS][32];

/* MANIFESTS files of one content; the tree is planted. */
static struct oid
plant(struct forest *forest, const char *name, const char *content)
{
	for (size_t i = 0; i < MANIFESTS; i++) {
		snprintf(paths[i], sizeof(paths[i]), "d%zu/%s", i, name);
		files[i] = (struct forest_file){ paths[i], content };
	}
	return forest_plant(forest, files);
}

static void
one_blob_is_read_once(void **state)
{
	static const char content[] = "{\"name\": \"a\"}";
	struct forest forest;
	struct graph *graph;
	struct oid tree;

	(void)state;
	forest_init(&forest);
	tree = plant(&forest, "package.json", content);
	graph = forest_graph(&forest, &tree);
	assert_int_equal(graph_read_bytes(graph), strlen(content));
	graph_release(graph);
	forest_release(&forest);
}

static void
what_is_kept_has_a_bound(void **state)
{
	CLEANUP(buf_release) struct buf content = BUF_INIT;
	struct forest forest;
	struct graph *graph;
	struct error err;
	struct oid tree;

	(void)state;
	buf_add_string(&content, "{\"autoload\": {\"psr-4\": {");
	for (int i = 0; i < NAMES; i++)
		buf_printf(&content, "%s\"P%d\": \"s\"", i ? "," : "", i);
	buf_add_string(&content, "}}}");
	buf_add_char(&content, '\0');
	forest_init(&forest);
	tree = plant(&forest, "composer.json", content.data);
	assert_int_equal(graph_new(&forest.objects, &tree, UINT64_MAX, &graph, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_int_equal(forest.fake.n_unreleased, 0);
	forest_release(&forest);
}

/* A manifest of more nodes or bytes than one may have says nothing. */
static void
large_manifests_say_nothing(void **state)
{
	static const struct {
		const char *item;
		int n;
	} cases[] = { { "0,", 20000 }, { "\"0123456789012345678901234567890123456789\",", 7000 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(buf_release) struct buf content = BUF_INIT;
		struct forest_file tree_files[] = { { "q/p/package.json", NULL },
						    { "q/p/index.js", "" },
						    { "a.js", "import 'p'" },
						    { NULL, NULL } };
		struct forest forest;
		struct graph *graph;
		struct error err;
		struct oid tree;

		buf_add_string(&content, "{\"name\": \"p\", \"x\": [");
		for (int k = 0; k < cases[i].n; k++)
			buf_add_string(&content, cases[i].item);
		buf_add_string(&content, "0]}");
		buf_add_char(&content, '\0');
		tree_files[0].content = content.data;
		forest_init(&forest);
		tree = forest_plant(&forest, tree_files);
		graph = forest_graph(&forest, &tree);
		assert_int_equal(graph_load(graph, 0, UINT64_MAX, &err), 0);
		assert_int_equal(graph_node(graph, 0)->edges[0].to, GRAPH_NONE);
		graph_release(graph);
		forest_release(&forest);
	}
}

/* The work of reading a.ts, whose imports each look through what the manifest says of names. */
static uint64_t
work_with(const char *before_star)
{
	CLEANUP(buf_release) struct buf content = BUF_INIT, source = BUF_INIT;
	struct forest_file tree_files[] = { { "a.ts", NULL },
					    { "tsconfig.json", NULL },
					    { NULL, NULL } };
	struct forest forest;
	struct graph *graph;
	struct error err;
	struct oid tree;
	uint64_t work;

	buf_add_string(&content, "{\"compilerOptions\": {\"paths\": {\"y\": []");
	for (int i = 0; i < NAMES; i++)
		buf_printf(&content, ",\"%s*%d\": [\"z\"]", before_star, i);
	buf_add_string(&content, "}}}");
	buf_add_char(&content, '\0');
	for (int i = 0; i < IMPORTS; i++)
		buf_printf(&source, "import 'u%d';\n", i);
	buf_add_char(&source, '\0');
	tree_files[0].content = source.data;
	tree_files[1].content = content.data;
	forest_init(&forest);
	tree = forest_plant(&forest, tree_files);
	graph = forest_graph(&forest, &tree);
	assert_int_equal(graph_load(graph, 0, UINT64_MAX, &err), 0);
	work = graph_node(graph, 0)->work;
	graph_release(graph);
	forest_release(&forest);
	return work;
}

/* What is remembered of a folder without sources is no node. */
static void
a_folder_without_sources_stays_none(void **state)
{
	static const struct forest_file tree_files[] = {
		{ "a.go", "package a\nimport (\n\"m/data\"\n\"m/data\"\n\"m/none\"\n)\n" },
		{ "data/1", "" },
		{ "data/2", "" },
		{ "go.mod", "module m" },
		{ NULL, NULL }
	};
	struct forest forest;
	struct graph *graph;
	struct error err;
	struct oid tree;

	(void)state;
	forest_init(&forest);
	tree = forest_plant(&forest, tree_files);
	graph = forest_graph(&forest, &tree);
	assert_int_equal(graph_load(graph, 0, UINT64_MAX, &err), 0);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(graph_node(graph, 0)->edges[i].to, GRAPH_NONE);
	assert_int_equal(graph_folder(graph, BYTES("data")), GRAPH_NONE);
	assert_int_equal(graph_n_nodes(graph), graph_n_files(graph));
	assert_int_equal(graph_find(graph, BYTES("data")), GRAPH_NONE);
	graph_release(graph);
	forest_release(&forest);
}

static void
names_that_are_gone_through_are_paid_for(void **state)
{
	(void)state;
	assert_true(work_with("v") < IMPORTS * 200);
	assert_true(work_with("u") > (uint64_t)IMPORTS * NAMES / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_blob_is_read_once),
		cmocka_unit_test(what_is_kept_has_a_bound),
		cmocka_unit_test(large_manifests_say_nothing),
		cmocka_unit_test(a_folder_without_sources_stays_none),
		cmocka_unit_test(names_that_are_gone_through_are_paid_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
