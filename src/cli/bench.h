#ifndef WRIT_CLI_BENCH_H
#define WRIT_CLI_BENCH_H

/*
 * What policies cost, measured by their contracts (`writ bench`).
 */

#include "base/buf.h"
#include "base/vec.h"
#include "contract/contract.h"
#include "lua/watch.h"
#include "model/decision.h"
#include "model/limits.h"

/* What one contract took of the policy's budgets: the same each time. */
struct bench_contract {
	struct bytes name;
	struct contract contract;
	struct policy_usage usage;
};

/* How much of a limit was spent. */
struct bench_share {
	enum limit limit;
	uint64_t per_million; /* rounded down */
	struct bytes contract;
};

struct bench_row {
	const struct decision *decision;
	VEC(struct bench_contract) contracts;
	VEC(uint64_t) microseconds; /* of each run of all contracts, processes included */
	struct policy_usage sum;    /* of all contracts; of the memory the most */
	struct bench_share share;   /* the largest of any contract */
};

struct bench_rows {
	VEC(struct bench_row) items;
	size_t runs;
};

/* What is most expensive comes first; microseconds come sorted. */
void bench_rows_sort(struct bench_rows *rows);

/* bench_report.c */
typedef void bench_writer(struct buf *out, const struct bench_rows *rows);
bench_writer bench_write_text, bench_write_json;

#endif
