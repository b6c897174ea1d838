#!/bin/sh
# The program holds Lua's machine but none of its libraries that reach outside a state, no way to run
# bytecode that a script could have made, and none to run a command.

program=${WRIT:-src/cli/writ}
echo 1..2
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
found=$(echo "$symbols" | grep -E ' U (system|popen|wordexp|dlopen)(@|$)')
if [ -z "$found" ]; then
	echo "ok 2 - nothing runs a command or loads a library"
else
	echo "$found" | sed 's/^/# /'
	echo "not ok 2 - nothing runs a command or loads a library"
fi
