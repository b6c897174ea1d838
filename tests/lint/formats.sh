#!/bin/sh
# The golden reports in the formats of other tools, by the validators of those: XML by xmllint and
# junit.xsd; SARIF and reviewdog's diagnostics by their own schemas, which are not ours to ship
# (HACKING.md says where they come from); and all of them against each other.
#
# From the environment: SARIF_SCHEMA, RDF_SCHEMA: those schemas.

srcdir=${srcdir:-.}
golden=$srcdir/tests/golden
count=0
failed=0

# result STATUS NAME [REASON]: a line of TAP, and what was said about it.
result()
{
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2${3:+ # SKIP $3}"
	else
		failed=1
		echo "not ok $count - $2"
		echo "$said" | head -n 20 | sed 's/^/# /'
	fi
}

# The schema that comes with the validator of SARIF's authors, where npm has put it.
installed_sarif_schema()
{
	command -v npm >/dev/null || return
	for _file in "$(npm root -g 2>/dev/null)"/@microsoft/sarif-multitool-*/sarif-2.1.0.json; do
		[ ! -f "$_file" ] || echo "$_file"
	done | head -n 1
}

: "${SARIF_SCHEMA=$(installed_sarif_schema)}"

# by_schema NAME SCHEMA ENDING: each line of these files is valid.
by_schema()
{
	if [ -z "$2" ]; then
		result 0 "$1" 'no schema (HACKING.md)'
	elif ! python3 -c 'import jsonschema' 2>/dev/null; then
		result 0 "$1" 'no python3-jsonschema'
	else
		said=$(python3 - "$2" "$golden"/*."$3" <<-'END' 2>&1
			import json, sys
			from jsonschema import validators
			document = json.load(open(sys.argv[1]))
			validator = validators.validator_for(document)(document)
			for path in sys.argv[2:]:
			    for line in open(path, encoding="ascii"):
			        for error in validator.iter_errors(json.loads(line)):
			            sys.exit(f"{path}: {error.json_path}: {error.message[:200]}")
		END
		)
		result $? "$1"
	fi
}

if command -v xmllint >/dev/null; then
	for file in "$golden"/*.junit.xml; do
		said=$(xmllint --noout --nonet --schema "$srcdir/tests/lint/junit.xsd" "$file" 2>&1)
		result $? "$(basename "$file") is valid"
	done
else
	result 0 'the reports for JUnit are valid' 'no xmllint'
fi

by_schema 'the reports in SARIF keep to its schema' "$SARIF_SCHEMA" sarif
by_schema 'the diagnostics of reviewdog keep to its schema' "$RDF_SCHEMA" rdjsonl

if command -v python3 >/dev/null; then
	said=$(python3 "$srcdir/tests/lint/formats.py" "$golden" 2>&1)
	result $? 'all formats say the same'
else
	result 0 'all formats say the same' 'no python3'
fi

echo "1..$count"
exit $failed
