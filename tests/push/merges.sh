#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Merges: judged by what they themselves introduce, which no parent has.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# Two branches that are there already, with an old marker on each side.
two_branches()
{
	put readme 'hello\n'
	put conf/x 'one\n'
	put conf/run 'run\n'
	put src/f 'a\nb\nc\nd\ne\nf\n'
	commit 'ABC-1 begin'
	branch topic
	put topic/old 'BAD of topic\n'
	put src/f 'a\nBAD\nc\nd\ne\nf\n'
	commit 'an old one without a ticket'
	git checkout -q main
	put main/old 'BAD of main\n'
	put src/f 'a\nb\nc\nd\ne\nZ\n'
	commit 'another without a ticket'
	plant
}

merge_of_old_branches_is_accepted()
{
	server P S M Z
	two_branches
	merge --no-edit topic
	push_accepted origin main
	ref_is refs/heads/main "$(id main)"
}
scenario 9 merge_of_old_branches_is_accepted

merge_of_old_branches_is_accepted_by_a_loop_over_added()
{
	server P S-loop M Z
	two_branches
	merge --no-edit topic
	push_accepted origin main
}
scenario 9 merge_of_old_branches_is_accepted_by_a_loop_over_added

merge_of_old_branches_is_accepted_by_a_look_at_whole_files()
{
	server P S-whole M Z
	two_branches
	merge --no-edit topic
	push_accepted origin main
}
scenario 9 merge_of_old_branches_is_accepted_by_a_look_at_whole_files

# evil_merge DECISIONS COMMAND: a merge in which COMMAND changes what no parent has.
evil_merge()
{
	server $1
	two_branches
	merge --no-commit topic
	eval "$2"
	commit 'ABC-2 merge'
	[ "$(git rev-list --no-walk --merges HEAD | wc -l)" -eq 1 ] || fail 'no merge'
}

evil_merge_that_edits_conf_is_rejected()
{
	evil_merge P 'put conf/x "two\n"'
	push_rejected origin main
	blames ADR-0001 'modified conf/x' "$(short main)"
}
scenario 9 evil_merge_that_edits_conf_is_rejected

evil_merge_that_adds_to_conf_is_rejected()
{
	evil_merge P 'put conf/new "two\n"'
	push_rejected origin main
	blames ADR-0001 'added conf/new'
}
scenario 9 evil_merge_that_adds_to_conf_is_rejected

evil_merge_that_deletes_from_conf_is_rejected()
{
	evil_merge P 'rm conf/x'
	push_rejected origin main
	blames ADR-0001 'deleted conf/x'
}
scenario 9 evil_merge_that_deletes_from_conf_is_rejected

evil_merge_that_changes_only_a_mode_is_rejected()
{
	evil_merge P 'chmod +x conf/run'
	push_rejected origin main
	blames ADR-0001 'modified conf/run'
}
scenario 9 evil_merge_that_changes_only_a_mode_is_rejected

evil_merge_that_adds_the_marker_is_rejected()
{
	evil_merge S 'put new "fine\nBAD\n"'
	push_rejected origin main
	blames ADR-0002 'new:2'
	says_not 'topic/old' 'main/old' 'src/f:'
}
scenario 9 evil_merge_that_adds_the_marker_is_rejected

evil_merge_that_adds_the_marker_to_a_merged_file_is_rejected()
{
	evil_merge S 'put src/f "a\nBAD\nc\nd\nBAD new\nZ\n"'
	push_rejected origin main
	blames ADR-0002 'src/f:5'
	says_not 'src/f:2'
}
scenario 9 evil_merge_that_adds_the_marker_to_a_merged_file_is_rejected

evil_merge_is_rejected_by_a_loop_over_added()
{
	evil_merge S-loop 'put src/f "a\nBAD\nc\nd\nBAD new\nZ\n"'
	push_rejected origin main
	blames ADR-0002 'src/f:5'
	says_not 'src/f:2'
}
scenario 9 evil_merge_is_rejected_by_a_loop_over_added

evil_merge_with_the_marker_in_an_old_file_is_rejected()
{
	evil_merge S 'put readme "hello\nBAD\n"'
	push_rejected origin main
	blames ADR-0002 'readme:2'
}
scenario 9 evil_merge_with_the_marker_in_an_old_file_is_rejected

# ours MERGE-OPTION...: topic takes main in, but keeps its own old conf/x, and becomes main.
ours()
{
	server P
	put conf/x 'one\n'
	put readme 'hello\n'
	commit 'ABC-1 begin'
	branch topic
	put a 'fine\n' && commit 'ABC-2 topic'
	git checkout -q main
	put conf/x 'two\n' && commit 'ABC-3 by who runs the servers'
	plant
	git checkout -q topic
}

merge_that_keeps_the_old_conf_is_rejected()
{
	ours
	merge --no-edit -s ours main
	push_rejected origin topic:main
	blames ADR-0001 'modified conf/x'
}
scenario 9 merge_that_keeps_the_old_conf_is_rejected

merge_with_the_parents_swapped_is_rejected()
{
	ours
	_tree=$(git rev-parse 'topic^{tree}')
	git reset -q --hard "$(git commit-tree -p main -p topic -m 'ABC-4 merge' "$_tree")"
	push_rejected origin topic:main
	blames ADR-0001 'modified conf/x'
}
scenario 9 merge_with_the_parents_swapped_is_rejected

merge_that_takes_the_new_conf_is_accepted()
{
	ours
	merge --no-edit main
	push_accepted origin topic:main
}
scenario 9 merge_that_takes_the_new_conf_is_accepted

merge_of_a_branch_that_changed_conf_is_rejected()
{
	server P
	two_branches
	git checkout -q topic
	put conf/x 'two\n' && commit 'ABC-2 where it is free'
	push_accepted origin topic
	git checkout -q main
	merge --no-edit topic
	push_rejected origin main
	blames ADR-0001 'modified conf/x' "$(short topic)"
}
scenario 9 merge_of_a_branch_that_changed_conf_is_rejected

evil_merge_on_a_new_branch_is_judged()
{
	evil_merge S 'put new "BAD\n"'
	push_rejected origin main:refs/heads/fresh
	blames ADR-0002 'new:1'
	says_not 'topic/old' 'main/old'
}
scenario 9 evil_merge_on_a_new_branch_is_judged

plain_merge_on_a_new_branch_is_accepted()
{
	server S M
	two_branches
	merge --no-edit topic
	push_accepted origin main:refs/heads/fresh
}
scenario 9 plain_merge_on_a_new_branch_is_accepted

evil_merge_in_a_tag_is_judged()
{
	evil_merge S 'put new "BAD\n"'
	git tag -a -m 'a release' v1
	push_rejected origin v1
	blames ADR-0002 'new:1'
}
scenario 9 evil_merge_in_a_tag_is_judged

# -- More parents, more shapes


octopus_is_accepted()
{
	server P S M
	two_branches
	git checkout -q -b third main~1
	put third/old 'BAD of third\n' && commit 'a third without a ticket'
	git checkout -q -b fourth main~1
	put fourth/old 'BAD of fourth\n' && commit 'a fourth without a ticket'
	plant
	git checkout -q main
	merge --no-edit third fourth
	push_accepted origin main
}
scenario 9 octopus_is_accepted

evil_octopus_is_rejected()
{
	server P S
	two_branches
	git checkout -q -b third main~1
	put third/old 'BAD of third\n' && commit 'a third'
	git checkout -q -b fourth main~1
	put fourth/old 'BAD of fourth\n' && commit 'a fourth'
	plant
	git checkout -q main
	merge --no-edit third fourth
	put conf/x 'two\n'
	put new 'BAD\n'
	commit 'ABC-2 octopus' --amend
	[ "$(git log -1 --format=%P | wc -w)" -eq 3 ] || fail 'no octopus'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
	blames ADR-0002 'new:1'
	says_not 'third/old' 'fourth/old'
}
scenario 9 evil_octopus_is_rejected

merge_with_the_same_parent_twice_is_judged()
{
	server S
	two_branches
	put new 'BAD\n'
	git add -A
	_commit=$(printf 'tree %s\nparent %s\nparent %s\nauthor A <a@e> 1700000000 +0000\ncommitter A <a@e> 1700000000 +0000\n\nABC-2 twice\n' \
		"$(git write-tree)" "$(id main)" "$(id main)" | literal commit)
	git reset -q --hard "$_commit"
	push_rejected origin main
	says 'error\[(ADR-0002|WRIT-OBJECT)\]'
}
scenario 9 merge_with_the_same_parent_twice_is_judged

criss_cross_is_accepted()
{
	server S M
	two_branches
	merge --no-edit topic
	git checkout -q topic
	merge --no-edit main~1
	git checkout -q main
	merge --no-edit topic
	push_accepted origin main topic
}
scenario 9 criss_cross_is_accepted

bad_commit_in_a_side_branch_is_found()
{
	server S
	two_branches
	git checkout -q -b side main~1
	put side 'BAD\n' && commit 'ABC-2 bad'
	git rm -q side && commit 'ABC-3 gone'
	git checkout -q main
	merge --no-edit side
	push_rejected origin main
	blames ADR-0002 'side:1' "$(short side~1)"
}
scenario 9 bad_commit_in_a_side_branch_is_found

merge_of_unrelated_histories_is_judged()
{
	server S
	two_branches
	git checkout -q --orphan island
	git rm -rfq .
	put island 'BAD\n' && commit 'ABC-2 island'
	git checkout -q main
	merge --no-edit --allow-unrelated-histories island
	push_rejected origin main
	blames ADR-0002 'island:1'
}
scenario 9 merge_of_unrelated_histories_is_judged

merge_that_resolves_a_conflict_with_both_sides_is_accepted()
{
	server S
	put f 'a\nb\nc\n' && commit 'ABC-1 begin'
	branch topic
	put f 'a\nBAD of topic\nc\n' && commit 'old'
	git checkout -q main
	put f 'a\nBAD of main\nc\n' && commit 'old too'
	plant
	merge --no-edit topic >/dev/null || :
	put f 'a\nBAD of topic\nBAD of main\nc\n'
	commit 'ABC-2 both'
	push_accepted origin main
}
scenario 9 merge_that_resolves_a_conflict_with_both_sides_is_accepted

finish
