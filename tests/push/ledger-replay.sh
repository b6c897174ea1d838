#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# writ ledger verify --replay: pushes of the ledger, judged again by what is on record of them.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"
. "$srcdir/tests/push/ledger-lib.sh"

# replayed STATUS SAME DIFFER CANNOT REGEX...
replayed()
{
	in_server "$1" "$WRIT" ledger verify --replay
	says "^  $2 verdicts? (is|are) the same when judged again" "^  $3 verdicts? differs? when judged again" \
		"^  $4 verdicts? cannot be judged again"
	shift 4
	says "$@"
}

# governed: the decisions are of the repository itself, and nothing is rejected.
governed()
{
	recorded
	decision docs/adr/0001-x.md 'level: mandatory' <<-'END'
		return { file = function(file)
		  for hit in file:find("BAD", { added = true }) do file:violation{ message = "bad", at = hit } end
		end, ref = function(update)
		  if update.forced then update:violation("lost " .. #update:lost_commits()) end
		end }
	END
	commit 'ABC-1 decide'
	plant
	server_config writ.source refs/heads/main:docs/adr
	server_config writ.mode observe
	in_server 1 "$WRIT" ledger reconcile
}

# What was new then is new again, though refs reach it now; decisions are those of then, and so are
# the branches that pushes stood on.
pushes_are_judged_as_they_were()
{
	governed
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	branch topic && change 'BAD\n' && change 'BAD\nBAD\n'
	push_accepted origin topic
	change 'good\n' && git tag -a -m 'a tag' v1
	push_accepted origin topic v1
	git checkout -q main && change 'good\n'
	merge --no-ff -m 'ABC-3 merge' topic
	push_accepted origin main:alias
	sed -i s/BAD/good/ docs/adr/0001-x.md && commit 'ABC-4 decide otherwise'
	push_accepted origin main
	git checkout -q topic && git reset -q --hard HEAD~2 && change 'good\n'
	push_accepted origin +topic:topic
	push_accepted origin topic:other
	push_accepted origin :topic :v1
	git checkout -q main && change 'BAD\n'
	push_accepted origin main
	[ "$(grep -c '"message":"bad"' "$LEDGER")" -eq 2 ] || fail 'not two pushes were found to be bad'
	grep -q '"message":"lost 2"' "$LEDGER" || fail 'no commits were lost'
	replayed 0 8 0 0 ': sound$'
}
scenario 0 pushes_are_judged_as_they_were

# chain() of somebody who can write all of the ledger is sound, and what he says is not so.
altered_verdict_differs()
{
	governed
	change 'BAD\n'
	push_accepted origin main
	change 'more\n'
	push_accepted origin main
	replayed 0 2 0 0
	ledger_changed 'r = json.loads(lines[1]); v = r["verdict"]; v["violations"] = []; v["verdict"] = "accept"; v["decisions"][0]["result"] = "passed"; lines[1] = forge(lines[1], verdict=v); chain()'
	sound
	replayed 1 1 1 0 ':2: judged again, it differs$' \
		'^  decisions: [{].*"result":"passed".* on record$' \
		'^  decisions: [{].*"result":"violated".* now$' \
		'^  verdict: "accept" on record$' '^  verdict: "reject" now$' \
		'^  violations: [{].*"message":"bad".* now$'
	in_server 1 "$WRIT" ledger verify --replay --commit "$(id main~1)"
	in_server 0 "$WRIT" ledger verify --replay --since 2999-01-01
	says '^  0 verdicts are the same'
	in_server 2 "$WRIT" ledger verify --since 2999-01-01
	says 'only with --replay'
	ledger_changed 'lines[1] = lines[1].replace("accept", "reject")'
	in_server 1 "$WRIT" ledger verify --replay
	says 'tampered'
	says_not 'judged again'
}
scenario 0 altered_verdict_differs

# A record can be of commits that another push has brought since.
other_value_of_a_move_differs()
{
	governed
	change 'good\n' && change 'BAD\n' && change 'good\n'
	push_accepted origin main
	ledger_changed 'r = json.loads(lines[1]); a = r["refs"][0]["old"]; b = "'"$(id main~1)"'"; r["refs"][0]["old"] = b; r["verdict"]["updates"][0]["old"] = b; lines[1] = forge(lines[1], refs=r["refs"], verdict=r["verdict"]); lines[2] = lines[2].replace(a, b); chain()'
	replayed 1 0 1 0 '^  commits: 3 on record$' '^  commits: 1 now$'
}
scenario 0 other_value_of_a_move_differs

what_is_gone_cannot_be_judged_again()
{
	recorded
	three_pushes
	replayed 4 2 0 1 ':3: cannot be judged again: refs/heads/main: object [0-9a-f]{40} is not there any more; the push was rejected$'
	decision "$DECISIONS/0009-new.md" <<-'END'
		return { file = function() end }
	END
	replayed 4 0 0 3 ':1: cannot be judged again: the decisions of a folder are not those of then$'
	rm -r "$DECISIONS"
	replayed 4 0 0 3 ':1: cannot be judged again: writ.source .*decisions'
	server_config writ.source "$T/nothing"
	change 'more\n'
	push_rejected origin main
	replayed 4 0 0 4 ':6: cannot be judged again: it had no verdict$'
}
scenario 0 what_is_gone_cannot_be_judged_again

# Nobody knows when a ref moved past the hook: a verdict that hangs on it accuses nobody.
moves_past_the_hook_accuse_nobody()
{
	recorded
	branch side && change 'BAD\n'
	git -C "$SERVER" fetch -q "$T/client" side:refs/heads/hand
	push_accepted origin side
	replayed 0 1 0 0 ': sound$'
	in_server 1 "$WRIT" ledger reconcile
	replayed 4 0 0 1 ':1: cannot be judged again: which value it had then is not on record: refs/heads/hand$'
	git checkout -q main && change 'fine\n'
	push_accepted origin main
	git -C "$SERVER" fetch -q "$T/client" main:refs/heads/later
	replayed 4 0 0 2 ':4: cannot be judged again: .* not on record: refs/heads/later$'
}
scenario 0 moves_past_the_hook_accuse_nobody

# What a verdict let and git refused then has not happened.
move_that_git_refused_is_none()
{
	recorded
	push_accepted origin main
	server_config receive.denyDeletes true
	server_config receive.denyNonFastForwards true
	! git push -q origin :main >"$OUT" 2>&1 || fail 'deleted'
	says 'deletion prohibited'
	change 'fine\n' && push_accepted origin main
	! git push -q origin +main~1:main >"$OUT" 2>&1 || fail 'moved back'
	change 'fine\n' && push_accepted origin main
	replayed 0 5 0 0 ': sound$'
}
scenario 0 move_that_git_refused_is_none

# A ref that pushes move, too, may have been elsewhere meanwhile.
ref_that_was_moved_by_hand_is_no_witness()
{
	recorded
	push_accepted origin main
	branch side && change 'fine\n'
	git -C "$SERVER" fetch -q "$T/client" +side:refs/heads/main
	push_accepted origin side
	replayed 4 1 0 1 'which value it had then is not on record: refs/heads/main$'
}
scenario 0 ref_that_was_moved_by_hand_is_no_witness

# What a gap finds where a push has led to is no move.
refs_older_than_the_ledger_are_judged_again()
{
	recorded
	_ledger=$(git -C "$SERVER" config writ.ledger)
	git -C "$SERVER" config --unset writ.ledger
	push_accepted origin main
	server_config writ.ledger "$_ledger"
	change 'fine\n' && push_accepted origin main
	push_accepted origin main~1:refs/heads/old
	replayed 0 2 0 0 ': sound$'
	in_server 1 "$WRIT" ledger reconcile
	replayed 0 2 0 0 ': sound$'
}
scenario 0 refs_older_than_the_ledger_are_judged_again

what_is_not_on_record_is_no_difference()
{
	recorded
	server_config writ.user-variable PUSHER
	server_config receive.advertisePushOptions true
	server_config writ.mode observe
	decision "$DECISIONS/0009-x.md" <<-'END'
		return { ref = function(update)
		  if push.user ~= "zoe" or #push.options > 0 then update:violation("not zoe, or with options") end
		end }
	END
	PUSHER=zoe push_accepted origin main
	PUSHER=other push_accepted origin main:other
	PUSHER=zoe push_accepted -o x origin main:options
	replayed 4 2 0 1 ':5: cannot be judged again: its push options are not on record$'
	server_config writ.builtin.WRIT-REF off
	replayed 4 0 0 3 ':1: cannot be judged again: the configuration is not that of then$'
	server_config --unset writ.builtin.WRIT-REF
	server_config gc.auto 7
	sed -i 1d "$LEDGER.salts"
	replayed 4 1 0 2 ':1: cannot be judged again: the name of its pusher was erased$'
	ledger_changed 'r = json.loads(lines[0]); r["verdict"]["writ"] = "0.0.9"; lines[0] = forge(lines[0], verdict=r["verdict"], repository="/nowhere"); r = json.loads(lines[4]); del r["inputs"]; lines[4] = json.dumps(r, sort_keys=True, separators=(",", ":")) + "\n"; chain()'
	replayed 4 1 0 2 ':1: cannot be judged again: it is of another repository$' \
		':5: cannot be judged again: it does not say what it depends on$'
}
scenario 0 what_is_not_on_record_is_no_difference

# Without post-receive, what happened is seen from what came next.
ledger_without_effects_is_judged_again()
{
	governed
	rm "$SERVER/hooks/post-receive"
	branch topic && change 'BAD\n'
	push_accepted origin topic
	git checkout -q main && merge --no-ff -m 'ABC-3 merge' topic
	push_accepted origin main
	push_accepted origin :topic
	replayed 0 3 0 0
}
scenario 0 ledger_without_effects_is_judged_again

finish
