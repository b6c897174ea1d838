#!/bin/sh
# Runs the contracts of the decisions that docs/rules-of-other-tools.md names. TAP on standard output.
: "${srcdir:=$(dirname "$0")/../..}"
exec "${WRIT:-src/cli/writ}" test "$srcdir/tests/rules/others"
