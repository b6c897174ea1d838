#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# What a ledger proves to others: exports of it, with signatures that another program checks.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

. "$srcdir/tests/push/ledger-lib.sh"

has_openssl()
{
	openssl genpkey -algorithm ed25519 -out "$T/probe.pem" 2>/dev/null || skip 'no openssl(1)'
}

# signed: the key of the server, and its public half in $T/public.pem.
signed()
{
	has_openssl
	(cd "$SERVER" && openssl genpkey -algorithm ed25519 -out ledger-key.pem)
	openssl pkey -in "$SERVER/ledger-key.pem" -pubout -out "$T/public.pem"
	server_config writ.ledger-key ledger-key.pem
}

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
		assert all(len(row) == len(head) == 19 for row in rows)
		rows = [dict(zip(head, row)) for row in rows]
		main, side, bad, past = rows
		assert (main["ref"], main["kind"], main["commits"]) == ("refs/heads/main", "create", "1")
		assert main["effect"] == side["effect"] == "moved" and main["effect_time"] > main["time"]
		assert main["seq"] == side["seq"] == "1" and main["verdict"] == "accept"
		assert main["pusher_name"] == "'=Zoe \"Z\"" and len(main["pusher"]) == 64
		assert main["bundle"].startswith("sha256:") and main["writ"]
		assert (bad["verdict"], bad["admitted"], bad["violations"]) == ("reject", "false", "1")
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
	mkdir "$DECISIONS/waivers"
	cat >"$DECISIONS/waivers/x.yaml" <<-EOF
		decision: ADR-0002
		reason: The importer writes it.
		requested-by: dev@example.org
		approved-by: owner@example.org
		date: $(date -u +%F)
		expires: $(date -u -d '+2 days' +%F)
		paths: ["import/**"]
	EOF
	put import/a 'BAD\nBAD\n' && commit 'ABC-2 import'
	push_accepted origin main
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
	says '^ok +ledger +writ.ledger-key'
	chmod 644 "$SERVER/ledger-key.pem"
	in_server 0 "$WRIT" doctor
	says '^warning +ledger +.*ledger-key.pem can be read by others'
}
scenario 70 key_that_others_can_read_is_said

finish
