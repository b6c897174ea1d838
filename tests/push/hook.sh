#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119,SC2013 # formats, lists, no arguments
# The contract between git and the hook: its input line by line, its streams, its end.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

base()
{
	server P R S
	put readme 'hello\n'
	put conf/x 'one\n'
	commit 'ABC-1 begin'
	plant
	put a 'fine\n' && commit 'ABC-2 fine'
}

# -- Ref names

# odd_ref NAME REF: REF as printf takes it; git passes all of these on to the hook.
odd_ref()
{
	eval "$1() { odd_ref_is_rejected '$2'; }"
	scenario 22 "$1"
}

odd_ref_is_rejected()
{
	base
	_ref=$(printf -- "$1.")
	raw
	raw_ref "$zero" "$(id main)" "${_ref%.}"
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames WRIT-REF
	plain_text
}

odd_ref ref_with_two_dots_is_rejected refs/heads/a..b
odd_ref ref_that_climbs_is_rejected refs/heads/../../config
odd_ref ref_with_a_leading_dot_is_rejected refs/heads/.a
odd_ref ref_with_a_hidden_segment_is_rejected refs/heads/a/.b/c
odd_ref ref_like_a_lock_is_rejected refs/heads/a.lock
odd_ref ref_with_a_blank_is_rejected 'refs/heads/a b'
odd_ref ref_with_a_tilde_is_rejected 'refs/heads/a~1'
odd_ref ref_with_a_caret_is_rejected 'refs/heads/a^'
odd_ref ref_with_a_colon_is_rejected refs/heads/a:b
odd_ref ref_with_a_star_is_rejected 'refs/heads/*'
odd_ref ref_with_a_question_mark_is_rejected 'refs/heads/a?'
odd_ref ref_with_a_bracket_is_rejected 'refs/heads/[a]'
odd_ref ref_with_a_backslash_is_rejected 'refs/heads/a\134b'
odd_ref ref_with_at_brace_is_rejected 'refs/heads/a@{1}'
odd_ref ref_with_an_escape_is_rejected 'refs/heads/\033[31m'
odd_ref ref_with_a_carriage_return_is_rejected 'refs/heads/a\r'
odd_ref ref_with_a_tab_is_rejected 'refs/heads/a\tb'
odd_ref ref_with_DEL_is_rejected 'refs/heads/a\177'
odd_ref ref_with_an_empty_segment_is_rejected refs/heads//a
odd_ref ref_with_a_final_slash_is_rejected refs/heads/a/
odd_ref ref_with_a_final_dot_is_rejected refs/heads/a.
odd_ref ref_outside_refs_is_rejected heads/a
odd_ref pseudo_ref_is_rejected HEAD
odd_ref ref_like_a_path_is_rejected ../../etc/passwd
odd_ref ref_like_an_option_is_rejected --help

odd_ref_of_a_deletion_is_rejected()
{
	base
	raw
	raw_ref "$zero" "$zero" 'refs/heads/a..b'
	raw_rejected
	blames WRIT-REF
}
scenario 22 odd_ref_of_a_deletion_is_rejected

odd_ref_amid_good_ones_is_rejected()
{
	base
	raw
	raw_ref "$zero" "$(id main)" refs/heads/one
	raw_ref "$zero" "$(id main)" 'refs/heads/t w o'
	raw_ref "$zero" "$(id main)" refs/heads/three
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames WRIT-REF
}
scenario 22 odd_ref_amid_good_ones_is_rejected

repeated_ref_is_rejected()
{
	base
	raw
	raw_ref "$zero" "$(id main)" refs/heads/one
	raw_ref "$zero" "$(id main~1)" refs/heads/one
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames WRIT-REF 'refs/heads/one'
}
scenario 22 repeated_ref_is_rejected

ref_of_300_bytes_is_judged()
{
	base
	_segment=$(printf '%090d' 0)
	_long=refs/heads/$_segment/$_segment/$_segment/end
	[ "${#_long}" -gt 280 ] || fail short
	raw
	raw_ref "$zero" "$(id main)" "$_long"
	raw_history "$(id main)" "^$(id main~1)"
	raw_accepted
	ref_is "$_long" "$(id main)"
	put b 'BAD\n' && commit 'ABC-3 bad'
	raw
	raw_ref "$(server_id "$_long")" "$(id main)" "$_long"
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames ADR-0002 'b:1'
}
scenario 22 ref_of_300_bytes_is_judged

ref_over_the_limit_is_rejected()
{
	base
	_long=refs/heads/$(printf '%01100d' 0)
	raw
	raw_ref "$zero" "$(id main)" "$_long"
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames WRIT-REF
}
scenario 22 ref_over_the_limit_is_rejected

shell_characters_reach_no_shell()
{
	base
	_odd='refs/heads/$(touch${IFS}pwned)`touch${IFS}pwned2`;touch$IFS''pwned3;|x&y>z<w"q'"'r"'!%s%n#'
	raw
	raw_ref "$zero" "$(id main)" "$_odd"
	raw_history "$(id main)" "^$(id main~1)"
	raw_accepted
	ref_is "$_odd" "$(id main)"
	put b 'BAD\n' && commit 'ABC-3 bad'
	raw
	raw_ref "$(id main~1)" "$(id main)" "$_odd"
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames ADR-0002 'b:1'
	[ -z "$(find "$T" -name 'pwned*')" ] || fail 'a shell ran'
}
scenario 22 shell_characters_reach_no_shell

# A line feed in a name makes a second line of the hook's input.
forged_line()
{
	raw
	raw_ref "$zero" "$(id main)" "refs/heads/one
$1"
	raw_history "$(id main)" "^$(id main~1)"
}

forged_line_is_judged()
{
	base
	forged_line "$(id main~1) $zero refs/heads/main"
	raw_rejected
	blames ADR-0005 'deletes refs/heads/main'
}
scenario 22 forged_line_is_judged

forged_line_that_does_not_parse_is_rejected()
{
	base
	forged_line 'nothing of the kind'
	raw_rejected
	blames WRIT-REF
}
scenario 22 forged_line_that_does_not_parse_is_rejected

forged_empty_line_is_rejected()
{
	base
	forged_line ''
	raw_rejected
	blames WRIT-REF
}
scenario 22 forged_empty_line_is_rejected

forged_line_hides_no_bad_commit()
{
	base
	put b 'BAD\n' && commit 'ABC-3 bad'
	raw
	raw_ref "$(id main~2)" "$(id main)" "refs/heads/one
$zero $zero refs/heads/main"
	raw_ref "$(id main~2)" "$(id main)" refs/heads/topic
	raw_history "$(id main)" "^$(id main~2)"
	raw_rejected
	blames ADR-0002 'b:1'
}
scenario 22 forged_line_hides_no_bad_commit

# -- Lines by hand

judged()
{
	hook_run "$WRIT" pre-receive
}

bad()
{
	base
	put b 'BAD\n' && commit 'ABC-3 bad'
	plant main:refs/import/bad
	git -C "$SERVER" update-ref -d refs/import/bad
	line="$(server_id main) $(id main) refs/heads/main"
}

good()
{
	base
	plant main:refs/import/good
	git -C "$SERVER" update-ref -d refs/import/good
	line="$(server_id main) $(id main) refs/heads/main"
}

hook_by_hand_accepts()
{
	good
	printf '%s\n' "$line" | judged
	exits 0
}
scenario 30 hook_by_hand_accepts

hook_by_hand_rejects()
{
	bad
	printf '%s\n' "$line" | judged
	exits 1
	blames ADR-0002 'b:1'
}
scenario 30 hook_by_hand_rejects

# odd_line NAME INPUT: as printf takes it, LINE being one that is good.
odd_line()
{
	eval "$1() { odd_line_is_rejected '$2'; }"
	scenario 30 "$1"
}

odd_line_is_rejected()
{
	good
	printf "$(printf %s "$1" | sed -e "s|LINE|$line|g" -e "s|NEW|$(id main)|g" \
		-e "s|ZERO|$zero|g")" | judged
	exits 1
	plain_text
	no_crash
}

odd_line input_closed_within_a_line_is_rejected 'LINE'
odd_line input_closed_within_an_id_is_rejected 'LINE\nNEW'
odd_line input_closed_within_a_name_is_rejected 'ZERO NEW refs/hea'
odd_line empty_line_is_rejected '\n'
odd_line empty_line_after_a_good_one_is_rejected 'LINE\n\n'
odd_line line_of_words_is_rejected 'hello world again\n'
odd_line line_with_a_short_id_is_rejected 'ZERO 1234567 refs/heads/a\n'
odd_line line_with_a_long_id_is_rejected 'ZERO NEWab refs/heads/a\n'
odd_line line_with_upper_case_digits_is_rejected \
	'ZERO ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD refs/heads/a\n'
odd_line line_without_a_name_is_rejected 'ZERO NEW \n'
odd_line line_with_two_blanks_is_rejected 'ZERO  NEW refs/heads/a\n'
odd_line line_with_tabs_is_rejected 'ZERO\tNEW\trefs/heads/a\n'
odd_line line_with_CRLF_is_rejected 'ZERO NEW refs/heads/a\r\n'
odd_line line_with_NUL_is_rejected 'ZERO NEW refs/heads/a\000b\n'
odd_line line_with_an_option_for_an_id_is_rejected 'ZERO --all refs/heads/a\n'
odd_line line_with_SHA_256_is_rejected 'ZERO NEWNEWNEWNEW refs/heads/a\n'
odd_line repeated_line_is_rejected 'LINE\nLINE\n'

no_line_is_no_crash()
{
	base
	printf '' | judged
	exits 0 1
	no_crash
}
scenario 30 no_line_is_no_crash

closed_input_is_no_acceptance_of_anything()
{
	base
	hook_run sh -c "'$WRIT' pre-receive <&-"
	exits 0 1
	no_crash
}
scenario 30 closed_input_is_no_acceptance_of_anything

directory_as_input_is_rejected()
{
	base
	hook_run sh -c "'$WRIT' pre-receive <'$T'"
	exits 1
	no_crash
}
scenario 30 directory_as_input_is_rejected

ten_thousand_lines_are_judged()
{
	good
	seq -f "$zero $(id main) refs/heads/many-%.0f" 1 10000 | judged
	exits 0
	_start=$(date +%s)
	{
		seq -f "$zero $(id main) refs/heads/many-%.0f" 1 10000
		printf '%s %s refs/heads/main\n' "$(server_id main)" "$zero"
	} | judged
	exits 1
	blames ADR-0005 'deletes refs/heads/main'
	[ $(($(date +%s) - _start)) -le 20 ] || fail 'took too long'
}
scenario 30 ten_thousand_lines_are_judged

ten_thousand_deletions_of_nothing_are_judged()
{
	good
	seq -f "$zero $zero refs/heads/many-%.0f" 1 10000 | judged
	exits 0
}
scenario 30 ten_thousand_deletions_of_nothing_are_judged

more_lines_than_the_limit_are_rejected()
{
	good
	server_config writ.limit.ref-updates 100
	seq -f "$zero $(id main) refs/heads/many-%.0f" 1 101 | judged
	exits 1
	says 'ref-updates|100'
}
scenario 30 more_lines_than_the_limit_are_rejected

# -- Streams

# streams REDIRECTION STATUS: what can be written makes no difference to the verdict.
streams()
{
	(cd "$SERVER" && find . -type f | sort | xargs sha1sum) >"$T/before"
	printf '%s\n' "$line" >"$T/input"
	hook_run sh -c "'$WRIT' pre-receive <'$T/input' $1"
	exits "$2"
	(cd "$SERVER" && find . -type f ! -path './writ/*' | sort | xargs sha1sum) >"$T/after"
	cmp -s "$T/before" "$T/after" || fail 'text went into a file of the repository'
}

rejection_with_streams_closed()
{
	bad
	streams '>&- 2>&-' 1
	streams '2>&-' 1
	streams '>&-' 1
	blames ADR-0002 'b:1'
}
scenario 30 rejection_with_streams_closed

acceptance_with_streams_closed()
{
	good
	streams '>&- 2>&-' 0
	streams '2>&-' 0
	streams '>&-' 0
}
scenario 30 acceptance_with_streams_closed

rejection_onto_a_full_device()
{
	[ -w /dev/full ] || skip 'no /dev/full'
	bad
	streams '>/dev/full 2>/dev/full' 1
}
scenario 30 rejection_onto_a_full_device

acceptance_beside_a_full_device()
{
	[ -w /dev/full ] || skip 'no /dev/full'
	good
	streams '>/dev/full 2>/dev/full' 0
}
scenario 30 acceptance_beside_a_full_device

rejection_with_nobody_listening()
{
	bad
	printf '%s\n' "$line" >"$T/input"
	(
		cd "$SERVER"
		{
			sleep 0.3
			status=0
			GIT_DIR=. "$WRIT" pre-receive <"$T/input" 2>&1 || status=$?
			echo $status >"$T/status"
		} | :
	)
	[ "$(cat "$T/status")" -ne 0 ] || fail 'accepted'
}
scenario 30 rejection_with_nobody_listening

# -- Ends

# The push runs in the background; the hook tells when it has begun and waits for a word.
client_killed()
{
	base
	put b "$1" && commit 'ABC-3 last'
	hook pre-receive "echo >'$T/begun'
n=0; while [ ! -e '$T/go' ] && [ \$n -lt 200 ]; do sleep 0.05; n=\$((n + 1)); done
'$WRIT' pre-receive; s=\$?
echo \$s >'$T/status'
exit \$s"
	remember_server
	setsid git push origin main >"$OUT" 2>&1 &
	_push=$!
	await "$T/begun"
	kill -9 "$_push"
	wait "$_push" || :
	echo >"$T/go"
	await "$T/status"
	sleep 0.3
}

await()
{
	_n=0
	while [ ! -s "$1" ]; do
		[ $_n -lt 200 ] || fail "no $1"
		sleep 0.05
		_n=$((_n + 1))
	done
}

bad_push_of_a_killed_client_is_rejected()
{
	client_killed 'BAD\n'
	[ "$(cat "$T/status")" -ne 0 ] || fail 'accepted'
	refs_unmoved
	[ -z "$(find "$SERVER" -name '*.lock')" ] || fail 'a lock is left'
}
scenario 30 bad_push_of_a_killed_client_is_rejected

good_push_of_a_killed_client_is_accepted()
{
	client_killed 'fine\n'
	[ "$(cat "$T/status")" -eq 0 ] || fail 'rejected'
}
scenario 30 good_push_of_a_killed_client_is_accepted

# A policy without end, and limits that let it.
endless()
{
	base
	decision "$DECISIONS/0009-endless.md" <<'END'
return { ref = function() while true do end end }
END
	server_config writ.limit.instructions 1000000000
	hook pre-receive "echo \$\$ >'$T/pid'
exec '$WRIT' pre-receive"
	remember_server
}

# descendants PID
descendants()
{
	for _child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
		echo "$_child"
		descendants "$_child"
	done
}

killed_hook_rejects_and_leaves_no_worker()
{
	endless
	git push origin main >"$OUT" 2>&1 &
	_push=$!
	await "$T/pid"
	_n=0
	while _workers=$(descendants "$(cat "$T/pid")"); [ -z "$_workers" ] && [ $_n -lt 100 ]; do
		sleep 0.05
		_n=$((_n + 1))
	done
	kill -9 "$(cat "$T/pid")"
	! wait "$_push" || fail 'accepted'
	server_unchanged
	sleep 1
	for _worker in $_workers; do
		! grep -q 'State:[[:space:]]*[RSD]' "/proc/$_worker/status" 2>/dev/null || {
			kill -9 "$_worker"
			fail 'a worker is left'
		}
	done
}
scenario 30 killed_hook_rejects_and_leaves_no_worker

killed_worker_rejects()
{
	endless
	git push origin main >"$OUT" 2>&1 &
	_push=$!
	await "$T/pid"
	_n=0
	while _workers=$(descendants "$(cat "$T/pid")"); [ -z "$_workers" ]; do
		[ $_n -lt 100 ] || skip 'no worker to kill'
		sleep 0.05
		_n=$((_n + 1))
	done
	# Another worker may take over; each is killed until the hook gives up.
	_n=0
	while kill -0 "$_push" 2>/dev/null && [ $_n -lt 200 ]; do
		for _worker in $(descendants "$(cat "$T/pid")"); do
			kill -9 "$_worker" 2>/dev/null || :
		done
		sleep 0.05
		_n=$((_n + 1))
	done
	! wait "$_push" || fail 'accepted'
	says 'pre-receive hook declined'
	server_unchanged
}
scenario 30 killed_worker_rejects

deadline_rejects_without_a_verdict()
{
	endless
	server_config writ.limit.deadline 1
	_start=$(date +%s)
	push_rejected origin main
	says 'deadline'
	[ $(($(date +%s) - _start)) -le 10 ] || fail 'took too long'
}
scenario 30 deadline_rejects_without_a_verdict

terminated_hook_rejects()
{
	endless
	git push origin main >"$OUT" 2>&1 &
	_push=$!
	await "$T/pid"
	sleep 0.3
	kill -TERM "$(cat "$T/pid")"
	! wait "$_push" || fail 'accepted'
	server_unchanged
}
scenario 30 terminated_hook_rejects

finish
