#!/bin/sh
# Runs the contracts of the decisions that say what Mneme's examples say. TAP on standard output.
: "${srcdir:=$(dirname "$0")/../../..}"
exec "${WRIT:-src/cli/writ}" test "$srcdir/tests/bench/mneme/decisions"
