#!/bin/sh
# The manual: mandoc finds nothing to warn of, every limit of the table stands in writ-config(5) with
# its default, unit and range, and so does every key; and writ-policy(5) has the names that the program
# has for policies, and no others.

srcdir=${srcdir:-.}
program=${WRIT:-src/cli/writ}
policy=$srcdir/man/writ-policy.5
config=$srcdir/man/writ-config.5
count=0
failed=0

report() { # STATUS NAME
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		failed=1
	fi
}

# The rows of limits.c as the page writes them: NAME|DEFAULT UNIT; from LEAST to MOST.
limits() {
	tr '\n' ' ' <"$srcdir/src/model/limits.c" | sed 's/\[LIMIT_/\n&/g' | sed -n '
		s/^\[LIMIT_[A-Z_]*] *= *{ *"\([^"]*\)", *"\([^"]*\)", *\([^,]*\), *\([^,]*\), *\([^,]*\),.*/\1|\3 \2; from \4 to \5./p' |
		sed 's/ \* K/k/g; s/ \* M/m/g; s/ \* G/g/g
			s/\([| ]\)K\([ .]\)/\11k\2/g; s/\([| ]\)M\([ .]\)/\11m\2/g; s/\([| ]\)G\([ .]\)/\11g\2/g'
}

# Whether the line behind ".It Cm writ.limit.NAME" is TEXT.
page_has_limit() { # NAME TEXT
	grep -x -A1 "\.It Cm writ\.limit\.$1" "$config" | grep -q -x -F -e "$2"
}

keys() {
	sed -n 's/^[[:space:]]*{ "\(writ\.[a-z.-]*\).*/\1/p' "$srcdir/src/model/settings.c"
}

for page in "$srcdir"/man/*.[157]; do
	if ! command -v mandoc >/dev/null; then
		echo "# no mandoc: the pages are not linted"
		break
	fi
	warnings=$(mandoc -T lint -W warning "$page" 2>&1)
	report $? "$(basename "$page") is well-formed"
	[ -z "$warnings" ] || echo "$warnings" | sed 's/^/# /'
done

rows=$(limits)
[ "$(echo "$rows" | wc -l)" -eq "$(grep -c '^	\[LIMIT_' "$srcdir/src/model/limits.c")" ]
report $? "the table of limits is understood"
while IFS='|' read -r name text; do
	page_has_limit "$name" "$text"
	report $? "writ-config(5) has writ.limit.$name: $text"
done <<END
$rows
END

for key in $(keys); do
	grep -q "^\.It Cm ${key%.}" "$config"
	report $? "writ-config(5) has $key"
done

# The names of one section of the reference: "  name: type" or "  name(parameters)".
names_of_program() { # SECTION
	echo "$reference" | "${AWK:-awk}" -v section="$1" '
		/^[a-z]/ { on = index($0, section ": ") == 1 }
		on && match($0, /^  [a-z_0-9]+[(:]/) { print substr($0, 3, RLENGTH - 3) }' | sort
}

# Those of the page, between the comment `names: SECTION` and the next one: what .Li and .Fn name, without
# the arguments of what is called.
names_of_page() { # SECTION
	"${AWK:-awk}" -v section="$1" '
		/^\.\\" / { on = $2 == "names:" && $3 == section }
		!on || !/^\.(It )?(Li|Fn) / { next }
		{
			called = /Fn /
			sub(/^\.(It )?(Li|Fn) /, "")
			gsub(/\([^()]*\)|{[^{}]*}/, "")
			n = split($0, words, /[^a-z_0-9.]+/)
			for (i = 1; i <= (called ? 1 : n); i++) {
				sub("^" section "[.]", "", words[i])
				if (words[i] ~ /^[a-z_0-9]+$/)
					print words[i]
			}
		}' "$policy" | sort
}

# Those of the options of a rule: what stands in brackets below its name, and message.
names_of_rule() { # RULE
	{
		echo message
		sed -n "/^\\.It Li $1\$/{n;s/^\\.Pq //p;}" "$policy" | sed 's/, /\n/g'
	} | sort
}

reference=$("$program" help lua)
report $? "the program has a reference"
sections=$(echo "$reference" | sed -n 's/^\([a-z][a-z_0-9.]*\): .*/\1/p')
for section in $sections; do
	case $section in
	types) continue ;; # names that only the reference needs
	rules.*) page=$(names_of_rule "${section#rules.}") ;;
	*) page=$(names_of_page "$section") ;;
	esac
	[ "$(names_of_program "$section")" = "$page" ]
	report $? "writ-policy(5) has the names of $section"
done
for section in $(sed -n 's/^\.\\" names: //p' "$policy"); do
	echo "$sections" | grep -qx "$section"
	report $? "the program has what writ-policy(5) calls $section"
done

echo "1..$count"
exit $failed
