#include "config.h"

#include "cli/replay_options.h"

#include <string.h>

#include "base/day.h"
#include "cli/command.h"
#include "cli/options.h"

enum { OPTION_SOURCE, OPTION_REF, OPTION_SINCE, OPTION_AS_OF, OPTION_USER, OPTION_FORMAT };

const struct option_row replay_option_rows[] = {
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	[OPTION_REF] = { "ref", required_argument, "REF",
			 "judge as pushes to REF (default: the upstream's name)", ARGUMENT_REF },
	[OPTION_SINCE] = { "since", required_argument, "DAY",
			   "begin with the first commit of that day or later, YYYY-MM-DD" },
	[OPTION_AS_OF] = { "as-of", required_argument, "DAY", "judge as on that day, YYYY-MM-DD" },
	[OPTION_USER] = { "user", required_argument, "NAME", "the pusher, for policies that ask" },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_text_json },
	{ NULL },
};

static void
value_take(struct replay_arguments *arguments, int option, const char *value)
{
	const char **const texts[] = { &arguments->history.source, &arguments->history.ref,
				       &arguments->since, &arguments->history.as_of,
				       &arguments->history.user };

	if (option != OPTION_FORMAT)
		*texts[option] = value;
	else if (strcmp(value, "json") == 0)
		arguments->write = replay_write_json;
	else
		arguments->write = replay_write_text;
}

int
replay_arguments_read(struct replay_arguments *arguments, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("replay"), argc, argv };
	const char *value;
	int option;

	*arguments = (struct replay_arguments){ .write = replay_write_text };
	while ((option = option_next(&reader, &value, err)) >= 0)
		value_take(arguments, option, value);
	if (option == OPTION_ERROR)
		return -1;
	if (argc - optind != 1)
		return error_set(err, ERROR_USAGE,
				 "replay takes one history: a revision, or BASE..TIP");
	arguments->history.range = argv[optind];
	if (arguments->since && !day_is_valid(bytes_of(arguments->since)))
		return error_set(err, ERROR_USAGE, "--since takes a day, YYYY-MM-DD, not '%s'",
				 arguments->since);
	return 0;
}
