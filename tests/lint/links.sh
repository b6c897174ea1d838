#!/bin/sh
# What each archive needs: its undefined symbols are defined by itself or by an archive that
# tests/lint/layers.txt lets it know of, and a library of others is called from one folder only. This
# sees the declarations that an include test cannot. TAP on standard output.
set -u
LC_ALL=C
export LC_ALL
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${builddir:=$srcdir}"

command -v nm >/dev/null || {
	echo '1..0 # SKIP no nm'
	exit 0
}
cd "$builddir" || exit 99
set -- src/*/lib*.a
[ -f "$1" ] || {
	echo '1..0 # SKIP nothing is built'
	exit 0
}
# The defined symbols of all archives first, then what each one misses.
for archive; do nm -P --defined-only "$archive" 2>/dev/null | sed "s|^|D $archive |"; done |
	sort -u >links.defined.tmp
for archive; do nm -P --undefined-only "$archive" 2>/dev/null | sed "s|^|U $archive |"; done |
	sort -u >links.undefined.tmp
trap 'rm -f links.defined.tmp links.undefined.tmp' EXIT

"${AWK:-awk}" '
	function layer_of(archive, parts) { split(archive, parts, "/"); return parts[2] }
	function may_know(owners) { return index("," owners ",", "," layer ",") }
	function breach(text) { found[layer] = found[layer] "# " text "\n" }

	FILENAME ~ /layers\.txt$/ {
		if ($1 == "@") {
			owner[$5] = $3
			library[$5] = $2
		} else if (NF && $1 != "#") {
			for (i = 1; i <= NF; i++)
				may[$1, $i] = 1
		}
		next
	}

	{ layer = layer_of($2) }

	$1 == "D" && $4 ~ /^[TDBRVW]$/ { home[$3] = layer }

	$1 == "D" && !(layer in seen) {
		seen[layer] = 1
		order[++n] = layer
	}

	$1 == "U" && $3 in home && !((layer, home[$3]) in may) {
		breach($3 " is of src/" home[$3])
	}

	$1 == "U" && !($3 in home) {
		for (symbol in owner)
			if ($3 ~ "^(" symbol ")" && !may_know(owner[symbol]))
				breach($3 " is of " library[symbol] ", which is for src/" owner[symbol])
	}

	END {
		for (i = 1; i <= n; i++) {
			layer = order[i]
			printf "%sok %d - src/%s needs only what is below it\n", \
				layer in found ? "not " : "", i, layer
			if (layer in found) {
				printf "%s", found[layer]
				failed = 1
			}
		}
		print "1.." n + 0
		exit failed + 0
	}' "$srcdir/tests/lint/layers.txt" links.defined.tmp links.undefined.tmp
