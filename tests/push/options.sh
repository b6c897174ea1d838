#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# What a pusher says beside the objects, and who the server says the pusher is.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# The policy tells each push option.
options()
{
	server
	server_config receive.advertisePushOptions true
	decision "$DECISIONS/0001-options.md" <<'END'
return {
  ref = function(update)
    for option in push.options do
      update:violation("option <" .. option .. ">")
    end
  end,
}
END
	put a 'fine\n' && commit 'ABC-1 begin'
}

no_option_is_no_option()
{
	options
	push_accepted origin main
}
scenario 29 no_option_is_no_option

options_are_seen_in_order()
{
	options
	push_rejected -o one -o 'two three' origin main
	blames ADR-0001 'option <one>' 'option <two three>'
}
scenario 29 options_are_seen_in_order

empty_option_is_an_option()
{
	options
	push_rejected -o '' origin main
	blames ADR-0001 'option <>'
}
scenario 29 empty_option_is_an_option

option_with_odd_bytes_is_escaped()
{
	options
	raw
	raw_can push-options
	raw_ref "$zero" "$(id main)" refs/heads/main
	raw_option "$(printf '\033[31m\377\r')"
	raw_history "$(id main)"
	raw_rejected
	blames ADR-0001 'option <'
	plain_text
}
scenario 29 option_with_odd_bytes_is_escaped

ten_thousand_options_are_no_crash()
{
	options
	raw
	raw_can push-options
	raw_ref "$zero" "$(id main)" refs/heads/main
	seq 10000 19999 | awk '{ printf "%04x%s", length($0) + 4, $0 }' >"$T/raw.options"
	raw_history "$(id main)"
	raw_rejected
	says 'push-options|1000'
}
scenario 29 ten_thousand_options_are_no_crash

ten_thousand_options_are_read_where_the_limit_lets_them()
{
	options
	server_config writ.limit.push-options 10000
	raw
	raw_can push-options
	raw_ref "$zero" "$(id main)" refs/heads/main
	seq 10000 19999 | awk '{ printf "%04x%s", length($0) + 4, $0 }' >"$T/raw.options"
	raw_history "$(id main)"
	raw_rejected
	blames ADR-0001 'option <10000>'
	[ "$(wc -l <"$OUT")" -lt 200 ] || fail 'not capped'
}
scenario 29 ten_thousand_options_are_read_where_the_limit_lets_them

options_forged_in_the_environment_are_not_seen()
{
	options
	GIT_PUSH_OPTION_COUNT=1 GIT_PUSH_OPTION_0=forged
	export GIT_PUSH_OPTION_COUNT GIT_PUSH_OPTION_0
	push_accepted origin main
}
scenario 29 options_forged_in_the_environment_are_not_seen

# count NAME COUNT: a count that does not agree with what is there is no count.
count_by_hand()
{
	eval "$1() { odd_count_is_rejected '$2'; }"
	scenario 29 "$1"
}

odd_count_is_rejected()
{
	options
	plant main:refs/import/x
	printf '%s %s refs/heads/new\n' "$zero" "$(id main)" |
		hook_run env "GIT_PUSH_OPTION_COUNT=$1" GIT_PUSH_OPTION_0=one "$WRIT" pre-receive
	exits 1
	no_crash
}

count_by_hand count_beyond_the_options_is_rejected 2
count_by_hand count_of_words_is_rejected many
count_by_hand negative_count_is_rejected -1
count_by_hand huge_count_is_rejected 99999999999999999999999
count_by_hand count_with_a_tail_is_rejected 1x

user_policy()
{
	decision "$DECISIONS/0001-user.md" <<'END'
return {
  ref = function(update)
    if push.user ~= "alice" then
      update:violation("pushed by " .. push.user)
    end
  end,
}
END
}

certificate_forged_in_the_environment_grants_nothing()
{
	server
	server_config writ.user-variable GIT_PUSH_CERT_SIGNER
	user_policy
	put a 'fine\n' && commit 'ABC-1 begin'
	GIT_PUSH_CERT=$(git hash-object -w a)
	GIT_PUSH_CERT_SIGNER=alice
	GIT_PUSH_CERT_STATUS=G
	GIT_PUSH_CERT_NONCE_STATUS=OK
	GIT_PUSH_CERT_KEY=1234
	export GIT_PUSH_CERT GIT_PUSH_CERT_SIGNER GIT_PUSH_CERT_STATUS \
		GIT_PUSH_CERT_NONCE_STATUS GIT_PUSH_CERT_KEY
	push_rejected origin main
}
scenario 29 certificate_forged_in_the_environment_grants_nothing

# -- push.user

named_user()
{
	server
	[ -z "$1" ] || server_config writ.user-variable "$1"
	user_policy
	put a 'fine\n' && commit 'ABC-1 begin'
}

user_is_as_the_server_names_it()
{
	named_user GL_USER
	GL_USER=alice
	export GL_USER
	push_accepted origin main
}
scenario 29 user_is_as_the_server_names_it

another_user_is_rejected()
{
	named_user GL_USER
	GL_USER=mallory
	GITEA_PUSHER_NAME=alice
	REMOTE_USER=alice
	export GL_USER GITEA_PUSHER_NAME REMOTE_USER
	push_rejected origin main
	blames ADR-0001 'pushed by mallory'
}
scenario 29 another_user_is_rejected

unknown_user_is_an_error_that_names_the_key()
{
	named_user ''
	GL_USER=alice
	export GL_USER
	push_rejected origin main
	says 'ADR-0001' 'writ\.user-variable'
}
scenario 29 unknown_user_is_an_error_that_names_the_key

unset_user_is_an_error()
{
	named_user GL_USER
	unset GL_USER
	push_rejected origin main
	says 'ADR-0001' 'GL_USER|writ\.user-variable'
}
scenario 29 unset_user_is_an_error

user_with_odd_bytes_is_escaped()
{
	named_user GL_USER
	GL_USER=$(printf 'mal\033[1mlory\377\nalice')
	export GL_USER
	push_rejected origin main
	blames ADR-0001
	plain_text
}
scenario 29 user_with_odd_bytes_is_escaped

environment_is_not_for_policies()
{
	server
	decision "$DECISIONS/0001-environment.md" <<'END'
return {
  ref = function(update)
    local found = os or io or debug or load or require("os")
    update:violation("reaches " .. type(found))
  end,
}
END
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	says 'ADR-0001'
	says_not 'reaches table'
}
scenario 29 environment_is_not_for_policies

# Behind a web server the environment holds the pusher's password; nobody may find it in a process.
environment_is_gone_from_memory()
{
	server
	decision "$DECISIONS/0001-slow.md" <<'END'
return { ref = function() for _ = 1, 100000000 do end end }
END
	hook pre-receive "echo \$\$ >'$T/hook'; HTTP_AUTHORIZATION='Basic c2VjcmV0' exec '$WRIT' pre-receive"
	put a 'x\n' && commit 'ABC-1 begin'
	git push -q origin main >"$OUT" 2>&1 &
	_tries=0
	while [ -z "$_workers" ] && [ "$_tries" -lt 500 ]; do
		sleep 0.01
		_tries=$((_tries + 1))
		_hook=$(cat "$T/hook" 2>/dev/null) || continue
		[ "$(cat "/proc/$_hook/comm" 2>/dev/null)" = writ ] || continue
		_workers=$(cat "/proc/$_hook/task/$_hook/children" 2>/dev/null) || :
	done
	[ -n "$_workers" ] || skip 'no worker was seen'
	for _process in $_hook $_workers; do
		! tr '\0' '\n' <"/proc/$_process/environ" 2>/dev/null | grep -q c2VjcmV0 ||
			fail "the environment of $_process is there"
	done
	wait
}
scenario 29 environment_is_gone_from_memory

finish
