#!/bin/sh
# shellcheck disable=SC2086,SC2119 # lists, no arguments
# The hostile policies, through real pushes: none gets through, crashes, needs the clock to end it, or
# makes another decision's violation go unsaid; and every push says the same, byte for byte.
#
# In `make check` all of them stand in one source, with an honest one beside it. With MATRIX=1 each
# also judges a push of its own, and the whole is done again as an ordinary user, without address
# randomisation, without AVX2 and FMA, and on a busy machine.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

policies=$srcdir/tests/attack/policies
nobody=65534
tunables=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F,-AVX512VL,-AVX
busy=

# wrapped FILE ARGUMENT: the policy as a decision: its `check` is called for each file, and what it
# returns is told.
wrapped()
{
	printf 'local function chunk(...) '
	cat "$1"
	printf '\nend\nlocal attack = chunk(%s).check\n' "$2"
	cat <<'END'
return { file = function(o) local r = attack(o) o:violation { message = tostring(r):sub(1, 300) } end }
END
}

# corpus FOLDER FILE...: two decisions for each policy: it attacks when called, and when loaded. One
# that does not even compile attacks whoever compiles it.
corpus()
{
	_folder=$1
	shift
	_number=1000
	for _policy; do
		_number=$((_number + 2))
		compiles "$_policy" || continue
		wrapped "$_policy" "'check'" | decision "$_folder/$_number-called.md"
		wrapped "$_policy" | decision "$_folder/$((_number + 1))-loaded.md"
	done
}

# One that fails when it is loaded fails by itself; one that is no Lua would keep all from judging.
compiles()
{
	rm -rf "$T/alone"
	wrapped "$1" | decision "$T/alone/0001-alone.md"
	"$WRIT" compile "$T/alone" >"$T/compiled" 2>&1 || :
	! grep -q 'the policy does not compile' "$T/compiled"
}

# ground NAME: a server and a client for one way of pushing, judged by the decisions of $T.
ground()
{
	SERVER=$T/$1/server.git
	mkdir -p "$T/$1"
	server
	server_config writ.source "honest=$T/honest"
	server_config --add writ.source "hostile=$T/hostile"
	server_config writ.limit.deadline 5
	hook pre-receive "echo \"tunables:\$GLIBC_TUNABLES\" >'$T/$1/tunables'; exec '$WRIT' pre-receive"
	git clone -q "$T/client" "$T/$1/client" 2>/dev/null
	OUT=$T/$1/out
	CLIENT=$T/$1/client
}

# pushed COMMAND...: pushes by way of COMMAND; what the hook said is in $OUT.
pushed()
{
	status=0
	"$@" git -C "$CLIENT" push -q "$SERVER" main >"$OUT.all" 2>&1 || status=$?
	sed -n 's/^remote: //p' "$OUT.all" | sed 's/ *$//' >"$OUT"
	[ "$status" -ne 0 ] || fail 'accepted'
	says 'BAD|violation'
	says_not PWNED
	no_crash
	says_not 'writ could not judge|deadline|signal [0-9]'
}

same_as_before()
{
	[ -s "$T/first" ] || cp "$OUT" "$T/first"
	cmp -s "$T/first" "$OUT" || fail "differs: $(diff "$T/first" "$OUT" | head -20)"
}

prepare()
{
	mkdir -p "$T/honest"
	cp "$push_dir/decisions/S/"*.md "$T/honest/"
	put a 'BAD\n'
	commit 'ABC-1 begin'
	chmod -R a+rX "$T"
}

all_policies_judge_one_push()
{
	prepare
	corpus "$T/hostile" "$policies"/*.lua
	ground plain
	server_config writ.limit.instructions 5000
	server_config writ.limit.deadline 120
	for _time in 1 2; do
		pushed
		blames honest/ADR-0002 'a:1'
		same_as_before
	done
}
scenario 35 all_policies_judge_one_push

# -- The matrix: each alone, in every way

ways_of_pushing()
{
	compiles "$1" || return 0
	prepare
	corpus "$T/hostile" "$1"
	for _way in plain plain as_user without_randomisation without_vectors busily; do
		[ -d "$T/$_way" ] || ground "$_way"
		SERVER=$T/$_way/server.git CLIENT=$T/$_way/client OUT=$T/$_way/out
		$_way
		blames honest/ADR-0002 'a:1'
		same_as_before
	done
}

plain()
{
	pushed
}

as_user()
{
	[ "$(command id -u)" -eq 0 ] || return 0
	chown -R $nobody "$T/as_user"
	pushed setpriv --reuid $nobody --regid $nobody --clear-groups env HOME=/nonexistent
}

without_randomisation()
{
	pushed setarch -R
}

without_vectors()
{
	pushed env GLIBC_TUNABLES=$tunables
	grep -q AVX2 "$T/without_vectors/tunables" || fail 'the hook has its vectors'
}

busily()
{
	server_config writ.limit.deadline 60
	for _loop in 1 2 3 4; do
		sh -c 'while :; do :; done' &
		busy="$busy $!"
	done
	trap 'kill $busy' EXIT
	pushed
	kill $busy
	trap - EXIT
}

if [ -n "$MATRIX" ]; then
	chmod a+rx "$TMP"
	for policy in "$policies"/*.lua; do
		name=$(basename "$policy" .lua | tr -- '-' '_')
		eval "attack_$name() { ways_of_pushing '$policy'; }"
		scenario 35 "attack_$name"
	done
fi

finish
