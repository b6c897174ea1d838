# Prints the verdict of a document of `--format json`, then each violation that counts, as the
# contracts write them: "path:line: text", "commit-N: text" or "ref: text". COMMITS holds the ids of
# the contract's commits, in order. A decision that failed prints "error: text" on standard error.
#
# The document is writ's own: well-formed, one key once.

function unquote(text)
{
	text = substr(text, 2, length(text) - 2)
	gsub(/\\\\/, "\001", text)
	gsub(/\\"/, "\"", text)
	gsub(/\\\//, "/", text)
	gsub("\001", "\\", text)
	return text
}

function place()
{
	if (v["path"] != "")
		return v["path"] (v["line"] != "" ? ":" v["line"] : "")
	if (v["commit"] != "")
		return "commit-" number[v["commit"]]
	return v["ref"]
}

# An object of a list ended, two levels down.
function object_ends()
{
	if (list == "violations" && !("existing" in v))
		lines[++n_lines] = place() ": " v["message"]
	if (list == "decisions" && v["result"] == "error")
		print "error: " v["error"] | "cat >&2"
	split("", v)
}

function value_ends(value)
{
	if (value == "null")
		value = ""
	if (depth == 1 && key == "verdict")
		verdict = value
	if (depth == 3)
		v[key] = value
}

function token(t)
{
	if (t == "{" || t == "[") {
		if (++depth == 2)
			list = key
	} else if (t == "}" || t == "]") {
		if (depth-- == 3)
			object_ends()
	} else if (t == ":") {
		key = last
	} else if (t != ",") {
		last = substr(t, 1, 1) == "\"" ? unquote(t) : t
		if (before == ":")
			value_ends(last)
	}
	before = t
}

BEGIN {
	n = split(COMMITS, ids, " ")
	for (i = 1; i <= n; i++)
		number[ids[i]] = i
}

{
	rest = $0
	while (match(rest, /^[ \t]*("([^"\\]|\\.)*"|[][{}:,]|[^][{}:," \t]+)/)) {
		t = substr(rest, 1, RLENGTH)
		rest = substr(rest, RLENGTH + 1)
		sub(/^[ \t]+/, "", t)
		token(t)
	}
}

END {
	print verdict
	for (i = 1; i <= n_lines; i++)
		print lines[i]
}
