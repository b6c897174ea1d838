#!/bin/sh
# The program holds Lua's machine but none of its libraries that reach outside a state, and no way
# to run bytecode that a script could have made.

program=${WRIT:-src/cli/writ}
echo 1..1
symbols=$(nm "$program")
found=$(echo "$symbols" | grep -E ' luaopen_| luaB_| luaL_openlibs$')
if ! echo "$symbols" | grep -q ' main$'; then
	echo "not ok 1 - $program has no symbols to read"
elif [ -z "$found" ]; then
	echo "ok 1 - no library of Lua's own is linked"
else
	echo "$found" | sed 's/^/# /'
	echo "not ok 1 - no library of Lua's own is linked"
fi
