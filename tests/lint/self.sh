#!/bin/sh
# The project keeps its own decisions: the tree at HEAD is judged by docs/adr. TAP on standard output.
set -u
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${WRIT:=$srcdir/build/src/cli/writ}"

if [ ! -e "$srcdir/.git" ] || ! git -C "$srcdir" rev-parse --verify -q HEAD >/dev/null; then
	echo '1..0 # SKIP no history here'
	exit 0
fi
log=$(mktemp "${TMPDIR:-/tmp}/writ-self.XXXXXX") || exit 99
trap 'rm -f "$log"' EXIT

echo 1..2
failed=0

# expect N NAME COMMAND...: the command passes; what it says is shown when it does not.
expect()
{
	number=$1 name=$2
	shift 2
	if "$@" >"$log" 2>&1; then
		echo "ok $number - $name"
	else
		failed=1
		echo "not ok $number - $name"
		sed 's/^/# /' "$log"
	fi
}

cd "$srcdir" || exit 99
expect 1 'docs/adr compiles' "$WRIT" compile "$PWD/docs/adr"
expect 2 'the tree keeps the decisions of docs/adr' \
	"$WRIT" check --tree HEAD --source "$PWD/docs/adr" --ref refs/heads/main
exit "$failed"
