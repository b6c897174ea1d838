#include "config.h"

#include <string.h>
#include <unistd.h>

#include "agents/context_format.h"
#include "base/io.h"
#include "base/vec.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/path_argument.h"
#include "cli/source_argument.h"

enum {
	OPTION_BUDGET,
	OPTION_FORMAT,
	OPTION_REF,
	OPTION_SOURCE,
	OPTION_TASK,
	BUDGET_MAX = 1 << 30,
	TASK_MAX_BYTES = 4096,
};

static const char *
formats(size_t i)
{
	static const char *const words[] = { "markdown", "json", NULL };

	return words[i];
}

const struct option_row context_option_rows[] = {
	[OPTION_BUDGET] = { "budget", required_argument, "BYTES",
			    "write no more than that, and name what is left out" },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD, formats },
	[OPTION_REF] = { "ref", required_argument, "REF",
			 "only what governs a push to REF (default: any ref)", ARGUMENT_REF },
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	[OPTION_TASK] = { "task", required_argument, "TEXT", "find decisions by words too" },
	{ NULL },
};

struct arguments {
	char **paths;
	size_t n_paths;
	const char *task, *ref, *source;
	unsigned long budget; /* 0: none */
	const struct context_format *format;
};

static int
option_take(struct arguments *arguments, int option, const char *value, struct error *err)
{
	const char **const texts[] = {
		[OPTION_REF] = &arguments->ref,
		[OPTION_SOURCE] = &arguments->source,
		[OPTION_TASK] = &arguments->task,
	};

	if (option == OPTION_BUDGET)
		return option_number("--budget", value, BUDGET_MAX, &arguments->budget, err);
	if (option == OPTION_FORMAT)
		arguments->format = context_format_find(value);
	else
		*texts[option] = value;
	return 0;
}

static int
arguments_check(const struct arguments *arguments, struct error *err)
{
	if (arguments->n_paths == 0 && !arguments->task)
		return error_set(err, ERROR_USAGE,
				 "context of what? name paths (`.` is the whole tree), or a task: "
				 "`writ context src/a.c`, `writ context --task 'add a cache'`");
	if (arguments->task && (!arguments->task[0] || strlen(arguments->task) > TASK_MAX_BYTES))
		return error_set(err, ERROR_USAGE, "--task takes a text of 1 to %d bytes",
				 TASK_MAX_BYTES);
	return 0;
}

static int
arguments_read(struct arguments *arguments, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("context"), argc, argv };
	const char *value;
	int option;

	*arguments = (struct arguments){ .format = context_format_find("markdown") };
	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (option_take(arguments, option, value, err) < 0)
			return -1;
	}
	if (option == OPTION_ERROR)
		return -1;
	arguments->paths = argv + optind;
	arguments->n_paths = (size_t)(argc - optind);
	return arguments_check(arguments, err);
}

static int
question_read(struct surface *surface, const struct arguments *arguments,
	      struct context_question *question, struct error *err)
{
	struct reach_query *paths;
	const struct bundle **bundles;

	if (source_decisions(surface, arguments->source, &bundles, err) < 0)
		return -1;
	paths = arena_new_array(&surface->arena, struct reach_query, arguments->n_paths);
	for (size_t i = 0; i < arguments->n_paths; i++) {
		if (path_argument_read(surface, arguments->paths[i], &paths[i], err) < 0)
			return -1;
	}
	*question = (struct context_question){
		.bundles = bundles,
		.n_bundles = surface->request.n_sources,
		.paths = paths,
		.n_paths = arguments->n_paths,
		.task = bytes_of(arguments->task),
		.as_of = surface->push.as_of,
		.budget = arguments->budget,
	};
	return ref_argument_read(surface, arguments->ref, &question->ref, err);
}

static int
context_print(struct surface *surface, const struct arguments *arguments, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct context_question question;
	struct context context;

	if (question_read(surface, arguments, &question, err) < 0)
		return -1;
	context_find(&context, &question, &surface->arena);
	if (context_write(&out, &context, arguments->format, err) < 0)
		return -1;
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

int
command_context(int argc, char **argv)
{
	struct surface surface = { 0 };
	struct arguments arguments;
	struct error err;
	int code = EXIT_ACCEPTED;

	if (arguments_read(&arguments, argc, argv, &err) < 0 ||
	    context_print(&surface, &arguments, &err) < 0)
		code = command_fail(command_find("context"), &err);
	surface_release(&surface);
	return code;
}
