#!/bin/sh
# shellcheck disable=SC2059,SC2086,SC2119 # formats, lists, no arguments
# Large pushes and repositories. Times are for a loaded machine: they tell linear from quadratic,
# not fast from slow; what they measure is the hook alone.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

[ -x "$builddir/tests/push/measure" ] || {
	echo '1..0 # SKIP tests/push/measure is not built'
	exit 0
}

# A pack with an object of 700 MB, written by fast-import without a delta or much compression.
huge_blob()
{
	{
		printf 'blob\nmark :1\ndata 734003200\n'
		head -c 734003200 /dev/zero
		printf '\ncommit refs/heads/main\nmark :2\ncommitter C <c@e> 1700000000 +0000\n'
		printf 'data 10\nABC-2 huge\nfrom %s\nM 100644 :1 huge\n\n' "$1"
	} | git -c core.compression=1 -c core.bigFileThreshold=1m fast-import --quiet --force
}

huge_blob_is_judged_by_its_size()
{
	server Z
	hook_measured
	put a 'fine\n' && commit 'ABC-1 begin'
	plant
	huge_blob "$(id main)"
	git config core.compression 1
	server_config core.bigFileThreshold 1m
	server_config receive.unpackLimit 1
	push_rejected origin main
	blames ADR-0004 'huge' 'has 734003200 bytes'
	within 2000 262144
}
scenario 16 huge_blob_is_judged_by_its_size

# many_refs COUNT: refs to as many commits on the server.
many_refs()
{
	seq 1 "$1" | awk '{
		printf "commit refs/heads/old-%d\nmark :%d\ncommitter C <c@e> %d +0000\n", $1, $1, 1700000000 + $1
		printf "data 10\nABC-1 some\n"
		if ($1 > 1) printf "from :%d\n", $1 - 1
		printf "M 100644 inline f\ndata 2\n%d\n", $1 % 10
	}' | git -C "$SERVER" fast-import --quiet
	git -C "$SERVER" pack-refs --all
}

many_refs_are_walked_once()
{
	server S M
	hook_measured
	many_refs 10000
	git fetch -q origin old-5000
	git checkout -q -B main FETCH_HEAD
	put b 'fine\n' && commit 'ABC-2 fine'
	raw
	for _n in $(seq 1 300); do
		raw_ref "$zero" "$(id main)" "refs/heads/new-$_n"
	done
	raw_history "$(id main)" "^$(id main~1)"
	raw_accepted
	within 5000
	put b 'BAD\n' && commit 'ABC-3 bad'
	raw
	for _n in $(seq 1 300); do
		raw_ref "$zero" "$(id main)" "refs/heads/newer-$_n"
	done
	raw_history "$(id main)" "^$(id main~1)"
	raw_rejected
	blames ADR-0002 'b:1'
	[ "$(said 'adds the marker')" -eq 1 ] || fail 'reported more than once'
	within 5000
}
scenario 31 many_refs_are_walked_once

# A tree of 100,000 files, then COUNT commits of one file each.
large_tree()
{
	{
		printf 'commit refs/heads/base\nmark :1\ncommitter C <c@e> 1700000000 +0000\ndata 10\nABC-1 tree\n'
		seq 0 99999 | awk '{
			printf "M 100644 inline d%d/e%d/f%d\ndata 2\n%d\n", $1 / 10000, $1 / 100, $1, $1 % 10
		}'
	} | git fast-import --quiet --export-marks="$T/marks"
	git branch -f main base
}

changes()
{
	seq 1 "$1" | awk -v first="$(id base)" '{
		printf "commit refs/heads/main\ncommitter C <c@e> %d +0000\ndata 10\nABC-2 some\n", 1700000000 + $1
		if ($1 == 1) printf "from %s\n", first
		n = $1 * 97
		printf "M 100644 inline d%d/e%d/f%d\ndata 2\n%c\n", n / 10000, n / 100, n, 97 + $1 % 26
	}' | git fast-import --quiet --force
}

many_commits_on_a_large_tree_cost_their_changes()
{
	server P S M Z
	hook_measured
	large_tree
	plant base:refs/heads/main
	changes 1000
	push_accepted origin main
	within 10000
	put_bad=$(printf 'BAD\n' | git hash-object -w --stdin)
	GIT_INDEX_FILE=$T/index
	export GIT_INDEX_FILE
	git read-tree main
	git update-index --add --cacheinfo "100644,$put_bad,d5/bad"
	git update-ref refs/heads/main "$(commit_of "$(git write-tree)" "$(id main)")"
	push_rejected origin main
	blames ADR-0002 'd5/bad:1'
	within 3000
}
scenario 31 many_commits_on_a_large_tree_cost_their_changes

# -- Decisions

hundreds_of_decisions_run()
{
	server
	hook_measured
	for _n in $(seq 1000 1499); do
		sed -e "s/ADR-0002/ADR-$_n/" "$push_dir/decisions/S/0002-no-marker.md" \
			>"$DECISIONS/$_n-no-marker.md"
	done
	for _n in $(seq 1 100); do
		put "src/f$_n" 'fine\nfine\nfine\n'
	done
	commit 'ABC-1 begin'
	push_accepted origin main
	within 20000
	put src/f50 'fine\nBAD\nfine\n' && commit 'ABC-2 bad'
	push_rejected origin main
	blames ADR-1000 'src/f50:2'
	says '500 violations of 500 decisions'
}
scenario 36 hundreds_of_decisions_run

hundreds_of_decisions_run_on_a_loaded_machine()
{
	server
	for _n in $(seq 1000 1499); do
		sed -e "s/ADR-0002/ADR-$_n/" "$push_dir/decisions/S/0002-no-marker.md" \
			>"$DECISIONS/$_n-no-marker.md"
	done
	put a 'fine\nBAD\n' && commit 'ABC-1 begin'
	remember_server
	push_rejected origin main
	cp "$OUT" "$T/calm"
	for _n in 1 2 3 4; do
		(while [ ! -e "$T/stop" ]; do :; done) &
	done
	push origin main
	echo >"$T/stop"
	wait
	cmp -s "$OUT" "$T/calm" || fail "$(diff "$T/calm" "$OUT" | head -20)"
}
scenario 36 hundreds_of_decisions_run_on_a_loaded_machine

# -- Policies without measure

# limited NAME POLICY: rejected by its decision, with the limit named, in bounded time.
limited()
{
	eval "$1() { limited_policy_is_rejected '$2' '$3'; }"
	scenario 35 "$1"
}

limited_policy_is_rejected()
{
	server
	hook_measured
	printf '%s\n' "$1" | decision "$DECISIONS/0001-limited.md"
	# A decoy for whoever looks for a literal first.
	put a "b$(printf '%010000d' 0 | tr 0 a)\\n" && commit 'ABC-1 begin'
	push_rejected origin main
	says 'ADR-0001' "$2"
	within 60000
	[ "$(wc -l <"$OUT")" -lt 100 ] || fail 'not capped'
}

limited endless_loop_is_ended 'return { file = function() while true do end end }' instructions
limited endless_loop_under_pcall_is_ended \
	'return { file = function() while true do pcall(function() while true do end end) end end }' instructions
limited memory_is_bounded \
	'return { file = function() local t = {} for i = 1, 1e9 do t[i] = "x" .. i end end }' 'memory|instructions'
limited gigabyte_string_is_bounded \
	'return { file = function(file) local s = ("x"):rep(1 << 30) file:violation(#s) end }' 'memory|instructions'
limited deep_recursion_is_an_error \
	'local function f() return 1 + f() end return { file = function() f() end }' 'overflow|memory|instructions'
limited error_is_an_error 'return { file = function() error("of its own") end }' 'of its own'
limited catastrophic_pattern_is_bounded \
	'return { file = function(file) for hit in file:find("(a|aa)+[bc]", { added = true }) do file:violation "b" end end }' 'regex-steps'
limited value_returned_is_an_error 'return { file = function() return true end }' 'ADR-0001'

thousands_of_violations_are_capped()
{
	server
	decision "$DECISIONS/0001-many.md" <<'END'
return {
  file = function(file)
    for line in file:added() do
      file:violation { at = line, message = "a line" }
    end
  end,
}
END
	seq 1 5000 >a && commit 'ABC-1 begin'
	push_rejected origin main
	blames ADR-0001 'a:1' 'a line' '4990|5000'
	[ "$(wc -l <"$OUT")" -lt 150 ] || fail 'not capped'
}
scenario 35 thousands_of_violations_are_capped

finish
