#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "declaration_rows.h"

static void
python_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.py", "class A:\n  def f(self): pass\n\ndef g(): pass\n",
		  "class A; method f in A; function g" },
		{ "a.py",
		  "class A(B, c.D[int], Generic[T], metaclass=M, *rest):\n    class E(f(x)):\n     "
		  "   "
		  "pass\n",
		  "class A : B, c.D, Generic; class E in A : f" },
		{ "a.py", "class A(B if x else C, a().b, None, 'D', (E)): pass", "class A" },
		{ "a.py",
		  "@dataclass\n@app.route(\n    '/x',\n    methods=['class B:'],\n)\n# note\nclass "
		  "A(\n"
		  "    B,  # class C:\n    D,\n):\n    x = 1\n",
		  "class A : B, D @dataclass @app.route" },
		{ "a.py", "@a\nx = 1\ndef f(): pass", "function f" },
		{ "a.py", "@a[0]\n@b.c().d\n@(yield)\ndef f(): pass", "function f @a" },
		{ "a.py",
		  "x = '''\nclass A: pass\n'''\n# class B: pass\ns = \"def f(): pass\"\nclass C: "
		  "pass",
		  "class C" },
		{ "a.py", "if x:\n  class A: pass\nelse:\n  class A(B): pass\n",
		  "class A; class A : B" },
		{ "a.py",
		  "class A:\n\tdef f(self):\n\t\tdef g(): pass\n\tasync def h(self): pass\n",
		  "class A; method f in A; function g in f; method h in A" },
		{ "a.py", "f(\nclass_=1,\ndef_=2)\nx.class_\nclasses = [\n  A\n]\n", "" },
		{ "a.py", "class A: x = 1; y = 2\ndef f(): pass", "class A; function f" },
		{ "a.py", "class A[T: int](B[T]): pass\ndef f[T](x: T) -> T: ...",
		  "class A : B; function f" },
		{ "a.py", "class A(\\\n  B): pass\nclass \\\n  C: pass", "class A : B; class C" },
		{ "a.py", "def f(x={\n'a': 1\n}, y=(\n1)):\n  class A: pass\n",
		  "function f; class A in f" },
		{ "a.pyx", "cdef class A(B):\n  pass", "class A : B" },
		{ "a.py", "class A: pass\nx = '''", "class A PARTIAL" },
	};
	(void)state;

	CHECK(rows);
}

static void
ecmascript_classes_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.js",
		  "class A extends b.C { constructor() {} static async *f() {} get g() {} #h() {} "
		  "}",
		  "class A : b.C; method constructor in A; method f in A; method g in A; "
		  "method #h in A" },
		{ "a.js", "export default class extends A {}; export default class { f() {} }",
		  "class : A; class; method f" },
		{ "a.js", "const A = class B extends C {}; x = class {}; new (class extends D {})",
		  "class B : C; class; class : D" },
		{ "a.js",
		  "x.class; x = { class: 1, class() {} }; y = { 'class A': 2 }; import {class as "
		  "k} "
		  "from 'x'; export { k as class }",
		  "" },
		{ "a.js",
		  "class A extends mixin(B, class C {}) {} class D extends (x, E) {} class F "
		  "extends "
		  "a().b {}",
		  "class A : mixin; class D; class F" },
		{ "a.js",
		  "class A { 'b'() {} [c.d]() {} 1() {} static() {} get() {} async() {} class() {} "
		  "e = f(); g = () => { h() } }",
		  "class A; method b in A; method [c.d] in A; method 1 in A; method static in A; "
		  "method get in A; method async in A; method class in A" },
		{ "a.js",
		  "class A { a = 1\n b() {}\n c\n d() {}\n e = x\n    .f()\n  g = y +\n h()\n}",
		  "class A; method b in A; method d in A" },
		{ "a.js", "/class A {}/; // class B {}\n`class C {} ${class D {}} class E {}`",
		  "class D" },
		{ "a.jsx", "x = <div class='a'>class B {'{'} <C f={class D {}}/></div>; class E {}",
		  "class D; class E" },
		{ "a.vue",
		  "<template>class A {}</template><script>export class B {}</script><style>class C "
		  "{}</style>",
		  "class B" },
		{ "a.svelte", "<script lang='ts'>interface A {}</script>\nclass B {}",
		  "interface A" },
		{ "a.js", "class A {} class", "class A" },
		{ "a.js", "class A {} /*", "class A PARTIAL" },
		{ "a.js", "x = function () {} /1; class A {}; y = 1/2", " PARTIAL" },
	};
	(void)state;

	CHECK(rows);
}

static void
typescript_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.ts",
		  "@Component({ selector: 'a', template: `{` }) @b.c export abstract class A<T "
		  "extends "
		  "{ x: string }> extends B<T, C<D>> implements E<F>, g.H { @Input() i: string; "
		  "@HostListener('x', ['y']) private readonly j = k(); @L m(@N() o: P): { q: R } "
		  "{} }",
		  "class A : B, E, g.H @Component @b.c; method m in A @L" },
		{ "a.ts",
		  "interface A extends B<C>, D { f(): void; g?<T>(x: T): { h(): U }, 'i'(): J\n k: "
		  "() => "
		  "void\n new (x: L): M; (n: O): P; readonly [q: string]: R; class: string }",
		  "interface A : B, D; method f in A; method g in A; method i in A" },
		{ "a.ts",
		  "type A = { class: B; f(): void }; export type C<T> = T extends D ? { x: E } : "
		  "never; "
		  "const enum F { G } declare enum H {}",
		  "type A; type C; enum F; enum H" },
		{ "a.ts",
		  "let type = 1; type = 2; let interface_ = enum_; import type X = require('x')",
		  "" },
		{ "a.ts",
		  "abstract class A { abstract f(): B\n abstract g(): { h: C } | D\n i(): E is F { "
		  "class J "
		  "{} } static k: Map<string, Array<L>> = new Map<M, N<O>>(); p(): Q[] {} }",
		  "class A; method f in A; method g in A; method i in A; class J in i; method p in "
		  "A" },
		{ "a.ts",
		  "class A { f(): void; f(x?: string): void; f(x?: any) { return x < y } g() {} "
		  "h!: "
		  "string; i? (): void }",
		  "class A; method f in A; method f in A; method f in A; method g in A; method i "
		  "in A" },
		{ "a.ts",
		  "namespace A.B { export class C {} } declare module 'd' { interface E {} }",
		  "class C; interface E" },
		{ "a.ts",
		  "function f(): void; function f<T extends () => void>(x: T = {} as any): { y: T "
		  "} { "
		  "function* g() {} return function () { class H {} } }",
		  "function f; function f; function g in f; class H in f" },
		{ "a.ts",
		  "export default function () {} export default async function () {}; (function "
		  "() {})(); x = { function() {}, function: 1 }; y.function",
		  "function; function" },
		{ "a.ts",
		  "export default function a() {} const b = function c() {}; const d = () => {}",
		  "function a; function c" },
		{ "a.ts", "declare function f(x: typeof import('y')): asserts x is Z\nclass A {}",
		  "function f; class A" },
		{ "a.ts", "const as = 1; class as {} class implements_ {}",
		  "class as; class implements_" },
	};
	(void)state;

	CHECK(rows);
}

static void
php_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.php",
		  "class A {} <?php namespace B; use function c\\d; abstract class E extends "
		  "\\F\\G "
		  "implements H, I\\J { const CLASS = 1; public static function &k(int $x = 1): ?L "
		  "{} "
		  "abstract function m(); }",
		  "class E : \\F\\G, H, I\\J; method k in E; method m in E" },
		{ "a.php",
		  "<?php enum A: string implements B { case C = 'c'; public function f() {} } enum "
		  "D {} "
		  "interface E extends F, G { function h(); } trait I { use J; }",
		  "enum A : B; method f in A; enum D; interface E : F, G; method h in E; trait I" },
		{ "a.php",
		  "<?php $x = new class($y) extends A implements B { function f() {} }; new "
		  "readonly "
		  "class {}; X::class; $x->class; $enum = enum; function enum() {}",
		  "class : A, B; method f; class; function enum" },
		{ "a.php",
		  "<?php #[Route('/x', name: 'class B {'), \\C\\D]\n#[E] final class A { #[F] "
		  "function g() "
		  "{} } # class H {}\n// class I {}\n",
		  "class A @Route @\\C\\D @E; method g in A @F" },
		{ "a.php",
		  "<?php $f = function ($x) { class_exists('A'); }; $g = fn() => 1; CLASS A {} "
		  "Function h() "
		  "{}",
		  "class A; function h" },
		{ "a.php",
		  "<?php $s = <<<EOT\nclass A {}\nEOT;\n$t = \"class B { {$c['class D {}']} }\"; "
		  "?> "
		  "class E {} <?php class F {}",
		  "class F" },
	};
	(void)state;

	CHECK(rows);
}

static void
ruby_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.rb",
		  "module A\n  class B::C < ::D::E\n    def f; end\n    def self.g(x) = x\n    "
		  "class << "
		  "self\n      def h\n      end\n    end\n  end\n  def i\n  end\nend\ndef j\nend\n",
		  "module A; class B::C in A : D::E; method f in B::C; method g in B::C; method h "
		  "in "
		  "B::C; method i in A; function j" },
		{ "a.rb", "class A < StandardError; end\nclass B < Struct.new(:a, :b)\nend\n",
		  "class A : StandardError; class B : Struct.new" },
		{ "a.rb",
		  "class A < M[5.0]\n  private def a?; end\n  def b=(x)\n  end\n  def ==(o)\n  "
		  "end\n"
		  "  def [](i) end\n  def <=>(o)\n  end\n  def c!; end\nend\n",
		  "class A : M; method a? in A; method b= in A; method == in A; method [] in A; "
		  "method <=> "
		  "in A; method c! in A" },
		{ "a.rb",
		  "x.class\nself.class\nf(class: 'A', module: B)\n:class\nputs 'class A'\n# class "
		  "B\n=begin\n"
		  "class C\n=end\ny = <<~E\n  class D\n  end\nE\nclass F\nend\n",
		  "class F" },
		{ "a.rb", "class A\n  if x\n    def f\n    end\n  end\nend\nclass B\nend\n",
		  "class A; method f in A; class B" },
		{ "a.rb", "def f = 1\ndef g() = 2\ndef def\nend\n",
		  "function f; function g; function def" },
	};
	(void)state;

	CHECK(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(python_declarations_are_found),
		cmocka_unit_test(ecmascript_classes_are_found),
		cmocka_unit_test(typescript_declarations_are_found),
		cmocka_unit_test(php_declarations_are_found),
		cmocka_unit_test(ruby_declarations_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
