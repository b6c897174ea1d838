#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/check_options.h"
#include "cli/check_request.h"
#include "cli/command.h"

static void
trace_print(const struct judgement *judgement)
{
	const struct collect *collect = &judgement->collect;

	fprintf(stderr, "%-24s %12s %12s %12s %12s\n", "decision", "instructions", "memory", "read",
		"regex steps");
	for (size_t i = 0; i < collect->usage.len; i++) {
		const struct usage_row *row = &collect->usage.items[i];

		fprintf(stderr, "%-24.*s %12" PRIu64 " %12" PRIu64 " %12" PRIu64 " %12" PRIu64 "\n",
			BYTES_ARG(judgement->verdict.outcomes[row->outcome].id), row->instructions,
			row->memory_peak, row->read_bytes, row->regex_steps);
	}
}

static int
judge_and_print(struct surface *surface, const struct check_options *options)
{
	const struct report_options report = { .color = options->color, .by_hand = true };
	struct judgement judgement;
	struct buf out = BUF_INIT;
	struct error err;
	int code;

	check_judge(surface, options, &judgement);
	options->format->write(&out, &judgement.verdict, &report);
	code = check_exit_code(&judgement);
	if (io_write_all(STDOUT_FILENO, buf_bytes(&out), &err) < 0) {
		command_fail(command_find("check"), &err);
		code = EXIT_NO_VERDICT;
	}
	if (options->trace)
		trace_print(&judgement);
	buf_release(&out);
	judgement_release(&judgement);
	return code;
}

int
command_check(int argc, char **argv)
{
	struct check_options options;
	struct surface surface = { 0 };
	struct error err;
	int code;

	if (check_options_parse(&options, argc, argv, &err) == 0 &&
	    check_request_read(&surface, &options, &err) == 0)
		code = judge_and_print(&surface, &options);
	else
		code = command_fail(command_find("check"), &err);
	surface_release(&surface);
	check_options_release(&options);
	return code;
}
