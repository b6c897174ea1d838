#!/bin/sh
# The same contracts for copies of the rules that are policies of their own: those have no screens
# (src/lua/screen.h), which only ever spare calls that would find nothing. TAP on standard output.
: "${srcdir:=$(dirname "$0")/../..}"

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cp -R "$srcdir/tests/rules/decisions" "$tmp/decisions"
chmod -R u+w "$tmp"
for decision in "$tmp"/decisions/*.md; do
	awk -v rules="$srcdir/policies/rules.lua" -v call='require "writ.rules"' '
		!(at = index($0, call)) { print; next }
		{
			printf "%s(function(...)\n", substr($0, 1, at - 1)
			while ((getline line <rules) > 0)
				print line
			close(rules)
			print "end)()" substr($0, at + length(call))
		}' "$decision" >"$tmp/copy"
	! cmp -s "$decision" "$tmp/copy" || {
		echo "Bail out! $decision requires no rules"
		exit 1
	}
	mv "$tmp/copy" "$decision"
done
"${WRIT:-src/cli/writ}" test "$tmp/decisions"
