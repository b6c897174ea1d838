#include "config.h"

#include "cli/replay_options.h"

#include <string.h>

#include "base/day.h"
#include "cli/command.h"
#include "cli/options.h"

enum {
	OPTION_SOURCE,
	OPTION_REF,
	OPTION_SINCE,
	OPTION_AS_OF,
	OPTION_USER,
	OPTION_LEDGER,
	OPTION_PUSHES,
	OPTION_FORMAT,
};

const struct option_row replay_option_rows[] = {
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "decisions from there, not from writ.source", ARGUMENT_SOURCE },
	[OPTION_REF] = { "ref", required_argument, "REF",
			 "judge as pushes to REF (default: the upstream's name)", ARGUMENT_REF },
	[OPTION_SINCE] = { "since", required_argument, "DAY",
			   "begin with the first commit, or push, of that day or later" },
	[OPTION_AS_OF] = { "as-of", required_argument, "DAY", "judge as on that day, YYYY-MM-DD" },
	[OPTION_USER] = { "user", required_argument, "NAME", "the pusher, for policies that ask" },
	[OPTION_LEDGER] = { "ledger", required_argument, "FILE",
			    "the ledger of --pushes (default: writ.ledger)", ARGUMENT_FILE },
	[OPTION_PUSHES] = { "pushes", required_argument, "N",
			    "replay the last N pushes of the ledger, not a history" },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_text_json },
	{ NULL },
};

static int
value_take(struct replay_arguments *arguments, int option, const char *value, struct error *err)
{
	const char **const texts[] = { &arguments->history.source, &arguments->history.ref,
				       &arguments->since,          &arguments->history.as_of,
				       &arguments->history.user,   &arguments->ledger };

	if (option == OPTION_PUSHES)
		return option_number("pushes", value, REPLAY_PUSHES_MAX, &arguments->pushes, err);
	if (option != OPTION_FORMAT)
		*texts[option] = value;
	else if (strcmp(value, "json") == 0)
		arguments->write = replay_write_json;
	else
		arguments->write = replay_write_text;
	return 0;
}

/* What is left of the arguments: a history, unless it is about the pushes of a ledger. */
static int
subject_check(struct replay_arguments *arguments, int n, char **operands, struct error *err)
{
	if (arguments->pushes && (n > 0 || arguments->history.ref))
		return error_set(err, ERROR_USAGE,
				 "--pushes is about the pushes of a ledger, to whichever ref: it "
				 "takes no history, and no --ref");
	if (!arguments->pushes && arguments->ledger)
		return error_set(err, ERROR_USAGE, "--ledger needs --pushes N");
	if (!arguments->pushes && n != 1)
		return error_set(err, ERROR_USAGE,
				 "replay takes one history: a revision, or BASE..TIP; or "
				 "--pushes N, for the last ones of the ledger");
	arguments->history.range = n ? operands[0] : NULL;
	return 0;
}

int
replay_arguments_read(struct replay_arguments *arguments, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("replay"), argc, argv };
	const char *value;
	int option;

	*arguments = (struct replay_arguments){ .write = replay_write_text };
	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (value_take(arguments, option, value, err) < 0)
			return -1;
	}
	if (option == OPTION_ERROR ||
	    subject_check(arguments, argc - optind, argv + optind, err) < 0)
		return -1;
	if (arguments->since && !day_is_valid(bytes_of(arguments->since)))
		return error_set(err, ERROR_USAGE, "--since takes a day, YYYY-MM-DD, not '%s'",
				 arguments->since);
	return 0;
}
