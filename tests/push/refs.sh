#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# What happens to refs: creations of every kind, deletions, rewrites, several at once.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

base()
{
	put readme 'hello\n'
	put conf/x 'one\n'
	commit 'ABC-1 begin'
	plant
}

orphan_branch_with_the_marker_is_rejected()
{
	server S
	base
	git checkout -q --orphan island
	put a 'BAD\n' && commit 'ABC-2 island'
	push_rejected origin island
	blames ADR-0002 'a:1'
}
scenario 6 orphan_branch_with_the_marker_is_rejected

orphan_branch_without_it_is_accepted()
{
	server S M
	base
	git checkout -q --orphan island
	commit 'ABC-2 island'
	push_accepted origin island
}
scenario 6 orphan_branch_without_it_is_accepted

# A bad commit that only the tag at $1 steps away reaches.
tagged_bad_commit()
{
	server S
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
}

annotated_tag_of_a_bad_commit_is_rejected()
{
	tagged_bad_commit
	git tag -a -m 'one' t1
	push_rejected origin t1
	blames ADR-0002 'a:1' "$(short main)"
}
scenario 6 annotated_tag_of_a_bad_commit_is_rejected

lightweight_tag_of_a_bad_commit_is_rejected()
{
	tagged_bad_commit
	git tag t1
	push_rejected origin t1
	blames ADR-0002 'a:1'
}
scenario 6 lightweight_tag_of_a_bad_commit_is_rejected

tag_of_a_tag_of_a_bad_commit_is_rejected()
{
	tagged_bad_commit
	git tag -a -m 'one' t1
	git tag -a -m 'two' t2 t1
	git tag -a -m 'three' t3 t2
	push_rejected origin t3
	blames ADR-0002 'a:1'
}
scenario 6 tag_of_a_tag_of_a_bad_commit_is_rejected

tag_of_a_tag_of_a_good_commit_is_accepted()
{
	server S M O
	base
	put a 'fine\n' && commit 'ABC-2 fine'
	git tag -a -m 'one' t1
	git tag -a -m 'two' t2 t1
	push_accepted origin t2
}
scenario 6 tag_of_a_tag_of_a_good_commit_is_accepted

bad_commit_tagged_where_tags_are_free_is_accepted_there_only()
{
	server S-main
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_accepted origin main:refs/tags/t1
	push_rejected origin main
	blames ADR-0002 'a:1'
}
scenario 6 bad_commit_tagged_where_tags_are_free_is_accepted_there_only

tags_of_trees_and_blobs()
{
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	git tag tree-light 'main^{tree}'
	git tag blob-light main:a
	git tag -a -m t tree-full 'main^{tree}'
	git tag -a -m b blob-full main:a
}

tags_of_trees_and_blobs_have_no_commits_to_judge()
{
	server S M Z
	tags_of_trees_and_blobs
	push_accepted origin tree-light blob-light tree-full blob-full
}
scenario 6 tags_of_trees_and_blobs_have_no_commits_to_judge

tags_of_trees_and_blobs_are_for_the_ref_rule()
{
	server S O
	tags_of_trees_and_blobs
	push_rejected origin tree-light blob-light tree-full blob-full
	blames ADR-0006 'stands for a tree' 'stands for a blob' tree-light blob-light
}
scenario 6 tags_of_trees_and_blobs_are_for_the_ref_rule

# branch_of OBJECT: git itself refuses these only after the hook.
branch_of()
{
	server S
	base
	put a 'fine\n' && commit 'ABC-2 fine'
	git tag -a -m t full
	git tag -a -m t full-blob main:a
	raw
	raw_ref "$zero" "$(id "$1")" refs/heads/odd
	raw_history "$(id "$1")" "^$(id main~1)"
	raw_rejected
	blames WRIT-REF 'refs/heads/odd'
}

branch_of_a_blob_is_rejected()
{
	branch_of main:a
}
scenario 6 branch_of_a_blob_is_rejected

branch_of_a_tree_is_rejected()
{
	branch_of 'main^{tree}'
}
scenario 6 branch_of_a_tree_is_rejected

branch_of_a_tag_is_rejected()
{
	branch_of full
}
scenario 6 branch_of_a_tag_is_rejected

branch_of_a_tag_of_a_blob_is_rejected()
{
	branch_of full-blob
}
scenario 6 branch_of_a_tag_of_a_blob_is_rejected

# -- Deletions

kept()
{
	server R S
	base
	git tag v1
	git tag -a -m 'a release' v2
	branch topic
	put a 'fine\n' && commit 'ABC-2 fine'
	plant '+refs/*:refs/*'
}

protected_branch_is_not_deleted()
{
	kept
	push_rejected origin :main
	blames ADR-0005 'deletes refs/heads/main'
}
scenario 7 protected_branch_is_not_deleted

protected_tags_are_not_deleted()
{
	kept
	push_rejected origin :v1 :v2
	blames ADR-0005 'deletes refs/tags/v1' 'deletes refs/tags/v2'
}
scenario 7 protected_tags_are_not_deleted

free_branch_is_deleted()
{
	kept
	push_accepted origin :topic
	ref_is refs/heads/topic ''
}
scenario 7 free_branch_is_deleted

deletion_amid_others_is_rejected()
{
	kept
	put b 'fine\n' && commit 'ABC-3 fine'
	push_rejected origin topic :main topic:refs/heads/new
	blames ADR-0005 'deletes refs/heads/main'
}
scenario 7 deletion_amid_others_is_rejected

recreation_in_one_push_is_a_repeated_name()
{
	kept
	raw
	raw_ref "$(id main)" "$zero" refs/heads/main
	raw_ref "$zero" "$(id topic)" refs/heads/main
	raw_history "$(id topic)"
	raw_rejected
	says 'error\[(WRIT-REF|ADR-0005)\]'
}
scenario 7 recreation_in_one_push_is_a_repeated_name

deletion_of_nothing_is_accepted()
{
	kept
	raw
	raw_ref "$zero" "$zero" refs/heads/never
	raw_accepted
}
scenario 7 deletion_of_nothing_is_accepted

deletion_of_nothing_amid_others_is_accepted()
{
	kept
	put b 'fine\n' && commit 'ABC-3 fine'
	raw
	raw_ref "$zero" "$zero" refs/heads/never
	raw_ref "$(server_id topic)" "$(id topic)" refs/heads/topic
	raw_ref "$zero" "$zero" refs/tags/never
	raw_history "$(id topic)" "^$(server_id topic)"
	raw_accepted
	ref_is refs/heads/topic "$(id topic)"
}
scenario 7 deletion_of_nothing_amid_others_is_accepted

deletion_of_nothing_hides_no_bad_commit()
{
	kept
	put b 'BAD\n' && commit 'ABC-3 bad'
	raw
	raw_ref "$zero" "$zero" refs/heads/never
	raw_ref "$(server_id topic)" "$(id topic)" refs/heads/topic
	raw_history "$(id topic)" "^$(server_id topic)"
	raw_rejected
	blames ADR-0002 'b:1'
}
scenario 7 deletion_of_nothing_hides_no_bad_commit

broken()
{
	kept
	lost=1234567890123456789012345678901234567890
	printf '%s\n' $lost >"$SERVER/$1"
}

ref_whose_object_is_missing_is_deleted()
{
	broken refs/heads/broken
	raw
	raw_ref $lost "$zero" refs/heads/broken
	raw_accepted
	[ ! -e "$SERVER/refs/heads/broken" ] || fail 'is still there'
}
scenario 7 ref_whose_object_is_missing_is_deleted

protected_ref_whose_object_is_missing_is_not_deleted()
{
	broken refs/tags/v3
	raw
	raw_ref $lost "$zero" refs/tags/v3
	raw_rejected
	blames ADR-0005 'deletes refs/tags/v3'
}
scenario 7 protected_ref_whose_object_is_missing_is_not_deleted

# git itself takes no push of objects beside such a ref: by hand, the objects being there.
dangling_ref_beside_hides_nothing()
{
	kept
	put a 'BAD\n' && commit 'ABC-3 bad'
	plant topic:refs/import/bad
	git -C "$SERVER" update-ref -d refs/import/bad
	echo 1234567890123456789012345678901234567890 >"$SERVER/refs/heads/aaa"
	printf '%s %s refs/heads/topic\n' "$(server_id topic)" "$(id topic)" |
		hook_run "$WRIT" pre-receive
	exits 1
	blames ADR-0002 'a:1'
}
scenario 7 dangling_ref_beside_hides_nothing

# forged_deletion OLD: the old id on the wire is a claim.
forged_deletion()
{
	kept
	raw
	raw_ref "$1" "$zero" refs/heads/main
	raw_rejected
	blames ADR-0005 'deletes refs/heads/main'
}

deletion_with_a_forged_old_id_is_rejected()
{
	forged_deletion 1234567890123456789012345678901234567890
}
scenario 7 deletion_with_a_forged_old_id_is_rejected

deletion_that_claims_there_is_nothing_is_rejected()
{
	forged_deletion "$zero"
}
scenario 7 deletion_that_claims_there_is_nothing_is_rejected



update_with_the_new_id_for_old_is_judged()
{
	kept
	put b 'BAD\n' && commit 'ABC-3 bad'
	raw
	raw_ref "$(id topic)" "$(id topic)" refs/heads/topic
	raw_history "$(id topic)" "^$(server_id topic)"
	raw_rejected
	blames ADR-0002 'b:1'
}
scenario 7 update_with_the_new_id_for_old_is_judged

rewrite_that_claims_to_be_a_creation_is_judged()
{
	kept
	git checkout -q --orphan other
	commit 'ABC-4 other'
	raw
	raw_ref "$zero" "$(id other)" refs/heads/main
	raw_history "$(id other)"
	raw_rejected
	blames ADR-0005 'loses ABC-1 begin'
}
scenario 8 rewrite_that_claims_to_be_a_creation_is_judged

# -- Rewrites

rewritten()
{
	server R S
	base
	put a '1\n' && commit 'ABC-2 second'
	put a '2\n' && commit 'ABC-3 third'
	plant
	plant main:refs/heads/topic
	git reset -q --hard main~2
	put b "$1" && commit 'ABC-4 instead'
}

rewrite_of_main_is_rejected_and_names_what_is_lost()
{
	rewritten 'fine\n'
	push_rejected -f origin main
	blames ADR-0005 'loses ABC-2 second' 'loses ABC-3 third'
	says_not 'loses ABC-1'
}
scenario 8 rewrite_of_main_is_rejected_and_names_what_is_lost

rewind_of_main_is_rejected()
{
	rewritten 'fine\n'
	push_rejected -f origin main~1:main
	blames ADR-0005 'loses ABC-3 third'
}
scenario 8 rewind_of_main_is_rejected

rewrite_of_a_topic_is_accepted()
{
	rewritten 'fine\n'
	push_accepted -f origin main:topic
	ref_is refs/heads/topic "$(id main)"
}
scenario 8 rewrite_of_a_topic_is_accepted

rewrite_with_a_bad_commit_is_rejected()
{
	rewritten 'BAD\n'
	push_rejected -f origin main:topic
	blames ADR-0002 'b:1'
	blames_not ADR-0005
}
scenario 8 rewrite_with_a_bad_commit_is_rejected

fast_forward_is_no_rewrite()
{
	rewritten 'fine\n'
	git fetch -q origin
	git reset -q --hard origin/main
	put c 'fine\n' && commit 'ABC-5 forward'
	push_accepted origin main
}
scenario 8 fast_forward_is_no_rewrite

moved_tag_is_a_rewrite()
{
	kept
	git tag -f v1 topic >/dev/null
	git tag -f v2 topic >/dev/null
	git checkout -q --orphan other
	commit 'ABC-4 other'
	git tag -f v1 other >/dev/null
	push_rejected -f origin v1
	blames ADR-0005 'loses ABC-1 begin'
}
scenario 8 moved_tag_is_a_rewrite

# -- Several refs

three_refs()
{
	put a 'fine\n' && commit 'ABC-2 fine'
	git tag -a -m 'a release' t1
	branch topic
	put b 'BAD\n' && commit 'ABC-3 bad'
}

one_bad_of_three_moves_nothing()
{
	server S
	base
	three_refs
	push_rejected origin main topic t1
	blames ADR-0002 'b:1'
}
scenario 10 one_bad_of_three_moves_nothing

one_bad_of_three_atomically_moves_nothing()
{
	server S
	base
	three_refs
	push_rejected --atomic origin main topic t1
	blames ADR-0002 'b:1'
}
scenario 10 one_bad_of_three_atomically_moves_nothing

good_three_move()
{
	server S
	base
	three_refs
	push_accepted --atomic origin main main:topic t1
	ref_is refs/heads/main "$(id main)"
	ref_is refs/heads/topic "$(id main)"
	ref_is refs/tags/t1 "$(id t1)"
}
scenario 10 good_three_move

update_hook()
{
	server S
	rm "$SERVER/hooks/pre-receive"
	hook update "exec '$WRIT' update \"\$@\""
	base
	three_refs
}

update_hook_holds_back_only_the_bad_one()
{
	update_hook
	push origin main topic t1
	[ "$status" -ne 0 ] || fail accepted
	says 'topic.*hook declined'
	blames ADR-0002 'b:1'
	ref_is refs/heads/main "$(id main)"
	ref_is refs/tags/t1 "$(id t1)"
	ref_is refs/heads/topic ''
}
scenario 10 update_hook_holds_back_only_the_bad_one

update_hook_of_an_atomic_push_moves_nothing()
{
	update_hook
	push --atomic origin main topic t1
	[ "$status" -ne 0 ] || fail accepted
	blames ADR-0002 'b:1'
	refs_unmoved
}
scenario 10 update_hook_of_an_atomic_push_moves_nothing

update_hook_answers_to_its_name()
{
	update_hook
	ln -sf "$WRIT" "$SERVER/hooks/update"
	push origin topic
	[ "$status" -ne 0 ] || fail accepted
	blames ADR-0002 'b:1'
	ref_is refs/heads/topic ''
}
scenario 10 update_hook_answers_to_its_name

# As gitolite calls a virtual ref: with the trees, the kind of access and the rule behind the three.
the_hooks_that_come_along_work()
{
	mkdir "$T/bin" && ln -s "$WRIT" "$T/bin/writ"
	update_hook
	cp "$srcdir/hooks/update" "$T/VREF-writ"
	hook update "PATH='$T/bin:$PATH' exec '$T/VREF-writ' \"\$@\" tree tree W VREF/writ"
	push origin main topic
	[ "$status" -ne 0 ] || fail accepted
	blames ADR-0002 'b:1'
	ref_is refs/heads/main "$(id main)"
	ref_is refs/heads/topic ''
	for hook in pre-receive update; do
		rm -f "$SERVER/hooks/update" "$SERVER/hooks/pre-receive"
		sed "s|^PATH=.*|PATH=$T/none|; s|^cat |/bin/cat |" "$srcdir/hooks/$hook" >"$SERVER/hooks/$hook"
		chmod +x "$SERVER/hooks/$hook"
		push origin topic
		[ "$status" -ne 0 ] || fail accepted
		says 'writ was not found'
		ref_is refs/heads/topic ''
	done
}
scenario 10 the_hooks_that_come_along_work

update_hook_refuses_a_source_in_this_repository()
{
	update_hook
	plant main
	server_config writ.source refs/heads/main:docs/adr
	push origin main
	[ "$status" -ne 0 ] || fail accepted
	refs_unmoved
}
scenario 10 update_hook_refuses_a_source_in_this_repository

pre_receive_answers_to_its_name()
{
	server S
	base
	three_refs
	ln -sf "$WRIT" "$SERVER/hooks/pre-receive"
	push_rejected origin topic
	blames ADR-0002 'b:1'
	push_accepted origin main
}
scenario 10 pre_receive_answers_to_its_name

same_commit_on_two_refs_is_reported_once()
{
	server S
	base
	put b 'BAD\n' && commit 'ABC-3 bad'
	push_rejected origin main main:topic
	[ "$(said 'adds the marker')" -eq 1 ] || fail 'reported more than once'
}
scenario 10 same_commit_on_two_refs_is_reported_once

# -- Concurrency

# The hook waits until two are running, so that neither has moved a ref before the other looks.
both_at_once()
{
	server S
	base
	mkdir "$T/running"
	hook pre-receive "mkdir '$T/running/'\$\$
n=0; while [ \$(ls '$T/running' | wc -l) -lt 2 ] && [ \$n -lt 100 ]; do sleep 0.05; n=\$((n + 1)); done
'$WRIT' pre-receive; s=\$?
echo \$s >'$T/running/'\$\$/status
exit \$s"
	branch one
	put one 'fine\n' && commit 'ABC-2 one'
	git checkout -q -b two main
	put two "$1" && commit 'ABC-2 two'
}

# pushed_at_once REFSPEC REFSPEC: leaves their statuses in $first and $second.
pushed_at_once()
{
	first=0
	second=0
	git push origin "$1" >"$T/first" 2>&1 &
	_first=$!
	git push origin "$2" >"$T/second" 2>&1 || second=$?
	wait "$_first" || first=$?
	cat "$T/first" "$T/second" >"$OUT"
}

no_lock_is_left()
{
	[ -z "$(find "$SERVER" -name '*.lock')" ] || fail 'a lock is left'
}

two_pushes_to_one_branch_are_both_judged()
{
	both_at_once 'fine\n'
	pushed_at_once one:main two:main
	[ "$(cat "$T"/running/*/status)" = "$(printf '0\n0')" ] || fail 'not both judged'
	[ $((!first + !second)) -eq 1 ] || fail "exit statuses $first and $second"
	no_lock_is_left
}
scenario 11 two_pushes_to_one_branch_are_both_judged

two_pushes_to_two_branches_pass()
{
	both_at_once 'fine\n'
	pushed_at_once one:one two:two
	[ "$first$second" = 00 ] || fail "exit statuses $first and $second"
	no_lock_is_left
}
scenario 11 two_pushes_to_two_branches_pass

bad_push_beside_a_good_one_is_rejected()
{
	both_at_once 'BAD\n'
	pushed_at_once one:one two:two
	[ "$first" -eq 0 ] && [ "$second" -ne 0 ] || fail "exit statuses $first and $second"
	blames ADR-0002 'two:1'
	ref_is refs/heads/two ''
	no_lock_is_left
}
scenario 11 bad_push_beside_a_good_one_is_rejected

# -- What a policy sees of the push beside its own ref

# rights DECISION-REFS: who may change conf/** is read from the base of every ref of the push.
rights()
{
	server
	decision "$DECISIONS/0001-owners.md" "refs: [\"$1\"]" <<'END'
return {
  file = function(file)
    for update in push.updates do
      if update.ref == file.update.ref or update.ref:find("helper", 1, true) then
        if update:tree():base():file("OWNERS") then return end
      end
    end
    file:violation "nobody owns this"
  end,
}
END
	put readme 'x\n' && commit 'ABC-1 begin'
	plant
}

base_of_a_ref_that_the_decision_does_not_govern_grants_nothing()
{
	rights refs/heads/main
	branch helper
	put OWNERS 'me\n' && commit 'ABC-2 mine'
	plant helper:refs/heads/helper
	put x 'y\n' && commit 'ABC-3 more'
	git checkout -q main
	put conf 'x\n' && commit 'ABC-4 take'
	push_rejected origin main helper
	blames ADR-0001 'is none of them'
	push_rejected origin main helper:helper-new
	blames ADR-0001 'is none of them'
}
scenario 5 base_of_a_ref_that_the_decision_does_not_govern_grants_nothing

# helper is on the server, ungoverned; a governed ref that is created on it does not stand on it.
base_of_a_created_ref_is_of_what_its_decision_governs()
{
	rights 'refs/heads/{main,helper-*}'
	branch other
	put OWNERS 'me\n' && commit 'ABC-2 mine'
	plant other:refs/heads/other
	put x 'y\n' && commit 'ABC-3 more'
	git checkout -q main
	put conf 'x\n' && commit 'ABC-4 take'
	push_rejected origin main other:helper-new
	blames ADR-0001 'nobody owns this'
}
scenario 5 base_of_a_created_ref_is_of_what_its_decision_governs

finish
