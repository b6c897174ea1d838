#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# What is said of a policy that fails: where in its file, what stands there, what was perhaps meant.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

corpus()
{
	decision docs/adr/0001-field.md <<-'END'
		local function check(file)
			local size = file.sise
		end
		return { file = function(file) check(file) end }
	END
	decision docs/adr/0002-rule.md <<-'END'
		local rules = require "writ.rules"
		return rules.forbid_txt { pattern = "x" }
	END
	decision docs/adr/0003-option.md <<-'END'
		local rules = require "writ.rules"

		return rules.forbid_text {
			patern = "x",
		}
	END
	put a 1
	commit first
}

by_hand_the_line_of_the_policy_is_shown()
{
	corpus
	"$WRIT" check --tree HEAD --source "$PWD/docs/adr" >"$OUT" 2>&1 || :
	says '^ 8 [|] local size = file.sise$' '^ 8 [|] return rules.forbid_txt [{] pattern = "x" [}]$' \
		'^ 9 [|] return rules.forbid_text [{]$'
	tells "0001-field.md:8: file has no field 'sise'; did you mean 'size'[?]" \
		"0002-rule.md:8: there is no rule 'forbid_txt'; did you mean 'forbid_text'[?]" \
		"0003-option.md:9: rules.forbid_text has no option 'patern'; did you mean 'pattern'[?]"
}
scenario 0 by_hand_the_line_of_the_policy_is_shown

who_pushes_is_told_what_is_wrong_and_not_shown_the_policy()
{
	server
	corpus
	cp docs/adr/*.md "$DECISIONS/"
	push_rejected origin main
	blames ADR-0001 '0001-field.md:8: '
	says_not 'local size' 'return rules'
}
scenario 0 who_pushes_is_told_what_is_wrong_and_not_shown_the_policy

a_contract_shows_it_as_well()
{
	corpus
	mkdir docs/adr/0001-field
	printf 'T\n-- after/a --\n1\n-- expect --\naccept\n' >docs/adr/0001-field/a.txtar
	! "$WRIT" test docs/adr/0001-field/a.txtar >"$OUT" || fail 'a policy that fails passes'
	says '^# error: 0001-field.md:8: file has no field' '^#     8 [|] local size = file.sise$'
	sed -i 's/^accept/reject\nerror: 0001-field.md:8: other/' docs/adr/0001-field/a.txtar
	! "$WRIT" test docs/adr/0001-field/a.txtar >"$OUT" || fail 'another error passes'
	says_not ' 8 [|]'
}
scenario 0 a_contract_shows_it_as_well

a_syntax_error_stands_at_its_own_line()
{
	decision docs/adr/0001-syntax.md <<-'END'
		local x = 1
		local y = = 2
	END
	! "$WRIT" compile docs/adr >"$OUT" 2>&1 || fail 'it compiles'
	says "^docs/adr/0001-syntax.md:8:1: error: the policy does not compile: unexpected symbol near '='$"
}
scenario 0 a_syntax_error_stands_at_its_own_line

finish
