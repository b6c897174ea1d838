#!/bin/sh
# shellcheck disable=SC2059,SC2119 # formats, no arguments
# What nobody has committed yet, one file with its future content or a patch: the verdict is the one
# that the commit gets on the server.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# The client is where the server is, and goes by its decisions. Commits are made as writ makes those
# that it judges, at time 0, so that they have the same id.
begun()
{
	server "$@"
	put conf/x 'one\n'
	put src/a 'fine\n'
	put src/run '#!/bin/sh\n'
	chmod +x src/run
	ln -s a src/link
	commit 'ABC-1 begin'
	plant
	git fetch -q origin
	git config writ.source "$DECISIONS"
}

check()
{
	status=0
	"$WRIT" check "$@" >"$T/stdout" 2>"$OUT" || status=$?
	no_crash
	echo "$status" >"$T/exit"
	grep -aE '^(error|warning|hint)' "$T/stdout" >>"$OUT" || :
}

# verdict ARGUMENT...: the verdict in $T/stdout, whatever it is.
verdict_of()
{
	check --ref refs/heads/main --as-of 2024-06-01 --format json "$@"
	exits 0 1
}

# same WHAT: what was said last is what $T/wanted holds.
same()
{
	cmp -s "$T/wanted" "$T/stdout" || fail "$1: $(diff "$T/wanted" "$T/stdout")"
}

# server_verdict: pushes the work tree as one commit with the message of $T/message; the server's
# verdict, within the quarantine, is in $T/wanted.
server_verdict()
{
	printf '#!/bin/sh\nread -r old new ref\n%s\nexit 1\n' \
		"'$WRIT' check \$old..\$new --ref \$ref --as-of 2024-06-01 --format json >'$T/wanted'" \
		>"$SERVER/hooks/pre-receive"
	git add -A
	date="$(git log -1 --format=%ct) +0000"
	GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date \
		git commit -q --cleanup=verbatim -F "$T/message"
	push_rejected origin main
	grep -q '"schema":"writ/verdict/1"' "$T/wanted" || fail 'no verdict of the server'
	git reset -q --hard origin/main
}

# file_is_judged_as_on_the_server PATH TEXT MESSAGE
file_is_judged_as_on_the_server()
{
	printf "$3" >"$T/message"
	put "$1" "$2"
	server_verdict
	printf "$2" >"$T/content"
	verdict_of --stdin "$1" --message "$T/message" <"$T/content"
	same "$1"
}

one_file_is_judged_as_its_commit()
{
	begun P S M
	file_is_judged_as_on_the_server src/a 'fine\nBAD\n' 'ABC-2 worse\n'
	grep -q '"path":"src/a"' "$T/stdout" || fail 'nothing was found'
	file_is_judged_as_on_the_server src/a 'finer\n' 'no ticket\n'
	file_is_judged_as_on_the_server new/file 'BAD' 'ABC-2 new\n\nwith a body\n'
	file_is_judged_as_on_the_server conf/x '' 'ABC-2 empty\n'
	file_is_judged_as_on_the_server src/a 'fine\n\0BAD\377\n' 'ABC-2 bytes\n'
}
scenario 34 one_file_is_judged_as_its_commit

# The policy says what it sees of a file.
kinds_told()
{
	begun
	decision "$DECISIONS/0001-kind.md" <<'END'
return {
  file = function(file) file:violation(file.status .. " " .. file.kind .. " of " .. file.size) end,
}
END
}

modes_are_kept()
{
	kinds_told
	printf 'more\n' >"$T/content"
	for of in 'src/a modified file' 'src/run modified executable' 'src/link modified symlink' \
		'src/new added file'; do
		check --stdin "${of%% *}" --format concise <"$T/content"
		exits 1
		grep -q "${of#* } of 5" "$T/stdout" || fail "$of: $(cat "$T/stdout")"
	done
}
scenario 34 modes_are_kept

paths_count_from_the_current_folder()
{
	begun S
	printf 'BAD\n' >"$T/content"
	verdict_of --stdin src/a <"$T/content"
	cp "$T/stdout" "$T/wanted"
	cd src
	for path in a ./a ../src/a ../conf/../src//a "$T/client/src/a"; do
		verdict_of --stdin "$path" <"$T/content"
		same "$path"
	done
	ln -s "$T/client" "$T/elsewhere"
	verdict_of --stdin "$T/elsewhere/src/a" <"$T/content"
	same 'by another name of the work tree'
	cd "$T"
	GIT_DIR=$T/client/.git verdict_of --stdin src/a <"$T/content"
	same 'outside of the work tree'
	cd "$SERVER"
	git config --unset writ.source
	verdict_of --source "$DECISIONS" --stdin src/a <"$T/content"
	grep -q '"path":"src/a"' "$T/stdout" || fail 'in a bare repository'
}
scenario 34 paths_count_from_the_current_folder

paths_that_can_be_no_file_are_refused()
{
	begun S
	mkdir folder
	ln -s src link
	while read -r path why; do
		check --stdin "$path" </dev/null
		exits 2
		says "$why"
	done <<-END
		.. outside.of.the.repository
		/etc/passwd outside.of.the.repository
		. is.a.folder
		src is.a.folder
		src/new/ is.a.folder
		folder is.a.folder
		.git/config lies.in..git
		src/.GIT/x lies.in..git
		src/a/b src/a.is.no.folder.in.HEAD
		link/a behind.the.symbolic.link
	END
	rm -r src
	check --stdin src </dev/null
	exits 2
	says 'is a folder in HEAD'
	check --stdin '' </dev/null
	exits 2
	says 'a path is empty'
}
scenario 34 paths_that_can_be_no_file_are_refused

content_is_taken_as_git_add_takes_it()
{
	begun S
	printf '*.txt text\n*.bin -text\n' >.gitattributes
	commit 'ABC-2 attributes'
	for path in a.txt a.bin; do
		printf 'one\r\nBAD\r\n' >"$T/content"
		cp "$T/content" "$path"
		verdict_of --worktree
		cp "$T/stdout" "$T/wanted"
		rm "$path"
		verdict_of --stdin "$path" <"$T/content"
		same "$path"
	done
	git config core.autocrlf input
	cp "$T/content" other
	verdict_of --worktree
	cp "$T/stdout" "$T/wanted"
	rm other
	verdict_of --stdin other <"$T/content"
	same 'core.autocrlf'
}
scenario 34 content_is_taken_as_git_add_takes_it

attributes_count_where_only_the_index_has_them()
{
	begun S
	mkdir sub
	echo '*.i ident' >sub/.gitattributes
	commit 'ABC-2 attributes'
	printf '$Id: BAD $\n' >"$T/content"
	for version in 2 3 4; do
		git update-index --index-version "$version"
		rm -f sub/.gitattributes
		check --stdin sub/x.i <"$T/content"
		exits 0
		check --stdin sub/deeper/x.i <"$T/content"
		exits 0
		check --stdin src/x.i <"$T/content"
		exits 1
		git checkout -q sub
		check --stdin sub/x.i <"$T/content"
		exits 0
		echo '*.i -ident' >sub/.gitattributes
		check --stdin sub/x.i <"$T/content"
		exits 1
		git checkout -q sub
	done
}
scenario 34 attributes_count_where_only_the_index_has_them

# As git, by the index that the environment names.
attributes_count_of_the_index_that_is_named()
{
	begun S
	cp .git/index "$T/other"
	echo '*.i ident' >.gitattributes
	GIT_INDEX_FILE=$T/other git add .gitattributes
	rm .gitattributes
	printf '$Id: BAD $\n' >"$T/content"
	check --stdin x.i <"$T/content"
	exits 1
	GIT_INDEX_FILE=$T/other
	export GIT_INDEX_FILE
	check --stdin x.i <"$T/content"
	exits 0
}
scenario 34 attributes_count_of_the_index_that_is_named

# Git has more kinds of index than the library reads.
index_that_cannot_be_read_says_what_mends_it()
{
	begun S
	git update-index --split-index
	put src/a 'more\n' && git add src/a
	for _way in --staged --worktree; do
		check "$_way"
		exits 2
		says 'error: the index is split, .*git update-index --no-split-index'
	done
	git update-index --no-split-index
	check --staged
	exits 0
	git config extensions.worktreeConfig true
	git sparse-checkout set --cone --sparse-index src
	check --staged
	exits 2
	says 'error: the index is sparse, .*git sparse-checkout reapply --no-sparse-index'
	git sparse-checkout reapply --no-sparse-index
	check --staged
	exits 0
}
scenario 34 index_that_cannot_be_read_says_what_mends_it

content_changes_no_decision_that_judges_it()
{
	begun
	git config --unset writ.source
	mkdir -p docs/adr
	cp "$push_dir"/decisions/S/*.md docs/adr
	commit 'ABC-2 decide'
	for file in docs/adr/*.md; do
		sed s/BAD/NOTHING/ "$file" >"$T/content"
		check --stdin "$file" --format json <"$T/content"
		exits 0
		grep -q '"applied":[1-9]' "$T/stdout" || fail 'the decision of HEAD did not judge'
	done
}
scenario 34 content_changes_no_decision_that_judges_it

patch_is_judged_as_its_commit()
{
	begun P S M
	printf 'ABC-2 all of it\n' >"$T/message"
	git mv src/a src/b
	put src/b 'fine\nBAD\n'
	chmod -x src/run
	put conf/x 'one\nBAD'
	put 'with blank/\303\274' 'BAD\n'
	git rm -q src/link
	git add -A
	for how in '' -M '-U0' '--no-renames --full-index'; do
		# shellcheck disable=SC2086 # options
		git diff --cached $how >"$T/patch${how%% *}"
	done
	server_verdict
	for patch in "$T"/patch*; do
		verdict_of --patch "$patch" --message "$T/message"
		same "$patch"
	done
	cd src
	verdict_of --patch - --message "$T/message" <"$T/patch"
	same 'from standard input, in a folder'
	grep -q '"path":"with blank/' "$T/stdout" || fail 'a name was lost'
}
scenario 34 patch_is_judged_as_its_commit

# No patch: `refused_with TEXT` of the patch on standard input.
refused_with()
{
	check --patch -
	exits 2
	says "$1"
}

patch_that_does_not_apply_says_why()
{
	begun S
	put src/a 'fine\nmore\n' && git diff >"$T/patch"
	git checkout -q src/a
	sed 's/^ fine/ other/' "$T/patch" | refused_with 'src/a: line 1 of the file is not what the hunk'
	sed 's/a$/nowhere/' "$T/patch" | refused_with 'src/nowhere: HEAD has no such file'
	cat "$T/patch" "$T/patch" | refused_with 'the patch writes it twice'
	printf 'nothing\n' | refused_with 'the patch changes no file'
	printf -- '--- /dev/null\n+++ b/src/a\n@@ -0,0 +1 @@\n+x\n' |
		refused_with 'HEAD has such a file already'
	printf -- '--- /dev/null\n+++ b/../a\n@@ -0,0 +1 @@\n+x\n' | refused_with 'git takes no such file'
	printf -- '--- /dev/null\n+++ b/.git/config\n@@ -0,0 +1 @@\n+x\n' |
		refused_with 'git takes no such file'
	check --patch "$T/none"
	exits 2
}
scenario 34 patch_that_does_not_apply_says_why

nothing_is_written()
{
	begun S
	put src/a 'staged\n' && git add src/a
	put src/a 'fine\nBAD\n' && git diff HEAD >"$T/patch"
	find .git -type f -exec cksum {} + | sort >"$T/before"
	check --stdin src/a <src/a
	exits 1
	check --patch "$T/patch"
	exits 1
	find .git -type f -exec cksum {} + | sort >"$T/after"
	cmp -s "$T/before" "$T/after" || fail "$(diff "$T/before" "$T/after")"
}
scenario 34 nothing_is_written

options_that_do_not_agree_are_refused()
{
	begun S
	for options in '--stdin a --worktree' '--stdin a --patch b' '--stdin a HEAD' '--patch b main..x' \
		'--stdin a --message -' '--patch - --message -' '--tree HEAD --message x'; do
		# shellcheck disable=SC2086 # options
		check $options </dev/null
		exits 2
	done
}
scenario 34 options_that_do_not_agree_are_refused

without_a_commit_all_is_new()
{
	server S
	git config writ.source "$DECISIONS"
	printf 'BAD\n' >"$T/content"
	check --stdin a <"$T/content"
	exits 1
	blames ADR-0002 || fail 'not judged'
	printf -- '--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+BAD\n' | check --patch -
	exits 1
}
scenario 34 without_a_commit_all_is_new

# What the target got meanwhile is not taken for a change of the branch.
three_dots_begin_at_the_fork()
{
	begun S-result
	branch work
	put src/b 'fine\n'
	commit 'ABC-2 on the branch'
	git checkout -q main
	put src/a 'fine\nBAD\n'
	commit 'ABC-3 BAD on the target'
	put src/a 'fine\n'
	commit 'ABC-4 mended on the target'
	check --ref refs/heads/main --format json main~1...work
	exits 0
	grep -q "\"old\":\"$(id main~2)\"" "$T/stdout" || fail 'it does not begin at the fork'
	check --ref refs/heads/main --format json main~2..work
	exits 0
	cp "$T/stdout" "$T/wanted"
	check --ref refs/heads/main --format json main...work
	exits 0
	same 'three dots'
	check --ref refs/heads/main main....work
	exits 2
	says 'BASE\.\.\.TIP'
	git checkout -q --orphan other
	commit 'ABC-5 of its own'
	check --ref refs/heads/main main...other
	exits 2
	says 'main and other have no commit in common'
}
scenario 34 three_dots_begin_at_the_fork

finish
