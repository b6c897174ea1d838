# shellcheck shell=sh disable=SC2034,SC2046,SC2059 # for who reads this; lists are split; formats
# The ground of the push tests: a server repository with the hook on, a client, and what may be said
# about a push. Each test is a shell function that runs by itself in a directory of its own, with the
# client as working directory. A test's name is its function's:
#
#	scenario 9 evil_merge_that_edits_conf_is_rejected
#
# From the environment: WRIT (the program), srcdir, builddir; ONLY=text runs the tests whose name
# holds it, KEEP=1 keeps their directories. Output is TAP.

srcdir=$(cd "${srcdir:-$(dirname "$0")/../..}" && pwd)
: "${builddir:=$srcdir}"
: "${WRIT:=$builddir/src/cli/writ}"
push_dir=$srcdir/tests/push
zero=0000000000000000000000000000000000000000

unset $(git rev-parse --local-env-vars) GIT_NAMESPACE GIT_TRACE GIT_CEILING_DIRECTORIES \
	GIT_PUSH_OPTION_COUNT GIT_PUSH_CERT GIT_QUARANTINE_PATH XDG_CONFIG_HOME EMAIL SUDO_UID \
	NO_COLOR CLICOLOR_FORCE
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
GIT_TERMINAL_PROMPT=0
GIT_AUTHOR_NAME='A. Author'
GIT_AUTHOR_EMAIL=author@example.org
GIT_COMMITTER_NAME='C. Committer'
GIT_COMMITTER_EMAIL=committer@example.org
GIT_MERGE_AUTOEDIT=no
LC_ALL=C
TZ=UTC
export WRIT srcdir builddir GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM GIT_TERMINAL_PROMPT \
	GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL \
	GIT_MERGE_AUTOEDIT LC_ALL TZ
umask 022

TMP=$(mktemp -d "${TMPDIR:-/tmp}/writ-push.XXXXXX") || exit 99
TMP=$(cd "$TMP" && pwd -P)
HOME=$TMP/home
export HOME
mkdir "$HOME" "$TMP/template" "$TMP/template/hooks" "$TMP/template/info"
trap '[ -n "$KEEP" ] || rm -rf "$TMP"' EXIT
trap 'exit 1' HUP INT TERM

count=0
failed=0

# scenario NUMBER FUNCTION: runs one test, in a subshell that ends at the first command that fails.
scenario()
{
	name="scenario $1: $(printf %s "$2" | tr _ ' ')"
	case $name in *"$ONLY"*) ;; *) return ;; esac
	count=$((count + 1))
	T=$TMP/$count
	mkdir "$T"
	(
		set -e
		client
		"$2"
	) </dev/null >"$T.log" 2>&1
	verdict "$?"
	[ -n "$KEEP" ] || rm -rf "$T"
}

verdict()
{
	if [ "$1" -eq 0 ] && [ -f "$T.skip" ]; then
		printf 'ok %d - %s # SKIP %s\n' "$count" "$name" "$(cat "$T.skip")"
	elif [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$count" "$name"
	else
		failed=$((failed + 1))
		printf 'not ok %d - %s\n' "$count" "$name"
		head -n 60 "$T.log" | cut -c 1-400 | tr -c '\n\t -~' '?' | sed 's/^/# /'
	fi
}

# The last line of each script: a script that ends before it has no plan, and so fails.
finish()
{
	printf '1..%d\n' "$count"
	[ "$failed" -eq 0 ] || exit 1
	exit 0
}

skip()
{
	printf '%s\n' "$*" >"$T.skip"
	exit 0
}

fail()
{
	printf 'FAILED: %s\n' "$*"
	if [ -s "$OUT" ]; then
		printf -- '---- what the client saw:\n'
		cat "$OUT"
	fi
	exit 1
}

# -- Repositories. A test starts few programs: there are thousands of tests, and that is their time.

# What would change the objects behind a test's back, as lines of a configuration.
no_upkeep='[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n'

client()
{
	SERVER=$T/server.git
	DECISIONS=$T/decisions
	OUT=$T/out
	clock=1700000000
	git init -q -b main --template="$TMP/template" "$T/client"
	cd "$T/client"
	printf "$no_upkeep"'[remote "origin"]\n\turl = %s\n\tfetch = %s\n' \
		"$SERVER" '+refs/heads/*:refs/remotes/origin/*' >>.git/config
}

# server DECISIONS...: the server with its hook on, judging by these folders of decisions/.
server()
{
	git init -q --bare -b main --template="$TMP/template" "$SERVER"
	quiet_server
	decisions "$@"
	printf '[writ]\n\tsource = "%s"\n' "$DECISIONS" >>"$SERVER/config"
	hook pre-receive "exec '$WRIT' pre-receive"
}

# Nothing but the hook says no.
quiet_server()
{
	printf "$no_upkeep"'[receive]\n\tautogc = false\n' >>"$SERVER/config"
	printf '\tdenyDeleteCurrent = ignore\n\tdenyCurrentBranch = ignore\n' >>"$SERVER/config"
}

decisions()
{
	mkdir -p "$DECISIONS"
	for _folder; do
		cp --no-preserve=mode "$push_dir/decisions/$_folder/"*.md "$DECISIONS/"
	done
}

# decision FILE 'key: value'...: one more of them; its policy is on standard input.
decision()
{
	folder_of "$1"
	_file=$1
	shift
	{
		printf -- '---\nstatus: accepted\n'
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf -- '---\n# A decision of this test\n\n```lua policy\n'
		cat
		printf '```\n'
	} >"$_file"
}

server_config()
{
	git -C "$SERVER" config "$@"
}

# hook NAME COMMAND: the server's hook, a shell script of this one line.
hook()
{
	printf '#!/bin/sh\n%s\n' "$2" >"$SERVER/hooks/$1"
	chmod +x "$SERVER/hooks/$1"
}

# plant REFSPEC...: puts refs of the client on the server past its hook.
plant()
{
	[ $# -gt 0 ] || set -- '+refs/heads/*:refs/heads/*'
	git -C "$SERVER" fetch -q --update-head-ok "$T/client" "$@"
}

# folder_of PATH: makes it.
folder_of()
{
	[ -d "${1%/*}" ] || mkdir -p -- "${1%/*}"
}

# put PATH TEXT: a file of the work tree; TEXT as printf takes it.
put()
{
	folder_of "./$1"
	printf -- "$2" >"./$1"
}

# commit MESSAGE [OPTION...]: everything in the work tree, a minute after the last one.
commit()
{
	_message=$1
	shift
	clock=$((clock + 60))
	git add -A
	GIT_AUTHOR_DATE="$clock +0000" GIT_COMMITTER_DATE="$clock +0000" \
		git commit -q --allow-empty -m "$_message" "$@"
}

# merge OPTION...: like commit, for git merge.
merge()
{
	clock=$((clock + 60))
	GIT_AUTHOR_DATE="$clock +0000" GIT_COMMITTER_DATE="$clock +0000" git merge -q "$@"
}

# branch NAME [START]
branch()
{
	git checkout -q -b "$@"
}

id()
{
	git rev-parse --verify -q "$1"
}

server_id()
{
	git -C "$SERVER" rev-parse --verify -q "$1"
}

short()
{
	git rev-parse --short=7 "$1"
}

# -- Pushes

# server_listed FILE: its refs and objects; an object that is sent again may get another time.
server_listed()
{
	find "$SERVER/objects" "$SERVER/refs" "$SERVER/packed-refs" \
		\( ! -type d -o -name 'incoming-*' -o -name 'tmp_objdir*' \) \
		\( -path "$SERVER/objects/*" -printf '%p %i %s\n' -o -printf '%p %i %T@\n' \) \
		>"$1" 2>/dev/null || :
}

remember_server()
{
	server_listed "$T/before"
}

# Nothing moved, and nothing stayed.
server_unchanged()
{
	server_listed "$T/after"
	cmp -s "$T/before" "$T/after" && return
	sort -o "$T/before" "$T/before"
	sort -o "$T/after" "$T/after"
	cmp -s "$T/before" "$T/after" || fail "the server changed: $(diff "$T/before" "$T/after" | head -20)"
}

refs_unmoved()
{
	server_listed "$T/after"
	for _list in before after; do
		grep -av "^$SERVER/objects/" "$T/$_list" | sort >"$T/refs.$_list"
	done
	cmp -s "$T/refs.before" "$T/refs.after" || fail "refs moved: $(diff "$T/refs.before" "$T/refs.after")"
}

# A verdict is not a crash, whatever came out.
no_crash()
{
	_died='AddressSanitizer|runtime error:|LeakSanitizer|Segmentation|core dumped'
	says_not "$_died|died of signal|killed by signal|assertion"
}

# push ARGUMENT...: git push; leaves its exit status in $status and all it said in $OUT.
push()
{
	remember_server
	status=0
	git push "$@" >"$OUT" 2>&1 || status=$?
}

push_accepted()
{
	push "$@"
	[ "$status" -eq 0 ] || fail "rejected: git push $*"
	no_crash
}

# The hook itself said no; nothing moved and nothing stayed.
push_rejected()
{
	push "$@"
	[ "$status" -ne 0 ] || fail "accepted: git push $*"
	says 'pre-receive hook declined'
	server_unchanged
	no_crash
}

# says REGEX...: each (extended, line by line) is found in what the client saw.
says()
{
	for _regex; do
		grep -aEq -e "$_regex" "$OUT" || fail "does not say: $_regex"
	done
}

# Like says, of all that was said on one line: where it is broken depends on the names of folders.
tells()
{
	sed 's/^remote: *//' "$OUT" | tr -s '\n ' ' ' >"$T/flat"
	mv "$T/flat" "$OUT"
	says "$@"
}

# keeps_to_schema FILE SCHEMA: as far as python3-jsonschema is there.
keeps_to_schema()
{
	python3 - "$1" "$srcdir/docs/$2" <<-EOF || fail "$1 does not keep to $2"
		import json, sys
		value = json.load(open(sys.argv[1], encoding="ascii"))
		try:
		    from jsonschema import Draft202012Validator
		except ImportError:
		    sys.exit()
		Draft202012Validator(json.load(open(sys.argv[2]))).validate(value)
	EOF
}

says_not()
{
	for _regex; do
		! grep -aEiq -e "$_regex" "$OUT" || fail "says: $_regex"
	done
}

# The text about one decision, from its line `error[ID]` on.
block()
{
	awk -v id="error[$1]" '{ sub(/^remote: /, ""); sub(/ *$/, "") }
		index($0, "error") == 1 { on = index($0, id) == 1 } on' "$OUT"
}

# blames ID REGEX...: the push was rejected by this decision, which says so.
blames()
{
	_id=$1
	shift
	block "$_id" >"$T/block"
	[ -s "$T/block" ] || fail "does not blame $_id"
	for _regex; do
		grep -aEq -e "$_regex" "$T/block" || fail "$_id does not say: $_regex"
	done
}

blames_not()
{
	for _id; do
		[ -z "$(block "$_id")" ] || fail "blames $_id"
	done
}

# Rejected because there is no verdict, not by a decision.
no_verdict()
{
	says_not 'error\[ADR-'
	[ $# -eq 0 ] || says "$@"
}

# How often REGEX stands in what the client saw.
said()
{
	grep -aEc -e "$1" "$OUT" || :
}

# Nothing but printable ASCII reaches a terminal, in lines.
plain_text()
{
	[ "$(tr -d '\n -~' <"$OUT" | wc -c)" -eq 0 ] || fail 'raw bytes reach the terminal'
}

# ref_is REF ID ('' for none)
ref_is()
{
	[ "$(server_id "$1" || :)" = "$2" ] || fail "$1 is $(server_id "$1" || echo nothing), not $2"
}

# -- The protocol by hand, for what git push would refuse to send (gitprotocol-pack(5))

# Begins a push.
raw()
{
	raw_caps=
	raw_lines=0
	: >"$T/raw.commands"
	: >"$T/raw.options"
	: >"$T/raw.pack"
}

# raw_can CAPABILITIES: what the client says that it can, beside reporting the status.
raw_can()
{
	raw_caps=$1
}

# raw_ref OLD NEW NAME: one command, whatever NAME holds.
raw_ref()
{
	_line="$1 $2 $3"
	if [ "$raw_lines" -eq 0 ]; then
		_caps="report-status $raw_caps"
		printf '%04x%s\0%s' $((4 + ${#_line} + 1 + ${#_caps})) "$_line" "$_caps"
	else
		printf '%04x%s' $((4 + ${#_line})) "$_line"
	fi >>"$T/raw.commands"
	raw_lines=$((raw_lines + 1))
}

raw_option()
{
	printf '%04x%s' $((4 + ${#1})) "$1" >>"$T/raw.options"
}

# raw_objects ID...: the pack holds just these; none: an empty pack.
raw_objects()
{
	{ [ $# -eq 0 ] || printf '%s\n' "$@"; } |
		git pack-objects -q --window=0 --stdout >"$T/raw.pack"
}

# raw_history REVISION...: the pack holds what git would send.
raw_history()
{
	printf '%s\n' "$@" | git pack-objects -q --revs --stdout >"$T/raw.pack"
}

raw_stream()
{
	cat "$T/raw.commands"
	printf 0000
	case $raw_caps in
	*push-options*)
		cat "$T/raw.options"
		printf 0000
		;;
	esac
	cat "$T/raw.pack"
}

# What the hook says goes to standard error. git's report of refs comes after its advertisement; it
# holds their names raw, which is not the hook's doing.
raw_send()
{
	remember_server
	raw_stream >"$T/raw.stream"
	git receive-pack "$SERVER" <"$T/raw.stream" >"$T/raw.report" 2>"$OUT" || :
	sed -n '/^0000[0-9a-f]\{4\}unpack /,$p' "$T/raw.report" | tr -c '\n -~' '?' >>"$OUT"
}

raw_accepted()
{
	raw_send
	says 'unpack ok'
	says_not 'pre-receive hook declined' '^[0-9a-f]{4}ng '
	no_crash
}

raw_rejected()
{
	raw_send
	says 'pre-receive hook declined'
	server_unchanged
	no_crash
}

# literal TYPE: writes an object of standard input's bytes, however malformed; prints its id.
literal()
{
	git hash-object -w --literally --stdin -t "$1"
}

# tree_entry MODE NAME ID: an entry as it stands in a tree object.
tree_entry()
{
	printf '%s %s\0' "$1" "$2"
	raw_id "$3"
}

raw_id()
{
	printf "$(printf '\\%03o' $(printf %s "$1" | sed 's/../0x& /g'))"
}

# commit_of TREE [PARENT]: a commit in which nothing is wrong.
commit_of()
{
	GIT_AUTHOR_DATE="$clock +0000" GIT_COMMITTER_DATE="$clock +0000" \
		git commit-tree -m 'ABC-1 a tree of this test' ${2:+-p "$2"} "$1"
}

# -- The hook by hand

# hook_run COMMAND...: runs the program in the server as receive-pack would, ref lines on standard
# input; leaves what it said in $OUT and its exit status for `exits`, also from within a pipe.
hook_run()
{
	status=0
	(
		cd "$SERVER"
		GIT_DIR=. "$@"
	) >"$OUT" 2>&1 || status=$?
	echo "$status" >"$T/exit"
}

# exits STATUS...: the exit status of what was run by hook_run is one of these.
exits()
{
	read -r status <"$T/exit"
	: >"$T/exit"
	for _status; do
		[ "$status" -ne "$_status" ] || return 0
	done
	fail "exit status $status, not $*"
}

# hook_measured: the hook leaves "milliseconds kibibytes" in $T/measured.
hook_measured()
{
	hook pre-receive "exec '$builddir/tests/push/measure' '$T/measured' '$WRIT' pre-receive"
}

# within MILLISECONDS KIBIBYTES: what the hook took; bounds are generous, for a loaded machine.
within()
{
	read -r _ms _kib <"$T/measured"
	[ "$_ms" -le "$1" ] || fail "took $_ms ms, not $1"
	[ -z "$2" ] || [ "$_kib" -le "$2" ] || fail "took $_kib KiB, not $2"
}
