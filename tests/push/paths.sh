#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Paths and what is in them: renames, old violations, sizes, kinds, odd bytes.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

base()
{
	put readme 'hello\n'
	put conf/x 'one\ntwo\nthree\nfour\n'
	put other/x 'five\nsix\nseven\neight\n'
	put old 'one\nBAD\nthree\nfour\n'
	put vendor/old 'one\nBAD\nthree\nfour vendor\n'
	commit 'ABC-1 begin'
	plant
}

# moved DECISIONS FROM TO
moved()
{
	server $1
	base
	mkdir -p "$(dirname "$3")"
	git mv -f "$2" "$3"
	commit 'ABC-2 move'
}

move_out_of_conf_is_rejected()
{
	moved P conf/x other/y
	push_rejected origin main
	blames ADR-0001 'conf/x'
}
scenario 13 move_out_of_conf_is_rejected

move_over_another_is_rejected()
{
	moved P conf/x other/x
	push_rejected origin main
	blames ADR-0001 'conf/x'
}
scenario 13 move_over_another_is_rejected

move_into_conf_is_rejected()
{
	moved P other/x conf/y
	push_rejected origin main
	blames ADR-0001 'added conf/y'
}
scenario 13 move_into_conf_is_rejected

move_over_conf_is_rejected()
{
	moved P other/x conf/x
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}
scenario 13 move_over_conf_is_rejected

move_within_conf_is_rejected()
{
	moved P conf/x conf/y
	push_rejected origin main
	blames ADR-0001 'conf/x' 'added conf/y'
}
scenario 13 move_within_conf_is_rejected

move_elsewhere_is_accepted()
{
	moved P other/x another/conf/x
	push_accepted origin main
}
scenario 13 move_elsewhere_is_accepted

for_each_marker_policy()
{
	for _variant in S S-loop; do
		eval "${1}_by_$(printf %s $_variant | tr - _)() { $1 $_variant; }"
		scenario "$2" "${1}_by_$(printf %s $_variant | tr - _)"
	done
}

pure_rename_of_an_old_violation_is_accepted()
{
	moved "$1" old new/old
	push_accepted origin main
}
for_each_marker_policy pure_rename_of_an_old_violation_is_accepted 13

rename_into_scope_is_rejected()
{
	moved "$1" vendor/old src/old
	push_rejected origin main
	blames ADR-0002 'src/old:2'
}
for_each_marker_policy rename_into_scope_is_rejected 13

rename_out_of_scope_is_accepted()
{
	moved "$1" old vendor/new
	push_accepted origin main
}
for_each_marker_policy rename_out_of_scope_is_accepted 13

copy_of_an_old_violation_is_rejected()
{
	server "$1"
	base
	cp old copy && commit 'ABC-2 copy'
	push_rejected origin main
	blames ADR-0002 'copy:2'
}
for_each_marker_policy copy_of_an_old_violation_is_rejected 13

rename_in_two_commits_adds_the_file()
{
	server "$1"
	base
	git rm -q old && commit 'ABC-2 gone'
	put new 'one\nBAD\nthree\nfour\n' && commit 'ABC-3 back'
	push_rejected origin main
	blames ADR-0002 'new:2'
}
for_each_marker_policy rename_in_two_commits_adds_the_file 13

# -- Old violations

change_elsewhere_in_an_old_violation_is_accepted()
{
	server "$1"
	base
	put old 'ONE\nBAD\nthree\nfour\nfive\n' && commit 'ABC-2 elsewhere'
	push_accepted origin main
}
for_each_marker_policy change_elsewhere_in_an_old_violation_is_accepted 14

deletion_of_an_old_violation_is_accepted()
{
	server "$1"
	base
	git rm -q old && commit 'ABC-2 gone'
	push_accepted origin main
}
for_each_marker_policy deletion_of_an_old_violation_is_accepted 14

only_the_new_one_of_two_is_rejected()
{
	server "$1"
	base
	put old 'one\nBAD\nthree\nBAD too\nfour\n' && commit 'ABC-2 one more'
	push_rejected origin main
	blames ADR-0002 'old:4' 'BAD too'
	says_not 'old:2'
	says '1 violation of 1 decision'
}
for_each_marker_policy only_the_new_one_of_two_is_rejected 14

mode_of_an_old_violation_may_change()
{
	server "$1"
	base
	chmod +x old && commit 'ABC-2 mode'
	push_accepted origin main
}
for_each_marker_policy mode_of_an_old_violation_may_change 14

old_violation_without_its_line_feed_is_a_new_line()
{
	server "$1"
	base
	put tail 'fine\nfine too' && commit 'ABC-2 tail'
	plant
	put tail 'fine\nfine too\nBAD' && commit 'ABC-3 tail'
	push_rejected origin main
	blames ADR-0002 'tail:3'
	says_not 'tail:2'
}
for_each_marker_policy old_violation_without_its_line_feed_is_a_new_line 14

whole_file_policy_reports_the_old_as_existing()
{
	server S-whole
	base
	put old 'ONE\nBAD\nthree\nfour\n' && commit 'ABC-2 elsewhere'
	push_accepted origin main
}
scenario 14 whole_file_policy_reports_the_old_as_existing

whole_file_policy_rejects_the_new()
{
	server S-whole
	base
	put old 'one\nBAD\nthree\nBAD too\n' && commit 'ABC-2 one more'
	push_rejected origin main
	blames ADR-0002 'old:4'
	says '1 violation of 1 decision'
}
scenario 14 whole_file_policy_rejects_the_new

revert_that_brings_a_violation_back_is_rejected()
{
	server S
	base
	put old 'one\nthree\nfour\n' && commit 'ABC-2 mended'
	plant
	put old 'one\nBAD\nthree\nfour\n' && commit 'ABC-3 back'
	push_rejected origin main
	blames ADR-0002 'old:2'
}
scenario 14 revert_that_brings_a_violation_back_is_rejected

# -- Sizes

# zeros BYTES FILE
zeros()
{
	head -c "$1" /dev/zero >"$2"
}

large_blob_added_and_deleted_is_rejected()
{
	server Z
	base
	zeros 2097152 big && commit 'ABC-2 add'
	git rm -q big && commit 'ABC-3 remove'
	push_rejected origin main
	blames ADR-0004 'big' 'has 2097152 bytes' "$(short main~1)"
}
scenario 15 large_blob_added_and_deleted_is_rejected

small_binary_grown_over_the_limit_is_rejected()
{
	server Z
	zeros 1048576 data && commit 'ABC-1 begin'
	push_accepted origin main
	zeros 1048577 data && commit 'ABC-2 grow'
	push_rejected origin main
	blames ADR-0004 'data' 'has 1048577 bytes'
}
scenario 15 small_binary_grown_over_the_limit_is_rejected

large_file_in_a_delta_is_rejected()
{
	server Z
	server_config receive.unpackLimit 1
	seq 1 150000 >data && commit 'ABC-1 begin'
	_bytes=$(($(wc -c <data) + 2))
	[ "$_bytes" -lt 1048577 ] || fail 'too large already'
	push_accepted origin main
	seq 1 200000 >data && commit 'ABC-2 grow'
	push_rejected origin main
	blames ADR-0004 "has $(wc -c <data | tr -d ' ') bytes"
}
scenario 15 large_file_in_a_delta_is_rejected

lfs_pointer_is_small()
{
	server Z
	base
	put film 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 2147483648\n'
	commit 'ABC-2 pointer'
	push_accepted origin main
}
scenario 15 lfs_pointer_is_small

large_blob_that_was_there_is_no_matter()
{
	server Z
	zeros 2097152 big && commit 'ABC-1 old'
	plant
	put a 'fine\n' && commit 'ABC-2 beside'
	push_accepted origin main
}
scenario 15 large_blob_that_was_there_is_no_matter

# -- Kinds

kinds()
{
	server K
	put file 'text\n'
	put tool 'text of a tool\n'
	commit 'ABC-1 begin'
	plant
}

each_kind_is_told()
{
	kinds
	put run '#!/bin/sh\n' && chmod +x run
	ln -s file link
	git update-index --add --cacheinfo 160000,1234567890123456789012345678901234567890,sub
	chmod +x tool
	mkdir sub
	commit 'ABC-2 kinds'
	push_rejected origin main
	blames ADR-0007 'added run: nothing to executable' 'added link: nothing to symlink' \
		'added sub: nothing to submodule' 'modified tool: file to executable'
}
scenario 17 each_kind_is_told

# becomes KIND COMMAND: what was `file` is something else now.
becomes()
{
	kinds
	eval "$2"
	commit 'ABC-2 becomes another'
	push_rejected origin main
	blames ADR-0007 "$1"
}

file_becomes_a_symlink()
{
	becomes 'modified file: file to symlink' 'ln -sf tool file'
}
scenario 17 file_becomes_a_symlink

file_becomes_a_submodule()
{
	becomes 'modified file: file to submodule' 'rm file; mkdir file; git update-index \
		--cacheinfo 160000,1234567890123456789012345678901234567890,file'
}
scenario 17 file_becomes_a_submodule

file_becomes_a_directory()
{
	becomes 'deleted file: file to nothing' 'rm file; put file/below "text\n"'
	blames ADR-0007 'added file/below: nothing to file'
}
scenario 17 file_becomes_a_directory

directory_becomes_a_file()
{
	server K
	put dir/below 'text\n' && commit 'ABC-1 begin'
	plant
	rm -r dir
	put dir 'text of dir\n' && commit 'ABC-2 becomes another'
	push_rejected origin main
	blames ADR-0007 'deleted dir/below: file to nothing' 'added dir: nothing to file'
}
scenario 17 directory_becomes_a_file

symlink_target_is_content()
{
	server S
	base
	ln -s to/BAD/place link && commit 'ABC-2 link'
	push_rejected origin main
	blames ADR-0002 'link:1'
}
scenario 17 symlink_target_is_content

submodule_is_never_looked_up()
{
	server S S-loop Z
	base
	git update-index --add --cacheinfo 160000,1234567890123456789012345678901234567890,sub
	mkdir sub
	commit 'ABC-2 sub'
	push_accepted origin main
	git update-index --cacheinfo 160000,2234567890123456789012345678901234567890,sub
	commit 'ABC-3 sub'
	push_accepted origin main
}
scenario 17 submodule_is_never_looked_up

submodule_in_conf_is_rejected()
{
	server P
	base
	git update-index --add --cacheinfo 160000,1234567890123456789012345678901234567890,conf/sub
	mkdir conf/sub
	commit 'ABC-2 sub'
	push_rejected origin main
	blames ADR-0001 'added conf/sub'
}
scenario 17 submodule_in_conf_is_rejected

executable_bit_in_conf_is_rejected()
{
	server P
	base
	chmod +x conf/x && commit 'ABC-2 mode'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}
scenario 17 executable_bit_in_conf_is_rejected

symlink_in_place_of_the_directory_is_rejected()
{
	server P
	base
	rm -r conf
	ln -s other conf
	commit 'ABC-2 link'
	push_rejected origin main
	blames ADR-0001 'deleted conf/x'
}
scenario 17 symlink_in_place_of_the_directory_is_rejected

# -- Bytes of paths

# odd_path FUNCTION PATH: PATH as printf takes it, below conf.
odd_path()
{
	eval "$1() { odd_path_is_rejected '$2'; }"
	scenario 18 "$1"
}

odd_path_is_rejected()
{
	server P
	base
	_path=$(printf "$1.")
	_blob=$(git hash-object -w readme)
	printf '100644 %s\t%s\0' "$_blob" "${_path%.}" | git update-index -z --index-info
	_tree=$(git write-tree)
	git reset -q --soft "$(commit_of "$_tree" "$(id main)")"
	push_rejected origin main
	blames ADR-0001 'added conf/'
	plain_text
}

odd_path path_with_a_letter_of_two_bytes_is_matched 'conf/\303\251/y'
odd_path path_that_is_no_utf8_is_matched 'conf/\377\376/y'
odd_path path_that_ends_within_a_letter_is_matched 'conf/y\303'
odd_path path_with_a_line_feed_is_matched 'conf/a\nb'
odd_path path_with_a_double_quote_is_matched 'conf/a\042b'
odd_path path_with_a_single_quote_is_matched 'conf/a\047b'
odd_path path_with_a_backslash_is_matched 'conf/a\134b'
odd_path path_with_a_leading_blank_is_matched 'conf/ a'
odd_path path_with_a_trailing_blank_is_matched 'conf/a '
odd_path path_like_an_option_is_matched 'conf/-x'
odd_path path_with_an_escape_sequence_is_matched 'conf/\033[31mred\033[0m'
odd_path path_with_a_carriage_return_is_matched 'conf/a\r'
odd_path path_with_a_tab_is_matched 'conf/a\tb'
odd_path path_with_stars_is_matched 'conf/**/[a]{b,c}?'
odd_path hidden_path_is_matched 'conf/.hidden/.x'
odd_path path_with_a_colon_is_matched 'conf/a:1:2: error'
odd_path deep_path_is_matched 'conf/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z'

pattern_is_matched_byte_by_byte()
{
	server
	decision "$DECISIONS/0001-e.md" 'scope: ["conf/é/**", "Docs/**"]' <<'END'
return { file = function(file) file:violation("touches " .. file.path) end }
END
	base
	# The same letter, composed of two.
	put "$(printf 'conf/e\314\201/y')" 'one\n'
	put "$(printf 'conf/\303\211/y')" 'one\n'
	put docs/a 'one\n'
	commit 'ABC-2 neighbours'
	push_accepted origin main
	put "$(printf 'conf/\303\251/y')" 'one\n' && commit 'ABC-3 itself'
	push_rejected origin main
	blames ADR-0001 'touches conf/'
	plain_text
}
scenario 18 pattern_is_matched_byte_by_byte

neighbours_of_conf_are_free()
{
	server P
	base
	put conf.d/x 'one\n'
	put Conf/x 'one\n'
	put a/conf/x 'one\n'
	put confx 'one\n'
	put CONF 'one\n'
	commit 'ABC-2 neighbours'
	push_accepted origin main
}
scenario 18 neighbours_of_conf_are_free

exclusion_wins()
{
	server S
	base
	put vendor/a 'BAD\n'
	put vendor/src/b 'BAD\n'
	commit 'ABC-2 vendor'
	push_accepted origin main
	put src/vendor/a 'BAD\n' && commit 'ABC-3 not the vendor'
	push_rejected origin main
	blames ADR-0002 'src/vendor/a:1'
}
scenario 18 exclusion_wins

finish
