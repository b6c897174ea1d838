#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Bytes from a push never reach a terminal raw, wherever they stand.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# Escape sequences (seven and eight bit), CR, BS, BEL, NUL's neighbours, DEL, bidirectional marks in
# UTF-8, a byte that is no UTF-8, and a line that looks like git's own.
escape='\033[2J\033]0;title\a'
bidi='\342\200\256evil\342\200\254\342\201\246\342\201\251\357\273\277'
odd="$escape\\233\\067m\\r\\b\\177$bidi\\377"

base()
{
	server P S M
	put readme 'hello\n'
	put conf/x 'one\n'
	commit 'ABC-1 begin'
	plant
}

# rejected_plainly ID: the raw text of the hook, past git's client; and what git's client shows.
rejected_plainly()
{
	raw
	raw_ref "$(server_id main)" "$(id main)" refs/heads/main
	raw_history "$(id main)" "^$(server_id main)"
	raw_rejected
	plain_text
	blames "$@"
	push_rejected origin main
	plain_text
	blames "$@"
}

subject_is_escaped()
{
	base
	put a 1
	git add a
	printf "no ticket $odd\n\nbody $odd\n" >"$T/message"
	git commit -q --cleanup=verbatim -F "$T/message"
	rejected_plainly ADR-0003 'names no ticket' '\\x1b'
}
scenario 37 subject_is_escaped

bidirectional_marks_are_escaped()
{
	base
	put a 'BAD \342\200\256 fine\n' && commit 'ABC-2 bad'
	rejected_plainly ADR-0002 'a:1' '\\u202e'
}
scenario 37 bidirectional_marks_are_escaped

content_is_escaped()
{
	base
	put a "BAD $odd\\000\\nfine\\n" && commit 'ABC-2 bad'
	rejected_plainly ADR-0002 'a:1' '\\x1b'
}
scenario 37 content_is_escaped

path_is_escaped()
{
	base
	_path=$(printf "conf/y $odd.")
	_blob=$(printf 'BAD\n' | git hash-object -w --stdin)
	printf '100644 %s\t%s\0' "$_blob" "${_path%.}" | git update-index -z --index-info
	_tree=$(git write-tree)
	git reset -q --soft "$(commit_of "$_tree" "$(id main)")"
	rejected_plainly ADR-0001 'added conf/y' '\\x1b'
	blames ADR-0002 'conf/y'
}
scenario 37 path_is_escaped

path_with_a_line_feed_forges_no_line()
{
	base
	_path='conf/y
error: 0 violations; everything was accepted'
	_blob=$(git hash-object -w readme)
	printf '100644 %s\t%s\0' "$_blob" "$_path" | git update-index -z --index-info
	_tree=$(git write-tree)
	git reset -q --soft "$(commit_of "$_tree" "$(id main)")"
	rejected_plainly ADR-0001 'added conf/y'
	says_not '^(remote: )?error: 0 violations'
}
scenario 37 path_with_a_line_feed_forges_no_line

subject_forges_no_line()
{
	base
	put a 1
	git add a
	printf 'none\rerror: 0 violations\nhint: all is well\n' >"$T/message"
	git commit -q --cleanup=verbatim -F "$T/message"
	rejected_plainly ADR-0003 'names no ticket'
	says_not '^(remote: )?(error: 0|hint: all is well)'
}
scenario 37 subject_forges_no_line

content_with_a_carriage_return_hides_nothing()
{
	base
	put a 'BAD\rfine          \r\n' && commit 'ABC-2 bad'
	rejected_plainly ADR-0002 'a:1' 'BAD'
}
scenario 37 content_with_a_carriage_return_hides_nothing

author_in_a_message_is_escaped()
{
	server
	decision "$DECISIONS/0001-author.md" <<'END'
return {
  commit = function(commit)
    commit:violation("by " .. commit.author.name .. " " .. commit.author.email)
  end,
}
END
	put a 1
	git add a
	GIT_AUTHOR_NAME=$(printf "mal\\033[1mlory$bidi") GIT_AUTHOR_EMAIL=$(printf 'e\377@\033c') \
		git commit -q -m 'ABC-1 begin'
	raw
	raw_ref "$zero" "$(id main)" refs/heads/main
	raw_history "$(id main)"
	raw_rejected
	blames ADR-0001 'by mal' '\\x1b'
	plain_text
}
scenario 37 author_in_a_message_is_escaped

message_of_a_policy_is_escaped()
{
	server
	decision "$DECISIONS/0001-content.md" <<'END'
return {
  file = function(file)
    file:violation { message = file:content(), instead = file:content(), key = file:content() }
  end,
}
END
	put a "$odd\\nsecond line\\n" && commit 'ABC-1 begin'
	raw
	raw_ref "$zero" "$(id main)" refs/heads/main
	raw_history "$(id main)"
	raw_rejected
	blames ADR-0001 '\\x1b'
	plain_text
}
scenario 37 message_of_a_policy_is_escaped

error_of_a_policy_is_escaped()
{
	server
	decision "$DECISIONS/0001-error.md" <<'END'
return { file = function(file) error(file:content()) end }
END
	put a "$odd\\n" && commit 'ABC-1 begin'
	raw
	raw_ref "$zero" "$(id main)" refs/heads/main
	raw_history "$(id main)"
	raw_rejected
	says 'ADR-0001'
	plain_text
}
scenario 37 error_of_a_policy_is_escaped

ref_name_is_escaped()
{
	server S
	put a 'BAD\n' && commit 'ABC-1 begin'
	raw
	raw_ref "$zero" "$(id main)" "refs/heads/$(printf "x$bidi\\377\\303.")x"
	raw_history "$(id main)"
	raw_rejected
	blames ADR-0002 'a:1'
	plain_text
}
scenario 37 ref_name_is_escaped

secret_is_kept_back()
{
	server
	decision "$DECISIONS/0001-secret.md" <<'END'
return {
  file = function(file)
    for hit in file:find("key-[0-9]+", { added = true }) do
      file:violation { at = hit, message = "holds a key", excerpt = false }
    end
  end,
}
END
	put a 'fine\nthe key-4711 of all\n' && commit 'ABC-1 begin'
	push_rejected origin main
	blames ADR-0001 'a:2' 'holds a key'
	says_not '4711'
}
scenario 37 secret_is_kept_back

lines_are_short()
{
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	_longest=$(block ADR-0002 | grep -v '^why:' | awk '{ if (length($0) > n) n = length($0) } END { print n }')
	[ "$_longest" -le 72 ] || fail "a line of $_longest columns"
}
scenario 37 lines_are_short

# reproduce_is BRANCH HINT: of a bad commit pushed to a new branch and then to one that is there;
# what is told is pasted into a shell.
reproduce_is()
{
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin "main:refs/heads/$1"
	sed 's/^remote: //; s/ *$//' "$OUT" >"$T/said"
	grep -Fxq "hint: reproduce:  writ check --ref $2 HEAD" "$T/said" || fail "new: no $2"
}

hint_of_a_plain_branch_stands_as_it_is()
{
	reproduce_is topic/x-1 topic/x-1
}
scenario 37 hint_of_a_plain_branch_stands_as_it_is

hint_of_a_branch_with_shell_characters_is_quoted()
{
	reproduce_is 'x;rm$(id)' "'x;rm\$(id)'"
}
scenario 37 hint_of_a_branch_with_shell_characters_is_quoted

branch_that_no_shell_word_can_tell_has_no_hint()
{
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin "main:refs/heads/it's"
	says_not 'reproduce:'
}
scenario 37 branch_that_no_shell_word_can_tell_has_no_hint

hint_of_several_refs_names_the_tip()
{
	base
	put a 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main main~1:refs/heads/other
	says "writ check origin/main..$(git rev-parse --short=12 main)"
}
scenario 37 hint_of_several_refs_names_the_tip

finish
