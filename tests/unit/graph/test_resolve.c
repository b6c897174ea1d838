#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/macros.h"
#include "forest.h"

/* Where the imports of a file lead, by the manifests of its tree and the usual places. */

enum { FILES_MAX = 8 };

static const struct {
	const char *name, *from;
	struct forest_file files[FILES_MAX + 1]; /* the rest of the tree */
	const char *content, *to;                /* of FROM; where it leads, "-" for nowhere */
} cases[] = {
	{ "go: the module of go.mod",
	  "cmd/main.go",
	  { { "go.mod", "module example.com/shop // why\n\ngo 1.21\n" },
	    { "billing/b.go", "package billing" } },
	  "package main\nimport \"example.com/shop/billing\"\n",
	  "billing" },
	{ "go: a module in a folder, and one that is replaced by a folder",
	  "a/x.go",
	  { { "a/go.mod",
	      "module x.y/a\nreplace (\n  x.y/b v1.0.0 => ../b\n)\nreplace x.y/c => ../c\n" },
	    { "b/in/b.go", "package in" },
	    { "c/c.go", "package c" } },
	  "package a\nimport (\n\"x.y/b/in\"\n\"x.y/c\"\n\"fmt\"\n)\n",
	  "b/in c -" },
	{ "go: a folder without code is none",
	  "x.go",
	  { { "go.mod", "module m" }, { "doc/a.txt", "" }, { "t/t_test.go", "package t" } },
	  "package m\nimport (\n\"m/doc\"\n\"m/t\"\n)\n",
	  "- -" },
	{ "go: the package at the root",
	  "in/x.go",
	  { { "go.mod", "module m" }, { "a.go", "package m" } },
	  "package in\nimport \"m\"\n",
	  "." },
	{ "npm: a package of the workspace, by what it is entered by",
	  "apps/web/a.ts",
	  { { "packages/ui/package.json", "{\"name\": \"@acme/ui\", \"main\": \"dist/index.js\", "
					  "\"types\": \"./lib/main.ts\"}" },
	    { "packages/ui/lib/main.ts", "" },
	    { "packages/ui/src/button.tsx", "" } },
	  "import a from '@acme/ui';\nimport b from '@acme/ui/button';\nimport c from "
	  "'@acme/other';\n",
	  "packages/ui/lib/main.ts packages/ui/src/button.tsx -" },
	{ "npm: exports, conditions",
	  "a.js",
	  { { "p/package.json",
	      "{\"name\": \"p\", \"exports\": {\".\": {\"import\": {\"types\": "
	      "\"./in.d.ts\", \"default\": \"./in.mjs\"}}, \"./x\": \"./deep/x.js\"}}" },
	    { "p/in.mjs", "" },
	    { "p/in.d.ts", "" },
	    { "p/deep/x.js", "" } },
	  "import 'p';\nimport 'p/x';\n",
	  "p/in.d.ts p/deep/x.js" },
	{ "npm: what lies in node_modules is not the project's",
	  "a.js",
	  { { "node_modules/p/package.json", "{\"name\": \"p\"}" },
	    { "node_modules/p/index.js", "" } },
	  "import 'p';\n",
	  "-" },
	{ "tsconfig: the longest prefix, an exact name, baseUrl, comments",
	  "src/app/a.ts",
	  { { "tsconfig.json",
	      "{ // why\n\"compilerOptions\": {\"baseUrl\": \"src\", \"paths\": {"
	      "\"@/*\": [\"app/*\"], \"@/lib/*\": [\"lib/*\"], \"cfg\": [\"conf.ts\"],}}}" },
	    { "src/lib/x.ts", "" },
	    { "src/app/y.ts", "" },
	    { "src/conf.ts", "" },
	    { "src/util/z.ts", "" } },
	  "import '@/lib/x';\nimport '@/y';\nimport 'cfg';\nimport 'util/z';\nimport 'react';\n",
	  "src/lib/x.ts src/app/y.ts src/conf.ts src/util/z.ts -" },
	{ "tsconfig: paths of what is extended lie where that lies",
	  "apps/web/a.ts",
	  { { "tsconfig.base.json",
	      "{\"compilerOptions\": {\"paths\": {\"#lib/*\": [\"./libs/*/src\"]}}}" },
	    { "apps/web/tsconfig.json", "{\"extends\": \"../../tsconfig.base.json\"}" },
	    { "libs/x/src/index.ts", "" } },
	  "import '#lib/x';\n",
	  "libs/x/src/index.ts" },
	{ "tsconfig: one that extends itself says nothing more",
	  "a.ts",
	  { { "tsconfig.json", "{\"extends\": \"./tsconfig.json\"}" }, { "b.ts", "" } },
	  "import './b';\nimport 'b';\n",
	  "b.ts b.ts" },
	{ "composer: psr-4, the longest prefix, several folders",
	  "src/A.php",
	  { { "composer.json", "{\"autoload\": {\"psr-4\": {\"App\\\\\": [\"src/\", \"lib\"], "
			       "\"App\\\\Test\\\\\": \"tests\"}}}" },
	    { "lib/Bill/B.php", "<?php" },
	    { "tests/T.php", "<?php" } },
	  "<?php\nuse App\\Bill\\B;\nuse App\\Test\\T;\nuse Vendor\\X;\n",
	  "lib/Bill/B.php tests/T.php -" },
	{ "cargo: a crate of the workspace",
	  "app/src/main.rs",
	  { { "bill-api/Cargo.toml", "[package]\nname = \"bill-api\"\n" },
	    { "bill-api/src/lib.rs", "" },
	    { "bill-api/src/models/mod.rs", "" } },
	  "use bill_api::models::Invoice;\nuse bill_api::Client;\nuse serde::Serialize;\n",
	  "bill-api/src/models/mod.rs bill-api/src/lib.rs -" },
	{ "java: a source root of another module, a package",
	  "web/src/main/java/com/acme/web/A.java",
	  { { "bill/src/main/java/com/acme/bill/B.java", "" },
	    { "bill/src/main/kotlin/com/acme/bill/k/K.kt", "" } },
	  "import com.acme.bill.B;\nimport static com.acme.bill.B.x;\nimport com.acme.bill.*;\n"
	  "import com.acme.bill.k.K;\nimport java.util.List;\n",
	  "bill/src/main/java/com/acme/bill/B.java bill/src/main/java/com/acme/bill/B.java "
	  "bill/src/main/java/com/acme/bill bill/src/main/kotlin/com/acme/bill/k/K.kt -" },
	{ "python: each name that is a module, else the package",
	  "a.py",
	  { { "p/__init__.py", "" }, { "p/x.py", "" }, { "p/y/__init__.py", "" } },
	  "from p import x, y, Z\nimport p.x\n",
	  "p/x.py p/y/__init__.py p/__init__.py p/x.py" },
	{ "c: beside the file, then the roots",
	  "src/a/a.c",
	  { { "src/a/b.h", "" }, { "include/b.h", "" }, { "include/c.h", "" } },
	  "#include \"b.h\"\n#include <c.h>\n#include <stdio.h>\n",
	  "src/a/b.h include/c.h -" },
	{ "npm: a wish to the bundler",
	  "a.js",
	  { { "b.html", "" } },
	  "import t from './b.html?raw';\n",
	  "b.html" },
	{ "npm: patterns of exports, of imports of its own, a folder with a package.json",
	  "p/a.js",
	  { { "p/package.json", "{\"imports\": {\"#in/*\": \"./lib/*.js\", \"#one\": "
				"{\"default\": \"./lib/x.js\"}}}" },
	    { "p/lib/x.js", "" },
	    { "q/package.json", "{\"name\": \"q\", \"exports\": {\"./*\": \"./deep/*.js\", "
				"\"./s/*.css\": \"./css/*.css\"}}" },
	    { "q/deep/y.js", "" },
	    { "q/css/z.css", "" },
	    { "p/b/package.json", "{\"main\": \"m.js\"}" },
	    { "p/b/m.js", "" } },
	  "import '#in/x';\nimport '#one';\nimport 'q/y';\nimport 'q/s/z.css';\nimport "
	  "'./b';\n",
	  "p/lib/x.js p/lib/x.js q/deep/y.js q/css/z.css p/b/m.js" },
	{ "tsconfig: a list of what is extended, of which the last counts most; files beside it",
	  "a.ts",
	  { { "tsconfig.json", "{\"extends\": [\"./p.json\", \"./q\"]}" },
	    { "p.json",
	      "{\"compilerOptions\": {\"paths\": {\"#/*\": [\"./p/*\"], \"%\": [\"p/b\"]}}}" },
	    { "q.json", "{\"compilerOptions\": {\"paths\": {\"#/*\": [\"./q/*\"]}}}" },
	    { "tsconfig.app.json", "{\"compilerOptions\": {\"paths\": {\"@app\": [\"p/b\"]}}}" },
	    { "p/b.ts", "" },
	    { "q/b.ts", "" } },
	  "import '#/b';\nimport '%';\nimport '@app';\n",
	  "q/b.ts p/b.ts p/b.ts" },
	{ "go: the words of go.mod in blocks and quotes",
	  "x.go",
	  { { "go.mod", "module (\n\t`m` // why\n)\nreplace \"n\" => `./r`\n" },
	    { "f/f.go", "package f" },
	    { "r/r.go", "package r" } },
	  "package m\nimport (\n\"m/f\"\n\"n\"\n)\n",
	  "f r" },
	{ "php: the prefix that is empty",
	  "A.php",
	  { { "composer.json",
	      "{\"autoload\": {\"psr-4\": {\"\": \"classes/\", \"P\\\\\": \"o\"}}}" },
	    { "classes/x/B.php", "<?php" },
	    { "classes/P/C.php", "<?php" } },
	  "<?php\nuse x\\B;\nuse P\\C;\n",
	  "classes/x/B.php classes/P/C.php" },
	{ "kotlin: a source root of several platforms",
	  "a/src/commonMain/kotlin/a/A.kt",
	  { { "b/src/commonMain/kotlin/b/B.kt", "" } },
	  "import b.B\n",
	  "b/src/commonMain/kotlin/b/B.kt" },
	{ "npm: a package in a folder called vendor",
	  "a.js",
	  { { "p/vendor/package.json", "{\"name\": \"v\"}" }, { "p/vendor/index.js", "" } },
	  "import 'v';\n",
	  "p/vendor/index.js" },
	{ "a link to a file, to a folder, to a manifest, to itself, out of the tree, to a link",
	  "s/a.ts",
	  { { "r/b.ts", "" },
	    { "s/l.ts", "\002../r/b.ts" },
	    { "s/f", "\002../r/" },
	    { "s/tsconfig.json", "\002../base" },
	    { "base", "{\"compilerOptions\": {\"paths\": {\"#b\": [\"../r/b\"]}}}" },
	    { "s/m.ts", "\002m.ts" },
	    { "s/out", "\002../.." },
	    { "s/n.ts", "\002l.ts" } },
	  "import './l';\nimport './f/b';\nimport '#b';\nimport './m';\nimport './out/b';\nimport "
	  "'./n';\n",
	  "r/b.ts r/b.ts r/b.ts s/m.ts - s/l.ts" },
	{ "several files that a name may mean",
	  "a.ts",
	  { { "b.ts", "" },
	    { "b.js", "" },
	    { "c", "" },
	    { "c.ts", "" },
	    { "d.d.ts", "" },
	    { "d.js", "" } },
	  "import './b.js';\nimport './c';\nimport './d';\n",
	  "b.js b.ts c c.ts d.d.ts d.js" },
	{ "what is computed leads nowhere", "a.js", { { "b.js", "" } }, "import(x);\n", "-" },
	{ "a manifest that cannot be read says nothing",
	  "a.ts",
	  { { "tsconfig.json", "{" },
	    { "package.json", "[]" },
	    { "go.mod", "\"" },
	    { "b.ts", "" } },
	  "import './b';\n",
	  "b.ts" },
};

static struct bytes
targets(const struct graph *graph, uint32_t node, struct buf *out)
{
	const struct graph_node *self = graph_node(graph, node);

	buf_clear(out);
	for (uint32_t i = 0; i < self->n_edges; i++) {
		uint32_t to = self->edges[i].to;

		if (i)
			buf_add_char(out, ' ');
		buf_add(out, to == GRAPH_NONE ? BYTES("-") : graph_node(graph, to)->name);
	}
	return buf_bytes(out);
}

static void
imports_lead_to_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		CLEANUP(buf_release) struct buf out = BUF_INIT;
		struct forest_file files[FILES_MAX + 2] = { { cases[i].from, cases[i].content } };
		struct forest forest;
		struct graph *graph;
		struct error err;
		struct oid tree;
		uint32_t from;

		forest_init(&forest);
		memcpy(files + 1, cases[i].files, sizeof(cases[i].files));
		tree = forest_plant(&forest, files);
		graph = forest_graph(&forest, &tree);
		from = graph_find(graph, bytes_of(cases[i].from));
		assert_int_equal(graph_load(graph, from, UINT64_MAX, &err), 0);
		if (!bytes_equal_string(targets(graph, from, &out), cases[i].to))
			fail_msg("%s: %.*s", cases[i].name, BYTES_ARG(buf_bytes(&out)));
		graph_release(graph);
		assert_int_equal(forest.fake.n_unreleased, 0);
		forest_release(&forest);
	}
}

static void
a_folder_leads_to_its_source_files(void **state)
{
	static const struct forest_file files[] = {
		{ "go.mod", "module m" },    { "a.go", "package a\nimport \"m/p\"" },
		{ "p/x.go", "package p" },   { "p/x_test.go", "package p" },
		{ "p/q/y.go", "package q" }, { "p/read.me", "" },
		{ "p/z.go", "package p" },   { NULL, NULL }
	};
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct forest forest;
	struct graph *graph;
	struct error err;
	struct oid tree;

	(void)state;
	forest_init(&forest);
	tree = forest_plant(&forest, files);
	graph = forest_graph(&forest, &tree);
	assert_int_equal(graph_load(graph, graph_find(graph, BYTES("a.go")), UINT64_MAX, &err), 0);
	assert_int_equal(graph_load(graph, graph_find(graph, BYTES("p")), UINT64_MAX, &err), 0);
	targets(graph, graph_find(graph, BYTES("p")), &out);
	assert_string_equal(out.data, "p/x.go p/z.go");
	graph_release(graph);
	forest_release(&forest);
}

static void
looking_takes_no_more_than_it_may(void **state)
{
	static const struct forest_file files[] = {
		{ "a.js", "import './b'; import './c'; import './d';" }, { NULL, NULL }
	};
	struct forest forest;
	struct graph *graph;
	struct error err;
	struct oid tree;

	(void)state;
	forest_init(&forest);
	tree = forest_plant(&forest, files);
	graph = forest_graph(&forest, &tree);
	assert_int_equal(graph_load(graph, 0, 10, &err), -1);
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_false(graph_node(graph, 0)->loaded);
	assert_int_equal(graph_load(graph, 0, 10000, &err), 0);
	assert_int_equal(graph_node(graph, 0)->n_edges, 3);
	assert_in_range(graph_node(graph, 0)->work, 11, 1000);
	graph_release(graph);
	forest_release(&forest);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(imports_lead_to_files),
		cmocka_unit_test(a_folder_leads_to_its_source_files),
		cmocka_unit_test(looking_takes_no_more_than_it_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
