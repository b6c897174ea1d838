#!/bin/sh
# Waivers: time-boxed, approved exceptions to one decision.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

today=$(date -u +%F)
day()
{
	date -u -d "$today $1" +%F
}

# waiver FOLDER NAME 'key: value'...: one for the marker of ADR-0002; a key given replaces its own.
waiver()
{
	_file=$1/waivers/$2
	shift 2
	mkdir -p "${_file%/*}"
	{
		printf '%s\n' "$@"
		for _default in 'decision: ADR-0002' 'reason: The importer writes it.' \
			'requested-by: dev@example.org' 'approved-by: owner@example.org' \
			"date: $(day '-10 days')" "expires: $(day '+20 days')"; do
			printf '%s\n' "$@" | grep -q "^${_default%%:*}:" ||
				printf '%s\n' "$_default"
		done
	} >"$_file"
}

a_waived_violation_is_shown_as_waived()
{
	server S
	waiver "$DECISIONS" import.yaml 'paths: ["import/**"]'
	put import/a 'BAD\n' && commit 'begin'
	push_accepted origin main
	tells 'note\[ADR-0002\]: waived until [0-9-]* by [^ ]*/waivers/import.yaml \(The importer' \
		'import/a:1'
	put b 'BAD\n' && put import/a 'BAD\nBAD\n' && commit 'more'
	push_rejected origin main
	blames ADR-0002 'b:1'
	tells 'error: 1 violation of 1 decision' 'note\[ADR-0002\]: waived until'
}
scenario 33 a_waived_violation_is_shown_as_waived

the_verdict_holds_it()
{
	command -v python3 >/dev/null || skip 'no python3'
	server S
	waiver "$DECISIONS" import.yaml 'paths: ["import/**"]'
	put import/a 'BAD\n' && commit 'begin'
	"$WRIT" check --source "$DECISIONS" --format json >"$T/json"
	python3 - "$T/json" <<-EOF
		import json, sys
		verdict = json.load(open(sys.argv[1]))
		assert verdict["verdict"] == "accept"
		assert verdict["decisions"][0]["result"] == "waived", verdict["decisions"]
		waiver = verdict["violations"][0]["waiver"]
		assert sorted(waiver) == ["approved_by", "expires", "path", "reason", "requested_by"]
		assert waiver["approved_by"] == "owner@example.org"
	EOF
	keeps_to_schema "$T/json" verdict.schema.json
}
scenario 33 the_verdict_holds_it

what_it_names_has_to_match()
{
	server S
	put a 'BAD\n' && commit 'begin'
	waiver "$DECISIONS" one.md '---' 'refs: [refs/heads/next]' 'paths: [a]'
	printf -- '---\n# Why\n' >>"$DECISIONS/waivers/one.md"
	push_rejected origin main
	push_accepted origin main:next
	git -C "$SERVER" update-ref -d refs/heads/next
	rm "$DECISIONS/waivers/one.md"
	waiver "$DECISIONS" one.yaml "commits: [$(id HEAD)]"
	push_accepted origin main
	git -C "$SERVER" update-ref -d refs/heads/main
	waiver "$DECISIONS" one.yaml "commits: [$(id HEAD:)]"
	push_rejected origin main
	waiver "$DECISIONS" one.yaml "blobs: [$(id HEAD:a)]"
	push_accepted origin main
	put a 'BAD\nBAD\n' && commit 'another blob'
	push_rejected origin main
	blames ADR-0002 'a:2'
}
scenario 33 what_it_names_has_to_match

# A commit that comes in by two refs at once needs a waiver for both.
one_ref_does_not_cover_another()
{
	server S
	waiver "$DECISIONS" one.yaml 'refs: [refs/heads/next]' 'paths: [a]'
	put a 'BAD\n' && commit 'begin'
	push_rejected origin main:next main:main
	push_rejected origin main:main main:next
	push_accepted origin main:next
}
scenario 33 one_ref_does_not_cover_another

# What a waived commit brought is not waived in another content.
a_result_is_waived_by_itself()
{
	server
	decision "$DECISIONS/0002-x.md" 'judge: [commits, result]' <<-EOF
		return {
			file = function(file)
				for hit in file:find("BAD", { added = true }) do
					file:violation { at = hit, message = "adds BAD" }
				end
			end,
		}
	EOF
	put a 'BAD\n' && commit 'one'
	waiver "$DECISIONS" one.yaml "blobs: [$(id HEAD:a)]"
	put a 'BAD\nmore\n' && commit 'two'
	push_rejected origin main
	blames ADR-0002 'a:1'
	push_accepted origin main^:refs/heads/main
	tells 'waived until [^:]*: a:1:1 writ'
}
scenario 33 a_result_is_waived_by_itself

# The text is the corpus' own, the path the pusher's: neither speaks to a terminal.
what_is_shown_of_one_is_plain()
{
	server S
	waiver "$DECISIONS" one.yaml 'paths: ["**"]' 'reason: "because \u001b[31m of \u202e this"'
	put "$(printf 'a\033b')" 'BAD\n' && commit 'begin'
	push_accepted origin main
	tells 'because \\x1b\[31m of \\u202e this' ' a\\x1bb:1'
	plain_text
}
scenario 33 what_is_shown_of_one_is_plain

one_that_has_expired_binds_again_everywhere()
{
	server S
	waiver "$DECISIONS" import.yaml 'paths: ["**"]' "expires: $(day '-1 day')"
	put a 'BAD\n' && commit 'begin'
	push_rejected origin main
	blames ADR-0002 'a:1'
	tells 'import.yaml has expired on [0-9-]*: ADR-0002 binds again'
	hook update "exec '$WRIT' update \"\$@\""
	rm "$SERVER/hooks/pre-receive"
	push origin main
	[ "$status" -ne 0 ] || fail 'update accepts'
	for _subject in main --worktree '--tree main'; do
		# shellcheck disable=SC2086 # two words
		! "$WRIT" check --source "$DECISIONS" $_subject >"$OUT" || [ "$_subject" = --worktree ] ||
			fail "check $_subject accepts"
	done
	put b 'BAD\n' && git add b
	! "$WRIT" check --source "$DECISIONS" --staged >"$OUT" || fail 'staged is accepted'
	"$WRIT" check --source "$DECISIONS" --as-of "$(day '-1 day')" --staged >"$OUT" ||
		fail 'its last day is refused'
	tells 'ends on'
}
scenario 33 one_that_has_expired_binds_again_everywhere

one_that_ends_soon_is_announced()
{
	server S
	waiver "$DECISIONS" import.yaml 'paths: ["**"]' "expires: $(day '+7 days')"
	put a 'BAD\n' && commit 'begin'
	push_accepted origin main
	tells 'ADR-0002, ends on'
	waiver "$DECISIONS" import.yaml 'paths: ["**"]' "expires: $(day '+8 days')"
	put b 'BAD\n' && commit 'more'
	push_accepted origin main
	tells 'accepted'
	says_not 'ends on'
}
scenario 33 one_that_ends_soon_is_announced

in_repository()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	mkdir -p docs/adr
	cp "$push_dir"/decisions/S/*.md docs/adr/
	chmod -R u+w docs
	commit 'decisions'
	plant
}

one_in_the_same_push_does_not_count()
{
	in_repository
	waiver docs/adr import.yaml 'paths: ["import/**"]'
	put import/a 'BAD\n' && commit 'both at once'
	push_rejected origin main
	blames ADR-0002 'import/a:1'
	git rm -q --cached -r import && rm -r import && commit 'waiver alone' --amend
	push_accepted origin main
	tells 'note: ADR-0002 loosens: waived until'
	put import/a 'BAD\n' && commit 'then the import'
	push_accepted origin main
	tells 'waived until'
}
scenario 33 one_in_the_same_push_does_not_count

# Findings about a tree are kept until the tree before it has been judged.
findings_of_a_tree_are_waived_too()
{
	server
	decision "$DECISIONS/0002-x.md" 'scope: ["**"]' <<-EOF
		return {
			tree = function(tree)
				for file in tree:files("**") do
					for hit in file:find("BAD") do
						file:violation { at = hit, message = "holds BAD" }
					end
				end
			end,
		}
	EOF
	put a 'BAD\n' && put b 'BAD\n' && commit 'begin'
	waiver "$DECISIONS" one.yaml "blobs: [$(id HEAD:a)]" 'paths: [a]'
	push_rejected origin main
	blames ADR-0002 'b:1'
	tells 'waived until [^:]*: a:1'
	git rm -q b && commit 'one alone' --amend
	push_accepted origin main
	put c 'fine\n' && commit 'it stood before'
	push_accepted origin main
	says_not 'waived'
}
scenario 33 findings_of_a_tree_are_waived_too

# refused REGEX 'key: value'...: a push of this waiver is kept out, and says why.
refused()
{
	_why=$1
	shift
	waiver docs/adr import.yaml "$@"
	commit 'a waiver'
	push_rejected origin main
	blames WRIT-CORPUS "$_why"
	git reset -q --hard HEAD^
}

what_is_not_a_waiver_is_refused()
{
	in_repository
	refused 'who asks for a waiver' 'paths: [a]' 'approved-by: DEV@example.org'
	refused '.reason. is empty' 'paths: [a]' 'reason:'
	refused 'names ADR-0099, which is no' 'paths: [a]' 'decision: ADR-0099'
	refused 'at most 92' 'paths: [a]' "expires: $(day '+90 days')"
	refused 'is after today' 'paths: [a]' "date: $(day '+1 day')"
	refused 'says what it is' 'x-note: nothing'
	refused 'is a day as in' 'paths: [a]' 'expires: soon'
	refused 'has no key' 'paths: [a]' 'until: never'
	refused 'object ids of 40' 'commits: [main]'
	sed -i 's/^status:/waivable: false\nstatus:/' docs/adr/0002-no-marker.md
	commit 'not to be waived'
	push_accepted origin main
	tells 'note: ADR-0002 tightens: it can no longer be waived'
	refused 'cannot be waived' 'paths: [a]'
}
scenario 33 what_is_not_a_waiver_is_refused

compile_and_explain_show_them()
{
	decisions S
	waiver "$DECISIONS" import.yaml 'paths: ["import/**"]'
	"$WRIT" compile "$DECISIONS" >"$OUT"
	says "^waiver: .*/waivers/import.yaml: ADR-0002 until $(day '+20 days')\$" '0 errors'
	"$WRIT" explain --source "$DECISIONS" ADR-0002 >"$OUT"
	says "^waived: *until $(day '+20 days') by .*import.yaml: The importer writes it.\$"
}
scenario 33 compile_and_explain_show_them

finish
