#!/bin/sh
# What a hook costs whose push nothing governs, in instructions: they do not depend on the machine's
# mood. What libgit2's own libraries take to load is most of it, so a static libgit2 has a bound of
# its own (configure --enable-static-libgit2).

. "${srcdir:-$(dirname "$0")/../..}/tests/push/lib.sh"

if ! command -v valgrind >/dev/null; then
	echo '1..0 # SKIP valgrind is not installed'
	exit 0
fi
if grep -q '^#define WITH_SANITIZERS 1' "$builddir/config.h"; then
	echo '1..0 # SKIP a sanitizer build does not run under valgrind'
	exit 0
fi
if grep -q '^#define WITH_STATIC_GIT2 1' "$builddir/config.h"; then
	most=2500000
else
	most=12000000
fi

start_is_cheap_when_nothing_governs()
{
	server
	decision "$DECISIONS/0001-main.md" 'refs: ["refs/heads/main"]' <<'END'
return { ref = function(update) update:violation "no" end }
END
	for id in OBJECT REF; do server_config "writ.builtin.WRIT-$id" off; done
	printf '%s %s refs/heads/topic\n' "$zero" 1111111111111111111111111111111111111111 >lines
	(
		cd "$SERVER"
		GIT_DIR=. valgrind --tool=callgrind --trace-children=yes \
			--callgrind-out-file="$T/callgrind.%p" "$WRIT" pre-receive <"$OLDPWD/lines"
	) >"$OUT" 2>&1
	says 'accepted'
	set -- "$T"/callgrind.*
	[ $# -eq 1 ] || fail 'a worker was started'
	taken=$(sed -n 's/^.*I *refs: *//p' "$OUT" | tr -d ,)
	echo "$taken instructions"
	[ "$taken" -lt "$most" ] || fail "over $most"
}
scenario 36 start_is_cheap_when_nothing_governs

finish
