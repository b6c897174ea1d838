#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# What shells complete. bash is asked as it asks itself: the words of the line in COMP_WORDS.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

completion()
{
	put docs/adr/0001-x.md 'x\n'
	commit begin
	branch topic
	"$WRIT" completion "$1" >"$T/script"
}

# bash_offers WANTED WORD...: what bash offers for the last word is just that, blanks between.
bash_offers()
{
	_wanted=$1
	shift
	_offered=$(bash -c '
		. "$0"
		complete -p writ >/dev/null || exit
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_writ
		echo "${COMPREPLY[*]}"' "$T/script" "$@" 2>&1)
	[ "$_offered" = "$_wanted" ] || fail "'$*' completes to '$_offered', not '$_wanted'"
}

commands_are_completed()
{
	completion bash
	bash_offers 'check' writ ch
	bash_offers 'compile context config completion' writ co
	bash_offers 'compile context config completion' writ help co
	bash_offers '--help --version' writ --
	bash_offers 'bash zsh fish' writ completion ''
	bash_offers '' writ nothing ''
}
scenario 0 commands_are_completed

options_are_completed()
{
	completion bash
	bash_offers '--worktree' writ check --w
	bash_offers '--format' writ check --staged --f
	bash_offers '--help --diff --statement --format' writ compile -
	bash_offers '' writ check --nothing
}
scenario 0 options_are_completed

values_are_completed()
{
	completion bash
	bash_offers 'sarif' writ check --format s
	bash_offers 'json jsonl junit' writ check --format = j
	bash_offers 'auto always never' writ check --color =
	bash_offers 'tap junit' writ test --format ''
	bash_offers 'refs/heads/main' writ check --ref refs/heads/m
	bash_offers 'docs' writ new --in d
	bash_offers 'docs' writ test d
	bash_offers '' writ check --user ''
}
scenario 0 values_are_completed

both_ends_of_a_range_are_completed()
{
	completion bash
	bash_offers 'HEAD main topic' writ check ''
	bash_offers 'main' writ check ma
	bash_offers 'main..topic' writ check main..t
	bash_offers 'topic' writ check --tree t
}
scenario 0 both_ends_of_a_range_are_completed

# Who can push a branch does not run anything by a tab.
names_of_refs_are_not_run()
{
	completion bash
	git branch 'm$(touch${IFS}pwned)'
	git branch 'm`touch${IFS}pwned`'
	bash_offers 'm\$\(touch\$\{IFS\}pwned\) m\`touch\$\{IFS\}pwned\` main' writ check m
	bash_offers 'refs/heads/m\$\(touch\$\{IFS\}pwned\) refs/heads/m\`touch\$\{IFS\}pwned\` refs/heads/main' \
		writ check --ref refs/heads/m
	[ ! -e pwned ] || fail 'a name of a ref was run'
}
scenario 0 names_of_refs_are_not_run

# The help, the reading of command lines and the shells know the same options.
help_and_completion_know_the_same()
{
	completion bash
	"$WRIT" help | sed -n 's/^  \([a-z-]*\) .*/\1/p' >"$T/commands"
	[ -s "$T/commands" ] || fail 'no commands'
	while read -r _command; do
		"$WRIT" help "$_command" >"$T/help"
		! grep -F '(null)' "$T/help" || fail "the help of $_command has holes"
		_options=$(sed -n 's/^  \(--[a-z-]*\).*/\1/p' "$T/help" | tr '\n' ' ')
		bash_offers "$(echo --help $_options)" writ "$_command" --
	done <"$T/commands"
}
scenario 0 help_and_completion_know_the_same

installed_files_are_what_the_program_prints()
{
	for _file in bash:writ zsh:_writ fish:writ.fish; do
		[ -f "$builddir/completions/${_file#*:}" ] || skip 'this build makes none'
		"$WRIT" completion "${_file%:*}" | cmp - "$builddir/completions/${_file#*:}" ||
			fail "${_file#*:} is another one"
	done
}
scenario 0 installed_files_are_what_the_program_prints

script_of_zsh_is_well_formed()
{
	command -v zsh >/dev/null || skip 'no zsh'
	completion zsh
	zsh -n "$T/script" || fail 'zsh does not read it'
}
scenario 0 script_of_zsh_is_well_formed

# fish_offers WANTED LINE
fish_offers()
{
	_offered=$(fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$T/script" "$2" |
		cut -f 1 | tr '\n' ' ')
	[ "$_offered" = "$1 " ] || fail "'$2' completes to '$_offered', not '$1'"
}

fish_completes()
{
	command -v fish >/dev/null || skip 'no fish'
	completion fish
	fish_offers 'check' 'writ ch'
	fish_offers '--worktree' 'writ check --w'
	fish_offers 'sarif' 'writ check --format s'
	fish_offers 'main..topic' 'writ check main..t'
	fish_offers 'bash fish zsh' 'writ completion '
}
scenario 0 fish_completes

unknown_shell_names_those_there_are()
{
	status=0
	"$WRIT" completion csh >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit status $status"
	says 'completion takes one of bash, zsh, fish, not .csh.'
}
scenario 0 unknown_shell_names_those_there_are

finish
