#!/bin/sh
# docs/approvals.md, followed to the letter.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

if ! command -v ssh-keygen >/dev/null; then
	echo '1..0 # SKIP ssh-keygen is not installed'
	exit 0
fi

# The commands of a page: what stands between fences of `sh`. Where one begins with `!` it has to fail,
# which set -e does not see to.
commands()
{
	awk '
		fence && $0 == fence { fence = ""; next }
		fence { print; next }
		/^```+sh$/ { fence = substr($0, 1, length($0) - 2) }
	' "$1" | sed 's/^! \(.*\)/if \1; then echo "not refused: \1"; exit 1; fi/'
}

approvals_work_as_they_are_told()
{
	mkdir "$T/bin" "$T/walk"
	ln -s "$WRIT" "$T/bin/writ"
	commands "$srcdir/docs/approvals.md" >"$T/walk.sh"
	[ "$(grep -c 'not refused' "$T/walk.sh")" -eq 2 ] || fail 'two refusals were expected'
	(
		cd "$T/walk"
		PATH=$T/bin:$PATH sh -e ../walk.sh
	) >"$OUT" 2>&1 || fail "exit $?"
	[ "$(grep -c 'error\[WRIT-OWNERS\]' "$OUT")" -eq 2 ] || fail 'not refused twice'
	says '^loosens   ADR-0001: no longer in its scope: '
	tells '2 of alice@example.org, bob@example.org and carol@example.org have to approve; none' \
		'the change of decisions is approved by bob@example.org and'
}
scenario 33 approvals_work_as_they_are_told

finish
