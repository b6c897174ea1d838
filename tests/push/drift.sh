#!/bin/sh
# How the violations that stand came about: `writ drift`. What it says of a step is what
# `writ check --tree` says of that step's tree.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"
. "$push_dir/ledger-lib.sh"

# Two decisions of files, one of trees; an agent and a human are known.
corpus()
{
	decision docs/adr/0001-no-bad.md 'scope: ["**/*.c"]' <<'END'
return require "writ.rules".forbid_text { pattern = "BAD" }
END
	decision docs/adr/0002-short.md 'level: advisory' <<'END'
return require "writ.rules".max_size { lines = 3, only = "src/**" }
END
	decision docs/adr/0003-readme.md <<'END'
return {
  tree = function(tree)
    if not tree:file("README") then tree:violation "has no README" end
  end,
}
END
	cat >docs/adr/owners.yaml <<-'END'
		principals:
		  robot: {kind: agent, emails: [robot@example.org]}
		  ann: {kind: human, emails: [ann@example.org]}
	END
}

by()
{
	GIT_AUTHOR_EMAIL=$1@example.org
	export GIT_AUTHOR_EMAIL
}

history()
{
	corpus
	put README 'x\n'
	put src/old.c 'BAD\n'
	by ann && commit 'begin'
	put src/a.c 'BAD\nBAD 2\n' && put other.c 'BAD\n'
	by robot && commit 'an agent adds three'
	put src/a.c 'BAD 2\n'
	by ann && commit 'a human mends one'
	git mv src/old.c src/moved.c && commit 'moved'
	branch side HEAD~1
	put src/long.c '1\n2\n3\n4\n'
	by robot && commit 'long, on the side'
	git checkout -q main
	by ann && merge --no-ff -m 'merge' side
	put other.c 'fine\n'
	by nobody && commit 'somebody mends one'
}

drifts()
{
	status=0
	"$WRIT" drift "$@" >"$OUT" 2>"$T/err" || status=$?
	[ "$status" -eq 0 ] || fail "exit status $status: $(cat "$T/err")"
}

# figure PYTHON EXPECTED: of the JSON of the drift; `d` is it, `by` its decisions by id.
figure()
{
	_got=$(python3 - "$OUT" "$1" <<'END'
import json, sys
d = json.load(open(sys.argv[1]))
by = {one["id"]: one for one in d["decisions"]}
print(eval(f"({sys.argv[2]})"))
END
	)
	[ "$_got" = "$2" ] || fail "$1 is $_got, not $2"
}

violations_are_followed_from_step_to_step()
{
	history
	drifts --format json
	keeps_to_schema "$OUT" drift.schema.json
	figure 'd["steps"], d["commits"], len(d["samples"])' '(6, 7, 6)'
	figure '[s["standing"] for s in d["samples"]]' \
		'[[1, 0, 0], [4, 0, 0], [3, 0, 0], [3, 0, 0], [3, 1, 0], [2, 1, 0]]'
	figure 'by["ADR-0001"]["standing"]' 2
	figure 'by["ADR-0001"]["introduced"]' "{'agent': 3, 'human': 0, 'unknown': 0}"
	figure 'by["ADR-0001"]["repaired"]' "{'agent': 0, 'human': 1, 'unknown': 1}"
	figure 'by["ADR-0002"]["introduced"]' "{'agent': 1, 'human': 0, 'unknown': 0}"
	figure 'd["files"][0]["path"], d["files"][0]["standing"]' "('src/a.c', 1)"
	figure '[f["name"] for f in d["folders"]]' "['src']"
}
scenario 39 violations_are_followed_from_step_to_step

range_and_day_take_what_stood_as_given()
{
	history
	drifts --format json main~3..main
	figure 'd["steps"], d["samples"][0]["standing"]' '(4, [3, 0, 0])'
	figure 'by["ADR-0001"]["introduced"]["agent"]' 0
	figure 'by["ADR-0001"]["repaired"]["unknown"]' 1
	drifts --format json --since 2023-11-15
	figure 'd["steps"], by["ADR-0001"]["standing"], by["ADR-0001"]["repaired"]["unknown"]' \
		'(1, 2, 0)'
}
scenario 39 range_and_day_take_what_stood_as_given

what_is_about_the_tree_is_known_of_the_end()
{
	history
	git rm -q README && commit 'without'
	drifts --format json
	figure 'by["ADR-0003"]["standing"], by["ADR-0003"]["of_the_tree"]' '(1, 1)'
	drifts
	says 'ADR-0003 +1 ' '1 of ADR-0003 is about the tree as a whole'
}
scenario 39 what_is_about_the_tree_is_known_of_the_end

what_is_about_changes_alone_is_not_judged()
{
	history
	decision docs/adr/0004-message.md <<'END'
return require "writ.rules".message { pattern = "^never" }
END
	commit 'one more decision'
	drifts
	says '^never broken: ADR-0003$' '^not judged here .*: ADR-0004$' \
		'^files of the decisions: 1 added, 0 changed, 0 removed$'
	drifts --format json
	figure 'by["ADR-0004"]["judged"], by["ADR-0003"]["judged"]' '(False, True)'
	decision "$T/proposed/0001-later.md" <<'END'
return { file = function() end }
END
	sed -i 's/accepted/proposed/' "$T/proposed/0001-later.md"
	drifts --source "$T/proposed"
	grep -q '^warning: no decision is enforced' "$T/err" || fail 'does not say that nothing is asked'
	status=0
	"$WRIT" replay --source "$T/proposed" main >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 0 ] || fail "exit status $status"
	says '^warning: no decision is enforced'
	status=0
	"$WRIT" replay main:README >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit status $status"
	says 'is no commit'
}
scenario 39 what_is_about_changes_alone_is_not_judged

# Some hundred random steps: each sample is what `writ check --tree` finds.
figures_are_those_of_each_tree()
{
	corpus
	python3 - "$srcdir" <<'END'
import os, random, subprocess
random.seed(11)
def git(*args):
    subprocess.run(["git", *args], check=True, stdout=subprocess.DEVNULL)
lines = ["BAD", "fine", "BAD thing", "x", "y", "z"]
for n in range(70):
    for _ in range(random.randrange(1, 4)):
        path = f"{random.choice(['src', 'lib', 'src/deep'])}/f{random.randrange(8)}.c"
        deed = random.random()
        if os.path.exists(path) and deed < 0.2:
            git("rm", "-qf", path)
        elif os.path.exists(path) and deed < 0.35:
            target = f"lib/m{n}.c"
            os.makedirs("lib", exist_ok=True)
            git("add", "-A")
            git("mv", path, target)
        else:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write("".join(random.choice(lines) + "\n" for _ in range(random.randrange(6))))
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", f"step {n}")
END
	drifts --format json
	cp "$OUT" "$T/drift"
	python3 - "$T/drift" "$WRIT" <<'END' || fail 'a sample is not what stands there'
import json, subprocess, sys
drift = json.load(open(sys.argv[1]))
ids = [one["id"] for one in drift["decisions"]]
introduced = sum(sum(one["introduced"].values()) for one in drift["decisions"])
repaired = sum(sum(one["repaired"].values()) for one in drift["decisions"])
assert introduced > 50 and repaired > 30, (introduced, repaired)
for sample in drift["samples"][::4] + drift["samples"][-1:]:
    out = subprocess.run([sys.argv[2], "check", "--tree", sample["commit"], "--source", "docs/adr",
                          "--format", "json"], stdout=subprocess.PIPE).stdout
    found = [one["decision"] for one in json.loads(out)["violations"] if one["path"]]
    assert [found.count(one) for one in ids] == sample["standing"], sample
first, last = drift["samples"][0]["standing"], drift["samples"][-1]["standing"]
assert sum(first) + introduced - repaired == sum(last)
END
}
scenario 39 figures_are_those_of_each_tree

page_needs_nothing_beside_it()
{
	history
	put 'src/<b onload="x">&.c' 'BAD\n' && commit 'a name that plays'
	drifts --html "$T/page.html"
	python3 - "$T/page.html" <<'END' || fail 'the page is not what it should be'
import base64, hashlib, re, sys
from html.parser import HTMLParser
text = open(sys.argv[1], encoding="utf-8").read()
style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
assert f"style-src 'sha256-{digest}'" in text and "default-src 'none'" in text
open_tags, empty = [], {"meta", "line", "polygon", "polyline"}
class Parser(HTMLParser):
    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        assert tag not in ("script", "link", "img", "iframe", "b"), tag
        assert not any(name.startswith("on") or name in ("style", "src") for name in names), names
        if tag not in empty:
            open_tags.append(tag)
    def handle_startendtag(self, tag, attributes):
        pass
    def handle_endtag(self, tag):
        assert open_tags.pop() == tag, tag
Parser().feed(text)
assert not open_tags
assert "&lt;b onload=&quot;x&quot;&gt;&amp;.c" in text
END
}
scenario 39 page_needs_nothing_beside_it

# A policy that cannot judge one file of the second of three steps.
with_a_trap()
{
	decision docs/adr/0001-fails.md 'scope: ["*.c", "trap"]' <<'END'
return {
  file = function(file)
    if file.path == "trap" then error("cannot") end
    for hit in file:find("BAD") do file:violation { at = hit, message = "BAD" } end
  end,
}
END
	put a.c 'BAD\n' && commit 'begin'
	put trap 'x\n' && put b.c 'BAD\n' && commit 'a trap'
	git rm -q trap && put c.c 'BAD\n' && commit 'no trap'
}

# A policy that fails at one version of one file keeps what it found elsewhere.
decision_that_fails_at_a_step_is_said()
{
	with_a_trap
	drifts --format json
	figure 'by["ADR-0001"]["steps_failed"], by["ADR-0001"]["error"]' '(1, None)'
	figure '[s["standing"] for s in d["samples"]]' '[[1], [1], [2]]'
	drifts
	says 'ADR-0001 was not judged at 1 step, where'
}
scenario 39 decision_that_fails_at_a_step_is_said

on_server()
{
	(cd "$SERVER" && "$WRIT" drift "$@") >"$OUT" || fail 'no drift'
}

# A server with a ledger: an agent is rejected twice, somebody else observed only, and one is waived.
attempts_are_those_on_record()
{
	recorded
	decision "$DECISIONS/0091-no-bad.md" <<'END'
return require "writ.rules".forbid_text { pattern = "WRONG" }
END
	decision "$DECISIONS/0092-no-worse.md" <<'END'
return require "writ.rules".forbid_text { pattern = "WORSE" }
END
	cat >"$DECISIONS/owners.yaml" <<-'END'
		principals:
		  robot: {kind: agent, emails: [robot@example.org]}
	END
	push_accepted origin main
	put a.c 'WRONG\nWRONG 2\n' && by robot && commit 'ABC-2 an agent'
	push_rejected origin main
	put a.c 'WRONG\nWORSE\n' && commit 'ABC-2 again' --amend
	push_rejected origin main
	git reset -q --hard HEAD~1
	server_config writ.mode observe
	put b.c 'WORSE\n' && by nobody && commit 'ABC-3 observed'
	push_accepted origin main
	server_config --unset writ.mode
	mkdir "$DECISIONS/waivers"
	cat >"$DECISIONS/waivers/c.yaml" <<-END
		decision: ADR-0091
		paths: [c.c]
		reason: for now
		requested-by: ann@example.org
		approved-by: bob@example.org
		date: $(date -u -d '-1 day' +%Y-%m-%d)
		expires: $(date -u -d '+9 days' +%Y-%m-%d)
	END
	put c.c 'WRONG\n' && commit 'ABC-4 waived'
	push_accepted origin main
	on_server --format json main
	keeps_to_schema "$OUT" drift.schema.json
	figure 'd["attempts"]["pushes"], d["attempts"]["no_verdict"]' '(5, 0)'
	figure 'list(d["attempts"]["all"].values())' '[1, 2, 2, 3, 1]'
	figure '[list(one.values()) for one in d["attempts"]["decisions"]]' \
		"[['ADR-0091', 0, 2, 2, 2, 1], ['ADR-0092', 1, 1, 1, 1, 0]]"
	figure 'd["attempts"]["from"] < "2024" < d["attempts"]["to"] == d["as_of"]' True
	on_server main
	says '^attempts from 2023-11-14 to .*: 5 pushes, 2 rejected .2 with commits of agents., 1 let in all the same$' \
		'^ADR-0091 +2 +2 +0 +1 +2$' '^ADR-0092 +1 +1 +1 +0 +1$'
	on_server --format csv main
	says '^day,commit,decision,level,standing,rejected,rejected_of_agents,let_in,waived,violations' \
		",$(id main),ADR-0091,mandatory,0,2,2,0,1,2" \
		",$(id main~2),ADR-0091,mandatory,0,0,0,0,0,0"
	on_server --format html main
	says '<h2>Attempts</h2>' '5 pushes were judged, 2 rejected'
}
scenario 39 attempts_are_those_on_record

ledger_is_asked_of_its_days_and_its_repository()
{
	recorded
	push_accepted origin main
	change 'BAD\n'
	push_rejected origin main
	git reset -q --hard HEAD~1
	change 'good\n'
	push_accepted origin main
	# What is over by the time of the ledger.
	on_server --format json --ref refs/heads/main main~1
	figure 'd["attempts"]["pushes"]' 0
	drifts --format json --source "$DECISIONS"
	figure 'd["attempts"]' None
	drifts --format json --source "$DECISIONS" --ledger "$LEDGER"
	figure 'd["attempts"]["pushes"], d["attempts"]["all"]["rejected"]' '(3, 1)'
	# A decision that is not in force any more is told all the same.
	rm "$DECISIONS"/*
	decision "$DECISIONS/0999-other.md" <<'END'
return { file = function() end }
END
	ledger_changed 'lines = [line.replace(chr(34) + "repository", chr(34) + "else") if not i
		else line for i, line in enumerate(lines)]'
	on_server main 2>"$T/err"
	grep -q '^warning: 1 line of the ledger is no records' "$T/err" || fail "$(cat "$T/err")"
	says ': 2 pushes, 1 rejected$' '^ADR-0002 +1 +0 +0 +0 +1$'
	mv "$LEDGER" "$T/ledger"
	on_server --format json main 2>"$T/err"
	figure 'd["attempts"]' None
	grep -q '^warning: nothing is on record yet: ' "$T/err" || fail "$(cat "$T/err")"
	status=0
	"$WRIT" drift --source "$DECISIONS" --ledger nowhere >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit status $status"
	says '^error: ledger nowhere: no such file'
}
scenario 39 ledger_is_asked_of_its_days_and_its_repository

# cached ARGUMENT...: the same as without a cache.
cached()
{
	drifts --no-cache --format json "$@"
	cp "$OUT" "$T/judged"
	drifts --format json "$@"
	cmp "$OUT" "$T/judged" || fail "a cache makes a difference: $*"
}

# cache_changed PYTHON: `steps` are those of the one file; the hash is made anew, unless FORGED is empty.
cache_changed()
{
	FORGED=${FORGED-yes} python3 - "$1" .git/writ/drift/* <<-'END'
		import hashlib, os, struct, sys
		name, = sys.argv[2:]
		content = open(name, "rb").read()
		head, rest, hash = content[:84], content[84:-64], content[-64:]
		assert content.startswith(b"writ drift steps 1\n")
		assert hashlib.sha256(head + rest).hexdigest().encode() == hash
		steps = []
		def number():
		    global rest
		    value, = struct.unpack_from("<I", rest)
		    rest = rest[4:]
		    return value
		def take(n):
		    global rest
		    taken, rest = rest[:n], rest[n:]
		    return taken
		while rest:
		    key, n = take(40), number()
		    steps.append((key, [(number(), take(number()), take(number()), take(number() * 20)) for _ in range(n)]))
		exec(sys.argv[1])
		def text(b):
		    return struct.pack("<I", len(b)) + b
		rest = b"".join(key + struct.pack("<I", len(changes)) + b"".join(
		    struct.pack("<I", status) + text(path) + text(old) + struct.pack("<I", len(marks) // 20) + marks
		    for status, path, old, marks in changes) for key, changes in steps)
		if os.environ["FORGED"]:
		    hash = hashlib.sha256(head + rest).hexdigest().encode()
		open(name, "wb").write(head + rest + hash)
	END
}

what_was_judged_is_remembered()
{
	history
	cached
	[ "$(ls .git/writ/drift | wc -l)" -eq 1 ] || fail "$(ls .git/writ/drift)"
	cksum .git/writ/drift/* >"$T/before"
	cached
	cksum .git/writ/drift/* | cmp - "$T/before" || fail 'nothing was new, and it is written'
	# It is what is remembered, and not judged anew: with another memory there is another answer.
	cp -r .git/writ "$T/kept"
	cache_changed 'steps = [(key, [change[:3] + (b"",) for change in changes]) for key, changes in steps]'
	drifts --format json
	figure '{sum(s["standing"]) for s in d["samples"]}, by["ADR-0001"]["standing"]' '({0}, 2)'
	# Only what is whole.
	FORGED='' cache_changed 'steps[0] = steps[1]'
	cached
	cmp .git/writ/drift/* "$T"/kept/drift/* || fail 'what was damaged stays'
	head -c 200 "$T"/kept/drift/* >"$(echo .git/writ/drift/*)"
	cached
	# Another range, more history, a moved branch.
	cached main~3..main
	put src/new.c 'BAD\n' && by robot && commit 'more' && git mv src/new.c src/newer.c && commit 'moved'
	cached
	git reset -q --hard HEAD~3 && put z.c 'BAD\n' && commit 'another end'
	cached
}
scenario 39 what_was_judged_is_remembered

memory_is_of_these_decisions_and_this_day()
{
	history
	mkdir docs/adr/waivers
	cat >docs/adr/waivers/a.yaml <<-END
		decision: ADR-0001
		paths: [src/a.c]
		reason: for now
		requested-by: ann@example.org
		approved-by: bob@example.org
		date: $(date -u -d '-1 day' +%Y-%m-%d)
		expires: $(date -u -d '+9 days' +%Y-%m-%d)
	END
	commit 'a waiver'
	cached
	figure 'd["samples"][-1]["standing"][0]' 1
	cached --as-of "$(date -u -d '+20 days' +%Y-%m-%d)"
	figure 'd["samples"][-1]["standing"][0]' 2
	cached
	sed -i s/BAD/fine/ docs/adr/0001-no-bad.md && commit 'another decision'
	cached
	figure 'by["ADR-0001"]["standing"] > 0' True
	cached --ref refs/heads/other
	for left in 1 2 3 4 5 6 7 8 9; do : >".git/writ/drift/$(printf %032d "$left")"; done
	drifts --user ann
	[ "$(ls .git/writ/drift | wc -l)" -eq 8 ] || fail "$(ls .git/writ/drift)"
}
scenario 39 memory_is_of_these_decisions_and_this_day

decision_that_fails_is_asked_again()
{
	with_a_trap
	cached
	cached
	figure 'by["ADR-0001"]["steps_failed"]' 1
}
scenario 39 decision_that_fails_is_asked_again

memory_may_be_elsewhere_or_nowhere()
{
	history
	drifts --cache "$T/elsewhere/drift" main
	[ -s "$(echo "$T"/elsewhere/drift/*)" ] || fail 'nothing is remembered'
	[ ! -e .git/writ ] || fail 'it is in the git directory'
	drifts --no-cache
	[ ! -e .git/writ ] || fail 'it is in the git directory'
	: >.git/writ
	drifts
	status=0
	"$WRIT" drift --cache .git/writ/drift >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 3 ] || fail "exit status $status"
	says '^error: .git/writ/drift: cannot make'
	rm .git/writ
	for _ in 1 2 3 4; do
		"$WRIT" drift --format json >"$T/at-once.$_" &
	done
	wait
	cached
	for _ in 1 2 3 4; do cmp "$OUT" "$T/at-once.$_" || fail 'two at once disagree'; done
	[ "$(ls .git/writ/drift | wc -l)" -eq 1 ] || fail "$(ls .git/writ/drift)"
}
scenario 39 memory_may_be_elsewhere_or_nowhere

# A decision comes, gets stricter, is broken for a while, and goes.
changing_decisions()
{
	put a.c 'BAD\n' && by ann && commit 'no decisions yet'
	decision docs/adr/0001-no-bad.md 'scope: ["**/*.c"]' <<'END'
return require "writ.rules".forbid_text { pattern = "BAD" }
END
	cat >docs/adr/owners.yaml <<-'END'
		principals:
		  robot: {kind: agent, emails: [robot@example.org]}
		  ann: {kind: human, emails: [ann@example.org]}
	END
	put b.c 'BAD\nWORSE\n' && commit 'a decision, and what breaks it'
	put c.c 'BAD\nWORSE\n' && by robot && commit 'an agent adds one'
	sed -i 's/"BAD"/"BAD|WORSE"/' docs/adr/0001-no-bad.md && by ann && commit 'stricter'
	put d.c 'WORSE\n' && by robot && commit 'an agent adds another'
	printf 'return {' | decision docs/adr/0002-broken.md && by ann && commit 'does not compile'
	put e.c 'BAD\n' && commit 'nobody judged it'
	rm docs/adr/0002-broken.md
	decision docs/adr/0003-more.md 'scope: ["*.md"]' <<'END'
return require "writ.rules".forbid_text { pattern = "TODO" }
END
	commit 'mended, and one more'
	put f.md 'TODO\n' && by robot && commit 'an agent breaks that'
	rm docs/adr/0001-no-bad.md && by ann && commit 'not in force any more'
}

steps_are_judged_by_the_decisions_of_their_time()
{
	changing_decisions
	drifts --format json --decisions=then
	keeps_to_schema "$OUT" drift.schema.json
	figure '[(e["steps"], e["decisions"], e["error"] is None) for e in d["epochs"]]' \
		'[(2, 0, False), (2, 1, True), (2, 1, True), (2, 0, False), (2, 2, True), (0, 1, True)]'
	figure 'd["epochs"][0]["error"].startswith("there are no decisions at docs/adr"),
		"do not compile" in d["epochs"][3]["error"]' '(True, True)'
	figure '[one["id"] for one in d["decisions"]], [one["in_force"] for one in d["decisions"]]' \
		"(['ADR-0003', 'ADR-0001'], [True, False])"
	figure '[s["standing"][1] for s in d["samples"]]' '[0, 0, 3, 3, 6, 6, 6, 6, 7, 0]'
	figure '[s["standing"][0] for s in d["samples"]]' '[0, 0, 0, 0, 0, 0, 0, 0, 1, 1]'
	figure 'by["ADR-0001"]["introduced"]' "{'agent': 2, 'human': 0, 'unknown': 0}"
	figure 'by["ADR-0001"]["appeared"], by["ADR-0001"]["vanished"]' '(5, 7)'
	figure 'by["ADR-0003"]["introduced"]["agent"], by["ADR-0003"]["standing"]' '(1, 1)'
	drifts --decisions=then
	says '^2 decisions of the time, in 6 epochs; at the end 1 ' '^  2023-..-..  2 steps, 1 decision  sha256:' \
		'^  2023-..-..  2 steps not judged: the decisions of docs/adr do not compile: ' \
		'^  ADR-0001: 5 appeared and 7 vanished as decisions changed; it is not in force any more$'
	drifts --decisions=then --format html
	says '<h2>Epochs</h2>'
	drifts --decisions=now --format json
	figure 'd["epochs"], by["ADR-0003"]["introduced"]["agent"], len(by)' '(None, 1, 1)'
}
scenario 39 steps_are_judged_by_the_decisions_of_their_time

# With one and the same decision all along, both ways say the same of steps.
decisions_that_did_not_change_say_the_same_then()
{
	history
	drifts --format json
	figure '[s["standing"] for s in d["samples"]][1:], by["ADR-0001"]["introduced"]' \
		"([[4, 0, 0], [3, 0, 0], [3, 0, 0], [3, 1, 0], [2, 1, 0]], {'agent': 3, 'human': 0, 'unknown': 0})"
	cp "$OUT" "$T/now"
	drifts --format json --decisions=then
	figure '{k: v for k, v in d.items() if k not in ("as_of", "epochs")} ==
		{k: v for k, v in json.load(open("'"$T/now"'")).items() if k not in ("as_of", "epochs")}' True
	figure 'd["as_of"], len(d["epochs"])' "('2023-11-14', 1)"
}
scenario 39 decisions_that_did_not_change_say_the_same_then

decisions_elsewhere_are_those_of_the_day()
{
	git init -q -b main "$T/governance"
	cd "$T/governance"
	decision adr/0001-no-bad.md <<'END'
return require "writ.rules".forbid_text { pattern = "BAD" }
END
	commit 'one'
	clock=1700300000
	sed -i 's/"BAD"/"WORSE"/' adr/0001-no-bad.md && commit 'another'
	cd "$T/client"
	git config writ.source "$T/governance#refs/heads/main:adr"
	clock=1700100000
	put a 'x\n' && commit 'begin'
	put a 'BAD\n' && commit 'broken'
	clock=1700400000
	put b 'WORSE\n' && commit 'two days later'
	put c 'BAD\n' && commit 'nothing any more'
	drifts --format json --decisions=then
	figure '[(e["steps"], e["first_day"]) for e in d["epochs"]]' "[(2, '2023-11-16'), (2, '2023-11-19')]"
	figure '[s["standing"] for s in d["samples"]]' '[[0], [1], [1], [1]]'
	figure 'by["ADR-0001"]["introduced"]["unknown"], by["ADR-0001"]["vanished"]' '(2, 1)'
	status=0
	"$WRIT" drift --decisions=then --source "$T/governance/adr" >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit status $status"
	says '^error: .*/governance/adr is a folder, and nobody knows what was in it then'
}
scenario 39 decisions_elsewhere_are_those_of_the_day

where_nothing_happened_nothing_is_told()
{
	history
	drifts --format json main~1..main~1
	keeps_to_schema "$OUT" drift.schema.json
	figure 'd["steps"], d["commits"], d["first_day"], d["last_day"]' \
		"(1, 0, '2023-11-14', '2023-11-14')"
	figure 'd["samples"][0]["standing"], d["tip"]' "([3, 1, 0], '$(id main~1)')"
	figure '[sum(one["introduced"].values()) for one in d["decisions"]]' '[0, 0, 0]'
	drifts main~1..main~1
	says 'drift of .*: 0 commits, 1 step on the first parents$' '^3 decisions of today '
	drifts --format json main..main~2
	figure 'd["steps"], d["commits"], d["tip"]' "(1, 0, '$(id main~2)')"
	drifts --format html main..main
	says '<h1>Drift'
}
scenario 39 where_nothing_happened_nothing_is_told

# Not the day of the first commit behind it.
range_begins_on_the_day_of_its_base()
{
	history
	git tag -a -m 'a tag' begin
	clock=1700200000
	put src/late.c 'BAD\n' && commit 'two days later'
	drifts --format json begin..main
	figure 'd["first_day"], d["last_day"]' "('2023-11-14', '2023-11-17')"
	figure '[s["day"] for s in d["samples"]]' "['2023-11-14', '2023-11-17']"
	drifts begin..main
	says 'drift of .*, 2023-11-14 to 2023-11-17: 1 commit, 2 steps on the first parents$'
}
scenario 39 range_begins_on_the_day_of_its_base

wrong_arguments_are_told()
{
	history
	for arguments in nowhere 'main....side' 'a b' '--since yesterday' '--format xml' \
		'--source nowhere' 'main..main --as-of x' '--html -' '--cache x --no-cache' '--cache x --decisions=then' \
		'--decisions today'; do
		status=0
		# shellcheck disable=SC2086 # a list
		"$WRIT" drift $arguments >"$OUT" 2>&1 || status=$?
		[ "$status" -eq 2 ] || fail "exit status $status: $arguments"
		says '^error: '
	done
}
scenario 39 wrong_arguments_are_told

nothing_else_is_written_to_the_repository()
{
	history
	find .git -type f | sort | xargs cksum >"$T/before"
	drifts
	find .git -type f ! -path '.git/writ/drift/*' | sort | xargs cksum >"$T/after"
	cmp "$T/before" "$T/after" || fail 'the repository is another'
}
scenario 39 nothing_else_is_written_to_the_repository

finish
