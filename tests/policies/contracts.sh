#!/bin/sh
# Runs the contracts of the ready-made policies: each becomes a repository and a push of its own,
# judged by the hook, and by `writ check` for the list of its violations. TAP on standard output.
#
#	tests/policies/contracts.sh [FOLDER/NAME.txtar...]
#
# From the environment: WRIT (the program), srcdir.
set -u
LC_ALL=C
TZ=UTC
GIT_CONFIG_GLOBAL=/dev/null
GIT_CONFIG_NOSYSTEM=1
export LC_ALL TZ GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM
: "${srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${WRIT:=$srcdir/build/src/cli/writ}"
AWK=${AWK:-awk}
here=$srcdir/tests/policies
tab=$(printf '\t')

# shellcheck disable=SC2046 # a list of names
unset $(git rev-parse --local-env-vars) CONTRACT_USER
tmp=$(mktemp -d "${TMPDIR:-/tmp}/writ-contracts.XXXXXX") || exit 99
trap '[ -n "${KEEP:-}" ] || rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$tmp
export HOME

# header KEY: the value of a key of the contract's comment.
header()
{
	sed -n "s/^$1: *//p" "$work/header" | head -n 1
}

# chunk NAME: the file that holds it; nothing when the contract has none.
chunk()
{
	while IFS=$tab read -r number name; do
		[ "$name" = "$1" ] && echo "$work/$number"
	done <"$work/index"
}

# stage PATH MODE FILE KIND: puts one file of an overlay into the index.
stage()
{
	case $4 in
	deleted)
		printf '0 %040d\t%s\n' 0 "$1" | git update-index --index-info
		return
		;;
	submodule) id=$(cat "$3") ;;
	base64) id=$(base64 -d <"$3" | git hash-object -w --stdin) ;;
	*) id=$(git hash-object -w --stdin <"$3") ;;
	esac
	git update-index --add --replace --cacheinfo "$2,$id,$1"
}

# overlay PREFIX: stages all files PREFIX/...
overlay()
{
	while IFS=$tab read -r number name; do
		case $name in "$1"/*) ;; *) continue ;; esac
		path=${name#"$1"/} mode=100644 kind=file
		while :; do
			case $path in
			*' (deleted)') kind=deleted ;;
			*' (executable)') mode=100755 ;;
			*' (symlink)') mode=120000 ;;
			*' (submodule)') mode=160000 kind=submodule ;;
			*' (base64)') kind=base64 ;;
			*' (no newline)') ;;
			*) break ;;
			esac
			path=${path% (*)}
		done
		stage "$path" "$mode" "$work/$number" "$kind" || return 1
	done <"$work/index"
}

# person ROLE TEXT: exports git's variables for "name <email>".
person()
{
	[ -n "$2" ] || set -- "$1" 'Ann <ann@example.org>'
	name=${2%% <*} email=${2##*<}
	export "GIT_$1_NAME=$name" "GIT_$1_EMAIL=${email%>}" "GIT_$1_DATE=1700000000 +0000"
}

# commit N MESSAGE PARENT: commits the index; its id becomes $tip.
commit()
{
	message=$(chunk "commit-$1.message") author=$(chunk "commit-$1.author")
	person AUTHOR "$(if [ -n "$author" ]; then cat "$author"; else header author; fi)"
	person COMMITTER "$(header committer)"
	tip=$(if [ -n "$message" ]; then cat "$message"; else printf '%s\n' "$2"; fi |
		git commit-tree "$(git write-tree)" ${3:+-p "$3"})
}

# The commits of the contract on top of $tip; their ids become $commits.
commit_all()
{
	commits='' n=1
	message=$(header message)
	if grep -q "${tab}after/" "$work/index"; then
		overlay after && commit 1 "${message:-A change}" "$tip" && commits=$tip
		return
	fi
	while grep -q "${tab}commit-$n/" "$work/index"; do
		overlay "commit-$n" && commit "$n" "${message:-A change}" "$tip" || return 1
		commits="$commits $tip" n=$((n + 1))
	done
}

# The repository before the push, and what is pushed: $old, $tip, $commits, $ref, $update.
build()
{
	ref=$(header ref) update=$(header update)
	ref=${ref:-refs/heads/main}
	git init -q --bare "$work/server.git" && git init -q --bare "$work/client.git" || return 1
	GIT_DIR=$work/client.git GIT_INDEX_FILE=$work/index.git
	export GIT_DIR GIT_INDEX_FILE
	commit 0 root '' && root=$tip
	overlay before && commit 0 before "$root" && old=$tip || return 1
	[ "$update" != force ] || tip=$root
	home=$ref
	[ "$update" != create ] || home=refs/heads/before
	git push -q "$work/server.git" "$old:$home" || return 1
	[ "$update" = delete ] || commit_all
}

# The decision alone is in force on the server, with the table of principals that `writ test` reads beside it.
govern()
{
	mkdir "$work/decisions" && cp "$policy" "${policy%/*}/owners.yaml" "$work/decisions/" || return 1
	for repository in server client; do
		git --git-dir="$work/$repository.git" config writ.source "$work/decisions"
		git --git-dir="$work/$repository.git" config writ.user-variable CONTRACT_USER
	done
	printf '#!/bin/sh\nexec "%s" pre-receive\n' "$WRIT" >"$work/server.git/hooks/pre-receive"
	chmod +x "$work/server.git/hooks/pre-receive"
}

push()
{
	user=$(header user)
	spec=+$tip:$ref
	[ "$update" != delete ] || spec=:$ref
	if CONTRACT_USER=$user git push "$work/server.git" "$spec" >"$work/push.log" 2>&1; then
		echo accept
	else
		echo reject
	fi
}

# The violations that `check` lists; a ref that is deleted, forced or new is read off the push.
violations()
{
	case $update in
	delete | force | create)
		"$AWK" -f "$here/rejection.awk" "$work/push.log"
		return
		;;
	esac
	git update-ref "refs/remotes/origin/${home#refs/heads/}" "$old"
	"$WRIT" check "$old..$tip" --ref "$ref" ${user:+--user "$user"} --format json \
		>"$work/verdict.json" 2>"$work/check.log"
	"$AWK" -v COMMITS="$commits" -f "$here/verdict.awk" "$work/verdict.json" 2>>"$work/check.log" |
		sed 1d
}

# run CONTRACT: judges it; what differs is in $work/diff.
run()
{
	"$AWK" -v DIR="$work" -f "$here/txtar.awk" "$1" && build && govern || return 1
	expect=$(chunk expect)
	push >"$work/got"
	violations | sort >>"$work/got"
	{
		sed 1q "$expect"
		sed 1d "$expect" | sort
	} >"$work/want"
	diff "$work/want" "$work/got" >"$work/diff" || return 1
	# A rejection without a violation is a policy that could not decide, and that says why.
	[ "$(cat "$work/want")" != reject ] || grep '^error: ' "$work/check.log"
}

report()
{
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
		return
	fi
	failed=$((failed + 1))
	echo "not ok $count - $2"
	for log in diff push.log check.log run.log; do
		[ ! -s "$work/$log" ] || sed "s/^/# $log: /" "$work/$log"
	done
}

judge()
{
	folder=$(dirname "$1")
	policy=$folder.md
	name=$(basename "$folder")/$(basename "$1" .txtar)
	work=$tmp/$name
	mkdir -p "$work"
	(run "$1") >"$work/run.log" 2>&1
	report "$?" "$name"
	[ -n "${KEEP:-}" ] || rm -rf "$work"
}

# has_all_kinds FOLDER: the policy has a contract that accepts, one that rejects, and one that deletes.
has_all_kinds()
{
	work=$tmp
	grep -lx accept "$1"/*.txtar >/dev/null && grep -lx reject "$1"/*.txtar >/dev/null &&
		grep -lE '^(update: delete|-- .*\(deleted\) --)$' "$1"/*.txtar >/dev/null
	report "$?" "$(basename "$1") has contracts that accept, reject and delete"
}

[ -x "$WRIT" ] || {
	echo "Bail out! $WRIT is not there"
	exit 99
}
count=0 failed=0
if [ "$#" -gt 0 ]; then
	for contract; do judge "$contract"; done
else
	for folder in "$srcdir"/policies/[0-9]*/; do
		has_all_kinds "${folder%/}"
		for contract in "$folder"*.txtar; do judge "$contract"; done
	done
fi
echo "1..$count"
[ "$failed" -eq 0 ]
