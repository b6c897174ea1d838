#!/bin/sh
# shellcheck disable=SC2119 # no arguments
# `writ bench`: what policies cost.

. "${srcdir:=$(dirname "$0")/../..}/tests/push/lib.sh"

# corpus: a policy that reads and searches, one that does next to nothing.
corpus()
{
	decision docs/adr/0001-cheap.md <<-'END'
		return { ref = function(update) local kind = update.kind end }
	END
	decision docs/adr/0002-dear.md <<-'END'
		return {
			file = function(file)
				for hit in file:find("(a|b)*c") do file:violation { at = hit, message = "c" } end
				local text = string.rep(file:content(), 1000)
			end,
		}
	END
	mkdir docs/adr/0001-cheap docs/adr/0002-dear
	for folder in docs/adr/0001-cheap docs/adr/0002-dear; do
		printf 'T\n-- after/x --\n0123456789\n-- expect --\naccept\n' >$folder/short.txtar
	done
	printf 'T\n-- after/x --\n%01000d abc\n-- expect --\nreject\nx:1: c\n' 0 >docs/adr/0002-dear/long.txtar
}

# column N ID: of the table.
column()
{
	awk -v n="$1" -v id="$2" '$1 == id { print $n }' "$OUT"
}

the_most_expensive_comes_first_and_numbers_are_exact()
{
	corpus
	"$WRIT" bench --runs 2 >"$OUT" || fail 'writ bench failed'
	sed -n 2p "$OUT" | grep -q '^ADR-0002 ' || fail 'the expensive one is not first'
	[ "$(column 2 ADR-0002) $(column 4 ADR-0002)" = '2 2032' ] || fail 'contracts or bytes read are wrong'
	[ "$(column 2 ADR-0001) $(column 4 ADR-0001) $(column 5 ADR-0001)" = '1 0 0' ] || fail 'the cheap one reads'
	[ "$(column 5 ADR-0002)" -gt 0 ] || fail 'no regex steps'
	[ "$(column 6 ADR-0002)" -gt 1000000 ] || fail 'no memory'
	says '^ADR-0002 .* [1-9][0-9]*[.][0-9]{4}% memory '
	cut -c 1-105 "$OUT" >"$T/first"
	"$WRIT" bench --runs 3 | cut -c 1-105 | cmp - "$T/first" || fail 'not the same twice'
}
scenario 0 the_most_expensive_comes_first_and_numbers_are_exact

json_keeps_to_its_schema_and_has_each_contract()
{
	corpus
	"$WRIT" bench --format json --runs 1 docs/adr/0002-dear.md >bench.json || fail 'writ bench failed'
	keeps_to_schema bench.json bench.schema.json
	python3 - bench.json <<-'END' || fail 'the numbers do not add up'
		import json, sys
		bench = json.load(open(sys.argv[1]))
		row, = bench["decisions"]
		assert [c["name"] for c in row["contracts"]] == ["long", "short"]
		for key in "instructions", "read_bytes", "regex_steps":
		    assert row[key] == sum(c[key] for c in row["contracts"]), key
		assert row["memory"] == max(c["memory"] for c in row["contracts"])
		assert row["share"]["contract"] == "long" and row["share"]["limit"] == "memory"
		assert row["share"]["per_million"] == row["memory"] * 1000000 // (64 << 20)
		assert bench["runs"] == 1
	END
}
scenario 0 json_keeps_to_its_schema_and_has_each_contract

what_is_wrong_is_said()
{
	corpus
	sed -i 's/^accept/reject/' docs/adr/0001-cheap/short.txtar
	"$WRIT" bench --runs 1 >"$OUT" 2>&1 || fail 'a contract that does not hold keeps from measuring'
	says '^warning: 0001-cheap/short does not hold; .writ test. says why$' '^ADR-0001 '
	printf 'T\n' >docs/adr/0001-cheap/short.txtar
	! "$WRIT" bench >"$OUT" 2>&1 || fail 'a malformed contract is no error'
	says '0001-cheap/short.txtar'
	for wrong in '--runs 0' '--runs x' '--runs 99999' '--format xml' 'a b' no/such/path; do
		# shellcheck disable=SC2086 # arguments
		! "$WRIT" bench $wrong >"$OUT" 2>&1 || fail "bench $wrong is no error"
		says '^error: '
	done
}
scenario 0 what_is_wrong_is_said

finish
