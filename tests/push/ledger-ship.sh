#!/bin/sh
# shellcheck disable=SC2119,SC2120 # no arguments
# Ledgers in PostgreSQL: a server of Debian's runs for this test alone, reached by a socket in its folder.
# What was shipped is what the ledger has, once, whoever ships it and however that ends; a ledger that was
# changed is told and changes nothing.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

. "$srcdir/tests/push/ledger-lib.sh"

if [ ! -x "$builddir/src/cli/writ-ledger-ship" ]; then
	echo '1..0 # SKIP built without PostgreSQL'
	exit 0
fi
postgres=$(find /usr/lib/postgresql/*/bin/postgres /usr/bin/postgres 2>/dev/null | sort -V | tail -n 1)
if [ -z "$postgres" ] || ! command -v psql >/dev/null; then
	echo '1..0 # SKIP postgresql is not installed'
	exit 0
fi

# -- The database server

# Root may not run it: then it is nobody's, in a folder that is theirs.
PG=$(mktemp -d /tmp/writ-pg.XXXXXX) || exit 99
as_nobody=
if [ "$(command id -u)" -eq 0 ]; then
	as_nobody='setpriv --reuid=nobody --regid=nogroup --clear-groups'
	chown nobody:nogroup "$PG"
fi
cd "$PG" || exit 99
database_server=

everything_end()
{
	cd /
	[ -z "$database_server" ] || kill -QUIT "$database_server"
	[ -z "$database_server" ] || wait "$database_server"
	rm -rf "$PG"
	[ -n "$KEEP" ] || rm -rf "$TMP"
}
trap everything_end EXIT

answers()
{
	psql -qX -h "$PG" -U postgres -c '' >/dev/null 2>&1
}

database_start()
{
	$as_nobody "${postgres%/*}/initdb" -D "$PG/data" -U postgres -A trust -E UTF8 \
		--locale=C.UTF-8 --no-sync >"$PG/log" 2>&1 || return 1
	$as_nobody "$postgres" -D "$PG/data" -k "$PG" -c listen_addresses= -F \
		-c autovacuum=off -c shared_buffers=16MB >"$PG/log" 2>&1 &
	database_server=$!
	tries=0
	until answers; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] && kill -0 "$database_server" 2>/dev/null || return 1
		sleep 0.3
	done
}

if ! database_start; then
	echo 'not ok 1 - a database server starts'
	sed 's/^/# /' "$PG/log"
	echo '1..1'
	exit 1
fi

# -- What may be said of it

# database: without what the test before has left, with the tables, in $TO.
database()
{
	TO="host=$PG user=postgres dbname=postgres"
	sql 'DROP SCHEMA IF EXISTS writ CASCADE'
	[ "$1" = empty ] || "$WRIT" ledger ship --init --to "$TO"
}

# ship STATUS ARGUMENT...: leaves what it says in $OUT.
ship()
{
	_ship_status=$1
	shift
	in_server "$_ship_status" "$WRIT" ledger ship --to "$TO" --server here "$@"
}

sql()
{
	PGOPTIONS='-c search_path=writ -c timezone=UTC' psql -qXAt -v ON_ERROR_STOP=1 -h "$PG" \
		-U postgres -c "$1" >"$OUT" 2>&1 || fail "psql: $1"
}

# is QUERY ANSWER
is()
{
	sql "$1"
	[ "$(cat "$OUT")" = "$2" ] || fail "not $2: $1"
}

# holds_all [LEDGER] [WHERE]: the lines in the database are those of the ledger.
holds_all()
{
	sql "SELECT seq || ' ' || hash || ' ' || coalesce(line, '-') FROM lines
		WHERE ${2:-true} ORDER BY seq"
	python3 - "${1:-$LEDGER}" >"$T/lines" <<-'END'
		import hashlib, sys
		for seq, line in enumerate(open(sys.argv[1], "rb").read().split(b"\n")[:-1], 1):
		    text = line.decode() if line.startswith(b'{"') and line.endswith(b"}") else "-"
		    print(seq, hashlib.sha256(line).hexdigest(), text)
	END
	cmp -s "$T/lines" "$OUT" || fail 'not the lines of the ledger'
}

# -- Scenarios

what_was_shipped_is_not_shipped_again()
{
	database
	recorded
	three_pushes
	ship 0
	says 'ledger.jsonl: 5 lines shipped, 5 in all'
	holds_all
	ship 0
	says 'ledger.jsonl: 0 lines shipped, 5 in all'
	change 'more\n'
	push_accepted origin main
	printf '{"half' >>"$LEDGER"
	ship 0
	says 'ledger.jsonl: 2 lines shipped, 7 in all'
	is "SELECT count(*), max(seq) FROM lines" '7|7'
	is "SELECT verdict, moved IS NOT NULL FROM pushes ORDER BY seq" 'accept|t
reject|f
accept|t
accept|t'
	is 'SELECT DISTINCT server, decision FROM violations' 'here|ADR-0002'
}
scenario 73 what_was_shipped_is_not_shipped_again

# Both databases are asked the same, of everything that a ledger can hold.
views_are_those_of_the_index()
{
	database
	made 1 150
	ship 0
	says ': 150 lines shipped'
	holds_all
	[ -x "$builddir/src/cli/writ-ledger-index" ] || skip 'built without SQLite'
	for _view in pushes decisions violations waivers unexplained; do
		(cd "$SERVER" && "$WRIT" ledger query --format json "SELECT * FROM $_view") >"$T/$_view.lite"
		sql "SELECT row_to_json($_view) FROM $_view"
		cp "$OUT" "$T/$_view.postgres"
	done
	python3 - "$T" <<-'END' || fail 'the views differ'
		import json, sys
		def rows(name, kind):
		    for line in open(f"{sys.argv[1]}/{name}.{kind}", encoding="utf-8"):
		        row = json.loads(line)
		        row.pop("server", None), row.pop("ledger", None)
		        for key, value in row.items():
		            if key in ("time", "moved") and value:
		                row[key] = value.replace("Z", "").replace("+00:00", "").rstrip("0")
		            if key in ("admitted", "existing") and value is not None:
		                row[key] = bool(value)
		        yield json.dumps(row, sort_keys=True)
		for name in ("pushes", "decisions", "violations", "waivers", "unexplained"):
		    lite, postgres = sorted(rows(name, "lite")), sorted(rows(name, "postgres"))
		    assert lite and lite == postgres, (name, set(lite) ^ set(postgres))
		texts = open(f"{sys.argv[1]}/violations.postgres", encoding="utf-8").read()
		for text in ("\\ttab\\nand \\\\ line", "\ufffd within", "\U0001f600", "base64:/wD/", '"\\\\N"'):
		    assert text in texts, text
	END
}
scenario 73 views_are_those_of_the_index

many_shippers_at_once_ship_once()
{
	database
	unused
	"$builddir/tests/bench/bench_ledger" "$LEDGER" 6000
	for n in 1 2 3; do
		(cd "$SERVER" && exec "$WRIT" ledger ship --to "$TO" --server here) >"$T/ship.$n" 2>&1 &
		eval "ship_$n=\$!"
	done
	for n in 1 2 3; do
		eval "wait \"\$ship_$n\"" || fail "a shipper failed: $(cat "$T/ship.$n")"
	done
	is "SELECT shipped_lines FROM ledgers" 6000
	is "SELECT count(*), sum(seq) FROM lines" '6000|18003000'
	is "SELECT count(*) FROM outcomes" 15000
	sed 's/.*: \([0-9]*\) lines shipped.*/\1/' "$T"/ship.? | paste -sd+ >"$OUT"
	[ $(($(cat "$OUT"))) -eq 6000 ] || fail 'not as many as they say'
}
scenario 73 many_shippers_at_once_ship_once

shipping_goes_on_where_it_was_killed()
{
	database
	unused
	"$builddir/tests/bench/bench_ledger" "$LEDGER" 6000
	(cd "$SERVER" && exec "$WRIT" ledger ship --to "$TO" --server here) >/dev/null 2>&1 &
	pid=$!
	for _try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		sql "SELECT coalesce(max(shipped_lines), 0) FROM ledgers"
		[ "$(cat "$OUT")" -eq 0 ] || break
		sleep 0.05
	done
	kill -9 "$pid" 2>/dev/null || :
	wait "$pid" 2>/dev/null || :
	ship 0 --compare
	says ' 6000 in all'
	is "SELECT count(*), sum(seq) FROM lines" '6000|18003000'
	is "SELECT count(*) FROM moves" 6000
}
scenario 73 shipping_goes_on_where_it_was_killed

# What is there stays, whatever is done to the ledger.
ledger_that_was_changed_is_told()
{
	database
	made 2 40
	cp "$LEDGER" "$T/true"
	ship 0
	ledger_changed 'lines[11] = forge(lines[11], time=json.loads(lines[10])["time"]); chain()'
	sound
	ship 1
	says '^error: .*ledger.jsonl: line 12 is not the one that was shipped, or is gone'
	ledger_changed 'lines.append(forge(lines[39], id="ab" * 16)); chain()'
	ship 1
	says 'line 12 is not'
	cp "$T/true" "$LEDGER"
	ledger_changed 'del lines[30:]; chain()'
	ship 1
	says 'line 31 is not the one that was shipped, or is gone'
	holds_all "$T/true"
	cp "$T/true" "$LEDGER"
	ledger_changed 'lines[4] = lines[4].replace("mandatory", "mandatorx").replace("/srv", "/srw")'
	ship 0
	says ': 0 lines shipped'
	ship 1 --compare
	says 'line 5 is not'
	cp "$T/true" "$LEDGER"
	ledger_changed 'lines.append(forge(lines[39], seq=41))'
	ship 1
	says 'line 41 does not follow the one in front of it'
	is "SELECT count(*) FROM lines" 40
	holds_all "$T/true"
}
scenario 73 ledger_that_was_changed_is_told

ledger_that_was_begun_anew_is_another()
{
	database
	made 3 10
	cp "$LEDGER" "$T/first"
	ship 0
	made_again 4 12
	ship 1
	says '10 lines of another ledger of /srv/git/x.git were shipped' 'ship it once with --begin'
	ship 0 --begin
	says ': 12 lines shipped, 12 in all'
	ship 0
	says ': 0 lines shipped, 12 in all'
	holds_all "$LEDGER" 'ledger = (SELECT max(ledger) FROM ledgers)'
	holds_all "$T/first" 'ledger = (SELECT min(ledger) FROM ledgers)'
}
made_again()
{
	python3 "$push_dir/ledger-made.py" "$LEDGER" "$1" "$2"
}
scenario 73 ledger_that_was_begun_anew_is_another

fleet_of_servers_is_told_apart()
{
	database
	made 5 20
	cp "$LEDGER" "$T/other.jsonl"
	: >"$T/empty.jsonl"
	in_server 3 "$WRIT" ledger ship --to "$TO" --server one "$LEDGER" "$T/nothing" "$T/empty.jsonl"
	says 'ledger.jsonl: 20 lines shipped' 'empty.jsonl: 0 lines shipped, 0 in all' \
		'^error: .*/nothing: ledger .*: no such file'
	in_server 0 "$WRIT" ledger ship --to "$TO" --server two "$T/other.jsonl"
	is "SELECT server, git_dir, shipped_lines FROM ledgers ORDER BY server" \
		'one|/srv/git/x.git|20
two|/srv/git/x.git|20'
	is "SELECT count(DISTINCT server) FROM decisions" 2
	in_server 0 "$WRIT" ledger ship --to "$TO"
	is "SELECT count(*) FROM ledgers WHERE server = '$(uname -n)'" 1
	made_again 6 5
	in_server 1 "$WRIT" ledger ship --to "$TO" --server one "$LEDGER" "$T/nothing"
}
scenario 73 fleet_of_servers_is_told_apart

lines_of_a_crash_are_shipped_as_hashes()
{
	database
	recorded
	push_accepted origin main
	printf '{"id":"torn\n{' >>"$LEDGER"
	ship 0
	change 'more\n'
	push_accepted origin main
	ship 0 --compare
	holds_all
	is "SELECT count(*), count(line) FROM lines" '7|5'
}
scenario 73 lines_of_a_crash_are_shipped_as_hashes

tables_are_made_once()
{
	database empty
	recorded
	push_accepted origin main
	ship 2
	says 'no tables of writ' 'ledger ship --init'
	for n in 1 2 3; do
		(cd "$SERVER" && exec "$WRIT" ledger ship --init --to "$TO") >"$T/init.$n" 2>&1 &
		eval "init_$n=\$!"
	done
	for n in 1 2 3; do
		eval "wait \"\$init_$n\"" || fail "$(cat "$T/init.$n")"
	done
	ship 0 --init
	is 'SELECT * FROM version' 1
	ship 0 --init "$LEDGER"
	says 'tables of version 1' ': 2 lines shipped'
	sql 'UPDATE version SET version = 9'
	ship 2
	says 'are of version 9, and this writ writes version 1'
}
scenario 73 tables_are_made_once

# A role that can add, and change nothing of what was shipped.
shipping_needs_no_right_to_change_lines()
{
	database
	sql "CREATE ROLE shipper LOGIN;
		GRANT USAGE ON SCHEMA writ TO shipper;
		GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA writ TO shipper;
		GRANT UPDATE (shipped_lines, shipped_bytes, last_hash, shipped_at)
			ON ledgers TO shipper"
	made 7 30
	TO="host=$PG user=shipper dbname=postgres"
	ship 0
	says ': 30 lines shipped'
	made_again 7 60
	ship 0 --compare
	says ': 30 lines shipped, 60 in all'
	holds_all
}
scenario 73 shipping_needs_no_right_to_change_lines

passwords_are_not_taken_and_not_told()
{
	database
	made 8 5
	for _to in "$TO password=verysecret" "postgresql://zoe:verysecret@/x?host=$PG"; do
		in_server 2 "$WRIT" ledger ship --to "$_to"
		says 'has a password, which everybody on this machine could read'
		says_not verysecret
	done
	in_server 2 "$WRIT" ledger ship --to 'host=x hots=y'
	says '^error: --to: .*hots'
	in_server 3 "$WRIT" ledger ship --to "host=$T dbname=x"
	says '^error: database: ' 'No such file'
	in_server 3 env PGPASSWORD=verysecret "$WRIT" ledger ship --to "host=$PG user=postgres dbname=none_$$"
	says 'does not exist'
	says_not verysecret
	in_server 0 env PGHOST="$PG" PGUSER=postgres PGDATABASE=postgres "$WRIT" ledger ship
	says ': 5 lines shipped'
	in_server 2 "$WRIT" ledger ship --to "$TO" --server ''
	in_server 2 "$WRIT" ledger ship --decision ADR-0001
	says 'takes no --decision'
}
scenario 73 passwords_are_not_taken_and_not_told

# By the administrator's choice behind each push: nobody waits for it.
push_does_not_wait_for_it()
{
	database
	recorded
	hook post-receive "'$WRIT' post-receive
		(sleep 1; exec '$WRIT' ledger ship --to '$TO') >'$T/background' 2>&1 &"
	push_accepted origin main
	[ ! -s "$T/background" ] || fail 'the push waited'
	_left=100
	until grep -q 'lines shipped' "$T/background"; do
		_left=$((_left - 1))
		[ "$_left" -gt 0 ] || fail 'nothing was shipped'
		sleep 0.1
	done
	is "SELECT count(*) FROM pushes WHERE moved IS NOT NULL" 1
}
scenario 73 push_does_not_wait_for_it

finish
