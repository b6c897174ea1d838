#include "config.h"

#include "cli/ledger_options.h"

#include "cli/command.h"
#include "model/verdict.h"

static const char *
words_formats(size_t i)
{
	static const char *const words[] = {
		"text", "json", "csv", "jsonl", "in-toto", "pack", NULL
	};

	return words[i];
}

static const char *
words_results(size_t i)
{
	return i <= RESULT_ERROR ? outcome_result_name((enum outcome_result)i) : NULL;
}

static const char *
words_verdicts(size_t i)
{
	return i <= VERDICT_NONE ? verdict_kind_name((enum verdict_kind)i) : NULL;
}

const struct option_row ledger_option_rows[] = {
	[LEDGER_DECISION] = { "decision", required_argument, "ID",
			      "the pushes that this decision was asked about", ARGUMENT_TEXT },
	[LEDGER_COMMIT] = { "commit", required_argument, "ID",
			    "the pushes that begin, end or are rejected with this commit",
			    ARGUMENT_TEXT },
	[LEDGER_PUSHER] = { "pusher", required_argument, "NAME",
			    "the pushes of this user, by the server's name for them",
			    ARGUMENT_TEXT },
	[LEDGER_SINCE] = { "since", required_argument, "DAY", "from that day on, YYYY-MM-DD, UTC",
			   ARGUMENT_TEXT },
	[LEDGER_UNTIL] = { "until", required_argument, "DAY", "up to that day and with it",
			   ARGUMENT_TEXT },
	[LEDGER_RESULT] = { "result", required_argument, "RESULT",
			    "where a decision, that of --decision if given, had this result",
			    ARGUMENT_WORD, words_results },
	[LEDGER_VERDICT] = { "verdict", required_argument, "VERDICT",
			     "with this verdict, also where it was not enforced", ARGUMENT_WORD,
			     words_verdicts },
	[LEDGER_PATH] = { "path", required_argument, "PATH",
			  "with a violation in this file or folder", ARGUMENT_TEXT },
	[LEDGER_FORMAT] = { "format", required_argument, "FORMAT",
			    "of log and query: text, json; of export: csv, jsonl, in-toto, pack",
			    ARGUMENT_WORD, words_formats },
	[LEDGER_OUTPUT] = { "output", required_argument, "FILE",
			    "export: where to, instead of standard output; of a pack a new folder",
			    ARGUMENT_FILE },
	[LEDGER_KEY] = { "key", required_argument, "FILE",
			 "verify: public keys, in PEM or of notes, that sign checkpoints",
			 ARGUMENT_FILE },
	[LEDGER_CHECKPOINT] = { "checkpoint", required_argument, "FILE",
				"verify: a checkpoint that was kept, which the ledger goes on from",
				ARGUMENT_FILE },
	[LEDGER_SIZE] = { "size", required_argument, "N", "prove: in the tree of the first N lines",
			  ARGUMENT_TEXT },
	[LEDGER_REPLAY] = { "replay", no_argument, NULL,
			    "verify: judge the pushes again, and compare", ARGUMENT_TEXT },
	[LEDGER_INDEX] = { "index", required_argument, "FILE",
			   "index, query: the index, instead of the ledger's name and .index",
			   ARGUMENT_FILE },
	[LEDGER_REBUILD] = { "rebuild", no_argument, NULL, "index: make it anew", ARGUMENT_TEXT },
	[LEDGER_TO] = { "to", required_argument, "CONNINFO",
			"ship: the database, as libpq is told it; never with a password",
			ARGUMENT_TEXT },
	[LEDGER_SERVER] = { "server", required_argument, "NAME",
			    "ship: what this machine is called there, instead of its host name",
			    ARGUMENT_TEXT },
	[LEDGER_INIT] = { "init", no_argument, NULL, "ship: make the tables, where they are not",
			  ARGUMENT_TEXT },
	[LEDGER_BEGIN] = { "begin", no_argument, NULL, "ship: the ledger was begun anew on purpose",
			   ARGUMENT_TEXT },
	[LEDGER_COMPARE] = { "compare", no_argument, NULL,
			     "ship: hold each line against what was shipped before",
			     ARGUMENT_TEXT },
	{ NULL },
};

/* A folder may be written with the '/' that stands behind its name. */
static void
folder_trim(struct bytes *path)
{
	while (path->len > 1 && path->data[path->len - 1] == '/')
		path->len--;
}

int
ledger_options_read(struct ledger_options *options, unsigned int takes, int operands, int argc,
		    char **argv, struct error *err)
{
	struct option_reader reader = { command_find("ledger"), argc, argv };
	const char *value;
	int option;

	*options = (struct ledger_options){ .n_operands = 0 };
	while ((option = option_next(&reader, &value, err)) >= 0) {
		if (!(takes & 1U << option))
			return error_set(err, ERROR_USAGE, "ledger %s takes no --%s", argv[0],
					 ledger_option_rows[option].name);
		options->values[option] = value ? bytes_of(value) : BYTES("");
	}
	if (option == OPTION_ERROR)
		return -1;
	folder_trim(&options->values[LEDGER_PATH]);
	options->n_operands = argc - optind;
	options->operands = argv + optind;
	if (options->n_operands > operands)
		return error_set(err, ERROR_USAGE, "ledger %s takes %s", argv[0],
				 operands ? "one argument" : "no arguments but options");
	return 0;
}
