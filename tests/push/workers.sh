#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# Who judges: each source of decisions has workers of its own, and what its policies do to them is
# nobody else's matter.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# An answer of more bytes than the server takes, from the first file on.
flood()
{
	decision "$1" <<'END'
return {
  file = function(file)
    for i = 1, 2000 do
      file:violation { message = "x" .. i .. ("y"):rep(900), line = 1 }
    end
  end,
}
END
}

# two_sources DECISIONS...: these of the server's folder, and another, which floods.
two_sources()
{
	server "$@"
	server_config writ.source "org=$DECISIONS"
	server_config --add writ.source "own=$T/own"
	server_config writ.limit.answer-bytes 1048576
	flood "$T/own/0001-flood.md"
}

source_whose_worker_fails_gives_no_verdict()
{
	two_sources S
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict "decisions of $T/own:"
	says 'nothing is wrong with the commits'
}
scenario 35 source_whose_worker_fails_gives_no_verdict

source_whose_worker_fails_hides_no_violation_of_another()
{
	two_sources S
	put a 'BAD\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict 'answer-bytes'
	blames org/ADR-0002 'a:1'
	says 'the violations are yours'
	says_not 'nothing is wrong with the commits'
}
scenario 35 source_whose_worker_fails_hides_no_violation_of_another

failed_source_is_an_error_of_each_of_its_decisions()
{
	two_sources S
	put a 'BAD\n' && commit 'ABC-1 begin'
	git config writ.limit.answer-bytes 1048576
	git config writ.source "org=$DECISIONS"
	git config --add writ.source "own=$T/own"
	status=0
	"$WRIT" check --ref main --format json HEAD >"$OUT" || status=$?
	[ "$status" -eq 3 ] || fail "exit status $status"
	says '"id":"org/ADR-0002","level":"mandatory","result":"violated"' \
		'"id":"own/ADR-0001","level":"mandatory","result":"error"' '"verdict":"none"'
}
scenario 35 failed_source_is_an_error_of_each_of_its_decisions

# What the planning worker found out about the updates reaches whoever judges, however large.
updates_of_a_large_push_are_known_to_each_worker()
{
	server
	decision "$DECISIONS/0001-sees-the-push.md" <<'END'
return {
  file = function(file)
    local tree = push.updates[1]:tree()
    if not tree:file(file.path) then
      file:violation "not in the tree of its push"
    end
  end,
}
END
	mkdir many
	i=0
	while [ "$i" -lt 2500 ]; do
		echo "$i" >"many/$i"
		i=$((i + 1))
	done
	commit 'ABC-1 many'
	push_accepted origin main
}
scenario 36 updates_of_a_large_push_are_known_to_each_worker

# Which tasks one worker does is no part of a verdict: each pays for the policy that it loads.
policy_that_costs_to_load_is_the_same_for_any_number_of_workers()
{
	decision "$DECISIONS/0001-load.md" <<-'END'
		local sum = 0
		for i = 1, 9000000 do sum = sum + 1 end
		local policy = require "writ.rules".forbid_import { modules = { "evil.thing", "a.b", "c.d" } }
		policy.deleted = function(file) end
		return policy
	END
	mkdir few
	for _n in $(seq 2100); do echo x >"few/$_n.txt"; done
	for _n in $(seq 7); do seq -f 'import mod%g.x' 20000 >"heavy$_n.py"; done
	commit 'a large tree'
	git config writ.limit.instructions 18100
	for _n in 1 2 8; do
		git config writ.limit.workers "$_n"
		"$WRIT" check --source "$DECISIONS" --ref refs/heads/main --format json --tree HEAD \
			>"$T/by-$_n" 2>"$OUT" || :
		[ -s "$T/by-$_n" ] || fail "nothing by $_n workers"
		cmp -s "$T/by-1" "$T/by-$_n" || fail "$_n workers judge otherwise than one"
	done
}
scenario 36 policy_that_costs_to_load_is_the_same_for_any_number_of_workers

finish
