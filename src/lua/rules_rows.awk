# From policies/rules.lua the rows of api.h for what it gives: of each function `rules.NAME` the comment
# in front of it and the types that it hands to options(), or those that stand in brackets behind the name
# of an option, where they say more. Fails when one has what the other has not.

function fail(text)
{
	print FILENAME ": rules." rule ": " text >"/dev/stderr"
	failed = 1
	exit 1
}

function quoted(text)
{
	gsub(/["\\]/, "\\\\&", text)
	return "\"" text "\""
}

# "list!" as LuaCATS writes it.
function type_of(kind, needed)
{
	needed = sub(/!$/, "", kind)
	if (kind == "list")
		kind = "string|string[]"
	else if (kind == "regex")
		kind = "string"
	else if (kind == "table")
		kind = "table[]"
	return kind (needed ? "" : "?")
}

function comment_take(line, names, n, i)
{
	sub(/^-- ?/, "", line)
	if (line !~ /^  [a-z_, ]+( \([^)]*\))?: /) {
		text = text (text == "" ? "" : " ") line
		return
	}
	sub(/^  /, "", line)
	if (match(line, /^[a-z_]+ \([^)]*\)/)) {
		n = index(line, " ")
		types[substr(line, 1, n - 1)] = substr(line, n + 2, RLENGTH - n - 2)
		line = substr(line, 1, n - 1) substr(line, RLENGTH + 1)
	}
	n = split(substr(line, 1, index(line, ":") - 1), names, ", ")
	for (i = 1; i <= n; i++)
		help[names[i]] = substr(line, index(line, ":") + 2)
}

function comment_forget()
{
	text = ""
	split("", help)
	split("", types)
	help["message"] = "what is said instead of the rule's own text"
}

function options_write(given, pair, name, n)
{
	n = 0
	while (match(given, /[a-z_]+ = "[a-z]+!?"/)) {
		pair = substr(given, RSTART, RLENGTH)
		given = substr(given, RSTART + RLENGTH)
		name = substr(pair, 1, index(pair, " ") - 1)
		if (!(name in help))
			fail("no comment says what '" name "' is")
		if (n++ == 0)
			printf "static const struct api_row rows_%s[] = {\n", rule
		split(pair, parts, "\"")
		printf "\t{ %s, %s, %s },\n", quoted(name),
			quoted(name in types ? types[name] : type_of(parts[2])), quoted(help[name])
		delete help[name]
	}
	if (n == 0)
		fail("its options are not understood")
	print "};"
	for (name in help)
		fail("has no option '" name "' as its comment says")
}

function rule_add(type)
{
	rows = rows "\t{ " quoted(rule) ", " quoted(type) ", " quoted(text) " },\n"
}

BEGIN {
	comment_forget()
	print "/* Made of policies/rules.lua by src/lua/rules_rows.awk. */"
}

/^--/ {
	comment_take($0)
	next
}

/^function rules\./ {
	rule = substr($2, 7, index($2, "(") - 7)
	if (text == "")
		fail("no comment says what it does")
	if ($0 ~ /\(given\)/) {
		wanted = 1
		rule_add("(options: rules." rule "): policy")
		tables = tables "\t{ \"rules." rule "\", " quoted(text) ", rows_" rule ", ARRAY_SIZE(rows_" rule ") },\n"
	} else {
		rule_add("(policies: policy[]): policy")
	}
	given = ""
}

wanted {
	given = given $0
	if ($0 ~ /\}\)$/) {
		sub(/.*options\(/, "", given)
		options_write(given)
		wanted = 0
	}
}

!wanted {
	comment_forget()
}

END {
	if (failed)
		exit 1
	printf "static const struct api_row rule_rows[] = {\n%s};\n", rows
	printf "static const struct api_table option_tables[] = {\n%s};\n", tables
}
