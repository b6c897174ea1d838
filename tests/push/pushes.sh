#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Pushes of commits: what is new is judged, once, and a rejection leaves nothing.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

base()
{
	put readme 'hello\n'
	put conf/x 'one\n'
	commit 'ABC-1 begin'
	plant
}

clean_commit_is_accepted_with_at_most_one_line()
{
	server P S M Z
	base
	put src/a.c 'int a;\n'
	commit 'ABC-2 add a'
	push_accepted -q origin main
	[ "$(wc -l <"$OUT")" -le 1 ] || fail 'more than one line'
	ref_is refs/heads/main "$(id main)"
}
scenario 1 clean_commit_is_accepted_with_at_most_one_line

first_push_of_all_is_accepted()
{
	server S M Z
	put readme 'hello\n'
	commit 'ABC-1 begin'
	push_accepted origin main
}
scenario 1 first_push_of_all_is_accepted

push_that_changes_nothing_is_accepted()
{
	server P S M Z
	base
	push_accepted origin main
}
scenario 1 push_that_changes_nothing_is_accepted

second_of_three_is_named()
{
	server M
	base
	put a 1 && commit 'ABC-2 first'
	put a 2 && commit 'second without one'
	put a 3 && commit 'ABC-4 third'
	push_rejected origin main
	blames ADR-0003 "$(short main~1)" 'second without one' 'names no ticket'
	says_not "$(short main~2)" "$(short main) "
}
scenario 2 second_of_three_is_named

empty_commit_is_a_commit_too()
{
	server M
	base
	commit 'nothing at all'
	push_rejected origin main
	blames ADR-0003 'names no ticket'
}
scenario 2 empty_commit_is_a_commit_too

only_message_of_the_offender_is_shown()
{
	server M
	put a 1 && commit 'no ticket in old times'
	plant
	put a 2 && commit 'ABC-1 a ticket'
	push_accepted origin main
}
scenario 2 only_message_of_the_offender_is_shown

# marker_removed_again DECISION
marker_removed_again()
{
	server "$1"
	base
	put a 'fine\nBAD\n' && commit 'ABC-2 add'
	put a 'fine\n' && commit 'ABC-3 remove'
}

marker_added_and_removed_is_rejected_per_commit()
{
	marker_removed_again S
	push_rejected origin main
	blames ADR-0002 'a:2' 'adds the marker' "$(short main~1)"
}
scenario 3 marker_added_and_removed_is_rejected_per_commit

marker_added_and_removed_is_rejected_by_a_loop_over_added()
{
	marker_removed_again S-loop
	push_rejected origin main
	blames ADR-0002 'a:2' 'adds the marker' "$(short main~1)"
}
scenario 3 marker_added_and_removed_is_rejected_by_a_loop_over_added

marker_added_and_removed_is_accepted_as_result()
{
	marker_removed_again S-result
	push_accepted origin main
}
scenario 3 marker_added_and_removed_is_accepted_as_result

marker_that_stays_is_rejected_as_result()
{
	marker_removed_again S-result
	put b 'BAD\n' && commit 'ABC-4 add'
	push_rejected origin main
	blames ADR-0002 'b:1' 'adds the marker'
	says_not ' a:2'
}
scenario 3 marker_that_stays_is_rejected_as_result

file_added_and_deleted_is_rejected_per_commit()
{
	server S
	base
	put a 'BAD\n' && commit 'ABC-2 add'
	git rm -q a && commit 'ABC-3 remove'
	push_rejected origin main
	blames ADR-0002 'a:1'
}
scenario 3 file_added_and_deleted_is_rejected_per_commit

bad_history()
{
	put a 'BAD\n'
	commit 'no ticket'
	plant main
	git -C "$SERVER" branch -f main FETCH_HEAD
}

new_branch_at_an_old_commit_judges_nothing()
{
	server S M
	bad_history
	push_accepted origin main:refs/heads/new
	ref_is refs/heads/new "$(id main)"
}
scenario 4 new_branch_at_an_old_commit_judges_nothing

new_tag_at_an_old_commit_judges_nothing()
{
	server S M
	bad_history
	git tag v1
	git tag -a -m 'a release' v2
	push_accepted origin v1 v2
}
scenario 4 new_tag_at_an_old_commit_judges_nothing

new_branch_on_old_history_judges_only_the_new()
{
	server S M
	bad_history
	put b 'fine\n' && commit 'ABC-2 fine'
	push_accepted origin main:refs/heads/new
}
scenario 4 new_branch_on_old_history_judges_only_the_new

new_branch_with_a_bad_commit_is_rejected()
{
	server S M
	bad_history
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main:refs/heads/new
	blames ADR-0002 'b:1' "$(short main)"
	says_not "$(short main~1)"
	blames_not ADR-0003
}
scenario 4 new_branch_with_a_bad_commit_is_rejected

new_branch_before_the_tip_judges_nothing()
{
	server S M
	bad_history
	put b 'BAD\n' && commit 'more of it'
	plant
	push_accepted origin main~1:refs/heads/old
}
scenario 4 new_branch_before_the_tip_judges_nothing

new_branch_as_result_stands_on_its_boundary()
{
	server S-result
	bad_history
	put b 'fine\n' && commit 'ABC-2 fine'
	push_accepted origin main:refs/heads/new
}
scenario 4 new_branch_as_result_stands_on_its_boundary

new_branch_as_result_with_the_marker_is_rejected()
{
	server S-result
	bad_history
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main:refs/heads/new
	blames ADR-0002 'b:1'
	says_not ' a:1'
}
scenario 4 new_branch_as_result_with_the_marker_is_rejected

# A bad commit came in on a branch that the decision does not govern.
smuggled()
{
	server S-main
	base
	branch topic
	put a 'BAD\n'
	commit 'ABC-2 bad'
	push_accepted origin topic
}

fast_forward_to_a_smuggled_commit_is_rejected()
{
	smuggled
	push_rejected origin topic:main
	blames ADR-0002 'a:1' "$(short topic)"
}
scenario 5 fast_forward_to_a_smuggled_commit_is_rejected

governed_branch_at_a_smuggled_commit_is_rejected()
{
	smuggled
	push_rejected origin topic:refs/heads/release/1
	blames ADR-0002 'a:1'
}
scenario 5 governed_branch_at_a_smuggled_commit_is_rejected

governed_branch_on_a_smuggled_commit_is_rejected()
{
	smuggled
	put b 'fine\n' && commit 'ABC-3 fine'
	push_rejected origin topic:refs/heads/release/1
	blames ADR-0002 'a:1' "$(short topic~1)"
}
scenario 5 governed_branch_on_a_smuggled_commit_is_rejected

smuggled_commit_stays_free_where_it_came_in()
{
	smuggled
	push_accepted origin topic:refs/heads/topic-2 topic:refs/tags/t
}
scenario 5 smuggled_commit_stays_free_where_it_came_in

merge_of_a_smuggled_commit_is_rejected()
{
	smuggled
	git checkout -q main
	put c 'fine\n' && commit 'ABC-3 fine'
	merge --no-edit topic
	push_rejected origin main
	blames ADR-0002 'a:1' "$(short topic)"
}
scenario 5 merge_of_a_smuggled_commit_is_rejected

smuggled_and_governed_in_one_push_is_rejected()
{
	server S-main
	base
	branch topic
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin topic topic:main
	blames ADR-0002 'a:1' 'refs/heads/main|a:1'
}
scenario 5 smuggled_and_governed_in_one_push_is_rejected

commit_judged_on_a_governed_ref_is_not_judged_again()
{
	server S-main
	base
	branch release/1
	put a 'BAD\n' && commit 'ABC-2 bad in old times'
	plant
	push_accepted origin release/1:main
}
scenario 5 commit_judged_on_a_governed_ref_is_not_judged_again

commit_only_in_the_store_is_new()
{
	server S
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	plant main:refs/heads/gone
	git -C "$SERVER" update-ref -d refs/heads/gone
	raw
	raw_ref "$(id main~1)" "$(id main)" refs/heads/main
	raw_objects
	raw_rejected
	blames ADR-0002 'a:1'
}
scenario 12 commit_only_in_the_store_is_new

same_objects_with_an_empty_pack_stay_rejected()
{
	server S
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-0002 'a:1'
	git -C "$SERVER" fetch -q "$T/client" main
	rm "$SERVER/FETCH_HEAD"
	push_rejected origin main
	blames ADR-0002 'a:1'
	raw
	raw_ref "$(id main~1)" "$(id main)" refs/heads/main
	raw_objects
	raw_rejected
	blames ADR-0002 'a:1'
}
scenario 12 same_objects_with_an_empty_pack_stay_rejected

part_of_the_objects_in_the_store_hides_nothing()
{
	server S
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	put b 'fine\n' && commit 'ABC-3 fine'
	git -C "$SERVER" fetch -q "$T/client" main~1 2>/dev/null ||
		git -C "$SERVER" fetch -q "$T/client" "$(id main~1)"
	push_rejected origin main
	blames ADR-0002 'a:1' "$(short main~1)"
}
scenario 12 part_of_the_objects_in_the_store_hides_nothing

mended_push_passes()
{
	server S
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-0002 'a:1'
	put a 'good\n'
	commit 'ABC-2 good' --amend
	push_accepted origin main
	ref_is refs/heads/main "$(id main)"
}
scenario 12 mended_push_passes

rejection_leaves_no_object_with_unpack_limit_1()
{
	server S
	server_config receive.unpackLimit 1
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-0002 'a:1'
	put a 'good\n'
	commit 'ABC-2 good' --amend
	push_accepted origin main
}
scenario 12 rejection_leaves_no_object_with_unpack_limit_1

rejection_says_what_to_do()
{
	server P
	base
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main
	blames ADR-0001 'Nobody changes conf on main' 'conf/x' 'modified conf/x' \
		'^instead: +Ask who runs the servers' '^why: .*0001-conf-is-closed\.md' 'accepted 2024-01-15'
	says 'nothing was accepted' 'hint: .*writ explain ADR-0001'
}
scenario 2 rejection_says_what_to_do

# Levels, and what is not in force.
level_decides()
{
	server
	sed 's/^status:.*/&\nlevel: '"$1"'/' "$push_dir/decisions/S/0002-no-marker.md" \
		>"$DECISIONS/0002-no-marker.md"
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
}

advisory_is_shown_and_accepted()
{
	level_decides advisory
	push_accepted origin main
	says 'ADR-0002' 'adds the marker'
}
scenario 2 advisory_is_shown_and_accepted

shadow_is_neither_shown_nor_rejecting()
{
	level_decides shadow
	push_accepted origin main
	says_not 'adds the marker'
}
scenario 2 shadow_is_neither_shown_nor_rejecting

proposed_is_not_enforced()
{
	server P
	sed 's/^status:.*/status: proposed/' "$push_dir/decisions/S/0002-no-marker.md" \
		>"$DECISIONS/0002-no-marker.md"
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_accepted origin main
}
scenario 2 proposed_is_not_enforced

observing_rejects_nothing()
{
	server S
	server_config writ.mode observe
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_accepted origin main
	says 'ADR-0002' 'adds the marker'
	ref_is refs/heads/main "$(id main)"
}
scenario 2 observing_rejects_nothing

baseline_counts_as_judged()
{
	server S M
	put a 'BAD\n' && commit 'imported'
	plant main:refs/import/1
	server_config writ.baseline refs/import/1
	put b 'fine\n' && commit 'ABC-1 fine'
	push_accepted origin main
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 4 baseline_counts_as_judged

all_violations_are_shown_at_once()
{
	server P S M Z
	base
	put conf/x 'BAD\n'
	put a 'fine\nBAD\nBAD too\n'
	head -c 1048577 /dev/zero >big
	commit 'no ticket'
	push_rejected origin main
	blames ADR-0001 'conf/x'
	blames ADR-0002 'a:2' 'a:3' 'conf/x:1'
	blames ADR-0003 'names no ticket'
	blames ADR-0004 'has 1048577 bytes' 'big'
	says '4 decisions'
}
scenario 2 all_violations_are_shown_at_once

order_of_the_report_is_by_commit_then_decision_then_path()
{
	server S
	base
	put z 'BAD\n' && commit 'ABC-2 z'
	put b 'BAD\nBAD\n' && put 'B' 'BAD\n' && commit 'ABC-3 b'
	push_rejected origin main
	block ADR-0002 | sed -n 's/^ *--> \([^ ]*\) .*/\1/p' | cut -d: -f1,2 >"$T/places"
	printf 'z:1\nB:1\nb:1\nb:2\n' | cmp -s - "$T/places" || fail "order: $(cat "$T/places")"
}
scenario 2 order_of_the_report_is_by_commit_then_decision_then_path

finish
