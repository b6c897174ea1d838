#!/bin/sh
# writ.break-glass: one user, a reason, some hours.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

minute()
{
	date -u -d "$1" +%FT%H:%MZ
}

# at_night USER UNTIL: a server on which alice pushes what is rejected.
at_night()
{
	server S
	server_config writ.user-variable GL_USER
	GL_USER=alice
	export GL_USER
	server_config writ.break-glass "$1 $2 the gate is wrong, see 812"
	put a 'BAD\n' && commit 'begin'
}

it_lets_its_user_in_and_says_so()
{
	at_night alice "$(minute '+2 hours')"
	push_accepted origin main
	tells 'warning\[ADR-0002\]' 'a:1' 'would be rejected' 'accepted: writ.break-glass' \
		'warning: writ.break-glass is open to alice until [^ ]*Z: the gate is wrong, see 812'
	put b 'fine\n' && commit 'more'
	push_accepted origin main
	says 'writ.break-glass is open to alice'
}
scenario 33 it_lets_its_user_in_and_says_so

it_lets_nobody_else_in()
{
	at_night bob "$(minute '+2 hours')"
	push_rejected origin main
	says_not 'break-glass'
	unset GL_USER
	push_rejected origin main
	server_config --unset writ.user-variable
	GL_USER=bob
	push_rejected origin main
}
scenario 33 it_lets_nobody_else_in

it_ends()
{
	at_night alice "$(minute 'now')"
	push_rejected origin main
	says_not 'break-glass'
}
scenario 33 it_ends

it_is_for_hours_not_for_days()
{
	at_night alice "$(minute '+24 hours +2 minutes')"
	push_rejected origin main
	says_not 'break-glass'
	server_config writ.break-glass "alice $(minute '+23 hours +59 minutes') it is"
	push_accepted origin main
}
scenario 33 it_is_for_hours_not_for_days

it_works_where_there_is_no_verdict()
{
	at_night alice "$(minute '+2 hours')"
	printf -- '---\nstatus: [\n' >"$DECISIONS/0009-broken.md"
	push_accepted origin main
	says 'would be rejected' 'accepted: writ.break-glass'
	server_config writ.source /nowhere
	put b 'fine\n' && commit 'more'
	push_accepted origin main
	says 'accepted: writ.break-glass'
}
scenario 33 it_works_where_there_is_no_verdict

one_that_cannot_be_read_is_an_error()
{
	at_night alice "$(minute '+2 hours')"
	for _value in alice 'alice 2026-11-25 why' "alice $(minute '+1 hour')" \
		'alice 2026-02-30T10:00Z why' 'alice 2026-11-25T24:00Z why'; do
		server_config writ.break-glass "$_value"
		push_rejected origin main
		tells 'writ.break-glass takes a user, a minute'
	done
}
scenario 33 one_that_cannot_be_read_is_an_error

a_push_cannot_ask_for_it()
{
	at_night bob "$(minute '+2 hours')"
	server_config receive.advertisePushOptions true
	commit 'break-glass: alice, the gate is wrong' --amend --trailer 'Break-Glass: yes'
	push_rejected -o break-glass -o 'writ.break-glass=alice' origin main
	says_not 'break-glass is open'
}
scenario 33 a_push_cannot_ask_for_it

finish
