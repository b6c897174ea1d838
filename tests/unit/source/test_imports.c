#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/macros.h"
#include "source/imports.h"

/*
 * Each row is a file and what it imports: `kind module(name name)`, one behind the other with `; `
 * between them; a computed one is `kind ?`.
 */
struct row {
	const char *path, *text, *imports;
};

static void
show(struct buf *out, const struct import *import)
{
	if (out->len)
		buf_add_string(out, "; ");
	buf_printf(out, "%s ", import_kind_name(import->kind));
	buf_add(out, import->computed ? BYTES("?") : import->module);
	for (size_t i = 0; i < import->n_names; i++) {
		buf_add_string(out, i ? " " : "(");
		buf_add(out, import->names[i]);
	}
	if (import->n_names)
		buf_add_char(out, ')');
}

static void
check(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		CLEANUP(buf_release) struct buf seen = BUF_INIT;
		const struct language *language = language_of_path(bytes_of(rows[i].path));
		struct imports imports;

		assert_non_null(language);
		imports_find(&imports, language, bytes_of(rows[i].text));
		for (size_t j = 0; j < imports.items.len; j++)
			show(&seen, &imports.items.items[j]);
		buf_add_string(&seen, imports.partial ? " PARTIAL" : "");
		assert_string_equal(seen.data, rows[i].imports);
		imports_release(&imports);
	}
}

#define CHECK(rows) check((rows), ARRAY_SIZE(rows))

static void
python_imports_are_found(void **state)
{
	static const struct row rows[] = {
		{ "a.py", "import a.b as c, d\n", "static a.b; static d" },
		{ "a.py", "from a.b import c as d, e\n", "static a.b(c e)" },
		{ "a.py", "from a import (\n  b, # import x\n  c,\n)\n", "static a(b c)" },
		{ "a.py", "from a import *\n", "static a(*)" },
		{ "a.py", "from . import b\nfrom ..c import d\nfrom ... import e",
		  "static .(b); static ..c(d); static ...(e)" },
		{ "a.py", "from a \\\n import b", "static a(b)" },
		{ "a.py", "x = 'import a'\n\"\"\"\nimport b\n\"\"\"\n# import c\nimport d",
		  "static d" },
		{ "a.py", "if x: import a; import b\n", "static a; static b" },
		{ "a.py", "def f():\n  yield from g\n  raise X from y\n", "" },
		{ "a.py", "class A:\n  ...\n\nfrom a import b\n", "static a(b)" },
		{ "a.py",
		  "importlib.import_module('a.b')\nimportlib.import_module(x)\n__import__(\"c\")",
		  "dynamic a.b; dynamic ?; dynamic c" },
		{ "a.py", "f'{x[\"import a\"]}'\nimport b\n", "static b" },
		{ "a.py", "import\ta . b\n", "static a.b" },
		{ "a.pyx", "from a cimport b\n", "static a(b)" },
		{ "a.py", "\xef\xbb\xbfimport a\r\nimport b\r\n", "static a; static b" },
		{ "a.py", "import a\nx = '''", "static a PARTIAL" },
		{ "a.py", "# x\rimport a\rimport b", "static a; static b" },
		{ "a.py", "import_module('a.' + b)", "dynamic ?" },
		{ "a.py", "import \xef\xbd\x82illing", "static ?" },
	};
	(void)state;

	CHECK(rows);
}

static void
ecmascript_imports_are_found(void **state)
{
	static const struct row rows[] = {
		{ "a.js", "import 'a'; import b from \"b\"; import * as c from 'c'",
		  "static a; static b(default); static c(*)" },
		{ "a.js", "import d, {e as f, default as g} from './d.js';",
		  "static ./d.js(default e default)" },
		{ "a.js", "import {a, // 'x'\n b /* } from 'y' */ } from 'z'", "static z(a b)" },
		{ "a.js", "import j from './j.json' with {type: \"json\"}\nimport 'b'",
		  "static ./j.json(default); static b" },
		{ "a.js",
		  "export {a} from 'x' with {type: 'json'}; export * from 'y'; export * as z from "
		  "'z'",
		  "re-export x(a); re-export y(*); re-export z(*)" },
		{ "a.js",
		  "import { \"string name\" as a } from 'x'; export { b as \"c d\" } from 'y'",
		  "static x(string name); re-export y(b)" },
		{ "a.js", "export {a}; export const b = 1; export default c", "" },
		{ "a.js",
		  "await import('a'); import(b); import(`c`); import(`${d}`); import.meta.url",
		  "dynamic a; dynamic ?; dynamic c; dynamic ?" },
		{ "a.js",
		  "const a = require('a'), b = [...require('b')]; require(c); x.require('d')",
		  "static a; static b; static ?" },
		{ "a.js", "if (x) /'/.test(y)\nimport 'a'\nvar z = a / b / 'import c'",
		  "static a" },
		{ "a.js", "x = a++ / 2; y = /import 'q'/; import 'b'", "static b" },
		{ "a.js", "x = {a: 1} / 2; function f() {} /'/.test(x); import 'c'", "static c" },
		{ "a.js", "`${`import 'a'`} ${b({c: \"}\"})}`; import 'd'", "static d" },
		{ "a.js",
		  "x = <div title='it\"s'>don't import 'a' {import('b')} <b/></div>; import 'c'",
		  "dynamic b; static c" },
		{ "a.js", "x = 1 << y; z = a < b; import 'c'", "static c" },
		{ "a.js", "#!/usr/bin/env node\nimport 'a'", "static a" },
		{ "a.js", "import '\\x61b'", "static ab" },
		{ "a.ts",
		  "import type { A } from 'a'; import { type B, c } from 'b'; import type D from "
		  "'d'",
		  "type a(A); static b(B c); type d(default)" },
		{ "a.ts", "import type from 'a'; import type, { b } from 'c'",
		  "static a(default); static c(default b)" },
		{ "a.ts", "import a = require('a'); import b = c.d; export import e = require('e')",
		  "static a; static e" },
		{ "a.ts",
		  "let x: import('a').B; const y = await import('c'); type z = typeof import('d')",
		  "type a; dynamic c; type d" },
		{ "a.ts", "let x = <any>y / 2; let z = w! / 2; import 'a'", "static a" },
		{ "a.ts",
		  "import {type as} from 'a'; import {type as as} from 'b'; import {type as as c} "
		  "from 'c'; import {type as d} from 'd'",
		  "static a(as); static b(type); static c(as); static d(type)" },
		{ "a.tsx", "const f = <T,>(x: T) => x; const g = <p>it's</p>; import 'a'",
		  "static a" },
		{ "a.vue",
		  "<template><p>it's import 'x'</p></template>\n<script setup lang=\"ts\">\nimport "
		  "a from './a.vue'\n</script>\n<style>don't</style>",
		  "static ./a.vue(default)" },
		{ "a.svelte", "<script>import 'a'</script>it's<script module>import 'b'</script>",
		  "static a; static b" },
		{ "a.js", "a = `${", " PARTIAL" },
		{ "a.js", "/* import 'a'", " PARTIAL" },
		{ "a.js", "// x\rimport 'a' // y\xe2\x80\xa8import 'b'", "static a; static b" },
		{ "a.js", "x = function() {} / 1; import a from 'b'; c = 1 / 2", " PARTIAL" },
		{ "a.js", "x = yield / require('a') / 1", " PARTIAL" },
		{ "a.js", "x = function() {} <a> 1; import b from 'c'; d = 1 </a>/; import 'e'",
		  "static c(default); static e" },
		{ "a.js", "r\\u0065quire('a')", " PARTIAL" },
		{ "a.js", "import\xc2\xa0'a';import\xe3\x80\x80{b}from'c'",
		  "static a; static c(b)" },
	};
	(void)state;

	CHECK(rows);
}

static void
c_includes_are_found(void **state)
{
	static const struct row rows[] = {
		{ "a.c", "#include <a/b.h>\n#  include \"c.h\" // x\n",
		  "include a/b.h; include c.h" },
		{ "a.c", "#include MACRO\n#include_next <x.h>\n", "include ?; include x.h" },
		{ "a.c", "// #include <a.h>\n/* \n#include <b.h>\n*/ #include <c.h>\n",
		  "include c.h" },
		{ "a.c", "char *s = \"\\\n#include <a.h>\\\n\";\n#error don't\n#include <b.h>\n",
		  "include b.h" },
		{ "a.c", "int a = 1'000'000;\n#include <b.h>\n", "include b.h" },
		{ "a.c", "// joined \\\n#include <a.h>\n#inc\\\nlude <b.h>\n#include <c.h>",
		  "include c.h" },
		{ "a.cpp",
		  "auto s = R\"x(\n#include <a.h>\n)x\";\n#include <b.h>\nimport c.d;\nexport "
		  "import e;\n",
		  "include b.h; static c.d; re-export e" },
		{ "a.m", "#import <A/A.h>\n@import B.C;\n", "include A/A.h; static B.C" },
	};
	(void)state;

	CHECK(rows);
}

static void
jvm_imports_are_found(void **state)
{
	static const struct row rows[] = {
		{ "A.java", "package a.b;\nimport a.b.C; import static d.E.f; import g.*;\n",
		  "static a.b.C; static d.E.f; static g.*" },
		{ "A.java", "class A { billing.models.Invoice x = new billing.models.Invoice(); }",
		  "qualified billing.models.Invoice; qualified billing.models.Invoice" },
		{ "A.java",
		  "class A { void f() { this.a.B.c(); System.out.println(a.b.c); x.Y(); } }", "" },
		{ "A.java", "String s = \"\"\"\n import a.B;\n\"\"\";", "" },
		{ "A.java", "import a /* x */ . b . C;", "static a.b.C" },
		{ "A.java", "// x\rimport a.B;", "static a.B" },
		{ "A.java", "import a.\\u0042;", "static a PARTIAL" },
		{ "A.java", "// \\u000aimport a.B;", " PARTIAL" },
		{ "A.java", "char c = \"\\u0022; import a.B;", " PARTIAL" },
		{ "A.java", "/* \\u000a */ char c = '\\u0022'; String s = \"\\u0027\"; import a.B;",
		  "static a.B" },
		{ "A.java", "/* x *\\u002f import a.B;", " PARTIAL" },
		{ "A.java", "char c = '\\u00e9'; // \\u00e9\nimport a.B;", "static a.B" },
		{ "a.kt",
		  "import a.b.C as D\nimport e.*\nval s = \"${f(\"import g.H\")}\"\n/* /* */ "
		  "import i.J */",
		  "static a.b.C; static e.*" },
		{ "a.kt", "val `it's` = 1\nimport a.B\n", "static a.B" },
		{ "a.scala", "import a.b.{C, D => E}, f._\nval x = s\"${y(\"import z.Z\")}\"\n",
		  "static a.b.C; static a.b.D; static f.*" },
	};
	(void)state;

	CHECK(rows);
}

static void
imports_of_other_languages_are_found(void **state)
{
	static const struct row rows[] = {
		{ "a.go", "package a\nimport \"b\"\nimport (\n\tc \"d/e\"\n\t. \"f\"\n\t_ `g`\n)\n",
		  "static b; static d/e; static f; static g" },
		{ "a.go", "var s = `\nimport \"a\"\n`\n", "" },
		{ "a.rs",
		  "use a::{b, c::{d as e, self}, f::*};\npub use g::h;\nextern crate i;\nmod j;\n",
		  "static a::b; static a::c::d; static a::c; static a::f::*; re-export g::h; "
		  "static i; include j" },
		{ "a.rs",
		  "fn f<'a>(x: &'a str) { let c = 'x'; let s = r#\"use b::c;\"#; }\nuse d;\n",
		  "static d" },
		{ "a.rs",
		  "macro_rules! m { () => { use a::b; } }\nfn f() { crate::c::d(); Vec::new(); }",
		  "static a::b; qualified crate::c::d" },
		{ "a.rs", "/* /* */ use a::b; */ use c::d;", "static c::d" },
		{ "a.cs",
		  "using A.B;\nglobal using static C.D;\nusing E = F.G;\nusing (var x = y) "
		  "{}\nusing var z = w;\n",
		  "static A.B; static C.D; static F.G(E)" },
		{ "a.cs",
		  "var s = @\"using \"\" A;\"; var t = $\"{x[\"using B;\"]}\"; var u = "
		  "\"\"\"\nusing C;\n\"\"\";\nusing D;",
		  "static D" },
		{ "a.php",
		  "it's <?php use A\\B, C\\D as E; use F\\{G, function h}; use function I\\j; ?> "
		  "use X;",
		  "static A\\B; static C\\D; static F\\G; static F\\h; static I\\j" },
		{ "a.php",
		  "<?php require 'a.php'; include_once(__DIR__ . '/b.php'); require $c; $f = "
		  "function() use ($x) {};",
		  "include a.php; include ./b.php; include ?" },
		{ "a.php",
		  "<?php $s = <<<EOT\nuse A;\nEOT;\n$t = \"{$x['use B;']}\"; // ?> it's <?php\nnew "
		  "\\C\\D();",
		  "qualified C\\D" },
		{ "a.rb",
		  "require 'a'\nrequire_relative \"b/c\"\nx = <<~EOS\n  require 'd'\nEOS\nautoload "
		  ":E, 'e'\n",
		  "static a; static b/c; dynamic e(E)" },
		{ "a.rb", "=begin\nrequire 'a'\n=end\nputs /require 'b'/\nx = %w[require 'c]\n",
		  "" },
		{ "a.rb",
		  "x = $'\nw = %Q{a #{b} ' c}\ny = [?', ?\"]\nz = a ? 'b' : 'c'\nrequire 'd'\n",
		  "static d" },
		{ "a.swift",
		  "import A\nimport struct B.C\n@testable import D\nlet s = \"\\(f(\"import "
		  "E\"))\"\n",
		  "static A; static B.C; static D" },
		{ "a.lua",
		  "local a = require \"a.b\"\nrequire('c')\n--[[ require 'd' ]]\nx = [==[ require "
		  "'e' ]==]\n",
		  "static a.b; static c" },
		{ "a.sh",
		  "#!/bin/sh\n. ./a.sh\nsource \"b.sh\"\n. \"$c\"\ncat <<EOF\n. d.sh\nEOF\necho "
		  "'it'\\''s'\n",
		  "include ./a.sh; include b.sh; include ?" },
		{ "a.proto", "import \"a.proto\"; import public \"b.proto\";",
		  "static a.proto; re-export b.proto" },
	};
	(void)state;

	CHECK(rows);
}

/* A group of N names, each of which means a prefix of as many letters. */
static void
names_of_a_group_are_bounded_together(void **state)
{
	enum { N = 20000 };
	static const struct {
		const char *path, *before, *open, *name;
	} rows[] = {
		{ "a.rs", "use ", "::{", "b," },
		{ "a.php", "<?php use ", "\\x\\{", "b," },
		{ "a.scala", "import ", ".x.{", "b," },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;
		struct imports imports;

		buf_add_string(&text, rows[i].before);
		buf_add_repeated(&text, 'a', N);
		buf_add_string(&text, rows[i].open);
		for (size_t k = 0; k < N; k++)
			buf_add_string(&text, rows[i].name);
		imports_find(&imports, language_of_path(bytes_of(rows[i].path)), buf_bytes(&text));
		assert_true(imports.partial);
		assert_true(imports.items.len < N);
		imports_release(&imports);
	}
}

static void
nesting_is_bounded_and_said(void **state)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;
	struct imports imports;

	(void)state;
	buf_add_repeated(&text, '{', 200000);
	imports_find(&imports, language_of_path(BYTES("a.js")), buf_bytes(&text));
	assert_true(imports.partial);
	imports_release(&imports);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(python_imports_are_found),
		cmocka_unit_test(ecmascript_imports_are_found),
		cmocka_unit_test(c_includes_are_found),
		cmocka_unit_test(jvm_imports_are_found),
		cmocka_unit_test(imports_of_other_languages_are_found),
		cmocka_unit_test(names_of_a_group_are_bounded_together),
		cmocka_unit_test(nesting_is_bounded_and_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
