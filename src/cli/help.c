#include "config.h"

#include <stdio.h>

#include "cli/command.h"

static void
help_all(void)
{
	printf("usage: writ COMMAND [options]\n\n");
	for (const struct command *command = commands; command->name; command++)
		printf("  %-12s %s\n", command->name, command->summary);
	printf("\nwrit help COMMAND says more; the manual is writ(1).\n");
}

int
command_help(int argc, char **argv)
{
	const struct command *command;
	struct error err;

	if (argc > 2) {
		error_set(&err, ERROR_USAGE, "help takes one command");
		return command_fail(command_find("help"), &err);
	}
	if (argc < 2) {
		help_all();
		return 0;
	}
	command = command_find(argv[1]);
	if (!command) {
		error_set(&err, ERROR_USAGE, "there is no command '%s'", argv[1]);
		return command_fail(NULL, &err);
	}
	printf("usage: writ %s%s%s\n\n%s\n%s%s", command->name, command->synopsis[0] ? " " : "",
	       command->synopsis, command->summary, command->details[0] ? "\n" : "",
	       command->details);
	return 0;
}
