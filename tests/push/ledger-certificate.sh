#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# Signed pushes: their certificates are kept beside the ledger when they are of exactly this push, and
# what only says to be one is told.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"
. "$srcdir/tests/push/ledger-lib.sh"

if ! command -v ssh-keygen >/dev/null; then
	echo '1..0 # SKIP ssh-keygen is not installed'
	exit 0
fi
ssh-keygen -q -t ed25519 -N '' -C '' -f "$TMP/zoe"
printf 'zoe@example.org namespaces="git" %s\n' "$(cat "$TMP/zoe.pub")" >"$TMP/signers"

signing()
{
	recorded
	server_config receive.certNonceSeed 'a seed of this test'
	server_config gpg.ssh.allowedSignersFile "$TMP/signers"
	server_config receive.advertisePushOptions true
	git config gpg.format ssh
	git config user.signingkey "$TMP/zoe.pub"
}

# certified PYTHON: the last verdict, called r, keeps to this; c is its certificate.
certified()
{
	python3 - "$LEDGER" "$1" <<-'EOF' || fail "does not hold: $1"
		import json, sys
		r = [r for r in map(json.loads, open(sys.argv[1])) if r["kind"] == "verdict"][-1]
		c = r["certificate"]
		assert eval(sys.argv[2]), c
	EOF
}

# problem TEXT: a push that is let in, and whose certificate is not its own because of this.
problem()
{
	change 'more\n'
	push_accepted origin main
	certified "c['problem'] == '''$1''' and c['sha256'] is None"
	certified 'r["admitted"]'
}

# certificate_kept: writes the last one to $T/certificate.
certificate_kept()
{
	python3 - "$LEDGER" "$T/certificate" <<-'EOF' || fail 'it is not kept'
		import hashlib, json, sys
		path, out = sys.argv[1:]
		r = [r for r in map(json.loads, open(path)) if r["kind"] == "verdict"][-1]
		kept = [json.loads(line) for line in open(path + ".certificates")]
		for line, one in zip(open(path + ".certificates"), kept):
		    assert json.dumps(one, sort_keys=True, separators=(",", ":")) + "\n" == line
		[text] = [k["certificate"] for k in kept if k["sha256"] == r["certificate"]["sha256"]]
		assert hashlib.sha256(text.encode()).hexdigest() == r["certificate"]["sha256"]
		open(out, "w").write(text)
	EOF
}

certificate_is_kept_and_can_be_checked_and_erased()
{
	signing
	git tag -a -m 'a tag' v1
	push_accepted --signed -o 'one=1' -o two origin main v1
	certified 'c["problem"] is None and c["status"] == "G" and c["nonce_status"] == "OK"'
	certificate_kept
	git -C "$SERVER" cat-file blob "$(sed -n 's/.*"blob":"\([0-9a-f]*\)".*/\1/p' "$LEDGER")" |
		cmp - "$T/certificate" || fail 'not the bytes that git has'
	sed '/^-----BEGIN/,$d' "$T/certificate" >"$T/text"
	sed -n '/^-----BEGIN/,$p' "$T/certificate" >"$T/signature"
	ssh-keygen -Y verify -f "$TMP/signers" -I zoe@example.org -n git -s "$T/signature" \
		<"$T/text" || fail 'the signature is not good'
	grep -q "$(id main) refs/heads/main\$" "$T/text" || fail 'another push'
	! grep -q -e zoe -e 'C. Committer' -e "$(cut -d ' ' -f 2 "$TMP/zoe.pub")" "$LEDGER" ||
		fail 'a name is in the ledger'
	grep -q zoe@example.org "$LEDGER.certificates" || fail 'nobody knows the signer'
	[ "$(stat -c %a "$LEDGER.certificates")" = 600 ] || fail 'others can read it'
	each_keeps_to_schema
	in_server 0 "$WRIT" ledger log
	says '^  certificate  signature G, nonce OK$'
	change 'BAD\n'
	push --signed origin main # git keeps the blob
	says 'pre-receive hook declined'
	certificate_kept
	certified 'not r["admitted"]'
	push_accepted --signed origin :v1
	certificate_kept
	sed -i 1d "$LEDGER.certificates"
	sound
	push_accepted origin main~1:refs/heads/other
	certified 'c is None'
	each_keeps_to_schema
}
scenario 29 certificate_is_kept_and_can_be_checked_and_erased

# The environment of a hook can be what a client has sent, where a server takes variables from them.
forged()
{
	hook pre-receive "$1 exec '$WRIT' pre-receive"
}

forged_certificate_is_none()
{
	signing
	push_accepted --signed origin main
	_old=$(sed -n '1s/.*"blob":"\([0-9a-f]*\)".*/\1/p' "$LEDGER")
	_nonce=$(git -C "$SERVER" cat-file blob "$_old" | sed -n 's/^nonce //p')
	_good='GIT_PUSH_CERT_STATUS=G GIT_PUSH_CERT_NONCE_STATUS=OK'
	forged "GIT_PUSH_CERT=$_old $_good GIT_PUSH_CERT_NONCE=$_nonce"
	problem 'its ref updates are not those of the push'
	forged "GIT_PUSH_CERT=$_old $_good GIT_PUSH_CERT_NONCE=1-2"
	problem 'its nonce is not the one that git gave'
	forged "GIT_PUSH_CERT=$_old $_good"
	problem 'git gave no nonce (receive.certNonceSeed), so it may be of another push'
	forged "GIT_PUSH_CERT=$_old GIT_PUSH_CERT_NONCE=$_nonce GIT_PUSH_CERT_NONCE_STATUS=BAD"
	problem 'git did not find its nonce to be good'
	forged "GIT_PUSH_CERT=$(id main:readme) $_good GIT_PUSH_CERT_NONCE=$_nonce"
	problem 'it is no certificate of a push'
	forged "GIT_PUSH_CERT=yes"
	problem 'GIT_PUSH_CERT names no object'
	forged "GIT_PUSH_CERT=$(id main) $_good"
	change 'more\n'
	push_accepted origin main
	certified '"blob" in c["problem"]'
	forged "GIT_PUSH_CERT=$(printf '%040d' 1) $_good"
	change 'more\n'
	push_accepted origin main
	certified 'c["problem"] == "the object of GIT_PUSH_CERT is not there"'
	[ "$(wc -l <"$LEDGER.certificates")" -eq 1 ] || fail 'what is none was kept'
	each_keeps_to_schema
	in_server 0 "$WRIT" ledger log
	says '^  certificate  not of this push: its nonce is not the one that git gave$'
}
scenario 29 forged_certificate_is_none

# Somebody writes a certificate of his own into the push, which lists all of it.
certificate_without_a_signature_is_none()
{
	signing
	push_accepted origin main
	change 'more\n'
	printf 'certificate version 0.1\npusher zoe 1 +0000\nnonce 1-2\n\n%s %s refs/heads/main\n' \
		"$(id main~1)" "$(id main)" >"$T/own"
	_own=$(git -C "$SERVER" hash-object -w "$T/own")
	forged "GIT_PUSH_CERT=$_own GIT_PUSH_CERT_STATUS=G GIT_PUSH_CERT_NONCE_STATUS=OK GIT_PUSH_CERT_NONCE=1-2"
	push_accepted origin main
	certified 'c["problem"] == "it lists more than the push, or is not signed"'
	server_config writ.source "$T/nothing"
	change 'more\n'
	push_rejected origin main
	certified 'c["problem"] == "there is no verdict, so nobody has read it"'
	server_config --unset writ.ledger
	server_config writ.source "$DECISIONS"
	push_accepted origin main
}
scenario 29 certificate_without_a_signature_is_none

# What is cut by a crash hides no other; what cannot be kept rejects, as the record would.
certificate_that_cannot_be_kept_rejects()
{
	signing
	printf '{"certificate":"' >"$LEDGER.certificates"
	push_accepted --signed origin main
	sed -i 1d "$LEDGER.certificates"
	certificate_kept
	rm "$LEDGER.certificates" && mkdir "$LEDGER.certificates"
	change 'more\n'
	push --signed origin main
	says 'pre-receive hook declined'
	tells 'cannot be recorded: .*certificates: cannot open'
	push_accepted origin main
}
scenario 29 certificate_that_cannot_be_kept_rejects

finish
