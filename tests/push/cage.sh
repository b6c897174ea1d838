#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# A system that lacks a wall of the cage: no verdict, unless the administrator does without it.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

ENOSYS=38
EPERM=1
EINVAL=22
without=$builddir/tests/push/without
sysconf=$builddir/tests/push/sysconf
trap '[ -n "$KEEP" ] || rm -rf "$TMP"; rm -rf "$sysconf"' EXIT

# lacking WALL ERRNO [VALUE]: a server without WALL, where writ.sandbox is VALUE.
lacking()
{
	case $("$WRIT" --version) in *sanitizers*) skip 'a build without walls' ;; esac
	rm -rf "$sysconf"
	server S
	[ -z "$3" ] || sandbox "$3"
	hook pre-receive "exec '$without' $1 $2 '$builddir/tests/push/writ-here' pre-receive"
	put a 'fine\n' && commit 'ABC-1 begin'
}

# sandbox VALUE: in the file that only the administrator writes.
sandbox()
{
	mkdir -p "$sysconf/writ"
	git config -f "$sysconf/writ/config" writ.sandbox "$1"
}

judges()
{
	push_accepted origin main
	says "note: writ.sandbox=$1: .*$2"
	put b 'BAD\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-0002 'b:1'
	says "note: writ.sandbox=$1: .*$2"
}

no_landlock_is_no_verdict()
{
	for _errno in $ENOSYS $EPERM; do
		rm -rf "$SERVER" .git && git init -q -b main && git remote add origin "$SERVER"
		lacking landlock "$_errno"
		push_rejected origin main
		no_verdict 'no Landlock'
		says 'writ-sandbox\(7\)'
	done
}
scenario 35 no_landlock_is_no_verdict

no_landlock_is_done_without()
{
	lacking landlock $ENOSYS no-landlock
	judges no-landlock 'without Landlock'
}
scenario 35 no_landlock_is_done_without

no_seccomp_is_no_verdict()
{
	lacking seccomp $EINVAL
	push_rejected origin main
	no_verdict 'seccomp'
}
scenario 35 no_seccomp_is_no_verdict

no_seccomp_is_not_done_without_by_no_landlock()
{
	lacking seccomp $EINVAL no-landlock
	push_rejected origin main
	no_verdict 'seccomp'
}
scenario 35 no_seccomp_is_not_done_without_by_no_landlock

permissive_does_without_seccomp()
{
	lacking seccomp $EPERM permissive
	judges permissive 'without seccomp'
}
scenario 35 permissive_does_without_seccomp

what_is_tolerated_is_said_where_nothing_is_missing()
{
	lacking seccomp 0 permissive
	hook pre-receive "exec '$builddir/tests/push/writ-here' pre-receive"
	judges permissive 'confined all the same'
}
scenario 35 what_is_tolerated_is_said_where_nothing_is_missing

# What a repository could set, a hook of the repository's owner could loosen.
sandbox_of_a_repository_is_refused()
{
	for _value in permissive no-landlock enforce; do
		rm -rf "$SERVER" .git && git init -q -b main && git remote add origin "$SERVER"
		lacking landlock $ENOSYS
		server_config writ.sandbox "$_value"
		push_rejected origin main
		no_verdict 'writ\.sandbox' 'alone'
	done
}
scenario 35 sandbox_of_a_repository_is_refused

odd_sandbox_is_refused()
{
	lacking landlock $ENOSYS off
	push_rejected origin main
	no_verdict 'writ\.sandbox' "'off'"
}
scenario 35 odd_sandbox_is_refused

finish
