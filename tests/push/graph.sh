#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# Which file of a tree imports which, and what follows from it.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# tells_of POLICY: a server that judges the tree by POLICY, whose function is tree(tree, graph).
tells_of()
{
	server
	{
		printf 'local function tell(tree, what, list)\n\tlocal names = {}\n'
		printf '\tfor one in list or decision.parameters.none do\n'
		printf '\t\tnames[#names + 1] = type(one) == "string" and one or one.path .. ":" .. one.line .. ">" .. '
		printf 'tostring(one.to) .. "(" .. one.module .. ")"\n\tend\n'
		printf '\ttree:violation(what .. " " .. table.concat(names, " "))\nend\n'
		printf 'return { tree = function(tree)\n\tif #tree:files() == 0 then return end\n%s\nend }\n' "$1"
	} | decision "$DECISIONS/0001-tells.md" "parameters: {none: []}"
}

a_graph_answers()
{
	tells_of '
	local graph = tree:graph { files = "**/*.py" }
	tell(tree, "edges", graph:edges())
	tell(tree, "unresolved", graph:unresolved())
	tell(tree, "added", graph:added())
	tell(tree, "path", graph:path("a.py", "p/c.py"))
	tell(tree, "nopath", graph:path("p/c.py", "a.py"))
	tell(tree, "unknown", graph:path("x", "a.py"))
	tell(tree, "under", graph:dependencies("a.py"))
	tell(tree, "above", graph:dependents("p/c.py"))'
	put a.py 'import os\nfrom p import b\n' && put p/b.py 'from . import c\n' && put p/c.py '' && put x.js 'import "./y"'
	commit one && push_rejected origin HEAD:main
	tells 'edges a.py:2>p/b.py\(p\) p/b.py:1>p/c.py\(.\)( |$)'
	tells 'unresolved a.py:1>nil\(os\)( |$)'
	tells 'added a.py:2>p/b.py\(p\) p/b.py:1>p/c.py\(.\)( |$)'
	tells ' path a.py:2>p/b.py\(p\) p/b.py:1>p/c.py\(.\)( |$)'
	tells 'nopath -->'
	tells 'unknown -->'
	tells 'under p/b.py p/c.py( |$)'
	tells 'above a.py p/b.py( |$)'
}
scenario 5 a_graph_answers

what_was_there_is_not_added()
{
	tells_of 'for edge in tree:graph():added() do
		tree:violation { at = edge, message = edge.from .. " uses " .. edge.to }
	end'
	put a.py 'import b\n' && put b.py '' && put c.py '' && commit one
	plant
	put a.py 'import c\n\nimport b\n' && commit two && push_rejected origin HEAD:main
	blames ADR-0001 'a.py:1:1'
	tells 'a.py uses c.py'
	says_not 'uses b.py'
	git mv a.py d.py && git commit -q --amend -m three && git checkout -q HEAD~ -- a.py &&
		git mv -f a.py d.py && commit four --amend
	push_accepted origin HEAD:main # a file that moves takes its edges along
}
scenario 13 what_was_there_is_not_added

groups_have_names_or_are_folders()
{
	tells_of '
	tell(tree, "named", tree:graph { groups = {
		{ name = "web", paths = { "web/**" } }, { name = "rest", paths = "**" } } }:edges())
	tell(tree, "folders", tree:graph { groups = { "*", "!doc" } }:edges())
	tell(tree, "below", tree:graph { groups = "lib/*" }:edges())'
	put web/a.js 'import "../lib/x/b.js";\nimport "./c.js";\n' && put web/c.js 'import "../doc/d.js"'
	put lib/x/b.js 'import "../y/e.js"' && put lib/y/e.js '' && put doc/d.js 'import "../web/a.js"'
	commit one && push_rejected origin HEAD:main
	tells 'named doc/d.js:1>web\(.*\) web/a.js:1>rest\(.*\) web/c.js:1>rest\(.*\)( |$)'
	tells 'folders web/a.js:1>lib\(../lib/x/b.js\)( |$)'
	tells 'below lib/x/b.js:1>lib/y\(../y/e.js\)( |$)'
}
scenario 5 groups_have_names_or_are_folders

kinds_of_imports_are_chosen()
{
	tells_of 'tell(tree, "edges", tree:graph { kinds = { "type", "dynamic" } }:edges())'
	put a.ts 'import "./b";\nimport type { x } from "./c";\nimport("./d");\n'
	put b.ts '' && put c.ts '' && put d.ts '' && commit one && push_rejected origin HEAD:main
	tells 'edges a.ts:2>c.ts\(./c\) a.ts:3>d.ts\(./d\)( |$)'
}
scenario 5 kinds_of_imports_are_chosen

a_manifest_moves_imports()
{
	server
	decision "$DECISIONS/0001-cycles.md" <<-'END'
		return require "writ.rules".acyclic {}
	END
	put tsconfig.json '{"compilerOptions": {"paths": {"#b": ["./c.ts"]}}}'
	put a.ts 'import "#b";\n' && put b.ts 'import "./a";\n' && put c.ts '' && commit one
	push_accepted origin HEAD:main
	put tsconfig.json '{"compilerOptions": {"paths": {"#b": ["./b.ts"]}}}' && commit two
	push_rejected origin HEAD:main
	blames ADR-0001 'a.ts:1:8'
	tells 'closes a cycle: a.ts -> b.ts -> a.ts'
}
scenario 5 a_manifest_moves_imports

a_file_that_cannot_be_read_hides_nothing()
{
	server
	decision "$DECISIONS/0001-cycles.md" <<-'END'
		return require "writ.rules".acyclic {}
	END
	put b.js 'import "./a.js";\n' && put a.js 'x = 1 /* why\n' && commit one
	push_rejected origin HEAD:main
	blames ADR-0001 'a.js:1:7'
	plant
	put c.js '' && commit two && push_accepted origin HEAD:main
	put a.js 'x = 1 /* why\nimport "./b.js";\n' && commit three && push_rejected origin HEAD:main
}
scenario 14 a_file_that_cannot_be_read_hides_nothing

what_is_not_asked_right_is_told()
{
	for call in 'tree:graph { file = "x" }|no option .file.' 'tree:graph { kinds = "soft" }|kinds are static' \
		'tree:graph { groups = { { name = "a" } } }|path pattern' 'tree:graph { groups = { { paths = "a" } } }|a group is' \
		'tree:graph { files = "[" }|path pattern' 'tree:graph(1)|table expected' 'tree:graph():path()|' \
		'for i = 1, 65 do tree:graph() end|more than 64 graphs'; do
		rm -rf "$SERVER" "$DECISIONS"
		tells_of "${call%%|*}"
		put a.py '' && commit one && push_rejected origin HEAD:main
		blames ADR-0001
		tells "${call#*|}"
	done
}
scenario 35 what_is_not_asked_right_is_told

the_tree_of_a_commit_has_no_base()
{
	server
	decision "$DECISIONS/0001-commits.md" <<-'END'
		return { commit = function(commit)
			commit:violation("has " .. #commit:tree():graph():edges() .. " edges")
			commit:tree():graph():added()
		end }
	END
	put a.py 'import b' && put b.py '' && commit one && push_rejected origin HEAD:main
	tells "not of a( |$)"
	put a.py '' && put c.py 'import b'
	decision "$DECISIONS/0001-commits.md" <<-'END'
		return { commit = function(commit)
			commit:violation("has " .. #commit:tree():graph():edges() .. " edges")
		end }
	END
	commit two && push_rejected origin HEAD:main
	tells 'has 1 edges'
}
scenario 5 the_tree_of_a_commit_has_no_base

a_file_that_is_too_large_is_an_error_unless_it_is_skipped()
{
	server
	server_config writ.limit.blob-bytes 2k
	decision "$DECISIONS/0001-cycles.md" <<-'END'
		return require "writ.rules".acyclic {}
	END
	put b.js 'import "./big.js";\n' && { printf 'import "./b.js"\n'; head -c 4000 /dev/zero | tr '\0' ' '; } >big.js
	commit one && push_rejected origin HEAD:main
	tells 'big.js'
	tells 'writ.limit.blob-bytes'
	decision "$DECISIONS/0001-cycles.md" 'oversize: skip' <<-'END'
		return require "writ.rules".acyclic {}
	END
	push_accepted origin HEAD:main
}
scenario 35 a_file_that_is_too_large_is_an_error_unless_it_is_skipped

what_one_may_spend_ends()
{
	server
	server_config writ.limit.instructions 10
	decision "$DECISIONS/0001-cycles.md" <<-'END'
		return { tree = function(tree) tree:graph():edges() end }
	END
	i=0
	while [ "$i" -lt 30 ]; do
		i=$((i + 1)) && put "a$i.py" 'import os'
	done
	commit one && push_rejected origin HEAD:main
	tells 'writ.limit.instructions'
}
scenario 35 what_one_may_spend_ends

finish
