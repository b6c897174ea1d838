#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# Ratchets: `baseline: no-worse` lets what stands stay, and no more come.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# ratchet ['key: value'...]: the server, with a decision that each BAD is a violation.
ratchet()
{
	server
	decision "$DECISIONS/0001-no-bad.md" 'baseline: no-worse' 'scope: ["**", "!free/**"]' "$@" <<-'END'
		return { file = function(file)
			for hit in file:find("BAD") do
				file:violation { at = hit, message = "is bad" }
			end
		end }
	END
}

# legacy N: a repository that holds N of them before the hook is on.
legacy()
{
	put base 'fine\n'
	for _n in $(seq "$1"); do put "old/$_n" 'one\nBAD %s\n' "$_n"; done
	commit 'legacy'
	plant
}

# put_bad PATH N: a file with N of them, each on a line of its own that no other file has.
put_bad()
{
	mkdir -p "$(dirname "./$1")"
	seq -f "BAD $1 %g" "$2" >"./$1"
}

# stand REF: how many stand there, by the program's look at the whole tree.
stand()
{
	(cd "$SERVER" && "$WRIT" check --source "$DECISIONS" --ref refs/heads/main --format json \
		--tree "$1" || :) >"$T/tree"
	grep -o '"message":"is bad"' "$T/tree" | wc -l | tr -d ' '
}

stands()
{
	[ "$(stand "$1")" -eq "$2" ] || fail "$(stand "$1") stand on $1, not $2"
}

day_one_lets_the_legacy_stand()
{
	ratchet
	legacy 3
	put new 'fine\n' && commit 'beside'
	push_accepted origin main
	printf 'more\n' >>old/1 && commit 'a file that has one'
	push_accepted origin main
	tells 'note\[ADR-0001\]: was there before, does not count: old/1:2:1'
	stands main 3
}
scenario 1 day_one_lets_the_legacy_stand

one_more_is_rejected_and_the_counts_are_told()
{
	ratchet
	legacy 3
	put_bad new 1 && printf 'BAD more\n' >>old/1 && commit 'two more'
	push_rejected origin main
	blames ADR-0001 'new:1' 'old/1:3'
	tells 'was there before, does not count: old/1:2:1' 'error: 2 violations of 1 decision' \
		'note: ADR-0001: 1 stood before in what changes on refs/heads/main, 3 would stand; they may not become more \(baseline: no-worse\)'
	says_not 'old/2'
}
scenario 2 one_more_is_rejected_and_the_counts_are_told

an_equal_trade_is_accepted()
{
	ratchet
	legacy 3
	put old/1 'one\n' && put_bad new 1 && commit 'here for there'
	push_accepted origin main
	tells 'note\[ADR-0001\]: others went for it, does not count: new:1:1'
	stands main 3
}
scenario 3 an_equal_trade_is_accepted

fewer_are_the_new_bound()
{
	ratchet
	legacy 3
	git rm -q old/1 old/2 && commit 'clean up'
	push_accepted origin main
	put old/1 'BAD\n' && commit 'back again'
	push_rejected origin main
	tells '0 stood before in what changes on refs/heads/main, 1 would stand'
	stands main 1
}
scenario 4 fewer_are_the_new_bound

# What each adds is little, and none of it gets in.
small_steps_do_not_add_up()
{
	ratchet
	legacy 2
	for i in 1 2 3; do
		put_bad "step/$i" 1 && commit "step $i"
		push_rejected origin main
		git rm -q "step/$i" && git commit -q --amend --allow-empty -m "no step $i"
		put "step/fine$i" 'fine\n' && commit "fine $i"
		push_accepted origin main
	done
	stands main 2
}
scenario 5 small_steps_do_not_add_up

# Between the first and the last commit of a push more may stand: the ref never had them.
what_no_ref_ever_was_does_not_count()
{
	ratchet
	legacy 2
	put_bad new 5 && commit 'for a while'
	git rm -q new && commit 'gone again'
	push_accepted origin main
	stands main 2
}
scenario 6 what_no_ref_ever_was_does_not_count

what_moves_is_no_rise()
{
	ratchet
	legacy 3
	git mv old moved && commit 'another folder'
	push_accepted origin main
	tells 'was there before, does not count: moved/1:2:1, moved/2:2:1, moved/3:2:1'
	git mv moved/1 again && put_bad new 1 && commit 'moved, and one more'
	push_rejected origin main
	blames ADR-0001 'new:1'
	tells 'error: 1 violation of 1 decision' 'does not count: again:2:1'
	git reset -q --hard HEAD~1
	git mv moved/1 again && printf 'changed\n' >>again && commit 'moved and changed'
	push_accepted origin main
	stands main 3
}
scenario 7 what_moves_is_no_rise

# A rise is blamed on what is new, not on lines that went to another file with it.
a_line_that_moves_is_found_again()
{
	ratchet
	put all 'a\nBAD 1\nb\nBAD 2\n' && commit 'legacy' && plant
	git rm -q all && put one 'a\nBAD 1\n' && put two 'b\n  BAD 2\nBAD 3\n' && commit 'split'
	push_rejected origin main
	blames ADR-0001 'two:3'
	tells 'error: 1 violation of 1 decision' 'was there before, does not count: one:2:1, two:2:3'
}
scenario 24 a_line_that_moves_is_found_again

what_comes_into_scope_is_one_more()
{
	ratchet
	put_bad free/a 2
	legacy 1
	git mv free/a a && commit 'into scope'
	push_rejected origin main
	tells '0 stood before in what changes on refs/heads/main, 2 would stand'
	git reset -q --hard HEAD~1
	git mv old/1 free/1 && commit 'out of scope'
	push_accepted origin main
	stands main 0
}
scenario 8 what_comes_into_scope_is_one_more

modes_and_links_have_a_count_too()
{
	ratchet
	legacy 1
	chmod +x old/1 && commit 'a mode'
	push_accepted origin main
	ln -s BAD link && commit 'the target of a link'
	push_rejected origin main
	blames ADR-0001 'link:1'
}
scenario 9 modes_and_links_have_a_count_too

merges_count_as_what_they_make()
{
	ratchet
	legacy 2
	branch side
	put side 'BAD side\n' && git rm -q old/1 && commit 'one for one here'
	push_accepted origin side
	git checkout -q main
	put main 'BAD main\n' && git rm -q old/2 && commit 'one for one there'
	push_accepted origin main
	merge --no-edit side
	push_accepted origin main
	stands main 2
	branch late main~1
	put late 'BAD late\n' && git rm -q main && commit 'one for the same one'
	push_accepted origin late
	git checkout -q main
	git rm -q main && put other 'BAD other\n' && commit 'for another'
	push_accepted origin main
	merge --no-edit late
	push_rejected origin main
	blames ADR-0001 'late:1'
	git rm -q other && commit 'merged, and settled' --amend
	push_accepted origin main
	stands main 2
}
scenario 10 merges_count_as_what_they_make

going_back_is_measured_by_what_is_there()
{
	ratchet
	legacy 3
	git rm -q old/1 && commit 'fewer'
	push_accepted origin main
	push_rejected --force origin HEAD~1:main
	blames ADR-0001 'old/1:2'
	tells '0 stood before in what changes on refs/heads/main, 1 would stand'
	branch other HEAD~1
	git rm -q old/2 && commit 'fewer, in another way'
	push_accepted --force origin other:main
	stands main 2
}
scenario 11 going_back_is_measured_by_what_is_there

a_new_branch_is_measured_by_what_it_is_cut_from()
{
	ratchet
	legacy 3
	push_accepted origin main:same
	branch topic
	put_bad new 1 && commit 'one more'
	push_rejected origin topic
	tells '0 stood before in what changes on refs/heads/topic, 1 would stand'
	git rm -q old/1 && commit 'one less'
	push_accepted origin topic
	push_accepted origin --delete topic
	git checkout -q --orphan alone && git rm -rfq . && put a 'fine\n' && commit 'from nothing'
	push_accepted origin alone
	put_bad b 1 && commit 'bad' && git push -q origin --delete alone
	push_rejected origin alone:alone2
	git checkout -q main
	put_bad tagged 1 && commit 'only for a tag' && git tag -m 'a tag' v1
	push_rejected origin v1
	blames ADR-0001 'tagged:1'
	git tag v0 main~1
	push_accepted origin v0
}
scenario 12 a_new_branch_is_measured_by_what_it_is_cut_from

# A branch that continues a release and takes main in is measured by the release.
a_new_merge_is_measured_by_its_first_parent()
{
	ratchet
	legacy 3
	branch clean
	git rm -rq old && commit 'clean' && push_accepted origin clean
	git checkout -q main && put beside 'fine\n' && commit 'beside' && push_accepted origin main
	branch forth main
	merge --no-edit -s ours clean
	push_accepted origin forth
	branch back clean
	merge --no-edit -s ours main && git checkout -q main -- . && commit 'all is back' --amend
	push_rejected origin back
	tells '0 stood before in what changes on refs/heads/back, 3 would stand'
}
scenario 13 a_new_merge_is_measured_by_its_first_parent

each_ref_has_its_own_bound()
{
	ratchet
	legacy 2
	branch few
	git rm -q old/1 && commit 'fewer'
	push_accepted origin few
	put_bad new 1 && commit 'one more on the few'
	git checkout -q main
	git rm -q old/1 old/2 && put_bad new 2 && commit 'as many on main'
	push_rejected origin main few
	tells 'ADR-0001: 0 stood before in what changes on refs/heads/few, 1 would'
	says_not 'on refs/heads/main,'
	push_accepted origin main
}
scenario 14 each_ref_has_its_own_bound

# pusher N TIMES: takes the newest state, adds one, takes one away, pushes, until it is in.
pusher()
{
	git clone -q "$SERVER" "$T/pusher$1"
	cd "$T/pusher$1"
	_done=0
	for _try in $(seq 60); do
		[ "$_done" -lt "$2" ] || break
		git fetch -q origin && git reset -q --hard origin/main
		_old=$(git ls-files 'old/*' | sort | head -1)
		put_bad "new/$1-$_done" 1
		# Each second one brings two for one, which may never get in.
		[ $((_done % 2)) -eq 0 ] || put_bad "new/$1-$_done" 2
		[ -z "$_old" ] || git rm -q "$_old"
		commit "$1 $_done"
		if git push -q origin main 2>"$T/said$1"; then
			echo accepted
		elif grep -q 'baseline: no-worse' "$T/said$1"; then
			echo rejected
		else
			continue # somebody else was first
		fi >>"$T/log$1"
		_done=$((_done + 1))
	done
}

# git moves a ref only from the value that was judged: who was overtaken is judged anew.
parallel_pushers_never_raise_it()
{
	ratchet
	legacy 6
	for i in 1 2 3; do pusher "$i" 2 & done
	wait
	cd "$T/client"
	[ "$(cat "$T"/log* | grep -c accepted)" -ge 1 ] || fail 'nobody got in'
	[ "$(cat "$T"/log* | grep -c rejected)" -ge 1 ] || fail 'nobody was kept out'
	before=6
	for state in $(git -C "$SERVER" rev-list --reverse main); do
		now=$(stand "$state")
		[ "$now" -le "$before" ] || fail "$now stand at $state, $before before"
		before=$now
	done
	[ "$before" -gt 0 ] || fail 'no count at all'
}
scenario 15 parallel_pushers_never_raise_it

a_tree_function_is_counted_on_both_trees()
{
	server
	decision "$DECISIONS/0002-pages.md" 'baseline: no-worse' <<-'END'
		return { tree = function(tree)
			for file in tree:files("src/*") do
				if not tree:file("doc/" .. path.name(file.path)) then
					tree:violation { path = file.path, message = "has no page" }
				end
			end
		end }
	END
	for i in a b c; do put src/$i 'x\n'; done
	commit 'legacy' && plant
	put src/d 'x\n' && commit 'one more'
	push_rejected origin main
	blames ADR-0002 'src/d'
	tells '3 stood before in what changes on refs/heads/main, 4 would stand'
	put doc/a 'page\n' && commit 'one less'
	push_accepted origin main
	git rm -q doc/a && commit 'the page goes, and the source was not touched'
	push_rejected origin main
	blames ADR-0002 'src/a'
}
scenario 16 a_tree_function_is_counted_on_both_trees

# What cannot be judged in the old value counts as none: it bounds what may come, never the mending.
an_error_in_the_old_value_lets_nothing_more_in()
{
	server
	decision "$DECISIONS/0001-no-bad.md" 'baseline: no-worse' <<-'END'
		return { file = function(file)
			if #file:find("CRASH") > 0 then
				error "cannot go on"
			end
			for hit in file:find("BAD") do
				file:violation { at = hit, message = "is bad" }
			end
		end }
	END
	put a 'BAD\n' && put b 'CRASH\n' && put c 'BAD\n' && commit 'legacy' && plant
	put b 'mended\n' && commit 'mend it'
	push_accepted origin main
	git branch begin main~1 && plant +refs/heads/begin:refs/heads/main
	put c 'BAD\nBAD\n' && put a 'fine\n' && commit 'mend it, and trade'
	push_accepted origin main
	plant +refs/heads/begin:refs/heads/main
	put b 'BAD\n' && commit 'mend it in part'
	push_rejected origin main
	tells '2 stood before in what changes on refs/heads/main, 3 would stand' \
		'not all that stood before could be counted, what is missing counts as none: .*cannot go on'
	put b 'CRASH twice\n' && commit 'not mended'
	push_rejected origin main
	blames ADR-0001 'the policy failed: .*cannot go on'
}
scenario 17 an_error_in_the_old_value_lets_nothing_more_in

what_is_waived_is_not_counted()
{
	ratchet
	legacy 1
	mkdir "$DECISIONS/waivers"
	cat >"$DECISIONS/waivers/import.yaml" <<-END
		decision: ADR-0001
		reason: The importer writes it.
		requested-by: dev@example.org
		approved-by: owner@example.org
		date: $(date -u -d '-10 days' +%F)
		expires: $(date -u -d '+20 days' +%F)
		paths: ["import/**"]
	END
	put_bad import/a 2 && commit 'waived'
	push_accepted origin main
	tells 'note\[ADR-0001\]: waived until'
	git rm -q import/a && put_bad new 1 && commit 'a waived one buys none'
	push_rejected origin main
	tells '0 stood before in what changes on refs/heads/main, 1 would stand'
}
scenario 18 what_is_waived_is_not_counted

the_verdict_has_the_counts_and_every_surface_the_same_one()
{
	command -v python3 >/dev/null || skip 'no python3'
	ratchet
	legacy 2
	git fetch -q origin
	put_bad new 1 && git add -A
	git config writ.source "$DECISIONS"
	for how in --staged --worktree; do
		"$WRIT" check "$how" --format json >"$T/json$how" && fail "accepted: check $how"
	done
	commit 'one more'
	"$WRIT" check --format json >"$T/json" && fail 'accepted: check'
	python3 - "$T/json" "$T/json--staged" "$T/json--worktree" <<-EOF
		import json, sys
		verdicts = [json.load(open(name)) for name in sys.argv[1:]]
		decision = verdicts[0]["decisions"][0]
		assert decision["baseline"] == [{"after": 1, "before": 0, "ref": "refs/heads/main"}], decision
		assert decision["result"] == "violated"
		for verdict in verdicts[1:]:
		    assert verdict["decisions"] == verdicts[0]["decisions"]
		    assert verdict["violations"] == verdicts[0]["violations"]
	EOF
	keeps_to_schema "$T/json" verdict.schema.json
	server_config writ.source "$DECISIONS"
	push_rejected origin main
	rm "$SERVER/hooks/pre-receive"
	hook update "exec '$WRIT' update \"\$@\""
	push origin main
	[ "$status" -ne 0 ] || fail 'accepted by the update hook'
	tells '0 stood before in what changes on refs/heads/main, 1 would'
	git rm -q old/1 && commit 'a trade'
	"$WRIT" check --format json >"$T/json" || fail 'rejected: check'
	keeps_to_schema "$T/json" verdict.schema.json
	python3 - "$T/json" <<-EOF
		import json, sys
		violations = json.load(open(sys.argv[1]))["violations"]
		assert [v["traded"] and v["existing"] for v in violations] == [True], violations
	EOF
	push_accepted origin main
}
scenario 19 the_verdict_has_the_counts_and_every_surface_the_same_one

# The whole of a tree has no old value: what stands is what is found.
drift_and_a_whole_tree_have_all_that_stands()
{
	command -v python3 >/dev/null || skip 'no python3'
	ratchet
	legacy 3
	put_bad new 2 && commit 'two more'
	"$WRIT" drift --source "$DECISIONS" --format json >"$T/json"
	python3 - "$T/json" <<-EOF
		import json, sys
		decision = json.load(open(sys.argv[1]))["decisions"][0]
		assert decision["standing"] == 5 and decision["of_the_tree"] == 0, decision
	EOF
	git rm -q old/1 && put_bad trade 1 && commit 'one for one'
	"$WRIT" replay --source "$DECISIONS" main >"$OUT" 2>&1 || :
	says 'would have rejected 2 pushes, 0 commits, 5 places' '^3 pushes of 3 commits'
	put_bad x 1 && commit 'x' && plant
	stands main 6
}
scenario 20 drift_and_a_whole_tree_have_all_that_stands

contracts_know_it()
{
	mkdir -p docs/adr/0001-no-bad
	decision docs/adr/0001-no-bad.md 'baseline: no-worse' <<-'END'
		return { file = function(file)
			for hit in file:find("BAD") do
				file:violation { at = hit, message = "is bad" }
			end
		end }
	END
	cat >docs/adr/0001-no-bad/more.txtar <<-'END'
		ADR-0001: one more is rejected, be it between others
		-- before/a --
		BAD one
		-- after/a --
		BAD one
		BAD two
		-- expect --
		reject
		a:2: is bad
	END
	cat >docs/adr/0001-no-bad/trade.txtar <<-'END'
		ADR-0001: one may come for one that goes
		-- before/a --
		BAD one
		-- before/b --
		fine
		-- after/a (deleted) --
		-- after/b --
		BAD
		-- expect --
		accept
	END
	"$WRIT" test >"$OUT" 2>&1 || fail 'contracts fail'
	says '3 passed, 0 failed'
}
scenario 21 contracts_know_it

# A tag may stand on a bare tree, which nobody has judged: it is no value to measure by.
tag_that_held_a_tree_is_no_bar()
{
	ratchet
	decision "$DECISIONS/0002-result.md" 'judge: result' <<-'END'
		return { file = function(file)
			for line in file:added() do
				if line.text:find("BAD") then file:violation { at = line, message = "came in" } end
			end
		end }
	END
	decision "$DECISIONS/0003-tree.md" <<-'END'
		return { tree = function(tree)
			if tree:file("worse") then tree:violation { path = "worse", message = "is there" } end
		end }
	END
	legacy 1
	put_bad worse 3 && commit 'worse'
	push_rejected origin main:refs/tags/t
	push_accepted origin 'main^{tree}:refs/tags/t'
	push_rejected -f origin main:refs/tags/t
	says 'ADR-0001' 'ADR-0002' 'ADR-0003'
	git tag -a -m 'of a tree' of-a-tree 'main^{tree}'
	push_accepted origin of-a-tree
	push_rejected -f origin main:refs/tags/of-a-tree
	says 'ADR-0001' 'ADR-0002' 'ADR-0003'
	git rm -q worse && commit 'mended'
	push_accepted -f origin main:refs/heads/mended
	push_accepted -f origin main~2:refs/tags/t
}
scenario 14 tag_that_held_a_tree_is_no_bar

what_it_cannot_be_is_said()
{
	decision docs/adr/0001-a.md 'baseline: no-worse' 'judge: commits' <<-'END'
		return { file = function() end }
	END
	decision docs/adr/0002-b.md 'baseline: some' <<-'END'
		return { file = function() end }
	END
	"$WRIT" compile docs/adr >"$OUT" 2>&1 && fail 'compiles'
	says '0001-a.md:4:8: error: `baseline: no-worse` compares the old value of a ref with the new one; write `judge: result`' \
		'0002-b.md:3:11: error: `baseline`'
	rm docs/adr/0002-b.md
	decision docs/adr/0001-a.md 'baseline: no-worse' <<-'END'
		return { deleted = function() end }
	END
	put a 'x\n' && commit 'a'
	"$WRIT" check --source docs/adr >"$OUT" 2>&1 && fail 'judges'
	tells "a decision with a .baseline. counts what stands" "not 'deleted'"
}
scenario 22 what_it_cannot_be_is_said

the_comparison_of_decisions_knows_it()
{
	decision docs/adr/0001-a.md 'level: mandatory' <<-'END'
		return { file = function() end }
	END
	commit 'absolute'
	decision docs/adr/0001-a.md 'baseline: no-worse' <<-'END'
		return { file = function() end }
	END
	commit 'no worse'
	"$WRIT" compile --diff HEAD~1:docs/adr HEAD:docs/adr >"$OUT" 2>&1 || :
	says '^loosens +ADR-0001: it lets a violation in for one that goes' 'all together: loosens'
	"$WRIT" compile --diff HEAD:docs/adr HEAD~1:docs/adr >"$OUT" 2>&1 || :
	says '^unknown +ADR-0001: it no longer holds the number of its violations'
	"$WRIT" explain --source docs/adr ADR-0001 >"$OUT" 2>&1
	says '^baseline: +no-worse: ' '^judges: +the result of each push'
	"$WRIT" context --source docs/adr a >"$OUT" 2>&1
	says '^- baseline: no-worse: '
	"$WRIT" compile docs/adr >"$OUT" 2>&1
	says '^ADR-0001  mandatory  accepted  enforced, no-worse$'
}
scenario 23 the_comparison_of_decisions_knows_it

finish
