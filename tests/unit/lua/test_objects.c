#include "config.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/macros.h"
#include "fixture.h"

static struct fixture f;

static int
set_up(UNUSED void **state)
{
	fixture_init(&f);
	return 0;
}

static int
tear_down(UNUSED void **state)
{
	fixture_release(&f);
	return f.fake.n_unreleased == 0 ? 0 : -1;
}

#define HEX10(c) c c c c c c c c c c
#define ID(c) HEX10(c) HEX10(c) HEX10(c) HEX10(c)
#define AT "error: adr/0001-x.md:5: "
#define A "src/a.py: "

struct row {
	const char *callback, *body, *expected;
};

static void
check(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *got = fixture_run_body(&f, rows[i].callback, rows[i].body);

		if (strcmp(got, rows[i].expected) != 0)
			print_error("row %zu: %s\n", i, rows[i].body);
		assert_string_equal(got, rows[i].expected);
	}
}

static void
push_and_update_show_their_fields(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "ref", "show(push.via, #push.updates, push.updates[1].ref)",
		  "nil 1 refs/heads/main" },
		{ "ref", "for x in push.options do for y in push.options do show(x .. y) end end",
		  "aa\nab\naa\nba\nbb\nba\naa\nab\naa" },
		{ "ref", "show(push.user)",
		  AT "push.user is not known here; the server names it in the variable that "
		     "writ.user-variable says, `writ check` takes --user NAME" },
		{ "ref", "show(o.ref, o.branch, o.tag, o.kind, o.forced, o.object)",
		  "refs/heads/main main nil update false commit" },
		{ "ref", "show(o.old)", ID("a") },
		{ "ref", "show(o.new)", ID("b") },
		{ "ref", "show(o, o == push.updates[1], o == push)",
		  "update 'refs/heads/main' true false" },
		{ "ref", "for c in o:commits() do show(c.id) end", ID("e") },
		{ "ref", "for c in o:lost_commits() do show(c.id) end", ID("3") "\n" ID("4") },
		{ "ref", "o:lost_commits()[1]:changes()",
		  AT "the changes of a commit that is lost are not compared" },
		{ "ref", "o:lost_commits()[1]:tree():changes()",
		  AT "the changes of a commit that is lost are not compared" },
		{ "ref", "o:lost_commits()[1]:violation 'lost'", "lost" },
		{ "ref", "show(o:tree().id)", ID("c") },
		{ "ref", "o:violation 'text'", "text" },
		{ "ref", "o.ref = 'x'", AT "update is read-only" },
		{ "ref", "show(o.reff)",
		  AT "update has no field 'reff'; did you mean 'ref'?; it has ref, branch, tag, "
		     "old, new, "
		     "kind, forced, object, commits, lost_commits, tree, violation" },
		{ "ref", "show(o[1])", AT "update is indexed with a number; it has named fields" },
		{ "ref", "o.commits()",
		  AT "a method of update is not called on one; write object:method(...)" },
	};

	check(rows, ARRAY_SIZE(rows));
}

static void
unknown_user_and_options_are_errors(UNUSED void **state)
{
	f.push.user_variable = BYTES("GL_USER");
	f.push.options_known = false;
	assert_non_null(strstr(fixture_run_body(&f, "ref", "show(push.user)"),
			       "push.user is not known here: no GL_USER;"));
	assert_string_equal(fixture_run_body(&f, "ref", "show(push.options)"),
			    AT "push.options is not known here: the update hook is not told");
	f.push.user = BYTES("ann");
	assert_string_equal(fixture_run_body(&f, "ref", "show(push.user)"), "ann");
}

static void
commit_shows_its_fields(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "commit", "show(o.id)", ID("e") },
		{ "commit", "show(o.summary, #o.message, o.agent)", "Add x 53 nil" },
		{ "commit", "local a = o.author show(a.name, a.email, a.time, a.offset, a.agent)",
		  "Ann ann@x.org 1700000000 60 nil" },
		{ "commit", "show(o.committer.name, o.committer.offset)", "Bob -90" },
		{ "commit", "show(o.committer.nick)",
		  AT "person has no field 'nick'; it has name, email, time, offset, agent" },
		{ "commit", "o.author.name = 'x'", AT "person is read-only" },
		{ "commit", "local s = o.signature show(s.kind, s.signer, s.valid)",
		  "ssh nil nil" },
		{ "commit", "for p in o.parents do show(p) end", ID("1") "\n" ID("2") },
		{ "commit", "show(#o.parents, o.parents[0], o.parents[3], o.update.ref)",
		  "2 nil nil refs/heads/main" },
		{ "commit", "show(o.parents.x)",
		  AT
		  "a sequence of commit ids has no field 'x'; it is used as `for x in s do`, #s, "
		  "s[i]" },
		{ "commit", "for f in o:changes() do show(f.path) end",
		  "src/a.py\nsrc/big.bin\nsrc/moved.py\nsrc/old.py" },
		{ "commit", "for f in o:changes('**/*.py') do show(f.path, f.status) end",
		  "src/a.py modified\nsrc/moved.py added\nsrc/new.py added\nsrc/old.py deleted" },
		{ "commit", "for f in o:changes { '**', '!**/*.py' } do show(f.path) end",
		  "src/big.bin" },
		{ "commit", "show(#o:changes {}, #o:tree():files {})", "0 0" },
		{ "commit", "show(#o:changes(1))",
		  AT "bad argument #1 to 'changes' (path pattern or list of path patterns "
		     "expected, got "
		     "number)" },
		{ "commit", "for t in o:trailers() do show(t.key, t.value, t.name, t.email) end",
		  "Reviewed-by Ann <ann@x.org> Ann ann@x.org\nIssue 12 nil nil" },
		{ "commit", "for t in o:trailers('ISSUE') do show(t.value, t.agent) end",
		  "12 nil" },
		{ "commit",
		  "show(o:tree():file('go.mod').status, o:tree():file('src/a.py').status)",
		  "unchanged modified" },
		{ "commit", "o:violation { message = 'x', key = 'k', instead = 'i' }",
		  "x instead=i key=k" },
	};

	check(rows, ARRAY_SIZE(rows));
}

static void
file_shows_its_fields(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "file", "show(o.path, o.status, o.kind, o.old_kind, o.renamed_from)",
		  A "src/a.py modified file file nil" },
		{ "file", "show(o.size, o.old_size, o.binary)", A "34 31 false" },
		{ "file", "show(#o.id, o.id ~= o.old_id, o.commit.summary, o.update.branch)",
		  A "40 true Add x main" },
		{ "file", "show(#o:content(), #o:old_content())", A "34 31" },
		{ "file", "for l in o:lines() do show(l.line, l.column, l.text) end",
		  A "1 1 import os\n" A "2 1 BAD = 1\n" A "3 2 \tindented  \n" A "4 1 last" },
		{ "file", "for l in o:added() do show(l.line, l.text, l) end",
		  A "2 BAD = 1 line 'src/a.py:2'" },
		{ "file", "for l in o:removed() do show(l.line, l.text) end", A "2 GONE" },
		{ "file", "local s = o:lines() show(s, #s, s[4].text, s[5], s[0], s[-1])",
		  A "sequence 'lines' 4 last nil nil nil" },
		{ "file",
		  "local s, n = o:lines(), 0 for x in s do for y in s do n = n + y.line end end "
		  "show(n)",
		  A "40" },
		{ "file",
		  "for h in o:find('[A-Z]+') do show(h.line, h.column, h.match, h.text, h) end",
		  A "2 1 BAD BAD = 1 hit 'src/a.py:2'" },
		{ "file", "show(#o:find('t', { added = true }), #o:find('t'))", A "0 3" },
		{ "file",
		  "show(#o:find('os', { view = 'code' }), #o:find('os', { view = 'strings' }))",
		  A "1 0" },
		{ "file", "o:find('x', { view = 'codes' })",
		  AT "bad argument #2 to 'find' (view is \"code\", \"comments\" or \"strings\")" },
		{ "file", "o:find('x', { aded = true })",
		  AT "find has no option 'aded'; did you mean 'added'?; it has added, view" },
		{ "file",
		  "for i in o:imports() do show(i, i.module, #i.names, i.kind, i.computed, i.to, "
		  "i.line, "
		  "i.column, i.text) end",
		  A "import 'src/a.py' os 0 static false nil 1 1 import os" },
		{ "file",
		  "local i = o:imports()[1] show(i:of('os'), i:of { 'a', 'os' }, i:of('o'))",
		  A "true true false" },
		{ "file", "o:imports()[1]:of('')", AT "of: the name of a module is needed" },
		{ "file", "o:violation { message = 'm', at = o:imports()[1] }",
		  "src/a.py:1:1+9: m |import os| existing" },
		{ "file", "o:parse()",
		  AT
		  "the name 'src/a.py' says no format; parse takes one: json, jsonc, yaml, toml, "
		  "xml, ini or front-matter" },
		{ "file", "o:parse('jsno')",
		  AT "bad argument #1 to 'parse' (a format is json, jsonc, yaml, toml, xml, ini or "
		     "front-matter)" },
		{ "file", "o:parse('json')",
		  "src/a.py:1:1+9: is no json that can be read: a value is missing before `i` |"
		  "import os| existing" },
		{ "file", "local d = o:old_parse('json') show(d, #d:at('**'), d:get {}, d:value())",
		  A "document 'src/a.py' 0 nil nil" },
		{ "file",
		  "local d = o:parse('ini') local n = d:get { 'BAD' } "
		  "show(n, n.key, n.path, n.value, n.line, n.column, n.text, d:value().BAD)",
		  A "node 'BAD' BAD BAD 1 2 1 BAD = 1 1" },
		{ "file", "for n in o:parse('ini'):at('*') do show(n.key, n.value) end",
		  A "import os nil\n" A "BAD 1\n" A "indented nil\n" A "last nil" },
		{ "file", "o:parse('ini'):at(true)",
		  AT "bad argument #1 to 'at' (a path is made of keys, places in a list, \"*\" and "
		     "\"**\")" },
		{ "file", "show(o:manifest())", A "nil" },
		{ "file", "show(o.sise)",
		  AT "file has no field 'sise'; did you mean 'size'?; it has path, status, kind, "
		     "old_kind, renamed_from, size, old_size, binary, id, old_id, commit, update, "
		     "content, old_content, lines, added, removed, find, imports, "
		     "declarations, parse, "
		     "old_parse, manifest, "
		     "violation" },
		{ "file", "show(o, o == o.commit:changes()[1])", A "file 'src/a.py' true" },
		{ "deleted",
		  "show(o.kind, o.old_kind, o.size, o.id, o:content(), #o:lines(), #o:added())",
		  "src/old.py: nil file nil nil nil 0 0" },
		{ "deleted", "show(o.old_size, o:old_content(), #o:removed())",
		  "src/old.py: 16 old one\nold two\n 2" },
		{ "commit", "show(o:changes('src/moved.py')[1].renamed_from)", "lib/moved.py" },
	};

	check(rows, ARRAY_SIZE(rows));
}

static void
tree_shows_its_files(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "tree", "show(o.id)", ID("c") },
		{ "tree",
		  "show(o.update.ref, o:file('nope'), o:file(''), o:base():file('src/a.py'))",
		  "refs/heads/main nil nil nil" },
		{ "tree",
		  "local f = o:file('go.mod') show(f.status, f:content(), #f:added(), f.commit)",
		  "unchanged module x\nrequire y\n 0 nil" },
		{ "tree", "local f = o:file('src/a.py') show(f.status, #f:added())", "modified 1" },
		{ "tree",
		  "local a, b = o:file('go.mod'), o:file('go.mod') show(a == b, a == "
		  "o:file('README.md'), a == o:file('src/a.py')) a:lines() show(a == b, "
		  "a:lines()[2] "
		  "== b:lines()[2], a == b, a == o:base():file('go.mod'))",
		  "true false false\ntrue true true true" },
		{ "tree",
		  "local kept = {} for i = 1, 2 do for f in o:files('*') do kept[#kept + 1] = "
		  "f:lines()[1] end end local s = ('x'):rep(1 << 20) for i = 1, 200 do s = "
		  "s:upper() "
		  "end for i = 1, 4 do show(kept[i], kept[i].text, kept[i] == kept[(i + 1) % 4 + "
		  "1]) "
		  "end",
		  "line 'README.md:1' # Read me true\nline 'go.mod:1' module x true\n"
		  "line 'README.md:1' # Read me true\nline 'go.mod:1' module x true" },
		{ "tree", "for f in o:files() do show(f.path) end",
		  "src/a.py\nsrc/big.bin\nsrc/moved.py" },
		{ "tree", "for f in o:files('*') do show(f.path, f:lines()[1].text) end",
		  "README.md # Read me\ngo.mod module x" },
		{ "tree", "show(#o:files('**'), #o:base():files('**'))", "8 5" },
		{ "tree",
		  "for d in o:file('z/a.rb'):declarations() do show(d, d.name, d.kind, #d.bases, "
		  "d.bases[1], #d.annotations, d.outer, d.first, d.last, d.line, d.column, d.text) "
		  "end",
		  "declaration 'z/a.rb' A class 1 B 0 nil 1 1 1 7 class A < B\n"
		  "declaration 'z/a.rb' c method 0 nil 0 A 2 2 2 7   def c; end" },
		{ "tree",
		  "local f = o:file('z/a.rb') f:violation { message = 'm', at = "
		  "f:declarations()[2] }",
		  "z/a.rb:2:7+6: m |  def c; end|" },
		{ "tree", "show(#o:file('README.md'):declarations())", "0" },
		{ "tree", "show(#o:changes(), #o:changes('**'), #o:base():changes('**'))",
		  "4 5 0" },
		{ "tree", "o:violation { path = 'go.mod', line = 2, message = 'm' }",
		  "go.mod:2:1+1: m" },
		{ "tree",
		  "local f = o:file('go.mod') f:violation { at = f:lines()[2], message = 'm' }",
		  "go.mod:2:1+9: m |require y|" },
		{ "tree", "for h in o:file('go.mod'):find('y') do show(h.match) end", "y" },
		{ "tree",
		  "local m = o:file('z/go.sum'):manifest() local d = m.dependencies[1] "
		  "show(m, m.ecosystem, m.lock, #m.dependencies, #m.added, #m.removed, #m.changed) "
		  "show(d, d.name, d.version, d.scope, d.source, d.location, d.pinned, d.old, "
		  "d.line, d.column, d.text)",
		  "manifest 'z/go.sum' go true 2 0 0 0\n"
		  "dependency 'a/b' a/b v1.0.0 runtime registry nil true nil 1 1 a/b v1.0.0 h1:x" },
		{ "tree",
		  "local n = '' for d in o:file('z/go.sum'):manifest().dependencies do n = n .. "
		  "d.name end show(n)",
		  "a/bc/d" },
		{ "tree", "o:file('go.mod'):manifest()",
		  "go.mod:2:1+9: is no go.mod that can be read: a requirement is a module and its "
		  "version |require y|" },
		{ "tree", "show(o:file('z/go.sum'):manifest().depends)",
		  AT "manifest has no field 'depends'; it has "
		     "ecosystem, lock, dependencies, added, removed, changed" },
	};

	check(rows, ARRAY_SIZE(rows));
}

static void
violation_checks_its_fields(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "file", "o:violation { message = 'm', at = o:lines()[3] }",
		  "src/a.py:3:2+8: m |\tindented  | existing" },
		{ "file", "o:violation { message = 'm', at = o:added()[1] }",
		  "src/a.py:2:1+7: m |BAD = 1|" },
		{ "file", "o:violation { message = 'm', at = o:find('= 1')[1], excerpt = false }",
		  "src/a.py:2:5+3: m hidden" },
		{ "file", "o:violation { message = 'm', line = 4, column = 3 }",
		  "src/a.py:4:3+2: m |last| existing" },
		{ "file", "o:violation { message = 'm', at = o:removed()[1] }",
		  "src/a.py:2:1+4: m |GONE|" },
		{ "file", "o:violation { message = 'm', path = 'other', line = 7 }",
		  "other:7:1+1: m" },
		{ "file", "o:violation { message = 'm', path = 'src/a.py', line = 2 }",
		  "src/a.py:2:1+7: m |BAD = 1|" },
		{ "commit",
		  "o:violation { message = 'm', at = o:changes('**/new.py')[1]:lines()[2] }",
		  "src/new.py:2:1+3: m |two|" },
		{ "deleted", "o:violation { message = 'm', line = 1 }",
		  "src/old.py:1:1+7: m |old one|" },
		{ "file", "o:violation { message = 'm', line = 5 }",
		  AT "violation: there is no line 5 in 'src/a.py', which has 4" },
		{ "file", "o:violation { message = 'm', line = 0 }",
		  AT "violation: line is a whole number from 1 on" },
		{ "file", "o:violation { message = 'm', line = 1.5 }",
		  AT "violation: line is a whole number from 1 on" },
		{ "file", "o:violation { message = 'm', line = '1' }",
		  AT "violation: line is a string, not a number" },
		{ "file", "o:violation { message = 'm', column = 1 }",
		  AT "violation: a column needs a line" },
		{ "file", "o:violation { message = '' }", AT "violation: a message is needed" },
		{ "file", "o:violation {}", AT "violation: a message is needed" },
		{ "file", "o:violation()", AT "violation takes a table or a text, not a nil" },
		{ "file", "o:violation { message = 'm', at = o }",
		  AT
		  "violation: at is a line, a hit, an import, a declaration, a node, a dependency "
		  "or an edge of a graph" },
		{ "file", "o:violation { message = 'm', at = 3 }",
		  AT "violation: at is a number, not a line, hit, import, declaration, node, "
		     "dependency or edge" },
		{ "file", "o:violation { message = 'm', at = o:lines()[1], line = 1 }",
		  AT "violation: at says line, column and path; give only one of them" },
		{ "file", "o:violation { message = 'm', path = '/etc' }",
		  AT "violation: path is a path of the tree, relative to its root" },
		{ "file", "o:violation { mesage = 'm' }",
		  AT
		  "violation has no field 'mesage'; did you mean 'message'?; it has message, at, "
		  "line, column, path, instead, key, excerpt" },
		{ "file", "o:violation { message = 'm', [1] = 2 }",
		  AT "violation has no field 'number'; it has message, at, line, column, path, "
		     "instead, key, excerpt" },
		{ "commit", "o:violation { message = 'm', line = 1 }",
		  AT "violation: a line needs a file" },
	};

	check(rows, ARRAY_SIZE(rows));
}

static void
decisions_show_what_is_in_force(UNUSED void **state)
{
	static const struct row rows[] = {
		{ "ref", "show(decision.id, decision.title, #decision.scope, decision.scope[2])",
		  "ADR-0001 First 2 !src/new.py" },
		{ "ref",
		  "local p = decision.parameters show(p.name, p.on, p.list[1], p.list[2], p.x)",
		  "x y true 7 0.5 nil" },
		{ "ref", "show(decision.parameters == decision.parameters)", "true" },
		{ "ref",
		  "local l = decision.parameters.list "
		  "for x in l do for y in l do show(x, y) end end show(#l)",
		  "7 7\n7 0.5\n0.5 7\n0.5 0.5\n2" },
		{ "ref", "for i, x in ipairs(decision.parameters.list) do show(i) end", "1\n2" },
		{ "ref",
		  "local l, n = decision.parameters.mixed, 0 for x in l do for y in l do for z in "
		  "l "
		  "do n = n + 1 end end end show(n) for x in l do show(type(x)) end",
		  "125\nstring\nnumber\ntable\nstring\nstring" },
		{ "ref",
		  "local l = decision.parameters.list table.insert(l, 'c') l[4] = 'd' "
		  "for x in l do show(x) end table.remove(l, 1) for x in l do show(x) end "
		  "show(table.concat(l, ','), table.unpack(l)) for k, v in pairs(l) do show(k, v) "
		  "end",
		  "7\n0.5\nc\nd\n0.5\nc\nd\n0.5,c,d 0.5 c d\n1 0.5\n2 c\n3 d" },
		{ "ref", "local l = decision.parameters.list for x in l do table.remove(l, 1) end",
		  AT "a sequence of parameters is gone through as `for x in s do`, not changed "
		     "meanwhile, and, with equal elements, in at most 4 loops at once" },
		{ "ref",
		  "local l, n = decision.parameters.mixed, 0 local function left(most) local i = 0 "
		  "for y in l do i = i + 1 if i == most then return end end end "
		  "for x in l do for most = 1, 5 do left(most) local i = 0 for y in l do i = i + 1 "
		  "if i == most then break end end n = n + 1 end end show(n)",
		  "25" },
		{ "ref",
		  "local l, n = decision.parameters.mixed, 0 local function deep(d) for x in l do "
		  "n = n + 1 if d > 1 then deep(d - 1) end end end deep(4) show(n)",
		  "780" },
		{ "ref",
		  "local l, n = decision.parameters.list, 0 local function deep(d) for x in l do "
		  "n = n + 1 if d > 1 then deep(d - 1) end end end deep(7) show(n)",
		  "254" },
		{ "ref", "show(glob.match(decision.scope, 'src/a.py'))", "true" },
		{ "ref",
		  "show(glob.match(decision.scope, 'src/new.py'), glob.match({}, 'src/a.py'), "
		  "glob.match({ table.unpack(decision.parameters.mixed, 4) }, 'src/a.py'))",
		  "false false true" },
		{ "ref", "glob.match(decision.parameters.mixed, 'src/a.py')",
		  AT "path pattern 2 of the list is a number" },
		{ "tree", "show(#o:files(decision.scope), #o:changes(decision.scope))", "3 4" },
		{ "commit", "show(#o:changes(decision.scope), #o:changes('**'))", "4 5" },
		{ "commit",
		  "local l = decision.parameters.list l[1], l[2] = 'src/a*', 'src/old.py' "
		  "show(#o:changes(l), #o:tree():files(l))",
		  "2 1" },
		{ "ref",
		  "local t = {} for i = 1, 10000 do t[i] = 'src/' .. i end show(glob.match(t, "
		  "'src/10000')) t[10001] = 'x' glob.match(t, 'x')",
		  "true\n" AT "bad argument #1 to 'match' (a list of path patterns holds 10000 at "
		  "the most)" },
		{ "ref", "for id, d in pairs(decisions) do show(id, d.title) end",
		  "ADR-0001 First\nADR-0003 Third" },
		{ "ref", "show(decisions['ADR-0002'], decisions['ADR-0003'].title, decisions.x)",
		  "nil Third nil" },
		{ "ref", "show(next(decisions['ADR-0003'].parameters))",
		  AT "'next' is not available to policies; use pairs" },
		{ "ref", "show(decisions[1])",
		  AT "decisions is indexed with a number, not with an id" },
	};

	check(rows, ARRAY_SIZE(rows));
}

static void
large_file_is_an_error_unless_skipped(UNUSED void **state)
{
	f.limits.value[LIMIT_BLOB_BYTES] = 35;
	assert_string_equal(
		fixture_run_body(&f, "commit", "o:changes('**/big.bin')[1]:lines()"),
		"error: asks to read 'src/big.bin' of 40 bytes, which is over the limit "
		"of 35 bytes (writ.limit.blob-bytes)");
	assert_true(f.limit);
	f.decisions[0].oversize_skip = true;
	assert_string_equal(fixture_run_body(&f, "commit",
					     "local b = o:changes('**/big.bin')[1] "
					     "show(#b:lines(), b:content(), #b:find('0'))"),
			    "0 nil 0");
}

static void
missing_blob_ends_the_policy(UNUSED void **state)
{
	memset(&f.changes[A_PY].now.id, 0x99, sizeof(struct oid));
	assert_string_equal(fixture_run_body(&f, "file", "pcall(o.content, o) show('on')"),
			    "error: no such blob");
	assert_string_equal(f.place, "src/a.py");
}

static void
objects_outlive_their_call(UNUSED void **state)
{
	static const char text[] =
		"local kept, seen = {}, 0\n"
		"local function look() for i = 1, #kept do seen = seen + #kept[i].text end end\n"
		"return { commit = function(c) for f in c:changes('**/*.py') do\n"
		"for l in f:lines() do kept[#kept + 1] = l end end end,\n"
		"tree = function(t) look() for f in t:files('**') do\n"
		"for l in f:lines() do kept[#kept + 1] = l end end look()\n"
		"t:violation('seen ' .. seen) end }";

	assert_string_equal(fixture_run(&f, BYTES(text)), "seen 248");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(push_and_update_show_their_fields, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(unknown_user_and_options_are_errors, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(commit_shows_its_fields, set_up, tear_down),
		cmocka_unit_test_setup_teardown(file_shows_its_fields, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tree_shows_its_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(violation_checks_its_fields, set_up, tear_down),
		cmocka_unit_test_setup_teardown(decisions_show_what_is_in_force, set_up, tear_down),
		cmocka_unit_test_setup_teardown(large_file_is_an_error_unless_skipped, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(missing_blob_ends_the_policy, set_up, tear_down),
		cmocka_unit_test_setup_teardown(objects_outlive_their_call, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
