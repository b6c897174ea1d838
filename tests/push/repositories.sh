#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Repositories of every shape: where git works, the verdict is the same; what cannot be read is
# refused by name.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

base()
{
	put readme 'hello\n'
	put conf/x 'one\n'
	put a 'fine\n'
	commit 'ABC-1 begin'
	plant
}

# judged_alike TARGET: a good push to main there passes, a bad one does not, for the right reason.
judged_alike()
{
	put b 'fine\n' && commit 'ABC-2 fine'
	push_accepted "$1" main
	put b 'fine\nBAD\n'
	put conf/x 'two\n'
	commit 'ABC-3 bad'
	push_rejected "$1" main
	blames ADR-0001 'modified conf/x'
	blames ADR-0002 'b:2' "$(short main)"
	says '2 decisions in 1 commit'
}

# -- Names

alias_of_main_has_its_rules()
{
	server P S
	base
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main:alias
	blames ADR-0001 'modified conf/x'
}
scenario 23 alias_of_main_has_its_rules

alias_that_is_free_takes_what_is_good()
{
	server P S
	base
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	put b 'fine\n' && commit 'ABC-2 fine'
	push_accepted origin main:alias
	ref_is refs/heads/main "$(id main)"
}
scenario 23 alias_that_is_free_takes_what_is_good

governed_alias_of_a_free_branch_has_its_own_rules()
{
	server P
	base
	plant main:refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/main refs/heads/trunk
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main:main
	blames ADR-0001 'modified conf/x'
}
scenario 23 governed_alias_of_a_free_branch_has_its_own_rules

alias_of_an_alias_has_its_rules()
{
	server P
	base
	git -C "$SERVER" symbolic-ref refs/heads/one refs/heads/main
	git -C "$SERVER" symbolic-ref refs/heads/two refs/heads/one
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main:two
	blames ADR-0001 'modified conf/x'
}
scenario 23 alias_of_an_alias_has_its_rules

alias_of_what_is_not_born_has_its_rules()
{
	server P
	base
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	git -C "$SERVER" update-ref -d refs/heads/main
	push_rejected origin main:alias
	blames ADR-0001 'conf/x'
}
scenario 23 alias_of_what_is_not_born_has_its_rules

alias_is_not_deleted_past_the_rule()
{
	server R
	base
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	push_rejected origin :alias
	blames ADR-0005 'deletes refs/heads/alias'
}
scenario 23 alias_is_not_deleted_past_the_rule

# main is another name for trunk, which alone is pushed to.
main_is_trunk()
{
	base
	plant main:refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/main refs/heads/trunk
}

what_a_governed_alias_leads_to_has_its_rules()
{
	server P
	main_is_trunk
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main:trunk
	blames ADR-0001 'modified conf/x'
	says 'refs/heads/main is a symbolic ref to refs/heads/trunk'
	put conf/x 'one\n' && commit 'ABC-3 back' && git reset -q --soft HEAD~2
	put b 'fine\n' && commit 'ABC-4 fine'
	push_accepted origin main:trunk
}
scenario 23 what_a_governed_alias_leads_to_has_its_rules

what_an_alias_matched_by_a_wildcard_leads_to_has_its_rules()
{
	server S-main
	base
	plant main:refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/release/1/x refs/heads/trunk
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main:trunk
	blames ADR-0002 'b:1'
	push_accepted origin main:other
}
scenario 23 what_an_alias_matched_by_a_wildcard_leads_to_has_its_rules

alias_between_has_its_rules()
{
	server P
	base
	plant main:refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/main refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main:alias
	blames ADR-0001 'modified conf/x'
	push_rejected origin main:trunk
	blames ADR-0001 'modified conf/x'
}
scenario 23 alias_between_has_its_rules

governed_alias_of_what_is_not_born_has_its_rules()
{
	server P
	git -C "$SERVER" symbolic-ref refs/heads/main refs/heads/trunk
	put conf/x 'one\n' && commit 'ABC-1 begin'
	push_rejected origin main:trunk
	blames ADR-0001 'conf/x'
}
scenario 23 governed_alias_of_what_is_not_born_has_its_rules

# What came in under one name is not judged again under the other.
alias_has_accepted_what_its_end_has()
{
	server P
	main_is_trunk
	put conf/x 'two\n' && commit 'ABC-2 by who may'
	plant main:refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/main refs/heads/trunk
	sed 's|^refs:.*|refs: ["refs/heads/main", "refs/heads/release/**"]|' \
		"$DECISIONS/0001-conf-is-closed.md" >"$T/wider"
	cat "$T/wider" >"$DECISIONS/0001-conf-is-closed.md"
	push_accepted origin main:release/1
}
scenario 23 alias_has_accepted_what_its_end_has

source_under_another_name_is_guarded()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	DECISIONS=docs/adr
	decisions S
	commit 'ABC-1 begin'
	plant main:refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/mid refs/heads/trunk
	git -C "$SERVER" symbolic-ref refs/heads/main refs/heads/mid
	git -C "$SERVER" symbolic-ref refs/heads/other refs/heads/trunk
	git rm -rq docs && commit 'ABC-2 none'
	for _name in trunk mid other main; do
		push_rejected origin "main:$_name"
		blames WRIT-CORPUS
	done
}
scenario 23 source_under_another_name_is_guarded

# Nothing governs, no built-in decision is on: still the alias counts.
alias_keeps_a_push_from_being_idle()
{
	server P
	main_is_trunk
	for _id in WRIT-OBJECT WRIT-REF WRIT-CORPUS; do
		server_config "writ.builtin.$_id" off
	done
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main:trunk
	blames ADR-0001 'modified conf/x'
}
scenario 23 alias_keeps_a_push_from_being_idle

rules_match_the_name_inside_a_namespace()
{
	server P S
	base
	plant main:refs/namespaces/ns/refs/heads/main
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected --receive-pack='GIT_NAMESPACE=ns git receive-pack' origin main
	blames ADR-0001 'modified conf/x'
	push_accepted --receive-pack='GIT_NAMESPACE=ns git receive-pack' origin main:topic
	ref_is refs/namespaces/ns/refs/heads/topic "$(id main)"
	ref_is refs/heads/topic ''
}
scenario 23 rules_match_the_name_inside_a_namespace

namespaces_nest()
{
	server P S
	base
	plant main:refs/namespaces/a/refs/namespaces/b/refs/heads/main
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected --receive-pack='GIT_NAMESPACE=a/b git receive-pack' origin main
	blames ADR-0001 'modified conf/x'
}
scenario 23 namespaces_nest

another_namespace_holds_nothing_old()
{
	server S
	put a 'BAD\n' && commit 'ABC-1 bad in old times'
	plant
	push_rejected --receive-pack='GIT_NAMESPACE=ns git receive-pack' origin main
	blames ADR-0002 'a:1'
}
scenario 23 another_namespace_holds_nothing_old

hidden_refs_in_the_push_are_no_crash()
{
	server P S
	base
	server_config transfer.hideRefs refs/hidden
	put b 'fine\n' && commit 'ABC-2 fine'
	raw
	raw_ref "$zero" "$(id main)" refs/hidden/x
	raw_ref "$(id main~1)" "$(id main)" refs/heads/main
	raw_history "$(id main)" "^$(id main~1)"
	raw_send
	says 'ok refs/heads/main' 'ng refs/hidden/x'
	no_crash
	ref_is refs/heads/main "$(id main)"
}
scenario 23 hidden_refs_in_the_push_are_no_crash

hidden_refs_hide_no_bad_commit()
{
	server P S
	base
	server_config transfer.hideRefs refs/hidden
	put b 'BAD\n' && commit 'ABC-2 bad'
	plant main:refs/hidden/x
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 23 hidden_refs_hide_no_bad_commit

# -- What rewrites history in the eyes of a tool

replace_refs_are_denied()
{
	server P
	base
	push_rejected origin "main:refs/replace/$(id main)"
	blames WRIT-REF 'refs/replace/'
}
scenario 24 replace_refs_are_denied

replace_refs_are_denied_amid_others()
{
	server P
	base
	put b 'fine\n' && commit 'ABC-2 fine'
	push_rejected origin main "main:refs/replace/$(id main~1)"
	blames WRIT-REF 'refs/replace/'
}
scenario 24 replace_refs_are_denied_amid_others

# A clean twin of what is bad, planted in its place beforehand.
replaced_commit_is_judged_as_it_is()
{
	server S M
	base
	put b 'fine\n' && commit 'ABC-2 clean'
	_clean=$(id main)
	plant main:refs/import/clean
	put b 'BAD\n' && commit 'bad' --amend
	git -C "$SERVER" update-ref "refs/replace/$(id main)" "$_clean"
	push_rejected origin main
	blames ADR-0002 'b:1'
	blames ADR-0003 'names no ticket'
}
scenario 24 replaced_commit_is_judged_as_it_is

replaced_blob_is_judged_as_it_is()
{
	server S
	base
	put b 'BAD\n' && commit 'ABC-2 bad'
	git -C "$SERVER" update-ref "refs/replace/$(id main:b)" "$(id main:a)"
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 24 replaced_blob_is_judged_as_it_is

replaced_old_commit_brings_no_history()
{
	server S
	base
	put b 'BAD\n' && commit 'ABC-2 bad'
	put c 'fine\n' && commit 'ABC-3 fine'
	# The old main claims to be a child of what is pushed.
	plant main:refs/import/bad
	git -C "$SERVER" update-ref -d refs/import/bad
	_twin=$(commit_of "$(id 'main^{tree}')" "$(id main)")
	git -C "$SERVER" fetch -q "$T/client" "$_twin" 2>/dev/null ||
		git cat-file commit "$_twin" | git -C "$SERVER" hash-object -w -t commit --stdin >/dev/null
	git -C "$SERVER" update-ref "refs/replace/$(id main~2)" "$_twin"
	printf '%s %s refs/heads/main\n' "$(id main~2)" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 1
	blames ADR-0002 'b:1'
}
scenario 24 replaced_old_commit_brings_no_history

grafts_have_no_effect()
{
	server S
	base
	put b 'BAD\n' && commit 'ABC-2 bad'
	put b 'fine\n' && commit 'ABC-3 mended'
	mkdir -p "$SERVER/info"
	printf '%s %s\n' "$(id main)" "$(id main~2)" >"$SERVER/info/grafts"
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 24 grafts_have_no_effect

notes_are_no_content()
{
	server P S Z
	base
	git notes add -m 'BAD' main
	push_accepted origin refs/notes/commits
	ref_is refs/notes/commits "$(id refs/notes/commits)"
}
scenario 25 notes_are_no_content

notes_are_judged_where_a_decision_governs_them()
{
	server
	decision "$DECISIONS/0001-notes.md" 'refs: ["refs/notes/**"]' <<'END'
return { file = function(file) file:violation "a note" end }
END
	base
	git notes add -m 'BAD' main
	push_rejected origin refs/notes/commits
	blames ADR-0001 'a note'
}
scenario 25 notes_are_judged_where_a_decision_governs_them

# -- Places

# named NAME: the repository's directory has this name, as printf takes it.
named()
{
	eval "$1() { repository_is_named '$2'; }"
	scenario 26 "$1"
}

repository_is_named()
{
	SERVER=$T/$(printf "$1")
	server P S
	base
	judged_alike "$SERVER"
}

named repository_with_a_colon_in_its_path 'ser:ver.git'
named repository_with_a_blank_in_its_path ' ser ver .git'
named repository_with_quotes_in_its_path 'ser"ver'"\047"'.git'
named repository_with_a_backslash_in_its_path 'ser\134ver\134n.git'
named repository_with_letters_of_two_bytes_in_its_path 's\303\251rver.git'
named repository_with_a_path_that_is_no_utf8 's\377rver.git'
named repository_with_a_star_in_its_path 's*rv[e]r.git'
named repository_with_a_line_feed_in_its_path 'ser\nver.git'
named repository_with_a_dollar_in_its_path 's$HOME`rver.git'

# borrowed NAME: the server's old objects lie in another store, whose directory has this name.
borrowed()
{
	_store=$T/$1
	git init -q --bare "$_store"
	server P S
	base
	git -C "$_store" fetch -q "$SERVER" main
	printf '%s\n' "$_store/objects" >"$SERVER/objects/info/alternates"
	git -C "$SERVER" repack -qadl
	git -C "$SERVER" prune-packed -q
	rm -rf "$SERVER"/objects/??
	judged_alike origin
}

alternate_store_is_read()
{
	borrowed store.git
}
scenario 26 alternate_store_is_read

alternate_store_with_a_colon_is_read()
{
	borrowed 'st:ore.git'
}
scenario 26 alternate_store_with_a_colon_is_read

alternate_store_with_blanks_is_read()
{
	borrowed ' st ore .git'
}
scenario 26 alternate_store_with_blanks_is_read

alternate_of_an_alternate_is_read()
{
	git init -q --bare "$T/far.git"
	git init -q --bare "$T/near.git"
	server P S
	base
	git -C "$T/far.git" fetch -q "$SERVER" main
	printf '%s\n' "$T/far.git/objects" >"$T/near.git/objects/info/alternates"
	printf '%s\n' ../../near.git/objects >"$SERVER/objects/info/alternates"
	git -C "$SERVER" repack -qadl
	rm -rf "$SERVER"/objects/??
	judged_alike origin
}
scenario 26 alternate_of_an_alternate_is_read

alternate_store_hides_no_bad_commit()
{
	git init -q --bare "$T/store.git"
	server S
	base
	put b 'BAD\n' && commit 'ABC-2 bad'
	git -C "$T/store.git" fetch -q "$T/client" main:main
	printf '%s\n' "$T/store.git/objects" >"$SERVER/objects/info/alternates"
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 26 alternate_store_hides_no_bad_commit

# The text of a rejection, without what names this directory.
rejection_of()
{
	put b 'fine\nBAD\n'
	put conf/x 'two\n'
	commit 'ABC-3 bad'
	push_rejected origin main
	sed 's/ *$//' "$OUT" | grep '^remote: ' | sed "s|$T|T|g" >"$1"
}

unpack_limit_makes_no_difference()
{
	server P S
	base
	server_config receive.unpackLimit 1
	rejection_of "$T/packed"
	git reset -q --hard HEAD~1
	clock=1700000060
	server_config receive.unpackLimit 10000
	rejection_of "$T/loose"
	[ -s "$T/loose" ] || fail 'no text'
	cmp -s "$T/loose" "$T/packed" || fail "$(diff "$T/loose" "$T/packed")"
}
scenario 26 unpack_limit_makes_no_difference

thin_packs_are_read()
{
	server P S
	server_config receive.unpackLimit 1
	base
	seq 1 5000 >numbers && commit 'ABC-2 numbers'
	push_accepted origin main
	seq 1 5001 >numbers && commit 'ABC-3 one more'
	push_accepted --thin origin main
	echo BAD >>numbers && commit 'ABC-4 bad'
	push_rejected --thin origin main
	blames ADR-0002 'numbers:5002'
}
scenario 26 thin_packs_are_read

packed_server_is_read()
{
	server P S
	base
	git -C "$SERVER" gc -q
	judged_alike origin
}
scenario 26 packed_server_is_read

packed_refs_are_read()
{
	server P S
	base
	git tag -a -m 'a release' v1
	plant '+refs/*:refs/*'
	git -C "$SERVER" pack-refs --all
	judged_alike origin
}
scenario 26 packed_refs_are_read

commit_graph_and_bitmaps_make_no_difference()
{
	server P S
	base
	git -C "$SERVER" repack -qadb
	git -C "$SERVER" commit-graph write --reachable 2>/dev/null
	git -C "$SERVER" multi-pack-index write 2>/dev/null
	judged_alike origin
}
scenario 26 commit_graph_and_bitmaps_make_no_difference

# A server with a work tree; its git directory is what the hook sees.
with_work_tree()
{
	git init -q -b other "$T/tree"
	SERVER=$T/tree/.git
	quiet_server
	decisions P S
	server_config writ.source "$DECISIONS"
	mkdir -p "$SERVER/hooks"
	hook pre-receive "exec '$WRIT' pre-receive"
	base
}

repository_with_a_work_tree_is_read()
{
	with_work_tree
	judged_alike "$T/tree"
}
scenario 26 repository_with_a_work_tree_is_read

linked_work_tree_is_read()
{
	with_work_tree
	git -C "$T/tree" worktree add -q "$T/linked" main
	judged_alike "$T/linked"
}
scenario 26 linked_work_tree_is_read

linked_objects_are_read()
{
	server P S
	mv "$SERVER/objects" "$T/objects"
	ln -s "$T/objects" "$SERVER/objects"
	base
	judged_alike origin
}
scenario 26 linked_objects_are_read

linked_repository_is_read()
{
	server P S
	base
	ln -s "$SERVER" "$T/link.git"
	judged_alike "$T/link.git"
}
scenario 26 linked_repository_is_read

shallow_client_is_judged_alike()
{
	server P S
	base
	put b 'fine\n' && commit 'ABC-2 more'
	plant
	git clone -q --depth 1 "file://$SERVER" "$T/shallow"
	cd "$T/shallow"
	judged_alike origin
}
scenario 26 shallow_client_is_judged_alike

# -- Formats that cannot be read

refused_by_name()
{
	push origin main
	[ "$status" -ne 0 ] || fail 'accepted'
	says 'pre-receive hook declined' "$1"
	no_verdict
	refs_unmoved
}

shallow_server_is_refused()
{
	server P S
	base
	put b 'fine\n' && commit 'ABC-2 more'
	plant
	id main >"$SERVER/shallow"
	put b 'fine too\n' && commit 'ABC-3 more'
	refused_by_name '[Ss]hallow'
}
scenario 27 shallow_server_is_refused

sha256_is_refused()
{
	git init -q --bare --object-format=sha256 -b main "$SERVER"
	decisions S
	server_config writ.source "$DECISIONS"
	hook pre-receive "exec '$WRIT' pre-receive"
	rm -rf .git
	git init -q -b main --object-format=sha256
	put a 'fine\n' && commit 'ABC-1 begin'
	remember_server
	push "$SERVER" main
	[ "$status" -ne 0 ] || fail 'accepted'
	says 'pre-receive hook declined' '[Ss][Hh][Aa]-?256|objectformat|objectFormat'
	no_verdict
}
scenario 27 sha256_is_refused

partial_clone_is_refused()
{
	server S
	base
	git -C "$SERVER" config core.repositoryFormatVersion 1
	git -C "$SERVER" config extensions.partialClone origin
	put b 'fine\n' && commit 'ABC-2 more'
	refused_by_name '[Pp]artial'
}
scenario 27 partial_clone_is_refused

promisor_remote_is_refused()
{
	server S
	base
	git -C "$SERVER" config remote.origin.url "$T/elsewhere.git"
	git -C "$SERVER" config remote.origin.promisor true
	git -C "$SERVER" config core.repositoryFormatVersion 1
	git -C "$SERVER" config extensions.partialClone origin
	put b 'fine\n' && commit 'ABC-2 more'
	refused_by_name '[Pp]artial|[Pp]romisor'
}
scenario 27 promisor_remote_is_refused

# git itself does not open these: by hand.
extension_is_refused_by_hand()
{
	server S
	base
	git -C "$SERVER" config core.repositoryFormatVersion 1
	git -C "$SERVER" config "$1" "$2"
	printf '%s %s refs/heads/new\n' "$zero" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 1
	says "$3"
	printf '' | hook_run "$WRIT" check "$(id main)"
	exits 2 3
}

reftable_is_refused()
{
	extension_is_refused_by_hand extensions.refStorage reftable '[Rr]eftable|refstorage|refStorage'
}
scenario 27 reftable_is_refused

unknown_extension_is_refused()
{
	extension_is_refused_by_hand extensions.novelty true 'novelty'
}
scenario 27 unknown_extension_is_refused

later_format_is_refused()
{
	server S
	base
	git -C "$SERVER" config core.repositoryFormatVersion 2
	printf '%s %s refs/heads/new\n' "$zero" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 1
	says '[Vv]ersion|[Ff]ormat'
}
scenario 27 later_format_is_refused

no_repository_is_refused()
{
	server S
	base
	rm -rf "$SERVER/objects" "$SERVER/refs"
	printf '%s %s refs/heads/new\n' "$zero" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 1
	no_crash
}
scenario 27 no_repository_is_refused

truncated_pack_is_no_acceptance()
{
	server S
	base
	git -C "$SERVER" repack -qad
	for _pack in "$SERVER"/objects/pack/*.pack; do
		chmod u+w "$_pack"
		head -c 40 "$_pack" >"$T/cut"
		cp "$T/cut" "$_pack"
	done
	printf '%s %s refs/heads/new\n' "$zero" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 0 1
	printf '%s %s refs/heads/main\n' "$zero" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 0 1
	git -C "$SERVER" update-ref --no-deref -d refs/heads/main 2>/dev/null ||
		rm -f "$SERVER/refs/heads/main"
	printf '%s %s refs/heads/main\n' "$zero" "$(id main)" | hook_run "$WRIT" pre-receive
	exits 1
	no_crash
}
scenario 27 truncated_pack_is_no_acceptance

# -- Owners

# of_another: the server belongs to nobody, and this is root.
of_another()
{
	[ "$(stat -c %u "$T")" -eq 0 ] || skip 'needs root'
	server P S
	base
	chown -R 65534:65534 "$SERVER" || skip 'may not chown'
	printf '[safe]\n\tdirectory = *\n' >"$T/gitconfig"
}

repository_of_another_is_read_under_receive_pack()
{
	of_another
	GIT_CONFIG_GLOBAL=$T/gitconfig
	judged_alike origin
}
scenario 28 repository_of_another_is_read_under_receive_pack

repository_of_another_is_read_by_a_user_who_may()
{
	of_another
	chown -R 65534:65534 "$T"
	chmod 755 "$TMP" "$TMP/home"
	command -v setpriv >/dev/null || skip 'no setpriv'
	setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$WRIT" ||
		skip 'others may not enter the build folder'
	chown -R 0:0 "$SERVER"
	chmod -R a+rwX "$SERVER"
	put b 'BAD\n'
	git -c safe.directory='*' add b
	git -c safe.directory='*' commit -q -m 'ABC-2 bad'
	chown -R 65534:65534 "$T/client"
	GIT_CONFIG_GLOBAL=$T/gitconfig
	remember_server
	! setpriv --reuid 65534 --regid 65534 --clear-groups git push origin main >"$OUT" 2>&1 ||
		fail 'accepted'
	blames ADR-0002 'b:1'
	refs_unmoved
}
scenario 28 repository_of_another_is_read_by_a_user_who_may

repository_of_another_is_not_read_by_hand()
{
	of_another
	hook_run env -u GIT_DIR "$WRIT" check main
	exits 2 3
}
scenario 28 repository_of_another_is_not_read_by_hand

finish
