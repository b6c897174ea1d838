#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "declaration_rows.h"

#include "base/buf.h"
#include "source/declarations.h"

static void
go_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.go",
		  "package a\ntype A[T any, U b.C] struct {\n\tD\n\t*e.F "
		  "`json:\"g\"`\n\tH[T]\n\ti, j int\n\tk "
		  "struct {\n\t\tL\n\t}\n}\nfunc (a *A[T, U]) M(x int) (y N) {\n\ttype O "
		  "struct{}\n}\n",
		  "struct A : D, e.F, H; method M in A; struct O in M" },
		{ "a.go",
		  "type (\n\tA interface {\n\t\tB\n\t\tio.C\n\t\tD() E\n\t\t~int | F\n\t}\n\tG = "
		  "H\n\tI []J\n\t"
		  "K [5]struct{}\n\tL func() struct {\n\t\tM\n\t}\n\tN struct{ O; p int }\n)\nfunc "
		  "Q[T any](x T) "
		  "interface{} {\n}\nfunc init() {}\n",
		  "interface A : B, io.C; type G; type I; type K; type L; struct N : O; function "
		  "Q; function "
		  "init" },
		{ "a.go",
		  "var s = `\nfunc a() {}\ntype B struct {}\n`\n// func c() {}\nvar d = func() { "
		  "switch x.(type) "
		  "{ case E: } }\nfunc (F) G() {}\nfunc H(x interface{ i() }) struct{ J } {\n}\n",
		  "method G in F; function H" },
	};
	(void)state;

	CHECK(rows);
}

static void
rust_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.rs",
		  "#![allow(x)]\n#[derive(Debug, serde::Serialize)]\n#[serde(rename = \"struct "
		  "B\")]\npub(crate) "
		  "struct A<'a, T: C<D> = E> where T: F { g: &'a T }\n#[tokio::main] async fn h() "
		  "-> impl "
		  "I<J = K> { }",
		  "struct A @Debug @serde::Serialize @serde; function h @tokio::main" },
		{ "a.rs",
		  "impl<'a, T> b::C<T> for d::A<'a, T> where T: Fn(E) -> F { const fn g<const N: "
		  "usize>(&self) "
		  "{ fn h() {} } type I = J; }\nunsafe impl Send for K {}\nimpl<T> L<T> { pub "
		  "unsafe extern "
		  "\"C\" fn m() {} }\nimpl dyn O {}",
		  "extension d::A : b::C; method g in d::A; function h in g; type I in d::A; "
		  "extension K : "
		  "Send; extension L; method m in L; extension O" },
		{ "a.rs",
		  "pub trait A<T>: B + c::D<T> + 'static + for<'x> Fn(&'x E) + ?Sized { fn f(); fn "
		  "g() {} type "
		  "H: I; }\npub enum J { K(L), M { n: O } }\nunion P { q: u8 }\nlet union = "
		  "1;\nstruct R;\n"
		  "struct S(T);",
		  "trait A : B, c::D, Fn, Sized; method f in A; method g in A; type H in A; enum "
		  "J; union P; "
		  "struct R; struct S" },
		{ "a.rs",
		  "fn a(f: fn(i32) -> i32, x: impl B) -> [u8; { 1 }] { let s = r#\"struct C {\"#; "
		  "let c = '{'; "
		  "/* /* */ struct D; */ let p: fn() = e; }\nfn r#type() {}",
		  "function a; function type" },
		{ "a.rs",
		  "macro_rules! m { ($n:ident) => { struct $n; impl $n { fn f() {} } } }\nmod "
		  "tests { "
		  "#[cfg(test)] struct A; }\nm!(B);",
		  "function f; struct A @cfg" },
	};
	(void)state;

	CHECK(rows);
}

static void
c_types_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.c",
		  "struct a { struct b { int x; } c; union d { int e; }; };\nstruct a f(struct a "
		  "*g) { struct a h "
		  "= { 1 }; }\nenum i { J, K };\ntypedef struct { int x; } l;\nstruct m;\nclass n "
		  "{ }",
		  "struct a; struct b in a; union d in a; enum i" },
		{ "a.c",
		  "#define A struct b { \\\n struct c {\n#if X\nstruct d {\n#else\nstruct e "
		  "{\n#endif\n};\nstruct "
		  "__attribute__((packed)) f { };\nstruct PACKED g { };\n// struct h {\n/* struct "
		  "i { */ char *s = "
		  "\"struct j {\";\nstruct k {};",
		  "struct d; struct e; struct f; struct g; struct k" },
		{ "a.cc",
		  "namespace a::b { template <class T, template <class> class U = C> class EXPORT "
		  "D final : "
		  "public virtual e::F<T, 2>, private ::G, H... { class I; friend class J; enum "
		  "class K : int { L }; "
		  "void m() { struct N { }; } }; }",
		  "class D : e::F, G, H; enum K in D; struct N in D" },
		{ "a.hpp",
		  "class a::b<C>::D { }; struct E *f() { } union { int x; } g; class [[nodiscard]] "
		  "alignas(8) H : I "
		  "{ }; enum J : unsigned;\nauto s = R\"(class K { )\"; template <> struct L<M> { "
		  "};",
		  "class a::b::D; class H : I; struct L" },
		{ "a.m", "@interface A : B\n@end\nstruct c { };", "" },
	};
	(void)state;

	CHECK(rows);
}

static void
protobuf_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.proto",
		  "syntax = \"proto3\"; message A { message B { } enum C { D = 0; } string message "
		  "= 1; Message "
		  "enum = 2; oneof e { F g = 3; } } service H { rpc I(J) returns (stream K) { "
		  "option x = {}; } rpc "
		  "L(M) returns (N); } // message O {\n",
		  "message A; message B in A; enum C in A; service H; method I in H; method L in "
		  "H" },
	};
	(void)state;

	CHECK(rows);
}

static void
languages_without_declarations_have_none(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.lua", "function f() end", "" },
		{ "a.sh", "f() { :; }", "" },
		{ "a.sh", "f() { echo '", " PARTIAL" },
	};
	(void)state;

	CHECK(rows);
}

/* Heads that go on and on, and what is joined again and again. */
static void
hostile_heads_are_read_once(void **state)
{
	enum { N = 100000 };
	static const struct {
		const char *path, *before, *again;
	} rows[] = {
		{ "a.java", "class A extends ", "B<C>." },
		{ "a.ts", "class A extends ", "B<" },
		{ "a.cs", "class A { ", "B<" },
		{ "a.java", "class A { ", "@B(" },
		{ "a.kt", "class A : B by ", "c " },
		{ "a.py", "", "@a(" },
		{ "a.rs", "", "#[a(" },
		{ "a.rs", "impl ", "<'a " },
		{ "a.go", "type (", "A struct {" },
		{ "a.swift", "", "func a(" },
		{ "a.php", "<?php ", "#[A(" },
		{ "a.cc", "", "template <" },
		{ "a.c", "", "#if\n" },
		{ "a.rb", "", "class A < " },
		{ "a.scala", "class A extends B", " with C" },
		{ "a.js", "", "class {" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		CLEANUP(buf_release) struct buf text = BUF_INIT;
		struct declarations declarations;

		buf_add_string(&text, rows[i].before);
		for (size_t k = 0; k < N; k++)
			buf_add_string(&text, rows[i].again);
		declarations_find(&declarations, language_of_path(bytes_of(rows[i].path)),
				  buf_bytes(&text));
		assert_true(declarations.items.len <= N);
		declarations_release(&declarations);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(go_declarations_are_found),
		cmocka_unit_test(rust_declarations_are_found),
		cmocka_unit_test(c_types_are_found),
		cmocka_unit_test(protobuf_declarations_are_found),
		cmocka_unit_test(languages_without_declarations_have_none),
		cmocka_unit_test(hostile_heads_are_read_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
