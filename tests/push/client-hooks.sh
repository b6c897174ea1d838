#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# The hooks of a work tree say what the server will say.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# with_hook NAME...: these of hooks/client in the client, and writ within reach.
with_hook()
{
	server S M
	mkdir -p "$T/bin" && ln -s "$WRIT" "$T/bin/writ"
	PATH=$T/bin:$PATH
	git config writ.source "$DECISIONS"
	put a 'fine\n' && commit 'ABC-1 begin' && push_accepted origin HEAD:main
	git fetch -q origin
	git branch -q -u origin/main
	for _hook; do
		cp "$srcdir/hooks/client/$_hook" .git/hooks/
	done
}

# hooked COMMAND...: a command of git that runs a hook; its status and what it said.
hooked()
{
	status=0
	"$@" >"$OUT" 2>&1 || status=$?
	no_crash
}

pre_commit_judges_what_is_staged()
{
	with_hook pre-commit
	put a 'fine\nBAD\n' && git add a && put a 'fine\n'
	hooked git commit -q -m 'no ticket'
	[ "$status" -eq 1 ] || fail "exit $status"
	blames ADR-0002 'a:2:1'
	blames_not ADR-0003
	git add a && hooked git commit -q --allow-empty -m 'no ticket'
	[ "$status" -eq 0 ] || fail "exit $status"
}
scenario 34 pre_commit_judges_what_is_staged

commit_msg_judges_the_message_as_well()
{
	with_hook commit-msg
	put a 'BAD\n' && git add a
	hooked git commit -q -m 'no ticket'
	[ "$status" -eq 1 ] || fail "exit $status"
	blames ADR-0002 'a:1:1'
	blames ADR-0003
	put a 'good\n' && git add a && hooked git commit -q -m 'ABC-2 ticket'
	[ "$status" -eq 0 ] || fail "exit $status"
	push_accepted origin HEAD:main
}
scenario 34 commit_msg_judges_the_message_as_well

# blocks FILE: the violations that it tells of, however the lines begin.
blocks()
{
	sed -e 's/^remote: //' -e 's/ *$//' "$1" | sed -n '/^error\[/,/^hint/p' | grep -v '^hint'
}

pre_push_says_what_the_server_says()
{
	with_hook pre-push
	put a 'BAD\n' && commit 'no ticket' && git tag -a -m t v1 && git branch other
	for refs in 'HEAD:main' 'HEAD:refs/heads/new' 'v1' 'HEAD:main other v1'; do
		# shellcheck disable=SC2086 # a list
		hooked git push origin $refs
		[ "$status" -ne 0 ] || fail "accepted: $refs"
		says_not 'remote:' # the hook of the work tree was first
		blocks "$OUT" | sort -u >"$T/here"
		mv .git/hooks/pre-push "$T/aside"
		# shellcheck disable=SC2086 # a list
		push_rejected origin $refs
		mv "$T/aside" .git/hooks/pre-push
		blocks "$OUT" | sort -u >"$T/there"
		[ -s "$T/here" ] || fail 'the hook says nothing'
		case $refs in *' '*) continue ;; esac # each ref by itself here, all together there
		cmp -s "$T/here" "$T/there" || fail "$refs: $(diff "$T/here" "$T/there")"
	done
	hooked git push -q origin HEAD~1:refs/heads/fine
	[ "$status" -eq 0 ] || fail "exit $status"
	hooked git push -q origin :fine
	[ "$status" -eq 0 ] || fail "a deletion: exit $status"
}
scenario 34 pre_push_says_what_the_server_says

finish
