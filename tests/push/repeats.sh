#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# The same push gives the same bytes, on one processor and on several, with few workers and with many.
# RUNS=200 for as many times; REPOSITORY=DIR for the last 2,000 commits of a bare one, which is set
# back by them.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

: "${RUNS:=12}"

# Enough of everything for several workers: violations of commits, files, trees and refs, a policy
# that spends its limit, and one that fails.
busy_decisions()
{
	decisions S M Z
	decision "$DECISIONS/0011-spends.md" <<'END'
return { file = function(file) local n = 0 while true do n = n + #file.path end end }
END
	decision "$DECISIONS/0012-fails.md" <<'END'
return { file = function(file) if file.path:find("7") then error("no sevens") end end }
END
	decision "$DECISIONS/0013-tells.md" 'level: advisory' <<'END'
local seen = {}
return {
  file = function(file) seen[#seen + 1] = file.path if #seen % 50 == 0 then file:violation(table.concat(seen, " "):sub(1, 200)) end end,
  tree = function(tree) tree:violation { message = "tree of " .. #tree:changes() } end,
}
END
	server_config writ.limit.instructions 2000
}

generated_push()
{
	server
	busy_decisions
	for _round in 1 2 3; do
		mkdir -p "d$_round"
		_file=0
		while [ "$_file" -lt 800 ]; do
			printf 'line %s\n%s\n' "$_file" BAD >"d$_round/$_file"
			_file=$((_file + 13 - _round))
			printf 'x\n' >"d$_round/x$_file"
		done
		commit "ABC-$_round round"
	done
	_file=0
	while [ "$_file" -lt 2000 ]; do
		echo "$_file" >"d1/y$_file"
		_file=$((_file + 1))
	done
	commit 'without a ticket'
	git -C "$SERVER" fetch -q "$T/client" main
	printf '%s %s refs/heads/main\n' "$zero" "$(id main)" >"$T/lines"
}

given_push()
{
	SERVER=$REPOSITORY
	busy_decisions
	_tip=$(git -C "$SERVER" rev-parse HEAD)
	_branch=$(git -C "$SERVER" symbolic-ref HEAD)
	git -C "$SERVER" update-ref "$_branch" "$_tip~2000"
	printf '%s %s %s\n' "$(server_id "$_branch")" "$_tip" "$_branch" >"$T/lines"
	server_config writ.source "$DECISIONS"
}

# judged PREFIX...: the hook by way of PREFIX; its text in $T/text, with how it ended.
judged()
{
	_status=0
	(cd "$SERVER" && GIT_DIR=. exec "$@" "$WRIT" pre-receive) <"$T/lines" >"$T/text" 2>&1 || _status=$?
	echo "status $_status" >>"$T/text"
}

pinned()
{
	command -v taskset >/dev/null || set -- none
	case $1 in
	one) echo taskset -c 0 ;;
	*) echo env ;;
	esac
}

repeats_are_equal()
{
	if [ -n "$REPOSITORY" ]; then given_push; else generated_push; fi
	_run=0
	while [ "$_run" -lt "$RUNS" ]; do
		_run=$((_run + 1))
		git -C "$SERVER" config writ.limit.workers "$((_run % 5))"
		if [ "$((_run % 2))" -eq 0 ]; then _on=one; else _on=all; fi
		# shellcheck disable=SC2046 # words
		judged $(pinned "$_on")
		[ "$_run" -gt 1 ] || cp "$T/text" "$T/first"
		cmp -s "$T/first" "$T/text" ||
			fail "run $_run differs: $(diff "$T/first" "$T/text" | head -20)"
	done
	grep -q 'status 1' "$T/first" || fail "no rejection: $(tail -5 "$T/first")"
	grep -q 'ADR-0011.*spent\|spent its limit' "$T/first" || fail 'nothing was spent'
	! grep -q 'could not judge this push' "$T/first" || fail 'no verdict'
	echo "# $RUNS runs, $(cksum <"$T/first")"
}
scenario 35 repeats_are_equal

finish
