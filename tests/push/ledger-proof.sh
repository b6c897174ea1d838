#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# What a ledger proves to others: exports of it and checkpoints, with signatures that another program
# checks, and what is found by a checkpoint that was kept elsewhere.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

. "$srcdir/tests/push/ledger-lib.sh"

# -- Exports

csv_has_a_row_for_each_change_of_a_ref()
{
	recorded
	server_config writ.user-variable PUSHER
	PUSHER='=Zoe "Z"' push_accepted origin main main:refs/heads/side
	change 'BAD\n'
	push_rejected origin main
	git -C "$SERVER" update-ref refs/heads/past main
	in_server 1 "$WRIT" ledger reconcile
	in_server 0 "$WRIT" ledger export --output "$T/all.csv"
	[ ! -s "$OUT" ] || fail 'it says something'
	python3 - "$T/all.csv" "$(id main)" "$(id main~1)" <<-'EOF' || fail 'not these rows'
		import csv, sys
		text = open(sys.argv[1], newline="").read()
		assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
		head, *rows = csv.reader(text.splitlines(True), strict=True)
		assert all(len(row) == len(head) == 22 for row in rows)
		rows = [dict(zip(head, row)) for row in rows]
		main, side, bad, past = rows
		assert (main["ref"], main["kind"], main["commits"]) == ("refs/heads/main", "create", "1")
		assert main["effect"] == side["effect"] == "moved" and main["effect_time"] > main["time"]
		assert main["seq"] == side["seq"] == "1" and main["verdict"] == "accept"
		assert main["pusher_name"] == "'=Zoe \"Z\"" and len(main["pusher"]) == 64
		assert main["bundle"].startswith("sha256:") and main["writ"]
		assert (bad["verdict"], bad["admitted"], bad["violations"]) == ("reject", "false", "1")
		assert (bad["violated"], main["violated"]) == ("ADR-0002", "")
		assert (bad["effect"], bad["effect_time"]) == ("none", "")
		assert (bad["old"], bad["new"]) == (sys.argv[3], sys.argv[2])
		assert (past["record"], past["ref"]) == ("gap", "refs/heads/past")
		assert (past["id"] and past["old"] == past["verdict"] == "")
	EOF
	in_server 0 "$WRIT" ledger export --format jsonl --output "$T/all.jsonl"
	python3 - "$T/all.jsonl" <<-'EOF' || fail 'not these objects'
		import json, sys
		lines = open(sys.argv[1], encoding="ascii").read().splitlines()
		rows = [json.loads(line) for line in lines]
		assert [json.dumps(row, sort_keys=True, separators=(",", ":")) for row in rows] == lines
		assert [row["violations"] for row in rows] == [0, 0, 1, None]
		assert rows[0]["pusher_name"] == '=Zoe "Z"' and rows[0]["admitted"] is True
	EOF
	sed -i d "$LEDGER.salts"
	in_server 0 "$WRIT" ledger export --commit "$(id main)"
	[ "$(wc -l <"$OUT")" -eq 2 ] || fail 'not the one row'
	says_not Zoe
}
scenario 70 csv_has_a_row_for_each_change_of_a_ref

waived_violation_has_its_waiver_in_the_row()
{
	recorded
	waived_push
	in_server 0 "$WRIT" ledger export
	says ',0,ADR-0002 .*waivers/x.yaml until [0-9-]* approved by owner@example.org,moved,'
}
scenario 70 waived_violation_has_its_waiver_in_the_row

export_is_filtered()
{
	recorded
	three_pushes
	in_server 0 "$WRIT" ledger export --since 2999-01-01
	[ "$(wc -l <"$OUT")" -eq 1 ] || fail 'more than the names of columns'
	in_server 0 "$WRIT" ledger export --until 2001-01-01
	[ "$(wc -l <"$OUT")" -eq 1 ] || fail 'more than the names of columns'
	in_server 0 "$WRIT" ledger export --since 2001-01-01 --until 2999-01-01
	[ "$(wc -l <"$OUT")" -eq 4 ] || fail 'not all'
	in_server 0 "$WRIT" ledger export --decision ADR-0009
	[ "$(wc -l <"$OUT")" -eq 1 ] || fail 'found an unknown decision'
	in_server 0 "$WRIT" ledger log --until 2001-01-01
	[ ! -s "$OUT" ] || fail 'log takes no --until'
	in_server 2 "$WRIT" ledger export --until yesterday
	in_server 2 "$WRIT" ledger export --format json
	says 'takes one of csv, jsonl, in-toto'
	in_server 2 "$WRIT" ledger log --format csv
	in_server 2 "$WRIT" ledger log --output "$T/x"
	says 'ledger log takes no --output'
	in_server 2 "$WRIT" ledger export --output "$LEDGER"
	says 'is the ledger itself'
	sound
}
scenario 70 export_is_filtered

# envelopes_verify FILE N: as many, each signed by $T/public.pem, as openssl(1) says.
envelopes_verify()
{
	python3 - "$1" "$T" <<-'EOF'
		import base64, json, sys
		for i, line in enumerate(open(sys.argv[1], encoding="ascii")):
		    envelope = json.loads(line)
		    payload = base64.b64decode(envelope["payload"], validate=True)
		    kind = envelope["payloadType"].encode()
		    (signature,) = envelope["signatures"]
		    pae = b" ".join([b"DSSEv1", b"%d" % len(kind), kind, b"%d" % len(payload), payload])
		    open(f"{sys.argv[2]}/{i}.pae", "wb").write(pae)
		    open(f"{sys.argv[2]}/{i}.sig", "wb").write(base64.b64decode(signature["sig"]))
	EOF
	[ "$(wc -l <"$1")" -eq "$2" ] || fail "not $2 envelopes"
	for _pae in "$T"/*.pae; do
		envelope_verifies "${_pae%.pae}" || fail "openssl does not take $_pae"
	done
}

envelope_verifies()
{
	openssl pkeyutl -verify -rawin -pubin -inkey "$T/public.pem" -in "$1.pae" -sigfile "$1.sig"
}

accepted_changes_are_attested()
{
	recorded
	signed
	three_pushes
	git tag -a -m 'a tag' v1
	push_accepted origin v1 ':refs/heads/gone'
	push_accepted origin ':refs/tags/v1'
	in_server 0 "$WRIT" ledger export --format in-toto --output "$T/all.jsonl"
	envelopes_verify "$T/all.jsonl" 3
	python3 - "$T/all.jsonl" "$(id main)" "$(id main~1)" "$SERVER" <<-'EOF' || fail 'not these'
		import base64, json, sys
		path, new, first, server = sys.argv[1:]
		envelopes = [json.loads(line) for line in open(path)]
		statements = [json.loads(base64.b64decode(e["payload"])) for e in envelopes]
		subjects = [s["subject"][0] for s in statements]
		assert [s["digest"]["gitCommit"] for s in subjects] == [first, new, new]
		assert [s["annotations"]["source_refs"] for s in subjects] == [
		    ["refs/heads/main"], ["refs/heads/main"], ["refs/tags/v1"]]
		for statement in statements:
		    predicate = statement["predicate"]
		    assert statement["_type"] == "https://in-toto.io/Statement/v1"
		    assert statement["predicateType"] == "https://slsa.dev/verification_summary/v1"
		    assert predicate["verificationResult"] == "PASSED"
		    assert predicate["resourceUri"].startswith("git+file:///")
		    assert len(predicate["policy"]["digest"]["sha256"]) == 64
	EOF
	printf x >>"$T/0.pae"
	! envelope_verifies "$T/0" >/dev/null 2>&1 || fail 'a changed statement is taken'
}
scenario 70 accepted_changes_are_attested

attestation_without_a_key_says_how_to_make_one()
{
	recorded
	has_openssl
	push_accepted origin main
	in_server 2 "$WRIT" ledger export --format in-toto
	says 'no key is configured' 'openssl genpkey -algorithm ed25519'
	server_config writ.ledger-key nothing.pem
	in_server 3 "$WRIT" ledger export --format in-toto
	says 'writ.ledger-key: .*nothing.pem: no such file'
	openssl genpkey -algorithm rsa -out "$SERVER/rsa.pem" 2>/dev/null
	server_config writ.ledger-key rsa.pem
	in_server 2 "$WRIT" ledger export --format in-toto
	says 'private key of another kind'
	in_server 2 "$WRIT" doctor
	says '^error +ledger +.*private key of another kind'
}
scenario 70 attestation_without_a_key_says_how_to_make_one

key_that_others_can_read_is_said()
{
	recorded
	signed
	push_accepted origin main
	in_server 0 "$WRIT" doctor
	says '^ok +ledger +writ.ledger-key is .*, writ.ledger/server\+[0-9a-f]{8}\+[A-Za-z0-9/+]{44}$'
	chmod 644 "$SERVER/ledger-key.pem"
	in_server 0 "$WRIT" doctor
	says '^warning +ledger +.*ledger-key.pem can be read by others'
}
scenario 70 key_that_others_can_read_is_said

# -- Checkpoints

# sealed: a ledger of seven lines, the last of them a checkpoint of the six before, which is kept.
sealed()
{
	recorded
	signed
	three_pushes
	change 'more\n'
	rm "$SERVER/hooks/post-receive"
	push_accepted origin main
	in_server 0 "$WRIT" ledger checkpoint
	cp "$OUT" "$T/kept"
}

held()
{
	_status=$1
	shift
	in_server "$_status" "$WRIT" ledger verify --checkpoint "$T/kept" --key "$T/public.pem"
	says "$@"
}

checkpoint_is_a_note_that_others_can_check()
{
	sealed
	kinds 'verdict effect verdict verdict effect verdict checkpoint'
	each_keeps_to_schema
	python3 - "$T/kept" "$LEDGER" "$T" <<-'EOF' || fail 'not the note of these lines'
		import base64, hashlib, json, sys
		note, ledger, folder = sys.argv[1:]
		note = open(note, encoding="utf-8", newline="").read()
		lines = open(ledger, "rb").read().split(b"\n")[:-1]
		assert json.loads(lines[6])["note"] == note
		text, signature = note.rsplit("\n\n", 1)
		text += "\n"
		origin, size, root = text.splitlines()
		def tree(leaves):
		    if len(leaves) == 1:
		        return hashlib.sha256(b"\0" + leaves[0]).digest()
		    k = 1
		    while 2 * k < len(leaves):
		        k *= 2
		    return hashlib.sha256(b"\1" + tree(leaves[:k]) + tree(leaves[k:])).digest()
		assert (origin, size) == ("writ.ledger/server", "6")
		assert base64.b64decode(root) == tree(lines[:6])
		dash, name, value = signature.rstrip("\n").split(" ")
		assert (dash, name) == ("\u2014", origin)
		open(f"{folder}/note.pae", "w").write(text)
		open(f"{folder}/note.sig", "wb").write(base64.b64decode(value)[4:])
	EOF
	envelope_verifies "$T/note" || fail 'openssl does not take the signature'
	sound
	says '1 checkpoint, their signatures were not checked'
	says_not 'behind the last checkpoint'
	says_not 'not signed: who'
	in_server 0 "$WRIT" ledger verify --key "$T/public.pem"
	says '1 checkpoint, their signatures are valid'
	in_server 0 "$WRIT" doctor
	sed -n 's/.*ledger-key is .*, //p' "$OUT" >"$T/vkey"
	in_server 0 "$WRIT" ledger verify --key "$T/vkey"
	says '1 checkpoint, their signatures are valid'
	in_server 0 "$WRIT" ledger log
	says ' checkpoint$'
	in_server 0 "$WRIT" ledger reconcile
}
scenario 71 checkpoint_is_a_note_that_others_can_check

ledger_goes_on_from_its_checkpoints()
{
	sealed
	hook post-receive "exec '$WRIT' post-receive"
	server_config writ.ledger-origin example.org/x
	change 'even more\n'
	push_accepted origin main
	held 0 ': sound$' 'goes on from the checkpoint of 6 lines, whose signature is valid' \
		'1 checkpoint,' '2 lines behind the last checkpoint are not signed'
	in_server 0 "$WRIT" ledger checkpoint
	says '^example.org/x$' '^9$' ' example.org/x '
	in_server 0 "$WRIT" ledger checkpoint
	says '^10$'
	held 0 ': sound$' '3 checkpoints'
	in_server 0 "$WRIT" ledger verify --checkpoint "$T/kept"
	says 'checkpoint of 6 lines, whose signature was not checked'
	in_server 0 "$WRIT" ledger export
	[ "$(wc -l <"$OUT")" -eq 6 ] || fail 'checkpoints are no changes of refs'
}
scenario 71 ledger_goes_on_from_its_checkpoints

checkpoint_is_made_of_what_a_crash_has_left()
{
	recorded
	signed
	in_server 0 "$WRIT" ledger checkpoint
	says '^0$' '^47DEQpj8HBSa\+/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=$'
	three_pushes
	printf '{"id":"torn\n{' >>"$LEDGER"
	in_server 0 "$WRIT" ledger checkpoint
	says '^9$'
	kinds 'checkpoint verdict effect verdict verdict effect gap checkpoint'
	each_line_but_torn_ones_is_json
	in_server 0 "$WRIT" ledger verify --key "$T/public.pem"
	says ': sound$' '2 lines that a crash has left' '2 checkpoints'
	truncate -s -1 "$LEDGER" && rm "$LEDGER.head"
	in_server 0 "$WRIT" ledger checkpoint
	says '^10$'
	in_server 0 "$WRIT" ledger verify --key "$T/public.pem"
}
each_line_but_torn_ones_is_json()
{
	[ "$(grep -c '^{.*}$' "$LEDGER")" -eq 8 ] || fail 'lines are gone'
}
scenario 71 checkpoint_is_made_of_what_a_crash_has_left

# unseen NAME REGEX PYTHON: a sealed ledger is changed by PYTHON, as by somebody who can write all of it:
# by itself it would be sound, and by the checkpoint that was kept it is not.
unseen()
{
	eval "$1() { checkpoint_finds '$2' \"\$$1\"; }"
	scenario 71 "$1"
}

checkpoint_finds()
{
	sealed
	ledger_changed "del lines[6]; chain()"
	sound
	ledger_changed "$2"
	sound
	held 1 "$1"
}

other='lines[0] = forge(lines[0], duration_ms=99999); chain()'
unseen other ':6: tampered, .*: the lines up to this one are not those that the checkpoint is of'
dropped_middle='del lines[2]; chain()'
unseen dropped_middle ':5: cut, from byte [0-9]+ on: the checkpoint is of 6 lines, and 5 are left'
swapped='lines[2], lines[3] = forge(lines[3], time=json.loads(lines[2])["time"]), forge(lines[2], time=json.loads(lines[3])["time"]); chain()'
unseen swapped ':6: tampered'
truncated_tail='del lines[4:]; chain()'
unseen truncated_tail ':4: cut, .*the checkpoint is of 6 lines, and 4 are left'
replaced_tail='lines[5] = forge(lines[5], id="ab" * 16); chain(); lines.append(forge(lines[5], id="cd" * 16, admitted=False)); chain()'
unseen replaced_tail ':6: tampered'

# What is done without making the chain anew is found as ever, and where it is.
flipped_byte_is_found_where_it_is()
{
	sealed
	ledger_changed 'lines[2] = lines[2].replace("pre-receive", "pre-receivf")'
	held 1 ':4: tampered, .*: the line before it is not the one that it was written behind'
}
scenario 71 flipped_byte_is_found_where_it_is

# A checkpoint in the ledger holds what is in front of it.
checkpoint_within_the_ledger_holds()
{
	sealed
	ledger_changed 'lines[0] = forge(lines[0], duration_ms=99999); chain()'
	in_server 1 "$WRIT" ledger verify
	says ':7: tampered, .*: it is a checkpoint of other lines than those in front of it'
	ledger_changed 'del lines[2]; chain()'
	in_server 1 "$WRIT" ledger verify
	says ':6: tampered, .*: it is a checkpoint of 6 lines, and stands behind 5'
	ledger_changed 'lines[5] = forge(lines[5], note="hello"); chain()'
	in_server 1 "$WRIT" ledger verify
	says ':6: tampered, .*: it is no checkpoint'
}
scenario 71 checkpoint_within_the_ledger_holds

forged_checkpoint_is_not_signed()
{
	sealed
	openssl genpkey -algorithm ed25519 -out "$T/other.pem"
	server_config writ.ledger-key "$T/other.pem"
	in_server 0 "$WRIT" ledger checkpoint
	in_server 1 "$WRIT" ledger verify --key "$T/public.pem"
	says ':8: tampered, .*: it is a checkpoint that the key has not signed'
	openssl pkey -in "$T/other.pem" -pubout >>"$T/public.pem"
	in_server 0 "$WRIT" ledger verify --key "$T/public.pem"
	says '2 checkpoints, their signatures are valid'
	openssl pkey -in "$T/other.pem" -pubout -out "$T/public.pem"
	held 1 'kept: the key of --key has not signed this checkpoint'
}
scenario 71 forged_checkpoint_is_not_signed

ledger_without_checkpoints_is_not_taken_for_signed()
{
	recorded
	has_openssl
	three_pushes
	in_server 2 "$WRIT" ledger checkpoint
	says 'no key is configured'
	signed
	in_server 4 "$WRIT" ledger verify --key "$T/public.pem"
	says 'incomplete: there is no checkpoint in it, so nothing is signed'
	in_server 0 "$WRIT" ledger verify
	says 'not signed: who can write'
	in_server 2 "$WRIT" ledger verify --key "$SERVER/ledger-key.pem"
	says 'no public key of Ed25519'
	in_server 3 "$WRIT" ledger verify --key "$T/nothing"
	in_server 2 "$WRIT" ledger verify --checkpoint "$T/public.pem"
	says 'it is no checkpoint'
}
scenario 71 ledger_without_checkpoints_is_not_taken_for_signed

# -- Proofs

# proved INDEX SIZE: what was said is a proof of this line; its checkpoint, if any, has the root.
proved()
{
	python3 - "$OUT" "$LEDGER" "$@" <<-'EOF' || fail 'no proof'
		import base64, hashlib, json, sys
		out, ledger, index, size = sys.argv[1:]
		index, size = int(index), int(size)
		text = open(out, encoding="ascii").read()
		proof = json.loads(text)
		assert json.dumps(proof, sort_keys=True, separators=(",", ":")) + "\n" == text
		line = open(ledger, "rb").read().split(b"\n")[index]
		assert (proof["index"], proof["size"]) == (index, size)
		node = hashlib.sha256(b"\0" + line).digest()
		assert node == base64.b64decode(proof["leaf"])
		place, last = index, size - 1
		for sibling in map(base64.b64decode, proof["hashes"]):
		    assert last > 0
		    if place % 2 or place == last:
		        node = hashlib.sha256(b"\1" + sibling + node).digest()
		        while place % 2 == 0 and place:
		            place, last = place // 2, last // 2
		    else:
		        node = hashlib.sha256(b"\1" + node + sibling).digest()
		    place, last = place // 2, last // 2
		assert last == 0 and node == base64.b64decode(proof["root"])
		if proof["checkpoint"]:
		    assert proof["checkpoint"].split("\n")[1:3] == [str(size), proof["root"]]
	EOF
}

record_is_proved_to_be_in_a_checkpoint()
{
	sealed
	for _record in 1 2 3 4 5 6; do
		in_server 0 "$WRIT" ledger prove "$_record"
		proved "$((_record - 1))" 6
		says '"checkpoint":"writ.ledger/server'
	done
	in_server 0 "$WRIT" ledger prove 7
	proved 6 7
	says '"checkpoint":null'
	in_server 0 "$WRIT" ledger prove 2 --size 5
	proved 1 5
	in_server 2 "$WRIT" ledger prove 8
	says 'there is no record 8 among 7 lines'
	in_server 2 "$WRIT" ledger prove 1 --size 99
	says 'has 7 lines, not 99'
	in_server 2 "$WRIT" ledger prove
	in_server 2 "$WRIT" ledger prove x
	ledger_changed 'lines[0] = forge(lines[0], duration_ms=99999); chain()'
	in_server 3 "$WRIT" ledger prove 1
	says 'not those that the checkpoint in the ledger is of'
}
scenario 72 record_is_proved_to_be_in_a_checkpoint

finish
