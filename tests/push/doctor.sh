#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What writ doctor says of a server's repository.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# doctor STATUS [OPTION...]: what it says is in $OUT.
doctor()
{
	_expected=$1
	shift
	status=0
	(cd "$SERVER" && "$WRIT" doctor "$@") >"$OUT" 2>&1 || status=$?
	[ "$status" -eq "$_expected" ] || fail "exit status $status"
	no_crash
}

healthy_server_is_told_so()
{
	server S
	rm "$SERVER/hooks/pre-receive"
	ln -s "$WRIT" "$SERVER/hooks/pre-receive"
	doctor 0
	says '^ok +writ ' '^ok +repository ' '^ok +hook .*pre-receive is this program' \
		'^ok +source .*1 decision, 1 enforced' '^ok +sandbox ' '^ok +verdict '
	says_not '^(warning|error)'
	doctor 0 --format json
	says '^\{"findings":\[\{"about":"writ","mend":null,"severity":"ok","text":"'
}
scenario 33 healthy_server_is_told_so

script_that_calls_writ_is_a_hook()
{
	server S
	doctor 0
	says '^ok +hook .*pre-receive names writ'
}
scenario 33 script_that_calls_writ_is_a_hook

hook_that_git_does_not_start_is_an_error()
{
	server S
	chmod -x "$SERVER/hooks/pre-receive"
	doctor 2
	says 'not executable' 'mend: chmod \+x' '^error +hook .*pushes are not judged'
	hook pre-receive 'exit 0'
	doctor 2
	says 'is another program' '^error +hook'
	hook pre-receive 'echo written by another'
	doctor 2
	says 'is another program' '^error +hook'
	rm "$SERVER/hooks/pre-receive"
	doctor 2
	says '^error +hook' 'mend: writ install'
}
scenario 33 hook_that_git_does_not_start_is_an_error

link_that_leads_nowhere_is_no_hook()
{
	server S
	ln -sf "$T/nowhere" "$SERVER/hooks/pre-receive"
	doctor 2
	says "^warning +hook .*pre-receive is a link to $T/nowhere, which cannot be reached" \
		'^error +hook .*pushes are not judged'
}
scenario 33 link_that_leads_nowhere_is_no_hook

hooks_path_is_honoured()
{
	server S
	mkdir "$T/hooks" "$SERVER/own"
	server_config core.hooksPath "$T/hooks"
	doctor 2
	says "^error +hook +no hook in $T/hooks "
	cp "$SERVER/hooks/pre-receive" "$SERVER/own/update"
	server_config core.hooksPath own
	doctor 0
	says '^ok +hook .*own/update'
}
scenario 33 hooks_path_is_honoured

what_loosens_the_gate_is_a_warning()
{
	server S
	server_config writ.bootstrap true
	server_config writ.mode observe
	server_config writ.builtin.WRIT-REF advisory
	doctor 0
	says '^warning +configuration +writ.bootstrap' '^warning +configuration +writ.mode is observe' \
		'^warning +configuration +WRIT-REF is advisory'
}
scenario 33 what_loosens_the_gate_is_a_warning

configuration_that_does_not_hold_is_an_error()
{
	server S
	server_config writ.sourze x
	doctor 2
	says "^error +configuration .*unknown key 'writ.sourze'.*writ.source"
	server_config --unset writ.sourze
	server_config --unset-all writ.source
	doctor 2
	says '^error +source .*no source of decisions is configured'
}
scenario 33 configuration_that_does_not_hold_is_an_error

source_that_does_not_hold_is_an_error()
{
	server S
	decision "$DECISIONS/0009-broken.md" 'scope: 7' </dev/null
	doctor 2
	says '^error +source .*does not compile: 2 errors' 'mend: writ compile'
	server_config writ.source "$T/nowhere"
	doctor 3
	says '^error +source .*nowhere'
	server_config writ.source refs/heads/main:docs/adr
	doctor 2
	says '^error +source .*does not exist'
}
scenario 33 source_that_does_not_hold_is_an_error

repository_that_cannot_be_read_is_an_error()
{
	git init -q --bare --object-format=sha256 "$SERVER"
	doctor 3
	says '^error +repository .*[Ss][Hh][Aa]-?256'
}
scenario 27 repository_that_cannot_be_read_is_an_error

wall_that_is_missing_is_an_error()
{
	case $("$WRIT" --version) in *sanitizers*) skip 'a build without walls' ;; esac
	server S
	status=0
	(cd "$SERVER" && "$builddir/tests/push/without" landlock 38 "$WRIT" doctor) >"$OUT" 2>&1 ||
		status=$?
	[ "$status" -eq 3 ] || fail "exit status $status"
	says '^ok +sandbox +no Landlock, seccomp' '^error +verdict .*cannot be confined'
}
scenario 35 wall_that_is_missing_is_an_error

finish
