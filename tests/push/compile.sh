#!/bin/sh
# What `writ compile` says of a corpus, wherever it comes from.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# A corpus with one of each kind, below docs/adr of the client.
corpus()
{
	decision docs/adr/0001-a.md 'date: 2026-01-01' 'question: q' 'scope: ["services/**"]' <<-EOF
		return { file = function() end }
	EOF
	decision docs/adr/0002-b.md 'date: 2025-01-01' 'question: q' \
		'scope: ["services/legacy/**"]' <<-EOF
		return { file = function() end }
	EOF
	decision docs/adr/0003-c.md 'supersedes: [ADR-0004]' <<-EOF
		return { file = function() end }
	EOF
	decision docs/adr/0004-d.md <<-EOF
		return { file = function() end }
	EOF
	put docs/adr/0005-e.md '---\nstatus: accepted\nenforceable: false\n---\n# Why\n'
	put docs/adr/0006-f.md '# Perhaps\n\n## Status\n\nProposed\n'
	put docs/adr/README.md '# Decisions\n'
	put docs/adr/deep/0007-g.md '# Deep\n\n## Status\n\nAccepted\n'
	commit 'decisions'
}

compiles()
{
	status=0
	"$WRIT" compile "$@" >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 0 ] || fail "exit $status: writ compile $*"
}

every_decision_is_listed_with_its_force()
{
	corpus
	compiles docs/adr
	says '^ADR-0001  mandatory  accepted  enforced$' \
		'^    out of force in part: ADR-0002 wins over ADR-0001 for services/legacy/\*\*: more specific scope$' \
		'^ADR-0004 .*not enforced: ADR-0003 supersedes it$' \
		'^ADR-0005 .*documented only, on purpose$' '^ADR-0006 .*its status is proposed$' \
		'^passed over: README.md$' '^7 decisions, 3 enforced; 0 errors$' \
		'^of them 1 enforced in part, 2 documented only, 1 superseded, 1 not in force$'
}
scenario 33 every_decision_is_listed_with_its_force

# The same bytes from a folder, a ref and another repository, but for the names of the places.
the_same_files_are_the_same_bundle()
{
	corpus
	git init -q --bare "$SERVER"
	plant
	compiles --format json docs/adr
	sed 's/"source":"[^"]*"//' "$OUT" >"$T/folder"
	compiles --format json main:docs/adr
	sed 's/"source":"[^"]*"//' "$OUT" | cmp - "$T/folder" || fail 'a ref differs'
	git config writ.source "$SERVER#refs/heads/main:docs/adr"
	compiles --format json
	sed 's/"source":"[^"]*"//; s/server.git:docs/docs/g' "$OUT" | cmp - "$T/folder" ||
		fail 'another repository differs'
}
scenario 33 the_same_files_are_the_same_bundle

the_json_is_canonical_and_keeps_to_its_schema()
{
	command -v python3 >/dev/null || skip 'no python3'
	corpus
	put docs/adr/0008-h.md '---\nstatus: accepted\nlevel: strict\n---\n# H\n'
	status=0
	"$WRIT" compile --format json docs/adr >"$T/json" || status=$?
	[ "$status" -eq 2 ] || fail "exit $status"
	python3 - "$T/json" <<-EOF
		import json, sys
		text = open(sys.argv[1], encoding="ascii").read()
		value = json.loads(text)
		assert json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n" == text
		source, = value["sources"]
		assert source["counts"]["not-in-force"] == 4, source["counts"]
		assert source["errors"] == 1 and source["diagnostics"][0]["line"] == 3
		assert source["exclusions"][0]["winner"] == "ADR-0002"
	EOF
	keeps_to_schema "$T/json" compile.schema.json
}
scenario 33 the_json_is_canonical_and_keeps_to_its_schema

# It would be enforced by nobody, and nobody would notice.
a_policy_under_a_wrong_name_is_an_error()
{
	corpus
	decision docs/adr/8-h.md <<-EOF
		return {}
	EOF
	decision docs/adr/adr-template.md <<-EOF
		return {}
	EOF
	put docs/adr/adr009-i.md '---\ntitle: I\nstatus: accepted\n---\n# I\n'
	put docs/adr/adr010-j.md '# J\n\n## Status\n\nAccepted\n'
	decision docs/adr/reindex-jobs.md <<-EOF
		return {}
	EOF
	put docs/adr/0010-j.md '---\nstatus: accepted\nx-levels: strict\nmine: 1\n---\n# J\n'
	put docs/adr/notes.md '# Notes\n\n---\nstatus: none\n'
	status=0
	"$WRIT" compile docs/adr >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit $status"
	says '^docs/adr/adr009-i.md:3:1: warning: looks like a decision and is passed over' \
		'^docs/adr/adr010-j.md:3:1: warning: looks like a decision and is passed over'
	says_not 'notes.md:' '0010-j.md:.*error'
	says '^docs/adr/reindex-jobs.md:6:1: error: a policy in a file that is no decision' \
		'^docs/adr/0010-j.md:4:1: warning: unknown key'
	says '^docs/adr/8-h.md:6:1: error: a policy in a file that is no decision' \
		'^docs/adr/adr-template.md:6:1: warning: a policy in a file that is no decision'
}
scenario 33 a_policy_under_a_wrong_name_is_an_error

# diff EFFECT REGEX: the change of the work tree against main is of this effect, and says so.
diff_is()
{
	compiles --diff main:docs/adr docs/adr
	says "^$1 *$2" "all together: $1\$"
	git checkout -q HEAD -- docs && git clean -qfd
}

what_a_change_does_is_told()
{
	corpus
	git rm -q docs/adr/0001-a.md
	compiles --diff main:docs/adr docs/adr
	says '^loosens *ADR-0001: removed$' 'all together: loosens$'
	git reset -q --hard
	decision docs/adr/0009-i.md <<-EOF
		return { file = function() end }
	EOF
	diff_is tightens 'ADR-0009: new$'
	sed -i 's/^status: accepted/level: advisory\nstatus: accepted/' docs/adr/0003-c.md
	diff_is loosens 'ADR-0003: its level is advisory, it was mandatory$'
	sed -i 's/^status: accepted/status: deprecated/' docs/adr/0002-b.md
	diff_is loosens 'ADR-0002: no longer in force: its status is deprecated$'
	sed -i 's/^scope: .*/scope: ["services\/a\/**"]/' docs/adr/0001-a.md
	diff_is loosens 'ADR-0001: no longer in its scope: .services.$'
	sed -i 's/^scope: .*/scope: ["**"]/' docs/adr/0001-a.md
	diff_is tightens 'ADR-0001: now in its scope: .a.$'
	sed -i 's/^status: accepted/refs: [refs\/heads\/main]\nstatus: accepted/' docs/adr/0003-c.md
	diff_is loosens 'ADR-0003: no longer in its refs: .refs/heads.$'
	sed -i 's/^status: accepted/judge: [commits, result]\nstatus: accepted/' docs/adr/0003-c.md
	diff_is tightens 'ADR-0003: it now judges the result$'
	sed -i 's/^status: accepted/oversize: skip\nstatus: accepted/' docs/adr/0003-c.md
	diff_is loosens 'ADR-0003: it passes over files that are too large$'
	sed -i 's/function() end/function(file) end/' docs/adr/0003-c.md
	diff_is unknown 'ADR-0003: its policy changed$'
	sed -i 's/^status: accepted/parameters: {a: 1}\nstatus: accepted/' docs/adr/0003-c.md
	diff_is unknown 'ADR-0003: its parameters changed$'
	sed -i 's/^status: accepted/instead: Do it well.\nstatus: accepted/' docs/adr/0003-c.md
	diff_is none 'ADR-0003: only its wording changed$'
	sed -i 's/Proposed/Rejected/' docs/adr/0006-f.md
	diff_is none 'ADR-0006: changed; it is not in force$'
}
scenario 33 what_a_change_does_is_told

a_successor_is_asked_for()
{
	corpus
	decision docs/adr/0009-i.md 'supersedes: [ADR-0003]' <<-EOF
		return { file = function() end }
	EOF
	diff_is unknown 'ADR-0003: ADR-0009 supersedes it, which is enforced$'
	put docs/adr/0009-i.md \
		'---\nstatus: accepted\nretires: true\nsupersedes: [ADR-0003]\n---\n# I\n'
	diff_is loosens 'ADR-0003: superseded, by none that is enforced$'
	decision docs/adr/0009-i.md 'question: q' 'scope: ["services/new/**"]' <<-EOF
		return { file = function() end }
	EOF
	diff_is unknown 'ADR-0001: now: ADR-0009 wins over ADR-0001 for services/new/\*\*: more'
}
scenario 33 a_successor_is_asked_for

a_diff_needs_two_corpora_that_compile()
{
	corpus
	put docs/adr/0008-h.md '---\nstatus: accepted\nlevel: strict\n---\n# H\n'
	status=0
	"$WRIT" compile --diff main:docs/adr docs/adr >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit $status"
	says '0008-h.md:3:8: error: ' '^error: the decisions of docs/adr do not compile$'
	status=0
	"$WRIT" compile --diff docs/adr >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit $status"
	says 'takes two sources'
}
scenario 33 a_diff_needs_two_corpora_that_compile

a_push_that_changes_decisions_tells()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	corpus
	plant
	sed -i 's/^status: accepted/level: advisory\nstatus: accepted/' docs/adr/0003-c.md
	commit 'laxer'
	push_accepted origin main
	says 'note: ADR-0003 loosens: its level is advisory, it was mandatory'
	put a 'x\n' && commit 'else'
	push_accepted origin main
	says_not 'loosens'
}
scenario 33 a_push_that_changes_decisions_tells

finish
