#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119,SC2030,SC2031 # formats, lists, no arguments
# Where decisions come from: what a push brings never changes how that push is judged, and a corpus
# that is a source cannot be broken by a push.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# in_repository DECISIONS...: main's own docs/adr is the source, and holds these.
in_repository()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	DECISIONS=docs/adr
	decisions "$@"
	put conf/x 'one\n'
	put readme 'hello\n'
	commit 'ABC-1 begin'
	plant
}

p=docs/adr/0001-conf-is-closed.md

# edit SCRIPT FILE: sed in place, which must change something.
edit()
{
	sed "$1" "$2" >"$T/edited"
	! cmp -s "$T/edited" "$2" || fail "edited nothing: $1"
	cat "$T/edited" >"$2"
}

source_in_the_repository_judges()
{
	in_repository P
	put readme 'more\n' && commit 'ABC-2 fine'
	push_accepted origin main
	put conf/x 'two\n' && commit 'ABC-3 change'
	push_rejected origin main
	blames ADR-0001 'modified conf/x' '^why: .*docs/adr/0001-conf-is-closed\.md'
}
scenario 32 source_in_the_repository_judges

# -- What does not help the push that does it

# weakened NAME COMMAND: the same push weakens P by COMMAND and breaks it.
weakened()
{
	eval "$1() { weakened_is_rejected '$2'; }"
	eval "${1}_in_a_commit_before() { weakened_before_is_rejected '$2'; }"
	scenario 32 "$1"
	scenario 32 "${1}_in_a_commit_before"
}

weakened_is_rejected()
{
	in_repository P
	eval "$1"
	put conf/x 'two\n'
	commit 'ABC-2 all at once'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}

weakened_before_is_rejected()
{
	in_repository P
	eval "$1"
	commit 'ABC-2 first the rule'
	put conf/x 'two\n'
	commit 'ABC-3 then the breach'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}

weakened decisions_deleted 'git rm -rq docs'
weakened decision_deleted 'git rm -q $p; decision docs/adr/0009-other.md <<END
return { ref = function() end }
END'
weakened decision_renamed 'git mv $p docs/adr/README.md'
weakened front_matter_broken 'edit "s/^scope:.*/scope: [/" $p'
weakened scope_moved 'edit "s/^scope:.*/scope: [\"nothing\/**\"]/" $p'
weakened scope_emptied 'edit "s/^scope:.*/scope: []/" $p'
weakened refs_moved 'edit "s/^refs:.*/refs: [\"refs\/heads\/none\"]/" $p'
weakened level_lowered 'edit "s/^status:/level: shadow\nstatus:/" $p'
weakened status_changed 'edit "s/^status:.*/status: deprecated/" $p'
weakened policy_emptied 'edit "s/file:violation(.*/do end/" $p'
weakened policy_broken 'edit "s/^return .*/return {/" $p'
weakened decision_superseded 'decision docs/adr/0009-new.md "supersedes: [ADR-0001]" "retires: true" <<END
return { ref = function() end }
END'
weakened decision_outweighed 'decision docs/adr/0009-new.md "scope: [\"conf/x\"]" <<END
return { file = function() end }
END'
weakened folder_made_a_file 'git rm -rq docs; put docs/adr "text\n"'
weakened folder_made_a_link 'git mv docs elsewhere; mkdir docs; ln -s ../elsewhere/adr docs/adr'

weakened_on_a_topic_helps_nobody()
{
	in_repository P
	branch topic
	edit 's/^scope:.*/scope: ["nothing\/**"]/' $p
	commit 'ABC-2 weaker on a topic'
	push_accepted origin topic
	git checkout -q main
	put conf/x 'two\n' && commit 'ABC-3 change'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}
scenario 32 weakened_on_a_topic_helps_nobody

weakened_in_a_sibling_ref_of_the_push_helps_nobody()
{
	in_repository P
	branch breach
	git checkout -q main
	edit 's/^refs:.*/refs: ["refs\/heads\/none"]/' $p
	commit 'ABC-2 weaker'
	git checkout -q breach
	put conf/x 'two\n' && commit 'ABC-3 change'
	git checkout -q main
	merge --no-edit breach
	push_rejected origin main breach
	blames ADR-0001 'modified conf/x'
}
scenario 32 weakened_in_a_sibling_ref_of_the_push_helps_nobody

change_of_only_the_decision_is_judged_by_the_old()
{
	in_repository P
	edit 's/^scope:.*/scope: ["config\/**"]/' $p
	commit 'ABC-2 weaker'
	push_accepted origin main
	put conf/x 'two\n' && commit 'ABC-3 now free'
	push_accepted origin main
	put config/x 'two\n' && commit 'ABC-4 now closed'
	push_rejected origin main
	blames ADR-0001 'added config/x'
}
scenario 32 change_of_only_the_decision_is_judged_by_the_old

new_decision_does_not_bind_its_own_push()
{
	in_repository P
	cp "$push_dir/decisions/S/0002-no-marker.md" docs/adr/
	chmod u+w docs/adr/*
	put a 'BAD\n'
	commit 'ABC-2 a rule, and what it will forbid'
	push_accepted origin main
	put b 'BAD\n' && commit 'ABC-3 too late'
	push_rejected origin main
	blames ADR-0002 'b:1'
}
scenario 32 new_decision_does_not_bind_its_own_push

change_of_decisions_is_governed_by_decisions()
{
	in_repository P G
	edit 's/^scope:.*/scope: ["config\/**"]/' $p
	commit 'ABC-2 weaker'
	push_rejected origin main
	blames ADR-0008 'modified docs/adr/0001-conf-is-closed.md'
}
scenario 32 change_of_decisions_is_governed_by_decisions

guard_does_not_open_itself()
{
	in_repository P G
	git rm -q docs/adr/0008-decisions-are-kept.md
	commit 'ABC-2 no guard'
	push_rejected origin main
	blames ADR-0008 'deleted docs/adr/0008-decisions-are-kept.md'
}
scenario 32 guard_does_not_open_itself

parameters_of_the_push_are_not_read()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	DECISIONS=docs/adr
	decision docs/adr/0001-limit.md 'parameters: {most: 3}' <<'END'
return {
  file = function(file)
    if file.size > decision.parameters.most and decisions["ADR-0001"].parameters.most == 3 then
      file:violation "too large"
    end
  end,
}
END
	commit 'ABC-1 begin'
	plant
	edit 's/most: 3/most: 3000/' docs/adr/0001-limit.md
	put a 'four\n'
	commit 'ABC-2 larger'
	push_rejected origin main
	blames ADR-0001 'a' 'too large'
}
scenario 32 parameters_of_the_push_are_not_read

same_id_in_two_sources_without_a_name_is_told_apart()
{
	server S
	mkdir "$T/more"
	sed 's/BAD/EVIL/' "$push_dir/decisions/S/0002-no-marker.md" >"$T/more/0002-x.md"
	server_config --add writ.source "$T/more"
	put a 'BAD\nEVIL\n' && commit 'ABC-1 begin'
	push_rejected origin main
	blames "$DECISIONS/ADR-0002" 'a:1'
	blames "$T/more/ADR-0002" 'a:2'
}
scenario 33 same_id_in_two_sources_without_a_name_is_told_apart

# -- A corpus with errors, or none

told_to_the_administrator()
{
	no_verdict '[Aa]dministrator|who runs|who administers' "$@"
}

folder_with_an_error_rejects_everybody()
{
	server S
	decision "$DECISIONS/0009-broken.md" 'scope: 7' 'nonsense: true' </dev/null
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	told_to_the_administrator '0009-broken\.md:[0-9]+'
}
scenario 33 folder_with_an_error_rejects_everybody

policy_that_does_not_parse_rejects_everybody()
{
	server S
	echo 'return {' | decision "$DECISIONS/0009-broken.md"
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	told_to_the_administrator '0009-broken\.md'
}
scenario 33 policy_that_does_not_parse_rejects_everybody

missing_folder_rejects()
{
	server S
	rm -r "$DECISIONS"
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict 'decisions'
}
scenario 33 missing_folder_rejects

empty_folder_rejects()
{
	server
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict 'decisions'
}
scenario 33 empty_folder_rejects

no_source_rejects_with_what_mends_it()
{
	server S
	server_config --unset-all writ.source
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict 'writ\.source' 'git config'
}
scenario 33 no_source_rejects_with_what_mends_it

odd_configuration_rejects()
{
	server S
	put a 'fine\n' && commit 'ABC-1 begin'
	server_config writ.mode sometimes
	push_rejected origin main
	no_verdict 'writ\.mode'
	server_config writ.mode enforce
	server_config writ.limit.instructions lots
	push_rejected origin main
	no_verdict 'instructions'
}
scenario 33 odd_configuration_rejects

nothing_enforced_is_said()
{
	server
	sed 's/^status:.*/status: proposed/' "$push_dir/decisions/S/0002-no-marker.md" \
		>"$DECISIONS/0002-no-marker.md"
	put a 'BAD\n' && commit 'ABC-1 begin'
	push_accepted origin main
	says '[Nn]o decision|0 decisions|[Nn]othing .*enforced|no enforced|enforces nothing'
}
scenario 33 nothing_enforced_is_said

first_corpus_needs_bootstrap()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	DECISIONS=docs/adr
	decisions P
	put conf/x 'one\n'
	commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict 'writ\.bootstrap'
	server_config writ.bootstrap true
	push_accepted origin main
	says 'bootstrap'
	server_config --unset writ.bootstrap
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}
scenario 33 first_corpus_needs_bootstrap

bootstrap_does_not_open_what_is_there()
{
	in_repository P
	server_config writ.bootstrap true
	put conf/x 'two\n' && commit 'ABC-2 change'
	push_rejected origin main
	blames ADR-0001 'modified conf/x'
}
scenario 33 bootstrap_does_not_open_what_is_there

# corpus NAME COMMAND: COMMAND breaks the corpus, and nothing else.
corpus()
{
	eval "$1() { corpus_change_is_rejected '$2'; }"
	scenario 33 "$1"
}

corpus_change_is_rejected()
{
	in_repository P
	eval "$1"
	commit 'ABC-2 the corpus'
	push_rejected origin main
	blames WRIT-CORPUS
}

corpus corpus_that_breaks_is_rejected 'edit "s/^scope:.*/scope: [/" $p'
corpus corpus_whose_policy_breaks_is_rejected 'edit "s/^return .*/return {/" $p'
corpus corpus_whose_policy_does_not_load_is_rejected 'edit "s/{ file = /{ fle = /" $p'
corpus corpus_whose_policy_returns_nothing_is_rejected 'edit "s/^return .*/local unused = {/" $p'
corpus corpus_with_an_unknown_key_is_rejected 'edit "s/^status:/scop: x\nstatus:/" $p'
corpus corpus_with_a_double_id_is_rejected 'cp $p docs/adr/0009-again.md'
corpus corpus_that_is_removed_is_rejected 'git rm -rq docs'
corpus corpus_that_is_emptied_is_rejected 'git rm -q $p; put docs/adr/README.md "none\n"'
corpus corpus_that_enforces_nothing_is_rejected 'edit "s/^status:.*/status: proposed/" $p'
corpus corpus_that_becomes_a_file_is_rejected 'git rm -rq docs; put docs/adr "none\n"'
corpus corpus_that_becomes_a_link_is_rejected 'git mv docs away; mkdir docs; ln -s ../away/adr docs/adr'
corpus corpus_with_a_linked_decision_is_rejected 'ln -s 0001-conf-is-closed.md docs/adr/0009-link.md'

corpus_broken_and_mended_in_one_push_is_accepted()
{
	in_repository P
	edit 's/^scope:.*/scope: [/' $p
	commit 'ABC-2 break'
	edit 's/^scope:.*/scope: ["conf\/**"]/' $p
	commit 'ABC-3 mend'
	push_accepted origin main
}
scenario 33 corpus_broken_and_mended_in_one_push_is_accepted

deletion_of_the_source_is_rejected()
{
	in_repository P
	push_rejected origin :main
	blames WRIT-CORPUS
}
scenario 33 deletion_of_the_source_is_rejected

rewrite_to_before_the_corpus_is_rejected()
{
	server
	server_config writ.source refs/heads/main:docs/adr
	DECISIONS=docs/adr
	put readme 'hello\n' && commit 'ABC-1 before'
	decisions P
	commit 'ABC-2 corpus'
	plant
	push_rejected -f origin main~1:main
	blames WRIT-CORPUS
}
scenario 33 rewrite_to_before_the_corpus_is_rejected

# The corpus had P alone, then S too; topic stood on the old one.
rolled_back()
{
	in_repository P G
	branch topic
	put a 'fine\n' && commit 'ABC-2 topic'
	git checkout -q main
	cp "$push_dir/decisions/S/0002-no-marker.md" docs/adr/
	chmod u+w docs/adr/*
	put conf/x 'two\n'
	commit 'ABC-3 by who may'
	plant
	git checkout -q topic
	merge --no-edit -s ours main
}

merge_that_rolls_the_corpus_back_is_rejected()
{
	rolled_back
	push_rejected origin topic:main
	blames ADR-0008 'deleted docs/adr/0002-no-marker.md'
	blames ADR-0001 'modified conf/x'
}
scenario 33 merge_that_rolls_the_corpus_back_is_rejected

fast_forward_to_a_branch_with_an_old_corpus_is_rejected()
{
	rolled_back
	push_accepted origin topic
	push_rejected origin topic:main
	blames ADR-0008 'deleted docs/adr/0002-no-marker.md'
}
scenario 33 fast_forward_to_a_branch_with_an_old_corpus_is_rejected

# -- Other places

every_source_applies()
{
	server P
	mkdir "$T/more"
	sed 's/ADR-0002/ADR-0001/' "$push_dir/decisions/S/0002-no-marker.md" \
		>"$T/more/0001-no-marker.md"
	server_config --replace-all writ.source "org=$DECISIONS"
	server_config --add writ.source "team=$T/more"
	put conf/x 'one\n' && commit 'ABC-1 begin'
	plant
	put conf/x 'BAD\n' && commit 'ABC-2 both'
	push_rejected origin main
	blames org/ADR-0001 'modified conf/x'
	blames team/ADR-0001 'conf/x:1'
}
scenario 33 every_source_applies

one_broken_source_of_two_rejects()
{
	server S
	server_config --add writ.source "team=$T/nowhere"
	put a 'fine\n' && commit 'ABC-1 begin'
	push_rejected origin main
	no_verdict 'nowhere'
}
scenario 33 one_broken_source_of_two_rejects

superseded_decision_is_out()
{
	server S
	decision "$DECISIONS/0009-freer.md" 'supersedes: [ADR-0002]' <<'END'
return { file = function(file) if file.path == "b" then file:violation "no b" end end }
END
	put a 'BAD\n' && commit 'ABC-1 begin'
	push_accepted origin main
	put b 'fine\n' && commit 'ABC-2 b'
	push_rejected origin main
	blames ADR-0009 'no b'
}
scenario 33 superseded_decision_is_out

# -- The same by hand

# blocks FILE: what is said about decisions, as the terminal shows it.
blocks()
{
	sed -e 's/^remote: //' -e 's/ *$//' "$1" |
		awk '/^error\[/ { on = 1 } /^error:/ { on = 0 } on'
}

checked()
{
	put conf/x 'one\n'
	put a 'fine\n'
	commit 'ABC-1 begin'
	plant
	put conf/x 'two\n' && commit 'ABC-2 conf'
	put a 'fine\nBAD\n' && commit 'no ticket'
	git fetch -q origin
	git branch -q -u origin/main main
	git config writ.source "$DECISIONS"
}

check()
{
	status=0
	"$WRIT" check "$@" >"$T/stdout" 2>"$T/stderr" || status=$?
	cat "$T/stdout" "$T/stderr" >"$OUT"
	no_crash
	echo "$status" >"$T/exit"
}

check_says_what_the_hook_says()
{
	server P S M
	checked
	push_rejected origin main
	blocks "$OUT" >"$T/hook"
	[ -s "$T/hook" ] || fail 'the hook says nothing'
	check origin/main..main --ref refs/heads/main
	exits 1
	blocks "$T/stdout" >"$T/check"
	cmp -s "$T/hook" "$T/check" || fail "$(diff "$T/hook" "$T/check")"
	check origin/main..HEAD
	exits 1
	blocks "$T/stdout" >"$T/check"
	cmp -s "$T/hook" "$T/check" || fail "by the upstream: $(diff "$T/hook" "$T/check")"
}
scenario 34 check_says_what_the_hook_says

check_accepts_what_the_hook_accepts()
{
	server P S M
	checked
	check origin/main..origin/main --ref refs/heads/main
	exits 0
	check "$(id main~2)..$(id main~2)" --ref refs/heads/topic
	exits 0
	put b 'fine\n'
	git reset -q --hard origin/main
	put b 'fine\n' && commit 'ABC-2 fine'
	check origin/main..main --ref refs/heads/main
	exits 0
	push_accepted origin main
}
scenario 34 check_accepts_what_the_hook_accepts

check_is_the_same_anywhere()
{
	server P S M
	checked
	check origin/main..main --ref refs/heads/main --format json --as-of 2024-06-01
	exits 1
	cp "$T/stdout" "$T/here"
	grep -q '"schema": *"writ/verdict/1"' "$T/here" || fail 'no verdict in JSON'
	grep -q '"verdict": *"reject"' "$T/here" || fail 'no rejection in JSON'
	check origin/main..main --ref refs/heads/main --format json --as-of 2024-06-01
	cmp -s "$T/here" "$T/stdout" || fail 'differs from run to run'
	git worktree add -q "$T/worktree" main~1
	cd "$T/worktree"
	check origin/main..main --ref refs/heads/main --format json --as-of 2024-06-01
	cmp -s "$T/here" "$T/stdout" || fail "in a worktree: $(diff "$T/here" "$T/stdout")"
	git clone -q "$T/client" "$T/clone"
	cd "$T/clone"
	git fetch -q "$SERVER" +main:refs/remotes/origin/main
	git config writ.source "$DECISIONS"
	check origin/main..HEAD --ref refs/heads/main --format json --as-of 2024-06-01
	cmp -s "$T/here" "$T/stdout" || fail "in a clone: $(diff "$T/here" "$T/stdout")"
	cd "$T"
	LC_ALL=C.UTF-8 TZ=Asia/Tokyo GIT_DIR=$T/client/.git "$WRIT" check origin/main..main \
		--ref refs/heads/main --format json --as-of 2024-06-01 >"$T/stdout" 2>"$OUT" || :
	cmp -s "$T/here" "$T/stdout" || fail "elsewhere: $(diff "$T/here" "$T/stdout")"
}
scenario 34 check_is_the_same_anywhere

check_of_what_is_staged()
{
	server P S
	checked
	git reset -q --hard origin/main
	put a 'fine\nBAD\n'
	git add a
	put a 'fine again\n'
	check --staged --ref refs/heads/main
	exits 1
	blames ADR-0002 'a:2'
	check --worktree --ref refs/heads/main
	exits 0
	put new 'BAD\n'
	check --worktree --ref refs/heads/main
	exits 1
	blames ADR-0002 'new:1'
	! git diff --cached --name-only | grep -qv '^a$' || fail 'the index was touched'
}
scenario 34 check_of_what_is_staged

check_of_what_is_staged_is_the_same_in_a_worktree()
{
	server P S
	checked
	git reset -q --hard origin/main
	put conf/x 'BAD\n'
	git add conf
	check --staged --ref refs/heads/main --format json --as-of 2024-06-01
	exits 1
	cp "$T/stdout" "$T/here"
	git worktree add -q --detach "$T/worktree" main
	cd "$T/worktree"
	put conf/x 'BAD\n'
	git add conf
	check --staged --ref refs/heads/main --format json --as-of 2024-06-01
	exits 1
	cmp -s "$T/here" "$T/stdout" || fail "$(diff "$T/here" "$T/stdout")"
}
scenario 34 check_of_what_is_staged_is_the_same_in_a_worktree

# One that is older than what it changes has a walk by date look at all of the history.
check_of_what_is_staged_has_the_date_of_its_parent()
{
	server S
	decision "$DECISIONS/0077-date.md" <<-'END'
		return { commit = function(commit) commit:violation("of " .. commit.committer.time) end }
	END
	checked
	put a 'changed\n'
	git add a
	echo 'Change it' >a.message
	check --staged --message a.message --ref refs/heads/main
	exits 1
	tells "of $(git log -1 --format=%ct)"
}
scenario 34 check_of_what_is_staged_has_the_date_of_its_parent

check_of_a_tree()
{
	server S
	checked
	check --tree main --ref refs/heads/main
	exits 1
	blames ADR-0002 'a:2'
	check --tree origin/main --ref refs/heads/main
	exits 0
}
scenario 34 check_of_a_tree

check_of_a_tree_names_scopes_without_a_file()
{
	server S
	checked
	decision "$DECISIONS/0077-drifted.md" 'scope: ["moved/**"]' <<-'END'
		return { file = function(file) file:violation "x" end }
	END
	check --tree main --ref refs/heads/main
	exits 1
	tells 'ADR-0077: no file is in its scope'
	says_not 'ADR-0002: no file'
	check main --ref refs/heads/main
	says_not 'no file is in its scope'
}
scenario 34 check_of_a_tree_names_scopes_without_a_file

check_without_a_source_takes_the_base()
{
	in_repository P
	git fetch -q origin
	git branch -q -u origin/main main
	edit 's/^scope:.*/scope: ["nothing\/**"]/' $p
	put conf/x 'two\n'
	commit 'ABC-2 all at once'
	check origin/main..HEAD
	exits 1
	blames ADR-0001 'modified conf/x'
}
scenario 34 check_without_a_source_takes_the_base

# What a new branch brings is judged by what stands on main, with `writ check` as by the server.
check_of_a_new_branch_takes_the_main_one()
{
	in_repository S
	git fetch -q origin
	branch topic
	git rm -q docs/adr/0002-no-marker.md
	put docs/adr/0009-other.md '---\nstatus: accepted\n---\n# Other\n'
	put conf/x 'BAD\n'
	commit 'ABC-2 all at once'
	for how in '' '--ref topic HEAD' 'topic'; do
		# shellcheck disable=SC2086 # a list
		check $how
		exits 1
		blames ADR-0002 'conf/x:1'
		says_not 'nothing stands before'
	done
	push_rejected origin topic
	tells 'writ check (--ref topic HEAD|topic)'
	git checkout -q -B other origin/main
	check --ref refs/heads/other HEAD
	exits 0
	tells '1 ref update judged'
	git remote set-head origin -d
	git update-ref -d refs/remotes/origin/main
	git checkout -q topic && check
	tells 'nothing stands before these commits'
}
scenario 34 check_of_a_new_branch_takes_the_main_one

check_of_an_unknown_revision_is_a_usage_error()
{
	server S
	checked
	check nowhere..main --ref refs/heads/main
	exits 2 3
	check --no-such-option
	exits 2
}
scenario 34 check_of_an_unknown_revision_is_a_usage_error

# checked ARGUMENT...: writ check in the client; what it says is in $OUT.
checked()
{
	"$WRIT" check "$@" >"$OUT" 2>&1 || :
}

check_without_a_base_says_whose_decisions_judge()
{
	DECISIONS=docs/adr
	decisions S
	commit 'ABC-1 begin'
	put a 'BAD\n' && commit 'ABC-2 bad'
	checked HEAD
	blames ADR-0002 'a:1'
	says 'nothing stands before these commits'
	checked HEAD~1..HEAD
	blames ADR-0002 'a:1'
	says_not 'nothing stands before'
}
scenario 34 check_without_a_base_says_whose_decisions_judge

finish
