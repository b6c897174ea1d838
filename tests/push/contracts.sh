#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# `writ test`: contracts, judged in memory as a push would be.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# corpus: the first example of the manual, with a contract that rejects and one that accepts.
corpus()
{
	decision docs/adr/0007-billing.md 'scope: ["services/**", "!services/billing/**"]' "$@" <<-'END'
		return { file = function(file)
			for import in file:imports() do
				if import:of("billing.models") then
					file:violation { at = import, message = "imports " .. import.module }
				end
			end
		end }
	END
	mkdir -p docs/adr/0007-billing
	cat >docs/adr/0007-billing/import.txtar <<-'END'
		ADR-0007: an import of the billing models is rejected
		ref: refs/heads/main
		message: Add invoice column
		-- before/services/orders/db.py --
		import sqlite3
		-- after/services/orders/db.py --
		import sqlite3
		from billing.models import Invoice
		-- expect --
		reject
		services/orders/db.py:2: imports billing.models
	END
	cat >docs/adr/0007-billing/own.txtar <<-'END'
		ADR-0007: billing itself may, and so may who takes it out
		-- before/services/orders/db.py --
		import billing.models
		-- after/services/billing/a.py --
		import billing.models
		-- after/services/orders/db.py (deleted) --
		-- expect --
		accept
	END
}

# tested CODE [ARGUMENT...]: what `writ test` ends with; its output is in $OUT.
tested()
{
	_code=$1 _status=0
	shift
	"$WRIT" test "$@" >"$OUT" 2>&1 || _status=$?
	[ "$_status" -eq "$_code" ] || fail "writ test ended with $_status, not $_code"
}

contracts_pass_by_default_from_docs_adr()
{
	corpus
	tested 0
	says '^ok 1 - 0007-billing/import$'
	says '^ok 2 - 0007-billing/own$'
	says '^ok 3 - 0007-billing/has contracts that accept and reject$'
	says '^1..3$'
	for path in docs/adr docs/adr/ docs/adr/0007-billing.md docs/adr/0007-billing; do
		tested 0 "$path"
		says '^1..3$'
	done
	tested 0 docs/adr/0007-billing/own.txtar
	says '^1..1$'
}
scenario 0 contracts_pass_by_default_from_docs_adr

what_differs_is_shown_and_fails()
{
	corpus
	sed -i 's/^services.*:2: .*/services\/orders\/db.py:3: imports billing.models/' \
		docs/adr/0007-billing/import.txtar
	tested 1
	says '^not ok 1 - 0007-billing/import$'
	says '^# - services/orders/db.py:3: imports billing.models$'
	says '^# [+] services/orders/db.py:2: imports billing.models$'
	sed -i 's/^reject/accept/; /^services.*:3: /d' docs/adr/0007-billing/import.txtar
	tested 1
	says '^# - accept$'
	says '^# [+] reject$'
}
scenario 0 what_differs_is_shown_and_fails

only_what_differs_is_shown()
{
	decision docs/adr/0001-words.md <<-'END'
		return { file = function(file)
			for hit in file:find("[a-z]+") do
				if hit.match ~= "b" then file:violation { at = hit, message = hit.match } end
			end
		end }
	END
	mkdir -p docs/adr/0001-words
	printf 'T\n-- after/f --\nc\n\na\n-- expect --\nreject\nf:3: a\n' >docs/adr/0001-words/a.txtar
	printf 'T\n-- after/f --\n1\n-- expect --\naccept\n' >docs/adr/0001-words/b.txtar
	tested 1
	says '^# [+] f:1: c$'
	says_not '^# . f:3: a$'
	sed -i 's/^reject/reject\nf:1: c/' docs/adr/0001-words/a.txtar
	tested 0 --mutate
	says '^ok 4 - 0001-words/1 changes of the policy are noticed$'
}
scenario 0 only_what_differs_is_shown

a_policy_needs_one_that_accepts_and_one_that_rejects()
{
	corpus
	rm docs/adr/0007-billing/own.txtar
	tested 1
	says '^not ok 2 - 0007-billing/has contracts'
	says '^# no contract accepts$'
	rm -r docs/adr/0007-billing
	tested 1
	says '^# no contract rejects$'
}
scenario 0 a_policy_needs_one_that_accepts_and_one_that_rejects

nobody_deletes_is_said_and_does_not_fail()
{
	corpus
	sed -i '/(deleted)/d' docs/adr/0007-billing/own.txtar
	tested 0
	says '^# no contract deletes a path in scope$'
}
scenario 0 nobody_deletes_is_said_and_does_not_fail

a_draft_is_tested_before_it_is_in_force()
{
	corpus 'level: advisory'
	sed -i 's/^status: accepted/status: proposed/' docs/adr/0007-billing.md
	sed -i 's/^reject/accept/' docs/adr/0007-billing/import.txtar
	tested 0
}
scenario 0 a_draft_is_tested_before_it_is_in_force

update_writes_what_is_seen_and_says_so()
{
	corpus
	sed -i 's/^reject/accept/' docs/adr/0007-billing/import.txtar
	tested 0 --update
	says '^# updated$'
	tested 0
	grep -qx reject docs/adr/0007-billing/import.txtar || fail 'the verdict is not written'
}
scenario 0 update_writes_what_is_seen_and_says_so

bad_contracts_say_what_is_wrong()
{
	corpus
	printf 'T\nreff: x\n-- expect --\naccept\n' >docs/adr/0007-billing/a.txtar
	printf 'T\n-- after/a --\n' >docs/adr/0007-billing/b.txtar
	printf 'T\n-- aftre/a --\n-- expect --\naccept\n' >docs/adr/0007-billing/c.txtar
	printf 'T\n-- expect --\nmaybe\n' >docs/adr/0007-billing/d.txtar
	printf 'T\n-- after/.git/a --\nx\n-- expect --\naccept\n' >docs/adr/0007-billing/e.txtar
	printf 'T\n-- after/x (deleted) --\n-- expect --\naccept\n' >docs/adr/0007-billing/f.txtar
	tested 1
	says '^# line 2: a contract.s keys are ref, .* not .reff'
	says '^# .-- expect --. is missing'
	says '^# line 2: a file is before/.*, not .aftre/a'
	says '^# line 3: accept or reject is expected first'
	says '^# git takes no file .\.git/a'
	says '^# there is no .x. to delete'
}
scenario 0 bad_contracts_say_what_is_wrong

# files NAME... wrong TEXT: a contract with these files is refused, saying so.
refused()
{
	{
		printf 'title\n'
		while [ "$1" != wrong ]; do
			printf -- '-- %s --\nx = 1\n' "$1"
			shift
		done
		printf -- '-- expect --\naccept\n'
	} >docs/adr/0007-billing/odd.txtar
	tested 1
	tells "$2"
}

no_file_of_a_contract_is_lost()
{
	corpus
	refused commit-2/a wrong 'line 2: .commit-2/a. comes without a commit-1'
	refused commit-1/a commit-3/a wrong 'line 4: .commit-3/a. comes without a commit-2'
	refused after/a commit-2.message wrong 'after/....* is the only commit'
	refused after/a after/a wrong 'line 4: .after/a. is there twice'
	refused commit-0/a wrong 'a file is before/'
	refused commit-01/a wrong 'a file is before/'
	refused commit-x/a wrong 'a file is before/'
	refused 'after/a (delete)' wrong 'may end in .deleted.'
	printf 'title\nuser: a\nuser: b\n-- after/a --\n-- expect --\naccept\n' >docs/adr/0007-billing/odd.txtar
	tested 1
	tells 'line 3: .user. is there twice'
}
scenario 0 no_file_of_a_contract_is_lost

commits_refs_users_and_kinds()
{
	decision docs/adr/0001-all.md 'judge: [commits, result]' <<-'END'
		return {
			ref = function(update)
				local who = push.user
				if update.kind ~= "update" or update.forced or who == "mallory" or #push.options > 0 then
					update:violation(update.kind .. (update.forced and " forced" or "") .. " by " .. who)
				end
			end,
			commit = function(commit)
				if commit.summary == "two" then commit:violation("two by " .. commit.author.name) end
			end,
			file = function(file)
				if file.kind ~= "file" then file:violation(file.kind .. " " .. file:content()) end
			end,
		}
	END
	mkdir -p docs/adr/0001-all
	cat >docs/adr/0001-all/commits.txtar <<-'END'
		the second of three
		user: ann
		-- before/a --
		1
		-- commit-1/a --
		2
		-- commit-2/b --
		x
		-- commit-2.message --
		two

		because
		-- commit-2.author --
		Bob <bob@example.org>
		-- commit-3/b (deleted) --
		-- expect --
		reject
		commit-2: two by Bob
	END
	cat >docs/adr/0001-all/kinds.txtar <<-'END'
		kinds
		user: ann
		-- after/l (symlink) --
		a/b
		-- after/m (submodule) --
		1111111111111111111111111111111111111111
		-- after/x (executable) (base64) --
		aGk=
		-- after/y (executable) (no newline) --
		yo
		-- after/z --
		z
		-- expect --
		reject
		l: symlink a/b
		m: submodule
		x: executable hi
		y: executable yo
	END
	for kind in create delete force; do
		{
			printf '%s\nref: refs/heads/topic\nupdate: %s\nuser: mallory\n-- before/a --\n1\n' "$kind" "$kind"
			[ "$kind" = delete ] || printf -- '-- after/a --\n2\n'
			printf -- '-- expect --\nreject\nrefs/heads/topic: %s by mallory\n' \
				"$(echo "$kind" | sed 's/force/update forced/')"
		} >"docs/adr/0001-all/$kind.txtar"
	done
	printf 'T\nuser: ann\noption: a\noption: b\n-- expect --\nreject\nrefs/heads/main: update by ann\n' \
		>docs/adr/0001-all/options.txtar
	printf 'T\nuser: ann\n-- after/a --\n1\n-- expect --\naccept\n' >docs/adr/0001-all/clean.txtar
	tested 0
}
scenario 0 commits_refs_users_and_kinds

junit_is_well_formed()
{
	corpus
	sed -i 's/^services.*:2: .*/a<b\&"c": x/' docs/adr/0007-billing/import.txtar
	tested 1 --format junit
	says '<testsuite name="writ test" tests="3" failures="1">'
	says '- a&lt;b&amp;&quot;c&quot;: x$'
	! command -v xmllint >/dev/null ||
		xmllint --noout --nonet --schema "$srcdir/tests/lint/junit.xsd" "$OUT" 2>/dev/null ||
		fail 'not as Jenkins and GitLab read it'
	tested 2 --format junti
	says "junit"
}
scenario 0 junit_is_well_formed

a_new_decision_is_tested_and_proposed()
{
	"$WRIT" new 'Only billing touches: the "schema"' >"$OUT" || fail 'writ new failed'
	says '^docs/adr/0001-only-billing-touches-the-schema.md$'
	says '^docs/adr/0001-only-billing-touches-the-schema/accepts.txtar$'
	tested 0
	says '^# 3 passed, 0 failed$'
	"$WRIT" compile docs/adr >"$OUT" || fail 'it does not compile'
	says '0 errors'
	says_not '[1-9][0-9]* enforced'
	"$WRIT" new --in docs/adr 'Another one' >"$OUT" || fail 'the second failed'
	says '^docs/adr/0002-another-one.md$'
	"$WRIT" new --in rules/x 'Über' >"$OUT" || fail 'elsewhere failed'
	says '^rules/x/0001-ber.md$'
	! "$WRIT" new >"$OUT" 2>&1 || fail 'no title is no error'
	says 'new takes one title'
}
scenario 0 a_new_decision_is_tested_and_proposed

an_editor_is_set_up_and_nothing_is_written_over()
{
	"$WRIT" new --luarc >"$OUT" || fail 'writ new --luarc failed'
	says '^docs/adr/.luarc.json$' '^docs/adr/writ.lua$'
	says_not '[.]md$'
	python3 -m json.tool docs/adr/.luarc.json >/dev/null || fail '.luarc.json is no JSON'
	"$WRIT" help lua --definitions | cmp - docs/adr/writ.lua || fail 'the definitions differ'
	if command -v lua5.4 >/dev/null; then
		lua5.4 -e 'assert(loadfile("docs/adr/writ.lua"))()' || fail 'Lua does not load the definitions'
	fi
	echo mine >docs/adr/writ.lua
	rm docs/adr/.luarc.json
	! "$WRIT" new --luarc 'A title' >"$OUT" 2>&1 || fail 'writes over a file'
	says 'cannot write docs/adr/writ.lua: File exists'
	[ "$(cat docs/adr/writ.lua)" = mine ] || fail 'a file was written over'
	[ ! -e docs/adr/0001-a-title.md ] || fail 'a decision was written all the same'
	rm docs/adr/writ.lua docs/adr/.luarc.json
	"$WRIT" new --luarc 'A title' >"$OUT" || fail 'with a title it fails'
	says '^docs/adr/writ.lua$' '^docs/adr/0001-a-title.md$'
	"$WRIT" compile docs/adr >"$OUT" || fail 'it does not compile'
}
scenario 0 an_editor_is_set_up_and_nothing_is_written_over

help_says_what_policies_can_use()
{
	"$WRIT" help lua file >"$OUT" || fail 'help lua file failed'
	says '^file: ' '^  path: string  ' '^  find\(pattern: string, ' '^file.find_options: '
	says_not '^commit: '
	"$WRIT" help lua rules >"$OUT" || fail 'help lua rules failed'
	says '^  forbid_import\(options: rules.forbid_import\): policy$' '^rules.layers: ' '^  strict: boolean[?] '
	! "$WRIT" help lua strin >"$OUT" 2>&1 || fail 'an unknown name is no error'
	says "did you mean 'string'"
	! "$WRIT" help --definitions >"$OUT" 2>&1 || fail 'definitions of nothing'
	! "$WRIT" help lua --definitions file >"$OUT" 2>&1 || fail 'definitions of one'
	! "$WRIT" help lua file string >"$OUT" 2>&1 || fail 'two names'
	says 'help takes one name'
}
scenario 0 help_says_what_policies_can_use

changes_that_no_contract_notices_are_named()
{
	decision docs/adr/0001-size.md <<-'END'
		return { file = function(file)
			-- `==` in a comment, and "and" in a string, are no places to change
			if file.size > 10 and not re.find(file.path, "and") then
				file:violation "is large"
			end
		end }
	END
	mkdir -p docs/adr/0001-size
	printf 'T\n-- after/a --\n12345678901\n-- expect --\nreject\na: is large\n' >docs/adr/0001-size/a.txtar
	printf 'T\n-- after/band --\n1\n-- expect --\naccept\n' >docs/adr/0001-size/b.txtar
	tested 1 --mutate
	says '^not ok 4 - 0001-size/3 changes of the policy are noticed$'
	says '^# 0001-size.md:9: no contract tells .and. from .or.$'
	printf 'T\n-- after/a --\n1\n-- expect --\naccept\n' >docs/adr/0001-size/c.txtar
	sed -i 's/is large$/is big/' docs/adr/0001-size/a.txtar
	tested 1 --mutate
	says_not 'are noticed'
	sed -i 's/is big$/is large/' docs/adr/0001-size/a.txtar
	tested 0 --mutate
	says '^ok 5 - 0001-size/3 changes of the policy are noticed$'
}
scenario 0 changes_that_no_contract_notices_are_named

nothing_to_test_is_an_error()
{
	tested 2
	says 'there is no docs/adr to test'
	mkdir -p docs/adr && tested 2
	says 'there is no policy to test at docs/adr'
	corpus
	sed -i 's/^status: .*/status: acceptted/' docs/adr/0007-billing.md
	tested 2
	says 'do not compile'
}
scenario 0 nothing_to_test_is_an_error

# The library is started late here, in memory that was used before.
it_starts_in_used_memory()
{
	MALLOC_PERTURB_=85 "$WRIT" test "$srcdir/tests/rules/decisions/0001-forbid-import.md" >"$OUT" 2>&1 ||
		fail "exit $?"
	says '0 failed'
}
scenario 35 it_starts_in_used_memory

anywhere_in_a_work_tree_it_is_the_one_corpus()
{
	mkdir -p deep/er && cd deep/er
	"$WRIT" new 'One thing' >"$OUT" 2>&1 || fail "exit $?"
	tested 0
	[ -e ../../docs/adr/0001-one-thing.md ] && [ ! -e docs ] || fail 'it lies elsewhere'
}
scenario 0 anywhere_in_a_work_tree_it_is_the_one_corpus

finish
