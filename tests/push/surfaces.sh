#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# Every surface gives one verdict: random pushes through the pre-receive hook, through the update hook, by
# `writ check` in the pusher's clone and in one of the server, and over MCP. RUNS=N tries so many, FROM=N others;
# REPOSITORY=DIR COMMITS=N takes the last N steps of a real history instead.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"
: "${RUNS:=16}" "${FROM:=7}" "${COMMITS:=500}"

# any N: a number below N.
any()
{
	SEED=$(((SEED * 1103515245 + 12345) % 2147483648))
	any=$((SEED / 65536 % $1))
}

one_of()
{
	any $#
	shift "$any"
	printf %s "$1"
}

# Changes one path at random; some of what comes out breaks S (BAD), P (conf), Z (size).
change()
{
	any 8 && path=$(one_of a b src/a src/b.py conf/x 'blank name' lib/d/e z)
	any 10 && kind=$any
	case $kind in
	0) rm -f "$path" ;;
	1) [ ! -e "$path" ] || { any 3 && mkdir -p moved && mv "$path" "moved/$any"; } ;;
	2) rm -f "$path" && put "$path" '' && rm -f "$path" && ln -s "target$any" "$path" ;;
	3) [ ! -f "$path" ] || chmod +x "$path" ;;
	4) rm -f "$path" && put "$path" 'x\0BAD\n' ;;
	*)
		[ ! -L "$path" ] || rm -f "$path"
		mkdir -p "$(dirname "$path")"
		any 5 && line=$(one_of 'fine' 'BAD line' 'more' 'x BAD' 'last')
		any 9 && printf '%s %s\n' "$line" "$any" >>"$path"
		;;
	esac
}

message()
{
	any 5 && one_of 'ABC-1 fine' 'no ticket' 'ABC-22 more' 'XY-3 again' ''
}

# Some commits on a branch NAME, now and then with a merge.
history()
{
	git checkout -q -B "$1"
	any 4 && n=$any
	while [ "$n" -ge 0 ]; do
		change
		any 4 && { [ "$any" -gt 0 ] || change; }
		commit "$(message)" --allow-empty-message
		n=$((n - 1))
	done
	any 4
	[ "$any" -gt 0 ] || {
		git checkout -q -b side "$1~1" 2>/dev/null || return 0
		put side/file "$(one_of fine BAD)" && commit "$(message)" --allow-empty-message
		git checkout -q "$1" && merge --no-ff -m "$(message)ABC-9 merge" side || git merge --abort
		git branch -q -D side
	}
}

# What the hook or the command said, without what differs on purpose: whose output it is, and hints.
essence()
{
	sed -e 's/^remote: //' -e 's/ *$//' "$1" | sed -n '/^writ: /p;/^note: /p;/^error\[/,/^hint/p' |
		grep -v -e '^hint: ' -e '^$' -e '^To ' -e '^ ! ' || :
}

# through HOOK: pushes to a server of its own that has this hook.
through()
{
	cp -R "$SERVER" "$T/$1.git"
	printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$WRIT" "$1" >"$T/$1.git/hooks/$1"
	chmod +x "$T/$1.git/hooks/$1"
	status=0
	git push "$T/$1.git" "+$2:$3" >"$OUT" 2>&1 || status=$?
	essence "$OUT" >"$T/$1.says"
	printf '%s\n' "$status" >"$T/$1.exit"
}

# Takes the day out of a verdict: it may end between two surfaces.
undated()
{
	sed -i 's/"as_of":"[0-9-]*"/"as_of":""/g' "$1"
}

checks()
{
	status=0
	"$WRIT" check --source "$DECISIONS" --ref "$3" --format json "$1..$2" >"$T/$4.json" 2>"$T/$4.err" || status=$?
	[ "$status" -le 1 ] || fail "check ends with $status: $(cat "$T/$4.err")"
	printf '%s\n' "$status" >"$T/$4.exit"
	undated "$T/$4.json"
	"$WRIT" check --source "$DECISIONS" --ref "$3" "$1..$2" >"$OUT" 2>&1 || :
	essence "$OUT" >"$T/$4.says"
}

# answers NAME: what an agent is told over MCP, of the range OLD..NEW and the ref, holds this verdict.
answers()
{
	printf '%s\n' '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
		"capabilities": {}, "clientInfo": {"name": "surfaces", "version": "1"}}}' |
		tr -d '\n\t' >"$T/asked"
	printf '\n{"jsonrpc": "2.0", "method": "notifications/initialized"}\n' >>"$T/asked"
	printf '{"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "check", "arguments": %s}}\n' \
		"{\"range\": \"$1..$2\", \"ref\": \"$3\"}" >>"$T/asked"
	"$WRIT" mcp --source "$DECISIONS" <"$T/asked" >"$T/mcp.json" 2>"$T/mcp.err" || fail "mcp: $(cat "$T/mcp.err")"
	undated "$T/mcp.json"
	grep -qF -f "$T/$4" "$T/mcp.json" || fail "seed $seed: $4 is not what mcp says: $(cat "$T/mcp.json")"
}

same()
{
	cmp -s "$T/$1" "$T/$2" || fail "seed $seed: $1 is not $2: $(diff "$T/$1" "$T/$2")"
}

# judged BRANCH REF OLD: a push of the branch to the ref, whose value was OLD.
judged()
{
	new=$(id "$1")
	through pre-receive "$1" "$2"
	through update "$1" "$2"
	checks "$3" "$new" "$2" client
	answers "$3" "$new" "$2" client.json
	git clone -q --mirror "$SERVER" "$T/mirror.git"
	git push -q "$T/mirror.git" "$new:refs/pushed/x"
	git -C "$T/mirror.git" update-ref -d refs/pushed/x
	(cd "$T/mirror.git" && checks "$3" "$new" "$2" server)
	same pre-receive.exit update.exit
	same pre-receive.exit client.exit
	same pre-receive.exit server.exit
	same pre-receive.says update.says
	same pre-receive.says client.says
	same client.json server.json
	rm -rf "$T/pre-receive.git" "$T/update.git" "$T/mirror.git"
}

random_push()
{
	history work
	git push -q "$SERVER" '+work~1:refs/heads/main' 2>/dev/null || git push -q "$SERVER" '+work:refs/heads/main'
	git fetch -q origin '+refs/heads/*:refs/remotes/origin/*'
	old=$(git rev-parse origin/main)
	history work
	any 3
	case $any in
	0) git reset -q --hard origin/main && history work ;;
	esac
	[ "$(id work)" != "$old" ] || return 0
	judged work refs/heads/main "$old"
}

surfaces_agree()
{
	git init -q --bare -b main "$SERVER"
	quiet_server
	decisions S P M Z N
	git -C "$SERVER" config writ.source "$DECISIONS"
	git config core.fileMode true
	i=0 accepted=0
	while [ "$i" -lt "$RUNS" ]; do
		i=$((i + 1))
		SEED=$((FROM * 1000 + i))
		seed=$SEED
		random_push
		[ "$(cat "$T/client.exit")" -ne 0 ] || accepted=$((accepted + 1))
	done
	echo "$accepted of $i accepted"
	[ "$accepted" -gt 0 ] && [ "$accepted" -lt "$i" ] || fail "of $i pushes $accepted were accepted: nothing was compared"
}
scenario 34 surfaces_agree

# Each step of the first parents is a push of its own, to servers that share the objects.
surfaces_agree_on_a_real_history()
{
	[ -n "${REPOSITORY:-}" ] || skip 'REPOSITORY names none'
	git clone -q --bare --shared "$REPOSITORY" "$SERVER"
	quiet_server
	decisions S P M Z N
	git -C "$SERVER" config writ.source "$DECISIONS"
	echo "$SERVER/objects" >.git/objects/info/alternates
	git -C "$SERVER" rev-list --first-parent -n "$COMMITS" HEAD >"$T/steps"
	git -C "$SERVER" for-each-ref --format='delete %(refname)' | git -C "$SERVER" update-ref --stdin
	while read -r new; do
		seed=$new
		old=$(git rev-parse -q --verify "$new~1") || break
		git branch -q -f work "$new"
		git -C "$SERVER" update-ref refs/heads/main "$old"
		git update-ref refs/remotes/origin/main "$old"
		judged work refs/heads/main "$old"
	done <"$T/steps"
}
scenario 34 surfaces_agree_on_a_real_history

finish
