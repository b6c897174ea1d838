#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# The ledger: what pushes leave in it, what becomes of a push that cannot be recorded, and that nothing
# that is done to it goes unseen. KILLS=N for as many killed hooks, PUSHES=N for as many pushes at once.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

: "${KILLS:=20}" "${PUSHES:=20}"

. "$srcdir/tests/push/ledger-lib.sh"

# -- What is recorded

pushes_are_recorded_and_form_a_chain()
{
	recorded
	three_pushes
	kinds 'verdict effect verdict verdict effect'
	each_keeps_to_schema
	sound
	says '3 verdicts' '2 effects' 'not signed'
	[ "$(sed -n 1p "$LEDGER" | tr -d '\n' | sha256sum | cut -c 1-64)" = \
		"$(sed -n 's/.*"prev":"\([0-9a-f]*\)".*/\1/p' "$LEDGER" | sed -n 2p)" ] ||
		fail 'the chain is not the hash of the line'
	_verdict=$(sed -n '4s/.*"id":"\([0-9a-f]\{32\}\)".*/\1/p' "$LEDGER")
	sed -n 5p "$LEDGER" | grep -q "\"verdict\":\"$_verdict\"" || fail 'effect of another verdict'
	in_server 0 "$WRIT" ledger reconcile
}
scenario 60 pushes_are_recorded_and_form_a_chain

nothing_is_recorded_without_a_ledger()
{
	recorded
	server_config --unset writ.ledger
	push_accepted origin main
	[ ! -e "$LEDGER" ] || fail 'a ledger appeared'
	in_server 2 "$WRIT" ledger verify
	says 'keeps no ledger'
	in_server 0 "$WRIT" doctor
	says 'no verdict is recorded'
}
scenario 60 nothing_is_recorded_without_a_ledger

hooks_that_are_links_and_the_shipped_ones_record()
{
	recorded
	ln -sf "$WRIT" "$SERVER/hooks/pre-receive"
	ln -sf "$WRIT" "$SERVER/hooks/post-receive"
	push_accepted origin main
	kinds 'verdict effect'
	in_server 0 "$WRIT" doctor
	says '^ok +ledger' '^ok +hook .*post-receive is this program'
	mkdir "$T/bin" && ln -s "$WRIT" "$T/bin/writ"
	rm "$SERVER/hooks/post-receive"
	cp "$srcdir/hooks/post-receive" "$SERVER/hooks/"
	change 'more\n'
	PATH=$T/bin:$PATH push_accepted origin main
	kinds 'verdict effect verdict effect'
	rm "$SERVER/hooks/post-receive"
	in_server 0 "$WRIT" doctor
	says '^warning +ledger +no post-receive hook starts writ'
}
scenario 60 hooks_that_are_links_and_the_shipped_ones_record

observed_push_is_recorded_with_its_verdict()
{
	recorded
	server_config writ.mode observe
	put bad 'BAD\n' && commit 'ABC-2 bad'
	push_accepted origin main
	kinds 'verdict effect'
	grep -q '^{"admitted":true.*"verdict":"reject"' "$LEDGER" || fail 'no rejection on record'
	each_keeps_to_schema
	in_server 0 "$WRIT" ledger log
	says 'reject, let in'
}
scenario 60 observed_push_is_recorded_with_its_verdict

push_without_a_verdict_is_recorded()
{
	recorded
	server_config writ.source "$T/nothing"
	push_rejected origin main
	kinds verdict
	grep -q '^{"admitted":false.*"verdict":"none"' "$LEDGER" || fail 'no verdict was expected'
	each_keeps_to_schema
	sound
}
scenario 60 push_without_a_verdict_is_recorded

answer_that_is_lost_is_an_error()
{
	[ -w /dev/full ] || skip 'no /dev/full'
	recorded
	push_accepted origin main
	for arguments in 'ledger log' 'ledger log --format json' 'ledger verify' help; do
		status=0
		# shellcheck disable=SC2086 # a list
		(cd "$SERVER" && "$WRIT" $arguments) >/dev/full 2>"$OUT" || status=$?
		[ "$status" -eq 3 ] || fail "exit status $status: $arguments"
		says '^error: cannot write'
	done
	in_server 2 "$WRIT" ledger log --commit main
	says 'hex digits'
}
scenario 60 answer_that_is_lost_is_an_error

verdict_is_of_states_of_its_sources()
{
	recorded
	decision docs/adr/0001-x.md <<-'END'
		return { file = function() end }
	END
	commit 'ABC-1 decide'
	plant
	server_config --add writ.source ours=refs/heads/main:docs/adr
	before=$(id main)
	change 'good\n'
	push_accepted origin main
	change 'better\n'
	push_accepted origin main
	python3 - "$LEDGER" "$before" "$(id main~1)" "$DECISIONS" <<-'END' || fail 'other states'
		import json, sys
		records = [json.loads(line) for line in open(sys.argv[1])]
		seen = [one["sources"] for one in records if one["kind"] == "verdict"]
		folder = {"commit": None, "name": None, "place": sys.argv[4]}
		ours = {"name": "ours", "place": "refs/heads/main:docs/adr"}
		assert seen == [[folder, {"commit": commit, **ours}]
		                for commit in sys.argv[2:4]], seen
	END
	each_keeps_to_schema
	sound
}
scenario 60 verdict_is_of_states_of_its_sources

# trees_are REF OLD NEW: those of the last verdict on REF; '' for none.
trees_are()
{
	python3 - "$LEDGER" "$@" <<-'END' || fail "other trees: $1"
		import json, sys
		path, ref, *wanted = sys.argv[1:]
		moves = [move for line in open(path) for record in [json.loads(line)]
		         if record["kind"] == "verdict" for move in record["refs"] if move["ref"] == ref]
		assert [moves[-1]["old_tree"] or "", moves[-1]["new_tree"] or ""] == wanted, moves[-1]
	END
}

values_are_on_record_with_their_trees()
{
	recorded
	push_accepted origin main
	trees_are refs/heads/main '' "$(id 'main^{tree}')"
	change 'BAD\n'
	git tag -a -m 'a tag' v1 main~1
	push_rejected origin main v1
	trees_are refs/heads/main "$(id 'main~1^{tree}')" "$(id 'main^{tree}')"
	trees_are refs/tags/v1 '' "$(id 'main~1^{tree}')"
	git -C "$SERVER" update-ref refs/heads/side refs/heads/main
	push_accepted origin :side
	trees_are refs/heads/side "$(id 'main~1^{tree}')" ''
	git update-ref refs/tags/blob "$(id main:readme)"
	git update-ref refs/tags/tree "$(id 'main~1^{tree}')"
	push_accepted origin refs/tags/blob refs/tags/tree
	trees_are refs/tags/blob '' ''
	trees_are refs/tags/tree '' ''
	server_config writ.source "$T/nothing"
	push_rejected origin main
	trees_are refs/heads/main '' ''
	each_keeps_to_schema
	sound
	in_server 0 "$WRIT" ledger export --format jsonl
	grep -q "\"new_tree\":\"$(id 'main~1^{tree}')\"" "$OUT" || fail 'not exported'
}
scenario 60 values_are_on_record_with_their_trees

update_hook_records_each_ref()
{
	recorded
	rm "$SERVER/hooks/pre-receive"
	hook update "exec '$WRIT' update \"\$@\""
	git branch other
	push_accepted origin main other
	kinds 'verdict verdict effect'
	each_keeps_to_schema
	[ "$(grep -c '"surface":"update"' "$LEDGER")" -eq 2 ] || fail 'not by update'
	sound
	says_not 'no verdict let in' 'have no effect'
}
scenario 60 update_hook_records_each_ref

deleted_symbolic_and_odd_refs_are_explained()
{
	recorded
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	git branch "$(printf 'odd\303\251"name')"
	push_accepted origin main:alias "$(printf 'odd\303\251"name')"
	push_accepted origin --delete "$(printf 'odd\303\251"name')"
	each_keeps_to_schema
	sound
	in_server 0 "$WRIT" ledger reconcile
}
scenario 60 deleted_symbolic_and_odd_refs_are_explained

refs_of_namespaces_are_told_apart()
{
	recorded
	push_accepted origin main
	change 'more\n'
	export GIT_NAMESPACE=fork
	push_accepted origin main
	unset GIT_NAMESPACE
	[ "$(server_id refs/namespaces/fork/refs/heads/main)" = "$(id main)" ] || fail 'no namespace'
	in_server 0 "$WRIT" ledger reconcile
	sound
	says_not 'no verdict let in' 'have no effect'
	in_server 2 env GIT_NAMESPACE=fork "$WRIT" ledger reconcile
}
scenario 60 refs_of_namespaces_are_told_apart

names_of_people_can_be_erased()
{
	recorded
	server_config writ.user-variable PUSHER
	PUSHER='Zoe "Z" Doe <zoe@example.org>' push_accepted origin main
	PUSHER=other push origin main:other
	! grep -qi zoe "$LEDGER" || fail 'a name is in the ledger'
	in_server 0 "$WRIT" ledger log --pusher 'Zoe "Z" Doe <zoe@example.org>'
	says 'zoe@example.org'
	[ "$(grep -c ' verdict ' "$OUT")" -eq 1 ] || fail 'not one push'
	_salt=$(sed -n '1s/.*"salt":"\([0-9a-f]*\)".*/\1/p' "$LEDGER.salts")
	_commitment=$(printf '%s:%s' "$_salt" 'Zoe "Z" Doe <zoe@example.org>' | sha256sum | cut -c 1-64)
	grep -q "\"pusher\":\"$_commitment\"" "$LEDGER" || fail 'not the commitment of the manual'
	sed -i 1d "$LEDGER.salts"
	in_server 0 "$WRIT" ledger log
	says 'name erased' 'other'
	says_not zoe
	sound
}
scenario 60 names_of_people_can_be_erased

user_of_break_glass_is_not_named()
{
	recorded
	server_config writ.user-variable PUSHER
	server_config writ.break-glass "zoe $(date -u -d '+1 hour' +%Y-%m-%dT%H:%MZ) the gate is wrong"
	put bad 'BAD\n' && commit 'ABC-2 bad'
	PUSHER=zoe push_accepted origin main
	grep -q 'the gate is wrong' "$LEDGER" || fail 'the reason is not on record'
	! grep -q zoe "$LEDGER" || fail 'a name is in the ledger'
	each_keeps_to_schema
}
scenario 60 user_of_break_glass_is_not_named

log_finds_pushes()
{
	recorded
	three_pushes
	in_server 0 "$WRIT" ledger log --decision ADR-0002
	[ "$(said ' verdict ')" -eq 3 ] || fail 'not three pushes'
	says '^[0-9TZ:.-]+  [0-9a-f]{12}  #3  verdict  reject'
	says '^  ADR-0002  violated  mandatory$' '^  ADR-0002  passed  mandatory$'
	in_server 0 "$WRIT" ledger log --decision ADR-0009
	[ ! -s "$OUT" ] || fail 'found an unknown decision'
	in_server 0 "$WRIT" ledger log --commit "$(short main)" --format json
	[ "$(wc -l <"$OUT")" -eq 2 ] || fail 'not verdict and effect'
	in_server 0 "$WRIT" ledger log --since 2999-01-01
	[ ! -s "$OUT" ] || fail 'found what is to come'
	in_server 0 "$WRIT" ledger log --verdict reject
	[ "$(wc -l <"$OUT")" -ge 2 ] && [ "$(said ' verdict ')" -eq 1 ] || fail 'not the rejected push'
	says '#3  verdict  reject'
	in_server 0 "$WRIT" ledger log --verdict none
	[ ! -s "$OUT" ] || fail 'found a push without a verdict'
	in_server 2 "$WRIT" ledger log --verdict rejected
	says '--verdict takes one of accept, reject, none'
	in_server 2 "$WRIT" ledger log --since yesterday
	in_server 2 "$WRIT" ledger verfy
	says "did you mean 'verify'"
}
scenario 60 log_finds_pushes

# -- What is not recorded

# unrecorded REGEX: a good push is rejected, for the administrator to mend, and in observe mode let in.
unrecorded()
{
	push_rejected origin main
	says 'administrator of the server to mend' 'no verdict; nothing was accepted'
	tells "cannot be recorded: ledger .*$1"
	server_config writ.mode observe
	push_accepted origin main
	says 'writ: accepted' 'warning: the push cannot be recorded' 'administrator'
}

ledger_without_permission_rejects()
{
	recorded
	[ "$(command id -u)" -ne 0 ] || server_config writ.ledger "$T/is/not/there"
	: >"$LEDGER" && chmod 0 "$LEDGER"
	unrecorded 'cannot open'
	in_server 2 "$WRIT" doctor
	says '^error +ledger'
}
scenario 60 ledger_without_permission_rejects

full_disk_rejects()
{
	recorded
	three_pushes
	change 'more\n'
	_size=$(wc -c <"$LEDGER")
	hook pre-receive "ulimit -f $((_size / 512 + 1)); exec '$WRIT' pre-receive"
	rm "$SERVER/hooks/post-receive"
	unrecorded 'cannot write: File too large'
	[ "$(head -c "$_size" "$LEDGER" | sha256sum)" != "$(sha256sum <"$LEDGER")" ] ||
		fail 'nothing was written at all: the case is not the one that is meant'
	incomplete
	hook pre-receive "exec '$WRIT' pre-receive"
	change 'more\n'
	push_accepted origin main
	sound
	says '1 gap$' '1 line that a crash has left, with its gap'
	each_is_there
}
# Every line but the torn one reads as JSON.
each_is_there()
{
	[ "$(grep -c '^{.*}$' "$LEDGER")" -eq "$(($(wc -l <"$LEDGER") - 1))" ] || fail 'lines are gone'
}
scenario 60 full_disk_rejects

held_lock_rejects()
{
	command -v flock >/dev/null || skip 'no flock'
	recorded
	: >"$LEDGER"
	server_config writ.limit.ledger-wait 1
	(flock 9 && exec sleep 30) 9>>"$LEDGER" &
	_holder=$!
	sleep 0.3
	unrecorded 'held its lock for 1 seconds'
	kill "$_holder"
}
scenario 60 held_lock_rejects

pipe_for_a_ledger_rejects()
{
	recorded
	mkfifo "$LEDGER"
	unrecorded 'no regular file'
}
scenario 60 pipe_for_a_ledger_rejects

ledger_that_was_cut_rejects()
{
	recorded
	three_pushes
	change 'more\n'
	sed -i '$d' "$LEDGER"
	unrecorded 'was cut'
	rm "$LEDGER" && server_config writ.mode enforce && change 'more\n'
	push_rejected origin main
	tells 'was cut: 0 bytes'
}
scenario 60 ledger_that_was_cut_rejects

pushes_at_once_are_all_recorded()
{
	recorded
	push_accepted origin main
	_n=0
	while [ "$_n" -lt "$PUSHES" ]; do
		_n=$((_n + 1))
		git push -q origin "main:refs/heads/topic-$_n" >"$T/push-$_n" 2>&1 &
	done
	wait
	sound
	says "$((PUSHES + 1)) verdicts" "$((PUSHES + 1)) effects"
	in_server 0 "$WRIT" ledger reconcile
}
scenario 60 pushes_at_once_are_all_recorded

# Whatever was accepted is on record when a hook is killed, whenever.
killed_hooks_lose_nothing()
{
	recorded
	push_accepted origin main
	hook pre-receive "echo \$\$ >'$T/pid'; exec '$WRIT' pre-receive"
	_n=0
	while [ "$_n" -lt "$KILLS" ]; do
		_n=$((_n + 1))
		change "line $_n\n"
		rm -f "$T/pid"
		git push -q origin main >"$OUT" 2>&1 &
		_push=$!
		until [ -s "$T/pid" ]; do kill -0 "$_push" 2>/dev/null || break; done
		sleep "0.0$(awk -v n="$_n" 'BEGIN { srand(n); printf "%02d", int(rand() * 30) }')"
		kill -9 "$(cat "$T/pid")" 2>/dev/null || :
		wait "$_push" || :
		no_unrecorded_value
	done
	in_server 0 "$WRIT" ledger reconcile
	push_accepted origin main
	sound
	cat "$OUT"
}
no_unrecorded_value()
{
	grep -q "^{\"admitted\":true.*\"new\":\"$(server_id main)\"" "$LEDGER" ||
		fail 'main moved without a record'
}
scenario 60 killed_hooks_lose_nothing

# -- Refs that moved by themselves

moves_past_the_hook_are_found()
{
	recorded
	three_pushes
	git -C "$SERVER" update-ref refs/heads/side main
	git -C "$SERVER" update-ref refs/heads/main main~1
	in_server 1 "$WRIT" ledger reconcile
	says "^refs/heads/side: nothing on record, $(id main) found" \
		"^refs/heads/main: $(id main) on record, $(id main~1) found"
	each_keeps_to_schema
	in_server 0 "$WRIT" ledger reconcile
	git -C "$SERVER" update-ref -d refs/heads/side
	in_server 1 "$WRIT" ledger reconcile
	says "^refs/heads/side: $(id main) on record, nothing found"
	each_keeps_to_schema
	in_server 0 "$WRIT" ledger reconcile
	sound
	says '2 gaps'
}
scenario 60 moves_past_the_hook_are_found

push_past_the_hook_is_found()
{
	recorded
	push_accepted origin main
	change 'good\n'
	chmod -x "$SERVER/hooks/pre-receive"
	push_accepted origin main
	says 'warning: refs/heads/main has moved, and no verdict on record let it'
	chmod +x "$SERVER/hooks/pre-receive"
	sound
	says '1 move of a ref that no verdict let in'
	each_keeps_to_schema
}
scenario 60 push_past_the_hook_is_found

move_whose_effect_was_not_written_is_explained()
{
	recorded
	rm "$SERVER/hooks/post-receive"
	push_accepted origin main
	change 'good\n'
	push_accepted origin main
	in_server 0 "$WRIT" ledger reconcile
	sound
	says '2 moves of refs that were let in and have no effect'
}
scenario 60 move_whose_effect_was_not_written_is_explained

ref_that_git_refused_has_no_effect()
{
	recorded
	push_accepted origin main
	git branch main-2
	hook update 'exit 1'
	push origin main-2
	kinds 'verdict effect verdict'
	in_server 0 "$WRIT" ledger reconcile
}
scenario 60 ref_that_git_refused_has_no_effect

# -- What is done to a ledger

# mischief NAME STATE REGEX PYTHON: a ledger with five records is changed by PYTHON, whose `lines` they
# are, with their line feeds, and is TAMPERED or INCOMPLETE.
mischief()
{
	eval "$1() { mischief_is_found '$2' '$3' \"\$$1\"; }"
	scenario 60 "$1"
}

mischief_is_found()
{
	recorded
	three_pushes
	ledger_changed "$3"
	"$1" "$2"
}

flipped_byte='lines[2] = lines[2].replace("ABC", "ABD").replace("No line", "No lime").replace("marker", "barker")'
mischief flipped_byte tampered ':4: .*the line before it is not the one'
flipped_byte_of_the_last='lines[4] = lines[4].replace("effect", "effecd")'
mischief flipped_byte_of_the_last tampered ':5: .*by the head'
dropped_tail='del lines[3:]'
mischief dropped_tail tampered 'was cut behind it'
dropped_middle='del lines[2]'
mischief dropped_middle tampered ':3: .*its number is 4, not 3'
dropped_first='del lines[0]'
mischief dropped_first tampered ':1: .*its number is 2'
swapped='lines[2], lines[3] = lines[3], lines[2]'
mischief swapped tampered ':3: .*its number is 4'
replayed='lines.append(lines[3])'
mischief replayed tampered ':6: .*its number is 4, not 6'
added='lines.append("hello\n")'
mischief added incomplete ':6: .*it is no record'
noise_within='lines.insert(2, "hello\n")'
mischief noise_within tampered ':3: .*it is no record'
torn_line='lines[4] = lines[4][:99]'
mischief torn_line tampered ':5: .*'
no_line_feed='lines.append(lines[4][:50])'
mischief no_line_feed incomplete ':6: .*as after a crash'
replayed_in_a_new_chain='lines.append(forge(lines[3], time=json.loads(lines[4])["time"])); chain()'
mischief replayed_in_a_new_chain tampered ':6: .*its id is that of a record before'
forged_effect='lines.append(forge(lines[4], id="ab" * 16)); chain()'
mischief forged_effect tampered ':6: .*the second effect of verdict'
effect_of_a_rejection='r = json.loads(lines[2]); e = json.loads(lines[4]); e["refs"][0].update(old=r["refs"][0]["old"], new=r["refs"][0]["new"], verdict=r["id"]); e["id"] = "cd" * 16; lines.append(json.dumps(e)); chain()'
mischief effect_of_a_rejection tampered ':6: .*no verdict [0-9a-f]+ in front of it lets refs/heads/main move so'
effect_with_another_value='e = json.loads(lines[4]); e["refs"][0]["new"] = "12" * 20; lines[4] = json.dumps(e); chain()'
mischief effect_with_another_value tampered ':5: .*no verdict [0-9a-f]+ in front of it'
time_set_back='lines[3] = forge(lines[3], time="2001-01-01T00:00:00.000000Z"); chain()'
mischief time_set_back tampered ':4: .*its time is before'
gap_that_hides='lines[3] = forge(lines[4], kind="gap", torn=[], after="0" * 64); chain()'
mischief gap_that_hides tampered ':4: .*closes torn lines that are not there'

ledger_without_its_head_is_incomplete()
{
	recorded
	three_pushes
	rm "$LEDGER.head"
	incomplete 'there is no head'
	change 'more\n'
	push_accepted origin main
	sound
}
scenario 60 ledger_without_its_head_is_incomplete

torn_last_line_is_closed_by_the_next_push()
{
	recorded
	three_pushes
	printf '{"id":"torn' >>"$LEDGER"
	incomplete 'as after a crash'
	change 'more\n'
	push_accepted origin main
	kinds 'verdict effect verdict verdict effect gap verdict effect'
	grep -q '^{"id":"torn$' "$LEDGER" || fail 'the torn line is gone'
	grep -q "\"sha256\":\"$(printf '{"id":"torn' | sha256sum | cut -c 1-64)\"" "$LEDGER" ||
		fail 'the gap does not hold its hash'
	sound
	in_server 0 "$WRIT" ledger reconcile
	sed -i 's/^{"id":"torn$/{"id":"torn!/' "$LEDGER"
	tampered
}
scenario 60 torn_last_line_is_closed_by_the_next_push

record_without_its_line_feed_is_kept()
{
	recorded
	three_pushes
	truncate -s -1 "$LEDGER"
	rm "$LEDGER.head"
	incomplete 'the line feed behind it is missing'
	change 'more\n'
	push_accepted origin main
	kinds 'verdict effect verdict verdict effect verdict effect'
	sound
}
scenario 60 record_without_its_line_feed_is_kept

finish
