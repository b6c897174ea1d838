#include "config.h"

#include "cli/completion.h"

/* How each kind of argument is offered; nothing but bash itself and git is needed. */
static const char *const offers[ARGUMENT_KINDS] = {
	[ARGUMENT_FILE] = "_writ_paths -f",
	[ARGUMENT_FOLDER] = "_writ_paths -d",
	[ARGUMENT_REVISION] = "_writ_revisions",
	[ARGUMENT_REF] = "_writ_refs '%(refname)'",
	[ARGUMENT_SOURCE] = "_writ_paths -d; _writ_revisions",
};

/* Words of compgen -W are expanded once more: names of refs, which others choose, never go there.
 */
static const char head[] =
	"# bash completion for writ; made by `writ completion bash`\n"
	"\n"
	"# _writ_words WORD...: those that begin like what is written.\n"
	"_writ_words()\n"
	"{\n"
	"	local word\n"
	"	for word; do\n"
	"		[[ $word != \"$cur\"* ]] || COMPREPLY+=(\"$word\")\n"
	"	done\n"
	"}\n"
	"\n"
	"_writ_paths()\n"
	"{\n"
	"	local path\n"
	"	compopt -o filenames 2>/dev/null\n"
	"	while IFS= read -r path; do\n"
	"		COMPREPLY+=(\"$path\")\n"
	"	done < <(compgen \"$1\" -- \"$cur\")\n"
	"}\n"
	"\n"
	"# _writ_refs FORMAT [PREFIX]: HEAD is one of them.\n"
	"_writ_refs()\n"
	"{\n"
	"	local ref\n"
	"	while IFS= read -r ref; do\n"
	"		[[ $2$ref != \"$cur\"* ]] || COMPREPLY+=(\"$2$(printf %q \"$ref\")\")\n"
	"	done < <(echo HEAD; git for-each-ref --format=\"$1\" 2>/dev/null)\n"
	"}\n"
	"\n"
	"# A revision, or the second one of a range.\n"
	"_writ_revisions()\n"
	"{\n"
	"	case $cur in\n"
	"	*..*) _writ_refs '%(refname:short)' \"${cur%..*}..\" ;;\n"
	"	*) _writ_refs '%(refname:short)' ;;\n"
	"	esac\n"
	"}\n"
	"\n"
	"# bash takes an equals sign for a word of its own: it stands behind the option here.\n"
	"_writ()\n"
	"{\n"
	"	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
	"	local command=${COMP_WORDS[1]}\n"
	"	COMPREPLY=()\n"
	"	if [[ $cur == = ]]; then\n"
	"		cur='' prev=$prev=\n"
	"	elif [[ $prev == = ]]; then\n"
	"		prev=${COMP_WORDS[COMP_CWORD - 2]}=\n"
	"	fi\n";

static void
offer_write(struct buf *out, const struct option_row *row, enum argument_kind kind)
{
	word_list *words = completion_words(row, kind);
	const char *offer = offers[row ? row->kind : kind];

	if (words) {
		buf_add_string(out, " _writ_words ");
		completion_words_add(out, words);
	} else if (offer) {
		buf_printf(out, " %s", offer);
	}
	buf_add_string(out, " ;;\n");
}

/* The first word. */
static void
command_names_write(struct buf *out)
{
	buf_add_string(out, "	if ((COMP_CWORD == 1)); then\n		_writ_words --help "
			    "--version ");
	completion_words_add(out, completion_words(NULL, ARGUMENT_COMMAND));
	buf_add_string(out, "\n		return\n	fi\n");
}

/* An option whose value is being written; one that is optional stands behind an equals sign. */
static void
value_write(struct buf *out, const struct command *command, const struct option_row *row)
{
	if (row->argument == no_argument)
		return;
	buf_printf(out, "	'%s --%s=')", command->name, row->name);
	offer_write(out, row, row->kind);
	if (row->argument == optional_argument)
		return;
	buf_printf(out, "	'%s --%s')", command->name, row->name);
	offer_write(out, row, row->kind);
}

static void
values_write(struct buf *out)
{
	buf_add_string(out, "	case \"$command $prev\" in\n");
	for (const struct command *command = commands; command->name; command++) {
		for (const struct option_row *row = command->options; row && row->name; row++)
			value_write(out, command, row);
	}
	buf_add_string(out, "	*) _writ_operands ;;\n	esac\n}\n\n");
}

static void
options_write(struct buf *out, const struct command *command)
{
	buf_printf(out, "	'%s -'*) _writ_words --help", command->name);
	for (const struct option_row *row = command->options; row && row->name; row++)
		buf_printf(out, " --%s", row->name);
	buf_add_string(out, " ;;\n");
}

static void
operands_write(struct buf *out)
{
	buf_add_string(out, "# An option, or what the command is about.\n"
			    "_writ_operands()\n{\n	case \"$command $cur\" in\n");
	for (const struct command *command = commands; command->name; command++) {
		options_write(out, command);
		buf_printf(out, "	'%s '*)", command->name);
		offer_write(out, NULL, command->operands);
	}
	buf_add_string(out, "	esac\n}\n\n");
}

void
completion_bash(struct buf *out)
{
	buf_add_string(out, head);
	command_names_write(out);
	values_write(out);
	operands_write(out);
	buf_add_string(out, "complete -F _writ writ\n");
}
