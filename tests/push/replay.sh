#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# `writ replay`: what decisions would have rejected over a history. It is what a server with them says
# when that history is pushed to it commit by commit.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"
. "$push_dir/ledger-lib.sh"

# corpus: decisions of each kind: of files, commits, results, trees and refs, and one that only advises.
corpus()
{
	mkdir -p "$DECISIONS"
	decision "$DECISIONS/0001-no-marks.md" <<-'END'
		return { file = function(file)
			for hit in file:find("MARK") do file:violation { at = hit, message = "a mark" } end
		end }
	END
	decision "$DECISIONS/0002-keep.md" 'scope: [keep/**]' <<-'END'
		return { deleted = function(file) file:violation "is kept" end }
	END
	decision "$DECISIONS/0003-subjects.md" <<-'END'
		return { commit = function(commit)
			if commit.summary:find("wip") then commit:violation("says " .. commit.summary) end
		end }
	END
	decision "$DECISIONS/0004-result.md" 'judge: result' 'scope: [r/**]' <<-'END'
		return { file = function(file)
			for line in file:added() do
				if line.text:find("R") then file:violation { at = line, message = "an R in the end" } end
			end
		end }
	END
	decision "$DECISIONS/0005-tree.md" <<-'END'
		return { tree = function(tree)
			if #tree:files("t/*") > 2 then tree:violation { message = "many in t", path = "t" } end
		end }
	END
	decision "$DECISIONS/0006-sizes.md" <<-'END'
		return { ref = function(update)
			local n = #update:commits()
			if n > 3 then update:violation("brings " .. n .. " commits") end
		end }
	END
	decision "$DECISIONS/0007-advice.md" 'level: advisory' 'scope: ["*.txt"]' <<-'END'
		return { file = function(file) file:violation "a text" end }
	END
}

# replay STATUS ARGUMENT...: its exit status, and what it says in $OUT.
replay()
{
	_wanted=$1
	shift
	status=0
	"$WRIT" replay --source "$DECISIONS" "$@" >"$OUT" 2>&1 || status=$?
	no_crash
	[ "$status" -eq "$_wanted" ] || fail "exit status $status, not $_wanted: $*"
}

# replayed STATUS ARGUMENT...: likewise, as JSON, which keeps to its schema and has its keys in order.
replayed()
{
	_status=$1
	shift
	replay "$_status" --format json "$@"
	cp "$OUT" "$T/replay.json"
	keeps_to_schema "$T/replay.json" replay.schema.json
	python3 -c 'import json, sys
text = sys.stdin.read()
assert json.dumps(json.loads(text), sort_keys=True, separators=(",", ":")) + "\n" == text' <"$OUT" ||
		fail 'the JSON is not canonical'
}

# asserts EXPRESSION: holds of the JSON, called r.
asserts()
{
	python3 -c 'import json, sys
r = json.load(open(sys.argv[1]))
of = {d["id"]: d for d in r["decisions"]}
assert eval(sys.argv[2]), sys.argv[2]' "$T/replay.json" "$1" || fail "does not hold: $1"
}

a_line_of_commits_is_replayed_one_by_one()
{
	corpus
	put a 'one\n' && commit 'ABC-1 begin'
	put a 'MARK\n' && commit 'ABC-2 mark'
	marked=$(short HEAD)
	put b.txt 'x\n' && commit 'wip'
	put a 'MARK\nMARK\n' && commit 'ABC-3 again'
	replay 1 main
	says '^mandatory\[ADR-0001\]: A decision of this test$' \
		'^  would have rejected 2 pushes, 2 commits, 2 places$' \
		'^  of unknown: 2 pushes, 2 commits, 2 places$' \
		"^  $marked a:1:1  a mark\$" \
		"^  $(short HEAD~1)  says wip\$" \
		'^advisory\[ADR-0007\]: ' '^  would have reported 1 push, 1 commit, 1 place$' \
		'^never applied: ADR-0002, ADR-0004$' '^found nothing: ADR-0005, ADR-0006$' \
		'^4 pushes of 4 commits from 2023-11-14 to 2023-11-14: 3 would have been rejected$'
	says_not 'ADR-0002\]' 'no verdict'
}
scenario 0 a_line_of_commits_is_replayed_one_by_one

a_range_a_day_and_a_tag_bound_the_history()
{
	corpus
	put a 'MARK\n' && commit 'ABC-1 begin'
	put b 'one\n' && commit 'ABC-2 b'
	clock=1700090000
	put b 'two\n' && commit 'ABC-3 b'
	git tag -a -m 'a tag' v1 HEAD~1
	replay 1 main
	says '^3 pushes of 3 commits from 2023-11-14 to 2023-11-15: 1 would have been rejected$'
	replay 0 main~2..main
	says '^2 pushes of 2 commits '
	replay 0 main~2..v1
	says '^1 push of 1 commit '
	replay 1 v1
	says '^2 pushes of 2 commits '
	replay 0 main..main
	says '^0 pushes of 0 commits: 0 would have been rejected$'
	replay 0 --since 2023-11-15 main
	says '^1 push of 1 commit from 2023-11-15 to 2023-11-15: '
	replay 0 --since 2024-01-01 main
	says '^0 pushes of 0 commits'
	replay 0 --ref refs/heads/topic main~2..main
	decision "$DECISIONS/0001-no-marks.md" 'refs: [refs/heads/topic]' <<-'END'
		return { ref = function(update) update:violation "is a topic" end }
	END
	replay 0 main
	replay 1 --ref refs/heads/topic main
	says '^  would have rejected 3 pushes, 0 commits, 3 places$'
}
scenario 0 a_range_a_day_and_a_tag_bound_the_history

a_merge_brings_its_side_in_one_push()
{
	corpus
	put a 'one\n' && commit 'ABC-1 begin'
	branch side
	for i in 1 2 3; do put "t/$i" 'x\n' && commit "wip $i"; done
	git checkout -q main
	put b 'one\n' && commit 'ABC-2 b'
	merge --no-ff -m 'ABC-3 merge' side
	replayed 1 main
	asserts 'r["pushes"] == 3 and r["commits"] == 6 and r["rejected"] == 1'
	asserts "{v['push'] for v in r['violations']} == {'$(id main)'}"
	asserts 'of["ADR-0003"]["pushes"] == 1 and of["ADR-0003"]["commits"] == 3'
	asserts '[v["message"] for v in r["violations"] if v["commit"] is None] == ["brings 4 commits", "many in t"]'
}
scenario 0 a_merge_brings_its_side_in_one_push

results_and_trees_are_those_of_each_push()
{
	corpus
	put r/x 'one\n' && commit 'ABC-1 begin'
	branch side
	put r/x 'R\n' && commit 'ABC-2 there'
	put r/x 'two\n' && commit 'ABC-3 and gone'
	git checkout -q main
	put r/y 'R\n' && commit 'ABC-4 stays'
	put r/y 'R\nmore\n' && commit 'ABC-5 beside it'
	merge --no-ff -m 'ABC-6 merge' side
	replayed 1 main
	asserts 'r["rejected"] == 1 and [v["path"] for v in r["violations"]] == ["r/y"]'
	asserts 'r["violations"][0]["commit"] is None and r["violations"][0]["push"] == "'"$(id main~2)"'"'
}
scenario 0 results_and_trees_are_those_of_each_push

kinds_of_authors_are_told_apart()
{
	corpus
	printf 'principals:\n  bot@example.org: {kind: agent}\n  author@example.org: {}\n' >"$DECISIONS/owners.yaml"
	put a 'MARK\n' && commit 'ABC-1 human'
	put b 'MARK\nMARK\n' && commit 'ABC-2 agent' --author 'Bot <bot@example.org>'
	put c 'MARK\n' && commit 'ABC-3 whoever' --author 'X <x@example.org>'
	branch side HEAD~1
	put d 'MARK\n' && commit 'ABC-4 agent' --author 'Bot <bot@example.org>'
	put e 'MARK\n' && commit 'ABC-5 human'
	git checkout -q main
	merge --no-ff -m 'ABC-6 merge' side
	replay 1 main
	says '^  would have rejected 4 pushes, 5 commits, 6 places$' \
		'^  of agents: 2 pushes, 2 commits, 3 places$' \
		'^  of humans: 2 pushes, 2 commits, 2 places$' \
		'^  of unknown: 1 push, 1 commit, 1 place$' \
		'^  and 1 more$'
	replayed 1 main
	asserts 'of["ADR-0001"]["authors"]["agent"] == {"commits": 2, "places": 3, "pushes": 2}'
	asserts '[v["author"] for v in r["violations"]] == "human agent agent unknown agent human".split()'
}
scenario 0 kinds_of_authors_are_told_apart

a_policy_that_fails_is_named_and_keeps_out_what_it_guards()
{
	decision "$DECISIONS/0001-fails.md" 'level: advisory' <<-'END'
		return { file = function(file)
			if file.path == "bad" then error("cannot say") end
			file:violation "found"
		end }
	END
	put a 'one\n' && commit 'ABC-1 a'
	put bad 'one\n' && put c 'one\n' && commit 'ABC-2 bad'
	replay 0 main
	says '^  would have reported 1 push, 1 commit, 1 place$' \
		'^  its policy would have failed at 1 push$' "^  $(short main) bad  .*cannot say" \
		'^2 pushes .*: 0 would have been rejected$'
	sed -i 's/advisory/mandatory/' "$DECISIONS/0001-fails.md"
	replayed 1 main~1..main
	asserts 'r["rejected"] == 1 and not r["violations"] and not r["no_verdict"]'
	asserts '[(f["decision"], f["place"], f["push"]) for f in r["failures"]] == [("ADR-0001", "bad", "'"$(id main)"'")]'
}
scenario 0 a_policy_that_fails_is_named_and_keeps_out_what_it_guards

a_push_without_a_verdict_is_named_and_counted()
{
	corpus
	put a 'one\n' && commit 'ABC-1 a'
	for i in 1 2 3 4; do put "f$i" 'x\n'; done
	commit 'ABC-2 many'
	put a 'two\n' && commit 'ABC-3 a'
	git config writ.limit.changes 3
	replay 3 main
	says "^no verdict on $(short main~1): .*writ[.]limit[.]changes" \
		'^3 pushes of .* 0 would have been rejected, 1 has no verdict$'
	put a 'MARK\n' && commit 'ABC-4 a'
	replayed 1 main
	asserts 'r["rejected"] == 1 and [g["push"] for g in r["no_verdict"]] == ["'"$(id main~2)"'"]'
}
scenario 0 a_push_without_a_verdict_is_named_and_counted

decisions_are_those_of_the_last_commit_or_of_the_configuration()
{
	put src/a 'MARK\n' && commit 'ABC-1 before there are decisions'
	decision docs/adr/0001-no-marks.md 'scope: [src/**]' <<-'END'
		return { file = function(file)
			for hit in file:find("MARK") do file:violation { at = hit, message = "a mark" } end
		end }
	END
	commit 'ABC-2 decide'
	"$WRIT" replay main >"$OUT" 2>&1 && fail 'accepts'
	says '^2 pushes of 2 commits .*: 1 would have been rejected$' '^mandatory\[ADR-0001\]'
	says_not 'WRIT-CORPUS' 'no verdict'
	! "$WRIT" replay main~1 >"$OUT" 2>&1 || fail 'judges by nothing'
	says '^error: there are no decisions at docs/adr; the last commit of the history has none'
	git init -q --bare -b main "$SERVER"
	plant
	cd "$SERVER"
	git config writ.source refs/heads/main:docs/adr
	git config writ.mode observe
	git config writ.baseline refs/heads/main
	"$WRIT" replay main >"$OUT" 2>&1 && fail 'accepts'
	says '^2 pushes of 2 commits .*: 1 would have been rejected$'
	says_not 'WRIT-CORPUS' 'no verdict'
}
scenario 0 decisions_are_those_of_the_last_commit_or_of_the_configuration

what_is_wrong_is_said()
{
	corpus
	put a 'one\n' && commit 'ABC-1 a'
	replay 2
	says '^error: replay takes one history: .*--pushes N' '^hint: writ help replay$'
	replay 2 main main
	replay 2 main....main
	replay 2 --since yesterday main
	says '^error: --since takes a day'
	replay 2 --as-of 2023-13-01 main
	replay 2 --format xml main
	replay 2 nowhere
	says '^error: .*nowhere'
	printf 'return {' | decision "$DECISIONS/0001-no-marks.md"
	replay 2 main
	says '^error: the decisions of .* do not compile'
}
scenario 0 what_is_wrong_is_said

# -- The pushes of a ledger

# replayed_in_server STATUS ARGUMENT...: as replayed(), of the pushes on the server's ledger.
replayed_in_server()
{
	_status=$1
	shift
	cd "$SERVER"
	replayed "$_status" --pushes "$@"
	cd "$T/client"
}

pushes_on_record_are_judged_by_other_decisions()
{
	recorded
	server_config writ.user-variable PUSHED_BY
	PUSHED_BY=ann
	export PUSHED_BY
	push_accepted origin main
	change 'BAD\n' && push_rejected origin main
	git reset -q --hard HEAD~1
	put keep/a 'x\n' && change 'MARK\n' && push_accepted origin main
	PUSHED_BY=bob
	git rm -q keep/a && commit 'wip' && push_accepted origin main main:refs/heads/copy
	DECISIONS=$T/others
	corpus
	replayed_in_server 1 9
	asserts 'r["pushes"] == 3 and r["rejected"] == 2 and len(r["records"]) == 4'
	asserts '[p["verdict"] for p in r["records"]] == ["reject", "reject", None, "accept"]'
	asserts '[p["recorded"] for p in r["records"]] == ["accept", "accept", "reject", "accept"]'
	asserts '[p["pusher"] for p in r["records"]] == ["bob", "ann", "ann", "ann"]'
	asserts 'sorted(m["ref"] for m in r["records"][0]["refs"]) == ["refs/heads/copy", "refs/heads/main"]'
	asserts 'not any(p["same_bundle"] for p in r["records"])'
	asserts '{v["decision"] for v in r["violations"] if v["record"] == r["records"][0]["id"]} == {"ADR-0002", "ADR-0003"}'
	asserts 'of["ADR-0001"]["pushes"] == 1 and of["ADR-0003"]["pushes"] == 1'
	cd "$SERVER"
	replay 1 --pushes 9
	says '^not as it was recorded, the newest first$' \
		"^  20..-..-..T..:..  bob  refs/heads/.*reject, was accept\$" \
		'^  20..-..-..T..:..  ann  refs/heads/main .*reject, was accept$' \
		'^4 pushes on record, 1 of them gone from the repository and not judged$' \
		'^3 pushes of 3 commits from 20..-..-.. to 20..-..-..: 2 would have been rejected$'
	replay 1 --pushes 1
	says '^1 push on record$' '^1 push of 1 commit '
	replay 0 --pushes 9 --since 2999-01-01
	says '^0 pushes on record$' '^0 pushes of 0 commits: '
}
scenario 5 pushes_on_record_are_judged_by_other_decisions

same_decisions_say_the_same()
{
	recorded
	three_pushes
	(cd "$SERVER" && "$WRIT" replay --pushes 3) >"$OUT"
	says '^3 pushes on record, 1 of them gone from the repository and not judged; by the same decisions as then 2, and as recorded 2 of these$'
	says_not 'not as it was recorded'
	# The same objects have come in since, behind the hook's back: now it can be judged.
	change 'BAD\n' && git -C "$SERVER" fetch -q "$T/client" main
	ledger_changed 'verdict = json.loads(lines[2])["verdict"]
verdict["updates"][0].update(new="'"$(id main)"'", old="'"$(id main~1)"'")
lines[2] = forge(lines[2], verdict=verdict, refs=[{"new": "'"$(id main)"'",
		"old": "'"$(id main~1)"'", "ref": "refs/heads/main"}]); chain()'
	status=0
	(cd "$SERVER" && "$WRIT" replay --pushes 3) >"$OUT" || status=$?
	[ "$status" -eq 1 ] || fail "exit status $status"
	says '^3 pushes on record; by the same decisions as then 3, and as recorded 3 of these$'
}
scenario 5 same_decisions_say_the_same

# A decision about the name that was pushed, though another ref has moved.
push_to_a_symbolic_ref_is_judged_by_its_name()
{
	recorded
	git -C "$SERVER" symbolic-ref refs/heads/alias refs/heads/main
	push_accepted origin main
	change 'MARK\n'
	push_accepted origin main:alias
	DECISIONS=$T/others
	corpus
	for _decision in "$DECISIONS"/0*.md; do
		sed -i 's/^status:.*/&\nrefs: [refs\/heads\/alias]/' "$_decision"
	done
	replayed_in_server 1 1
	asserts '[m["ref"] for m in r["records"][0]["refs"]] == ["refs/heads/alias"] and r["rejected"] == 1'
}
scenario 5 push_to_a_symbolic_ref_is_judged_by_its_name

pushes_without_a_ledger_are_told()
{
	corpus
	put a 'x\n' && commit 'begin'
	replay 2 --pushes 3
	says '^error: this repository keeps no ledger; name one with --ledger'
	replay 2 --pushes 3 --ledger nowhere
	says '^error: ledger nowhere: no such file'
	replay 2 --pushes 3 main
	says '^error: --pushes is about the pushes of a ledger'
	replay 2 --pushes 3 --ref main
	says '^error: --pushes is about the pushes of a ledger'
	replay 2 --ledger x main
	says '^error: --ledger needs --pushes N'
	replay 2 --pushes 0
	status=0
	"$WRIT" replay --pushes 1 >"$OUT" 2>&1 || status=$?
	[ "$status" -eq 2 ] || fail "exit status $status"
	says '^error: which decisions'
	git config writ.ledger ledger
	replay 2 --pushes 3
	says '^error: there is no push on record'
}
scenario 5 pushes_without_a_ledger_are_told

# What pushes on record come to is what a second server says, which has the decisions from the start and
# only observes.
replay_of_a_ledger_is_what_another_server_says()
{
	recorded
	server_config --unset-all writ.source
	mkdir "$T/none"
	decision "$T/none/0001-nothing.md" </dev/null
	sed -i 's/^```lua policy$/&\nreturn { ref = function() end }/' "$T/none/0001-nothing.md"
	server_config writ.source "$T/none"
	DECISIONS=$T/others
	corpus
	sed -i 's/^status:.*/&\nrefs: [refs\/heads\/main]/' "$DECISIONS/0003-subjects.md"
	SECOND=$T/second.git
	cp -r "$SERVER" "$SECOND"
	git -C "$SECOND" config --replace-all writ.source "$DECISIONS"
	git -C "$SECOND" config writ.mode observe
	python3 - "$SERVER" "$SECOND" "$FIRST" <<-'END'
		import os, random, subprocess, sys
		random.seed(int(sys.argv[3]))
		def git(*args):
		    return subprocess.run(["git", *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
		names = ["main", "topic", "side"]
		def change(n):
		    for _ in range(random.randrange(1, 3)):
		        path = random.choice(["a", "keep/a", "keep/b", "r/x", "t/1", "t/2", "t/3", "n.txt"])
		        if os.path.exists(path) and random.random() < 0.3:
		            os.remove(path)
		            continue
		        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
		        with open(path, "a") as file:
		            file.write(random.choice(["MARK\n", "R\n", "x\n"]))
		    git("add", "-A")
		    git("commit", "-q", "--allow-empty", "-m", random.choice(["wip", "ABC-1 change"]) + f" {n}")
		def push(*specs):
		    for server in sys.argv[1:3]:
		        assert git("push", "-q", server, *specs) == 0, specs
		for n in range(10):
		    name = random.choice(names)
		    if git("checkout", "-q", name) and git("checkout", "-q", "-b", name):
		        raise SystemExit("no branch")
		    deed = random.random()
		    if deed < 0.25:
		        other = random.choice(names)
		        if git("merge", "-q", "--no-edit", other):
		            git("merge", "--abort")
		    elif deed < 0.4:
		        git("reset", "-q", "--hard", "HEAD~1")
		    for k in range(random.randrange(3)):
		        change(f"{n}.{k}")
		    push(f"+{name}", *([f"{name}:refs/heads/copy{n}"] if deed > 0.8 else []))
		    if deed > 0.9:
		        push(f":refs/heads/copy{n}")
	END
	cd "$SERVER"
	status=0
	"$WRIT" replay --source "$DECISIONS" --pushes 99 --format json >"$OUT" || status=$?
	[ "$status" -le 1 ] || fail "exit status $status"
	cd "$T/client"
	keeps_to_schema "$OUT" replay.schema.json
	python3 - "$OUT" "$SECOND/ledger.jsonl" <<-'END' || fail 'another server says something else'
		import collections, json, sys
		replay = json.load(open(sys.argv[1]))
		second = [r["verdict"] for r in map(json.loads, open(sys.argv[2])) if r["kind"] == "verdict"]
		records = replay["records"][::-1]
		assert len(records) == len(second) > 8, (len(records), len(second))
		found = collections.defaultdict(list)
		for v in replay["violations"]:
		    found[v["record"]].append((v["decision"], v["commit"] or "", v["path"] or "", v["message"]))
		n = 0
		for record, verdict in zip(records, second):
		    said = [(v["decision"], v["commit"] or "", v["path"] or "", v["message"])
		            for v in verdict["violations"] if not v.get("existing")]
		    if record["verdict"] is None:
		        continue
		    n += 1
		    assert sorted(found[record["id"]]) == sorted(said), (record, found[record["id"]], said)
		    assert record["verdict"] == verdict["verdict"], (record, verdict["verdict"])
		assert n > 6 and any(found.values()), n
	END
}

FIRST=7
scenario "$FIRST" replay_of_a_ledger_is_what_another_server_says

# -- What a server says

# pushed REF: the server, which only observes, is given the history of the branch commit by commit.
pushed()
{
	git init -q --bare -b main "$SERVER"
	quiet_server
	server_config writ.source "$DECISIONS"
	server_config writ.mode observe
	server_config writ.ledger ledger
	hook pre-receive "exec '$WRIT' pre-receive"
	git rev-list --first-parent --reverse "$1" | while read -r _id; do
		git push -q origin "$_id:refs/heads/main" >"$OUT" 2>&1 || fail "rejected: $_id"
	done
}

# same_as_server: the replay in $T/replay.json found what the server has on record.
same_as_server()
{
	(cd "$SERVER" && "$WRIT" ledger log --format json) >"$T/ledger"
	python3 - "$T/replay.json" "$T/ledger" <<-'END' || fail 'the server says something else'
		import json, sys
		replay = json.load(open(sys.argv[1]))
		verdicts = [json.loads(line)["verdict"] for line in open(sys.argv[2])]
		def key(v):
		    return tuple(str(v.get(k)) for k in
		                 ("commit", "decision", "path", "path_base64", "line", "column", "message", "fingerprint"))
		there = [(w["updates"][0]["new"],) + key(v) for w in verdicts for v in w["violations"]
		         if not v.get("existing") and not v["waiver"]]
		here = [(v["push"],) + key(v) for v in replay["violations"]]
		assert here == there, (set(here) ^ set(there))
		assert replay["pushes"] == len(verdicts)
		assert replay["commits"] == sum(w["commits"] for w in verdicts)
		assert replay["rejected"] == sum(w["verdict"] == "reject" for w in verdicts)
		for decision in replay["decisions"]:
		    if decision["id"] != "WRIT-REF":  # counts the lines of the hook's input
		        assert decision["applied"] == sum(d["applied"] for w in verdicts for d in w["decisions"]
		                                          if d["id"] == decision["id"]), decision["id"]
		assert here, "nothing to compare"
	END
}

# same_as_part RANGE: a replay of it finds what that of all of the history found in these pushes, wherever its
# base stands.
same_as_part()
{
	cp "$T/replay.json" "$T/all.json"
	git rev-list --first-parent "$1" >"$T/pushes"
	"$WRIT" replay --source "$DECISIONS" --format json "$1" >"$T/replay.json" || [ $? -eq 1 ]
	python3 - "$T/all.json" "$T/replay.json" "$T/pushes" <<-'END' || fail "$1 has something else"
		import json, sys
		whole, part = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
		pushes = open(sys.argv[3]).read().split()
		assert part["pushes"] == len(pushes)
		assert part["violations"] == [v for v in whole["violations"] if v["push"] in pushes]
	END
	mv "$T/all.json" "$T/replay.json"
}

# random N: a number below N, the next of those of $seed.
random()
{
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	number=$((seed / 65536 % $1))
}

# edit: one file of some, with a text that breaks a decision or does not; or one less.
edit()
{
	random 8
	case $number in
	0) _path=keep/a ;; 1) _path=r/x ;; 2) _path=r/y ;; 3) _path=t/$seed ;; 4) _path=b.txt ;; *) _path=f$number ;;
	esac
	random 6
	case $number in
	0) rm -rf "$_path" ;; 1 | 2) put "$_path" "MARK $number\nR\n" ;; *) put "$_path" "text $seed\n" ;;
	esac
}

# step: a commit here, one on a branch from somewhere, or the merge of that.
step()
{
	random 6
	case $number in
	0 | 1)
		random 3
		git checkout -q -B side "$(git rev-parse -q --verify "main~$number" || echo main)"
		for _n in 1 2; do edit && random 3 && commit "$([ "$number" -gt 0 ] || echo wip) side $seed"; done
		git checkout -q main
		;;
	2 | 3)
		git rev-parse -q --verify side >/dev/null || return 0
		merge --no-ff --no-commit -X ours side || git checkout -q --ours . 2>/dev/null || :
		random 3
		[ "$number" -gt 0 ] || edit
		commit "merge $seed"
		;;
	*)
		edit
		random 4
		commit "$([ "$number" -gt 0 ] || echo wip) main $seed"
		;;
	esac
}

a_replay_finds_what_a_server_finds()
{
	corpus
	seed=$FIRST
	commit 'begin'
	for _step in $(seq "${STEPS:-14}"); do step; done
	pushed main
	replayed 1 main
	same_as_server
	same_as_part main~4..main
	same_as_part side..main
}
for FIRST in $(seq "${HISTORIES:-3}"); do scenario "$FIRST" a_replay_finds_what_a_server_finds; done

finish
