#!/bin/sh
# Runs the contracts of the decisions that say what archgate's packs say. TAP on standard output.
: "${srcdir:=$(dirname "$0")/../../../..}"
exec "${WRIT:-src/cli/writ}" test "$srcdir/tests/bench/archgate/packs/decisions"
