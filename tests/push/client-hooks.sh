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

# call TOOL INPUT: an agent is about to use a tool; 2 keeps it from that, and tells it why.
call()
{
	status=0
	printf '{"hook_event_name": "PreToolUse", "tool_name": "%s", "tool_input": %s}' "$1" "$2" |
		"$srcdir/hooks/client/claude-code" >"$OUT" 2>&1 || status=$?
	[ "$status" -eq "$3" ] || fail "exit $status, not $3"
}

an_agent_is_told_before_it_writes()
{
	command -v jq >/dev/null || skip 'no jq'
	with_hook
	here=$(pwd)
	call Write "{\"file_path\": \"$here/b\", \"content\": \"x\\nBAD\\n\"}" 2
	blames ADR-0002 'b:2:1'
	[ ! -e b ] || fail 'the hook wrote'
	call Write "{\"file_path\": \"$here/b\", \"content\": \"x\\ny\\n\"}" 0
	put c 'one two one \303\251 two\n' && git add c && commit 'ABC-3 c'
	call Edit "{\"file_path\": \"$here/c\", \"old_string\": \"two\", \"new_string\": \"BAD\"}" 2
	blames ADR-0002 'c:1:5'
	call Edit "{\"file_path\": \"$here/c\", \"old_string\": \"two\", \"new_string\": \"BAD\", \"replace_all\": true}" 2
	tells 'one BAD one'
	call Edit "{\"file_path\": \"$here/c\", \"old_string\": \"none\", \"new_string\": \"BAD\"}" 0
	call MultiEdit "{\"file_path\": \"$here/c\", \"edits\": [{\"old_string\": \"one\", \"new_string\": \"B\"},
		{\"old_string\": \"B two\", \"new_string\": \"BAD\"}]}" 2
	blames ADR-0002 'c:1:1'
	call Bash '{"command": "rm -rf x"}' 0
	call Write 'no json' 0
}
scenario 34 an_agent_is_told_before_it_writes

# Someone who has seen only what writ says can mend it.
an_agent_mends_what_it_was_told()
{
	command -v jq >/dev/null || skip 'no jq'
	with_hook
	sed -i 's/^status: accepted/&\ninstead: Write GOOD where it says BAD./' "$DECISIONS/0002-no-marker.md"
	"$WRIT" context a >"$OUT" 2>&1 || fail "exit $?"
	tells 'ADR-0002' 'Write GOOD where it says BAD'
	call Write "{\"file_path\": \"$(pwd)/a\", \"content\": \"BAD\\n\"}" 2
	tells 'instead: Write GOOD where it says BAD'
	put a 'BAD\n' && commit 'ABC-4 past the hook'
	push_rejected origin HEAD:main
	tells 'instead: Write GOOD where it says BAD'
	word=$(sed -n 's/.*instead: Write \([A-Z]*\) where.*/\1/p' "$OUT" | head -n 1)
	put a "$word\\n" && commit 'ABC-4 as it was told' --amend
	push_accepted origin HEAD:main
}
scenario 34 an_agent_mends_what_it_was_told

# The commands of the page, as the services would run them.
continuous_integration_gives_the_verdict()
{
	with_hook
	branch topic && put a 'BAD\n' && commit 'no ticket'
	GITHUB_BASE_REF=main CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main CHANGE_TARGET=main
	export GITHUB_BASE_REF CI_MERGE_REQUEST_TARGET_BRANCH_NAME CHANGE_TARGET
	sed -n "s/^ *- run: \(writ check .*\)/\1/p; s/^ *- \(writ check .*\)/\1/p; s/^sh '\(writ check .*\)'/\1/p" \
		"$srcdir/docs/everywhere.md" >"$T/commands"
	[ "$(wc -l <"$T/commands")" -eq 3 ] || fail 'three services were expected'
	git checkout -q --detach
	while read -r command; do
		status=0
		sh -c "$command" >"$OUT" 2>&1 </dev/null || status=$?
		[ "$status" -eq 1 ] || fail "$command: exit $status"
	done <"$T/commands"
	grep -q 'no marker\|adds the marker' writ.json || fail 'no report for GitLab'
	grep -q '<testsuite' writ.xml || fail 'no report for Jenkins'
	put a 'good\n' && rm -f writ.json writ.xml && commit 'ABC-5 good' --amend
	while read -r command; do
		sh -c "$command" >"$OUT" 2>&1 </dev/null || fail "$command: exit $?"
	done <"$T/commands"
}
scenario 34 continuous_integration_gives_the_verdict

finish
