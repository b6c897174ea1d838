#include "config.h"

#include "cli/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/io.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/contract_set.h"
#include "cli/options.h"
#include "contract/trial.h"
#include "decisions/names.h"

enum { OPTION_FORMAT, OPTION_RUNS, RUNS_MAX = 10000 };

/* How long all runs together shall take, by default, and how many there are at least and at most:
 * of fewer a median says little, and more are not worth waiting for. */
enum { WANTED_MICROSECONDS = 1000000, RUNS_LEAST_DEFAULT = 3, RUNS_MOST_DEFAULT = 100 };

const struct option_row bench_option_rows[] = {
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_text_json },
	[OPTION_RUNS] = { "runs", required_argument, "N",
			  "run everything N times (default: for about a second)" },
	{ NULL },
};

struct bench {
	struct contract_set set;
	bench_writer *write;
	size_t runs_wanted; /* 0: as many as take about a second */
	struct bench_rows rows;
	struct error err;
	bool failed; /* while decisions were visited: by err */
};

static int
runs_read(struct bench *it, const char *value, struct error *err)
{
	unsigned long runs;

	if (option_number("--runs", value, RUNS_MAX, &runs, err) < 0)
		return -1;
	it->runs_wanted = runs;
	return 0;
}

static int
arguments_read(struct bench *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("bench"), argc, argv };
	const char *value;
	int option;

	it->write = bench_write_text;
	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (option == OPTION_FORMAT)
			it->write =
				strcmp(value, "json") == 0 ? bench_write_json : bench_write_text;
		else if (runs_read(it, value, err) < 0)
			return -1;
	}
	if (option == OPTION_ERROR)
		return -1;
	if (argc - optind > 1)
		return error_set(err, ERROR_USAGE, "bench takes one path");
	return 0;
}

/* What this process and its workers have taken so far: of those, when they were waited for. */
static uint64_t
cpu_microseconds(void)
{
	static const int whose[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
	uint64_t sum = 0;

	for (size_t i = 0; i < ARRAY_SIZE(whose); i++) {
		struct rusage usage;

		getrusage(whose[i], &usage);
		sum += (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
		       (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
	}
	return sum;
}

static bool
usage_equal(const struct policy_usage *a, const struct policy_usage *b)
{
	return a->instructions == b->instructions && a->memory_peak == b->memory_peak &&
	       a->read_bytes == b->read_bytes && a->regex_steps == b->regex_steps;
}

/* Runs one contract; the FIRST time what it spends is kept, later it is compared. */
static int
contract_run(struct bench *it, const struct decision *decision, struct bench_contract *contract,
	     bool first, struct error *err)
{
	struct trial trial = { .watching = NULL };
	struct bytes stem = path_stem(decision->path);
	int result = trial_run(&trial, it->set.bundle, decision, &contract->contract,
			       it->set.surface.push.as_of, err);

	if (result == 0 && first) {
		contract->usage = trial.usage;
		if (!trial.passed)
			fprintf(stderr, "warning: %.*s/%.*s does not hold; `writ test` says why\n",
				SHOWN(stem), SHOWN(contract->name));
	} else if (result == 0 && !usage_equal(&contract->usage, &trial.usage)) {
		result = error_set(err, ERROR_INTERNAL, "%.*s/%.*s does not spend the same twice",
				   SHOWN(stem), SHOWN(contract->name));
	}
	trial_release(&trial);
	return result;
}

/* Runs all contracts of ROW once. */
static int
row_run(struct bench *it, struct bench_row *row, struct error *err)
{
	bool first = row->microseconds.len == 0;
	uint64_t start = cpu_microseconds();

	for (size_t i = 0; i < row->contracts.len; i++) {
		if (contract_run(it, row->decision, &row->contracts.items[i], first, err) < 0)
			return -1;
	}
	vec_push(&row->microseconds, cpu_microseconds() - start);
	return 0;
}

static int
contracts_read(struct bench *it, struct bench_row *row, struct error *err)
{
	const struct source *source = it->set.bundle->source;

	for (size_t i = 0; i < source->n_files; i++) {
		const struct source_file *file = &source->files[i];
		struct bytes name = path_name(file->path);
		struct bench_contract contract = {
			.name = bytes_slice(name, 0, name.len - strlen(".txtar")),
		};

		if (!contract_set_holds(&it->set, row->decision, file->path))
			continue;
		if (contract_parse(&contract.contract, file->content, &it->set.surface.arena, err) <
		    0)
			return error_wrap(err, "%.*s", SHOWN(file->path));
		vec_push(&row->contracts, contract);
	}
	return 0;
}

/* A decision_visitor. */
static void
decision_add(void *ctx, const struct decision *decision)
{
	struct bench *it = ctx;
	struct bench_row *row;

	if (it->failed)
		return;
	row = vec_add(&it->rows.items);
	*row = (struct bench_row){ .decision = decision };
	it->failed = contracts_read(it, row, &it->err) < 0 || row_run(it, row, &it->err) < 0;
}

static void
share_note(struct bench_share *share, enum limit limit, uint64_t used, uint64_t bound,
	   struct bytes contract)
{
	uint64_t per_million = (uint64_t)((double)used / (double)bound * 1e6);

	if (!share->contract.data || per_million > share->per_million)
		*share = (struct bench_share){ limit, per_million, contract };
}

static void
row_sum(const struct bench *it, struct bench_row *row)
{
	const uint64_t *limits = it->set.surface.settings.limits.value;

	for (size_t i = 0; i < row->contracts.len; i++) {
		const struct bench_contract *contract = &row->contracts.items[i];
		const struct policy_usage *usage = &contract->usage;

		row->sum.instructions += usage->instructions;
		row->sum.read_bytes += usage->read_bytes;
		row->sum.regex_steps += usage->regex_steps;
		if (usage->memory_peak > row->sum.memory_peak)
			row->sum.memory_peak = usage->memory_peak;
		share_note(&row->share, LIMIT_INSTRUCTIONS, usage->instructions,
			   limits[LIMIT_INSTRUCTIONS] * 1000, contract->name);
		share_note(&row->share, LIMIT_MEMORY, usage->memory_peak, limits[LIMIT_MEMORY],
			   contract->name);
		share_note(&row->share, LIMIT_READ_BYTES, usage->read_bytes,
			   limits[LIMIT_READ_BYTES], contract->name);
		share_note(&row->share, LIMIT_REGEX_STEPS, usage->regex_steps,
			   limits[LIMIT_REGEX_STEPS] * 1000, contract->name);
	}
}

/* From what the first run of everything took. */
static size_t
runs_for_a_second(const struct bench_rows *rows)
{
	uint64_t once = 1, runs;

	for (size_t i = 0; i < rows->items.len; i++)
		once += rows->items.items[i].microseconds.items[0];
	runs = WANTED_MICROSECONDS / once;
	if (runs < RUNS_LEAST_DEFAULT)
		return RUNS_LEAST_DEFAULT;
	return runs > RUNS_MOST_DEFAULT ? RUNS_MOST_DEFAULT : (size_t)runs;
}

static int
rows_run(struct bench *it, struct error *err)
{
	struct bench_rows *rows = &it->rows;

	rows->runs = it->runs_wanted ? it->runs_wanted : runs_for_a_second(rows);
	for (size_t run = 1; run < rows->runs; run++) {
		for (size_t i = 0; i < rows->items.len; i++) {
			if (row_run(it, &rows->items.items[i], err) < 0)
				return -1;
		}
	}
	for (size_t i = 0; i < rows->items.len; i++)
		row_sum(it, &rows->items.items[i]);
	bench_rows_sort(rows);
	return 0;
}

static int
run(struct bench *it, int argc, char **argv, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (arguments_read(it, argc, argv, err) < 0 ||
	    contract_set_open(&it->set, optind < argc ? argv[optind] : NULL, err) < 0 ||
	    contract_set_each(&it->set, decision_add, it, err) < 0)
		return -1;
	if (it->failed) {
		*err = it->err;
		return -1;
	}
	if (rows_run(it, err) < 0)
		return -1;
	it->write(&out, &it->rows);
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

static void
rows_release(struct bench_rows *rows)
{
	for (size_t i = 0; i < rows->items.len; i++) {
		vec_release(&rows->items.items[i].contracts);
		vec_release(&rows->items.items[i].microseconds);
	}
	vec_release(&rows->items);
}

int
command_bench(int argc, char **argv)
{
	struct bench bench = { .write = NULL };
	struct error err;
	int code = EXIT_ACCEPTED;

	if (run(&bench, argc, argv, &err) < 0)
		code = command_fail(command_find("bench"), &err);
	rows_release(&bench.rows);
	contract_set_release(&bench.set);
	return code;
}
