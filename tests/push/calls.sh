#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What workers ask of the kernel once they are confined: nothing but what src/sandbox/seccomp.c grants,
# over pushes of every kind. The log of this test lists which grants were used.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

if ! strace -f -o /dev/null true 2>/dev/null; then
	echo '1..0 # SKIP strace is not installed, or may not trace here'
	exit 0
fi
case $("$WRIT" --version) in
*sanitizers*)
	echo '1..0 # SKIP a build without walls'
	exit 0
	;;
esac

granted()
{
	sed -n 's/^.*{ SYS_\([a-z0-9_]*\), .*$/\1/p' "$srcdir/src/sandbox/seccomp.c" | sort -u
}

# traced COMMAND: a hook or command of writ, with a trace of its own.
traced()
{
	echo "strace -f -qq -e signal=none -o '$T'/trace.\$\$.\$(date +%N) $1"
}

# The calls of each process behind the one that confined it, once each.
calls_of_workers()
{
	awk '{
		call = $2
		sub(/\(.*/, "", call)
		if ($0 ~ / <\.\.\. /) next
		if (confined[$1] && call ~ /^[a-z]/) seen[call] = 1
		if ($0 ~ /seccomp\(SECCOMP_SET_MODE_FILTER/) { confined[$1] = 1; workers++ }
	}
	END { for (call in seen) print call; if (workers < 2) print "too-few-workers" }' "$@" | sort -u
}

pushes()
{
	server S M Z
	server_config --add writ.source "more=$T/more"
	server_config --add writ.source own=refs/heads/main:docs/adr
	server_config writ.bootstrap true
	decision "$T/more/0001-reads.md" 'refs: ["refs/**"]' 'judge: [commits, result]' <<'END'
return {
  file = function(f) if #f:added() > 1e6 or f:content() == "" or f.size < 0 then f:violation "odd" end end,
  deleted = function(f) if #f:removed() < 0 then f:violation "odd" end end,
  commit = function(c) if c.message == "" or c.author.name == "" then c:violation "odd" end end,
  tree = function(t) for f in t:files("**") do if t:base():file(f.path) and not f:content() then t:violation "odd" end end end,
  ref = function(u) if #u:commits() < 0 or u.forced and #u:lost_commits() < 0 then u:violation "odd" end end,
}
END
	decision docs/adr/0001-own.md <<'END'
return { file = function(f) for h in f:find("EVIL", { added = true }) do f:violation { at = h, message = "bad" } end end }
END
	hook pre-receive "exec $(traced "'$WRIT' pre-receive")"
	put a 'fine\n' && commit 'ABC-1 begin'
	push_accepted origin main
	hook pre-receive "exec $(traced "'$WRIT' pre-receive")"
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	hook pre-receive "exec $(traced "'$WRIT' pre-receive")"
	git reset -q --hard HEAD~1
	branch topic && put c 'x\n' && commit 'ABC-3 c' && git checkout -q main && put d 'y\n' && commit 'ABC-4 d'
	merge --no-edit -m 'ABC-5 merge' topic
	git tag -a -m tag v1
	push_accepted origin main topic v1
	git -C "$SERVER" repack -adq && git -C "$SERVER" pack-refs --all
	hook pre-receive "exec $(traced "'$WRIT' pre-receive")"
	_file=0
	mkdir many
	while [ "$_file" -lt 2200 ]; do
		echo "$_file" >"many/$_file"
		_file=$((_file + 1))
	done
	commit 'ABC-6 many'
	push_accepted origin main
	hook pre-receive "exec $(traced "'$WRIT' pre-receive")"
	push_accepted -f origin main~1:main :topic
	server_config --unset-all writ.source
	server_config writ.source "$DECISIONS"
	rm "$SERVER/hooks/pre-receive"
	hook update "exec $(traced "'$WRIT' update \"\$@\"")"
	push_accepted origin main
	git config writ.source "$DECISIONS"
	eval "$(traced "'$WRIT' check --worktree")"
	eval "$(traced "'$WRIT' compile '$DECISIONS'")" >/dev/null
}

confined_workers_make_granted_calls_only()
{
	pushes
	calls_of_workers "$T"/trace.* >"$T/made"
	granted >"$T/granted"
	_more=$(comm -23 "$T/made" "$T/granted")
	[ -z "$_more" ] || fail "not granted: $_more"
	[ "$(wc -l <"$T/made")" -gt 5 ] || fail 'next to nothing was seen'
	echo "used:   $(comm -12 "$T/made" "$T/granted" | tr '\n' ' ')"
	echo "unused: $(comm -13 "$T/made" "$T/granted" | tr '\n' ' ')"
}
scenario 35 confined_workers_make_granted_calls_only

finish
