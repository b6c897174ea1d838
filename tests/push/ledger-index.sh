#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# The index of a ledger: it answers as `writ ledger log` does, follows the ledger whatever happens to who
# writes it, and is loaded by no hook.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

. "$srcdir/tests/push/ledger-lib.sh"

if [ ! -x "$builddir/src/cli/writ-ledger-index" ]; then
	echo '1..0 # SKIP built without SQLite'
	exit 0
fi

query()
{
	in_server 0 "$WRIT" ledger query "$@"
}

# same ARGUMENT...: log and query say the same; leaves it in $OUT.
same()
{
	(cd "$SERVER" && "$WRIT" ledger log "$@") >"$T/logged" || fail "no answer: log $*"
	(cd "$SERVER" && "$WRIT" ledger query "$@") >"$OUT" || fail "no answer: query $*"
	cmp -s "$T/logged" "$OUT" || fail "query and log differ: $*"
}

answers_are_those_of_log()
{
	made 1 400
	sound
	same --format json
	[ "$(wc -l <"$OUT")" -eq 400 ] || fail 'not all records'
	same --format json
	for _decision in ADR-0001 all/ADR-0003 ADR-0404 "x' OR 1 --"; do
		same --decision "$_decision"
	done
	for _result in passed violated waived error not-applied; do
		same --decision ADR-0002 --result "$_result"
	done
	same --result passed
	same --verdict reject
	same --verdict accept --result violated
	same --result violated
	[ -s "$OUT" ] || fail 'nothing was violated'
	for _pusher in zoe 'O"Brien' erased nobody; do same --pusher "$_pusher"; done
	for _path in src src/a.c src/a 'odd "%_* name' base64:/wD/ s; do same --path "$_path"; done
	same --path src/
	[ -s "$OUT" ] || fail 'nothing was found in a folder'
	for _commit in $(sed -n '7p;333p' "$LEDGER" | grep -Eo '"(commit|found|new|old)":"[0-9a-f]{6}' |
		grep -o '[0-9a-f]*$'); do
		same --commit "$_commit"
		[ -s "$OUT" ] || fail "nothing with $_commit"
	done
	same --since 2026-03-01 --until 2026-03-31 --result waived
	same --decision ADR-0001 --since 2026-02-01 --path src --pusher zoe
}
scenario 72 answers_are_those_of_log

answers_are_those_of_log_after_real_pushes()
{
	recorded
	server_config writ.user-variable PUSHER
	in_server 3 "$WRIT" ledger query
	says '[Nn]o such file'
	[ ! -e "$LEDGER.index" ] || fail 'an index of nothing was made'
	PUSHER=zoe three_pushes
	git tag -a -m 'a tag' v1
	push_accepted origin v1
	same
	same --decision ADR-0002
	says 'ADR-0002  violated'
	same --decision ADR-0002 --result violated
	same --pusher zoe
	same --path "$(git -C "$SERVER" ls-tree --name-only main | tail -n 1)"
	same --commit "$(id main)"
	push_accepted origin ':refs/tags/v1'
	git -C "$SERVER" update-ref refs/heads/past main
	in_server 1 "$WRIT" ledger reconcile
	same
	query "SELECT ref FROM unexplained"
	says '^refs/heads/past$'
	query --format json "SELECT verdict, ref, old_id, new_id, moved IS NOT NULL AS moved
		FROM pushes ORDER BY seq"
	python3 - "$OUT" "$(id main)" "$(id main~1)" <<-'EOF_PYTHON' || fail 'not these pushes'
		import json, sys
		rows = [json.loads(line) for line in open(sys.argv[1])]
		new, first, none = sys.argv[2], sys.argv[3], "0" * 40
		assert [(r["verdict"], r["moved"]) for r in rows] == [
		    ("accept", 1), ("reject", 0), ("accept", 1), ("accept", 1), ("accept", 1)], rows
		assert (rows[0]["old_id"], rows[0]["new_id"]) == (none, first)
		assert (rows[2]["old_id"], rows[2]["new_id"]) == (first, new)
		assert (rows[4]["ref"], rows[4]["new_id"]) == ("refs/tags/v1", none)
	EOF_PYTHON
	sed -i d "$LEDGER.salts"
	same --pusher zoe
	[ ! -s "$OUT" ] || fail 'found by a name that was erased'
}
scenario 72 answers_are_those_of_log_after_real_pushes

waivers_are_found()
{
	recorded
	waived_push
	same --decision ADR-0002 --result waived
	says 'ADR-0002  waived'
	query "SELECT decision, path, approved_by, waiver_reason FROM waivers"
	says '^ADR-0002	import/a	owner@example.org	The importer writes it.$'
	query "SELECT count(*) FROM violations WHERE existing OR waiver IS NULL"
	says '^0$'
}
scenario 72 waivers_are_found

index_follows_line_by_line()
{
	made 2 60
	cp "$LEDGER" "$T/whole"
	n=0
	while [ "$n" -lt 60 ]; do
		n=$((n + 20))
		head -n "$n" "$T/whole" >"$LEDGER"
		printf '{"half' >>"$LEDGER"
		query "SELECT count(*), max(seq) FROM lines"
		says "^$n	$n$"
	done
	cp "$T/whole" "$LEDGER"
	same
	in_server 0 "$WRIT" ledger index
	says ': 60 lines of '
}
scenario 72 index_follows_line_by_line

lines_of_a_crash_are_no_records()
{
	recorded
	push_accepted origin main
	printf '{"id":"torn\n{' >>"$LEDGER"
	query "SELECT count(*) FROM records"
	says '^2$'
	change 'more\n'
	push_accepted origin main
	same
	query "SELECT count(*), count(line) FROM lines"
	says '^7	5$'
}
scenario 72 lines_of_a_crash_are_no_records

# Killed at any moment, and several at once: what is there in the end is what one that nobody disturbs makes.
writers_may_be_killed_and_be_many()
{
	unused
	"$builddir/tests/bench/bench_ledger" "$LEDGER" 4000
	for n in 1 2 3 4 5 6 7 8; do
		(cd "$SERVER" && exec "$WRIT" ledger index) >/dev/null 2>&1 &
		pid=$!
		sleep "0.0$n"
		kill -9 "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
	done
	for n in 1 2 3; do
		(cd "$SERVER" && exec "$WRIT" ledger index) >"$T/writer.$n" 2>&1 &
		eval "writer_$n=\$!"
	done
	for n in 1 2 3; do
		eval "wait \"\$writer_$n\"" || fail "a writer failed: $(cat "$T/writer.$n")"
	done
	in_server 0 "$WRIT" ledger index --index "$T/alone"
	counts="SELECT (SELECT count(*) FROM records), (SELECT count(*) FROM lines),
		(SELECT count(*) FROM moves), (SELECT count(*) FROM outcomes)"
	query "$counts"
	says '^4000	4000	4000	10000$'
	query "SELECT group_concat(hash) FROM lines"
	cp "$OUT" "$T/hashes"
	query --index "$T/alone" "SELECT group_concat(hash) FROM lines"
	cmp "$OUT" "$T/hashes" || fail 'not the same lines'
}
scenario 72 writers_may_be_killed_and_be_many

ledger_that_was_changed_is_not_followed()
{
	made 3 30
	query
	ledger_changed 'lines[3] = forge(lines[3], time=json.loads(lines[2])["time"]); chain()'
	in_server 3 "$WRIT" ledger query
	says 'does not go on from what is in the index' 'the record that ends at byte'
	ledger_changed 'del lines[20:]; chain()'
	in_server 3 "$WRIT" ledger index
	says 'it was cut'
	in_server 0 "$WRIT" ledger index --rebuild
	says ': 20 lines of '
	same
	sed -i '25,$d' "$LEDGER"
	cp "$LEDGER" "$T/whole"
	ledger_changed 'lines.append(forge(lines[19], seq=21)); lines.append(forge(lines[19], seq=99))'
	in_server 3 "$WRIT" ledger query
	says 'line 21 does not follow the one in front of it'
	cp "$T/whole" "$LEDGER"
	same
}
scenario 72 ledger_that_was_changed_is_not_followed

query_in_sql_only_reads()
{
	made 4 10
	query "SELECT seq AS n, 'a	b' AS \"odd\"\"name\", NULL AS none FROM records LIMIT 1"
	says '^n	odd"name	none$' '^1	a\\tb	$'
	query --format json "SELECT seq AS n, 'ä' AS \"odd\"\"name\", NULL AS none, 1.5 AS f, 9e999 AS i
		FROM records LIMIT 1"
	says '^\{"n":1,"odd\\"name":"\\u00e4","none":null,"f":1.5,"i":null\}$'
	for sql in 'DELETE FROM lines' "ATTACH '$T/x' AS x" "VACUUM INTO '$T/x'" 'DROP VIEW pushes' \
		'PRAGMA journal_mode = wal' 'CREATE TABLE x (y)' 'SELECT 1; SELECT 2' '' 'SELEKT' \
		'SELECT x FROM pushes'; do
		in_server 2 "$WRIT" ledger query "$sql"
		says '^error: the query'
	done
	in_server 3 "$WRIT" ledger query "SELECT load_extension('x')"
	says 'not authorized'
	[ ! -e "$T/x" ] || fail 'a file was written'
	same
	in_server 2 "$WRIT" ledger query --decision ADR-0001 'SELECT 1'
	says 'takes SQL or --decision, not both'
	in_server 2 "$WRIT" ledger query --result broken
	in_server 2 "$WRIT" ledger query --format csv
	in_server 2 "$WRIT" ledger query --rebuild
}
scenario 72 query_in_sql_only_reads

what_is_no_index_is_left_alone()
{
	made 5 10
	cp "$LEDGER" "$T/kept"
	in_server 2 "$WRIT" ledger index --index ledger.jsonl
	says 'is the ledger itself'
	printf 'a text that is long enough to be something else than a database of that library\n' >"$T/text"
	in_server 3 "$WRIT" ledger index --rebuild --index "$T/text"
	says 'is no index'
	python3 - "$T/other" <<-'EOF_PYTHON'
		import sqlite3, sys
		database = sqlite3.connect(sys.argv[1])
		database.execute("CREATE TABLE records (x)")
		database.commit()
	EOF_PYTHON
	in_server 3 "$WRIT" ledger index --rebuild --index "$T/other"
	says 'is a database, but no index of a ledger'
	cmp "$LEDGER" "$T/kept" || fail 'the ledger was changed'
	query
	python3 - "$LEDGER.index" <<-'EOF_PYTHON'
		import sqlite3, sys
		database = sqlite3.connect(sys.argv[1])
		database.execute("PRAGMA user_version = 99")
	EOF_PYTHON
	in_server 2 "$WRIT" ledger query
	says 'another version of writ' 'index --rebuild'
	in_server 0 "$WRIT" ledger index --rebuild
	same
	[ "$(stat -c %a "$LEDGER.index")" = 600 ] || fail 'others can read the index'
	in_server 3 "$WRIT" ledger index "$T/nothing"
	says '[Nn]o such file'
	in_server 3 "$WRIT" ledger index --index "$T/no/folder"
	says 'unable to open database file'
}
scenario 72 what_is_no_index_is_left_alone

hooks_do_not_load_databases()
{
	ldd "$WRIT" >"$OUT"
	says 'libc\.so'
	says_not 'libsqlite|libpq'
	unused
	in_server 2 "$builddir/tests/push/writ-here" ledger index
	says 'writ-ledger-index is not installed: this writ was built without SQLite'
	in_server 2 "$builddir/tests/push/writ-here" ledger ship
	says 'writ-ledger-ship is not installed: this writ was built without PostgreSQL'
}
scenario 72 hooks_do_not_load_databases

finish
