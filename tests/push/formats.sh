#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# The verdict of a change in every format: each is read as its tool reads it, and tells the same.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

formats='text concise json jsonl sarif junit github gitlab rdjsonl'

# One decision of each level, about a word; and a change that has all of them, one of them from before.
words()
{
	for _level in mandatory advisory shadow; do
		decision "docs/adr/000$1-$_level.md" "level: $_level" \
			"instead: Say it without, $_level or not." <<END
return {
  file = function(file)
    for line in file:lines() do
      local at = line.text:find("$_level", 1, true)
      if at then
        file:violation { line = line.line, column = at, message = "says $_level" }
      end
    end
  end,
}
END
		set -- "$(($1 + 1))"
	done
}

change()
{
	words 1
	put 'a folder/dök.txt' 'mandatory from before\n'
	commit 'begin'
	put 'a folder/dök.txt' 'mandatory from before\nöö mandatory\nadvisory\nshadow\n'
	commit 'add them'
}

# checked STATUS FORMAT [ARGUMENT...]: leaves what was said in $OUT.
checked()
{
	_status=$1
	_format=$2
	shift 2
	status=0
	"$WRIT" check --format "$_format" "$@" >"$OUT" 2>"$T/stderr" || status=$?
	[ "$status" -eq "$_status" ] || fail "exit status $status with $_format: $(cat "$T/stderr")"
	[ ! -s "$T/stderr" ] || fail "$_format says on standard error: $(cat "$T/stderr")"
}

has()
{
	grep -qF -e "$1" "$OUT" || fail "does not have $1"
}

has_not()
{
	! grep -qF -e "$1" "$OUT" || fail "has $1"
}

# is_read_as CODE: python reads it; TEXT and each LINE are there.
is_read_as()
{
	command -v python3 >/dev/null || skip 'no python3'
	python3 - "$OUT" <<-EOF || fail "python3 does not find: $1"
		import json, sys
		TEXT = open(sys.argv[1], encoding="utf-8").read()
		LINES = TEXT.splitlines()
		assert $1
	EOF
}

exit_status_is_the_same_in_every_format()
{
	change
	for _format in $formats; do
		checked 1 "$_format" HEAD~1..HEAD
	done
	put other 'nothing\n' && commit 'add nothing'
	for _format in $formats; do
		checked 0 "$_format" HEAD~1..HEAD
	done
	decision docs/adr/0009-x.md 'level: no' </dev/null
	for _format in $formats; do
		checked 2 "$_format" --source docs/adr HEAD~1..HEAD
	done
}
scenario 0 exit_status_is_the_same_in_every_format

json_lines_are_violations_and_the_verdict()
{
	change
	checked 1 jsonl HEAD~1..HEAD
	is_read_as '[json.loads(line)["type"] for line in LINES] == 4 * ["violation"] + ["verdict"]'
	is_read_as 'json.loads(LINES[-1])["verdict"] == "reject"'
	has '"level":"shadow"'
}
scenario 0 json_lines_are_violations_and_the_verdict

sarif_has_places_in_characters()
{
	change
	checked 1 sarif HEAD~1..HEAD
	has '"uri":"a%20folder/d%C3%B6k.txt"'
	has '"region":{"endColumn":13,"startColumn":4,"startLine":2}'
	has '"baselineState":"unchanged"'
	has 'Instead: Say it without, mandatory or not.'
	has_not shadow
	is_read_as '[result["level"] for result in json.loads(TEXT)["runs"][0]["results"]] == \
		["note", "error", "warning"]'
}
scenario 0 sarif_has_places_in_characters

junit_has_a_case_for_each_decision()
{
	change
	checked 1 junit HEAD~1..HEAD
	has ' failures="1" '
	has 'a folder/dök.txt:2:6: says mandatory'
	has_not shadow
	command -v xmllint >/dev/null || skip 'no xmllint'
	xmllint --noout --nonet --schema "$srcdir/tests/lint/junit.xsd" "$OUT" 2>/dev/null ||
		fail 'not as Jenkins and GitLab read it'
}
scenario 0 junit_has_a_case_for_each_decision

annotations_of_github_are_at_their_places()
{
	change
	checked 1 github HEAD~1..HEAD
	has '::error file=a folder/dök.txt,line=2,col=4,title=ADR-0001%3A A decision of this test::says'
	has '::warning file=a folder/dök.txt,line=3,col=1,'
	has '::notice file=a folder/dök.txt,line=1,'
	has_not shadow
}
scenario 0 annotations_of_github_are_at_their_places

gitlab_gets_one_entry_for_each()
{
	change
	put 'a folder/dök.txt' 'mandatory\nmandatory\n' && commit 'say it again'
	checked 1 gitlab HEAD~2..HEAD
	is_read_as 'len({e["fingerprint"] for e in json.loads(TEXT)}) == len(json.loads(TEXT)) == 5'
	is_read_as '{e["location"]["path"] for e in json.loads(TEXT)} == {"a folder/dök.txt"}'
	has_not shadow
}
scenario 0 gitlab_gets_one_entry_for_each

diagnostics_of_reviewdog_have_columns_in_bytes()
{
	change
	checked 1 rdjsonl HEAD~1..HEAD
	has '"range":{"end":{"column":15,"line":2},"start":{"column":6,"line":2}}'
	is_read_as '[json.loads(line)["severity"] for line in LINES] == ["INFO", "ERROR", "WARNING"]'
	has_not shadow
}
scenario 0 diagnostics_of_reviewdog_have_columns_in_bytes

# What a push chooses reaches no tool as anything else than text.
odd_paths_are_text_in_every_format()
{
	change
	_blob=$(printf 'mandatory\n' | git hash-object -w --stdin)
	printf '100644 %s\tx\033[1m\n::error::\377<&"]]>{0}%%0A\0' "$_blob" |
		git update-index -z --index-info
	git commit -q -m 'add an odd path'
	for _format in $formats; do
		checked 1 "$_format" HEAD~1..HEAD
		plain_text
		! grep -q '^::error::' "$OUT" || fail "$_format has a command of the push"
	done
	checked 1 sarif HEAD~1..HEAD
	has '"uri":"x%1B%5B1m%0A%3A%3Aerror%3A%3A%FF%3C%26%22%5D%5D%3E%7B0%7D%250A"'
	checked 1 junit HEAD~1..HEAD
	command -v xmllint >/dev/null || skip 'no xmllint'
	xmllint --noout --nonet "$OUT" || fail 'no XML'
}
scenario 0 odd_paths_are_text_in_every_format

no_verdict_is_an_error_in_every_format()
{
	change
	decision docs/adr/0009-x.md 'level: no' </dev/null
	commit 'break the decisions'
	put other 'nothing\n' && commit 'add nothing'
	for _format in $formats; do
		checked 2 "$_format" HEAD~1..HEAD
		has 0009-x.md
	done
	checked 2 sarif HEAD~1..HEAD
	has '"executionSuccessful":false'
	checked 2 junit HEAD~1..HEAD
	has '<error message="writ could not judge this push">'
	checked 2 github HEAD~1..HEAD
	has '::error title=writ::'
}
scenario 0 no_verdict_is_an_error_in_every_format

unknown_format_names_those_there_are()
{
	change
	status=0
	"$WRIT" check --format sarf >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit status $status"
	for _format in $formats; do
		says "${_format}[,.]"
	done
	says "did you mean 'sarif'"
}
scenario 0 unknown_format_names_those_there_are

finish
