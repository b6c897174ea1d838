#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Objects that git lets in or a client makes up; messages and contents of every encoding.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

base()
{
	put readme 'hello\n'
	put conf/x 'one\n'
	commit 'ABC-1 begin'
	plant
	blob=$(id main:readme)
}

# -- Trees. Each test pushes a commit of the tree that its entries make.

# pushed_tree FILE: the tree of these bytes, in a commit on main.
pushed_tree()
{
	tree=$(literal tree <"$1")
	odd=$(commit_of "$tree" "$(id main)")
	raw
	raw_ref "$(id main)" "$odd" refs/heads/main
	raw_objects "$odd" "$tree"
}

# odd_tree NAME ENTRY...: each ENTRY is 'MODE NAME', NAME as printf takes it.
odd_tree()
{
	_test=$1
	shift
	eval "$_test() { odd_tree_is_rejected $(printf "'%s' " "$@"); }"
	scenario 19 "$_test"
}

entries()
{
	for _entry; do
		_name=$(printf "${_entry#* }.")
		tree_entry "${_entry%% *}" "${_name%.}" "$blob"
	done
}

odd_tree_is_rejected()
{
	server P
	server_config receive.fsckObjects false
	base
	entries "$@" >"$T/tree"
	pushed_tree "$T/tree"
	raw_rejected
	blames WRIT-OBJECT "$(printf %s "$tree" | cut -c 1-7)|$(printf %s "$odd" | cut -c 1-7)"
	plain_text
}

odd_tree tree_with_dot_git_is_rejected '100644 .git' '100644 a'
odd_tree tree_with_DOT_GIT_is_rejected '100644 .GIT' '100644 a'
odd_tree tree_with_git_tilde_1_is_rejected '100644 a' '100644 git~1'
odd_tree tree_with_dot_git_of_HFS_is_rejected '100644 .g\342\200\214it' '100644 a'
odd_tree tree_with_dot_dot_is_rejected '100644 ..' '100644 a'
odd_tree tree_with_dot_is_rejected '100644 .' '100644 a'
odd_tree tree_with_duplicates_is_rejected '100644 a' '100755 a'
odd_tree tree_in_wrong_order_is_rejected '100644 b' '100644 a'
odd_tree tree_in_wrong_order_at_the_end_is_rejected '100644 a' '100644 c' '100644 d' '100644 b'
odd_tree tree_with_a_slash_in_a_name_is_rejected '100644 conf/y'
odd_tree tree_with_mode_777_is_rejected '100777 a'
odd_tree tree_with_mode_0_is_rejected '0 a'
odd_tree tree_with_a_socket_is_rejected '140000 a'
odd_tree tree_with_a_huge_mode_is_rejected '100644100644100644 a'

# A file and a directory of one name: sorted apart, so that only a look back finds it.
tree_with_a_file_and_a_directory_of_one_name_is_rejected()
{
	server P
	server_config receive.fsckObjects false
	base
	{
		tree_entry 100644 conf "$blob"
		tree_entry 100644 conf.x "$blob"
		tree_entry 40000 conf "$(id main:conf)"
	} >"$T/tree"
	pushed_tree "$T/tree"
	raw_rejected
	blames WRIT-OBJECT
}
scenario 19 tree_with_a_file_and_a_directory_of_one_name_is_rejected

odd_subtree_is_found()
{
	server P
	server_config receive.fsckObjects false
	base
	_sub=$(entries '100644 b' '100644 a' | literal tree)
	tree_entry 40000 deep "$_sub" >"$T/tree"
	pushed_tree "$T/tree"
	raw_objects "$odd" "$tree" "$_sub"
	raw_rejected
	blames WRIT-OBJECT
}
scenario 19 odd_subtree_is_found

odd_tree_is_found_in_an_earlier_commit()
{
	server P
	server_config receive.fsckObjects false
	base
	entries '100644 .git' >"$T/tree"
	pushed_tree "$T/tree"
	_mended=$(commit_of "$(id 'main^{tree}')" "$odd")
	raw
	raw_ref "$(id main)" "$_mended" refs/heads/main
	raw_objects "$odd" "$tree" "$_mended"
	raw_rejected
	blames WRIT-OBJECT
}
scenario 19 odd_tree_is_found_in_an_earlier_commit

odd_tree_is_found_on_an_ungoverned_ref()
{
	server P
	server_config receive.fsckObjects false
	base
	entries '100644 .git' >"$T/tree"
	pushed_tree "$T/tree"
	raw
	raw_ref "$zero" "$odd" refs/heads/topic
	raw_objects "$odd" "$tree"
	raw_rejected
	blames WRIT-OBJECT
}
scenario 19 odd_tree_is_found_on_an_ungoverned_ref

# git's own look at connectivity reads these before the hook is asked.
cut_tree_is_rejected()
{
	server P
	server_config receive.fsckObjects false
	base
	{
		entries '100644 a'
		printf '100644 b\0short'
	} >"$T/tree"
	pushed_tree "$T/tree"
	raw_send
	says_not '[0-9a-f]{4}ok '
	server_unchanged
}
scenario 19 cut_tree_is_rejected

# By hand, the objects being in the store: whatever git does before.
tree_by_hand_is_rejected()
{
	server P
	base
	{
		entries '100644 a'
		printf "$1"
	} >"$T/tree"
	pushed_tree "$T/tree"
	git -C "$SERVER" unpack-objects -q <"$T/raw.pack"
	printf '%s %s refs/heads/main\n' "$(id main)" "$odd" | hook_run "$WRIT" pre-receive
	exits 1
	blames WRIT-OBJECT
}

tree_cut_within_an_id_is_rejected_by_the_hook()
{
	tree_by_hand_is_rejected '100644 b\0short'
}
scenario 19 tree_cut_within_an_id_is_rejected_by_the_hook

tree_cut_within_a_name_is_rejected_by_the_hook()
{
	tree_by_hand_is_rejected '100644 b'
}
scenario 19 tree_cut_within_a_name_is_rejected_by_the_hook

tree_cut_within_a_mode_is_rejected_by_the_hook()
{
	tree_by_hand_is_rejected '1006'
}
scenario 19 tree_cut_within_a_mode_is_rejected_by_the_hook

tree_with_an_empty_name_is_rejected_by_the_hook()
{
	tree_by_hand_is_rejected '100644 \00012345678901234567890'
}
scenario 19 tree_with_an_empty_name_is_rejected_by_the_hook

missing_tree_is_rejected_by_the_hook()
{
	server P
	base
	entries '100644 a' >"$T/tree"
	pushed_tree "$T/tree"
	raw_objects "$odd"
	git -C "$SERVER" unpack-objects -q <"$T/raw.pack"
	printf '%s %s refs/heads/main\n' "$(id main)" "$odd" | hook_run "$WRIT" pre-receive
	exits 1
	no_crash
}
scenario 19 missing_tree_is_rejected_by_the_hook

missing_commit_is_rejected_by_the_hook()
{
	server P
	base
	printf '%s %s refs/heads/main\n' "$(id main)" 1234567890123456789012345678901234567890 |
		hook_run "$WRIT" pre-receive
	exits 1
	no_crash
}
scenario 19 missing_commit_is_rejected_by_the_hook

missing_blob_that_a_policy_reads_is_rejected_by_the_hook()
{
	server S
	base
	tree_entry 100644 a 1234567890123456789012345678901234567890 >"$T/tree"
	pushed_tree "$T/tree"
	git -C "$SERVER" unpack-objects -q <"$T/raw.pack"
	printf '%s %s refs/heads/main\n' "$(id main)" "$odd" | hook_run "$WRIT" pre-receive
	exits 1
	no_crash
}
scenario 19 missing_blob_that_a_policy_reads_is_rejected_by_the_hook

tree_where_a_blob_should_be_is_rejected_by_the_hook()
{
	server S
	base
	tree_entry 100644 a "$(id main:conf)" >"$T/tree"
	pushed_tree "$T/tree"
	git -C "$SERVER" unpack-objects -q <"$T/raw.pack"
	printf '%s %s refs/heads/main\n' "$(id main)" "$odd" | hook_run "$WRIT" pre-receive
	exits 1
	no_crash
}
scenario 19 tree_where_a_blob_should_be_is_rejected_by_the_hook

# -- Commits

# odd_commit NAME HEADERS: lines below `tree` and `parent`, as printf takes them.
odd_commit()
{
	eval "$1() { odd_commit_is_rejected '$2'; }"
	scenario 19 "$1"
}

pushed_commit()
{
	odd=$({
		printf 'tree %s\nparent %s\n' "$(id 'main^{tree}')" "$(id main)"
		printf "$1"
	} | literal commit)
	raw
	raw_ref "$(id main)" "$odd" refs/heads/main
	raw_objects "$odd"
}

odd_commit_is_rejected()
{
	server P
	server_config receive.fsckObjects false
	base
	pushed_commit "$1"
	raw_rejected
	blames WRIT-OBJECT "$(printf %s "$odd" | cut -c 1-7)"
	plain_text
}

a='A <a@example.org> 1700000000 +0000'
odd_commit commit_with_two_authors_is_rejected "author $a\nauthor $a\ncommitter $a\n\nABC-2\n"
odd_commit commit_with_a_late_second_author_is_rejected \
	"author $a\ncommitter $a\nauthor $a\n\nABC-2\n"
odd_commit commit_with_two_committers_is_rejected \
	"author $a\ncommitter $a\ncommitter $a\n\nABC-2\n"
odd_commit commit_without_author_is_rejected "committer $a\n\nABC-2\n"
odd_commit commit_without_committer_is_rejected "author $a\n\nABC-2\n"
odd_commit commit_without_either_is_rejected "\nABC-2\n"
odd_commit commit_with_nested_brackets_is_rejected \
	"author A <a <b@example.org>> 1700000000 +0000\ncommitter $a\n\nABC-2\n"
odd_commit commit_with_two_addresses_is_rejected \
	"author A <a@e> B <b@e> 1700000000 +0000\ncommitter $a\n\nABC-2\n"
odd_commit commit_without_brackets_is_rejected \
	"author A a@example.org 1700000000 +0000\ncommitter $a\n\nABC-2\n"
odd_commit commit_with_NUL_in_the_author_is_rejected \
	'author A\000B <a@e> 1700000000 +0000\ncommitter A <a@e> 1700000000 +0000\n\nABC-2\n'
odd_commit commit_with_NUL_in_the_message_is_rejected "author $a\ncommitter $a\n\nABC-2\000hidden\n"
odd_commit commit_with_an_overflowing_date_is_rejected \
	"author A <a@e> 99999999999999999999999 +0000\ncommitter $a\n\nABC-2\n"
odd_commit commit_without_a_date_is_rejected "author A <a@e>\ncommitter $a\n\nABC-2\n"
odd_commit commit_with_a_second_tree_is_rejected \
	"tree $zero\nauthor $a\ncommitter $a\n\nABC-2\n"
odd_commit commit_with_a_parent_after_the_author_is_rejected \
	"author $a\nparent $zero\ncommitter $a\n\nABC-2\n"
odd_commit commit_that_ends_in_its_header_is_rejected "author $a\ncommitter $a"

odd_commit_of_who_checks_nothing_and_governs_nothing_is_rejected()
{
	server P
	server_config receive.fsckObjects false
	base
	pushed_commit "author $a\nauthor $a\ncommitter $a\n\nABC-2\n"
	raw
	raw_ref "$zero" "$odd" refs/heads/topic
	raw_objects "$odd"
	raw_rejected
	blames WRIT-OBJECT
}
scenario 19 odd_commit_of_who_checks_nothing_and_governs_nothing_is_rejected

odd_old_commit_is_not_new()
{
	server P
	base
	pushed_commit "author $a\nauthor $a\ncommitter $a\n\nABC-2\n"
	git -C "$SERVER" unpack-objects -q <"$T/raw.pack"
	git -C "$SERVER" update-ref refs/heads/main "$odd"
	git reset -q --hard "$odd"
	put a 'fine\n' && commit 'ABC-3 fine'
	push_accepted origin main
}
scenario 19 odd_old_commit_is_not_new

fsck_configuration_lowers_a_problem()
{
	server P
	base
	pushed_commit "author $a\ncommitter A 1700000000 +0000\n\nABC-2\n"
	raw_rejected
	blames WRIT-OBJECT missingEmail
	server_config receive.fsck.missingEmail ignore
	raw_accepted
	ref_is refs/heads/main "$odd"
}
scenario 19 fsck_configuration_lowers_a_problem

fsck_skip_list_is_honoured()
{
	server P
	base
	pushed_commit "author $a\nauthor $a\ncommitter $a\n\nABC-2\n"
	printf '# known\n%s\n' "$odd" >"$T/skip-list"
	server_config receive.fsck.skipList "$T/skip-list"
	raw_accepted
	ref_is refs/heads/main "$odd"
}
scenario 19 fsck_skip_list_is_honoured

skip_list_of_another_helps_nobody()
{
	server P
	base
	pushed_commit "author $a\nauthor $a\ncommitter $a\n\nABC-2\n"
	printf '%s\n' 1234567890123456789012345678901234567890 >"$T/skip-list"
	server_config receive.fsck.skipList "$T/skip-list"
	raw_rejected
	blames WRIT-OBJECT
}
scenario 19 skip_list_of_another_helps_nobody

upper_and_lower_case_in_one_tree_are_seen_where_asked()
{
	server S
	base
	entries '100644 A' '100644 a' >"$T/tree"
	pushed_tree "$T/tree"
	raw_objects "$odd" "$tree"
	raw_accepted
	decision "$DECISIONS/0009-case.md" <<'END'
return {
  tree = function(tree)
    local seen = {}
    for file in tree:files("**") do
      local folded = file.path:lower()
      if seen[folded] then
        tree:violation { path = file.path, message = "collides with " .. seen[folded] }
      end
      seen[folded] = file.path
    end
  end,
}
END
	raw
	raw_ref "$zero" "$odd" refs/heads/other
	raw_objects
	raw_accepted
	_more=$(entries '100644 A' '100644 B' '100644 a' '100644 b' | literal tree)
	_commit=$(commit_of "$_more" "$odd")
	raw
	raw_ref "$odd" "$_commit" refs/heads/main
	raw_objects "$_commit" "$_more"
	raw_rejected
	blames ADR-0009 'collides with B' 'b'
	says_not 'collides with A'
}
scenario 19 upper_and_lower_case_in_one_tree_are_seen_where_asked

# -- Messages

latin_1_message_is_decoded()
{
	server M
	decision "$DECISIONS/0009-umlaut.md" <<'END'
return {
  commit = function(commit)
    if not commit.message:find("Größe", 1, true) then
      commit:violation "speaks of no size"
    end
  end,
}
END
	put a 1
	git add -A
	printf 'ABC-2 Gr\366\337e\n' >"$T/message"
	git -c i18n.commitEncoding=ISO-8859-1 commit -q -F "$T/message"
	git cat-file commit HEAD | grep -aq '^encoding ISO-8859-1' || fail 'no encoding header'
	push_accepted origin main
}
scenario 20 latin_1_message_is_decoded

# odd_message HEADER MESSAGE VERDICT
odd_message()
{
	server M
	base
	pushed_commit "author $a\ncommitter $a\n$1\n$2"
	"$3"
	plain_text
}

message_with_CRLF_is_read()
{
	odd_message '' 'ABC-2 one\r\n\r\ntwo\r\n' raw_accepted
}
scenario 20 message_with_CRLF_is_read

message_with_CRLF_and_no_ticket_is_rejected()
{
	odd_message '' 'one\r\n\r\ntwo\r\n' raw_rejected
	blames ADR-0003 'names no ticket'
}
scenario 20 message_with_CRLF_and_no_ticket_is_rejected

empty_message_is_rejected()
{
	odd_message '' '' raw_rejected
	blames ADR-0003 'names no ticket'
}
scenario 20 empty_message_is_rejected

message_of_line_feeds_is_rejected()
{
	odd_message '' '\n\n\n' raw_rejected
	blames ADR-0003 'names no ticket'
}
scenario 20 message_of_line_feeds_is_rejected

message_in_an_encoding_with_ASCII_is_read_as_bytes()
{
	odd_message 'encoding KOI8-R\n' 'ABC-2 \377\376\n' raw_accepted
}
scenario 20 message_in_an_encoding_with_ASCII_is_read_as_bytes

message_in_an_unknown_encoding_cannot_be_judged()
{
	odd_message 'encoding x-nobody-knows\n' 'ABC-2 \377\376\n' raw_rejected
	blames ADR-0003 "'x-nobody-knows'" 'i18n.commitEncoding'
}
scenario 20 message_in_an_unknown_encoding_cannot_be_judged

# A reader of UTF-7 sees another text than a search of the bytes.
message_in_an_encoding_that_hides_words_cannot_be_judged()
{
	odd_message 'encoding UTF-7\n' 'ABC-2 +AGIAYQBk-\n' raw_rejected
	blames ADR-0003 "'UTF-7'"
}
scenario 20 message_in_an_encoding_that_hides_words_cannot_be_judged

message_with_raw_bytes_is_escaped()
{
	odd_message '' 'no ticket \377\376\303\n' raw_rejected
	blames ADR-0003 'names no ticket'
}
scenario 20 message_with_raw_bytes_is_escaped

long_message()
{
	server M
	base
	{
		head -c 1048576 /dev/zero | tr '\0' x
		printf '\n\n%s\n' "$1"
	} >"$T/message"
	put a 1
	git add -A
	git commit -q -F "$T/message"
}

message_of_1_MiB_is_read_to_its_end()
{
	long_message 'ABC-2'
	push_accepted origin main
}
scenario 20 message_of_1_MiB_is_read_to_its_end

message_of_1_MiB_is_rejected_in_few_words()
{
	long_message 'none'
	push_rejected origin main
	blames ADR-0003 'names no ticket'
	[ "$(wc -c <"$OUT")" -lt 20000 ] || fail 'too much text'
}
scenario 20 message_of_1_MiB_is_rejected_in_few_words

# -- Contents

# content COMMAND: makes `data`; with the marker it is rejected.
content()
{
	server "$1"
	base
	eval "$2" >data
	commit 'ABC-2 data'
	push_rejected origin main
	blames ADR-0002 'data:' 'adds the marker'
	[ "$(wc -c <"$OUT")" -lt 20000 ] || fail 'too much text'
	plain_text
}

odd_content()
{
	for _variant in S S-loop; do
		_test=${1}_by_$(printf %s $_variant | tr - _)
		eval "$_test() { content $_variant '$2'; }"
		scenario 21 "$_test"
	done
}

x() { head -c "$1" /dev/zero | tr '\0' x; }

odd_content marker_in_latin_1_is_found 'printf "Gr\366\337e\nBAD \366\n"'
odd_content marker_after_NUL_is_found 'printf "\000\000\nfine\nBAD\000\n"'
odd_content marker_in_a_line_with_NUL_is_found 'printf "\000BAD"'
odd_content marker_after_8000_bytes_and_NUL_is_found 'x 9000; printf "\000"; x 9000; printf "\nBAD\n"'
odd_content marker_at_the_end_of_a_line_of_5_MB_is_found 'x 5000000; echo BAD'
odd_content marker_at_the_end_of_20_MB_on_one_line_is_found 'x 20000000; printf BAD'
odd_content marker_after_a_carriage_return_is_found 'printf "fine\rBAD\r\nfine\r\n"'
odd_content marker_without_a_line_feed_is_found 'printf "fine\nBAD"'

long_line_that_grows_is_judged()
{
	server "S"
	base
	{ x 5000000; echo; } >data && commit 'ABC-2 data'
	push_accepted origin main
	{ x 5000000; echo BAD; } >data && commit 'ABC-3 data'
	push_rejected origin main
	blames ADR-0002 'data:1'
}
scenario 21 long_line_that_grows_is_judged

clean_large_files_are_accepted()
{
	server S
	base
	x 20000000 >one-line
	yes 'a fine line' | head -c 5000000 >lines
	head -c 3000000 /dev/zero >zeros
	commit 'ABC-2 large'
	push_accepted origin main
}
scenario 21 clean_large_files_are_accepted

file_over_the_limit_of_reading_fails_closed()
{
	server S
	server_config writ.limit.blob-bytes 1m
	base
	x 1048577 >data && commit 'ABC-2 large'
	push_rejected origin main
	blames ADR-0002 'data' 'blob-bytes|1048576'
}
scenario 21 file_over_the_limit_of_reading_fails_closed

file_over_the_limit_is_skipped_where_the_decision_says_so()
{
	server
	sed 's/^status:.*/&\noversize: skip/' "$push_dir/decisions/S/0002-no-marker.md" \
		>"$DECISIONS/0002-no-marker.md"
	server_config writ.limit.blob-bytes 1m
	base
	x 1048577 >data && commit 'ABC-2 large'
	push_accepted origin main
	says 'not scanned'
}
scenario 21 file_over_the_limit_is_skipped_where_the_decision_says_so

attributes_hide_nothing()
{
	server S
	base
	put .gitattributes '* binary -diff export-ignore linguist-generated filter=lfs\n'
	git -c filter.lfs.clean=cat -c core.attributesFile=/dev/null add .gitattributes
	git commit -q -m 'ABC-2 attributes'
	printf 'BAD\n' >data
	git update-index --add --cacheinfo "100644,$(git hash-object -w --no-filters data),data"
	git commit -q -m 'ABC-3 data'
	push_rejected origin main
	blames ADR-0002 'data:1'
}
scenario 21 attributes_hide_nothing

finish
