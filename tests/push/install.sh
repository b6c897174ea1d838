#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What writ install puts into a server's repository, by the pushes that go through it, and what writ
# uninstall takes away again.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# bare: a server with decisions, and a client with a commit that they accept.
bare()
{
	server S
	rm "$SERVER/hooks/pre-receive"
	put readme 'hello\n'
	commit 'ABC-1 begin'
}

# in_server STATUS COMMAND...: what it says is in $OUT.
in_server()
{
	_expected=$1
	shift
	status=0
	(cd "$SERVER" && "$@") >"$OUT" 2>&1 || status=$?
	[ "$status" -eq "$_expected" ] || fail "exit status $status"
	no_crash
}

install()
{
	in_server 0 "$WRIT" install "$@"
}

uninstall()
{
	in_server 0 "$WRIT" uninstall "$@"
}

# script PATH LINE...: a program of somebody else.
script()
{
	_path=$1
	shift
	folder_of "$_path"
	printf '%s\n' '#!/bin/sh' "$@" >"$_path"
	chmod +x "$_path"
}

# remember: what lies in the server, for `unchanged`.
remember()
{
	find "$SERVER" "$@" -printf '%p %y %m %s %T@ %l\n' | sort >"$T/remembered"
}

unchanged()
{
	find "$SERVER" "$@" -printf '%p %y %m %s %T@ %l\n' | sort >"$T/now"
	cmp -s "$T/remembered" "$T/now" || fail "changed: $(diff "$T/remembered" "$T/now")"
}

bad_is_rejected()
{
	put "bad-$clock" 'BAD\n'
	commit 'ABC-2 bad'
	push_rejected origin HEAD:main
	blames ADR-0002
	git reset -q --hard HEAD^
}

# The gate is shut to what violates a decision, and open to the rest.
pushes_are_judged()
{
	bad_is_rejected
	put "good-$clock" 'good\n'
	commit 'ABC-3 good'
	push_accepted origin HEAD:main
	says 'writ: '
}

pushes_are_not_judged()
{
	put "bad-$clock" 'BAD\n'
	commit 'ABC-2 bad'
	push_accepted origin HEAD:main
	says_not 'remote: writ'
}

hooks_are_made_and_judge_and_record()
{
	bare
	server_config writ.ledger ledger.jsonl
	install
	says "^made: $SERVER/hooks/pre-receive$" "^made: $SERVER/hooks/post-receive$" \
		'^hint: writ doctor'
	says_not '^warning' '^error'
	[ "$(find "$SERVER/hooks" -type f | wc -l)" -eq 2 ] || fail 'something else is there'
	push_accepted origin main
	in_server 0 "$WRIT" ledger reconcile
	grep -q '"kind":"effect"' "$SERVER/ledger.jsonl" || fail 'no effect on record'
	pushes_are_judged
	in_server 0 "$WRIT" doctor
	says '^ok +hook .*/pre-receive starts ' '^ok +hook .*/post-receive starts ' '^ok +verdict'
	says_not '^(warning|error)'
}
scenario 33 hooks_are_made_and_judge_and_record

what_is_in_place_stays()
{
	bare
	install
	remember
	install
	says "^in place: $SERVER/hooks/pre-receive " "^in place: $SERVER/hooks/post-receive "
	says_not '^made'
	unchanged
	rm "$SERVER/hooks/pre-receive"
	ln -s "$WRIT" "$SERVER/hooks/pre-receive"
	script "$SERVER/hooks/post-receive" "exec '$WRIT' post-receive"
	remember
	install
	says 'pre-receive \(is this program\)' 'post-receive \(names writ\)'
	unchanged
	pushes_are_judged
}
scenario 33 what_is_in_place_stays

hook_of_somebody_else_is_told_and_nothing_is_done()
{
	bare
	script "$SERVER/hooks/post-receive" 'echo "it is written and a writer too"'
	remember
	in_server 2 "$WRIT" install
	says "^error: $SERVER/hooks/post-receive is another program$" \
		"^hint: let it call .$WRIT post-receive., with the same input$" '^error: nothing was changed$'
	says_not '^made'
	unchanged
	rm "$SERVER/hooks/post-receive"
	ln -s "$T/nowhere" "$SERVER/hooks/pre-receive"
	remember
	in_server 2 "$WRIT" install
	says "^error: $SERVER/hooks/pre-receive is a link to $T/nowhere, which cannot be reached$"
	unchanged
	rm "$SERVER/hooks/pre-receive"
	mkdir "$SERVER/hooks/pre-receive"
	remember
	in_server 2 "$WRIT" install
	says "^error: $SERVER/hooks/pre-receive is another program$"
	unchanged
}
scenario 33 hook_of_somebody_else_is_told_and_nothing_is_done

hook_that_calls_writ_as_it_was_told_to_is_in_place()
{
	bare
	script "$SERVER/hooks/pre-receive" 'exit 0'
	in_server 2 "$WRIT" install
	script "$SERVER/hooks/pre-receive" \
		"$(sed -n 's/^hint: let it call `\(.*\)`, with.*/\1/p' "$OUT") || exit 1" 'exit 0'
	install
	says 'in place: .*pre-receive \(names writ\)' "^made: $SERVER/hooks/post-receive"
	pushes_are_judged
	chmod -x "$SERVER/hooks/pre-receive"
	in_server 2 "$WRIT" install
	says '^error: .*pre-receive is not executable, so git passes it over' '^hint: chmod \+x'
}
scenario 33 hook_that_calls_writ_as_it_was_told_to_is_in_place

dry_run_changes_nothing()
{
	bare
	rmdir "$SERVER/hooks"
	remember
	install --dry-run
	says "^would make: $SERVER/hooks/pre-receive" "^would make: $SERVER/hooks/post-receive"
	unchanged
	install
	remember
	uninstall --dry-run
	says "^would remove: $SERVER/hooks/pre-receive" 'would not be judged any more'
	unchanged
	pushes_are_judged
}
scenario 33 dry_run_changes_nothing

update_hook_judges()
{
	bare
	install --update
	says "^made: $SERVER/hooks/update$" "^made: $SERVER/hooks/post-receive$"
	says_not 'hooks/pre-receive'
	put bad 'BAD\n'
	commit 'ABC-2 bad'
	push origin main
	[ "$status" -ne 0 ] || fail 'accepted'
	says 'hook declined'
	blames ADR-0002
	server_config writ.source refs/heads/main:docs/adr
	install
	says '^warning: .*hooks/update starts writ too: each push is judged twice'
	uninstall
	install --update
	says '^warning: writ.source refs/heads/main:docs/adr is a ref of this repository'
}
scenario 33 update_hook_judges

missing_source_is_said()
{
	bare
	server_config --unset-all writ.source
	install
	says '^warning: no source of decisions is configured.*git config writ.source' \
		'^hint: until then every push is rejected'
	push_rejected origin main
	no_verdict 'no source of decisions'
	server_config writ.sourze x
	rm "$SERVER/hooks/pre-receive"
	in_server 2 "$WRIT" install
	says "^error: .*unknown key 'writ.sourze'"
	[ ! -e "$SERVER/hooks/pre-receive" ] || fail 'made although the configuration does not hold'
	uninstall
	says "^removed: $SERVER/hooks/post-receive"
}
scenario 33 missing_source_is_said

# The program may be gone one day: a link would let every push in then.
program_that_is_gone_rejects()
{
	bare
	mkdir "$T/bin" "$T/new"
	cp "$WRIT" "$T/bin/writ"
	in_server 0 "$T/bin/writ" install
	pushes_are_judged
	mv "$T/bin/writ" "$T/new/writ"
	put more 'more\n'
	commit 'ABC-4 more'
	push_rejected origin HEAD:main
	says "writ, and $T/bin/writ cannot be run" "nothing is wrong with your push"
	in_server 0 "$T/new/writ" doctor
	says '^warning +hook .*pre-receive starts .*/bin/writ, which cannot be run'
	in_server 0 "$T/new/writ" install
	says "^replaced: $SERVER/hooks/pre-receive" "^replaced: $SERVER/hooks/post-receive"
	pushes_are_judged
}
scenario 33 program_that_is_gone_rejects

# A link that leads to the program of the day is what a version is chosen by.
path_that_it_was_found_by_is_kept()
{
	bare
	mkdir "$T/1.0" "$T/2.0" "$T/bin"
	cp "$WRIT" "$T/1.0/writ"
	cp "$WRIT" "$T/2.0/writ"
	ln -s ../1.0/writ "$T/bin/writ"
	PATH=$T/bin:$PATH in_server 0 writ install
	ln -sfn ../2.0/writ "$T/bin/writ"
	rm "$T/1.0/writ"
	pushes_are_judged
	rm "$SERVER/hooks/"*
	(cd "$SERVER" && ln -s "$WRIT" writ && ./writ install) >"$OUT" 2>&1 || fail 'not by a relative path'
	rm "$SERVER/writ"
	pushes_are_judged
	mkdir "$T/it's"
	cp "$WRIT" "$T/it's/writ"
	in_server 2 "$T/it's/writ" install
	says '^error: the path of this program, .* cannot stand in a script'
}
scenario 33 path_that_it_was_found_by_is_kept

folder_that_is_missing_is_made()
{
	bare
	rmdir "$SERVER/hooks"
	install
	pushes_are_judged
}
scenario 33 folder_that_is_missing_is_made

work_tree_has_hooks_too()
{
	bare
	SERVER=$T/tree
	git init -q -b other --template="$TMP/template" "$SERVER"
	quiet_repository=$SERVER/.git
	printf '[writ]\n\tsource = "%s"\n' "$DECISIONS" >>"$quiet_repository/config"
	install
	says "^made: $quiet_repository/hooks/pre-receive$"
	git push "$SERVER" main >"$OUT" 2>&1 || fail 'rejected'
	put bad 'BAD\n'
	commit 'ABC-2 bad'
	! git push "$SERVER" main >"$OUT" 2>&1 || fail 'accepted'
	blames ADR-0002
}
scenario 33 work_tree_has_hooks_too

own_hooks_path_is_honoured()
{
	bare
	server_config core.hooksPath own
	install
	says "^made: $SERVER/own/pre-receive$" "^made: $SERVER/own/post-receive$"
	[ ! -e "$SERVER/hooks/pre-receive" ] || fail 'git does not look there'
	pushes_are_judged
	server_config --unset core.hooksPath
	uninstall
	says 'no hook of writ install is here'
	server_config core.hooksPath own
	uninstall
	says "^removed: $SERVER/own/pre-receive$"
	pushes_are_not_judged
}
scenario 33 own_hooks_path_is_honoured

# refuses_shared FOLDER REGEX...
refuses_shared()
{
	remember "$1"
	in_server 2 "$WRIT" install
	says "^error: pre-receive would go into $1.*: other repositories may run it too" \
		'^hint: for all of them: .*each of them needs a writ.source' '^error: nothing was changed'
	unchanged "$1"
	shift
	says "$@"
}

shared_hooks_path_is_refused()
{
	bare
	mkdir "$T/shared"
	server_config core.hooksPath "$T/shared"
	refuses_shared "$T/shared" "core.hooksPath in $SERVER/config has it" \
		"^hint: for this one: git config core.hooksPath $SERVER/hooks"
	server_config core.hooksPath ../shared
	refuses_shared "$SERVER/../shared"
	server_config --unset core.hooksPath
	GIT_CONFIG_GLOBAL=$T/gitconfig
	git config --global core.hooksPath hooks
	refuses_shared "$SERVER/hooks" "core.hooksPath in $T/gitconfig has it"
	GIT_CONFIG_GLOBAL=/dev/null
	rmdir "$SERVER/hooks"
	ln -s ../shared "$SERVER/hooks"
	refuses_shared "$SERVER/hooks" 'where a link leads'
	ln -s "$WRIT" "$T/shared/pre-receive"
	uninstall
	says '^left: .*hooks/pre-receive \(is this program, perhaps for other repositories too\)' \
		'^warning: pushes are still judged'
	[ -L "$T/shared/pre-receive" ] || fail 'taken away from the others'
}
scenario 33 shared_hooks_path_is_refused

# delegating NAME: a hook that runs what lies in its folder, each with the same input, as Gitea's does.
delegating()
{
	script "$SERVER/hooks/$1" 'input=$(cat) worst=0' \
		'for part in "$(dirname "$0")/$(basename "$0").d"/*; do' \
		'	[ -f "$part" ] && [ -x "$part" ] || continue' \
		'	printf "%s\n" "$input" | "$part" "$@" || worst=1' 'done' 'exit "$worst"'
	script "$SERVER/hooks/$1.d/gitea" 'echo "gitea was here" >&2'
}

folders_of_gitea_are_used()
{
	bare
	server_config writ.ledger ledger.jsonl
	delegating pre-receive
	delegating post-receive
	in_server 2 "$WRIT" doctor
	says "^error +hook +no hook in $SERVER/hooks/pre-receive.d starts writ" 'mend: writ install'
	cp -a "$SERVER/hooks" "$T/before-install"
	install
	says "^made: $SERVER/hooks/pre-receive.d/writ \\(run by the hook that is there, as in Gitea" \
		"^made: $SERVER/hooks/post-receive.d/writ "
	push_accepted origin main
	says 'gitea was here'
	in_server 0 "$WRIT" ledger reconcile
	pushes_are_judged
	in_server 0 "$WRIT" doctor
	says '^ok +hook .*pre-receive.d/writ starts'
	says_not '^(warning|error)'
	install
	says '^in place: .*pre-receive.d/writ'
	uninstall
	says "^removed: $SERVER/hooks/pre-receive.d/writ" "^left: $SERVER/hooks/pre-receive \\(is another"
	diff -r "$SERVER/hooks" "$T/before-install" >"$OUT" || fail 'not as it was'
	pushes_are_not_judged
}
scenario 33 folders_of_gitea_are_used

# In a folder without a hook that runs it nothing is run.
folder_that_nobody_runs_is_not_used()
{
	bare
	mkdir "$SERVER/hooks/pre-receive.d"
	install
	says "^made: $SERVER/hooks/pre-receive$"
	pushes_are_judged
	uninstall
	script "$SERVER/hooks/pre-receive" 'exit 0'
	in_server 2 "$WRIT" install
	says "^error: $SERVER/hooks/pre-receive is another program"
}
scenario 33 folder_that_nobody_runs_is_not_used

# gitlab: git runs hooks from elsewhere, which run those in custom_hooks, without saying where the quarantine is.
gitlab()
{
	for _name in pre-receive post-receive; do
		script "$T/gitaly/$_name" 'input=$(cat)' \
			"for part in custom_hooks/$_name custom_hooks/$_name.d/*; do" \
			'	[ -f "$part" ] && [ -x "$part" ] || continue' \
			'	printf "%s\n" "$input" | env -u GIT_QUARANTINE_PATH "$PWD/$part" || exit 1' \
			'done'
	done
	git config remote.origin.receivepack "git -c core.hooksPath='$T/gitaly' receive-pack"
}

folders_of_gitlab_are_used()
{
	bare
	gitlab
	mkdir "$SERVER/custom_hooks"
	install
	says "^made: $SERVER/custom_hooks/pre-receive \\(run by GitLab" \
		"^made: $SERVER/custom_hooks/post-receive "
	[ -f "$SERVER/custom_hooks/pre-receive" ] && [ ! -L "$SERVER/custom_hooks/pre-receive" ] ||
		fail 'Gitaly refuses what is no regular file'
	pushes_are_judged
	in_server 0 "$WRIT" doctor
	says '^ok +hook .*custom_hooks/pre-receive starts .*git itself does not look there'
	uninstall
	says "^removed: $SERVER/custom_hooks/pre-receive"
	pushes_are_not_judged
}
scenario 33 folders_of_gitlab_are_used

hooks_beside_others_of_gitlab()
{
	bare
	gitlab
	script "$SERVER/custom_hooks/pre-receive" 'exit 0'
	in_server 2 "$WRIT" install
	says "^error: $SERVER/custom_hooks/pre-receive is another program" \
		"^hint: in GitLab, to run both: mkdir $SERVER/custom_hooks/pre-receive.d"
	mkdir "$SERVER/custom_hooks/pre-receive.d"
	install
	says "^made: $SERVER/custom_hooks/pre-receive.d/writ " "^made: $SERVER/custom_hooks/post-receive "
	pushes_are_judged
}
scenario 33 hooks_beside_others_of_gitlab

# GitLab does not look into hooks, whether there is a custom_hooks yet or not.
hashed_storage_is_of_gitlab()
{
	SERVER=$T/@hashed/6b/86/6b86.git
	git -C "$T/client" config remote.origin.url "$SERVER"
	bare
	gitlab
	install
	says "^made: $SERVER/custom_hooks/pre-receive "
	pushes_are_judged
}
scenario 33 hashed_storage_is_of_gitlab

gitolite_has_the_update_hook()
{
	bare
	script "$T/gitolite/hooks/common/update" 'exit 0'
	ln -s "$T/gitolite/hooks/common/update" "$SERVER/hooks/update"
	remember "$T/gitolite"
	in_server 2 "$WRIT" install --update
	says "^error: the update hook is gitolite's own" '^hint: .*- VREF/writ = @all \(writ-update\(1\)\)'
	unchanged "$T/gitolite"
	install
	says "^made: $SERVER/hooks/pre-receive$"
	pushes_are_judged
	uninstall
	says "^left: $SERVER/hooks/update \\(is a link to another program, $T/gitolite/hooks/common/update"
	[ -L "$SERVER/hooks/update" ] || fail "gitolite's hook is gone"
	script "$T/gitolite/hooks/common/pre-receive" 'exit 0'
	ln -s "$T/gitolite/hooks/common/pre-receive" "$SERVER/hooks/pre-receive"
	in_server 2 "$WRIT" install
	says "^error: $SERVER/hooks/pre-receive is a link to another program, $T/gitolite"
}
scenario 33 gitolite_has_the_update_hook

uninstall_takes_what_install_made()
{
	bare
	server_config writ.ledger ledger.jsonl
	install
	pushes_are_judged
	uninstall
	says "^removed: $SERVER/hooks/pre-receive$" "^removed: $SERVER/hooks/post-receive$" \
		'^hint: pushes are not judged any more' "^hint: what stays: .*the ledger $SERVER/ledger.jsonl"
	pushes_are_not_judged
	[ -s "$SERVER/ledger.jsonl" ] || fail 'the ledger is gone'
	uninstall
	says 'no hook of writ install is here'
	says_not 'judged any more'
	ln -s "$WRIT" "$SERVER/hooks/pre-receive"
	uninstall
	says "^removed: $SERVER/hooks/pre-receive$"
}
scenario 33 uninstall_takes_what_install_made

uninstall_leaves_what_it_did_not_make()
{
	bare
	install
	printf 'true\n' >>"$SERVER/hooks/pre-receive"
	script "$SERVER/hooks/update" 'exit 0'
	sed "s|$WRIT|/opt/writ'; evil='|" "$SERVER/hooks/post-receive" >"$T/evil"
	cat "$T/evil" >"$SERVER/hooks/post-receive"
	remember
	uninstall
	says "^left: $SERVER/hooks/pre-receive \\(names writ\\)" "^left: $SERVER/hooks/update \\(is another" \
		"^left: $SERVER/hooks/post-receive \\(names writ\\)" '^warning: pushes are still judged'
	says_not '^removed'
	unchanged
}
scenario 33 uninstall_leaves_what_it_did_not_make

# as_nobody COMMAND...: as a user who may not write what is root's.
as_nobody()
{
	command -v setpriv >/dev/null || skip 'no setpriv'
	[ "$(command id -u)" -eq 0 ] || skip 'nobody to become'
	chmod 755 "$TMP" "$TMP/home" "$T"
	setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$WRIT" ||
		skip 'others may not enter the build folder'
	GIT_CONFIG_GLOBAL=$T/gitconfig
	git config --global safe.directory '*'
	in_server "$1" setpriv --reuid 65534 --regid 65534 --clear-groups "$WRIT" "$2"
}

folder_that_cannot_be_written_is_told()
{
	bare
	remember
	as_nobody 2 install
	says "^error: cannot write into $SERVER/hooks as user 65534" '^hint: run it as the user that owns' \
		'^error: nothing was changed'
	unchanged
	GIT_CONFIG_GLOBAL=/dev/null
	install
	as_nobody 2 uninstall
	says "^error: cannot take away $SERVER/hooks/pre-receive" 'pushes are still judged'
	says_not '^removed'
	pushes_are_judged
}
scenario 33 folder_that_cannot_be_written_is_told

# The second hook cannot be made: the first one goes again.
all_hooks_go_in_or_none()
{
	bare
	mkdir "$T/old"
	cp "$WRIT" "$T/old/writ"
	in_server 0 "$T/old/writ" install
	rm "$SERVER/hooks/pre-receive"
	remember -type f
	in_server 2 "$builddir/tests/push/without" rename 5 "$WRIT" install
	says "^error: nothing was changed: $SERVER/hooks/post-receive: cannot make it: Input/output error"
	says_not '^made'
	unchanged -type f
	rm "$SERVER/hooks/post-receive"
	rmdir "$SERVER/hooks"
	in_server 2 "$builddir/tests/push/without" fsync 28 "$WRIT" install
	says "^error: nothing was changed: $SERVER/hooks/pre-receive: cannot write: No space left"
	[ ! -e "$SERVER/hooks" ] || fail 'the folder that was made is still there'
}
scenario 33 all_hooks_go_in_or_none

place_without_a_repository_is_an_error()
{
	SERVER=$T/empty
	mkdir "$SERVER"
	in_server 2 "$WRIT" install
	says '^error: no git repository'
	in_server 2 "$WRIT" uninstall
	says '^error: no git repository'
	in_server 2 "$WRIT" install here
	says 'takes no arguments' '^hint: writ help install'
}
scenario 33 place_without_a_repository_is_an_error

# Two that begin together: each finds what the other has made, or makes it.
two_at_once_leave_all_hooks()
{
	bare
	for _n in 1 2 3 4 5 6 7 8; do
		rm -f "$SERVER/hooks/pre-receive" "$SERVER/hooks/post-receive"
		(cd "$SERVER" && "$WRIT" install >"$T/first" 2>&1) &
		in_server 0 "$WRIT" install
		wait $! || fail "the other one: $(cat "$T/first")"
		[ -x "$SERVER/hooks/pre-receive" ] && [ -x "$SERVER/hooks/post-receive" ] ||
			fail 'a hook is gone'
	done
	pushes_are_judged
}
scenario 33 two_at_once_leave_all_hooks

# A hook that speaks of writ in a comment, or of another folder that ends in .d, runs nothing of it.
words_are_no_call()
{
	bare
	script "$SERVER/hooks/pre-receive" '# TODO: ask about writ, see /etc/conf.d/git' 'exit 0'
	mkdir "$SERVER/hooks/pre-receive.d"
	in_server 2 "$WRIT" install
	says "^error: $SERVER/hooks/pre-receive is another program"
	in_server 2 "$WRIT" doctor
	says '^error +hook .*no hook in .* starts writ'
}
scenario 33 words_are_no_call

folder_that_is_made_is_for_all_who_push()
{
	bare
	chmod 2775 "$SERVER"
	rm -r "$SERVER/hooks"
	(umask 077 && install)
	[ "$(stat -c %a "$SERVER/hooks") $(stat -c %a "$SERVER/hooks/pre-receive")" = '2775 755' ] ||
		fail "modes: $(stat -c '%a %n' "$SERVER/hooks" "$SERVER/hooks"/*)"
	pushes_are_judged
}
scenario 33 folder_that_is_made_is_for_all_who_push

places_where_git_looks_elsewhere_are_refused()
{
	bare
	server_config core.hooksPath ''
	in_server 2 "$WRIT" install
	says '^error: .*core.hooksPath'
	server_config core.hooksPath '~root'
	in_server 2 "$WRIT" install
	says '^error: .*/root'
	[ ! -e "$SERVER/~root" ] || fail 'a folder of that name was made'
}
scenario 33 places_where_git_looks_elsewhere_are_refused

finish
