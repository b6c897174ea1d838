#include "config.h"

#include "cli/completion.h"

/* The action of _arguments for each kind of argument. */
static const char *const actions[ARGUMENT_KINDS] = {
	[ARGUMENT_TEXT] = " ",           [ARGUMENT_FILE] = "_files",
	[ARGUMENT_FOLDER] = "_files -/", [ARGUMENT_REVISION] = "_writ_revisions",
	[ARGUMENT_REF] = "_writ_refs",   [ARGUMENT_SOURCE] = "_writ_sources",
};

static const char head[] =
	"#compdef writ\n"
	"# zsh completion for writ; made by `writ completion zsh`\n"
	"\n"
	"_writ_refs() {\n"
	"	local -a refs=(${(f)\"$(git for-each-ref --format='%(refname)' 2>/dev/null)\"})\n"
	"	compadd -a refs\n"
	"}\n"
	"\n"
	"# A revision, or the second one of a range.\n"
	"_writ_revisions() {\n"
	"	local -a revisions=(\n"
	"		HEAD ${(f)\"$(git for-each-ref --format='%(refname:short)' "
	"2>/dev/null)\"}\n"
	"	)\n"
	"	compset -P '*..'\n"
	"	compadd -a revisions\n"
	"}\n"
	"\n"
	"# A folder, or a revision and a folder.\n"
	"_writ_sources() {\n"
	"	_alternative 'folders:folder:_files -/' 'revisions:revision:_writ_revisions'\n"
	"}\n"
	"\n";

static void
action_write(struct buf *out, const struct option_row *row, enum argument_kind kind)
{
	word_list *words = completion_words(row, kind);

	if (!words) {
		buf_add_string(out, actions[row ? row->kind : kind]);
		return;
	}
	buf_add_char(out, '(');
	completion_words_add(out, words);
	buf_add_char(out, ')');
}

/* The text between an option's brackets. */
static void
help_write(struct buf *out, const struct option_row *row)
{
	const char *help = row->help ? row->help : row->value;

	for (; *help; help++)
		buf_printf(out, "%s%c", *help == '[' || *help == ']' || *help == ':' ? "\\" : "",
			   *help);
}

static void
option_write(struct buf *out, const struct option_row *row)
{
	static const char *const forms[] = {
		[no_argument] = "",
		[required_argument] = "=",
		[optional_argument] = "=-",
	};
	CLEANUP(buf_release) struct buf spec = BUF_INIT;

	buf_printf(&spec, "*--%s%s[", row->name, forms[row->argument]);
	help_write(&spec, row);
	buf_add_char(&spec, ']');
	if (row->argument != no_argument) {
		buf_printf(&spec, "%s%s:", row->argument == optional_argument ? "::" : ":",
			   row->value);
		action_write(&spec, row, row->kind);
	}
	buf_add_string(out, " \\\n			");
	completion_quoted(out, spec.data, "'\\''");
}

static void
command_write(struct buf *out, const struct command *command)
{
	CLEANUP(buf_release) struct buf operands = BUF_INIT;

	buf_printf(out, "		%s) _arguments '--help[the help of this command]'",
		   command->name);
	for (const struct option_row *row = command->options; row && row->name; row++)
		option_write(out, row);
	buf_add_string(&operands, "*:argument:");
	action_write(&operands, NULL, command->operands);
	buf_add_string(out, " \\\n			");
	completion_quoted(out, operands.data, "'\\''");
	buf_add_string(out, " ;;\n");
}

static void
names_write(struct buf *out)
{
	buf_add_string(out, "	local -a commands=(\n");
	for (const struct command *command = commands; command->name; command++) {
		CLEANUP(buf_release) struct buf name = BUF_INIT;

		buf_printf(&name, "%s:%s", command->name, command->summary);
		buf_add_string(out, "		");
		completion_quoted(out, name.data, "'\\''");
		buf_add_char(out, '\n');
	}
	buf_add_string(out, "	)\n");
}

void
completion_zsh(struct buf *out)
{
	buf_add_string(out, head);
	buf_add_string(out, "_writ() {\n	local curcontext=$curcontext state line\n");
	names_write(out);
	buf_add_string(out, "	_arguments -C '(- *)--help[list the commands]' \\\n"
			    "		'(- *)--version[print the version]' \\\n"
			    "		'1:command:->command' '*::argument:->argument'\n"
			    "	case $state in\n"
			    "	command) _describe -t commands command commands ;;\n"
			    "	argument)\n"
			    "		case $words[1] in\n");
	for (const struct command *command = commands; command->name; command++)
		command_write(out, command);
	buf_add_string(out, "		esac ;;\n	esac\n}\n\n"
			    "if [[ $funcstack[1] == _writ ]]; then\n"
			    "	_writ \"$@\"\n"
			    "else\n"
			    "	compdef _writ writ\n"
			    "fi\n");
}
