#!/bin/sh
# shellcheck disable=SC2086,SC2119 # lists, no arguments
# Whatever ends a worker or the hook, whenever: a push that is to be rejected never gets in, and
# nobody is left behind. KILLS=1000 for as many times.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

: "${KILLS:=16}"

# Many files, so that many workers judge, one that is bad, and a decision that takes its time.
large_bad_push()
{
	server S
	decision "$DECISIONS/0001-slow.md" <<'END'
return { ref = function() for _ = 1, 80000000 do end end }
END
	server_config writ.limit.deadline 3
	server_config writ.limit.workers 3
	hook pre-receive "echo \$\$ >'$T/hook'; exec '$WRIT' pre-receive"
	mkdir many
	i=0
	while [ "$i" -lt 2500 ]; do
		echo "line $i" >"many/$i"
		i=$((i + 1))
	done
	put many/777 'BAD\n'
	commit 'ABC-1 many'
	push_rejected origin main
	blames ADR-0002 'many/777:1'
}

# milliseconds N MOST: the same ones for the same N.
milliseconds()
{
	awk -v n="$1" -v most="$2" 'BEGIN { srand(n); printf "0.%03d", int(rand() * most) }'
}

# one_of N WORD...
one_of()
{
	shift $(($1 % ($# - 1) + 1))
	echo "$1"
}

hook_is_there()
{
	kill -0 "$_hook" 2>/dev/null && [ "$(cat "/proc/$_hook/comm" 2>/dev/null)" = writ ]
}

# Waits for the hook of a push that runs: its id in $_hook.
hook_awaited()
{
	_tries=0
	until [ -s "$T/hook" ] && _hook=$(cat "$T/hook") && hook_is_there; do
		_tries=$((_tries + 1))
		[ "$_tries" -lt 1000 ] || return 1
		kill -0 "$_push" 2>/dev/null || return 1
		sleep 0.005
	done
}

workers_of_hook()
{
	cat "/proc/$_hook/task/$_hook/children" 2>/dev/null || :
}

# Whether process N ends, or has ended, whoever is to bury it.
ended()
{
	_tries=0
	while grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null; do
		_tries=$((_tries + 1))
		[ "$_tries" -lt 500 ] || return 1
		sleep 0.01
	done
}

# killed N VICTIM SIGNAL: a push whose VICTIM gets SIGNAL at some time; rejected all the same.
killed()
{
	rm -f "$T/hook"
	git push -q origin main >"$OUT" 2>&1 &
	_push=$!
	_status=0
	if hook_awaited; then
		sleep "$(milliseconds "$1" 200)"
		_left=$(workers_of_hook)
		case $2 in
		worker) _victim=$(one_of "$1" $_left x) ;;
		hook) _victim=$_hook ;;
		esac
		kill "-$3" "$_victim" 2>/dev/null || late=$((late + 1))
	fi
	wait "$_push" || _status=$?
	[ "$_status" -ne 0 ] || fail "accepted: $*"
	refs_unmoved
	says 'pre-receive hook declined|many/777:1|died of signal'
	if ! grep -q 'many/777:1' "$OUT"; then
		cut_short=$((cut_short + 1))
	fi
	for _worker in $_left; do
		ended "$_worker" || fail "worker $_worker is left: $*"
	done
}

pushes_whose_workers_are_killed_are_rejected()
{
	[ -r /proc/self/task/self/children ] || [ -r "/proc/$$/task/$$/children" ] ||
		skip 'no list of children in /proc'
	large_bad_push
	late=0 cut_short=0 i=0
	while [ "$i" -lt "$KILLS" ]; do
		i=$((i + 1))
		# A hook that is stopped can only be waited for; a worker that is, ends by the deadline.
		if [ "$((i % 4))" -eq 0 ]; then
			killed "$i" hook "$(one_of "$((i / 4))" KILL SEGV TERM ABRT)"
		else
			killed "$i" worker "$(one_of "$((i / 4))" KILL SEGV TERM KILL BUS ABRT KILL STOP)"
		fi
	done
	echo "# $i pushes: $cut_short cut short, $late too late"
	[ "$cut_short" -gt "$((KILLS / 4))" ] || fail 'few signals came in time'
	server_unchanged
}
scenario 30 pushes_whose_workers_are_killed_are_rejected

finish
