#include "config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/options.h"
#include "lua/reference.h"

enum { OPTION_DEFINITIONS };

enum { OPTION_COLUMNS = 21, HELP_COLUMNS = 80 };

const struct option_row help_option_rows[] = {
	[OPTION_DEFINITIONS] = { "definitions", no_argument, NULL,
				 "the reference of Lua as annotations for editors, a file of Lua" },
	{ NULL },
};

static void
help_all(void)
{
	printf("usage: writ COMMAND [options]\n\n");
	for (const struct command *command = commands; command->name; command++)
		printf("  %-12s %s\n", command->name, command->summary);
	printf("\nwrit help COMMAND says more; the manual is writ(1).\n");
}

/* "text, json or yaml". */
static void
words_add(struct buf *text, word_list *words)
{
	for (size_t i = 0; words(i); i++) {
		bool last = words(i + 1) == NULL;

		buf_printf(text, "%s%s", i == 0 ? "" : last ? " or " : ", ", words(i));
	}
}

/* Prints TEXT from column OPTION_COLUMNS on, broken at blanks. */
static void
text_print(struct bytes text)
{
	size_t column = OPTION_COLUMNS;
	struct bytes word;

	while (bytes_split(&text, ' ', &word)) {
		bool first = column == OPTION_COLUMNS;

		if (!first && column + 1 + word.len > HELP_COLUMNS) {
			printf("\n%*s", OPTION_COLUMNS, "");
			column = OPTION_COLUMNS;
			first = true;
		}
		column += (size_t)printf("%s%.*s", first ? "" : " ", BYTES_ARG(word));
	}
	printf("\n");
}

static void
option_print(const struct option_row *row)
{
	static const struct {
		const char *before, *after;
	} marks[] = {
		[no_argument] = { "", "" },
		[required_argument] = { " ", "" },
		[optional_argument] = { "[=", "]" },
	};
	CLEANUP(buf_release) struct buf name = BUF_INIT, text = BUF_INIT;

	buf_printf(&name, "  --%s%s%s%s", row->name, marks[row->argument].before,
		   row->value ? row->value : "", marks[row->argument].after);
	if (row->help)
		buf_add_string(&text, row->help);
	else
		words_add(&text, row->words);
	printf("%-*s ", OPTION_COLUMNS - 1, name.data);
	text_print(buf_bytes(&text));
}

static int
help_command(const char *name, struct error *err)
{
	const struct command *command = command_find(name);

	if (!command)
		return error_set(err, ERROR_USAGE, "there is no command '%s'", name);
	printf("usage: writ %s%s%s\n\n%s\n%s%s", command->name, command->synopsis[0] ? " " : "",
	       command->synopsis, command->summary, command->details[0] ? "\n" : "",
	       command->details);
	if (command->options)
		printf("\n");
	for (const struct option_row *row = command->options; row && row->name; row++)
		option_print(row);
	return 0;
}

/* What policies can use: all of it, NAME alone (NULL: all), or as definitions for editors. */
static int
help_lua(const char *name, bool definitions, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (definitions && name)
		return error_set(err, ERROR_USAGE, "--definitions are of everything, not of '%s'",
				 name);
	if (definitions)
		definitions_write(&out);
	else if (reference_write(&out, bytes_of(name ? name : ""), err) < 0)
		return -1;
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

static int
run(int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("help"), argc, argv };
	bool definitions = false, lua;
	const char *value;
	int option, n;

	while ((option = option_next(&reader, &value, err)) >= 0)
		definitions = true;
	if (option == OPTION_ERROR)
		return -1;
	n = argc - optind;
	lua = n > 0 && strcmp(argv[optind], "lua") == 0;
	if (definitions && !lua)
		return error_set(err, ERROR_USAGE, "--definitions stands behind `help lua`");
	if (lua && n <= 2)
		return help_lua(n == 2 ? argv[optind + 1] : NULL, definitions, err);
	if (n > 1)
		return error_set(err, ERROR_USAGE, "help takes one %s", lua ? "name" : "command");
	if (n == 1)
		return help_command(argv[optind], err);
	help_all();
	return 0;
}

int
command_help(int argc, char **argv)
{
	struct error err;

	if (run(argc, argv, &err) < 0)
		return command_fail(command_find("help"), &err);
	return EXIT_ACCEPTED;
}
