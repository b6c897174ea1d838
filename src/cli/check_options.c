#include "config.h"

#include "cli/check_options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/options.h"

enum check_option {
	OPTION_STAGED,
	OPTION_WORKTREE,
	OPTION_TREE,
	OPTION_STDIN,
	OPTION_PATCH,
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

static const char *
words_formats(size_t i)
{
	return report_formats[i].name;
}

static const char *
words_when(size_t i)
{
	static const char *const words[] = { "auto", "always", "never", NULL };

	return words[i];
}

const struct option_row check_option_rows[] = {
	[OPTION_STAGED] = { "staged", no_argument, NULL,
			    "what is in the index, as a commit on HEAD" },
	[OPTION_WORKTREE] = { "worktree", no_argument, NULL,
			      "what lies in the work tree, as a commit on HEAD" },
	[OPTION_TREE] = { "tree", required_argument, "REV", "every file of REV as if it were added",
			  ARGUMENT_REVISION },
	[OPTION_STDIN] = { "stdin", required_argument, "PATH",
			   "one file with the content on standard input, as a commit on HEAD",
			   ARGUMENT_FILE },
	[OPTION_PATCH] = { "patch", required_argument, "FILE",
			   "a patch (- is standard input), as a commit on HEAD", ARGUMENT_FILE },
	[OPTION_REF] = { "ref", required_argument, "REF",
			 "judge as a push to REF (default: the upstream's name)", ARGUMENT_REF },
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	[OPTION_AS_OF] = { "as-of", required_argument, "DAY", "judge as on that day, YYYY-MM-DD" },
	[OPTION_USER] = { "user", required_argument, "NAME", "the pusher, for policies that ask" },
	[OPTION_OPTION] = { "option", required_argument, "TEXT",
			    "a push option; may be given again" },
	[OPTION_MESSAGE] = { "message", required_argument, "FILE",
			     "the message of what is no commit yet, for commit rules",
			     ARGUMENT_FILE },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_formats },
	[OPTION_COLOR] = { "color", optional_argument, "WHEN", NULL, ARGUMENT_WORD, words_when },
	[OPTION_TRACE] = { "trace", no_argument, NULL,
			   "what each policy spent, on standard error" },
	{ NULL },
};

static int
set_subject(struct check_options *options, enum check_subject subject, struct error *err)
{
	if (options->subject != CHECK_RANGE && options->subject != subject)
		return error_set(err, ERROR_USAGE,
				 "--staged, --worktree, --tree, --stdin and --patch exclude each "
				 "other");
	options->subject = subject;
	return 0;
}

static void
set_color(struct check_options *options, const char *when)
{
	if (!when || strcmp(when, "always") == 0)
		options->color = true;
	else if (strcmp(when, "never") == 0)
		options->color = false;
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
	case OPTION_STDIN:
		options->path = value;
		return set_subject(options, CHECK_FILE, err);
	case OPTION_PATCH:
		options->patch = value;
		return set_subject(options, CHECK_PATCH, err);
	case OPTION_OPTION:
		vec_push(&options->push_options, bytes_of(value));
		return 0;
	case OPTION_FORMAT:
		options->format = report_format_find(bytes_of(value));
		return 0;
	case OPTION_COLOR:
		set_color(options, value);
		return 0;
	case OPTION_TRACE:
		options->trace = true;
		return 0;
	default:
		*texts[option] = value;
		return 0;
	}
}

static bool
reads_standard_input(const struct check_options *options)
{
	return options->subject == CHECK_FILE ||
	       (options->subject == CHECK_PATCH && strcmp(options->patch, "-") == 0);
}

static int
check_agreement(const struct check_options *options, struct error *err)
{
	if (options->range && options->subject != CHECK_RANGE)
		return error_set(err, ERROR_USAGE,
				 "a range goes with none of --staged, --worktree, --tree, --stdin "
				 "and --patch");
	if (!options->message)
		return 0;
	if (options->subject == CHECK_RANGE || options->subject == CHECK_TREE)
		return error_set(err, ERROR_USAGE,
				 "--message goes with --staged, --worktree, --stdin or --patch");
	if (reads_standard_input(options) && strcmp(options->message, "-") == 0)
		return error_set(err, ERROR_USAGE,
				 "standard input is read once: put the message in a file");
	return 0;
}

int
check_options_parse(struct check_options *options, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("check"), argc, argv };
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
