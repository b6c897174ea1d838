#!/bin/sh
# Runs the contracts of the ready-made policies, each as a push. TAP on standard output.
#
#	tests/policies/contracts.sh [FOLDER/NAME.txtar...]
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
exec python3 "$srcdir/tests/policies/contracts.py" \
	"${WRIT:-$srcdir/build/src/cli/writ}" "$srcdir" "$@"
