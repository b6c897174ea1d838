#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# Evidence packs: by its own README and by an independent reader a pack is what the ledger says, and one
# that was changed is not.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"
. "$srcdir/tests/push/ledger-lib.sh"

# packed OPTION...: makes $T/pack.
packed()
{
	in_server 0 "$WRIT" ledger export --format pack --output "$T/pack" "$@"
	[ ! -s "$OUT" ] || fail 'something is amiss'
}

# by_readme STATUS REGEX...: what the lines of README.txt find.
by_readme()
{
	_wanted=$1 _got=0
	shift
	sed -n 's/^    //p' "$T/pack/README.txt" >"$T/check.sh"
	(cd "$T/pack" && KEY=$T/public.pem sh "$T/check.sh") >"$OUT" 2>&1 || _got=$?
	[ "$_got" -eq "$_wanted" ] || fail "README.txt: exit status $_got, not $_wanted"
	says "$@"
}

# by_python RECORDS PROVED BUNDLES: an independent reader.
by_python()
{
	python3 - "$T/pack" "$@" <<-'EOF' || fail 'the pack does not hold'
		import base64, hashlib, json, os, sys
		pack, *wanted = sys.argv[1:]
		sha = lambda data: hashlib.sha256(data).digest()
		read = lambda name: open(f"{pack}/{name}", "rb").read()
		lines = read("records.jsonl").split(b"\n")[:-1]
		records = [json.loads(line) for line in lines]
		proofs = {p["index"]: p for p in map(json.loads, read("proofs.jsonl").splitlines())}
		size, root = read("checkpoint.txt").split(b"\n")[1:3]
		def leads(leaf, index, last, hashes):
		    for sibling in hashes:
		        while index % 2 == 0 and index == last:
		            index, last = index // 2, last // 2
		        pair = sibling + leaf if index % 2 else leaf + sibling
		        leaf, index, last = sha(b"\1" + pair), index // 2, last // 2
		    return leaf
		for line, record in zip(lines, records):
		    proof = proofs.get(record["seq"] - 1)
		    if proof:
		        hashes = map(base64.b64decode, proof["hashes"])
		        end = leads(sha(b"\0" + line), proof["index"], int(size) - 1, hashes)
		        assert end == base64.b64decode(root) and proof["size"] == int(size)
		field = lambda text: len(text).to_bytes(8, "big") + text
		def digest(parts):
		    return "sha256:" + hashlib.sha256(b"".join(map(field, parts))).hexdigest()
		def folder(name):
		    top = f"{pack}/{name}"
		    paths = [os.path.relpath(f"{at}/{file}", top) for at, _, files in os.walk(top) for file in files]
		    for path in sorted(os.fsencode(path) for path in paths):
		        if not (path.startswith(b"approvals/") and path.endswith(b".sig")):
		            yield path
		            yield open(os.fsencode(top) + b"/" + path, "rb").read()
		bundles = [json.loads(line) for line in read("bundles.jsonl").splitlines()]
		for bundle in bundles:
		    sources = bundle["sources"]
		    for source in sources:
		        assert digest(folder(source["folder"])) == source["digest"], source
		    if len(sources) == 1:
		        assert bundle["bundle"] == sources[0]["digest"]
		    elif sources:
		        parts = [s[key].encode() for s in sources for key in ("name", "digest")]
		        assert digest(parts) == bundle["bundle"]
		known = {bundle["bundle"] for bundle in bundles}
		assert all(r["verdict"]["bundle"] in known for r in records if r["kind"] == "verdict")
		counts = [len(records), len(proofs), len(bundles)]
		assert counts == list(map(int, wanted)), counts
	EOF
}

# evidence: pushes by two sources, one of which changes; a rejected one; all but the last are sealed.
evidence()
{
	recorded
	signed
	decision docs/adr/0001-x.md <<-'END'
		return { file = function() end }
	END
	commit 'ABC-1 decide'
	plant
	server_config --add writ.source ours=refs/heads/main:docs/adr
	three_pushes
	sed -i 's/decision of this/decision of that/' docs/adr/0001-x.md && commit 'ABC-2 decide'
	push_accepted origin main:next
	git -C "$SERVER" update-ref refs/heads/main "$(id main)"
	change 'good\n'
	push_accepted origin main
	in_server 0 "$WRIT" ledger checkpoint
	change 'better\n'
	push_accepted origin main
}

pack_is_verified_without_writ_until_it_is_changed()
{
	evidence
	parts_are_packed
	packed
	by_python 10 7 2
	by_readme 0 '^verified$' '^record 10 is behind the checkpoint$'
	cmp -s "$LEDGER" "$T/pack/records.jsonl" || fail 'not the lines of the ledger'
	grep -q '^Behind the checkpoint, and so not proved: 3 of them' "$T/pack/README.txt" ||
		fail 'not said'
	grep -q 'decision of that' "$T/pack/decisions/"*/0001-x.md || fail 'not the decisions'
	(cd "$T/pack" && sha256sum decisions/*/* >"$T/sums")
	in_server 3 "$WRIT" ledger export --format pack --output "$T/pack"
	says 'the folder cannot be made: File exists'
	in_server 2 "$WRIT" ledger export --format pack
	says 'takes --output FOLDER'
	changes_are_found
}

# Of a commit, with its effects; of a decision; of nothing.
parts_are_packed()
{
	packed --commit "$(id main~1)" --until 2999-01-01
	by_python 4 2 1
	rm -r "$T/pack"
	packed --decision ADR-0002
	python3 - "$T/pack" <<-'END' || fail 'not the effects of these verdicts'
		import json, sys
		kinds = [json.loads(line)["kind"] for line in open(sys.argv[1] + "/records.jsonl")]
		assert kinds.count("verdict") == 5 and kinds.count("effect") == 4, kinds
	END
	rm -r "$T/pack"
	packed --since 2999-01-01
	by_python 0 0 0
	by_readme 0 '^verified$'
	rm -r "$T/pack"
}

# changed NAME SED: the pack has another NAME.
changed()
{
	cp "$T/pack/$1" "$T/before"
	sed -i "$2" "$T/pack/$1"
	! cmp -s "$T/pack/$1" "$T/before" || fail "nothing was changed in $1"
}

changes_are_found()
{
	changed records.jsonl '1s/reject/accept/'
	by_readme 1 '^not verified: record 1$'
	cp "$T/before" "$T/pack/records.jsonl"
	changed checkpoint.txt '2s/7/8/'
	by_readme 1 '^not verified: checkpoint$'
	cp "$T/before" "$T/pack/checkpoint.txt"
	changed decisions/2/0001-x.md 's/of that/of  hat/;s/of this/of  his/'
	by_readme 1 '^not verified: decisions/2$'
	cp "$T/before" "$T/pack/decisions/2/0001-x.md"
	openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out "$T/public.pem"
	by_readme 1 '^not verified: checkpoint$'
}
scenario 73 pack_is_verified_without_writ_until_it_is_changed

what_is_gone_is_said_in_the_pack()
{
	recorded
	three_pushes
	put "../decisions/0009-new.md" '# new\n'
	server_config writ.source "$T/nothing"
	change 'more\n'
	push_rejected origin main
	packed
	by_readme 0 '^verified$'
	grep -q '^NOT SIGNED' "$T/pack/README.txt" || fail 'it is not said'
	[ "$(grep -c '"problem":"they are not those of then any more"' "$T/pack/bundles.jsonl")" -eq 1 ] ||
		fail 'other decisions are taken for those of then'
	grep -q '"bundle":null,"problem":"the push had no verdict' "$T/pack/bundles.jsonl" ||
		fail 'a push without a verdict has decisions'
	[ ! -e "$T/pack/decisions" ] || fail 'other decisions are in it'
	[ ! -e "$T/pack/checkpoint.txt" ] || fail 'a checkpoint of what?'
	rm -r "$T/pack"
	ledger_changed 'lines[0] = lines[0].replace("pre-receive", "pre-receivf")'
	signed
	in_server 0 "$WRIT" ledger checkpoint
	ledger_changed 'lines[0] = lines[0].replace("pre-receivf", "pre-receive")'
	in_server 3 "$WRIT" ledger export --format pack --output "$T/pack"
	says 'not those that the newest checkpoint is of'
	[ ! -e "$T/pack" ] || fail 'a pack was begun'
}
scenario 73 what_is_gone_is_said_in_the_pack

certificates_are_in_the_pack()
{
	command -v ssh-keygen >/dev/null || skip 'no ssh-keygen'
	recorded
	signed
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$T/zoe"
	server_config receive.certNonceSeed 'a seed of this test'
	server_config gpg.ssh.allowedSignersFile /dev/null
	git -c gpg.format=ssh -c user.signingkey="$T/zoe.pub" push -q --signed origin main
	change 'more\n'
	git -c gpg.format=ssh -c user.signingkey="$T/zoe.pub" push -q --signed origin main
	sed -i 1d "$LEDGER.certificates"
	in_server 0 "$WRIT" ledger checkpoint
	packed
	[ "$(cd "$T/pack/certificates" && echo *)" = 3.txt ] || fail 'not the one that is left'
	by_readme 0 '^verified$'
	changed certificates/3.txt 's/^pusher/Pusher/'
	by_readme 1 '^not verified: certificates/3.txt$'
}
scenario 73 certificates_are_in_the_pack

finish
