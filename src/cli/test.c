#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/testing.h"
#include "contract/trial.h"
#include "decisions/names.h"

enum { OPTION_COVERAGE, OPTION_FORMAT, OPTION_MUTATE, OPTION_TRACE, OPTION_UPDATE };

static const char *
words_tap_junit(size_t i)
{
	static const char *const words[] = { "tap", "junit", NULL };

	return words[i];
}

const struct option_row test_option_rows[] = {
	[OPTION_COVERAGE] = { "coverage", optional_argument, "FILE",
			      "which lines of policies ran, in lcov's format, to FILE or standard "
			      "output (then the report goes to standard error)",
			      ARGUMENT_FILE },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_tap_junit },
	[OPTION_MUTATE] = { "mutate", no_argument, NULL,
			    "change each policy, and name the changes that no contract notices" },
	[OPTION_TRACE] = { "trace", no_argument, NULL,
			   "what each policy called, read, reported and spent, on standard error" },
	[OPTION_UPDATE] = { "update", no_argument, NULL,
			    "write what is seen into contracts that differ, and say so" },
	{ NULL },
};

/* What the contracts of one decision are made of. */
struct kinds {
	bool accepts, rejects, deletes;
};

static void
option_take(struct testing *it, int option, const char *value)
{
	switch (option) {
	case OPTION_COVERAGE:
		it->watching.watch.lines = true;
		it->coverage_file = value;
		break;
	case OPTION_FORMAT:
		it->write = strcmp(value, "junit") == 0 ? test_report_junit : test_report_tap;
		break;
	case OPTION_MUTATE:
		it->mutate = true;
		break;
	case OPTION_TRACE:
		it->watching.watch.events = true;
		break;
	default:
		it->update = true;
	}
}

static int
arguments_read(struct testing *it, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("test"), argc, argv };
	const char *value;
	int option;

	it->write = test_report_tap;
	while ((option = option_next(&reader, &value, err)) >= 0)
		option_take(it, option, value);
	if (option == OPTION_ERROR)
		return -1;
	if (argc - optind > 1)
		return error_set(err, ERROR_USAGE, "test takes one path");
	return 0;
}

/* Puts what was seen in the place of what was expected; the file is there, old or new, all the
 * time. */
static int
file_update(struct testing *it, const struct source_file *file, const struct contract *contract,
	    const struct trial *trial, struct error *err)
{
	struct bytes path = arena_printf(&it->set.surface.arena, "%.*s/%.*s",
					 BYTES_ARG(it->set.folder), BYTES_ARG(file->path));
	struct bytes written_path =
		arena_printf(&it->set.surface.arena, "%.*s.new", BYTES_ARG(path));
	FILE *out = fopen(written_path.data, "w");
	bool ends = contract->expect_start <= file->content.len;
	size_t n = ends ? contract->expect_start : file->content.len;
	bool written;

	if (!out)
		return error_set_errno(err, "cannot write %s", written_path.data);
	written = fwrite(file->content.data, 1, n, out) == n && (ends || fputc('\n', out) != EOF) &&
		  fwrite(trial->seen.data, 1, trial->seen.len, out) == trial->seen.len;
	if (fclose(out) != 0 || !written || rename(written_path.data, path.data) < 0)
		return error_set_errno(err, "cannot write %s", path.data);
	return 0;
}

static struct bytes
ending_off(struct bytes name)
{
	return bytes_slice(name, 0, name.len - strlen(".txtar"));
}

void
testing_add(struct testing *it, const struct decision *decision, struct bytes name, bool passed,
	    struct bytes detail)
{
	struct test_case test = { path_stem(decision->path), name, passed,
				  arena_copy(&it->set.surface.arena, detail) };

	test_report_add(&it->report, &test);
}

/* Sets *DETAIL to what is wrong; true when nothing is, or when it was mended. */
static bool
contract_run(struct testing *it, const struct decision *decision, const struct source_file *file,
	     struct kinds *kinds, struct buf *detail)
{
	struct arena *arena = &it->set.surface.arena;
	struct contract contract;
	struct trial trial = { .watching = &it->watching };
	struct error err;
	bool passed = false;

	if (contract_parse(&contract, file->content, arena, &err) < 0 ||
	    trial_run(&trial, it->set.bundle, decision, &contract, it->set.surface.push.as_of,
		      &err) < 0) {
		buf_add_string(detail, err.message);
		trial_release(&trial);
		return false;
	}
	testing_trace(it, decision, ending_off(path_name(file->path)));
	kinds->rejects |= contract.rejects || contract.n_lines > 0;
	kinds->accepts |= !contract.rejects && contract.n_lines == 0;
	kinds->deletes |= contract_deletes(&contract);
	passed = trial.passed;
	if (!passed)
		trial_difference(&trial, &contract, detail);
	if (!passed && it->update) {
		passed = file_update(it, file, &contract, &trial, &err) == 0;
		buf_printf(detail, "%s\n", passed ? "updated" : err.message);
	}
	trial_release(&trial);
	return passed;
}

/* A policy that was never seen to accept, or to reject, is not known to work. */
static void
kinds_check(struct testing *it, const struct decision *decision, const struct kinds *kinds)
{
	CLEANUP(buf_release) struct buf detail = BUF_INIT;

	if (it->set.contract.len)
		return;
	if (!kinds->accepts)
		buf_add_string(&detail, "no contract accepts\n");
	if (!kinds->rejects)
		buf_add_string(&detail, "no contract rejects\n");
	if (kinds->accepts && kinds->rejects && !kinds->deletes)
		buf_add_string(&detail, "no contract deletes a path in scope\n");
	testing_add(it, decision, BYTES("has contracts that accept and reject"),
		    kinds->accepts && kinds->rejects, buf_bytes(&detail));
}

static void
decision_test(void *ctx, const struct decision *decision)
{
	struct testing *it = ctx;
	const struct source *source = it->set.bundle->source;
	struct kinds kinds = { false, false, false };
	size_t n_failed = it->report.n_failed;

	for (size_t i = 0; i < source->n_files; i++) {
		const struct source_file *file = &source->files[i];
		CLEANUP(buf_release) struct buf detail = BUF_INIT;
		bool passed;

		if (!contract_set_holds(&it->set, decision, file->path))
			continue;
		passed = contract_run(it, decision, file, &kinds, &detail);
		testing_add(it, decision, ending_off(path_name(file->path)), passed,
			    buf_bytes(&detail));
	}
	testing_cover(it, decision);
	kinds_check(it, decision, &kinds);
	/* a contract that does not hold for the policy tells nothing of its mutants */
	if (it->mutate && it->report.n_failed == n_failed)
		testing_mutants(it, decision);
}

static bool
covers_to_output(const struct testing *it)
{
	return it->watching.watch.lines && !it->coverage_file;
}

static int
run(struct testing *it, int argc, char **argv, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (arguments_read(it, argc, argv, err) < 0 ||
	    contract_set_open(&it->set, optind < argc ? argv[optind] : NULL, err) < 0 ||
	    contract_set_each(&it->set, decision_test, it, err) < 0)
		return -1;
	it->write(&out, &it->report);
	/* what is asked for on standard output stands there alone */
	if (io_write_all(covers_to_output(it) ? STDERR_FILENO : STDOUT_FILENO, buf_bytes(&out),
			 err) < 0 ||
	    testing_coverage_write(it, err) < 0)
		return -1;
	return it->report.n_failed ? EXIT_REJECTED : EXIT_ACCEPTED;
}

int
command_test(int argc, char **argv)
{
	struct testing testing = { .update = false };
	struct error err;
	int code = run(&testing, argc, argv, &err);

	if (code < 0)
		code = command_fail(command_find("test"), &err);
	test_report_release(&testing.report);
	watching_release(&testing.watching);
	buf_release(&testing.coverage);
	buf_release(&testing.coverage_summary);
	contract_set_release(&testing.set);
	return code;
}
