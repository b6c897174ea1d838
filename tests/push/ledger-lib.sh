# shellcheck shell=sh disable=SC2119,SC2120,SC2034 # no arguments; for who reads this
# What the tests of the ledger share: a server that keeps one, and what may be said of it. Read behind
# lib.sh.

recorded()
{
	server S
	LEDGER=$SERVER/ledger.jsonl
	server_config writ.ledger ledger.jsonl
	hook post-receive "exec '$WRIT' post-receive"
	put readme 'hello\n'
	commit 'ABC-1 begin'
}

# made SEED N: a server that nobody pushes to, whose ledger has N records of all kinds, and names for its
# pushers.
made()
{
	unused
	python3 "$push_dir/ledger-made.py" "$LEDGER" "$1" "$2"
}

# unused: a server that nobody pushes to, and that keeps a ledger.
unused()
{
	git init -q --bare -b main "$SERVER"
	LEDGER=$SERVER/ledger.jsonl
	server_config writ.ledger ledger.jsonl
}

# change TEXT: one more commit.
change()
{
	put "file-$clock" "$1"
	commit 'ABC-2 more'
}

# three_pushes: one that gets in, one that does not, one that gets in.
three_pushes()
{
	push_accepted origin main
	change 'BAD\n'
	push_rejected origin main
	git reset -q --hard HEAD~1
	change 'good\n'
	push_accepted origin main
}

# waived_push: one that gets in by a waiver of the server.
waived_push()
{
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
}

# in_server STATUS COMMAND...: leaves what it says in $OUT.
in_server()
{
	_wanted=$1 _got=0
	shift
	(cd "$SERVER" && "$@") >"$OUT" 2>&1 || _got=$?
	[ "$_got" -eq "$_wanted" ] || fail "exit status $_got, not $_wanted: $*"
	no_crash
}

sound()
{
	in_server 0 "$WRIT" ledger verify
	says 'sound$'
}

tampered()
{
	in_server 1 "$WRIT" ledger verify
	says ':[0-9]+: tampered, from byte [0-9]+ on: ' "$@"
}

incomplete()
{
	in_server 4 "$WRIT" ledger verify
	says ':[0-9]+: incomplete, from byte [0-9]+ on: ' "$@"
}

# kinds TEXT: the kinds of the records, in their order.
kinds()
{
	_kinds=$(sed -nE 's/.*"kind":"([a-z]*)","(note|prev)":.*/\1/p' "$LEDGER" | tr '\n' ' ')
	[ "$_kinds" = "$1 " ] || fail "records: $_kinds"
}

# each_keeps_to_schema: and the verdicts in them to theirs.
each_keeps_to_schema()
{
	python3 - "$LEDGER" "$srcdir/docs" <<-EOF || fail 'the ledger does not keep to its schema'
		import json, sys
		lines = open(sys.argv[1], encoding="ascii").read().split("\n")
		assert lines.pop() == ""
		records = [json.loads(line) for line in lines]
		for line, record in zip(lines, records):
		    assert json.dumps(record, sort_keys=True, separators=(",", ":")) == line
		try:
		    from jsonschema import Draft202012Validator
		except ImportError:
		    sys.exit()
		ledger, verdict = (
		    Draft202012Validator(json.load(open(f"{sys.argv[2]}/{name}.schema.json")))
		    for name in ("ledger", "verdict")
		)
		for record in records:
		    ledger.validate(record)
		    if "verdict" in record:
		        verdict.validate(record["verdict"])
	EOF
}

# ledger_changed PYTHON: by somebody; `lines` are the records with their line feeds, forge() is one with
# other members, and chain() makes all numbers, hashes and the head anew.
ledger_changed()
{
	python3 - "$LEDGER" "$1" <<-'EOF'
		import hashlib, json, sys
		lines = open(sys.argv[1]).read().splitlines(True)
		def forge(line, **changes):
		    value = {**json.loads(line), **changes}
		    return json.dumps(value, sort_keys=True, separators=(",", ":")) + "\n"
		def chain():
		    prev = "0" * 64
		    for i, line in enumerate(lines):
		        lines[i] = forge(line, prev=prev, seq=i + 1)
		        prev = hashlib.sha256(lines[i][:-1].encode()).hexdigest()
		    end = sum(map(len, lines))
		    open(sys.argv[1] + ".head", "w").write(f"{end:020d} {prev}\n")
		exec(sys.argv[2])
		open(sys.argv[1], "w").write("".join(lines))
	EOF
}

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
