#include "config.h"

#include "cli/bench.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/escape.h"
#include "report/json_writer.h"

static int
row_order(const void *a, const void *b)
{
	const struct bench_row *one = a, *other = b;

	if (one->sum.instructions != other->sum.instructions)
		return one->sum.instructions < other->sum.instructions ? 1 : -1;
	return bytes_compare(one->decision->id, other->decision->id);
}

static int
number_order(const void *a, const void *b)
{
	const uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

	return (one > other) - (one < other);
}

void
bench_rows_sort(struct bench_rows *rows)
{
	for (size_t i = 0; i < rows->items.len; i++) {
		struct bench_row *row = &rows->items.items[i];

		qsort(row->microseconds.items, row->microseconds.len, sizeof(uint64_t),
		      number_order);
	}
	qsort(rows->items.items, rows->items.len, sizeof(struct bench_row), row_order);
}

static uint64_t
median(const struct bench_row *row)
{
	return row->microseconds.items[row->microseconds.len / 2];
}

static void
row_text(struct buf *out, const struct bench_row *row)
{
	struct buf id = BUF_INIT;

	escape_text(&id, row->decision->id);
	buf_printf(out, "%-20s %9zu %14" PRIu64 " %12" PRIu64 " %12" PRIu64 " %10" PRIu64, id.data,
		   row->contracts.len, row->sum.instructions, row->sum.read_bytes,
		   row->sum.regex_steps, row->sum.memory_peak);
	buf_printf(out, "  %3" PRIu64 ".%04" PRIu64 "%% %-12s %8" PRIu64 ".%" PRIu64 "\n",
		   row->share.per_million / 10000, row->share.per_million % 10000,
		   limit_rows[row->share.limit].name, median(row) / 1000, median(row) % 1000 / 100);
	buf_release(&id);
}

void
bench_write_text(struct buf *out, const struct bench_rows *rows)
{
	buf_printf(out, "%-20s %9s %14s %12s %12s %10s  %-22s %10s\n", "decision", "contracts",
		   "instructions", "bytes read", "regex steps", "memory", "most of a limit",
		   "ms of CPU");
	for (size_t i = 0; i < rows->items.len; i++)
		row_text(out, &rows->items.items[i]);
}

static void
usage_json(struct buf *out, const struct policy_usage *usage)
{
	json_number(out, "read_bytes", usage->read_bytes);
	json_number(out, "regex_steps", usage->regex_steps);
}

static void
contract_json(struct buf *out, const struct bench_contract *contract)
{
	json_open(out, NULL, '{');
	json_number(out, "instructions", contract->usage.instructions);
	json_number(out, "memory", contract->usage.memory_peak);
	json_byte_string(out, "name", contract->name);
	usage_json(out, &contract->usage);
	json_close(out, '}');
}

static void
share_json(struct buf *out, const struct bench_share *share)
{
	json_open(out, "share", '{');
	json_byte_string(out, "contract", share->contract);
	json_string(out, "limit", bytes_of(limit_rows[share->limit].name));
	json_number(out, "per_million", share->per_million);
	json_close(out, '}');
}

static void
row_json(struct buf *out, const struct bench_row *row)
{
	json_open(out, NULL, '{');
	json_open(out, "contracts", '[');
	for (size_t i = 0; i < row->contracts.len; i++)
		contract_json(out, &row->contracts.items[i]);
	json_close(out, ']');
	json_number(out, "cpu_microseconds", median(row));
	json_string(out, "id", row->decision->id);
	json_number(out, "instructions", row->sum.instructions);
	json_number(out, "memory", row->sum.memory_peak);
	usage_json(out, &row->sum);
	share_json(out, &row->share);
	json_close(out, '}');
}

void
bench_write_json(struct buf *out, const struct bench_rows *rows)
{
	json_open(out, NULL, '{');
	json_open(out, "decisions", '[');
	for (size_t i = 0; i < rows->items.len; i++)
		row_json(out, &rows->items.items[i]);
	json_close(out, ']');
	json_number(out, "runs", rows->runs);
	json_string(out, "schema", BYTES("writ/bench/1"));
	json_string(out, "writ", BYTES(PACKAGE_VERSION));
	json_close(out, '}');
	buf_add_char(out, '\n');
}
