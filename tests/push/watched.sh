#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What `writ test` shows of policies while it runs their contracts: --coverage and --trace.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# corpus: a policy with parts that its one contract does not come to, and whose code begins on line 8.
corpus()
{
	decision docs/adr/0001-parts.md 'scope: ["src/**"]' <<-'END'
		local function never()
			if true then
				return 1
			end
		end
		local function last(list)
			local found
			for line in list do
				found = line
			end
			return found
		end
		return {
			file = function(file)
				local line = last(file:lines())
				if line.text == "BAD" then
					file:violation { at = line,
						message = "is bad" }
				elseif line.text == "WORSE" then
					file:violation(never())
				end
			end,
			deleted = function(file) local gone = file.path end,
		}
	END
	mkdir -p docs/adr/0001-parts
	cat >docs/adr/0001-parts/bad.txtar <<-'END'
		ADR-0001: a bad line is rejected
		-- before/src/a --
		1
		-- after/src/a --
		1
		BAD
		-- after/other --
		BAD
		-- expect --
		reject
		src/a:2: is bad
	END
	sed 's/^BAD/GOOD/; s/^reject/accept/; /^src.a:2/d' docs/adr/0001-parts/bad.txtar >docs/adr/0001-parts/good.txtar
}

lines_that_ran_are_counted_with_their_real_numbers()
{
	corpus
	"$WRIT" test --coverage=cov.info >"$OUT" 2>err || fail 'writ test failed'
	says '^ok 1 - 0001-parts/bad$' '^1..3$'
	sed -n 1,2p cov.info | tr '\n' ' ' | grep -qx 'TN: SF:docs/adr/0001-parts.md ' || fail 'no record of the file'
	cp cov.info "$OUT"
	# a function is made where it ends; the rest is where it stands
	for row in 10,0 12,2 14,2 15,6 16,4 18,2 22,2 23,2 24,2 25,2 26,1 27,0; do
		says "^DA:$row\$"
	done
	says_not '^DA:[1-9],' '^DA:1[137],' '^DA:2[18],'
	says '^LF:[0-9]+$' '^LH:[0-9]+$' '^end_of_record$'
	[ "$(grep -c '^DA:' cov.info)" = "$(sed -n 's/^LF://p' cov.info)" ] || fail 'LF is not the number of lines'
	[ "$(grep -c '^DA:[0-9]*,[1-9]' cov.info)" = "$(sed -n 's/^LH://p' cov.info)" ] || fail 'LH is not how many ran'
	grep -qx '# ADR-0001: [0-9]* of [0-9]* lines; not run: 10, 27' err || fail "the summary is $(cat err)"
}
scenario 0 lines_that_ran_are_counted_with_their_real_numbers

a_tracefile_on_standard_output_stands_there_alone()
{
	corpus
	"$WRIT" test --coverage >cov.info 2>"$OUT" || fail 'writ test failed'
	says '^ok 1 - 0001-parts/bad$' '^# ADR-0001: '
	! grep -Ev '^(TN:|SF:|DA:|LF:|LH:|end_of_record)' cov.info || fail 'something else is on standard output'
	"$WRIT" test --coverage --mutate docs/adr >mutated.info 2>/dev/null || :
	cmp cov.info mutated.info || fail 'changed policies are counted as well'
	! "$WRIT" test --coverage=no/such/folder >"$OUT" 2>&1 || fail 'writes into no folder'
	says 'cannot write no/such/folder'
}
scenario 0 a_tracefile_on_standard_output_stands_there_alone

to_watch_changes_nothing()
{
	corpus
	"$WRIT" test >plain
	"$WRIT" test --coverage=cov.info --trace >watched 2>/dev/null
	cmp plain watched || fail 'the report differs'
}
scenario 0 to_watch_changes_nothing

lcov_reads_it()
{
	command -v lcov >/dev/null || skip 'no lcov'
	corpus
	"$WRIT" test --coverage=cov.info >/dev/null 2>&1
	lcov --summary cov.info >"$OUT" 2>&1 || fail 'lcov does not read it'
	says 'lines'
}
scenario 0 lcov_reads_it

rules_of_writ_are_not_covered_and_lines_of_a_sidecar_are()
{
	mkdir -p docs/adr/0002-rule
	printf -- '---\nstatus: accepted\n---\n# T\n' >docs/adr/0002-rule.md
	printf 'local rules = require "writ.rules"\n\nreturn rules.forbid_text {\n\tpattern = "BAD",\n}\n' >docs/adr/0002-rule.lua
	printf 'T\n-- after/a --\nBAD\n-- expect --\nreject\na:1: has `BAD`\n' >docs/adr/0002-rule/bad.txtar
	printf 'T\n-- after/a --\n1\n-- expect --\naccept\n' >docs/adr/0002-rule/good.txtar
	"$WRIT" test --coverage >"$OUT" 2>err || fail 'writ test failed'
	says '^SF:docs/adr/0002-rule.lua$' '^DA:1,2$' '^LF:3$' '^LH:3$'
	grep -qx '# ADR-0002: 3 of 3 lines' err || fail "the summary is $(cat err)"
}
scenario 0 rules_of_writ_are_not_covered_and_lines_of_a_sidecar_are

a_trace_says_what_was_called_read_reported_and_spent()
{
	corpus
	"$WRIT" test --trace docs/adr/0001-parts/bad.txtar >/dev/null 2>"$OUT" || fail 'writ test failed'
	sed 's/spent [0-9]* i/spent N i/; s/far [0-9]* b/far N b/' "$OUT" >seen
	cat >want <<-'END'
		0001-parts/bad
		  load
		    spent N instructions, 0 bytes read, 0 regex steps; memory so far N bytes
		  file src/a
		    reads src/a, 6 bytes
		    reads what was before in src/a, 2 bytes
		    violation src/a:2: is bad
		    spent N instructions, 8 bytes read, 0 regex steps; memory so far N bytes
	END
	diff want seen || fail 'the trace differs'
	"$WRIT" test --trace docs/adr/0001-parts/bad.txtar 2>&1 >/dev/null | cmp - "$OUT" || fail 'not the same twice'
}
scenario 0 a_trace_says_what_was_called_read_reported_and_spent

what_a_graph_reads_is_shown_as_a_whole()
{
	decision docs/adr/0001-graph.md <<-'END'
		return { tree = function(tree) for cycle in tree:graph():cycles() do tree:violation "turns" end end }
	END
	mkdir docs/adr/0001-graph
	printf 'T\n-- after/a.py --\nimport b\n-- after/b.py --\nimport a\n-- expect --\nreject\nrefs/heads/main: turns\n' \
		>docs/adr/0001-graph/a.txtar
	"$WRIT" test --trace docs/adr/0001-graph/a.txtar >/dev/null 2>"$OUT" || fail 'writ test failed'
	says '^  tree refs/heads/main$' '^    reads files for a graph, 18 bytes$' '^    violation: turns$' '^  tree before '
	sed -i 's/:cycles()/:cycles { aded = true }/' docs/adr/0001-graph.md
	! "$WRIT" test docs/adr/0001-graph/a.txtar >"$OUT" 2>&1 || fail 'an unknown option passes'
	says "cycles has no option 'aded'; did you mean 'added'"
	sed -i 's/:graph()/:graph { fles = "a" }/' docs/adr/0001-graph.md
	! "$WRIT" test docs/adr/0001-graph/a.txtar >"$OUT" 2>&1 || fail 'an unknown option passes'
	says "graph has no option 'fles'; did you mean 'files'"
}
scenario 0 what_a_graph_reads_is_shown_as_a_whole

a_trace_shows_how_a_policy_fails_and_escapes_names()
{
	decision docs/adr/0001-fails.md <<-'END'
		return {
			ref = function() end,
			file = function(file) file:violation("in " .. file.path) local x = file.nothing end,
			tree = function(tree) tree:violation "always" end,
		}
	END
	mkdir docs/adr/0001-fails
	printf 'T\n-- after/\033[1mx --\n1\n-- expect --\nreject\n' >docs/adr/0001-fails/a.txtar
	"$WRIT" test --trace docs/adr/0001-fails/a.txtar >/dev/null 2>"$OUT" || fail 'writ test failed'
	plain_text
	says '^  file .x1b\[1mx$' '^    violation .x1b\[1mx: in .x1b\[1mx$' \
		"^    error: 0001-fails.md:[0-9]+: file has no field 'nothing'"
	says_not '^  tree'
}
scenario 0 a_trace_shows_how_a_policy_fails_and_escapes_names

finish
