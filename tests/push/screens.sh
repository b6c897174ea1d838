#!/bin/sh
# What rules of writ need of a file to find anything in it is asked before they are called: a large
# push, whose policies get a state only where one is called, has the verdict that they would give
# without.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# Puts a copy of the rules, which has no screens, in front of the policy on standard input.
copied()
{
	printf 'local rules = (function(...)\n'
	cat "$srcdir/policies/rules.lua"
	printf 'end)()\n'
	cat
}

# ruled FILE 'key: value'...: a decision with the rule on standard input; in the folder "copied" as
# well, by a copy of the rules.
ruled()
{
	_name=$1
	shift
	cat >"$T/policy"
	{
		echo 'local rules = require "writ.rules"'
		cat "$T/policy"
	} | decision "$T/screened/$_name" "$@"
	copied <"$T/policy" | decision "$T/copied/$_name" "$@"
}

rules()
{
	ruled 0001-imports.md <<'END'
return rules.forbid_import { modules = { "billing.models", "evil" }, except = "src/d3/**", computed = true }
END
	ruled 0002-text.md <<'END'
return rules.forbid_text { pattern = "(?i)secret_\\w+|BAD[0-9]", only = { "**/*.py", "!src/d5/**" } }
END
	ruled 0003-size.md 'level: advisory' <<'END'
return rules.max_size { bytes = 900 }
END
	ruled 0004-frozen.md <<'END'
return rules.frozen { files = "src/d7/**", added = true }
END
	ruled 0005-both.md <<'END'
return rules.all {
	rules.header { pattern = "^# copyright", only = "src/d1/*.py" },
	rules.naming { pattern = "^[a-z0-9.]+$" },
	rules.placement { files = "**/*.js", places = "web/**" },
}
END
	ruled 0006-interface.md <<'END'
return rules.public_interface { module = "core", public = { "core.api" }, inside = "core/**" }
END
	ruled 0007-view.md <<'END'
return rules.forbid_text { pattern = "todo", view = "comments" }
END
	ruled 0008-short.md <<'END'
return rules.forbid_text { pattern = "q[xyz]" }
END
}

# 2,300 files in ten folders, of which few hold what a rule is about.
files()
{
	python3 - <<'END'
import os, random
random.seed(7)
lines = ["import os", "import billing.models", "from billing import models", "from core import api",
         "from core.inner import x", "__import__(name)", "SECRET_key = 1", "x = BAD7", "# todo later",
         "y = 'todo'", "q = qz", "import evil.part", "# copyright me", "z = 1" * 200]
for n in range(2300):
    folder = f"src/d{n % 10}"
    os.makedirs(folder, exist_ok=True)
    name = f"f{n}.{random.choice(['py', 'py', 'js', 'txt'])}"
    if n % 97 == 0:
        name = "Upper" + name
    with open(f"{folder}/{name}", "w") as file:
        for _ in range(8):
            rare = random.random() < 0.02
            file.write((random.choice(lines) if rare else f"v{random.randrange(1000)} = {n}") + "\n")
        if n % 400 == 9:
            file.write('"""never ends\n')
END
}

# judged FOLDER [RANGE]: the tree of HEAD, or the range, in $T/verdict without what tells the corpus.
judged()
{
	_what=${2:---tree HEAD}
	# shellcheck disable=SC2086 # an option and its value
	"$WRIT" check $_what --source "$1" --format json >"$T/json" || [ $? -eq 1 ]
	python3 - "$T/json" >"$T/verdict" <<'END'
import json, re, sys
verdict = json.load(open(sys.argv[1]))
verdict["decisions"] = [one for one in verdict["decisions"] if one["id"].startswith("ADR-")]
for one in verdict["decisions"]:
    del one["source"]
    # a line of the rules is one of the policy in a copy
    one["error"] = re.sub(r"^\S+:\d+: ", "", one.get("error", ""))
del verdict["bundle"]
print(json.dumps(verdict, indent=1))
END
}

screens_change_no_verdict()
{
	rules
	files
	commit 'many files'
	judged "$T/copied"
	mv "$T/verdict" "$T/expected"
	[ "$(grep -c '"fingerprint"' "$T/expected")" -gt 100 ] || fail 'there is little to find'
	! grep -q '"result": "\(passed\|error\)"' "$T/expected" || fail "a rule finds nothing: $(grep -B3 -A3 '"passed\|"error' "$T/expected")"
	judged "$T/screened"
	cmp "$T/expected" "$T/verdict" || fail "$(diff "$T/expected" "$T/verdict" | head -n 20)"
	git config writ.limit.workers 1
	judged "$T/screened"
	cmp "$T/expected" "$T/verdict" || fail 'one worker finds something else'
}
scenario 36 screens_change_no_verdict

# A chunk that fails, and one that looks at the push.
chunks_of_a_large_push_run_as_of_a_small_one()
{
	decision "$T/screened/0001-fails.md" <<'END'
return require "writ.rules".forbid_text { pattern = "(" }
END
	decision "$T/screened/0002-looks.md" <<'END'
local rules = require "writ.rules"
return push.updates[1].kind == "create" and rules.forbid_text { pattern = "SECRET" } or
	rules.forbid_text { pattern = "never there" }
END
	files
	commit 'many files'
	status=0
	"$WRIT" check --tree HEAD --source "$T/screened" --format json >"$OUT" || status=$?
	[ "$status" -eq 1 ] || fail "exit status $status"
	says '"id":"ADR-0001","level":"mandatory","result":"error"' \
		'"id":"ADR-0002","level":"mandatory","result":"violated"' 'has `SECRET`'
}
scenario 36 chunks_of_a_large_push_run_as_of_a_small_one

# Whatever a policy does with the functions of rules is its own affair.
functions_of_rules_stay_functions()
{
	ruled 0001-as-commit.md <<'END'
return { commit = rules.forbid_text { pattern = "zzzz" }.file }
END
	ruled 0002-of-nothing.md <<'END'
return rules.forbid_text { pattern = "needle", only = {} }
END
	ruled 0003-changed-later.md <<'END'
local modules, only = { "os" }, { "**" }
local policy = rules.all {
	rules.forbid_import { modules = modules }, rules.forbid_text { pattern = "needle", only = only },
}
modules[1], only[1] = "nothing", "nowhere/**"
return policy
END
	ruled 0004-by-hand.md <<'END'
local rule = rules.max_size { bytes = 3, only = "*.py" }
return {
	file = function(file)
		rule.file(file)
		local done, text = pcall(rule.file, "no file")
		if done then file:violation "takes anything" end
	end,
}
END
	ruled 0005-names.md <<'END'
for _, name in ipairs { "forbid_text\0x", "forbid", "", ("x"):rep(1000) } do
	local done, rule = pcall(function() return rules[name] end)
	if done and rule then error("there is no such rule") end
end
return rules.naming { pattern = "^[a-z.]+$" }
END
	put a.py 'import os\nneedle\n'
	put UP.txt 'x\n'
	commit 'two files'
	judged "$T/copied" HEAD
	mv "$T/verdict" "$T/expected"
	grep -q 'commit has no field' "$T/expected" || fail 'a commit is no file'
	grep -q 'imports os' "$T/expected" || fail 'the list that was given counts'
	grep -q 'has 17 bytes' "$T/expected" || fail 'a rule that is called by hand'
	judged "$T/screened" HEAD
	cmp "$T/expected" "$T/verdict" || fail "$(diff "$T/expected" "$T/verdict" | head -n 20)"
}
scenario 36 functions_of_rules_stay_functions

# What is looked at by a screen is paid for, whether it passes or not.
screens_are_charged()
{
	ruled 0001-text.md <<'END'
return rules.forbid_text { pattern = "needle" }
END
	awk 'BEGIN { for (i = 0; i < 20000; i++) print "hay hay hay hay" }' >a.txt
	commit 'hay'
	git config writ.limit.regex-steps 10
	"$WRIT" check --tree HEAD --source "$T/screened" >"$OUT" || :
	says 'spent its limit of 10 thousand regex steps|writ.limit.regex-steps'
}
scenario 36 screens_are_charged

# What is left out counts as judged.
call_that_is_spared_is_counted()
{
	rules
	files
	commit 'many files'
	judged "$T/screened"
	python3 - "$T/verdict" <<'END' || fail 'a decision does not say what it was applied to'
import json, sys
for one in json.load(open(sys.argv[1]))["decisions"]:
    assert one["applied"] == 2300, one
END
}
scenario 36 call_that_is_spared_is_counted

finish
