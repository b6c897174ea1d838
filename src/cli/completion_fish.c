#include "config.h"

#include "cli/completion.h"

/* What is offered for each kind of argument; files are fish's own. */
static const char *const offers[ARGUMENT_KINDS] = {
	[ARGUMENT_FOLDER] = "(__fish_complete_directories)",
	[ARGUMENT_REVISION] = "(__writ_revisions)",
	[ARGUMENT_REF] = "(__writ_refs \"%(refname)\")",
	[ARGUMENT_SOURCE] = "(__fish_complete_directories; __writ_revisions)",
};

static const char head[] =
	"# fish completion for writ; made by `writ completion fish`\n"
	"\n"
	"function __writ_refs\n"
	"	git for-each-ref --format=$argv[1] 2>/dev/null\n"
	"end\n"
	"\n"
	"# A revision, or the second one of a range.\n"
	"function __writ_revisions\n"
	"	set -l base (string match -r '^.*\\.\\.' -- (commandline -ct)); or set base ''\n"
	"	printf '%s\\n' $base{HEAD,(__writ_refs '%(refname:short)')}\n"
	"end\n"
	"\n"
	"# Whether the command is the one that is named; without a name, "
	"whether it is still to come.\n"
	"function __writ_command\n"
	"	set -l words (commandline -opc)\n"
	"	test \"$words[2]\" = \"$argv[1]\"\n"
	"end\n"
	"\n"
	"complete -c writ -f\n"
	"complete -c writ -n __writ_command -l help -d 'list the commands'\n"
	"complete -c writ -n __writ_command -l version -d 'print the version'\n";

/* Writes the options -F and -a, as far as KIND has anything to offer. */
static void
offer_write(struct buf *out, const struct option_row *row, enum argument_kind kind)
{
	word_list *words = completion_words(row, kind);
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	kind = row ? row->kind : kind;
	if (words)
		completion_words_add(&text, words);
	else if (offers[kind])
		buf_add_string(&text, offers[kind]);
	if (kind == ARGUMENT_FILE)
		buf_add_string(out, " -F");
	if (text.len) {
		buf_add_string(out, " -a ");
		completion_quoted(out, text.data, "\\'");
	}
}

static void
begin(struct buf *out, const struct command *command)
{
	buf_printf(out, "complete -c writ -n '__writ_command %s'", command->name);
}

static void
option_write(struct buf *out, const struct command *command, const struct option_row *row)
{
	begin(out, command);
	buf_printf(out, " -l %s", row->name);
	if (row->argument == required_argument)
		buf_add_string(out, row->kind == ARGUMENT_FILE ? " -r" : " -x");
	if (row->argument != no_argument)
		offer_write(out, row, row->kind);
	buf_add_string(out, " -d ");
	completion_quoted(out, row->help ? row->help : row->value, "\\'");
	buf_add_char(out, '\n');
}

static void
command_write(struct buf *out, const struct command *command)
{
	buf_printf(out, "complete -c writ -n __writ_command -a %s -d ", command->name);
	completion_quoted(out, command->summary, "\\'");
	buf_add_char(out, '\n');
	begin(out, command);
	buf_add_string(out, " -l help -d 'the help of this command'\n");
	for (const struct option_row *row = command->options; row && row->name; row++)
		option_write(out, command, row);
	if (command->operands == ARGUMENT_TEXT)
		return;
	begin(out, command);
	offer_write(out, NULL, command->operands);
	buf_add_char(out, '\n');
}

void
completion_fish(struct buf *out)
{
	buf_add_string(out, head);
	for (const struct command *command = commands; command->name; command++)
		command_write(out, command);
}
