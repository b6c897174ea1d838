#!/bin/sh
# Decisions that answer the same question: which of them judges a change, on which ref.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# word NUMBER WORD 'key: value'...: a decision that forbids the word and answers `which-word`.
word()
{
	_number=$1
	_word=$2
	shift 2
	decision "$DECISIONS/$_number-x.md" 'question: which-word' "$@" <<-EOF
		return {
			file = function(file)
				for hit in file:find("$_word", { added = true }) do
					file:violation { at = hit, message = "adds $_word" }
				end
			end,
			deleted = function(file)
				if file.path:find("$_word", 1, true) then
					file:violation("deletes $_word")
				end
			end,
		}
	EOF
}

# More than the test needs, so that what stands in the way is seen.
both='GENERAL\nLEGACY\n'

general_and_exception()
{
	server
	word 0001 GENERAL 'scope: ["services/**"]' 'date: 2026-01-01'
	word 0002 LEGACY 'scope: ["services/legacy/**"]' 'date: 2025-01-01'
}

the_more_specific_scope_wins_and_the_rest_stays()
{
	general_and_exception
	put services/legacy/a "$both" && put services/new/a "$both" && commit 'begin'
	push_rejected origin main
	blames ADR-0001 'services/new/a:1' && blames ADR-0002 'services/legacy/a:2'
	[ "$(said '^remote: +--> ')" -eq 2 ] || fail 'not two places'
	says 'note: ADR-0002 wins over ADR-0001 for services/legacy/\*\*: more specific'
}
scenario 33 the_more_specific_scope_wins_and_the_rest_stays

what_takes_no_effect_is_not_noted()
{
	general_and_exception
	put services/new/a 'fine\n' && commit 'begin'
	push_accepted origin main
	says_not 'wins over'
}
scenario 33 what_takes_no_effect_is_not_noted

deletions_are_shared_out_too()
{
	general_and_exception
	put services/legacy/GENERAL 'x\n' && put services/legacy/LEGACY 'x\n' && commit 'begin'
	plant
	git rm -q services/legacy/GENERAL && commit 'delete one'
	push_accepted origin main
	git rm -q services/legacy/LEGACY && commit 'delete the other'
	push_rejected origin main
	blames ADR-0002 'deletes LEGACY'
	blames_not ADR-0001
}
scenario 33 deletions_are_shared_out_too

of_equal_scopes_the_newer_date_wins()
{
	server
	word 0001 OLD 'date: 2025-01-01'
	word 0002 NEW 'date: 2026-01-01'
	put a 'OLD\n' && commit 'begin'
	push_accepted origin main
	says 'ADR-0002 wins over ADR-0001 for every path: newer date'
	put b 'NEW\n' && commit 'more'
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 33 of_equal_scopes_the_newer_date_wins

a_laxer_one_displaces_nothing()
{
	server
	word 0001 STRICT 'scope: ["**"]'
	word 0002 LAX 'scope: ["a"]' 'level: advisory'
	put a 'STRICT\n' && commit 'begin'
	push_rejected origin main
	blames ADR-0001 'a:1'
}
scenario 33 a_laxer_one_displaces_nothing

# The exception holds on release branches alone.
on_release_branches()
{
	server
	word 0001 GENERAL 'scope: ["**"]'
	word 0002 RELEASE 'scope: ["src/**"]' 'refs: ["refs/heads/release/*"]'
}

they_compete_on_refs_that_both_govern()
{
	on_release_branches
	put src/a 'GENERAL\n' && commit 'begin'
	push_rejected origin main
	push_accepted origin main:release/1
	put src/a 'RELEASE\n' && commit 'more'
	push_rejected origin main:release/1
	blames ADR-0002 'src/a:1'
}
scenario 33 they_compete_on_refs_that_both_govern

a_commit_for_several_refs_is_judged_where_nobody_else_wins()
{
	on_release_branches
	put src/a 'GENERAL\n' && commit 'begin'
	push_rejected origin main:release/1 main:main
	push_rejected origin main:a main:release/1
	push_accepted origin main:release/1 main:release/2
}
scenario 33 a_commit_for_several_refs_is_judged_where_nobody_else_wins

each_commit_has_the_refs_that_bring_it()
{
	on_release_branches
	put src/a 'fine\n' && commit 'begin'
	plant
	branch one && put src/a 'GENERAL\n' && commit 'for the release only'
	git checkout -q main && put b 'fine\n' && commit 'for main'
	push_accepted origin one:release/1 main:main
	says 'ADR-0002 wins over ADR-0001 for src/\*\* on refs/heads/release/\*:'
	git checkout -q main && merge --no-ff -m 'now for both' one && put c 'fine\n' && commit 'on'
	push_rejected origin main
}
scenario 33 each_commit_has_the_refs_that_bring_it

results_compete_as_commits_do()
{
	server
	word 0001 GENERAL 'judge: result'
	word 0002 SPECIAL 'scope: ["src/**"]' 'judge: [commits, result]'
	put src/a 'GENERAL\n' && put b 'SPECIAL\n' && commit 'begin'
	push_accepted origin main
	put src/c 'SPECIAL\n' && commit 'more'
	push_rejected origin main
	blames ADR-0002 'src/c:1'
	[ "$(said '^remote: +--> ')" -eq 1 ] || fail 'not one place'
}
scenario 33 results_compete_as_commits_do

three_in_a_row_leave_one()
{
	server
	word 0001 A 'scope: ["**"]'
	word 0002 B 'scope: ["src/**"]'
	word 0003 C 'scope: ["src/ui/**"]'
	put src/ui/x 'A\nB\n' && put src/x 'A\n' && put x 'B\nC\n' && commit 'begin'
	push_accepted origin main
	put src/ui/x 'C\n' && commit 'more'
	push_rejected origin main
	blames ADR-0003 'src/ui/x:1'
}
scenario 33 three_in_a_row_leave_one

a_tie_is_no_verdict()
{
	server
	word 0001 A 'scope: ["src/**"]'
	word 0002 B 'scope: ["src/**"]'
	put src/x 'fine\n' && commit 'begin'
	push_rejected origin main
	no_verdict 'ADR-0002 both answer .which-word.' 'dates the'
}
scenario 33 a_tie_is_no_verdict

# Patterns say that they never meet, a symbolic ref makes them: then both hold.
a_tie_by_a_symbolic_ref_leaves_both_in_force()
{
	server
	word 0001 A 'refs: [refs/heads/main]'
	word 0002 B 'refs: [refs/heads/trunk]'
	put x 'fine\n' && commit 'begin'
	plant
	git -C "$SERVER" symbolic-ref refs/heads/trunk refs/heads/main
	put x 'A\nB\n' && commit 'more'
	push_rejected origin main
	blames ADR-0001 'x:1' && blames ADR-0002 'x:2'
}
scenario 33 a_tie_by_a_symbolic_ref_leaves_both_in_force

other_functions_have_no_question()
{
	server
	decision "$DECISIONS/0001-x.md" 'question: q' <<-EOF
		return { commit = function() end, file = function() end }
	EOF
	put x 'fine\n' && commit 'begin'
	push_rejected origin main
	blames ADR-0001 'competes for paths'
}
scenario 33 other_functions_have_no_question

# Where a decision is out of force it has not judged what stands there.
what_is_moved_to_where_it_is_in_force_is_new()
{
	general_and_exception
	put services/legacy/a 'GENERAL\n' && put services/new/a 'fine\n' && commit 'begin'
	push_accepted origin main
	git mv services/legacy/a services/legacy/b && commit 'within'
	push_accepted origin main
	git mv services/legacy/b services/new/b && commit 'out of it'
	push_rejected origin main
	blames ADR-0001 'services/new/b:1'
}
scenario 33 what_is_moved_to_where_it_is_in_force_is_new

# The ref that is pushed need not be the one that the exception is for.
what_is_moved_is_new_under_another_name_of_the_ref_too()
{
	server
	word 0001 GENERAL 'scope: ["services/**"]' 'refs: [refs/heads/main]'
	word 0002 LEGACY 'scope: ["services/legacy/**"]' 'refs: [refs/heads/main]'
	put services/legacy/a 'GENERAL\n' && commit 'begin'
	push_accepted origin main
	git -C "$SERVER" symbolic-ref refs/heads/trunk refs/heads/main
	git mv services/legacy/a services/new && commit 'out of it'
	push_rejected origin main:trunk
	blames ADR-0001 'services/new:1'
}
scenario 33 what_is_moved_is_new_under_another_name_of_the_ref_too

questions_of_two_sources_do_not_compete()
{
	general_and_exception
	mkdir "$T/more"
	mv "$DECISIONS/0002-x.md" "$T/more/"
	server_config --add writ.source "more=$T/more"
	put services/legacy/a "$both" && commit 'begin'
	push_rejected origin main
	blames ADR-0001 'services/legacy/a:1' && blames more/ADR-0002 'services/legacy/a:2'
}
scenario 33 questions_of_two_sources_do_not_compete

finish
