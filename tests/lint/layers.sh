#!/bin/sh
# Includes point down: each folder of src/ includes only what tests/lint/layers.txt lets it know of.
# Reads the sources, needs no build. TAP on standard output.
set -u
LC_ALL=C
export LC_ALL
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"

cd "$srcdir" || exit 99
find src -name '*.[ch]' | sort | xargs "${AWK:-awk}" '
	function layer_of(file, parts) { split(file, parts, "/"); return parts[2] }
	function may_know(owners) { return index("," owners ",", "," layer ",") }
	function breach(text) { found[layer] = found[layer] "# " FILENAME ":" FNR ": " text "\n" }

	FILENAME ~ /layers\.txt$/ {
		if ($1 == "@") {
			owner[$4] = $3
		} else if (NF && $1 != "#") {
			known[$1] = 1
			for (i = 1; i <= NF; i++)
				may[$1, $i] = 1
		}
		next
	}

	FNR == 1 {
		layer = layer_of(FILENAME)
		if (!(layer in seen))
			order[++n] = layer
		seen[layer] = 1
		if (!(layer in known))
			breach("a layer that tests/lint/layers.txt does not know")
	}

	/^[ \t]*#[ \t]*include[ \t]*"/ {
		split($0, quoted, "\"")
		target = quoted[2]
		if (target == "config.h")
			next
		if (target !~ /^[a-z]+\/[a-z0-9_]+\.h$/)
			breach("includes \"" target "\", which is not FOLDER/FILE.h")
		else if (!((layer, substr(target, 1, index(target, "/") - 1)) in may))
			breach("includes \"" target "\"")
	}

	/^[ \t]*#[ \t]*include[ \t]*</ {
		split($0, quoted, /[<>]/)
		for (header in owner)
			if (quoted[2] ~ "^(" header ")$" && !may_know(owner[header]))
				breach("includes <" quoted[2] ">, which is for src/" owner[header])
	}

	END {
		for (i = 1; i <= n; i++) {
			layer = order[i]
			printf "%sok %d - src/%s includes only what is below it\n", \
				layer in found ? "not " : "", i, layer
			if (layer in found) {
				printf "%s", found[layer]
				failed = 1
			}
		}
		print "1.." n + 0
		exit failed + 0 || n == 0
	}' tests/lint/layers.txt
