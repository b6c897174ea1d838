#include "config.h"

#include "cli/check_options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"

enum check_option {
	OPTION_STAGED,
	OPTION_WORKTREE,
	OPTION_TREE,
	OPTION_REF,
	OPTION_SOURCE,
	OPTION_AS_OF,
	OPTION_USER,
	OPTION_OPTION,
	OPTION_MESSAGE,
	OPTION_FORMAT,
	OPTION_COLOR,
	OPTION_TRACE,
};

static const struct option long_options[] = {
	{ "staged", no_argument, NULL, OPTION_STAGED },
	{ "worktree", no_argument, NULL, OPTION_WORKTREE },
	{ "tree", required_argument, NULL, OPTION_TREE },
	{ "ref", required_argument, NULL, OPTION_REF },
	{ "source", required_argument, NULL, OPTION_SOURCE },
	{ "as-of", required_argument, NULL, OPTION_AS_OF },
	{ "user", required_argument, NULL, OPTION_USER },
	{ "option", required_argument, NULL, OPTION_OPTION },
	{ "message", required_argument, NULL, OPTION_MESSAGE },
	{ "format", required_argument, NULL, OPTION_FORMAT },
	{ "color", optional_argument, NULL, OPTION_COLOR },
	{ "trace", no_argument, NULL, OPTION_TRACE },
	{ NULL, 0, NULL, 0 },
};

static int
set_subject(struct check_options *options, enum check_subject subject, struct error *err)
{
	if (options->subject != CHECK_RANGE && options->subject != subject)
		return error_set(err, ERROR_USAGE,
				 "--staged, --worktree and --tree exclude each other");
	options->subject = subject;
	return 0;
}

static int
set_format(struct check_options *options, const char *name, struct error *err)
{
	const char *names[16];
	size_t n = 0;

	options->format = report_format_find(bytes_of(name));
	if (options->format)
		return 0;
	while (report_formats[n].name && n < sizeof(names) / sizeof(names[0])) {
		names[n] = report_formats[n].name;
		n++;
	}
	return option_value_unknown("--format", name, names, n, err);
}

static int
set_color(struct check_options *options, const char *when, struct error *err)
{
	static const char *const names[] = { "always", "auto", "never" };

	if (!when || strcmp(when, "always") == 0)
		options->color = true;
	else if (strcmp(when, "never") == 0)
		options->color = false;
	else if (strcmp(when, "auto") != 0)
		return option_value_unknown("--color", when, names, 3, err);
	return 0;
}

static int
set_option(struct check_options *options, int option, const char *value, struct error *err)
{
	const char **const texts[] = {
		[OPTION_TREE] = &options->tree,
		[OPTION_REF] = &options->ref,
		[OPTION_SOURCE] = &options->source,
		[OPTION_AS_OF] = &options->as_of,
		[OPTION_USER] = &options->user,
		[OPTION_MESSAGE] = &options->message,
		[OPTION_TRACE] = NULL,
	};

	switch (option) {
	case OPTION_STAGED:
		return set_subject(options, CHECK_STAGED, err);
	case OPTION_WORKTREE:
		return set_subject(options, CHECK_WORKTREE, err);
	case OPTION_TREE:
		options->tree = value;
		return set_subject(options, CHECK_TREE, err);
	case OPTION_OPTION:
		vec_push(&options->push_options, bytes_of(value));
		return 0;
	case OPTION_FORMAT:
		return set_format(options, value, err);
	case OPTION_COLOR:
		return set_color(options, value, err);
	case OPTION_TRACE:
		options->trace = true;
		return 0;
	default:
		*texts[option] = value;
		return 0;
	}
}

static int
check_agreement(const struct check_options *options, struct error *err)
{
	bool snapshot = options->subject == CHECK_STAGED || options->subject == CHECK_WORKTREE;

	if (options->range && options->subject != CHECK_RANGE)
		return error_set(err, ERROR_USAGE,
				 "a range goes with none of --staged, --worktree and --tree");
	if (options->message && !snapshot)
		return error_set(err, ERROR_USAGE, "--message goes with --staged or --worktree");
	return 0;
}

int
check_options_parse(struct check_options *options, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { long_options, argc, argv };
	const char *value;
	int option;

	*options = (struct check_options){ .format = report_format_find(BYTES("text")) };
	options->color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (set_option(options, option, value, err) < 0)
			return -1;
	}
	if (option == OPTION_ERROR)
		return -1;
	if (argc - optind > 1)
		return error_set(err, ERROR_USAGE, "check takes one range, not also '%s'",
				 argv[optind + 1]);
	options->range = argv[optind];
	return check_agreement(options, err);
}

void
check_options_release(struct check_options *options)
{
	vec_release(&options->push_options);
}
