#!/bin/sh
# Runs the contracts of the ready-made rules, in memory. TAP on standard output.
: "${srcdir:=$(dirname "$0")/../..}"
exec "${WRIT:-src/cli/writ}" test "$srcdir/tests/rules/decisions"
