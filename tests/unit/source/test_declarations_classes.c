#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "declaration_rows.h"

static void
java_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "A.java",
		  "@Entity @Table(name = \"class B {\") public final class A<T extends "
		  "Comparable<T>> "
		  "extends b.C<T>.D implements E, F<G[]> { private List<Map<String, H>> i = j(); "
		  "A() {} "
		  "@Override public <K> @Nullable Map<K, L> m(@N int o) throws P, Q { class R {} } "
		  "}",
		  "class A : b.C.D, E, F @Entity @Table; method A in A; method m in A @Override "
		  "@Nullable; class R in m" },
		{ "A.java",
		  "record A<T>(@B int x, String y) implements C { A { } static int f() { return 1; "
		  "} } "
		  "class D { int record = 1; void g() { record.h(); record(x); } }",
		  "record A : C; method A in A; method f in A; class D; method g in D" },
		{ "A.java",
		  "enum A implements B { C(1) { void f() {} }, @D E { }, G(); A(int x) {} void h() "
		  "{} } enum "
		  "I { J, K }",
		  "enum A : B; method A in A; method h in A; enum I" },
		{ "A.java",
		  "@Retention(X.class) public @interface A { String value() default \"\"; int[] "
		  "b() default "
		  "{}; Class<?> c() default D.class; enum E { F } }",
		  "annotation A @Retention; method value in A; method b in A; method c in A; enum "
		  "E in "
		  "A" },
		{ "A.java",
		  "sealed interface A permits B, C { void f(); default int g() { return 1; } } "
		  "non-sealed "
		  "@X class B implements A {} static final class C implements A {}",
		  "interface A; method f in A; method g in A; class B : A @X; class C : A" },
		{ "A.java",
		  "class A { Runnable r = new Runnable() { public void run() { class B {} } }; int "
		  "x = "
		  "f(1), y = g(2); static { h(); } { i(); } int[] j() [] { } }",
		  "class A; class B in A; method j in A" },
		{ "A.java",
		  "class A { String s = \"class B { void f() {} }\"; String t = \"\"\"\n class C "
		  "{}\n\"\"\"; "
		  "/* class D {} */ // class E {}\n char c = '{'; Class<?> k = A.class; }",
		  "class A" },
		{ "A.java",
		  "class A { @B(x = @C({1, 2})) @d.E private static\n  void\n  f() {} "
		  "java.util.@G List<@H String> i() {} String @J [] k() {} }",
		  "class A; method f in A @B @d.E; method i in A; method k in A" },
		{ "A.java", "class A extends @X B<@Y C> implements d.@Z E {}", "class A : B, d.E" },
		{ "A.java", "class A {} /*", "class A PARTIAL" },
	};
	(void)state;

	CHECK(rows);
}

static void
kotlin_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.kt",
		  "@file:JvmName(\"X\")\npackage p\n\n@Service\n@Named(\"class Z\")\ndata class "
		  "A<T : Any> "
		  "@Inject internal constructor(val b: Int = 1, private val c: () -> Unit) : "
		  "D<T>(b, 2), "
		  "e.F by g, H where T : I {\n  override fun j(): K<L> = m()\n}",
		  "class A : D, e.F, H @Service @Named; method j in A" },
		{ "a.kt",
		  "enum class A(val x: Int) : B { C(1) { override fun f() {} }; fun g() {} "
		  "}\nannotation "
		  "class D\nsealed interface E\nfun interface F { fun h() }\nvalue class G(val x: "
		  "Int)",
		  "enum A : B; function f in A; method g in A; annotation D; interface E; "
		  "interface F; "
		  "method h in F; class G" },
		{ "a.kt",
		  "object A : B() { }\nclass C { companion object { fun f() {} }\n companion "
		  "object D : E\n "
		  "}\nval x = object : F(), G { override fun g() {} }\nval y = object { }",
		  "object A : B; class C; object in C; method f in C; object D in C : E; object : "
		  "F, G; "
		  "method g; object" },
		{ "a.kt",
		  "fun <T> List<T>.a(x: Int): Map<String, () -> Unit> where T : B { fun c() {} "
		  "}\nval f = "
		  "fun(x: Int) {}\nfun `with spaces {`() { class D }\nfun (E.() -> F).g() {}\nval "
		  "h = "
		  "I::class",
		  "function a; function c in a; function with spaces {; class D in with spaces {; "
		  "function g" },
		{ "a.kt",
		  "class A\nclass B : C by d\nclass E(x: Int) : F(x)\nval g = run { class H }",
		  "class A; class B : C; class E : F; class H" },
		{ "a.kt",
		  "class A {\n  @B val c = 1\n  @get:D val e by lazy { F() }\n  @G fun h(@I j: K) "
		  "= return@l "
		  "1\n  init { fun m() {} }\n}\ntypealias N = (O) -> P",
		  "class A; method h in A @G; function m in A; type N" },
		{ "a.kt",
		  "val s = \"class A ${class_(\"class B\")}\"\n/* /* */ class C */\nclass D",
		  "class D" },
		{ "a.kt", "class A : B(object : C { }), D {\n}", "class A : B, D" },
	};
	(void)state;

	CHECK(rows);
}

static void
scala_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.scala",
		  "@deprecated(\"class Z\") case class A[T <: B](x: Int)(implicit y: C) extends "
		  "D[T](x) "
		  "with e.F with G { def h[U](z: U): I = { def j = 1 } }\nobject A extends "
		  "K\ntrait L",
		  "class A : D, e.F, G @deprecated; method h in A; function j in h; object A : K; "
		  "trait "
		  "L" },
		{ "a.scala",
		  "class A @Inject() (b: C) private[d] { type E = F; def +(x: A) = x; def `g h` = "
		  "1 }\n"
		  "package object i { x match { case y @ Z(_) => } }",
		  "class A; type E in A; method + in A; method g h in A; object i" },
		{ "a.scala",
		  "class A extends B, C:\n  def d =\n    class E\n    1\n  def f: Int = 1\nend "
		  "A\nenum G "
		  "extends H:\n  case I\n  def j = 1\nobject K:\n  val l = 1\nclass M",
		  "class A : B, C; method d in A; class E in d; method f in A; enum G : H; method "
		  "j in G; "
		  "object K; class M" },
		{ "a.scala",
		  "val x = classOf[A]; val t: b.type = b; val s = s\"class C ${d}\"; val c = 'c'",
		  "" },
	};
	(void)state;

	CHECK(rows);
}

static void
csharp_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.cs",
		  "[assembly: X]\nnamespace A.B;\n[Serializable, c.D(\"class E {\")]\n[F] public "
		  "sealed "
		  "partial class G<T>(int x, H y) : I<T>(x), global::j.K, L where T : class, new() "
		  "{ public "
		  "G() : base(1) {} ~G() {} int M { get; set; } = f(); public N<O, P> Q<R>(S t) "
		  "where R : "
		  "struct => u(); }",
		  "class G : I, j.K, L @Serializable @c.D @F; method G in G; method G in G; method "
		  "Q in "
		  "G" },
		{ "a.cs",
		  "namespace A { public record B(int X) : C(X), D; record struct E { } record "
		  "class F; "
		  "class G { record H(int y); void I() { var record = 1; record.J(); } } }",
		  "record B : C, D; record E; record F; class G; record H in G; method I in G" },
		{ "a.cs",
		  "public enum A : byte { B = 1, C = f(2) } interface D : E { void F(); G H(); int "
		  "this[int "
		  "i] { get; } } ref struct I { } public delegate J<K> L<in M>(N o);",
		  "enum A; interface D : E; method F in D; method H in D; struct I; type L" },
		{ "a.cs",
		  "class A { [B] [return: C] public static A operator +(A x, A y) => x; (int a, "
		  "int b) D() { "
		  "void e() {} Action f = delegate { }; } void g.H.I() {} int[] j = new int[k()]; "
		  "event L M; "
		  "}",
		  "class A; method operator + in A @B; method D in A; method I in A" },
		{ "a.cs",
		  "class A { string s = @\"class B { \"\" {\"; string t = $\"{x} class C {{\"; "
		  "string u = "
		  "\"\"\"\n class D {\n\"\"\"; /* class E {} */ // class F {}\n var @class = 1; }",
		  "class A" },
		{ "a.cs", "class A<T> where T : class { int x = y < z ? 1 : 2; void B() {} }",
		  "class A; method B in A" },
		{ "a.cs", "class A { void B<T>() where T : class where U : struct { } }",
		  "class A; method B in A" },
	};
	(void)state;

	CHECK(rows);
}

static void
swift_declarations_are_found(void **state)
{
	static const struct declaration_row rows[] = {
		{ "a.swift",
		  "@available(iOS 13, *) @objc public final class A<T: B>: C<T>, d.E, @unchecked "
		  "Sendable "
		  "where T: F { class func g() -> H { } class var i: J { 1 } init?(x: K) { } "
		  "override func "
		  "`l`() async throws -> (M) where N == O { struct P { } } }",
		  "class A : C, d.E, Sendable @available @objc; method g in A; method init in A; "
		  "method l "
		  "in A; struct P in l" },
		{ "a.swift",
		  "protocol A: class, B {\n  func c() -> D\n  func e()\n  associatedtype F\n  "
		  "init(x: Int)\n}\n"
		  "extension G.H: I where J: K { static func == (a: L, b: M) -> Bool { true } "
		  "}\nactor N: O "
		  "{ }\nindirect enum P: String { case q(R) }\ntypealias S = T",
		  "interface A : B; method c in A; method e in A; method init in A; extension G.H "
		  ": I; "
		  "method == in G.H; class N : O; enum P : String; type S" },
		{ "a.swift",
		  "let s = \"class A \\(f(\"class B {\")) {\"\n/* /* */ class C {} */\nlet t = "
		  "#\"class D "
		  "\\(x)\"#\nx.class\nlet k = E.self\nstruct F: G & H { }",
		  "struct F : G, H" },
		{ "a.swift", "struct A: ~Copyable { let x = init_(); func f() { self.init(1) } }",
		  "struct A : Copyable; method f in A" },
	};
	(void)state;

	CHECK(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(java_declarations_are_found),
		cmocka_unit_test(kotlin_declarations_are_found),
		cmocka_unit_test(scala_declarations_are_found),
		cmocka_unit_test(csharp_declarations_are_found),
		cmocka_unit_test(swift_declarations_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
