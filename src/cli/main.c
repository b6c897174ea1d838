#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/failure.h"
#include "base/suggest.h"
#include "cli/command.h"

/* What such a build lacks is in writ-sandbox(7). */
#ifdef WITH_SANITIZERS
static const char build_note[] = " (with sanitizers, not confined)";
#else
static const char build_note[] = "";
#endif

static int
command_unknown(const char *name)
{
	struct suggestion meant;
	struct error err;

	suggestion_init(&meant, bytes_of(name));
	for (const struct command *command = commands; command->name; command++)
		suggestion_offer(&meant, command->name);
	error_set(&err, ERROR_USAGE, "there is no command '%s'%s%s%s", name,
		  meant.best ? "; did you mean '" : "", meant.best ? meant.best : "",
		  meant.best ? "'?" : "");
	return command_fail(NULL, &err);
}

/* A hook that is a link to the program is known by the name it was called by. */
static const struct command *
command_of_program(const char *program)
{
	const char *slash = strrchr(program, '/');
	const struct command *command = command_find(slash ? slash + 1 : program);

	return command && command->hook ? command : NULL;
}

static int
command_missing(void)
{
	struct error err;

	error_set(&err, ERROR_USAGE, "a command is missing");
	return command_fail(NULL, &err);
}

static int
command_run(int argc, char **argv)
{
	const struct command *command = argc > 0 ? command_of_program(argv[0]) : NULL;

	if (command)
		return command->run(argc, argv);
	if (argc < 2)
		return command_missing();
	if (strcmp(argv[1], "--version") == 0) {
		printf("writ %s%s\n", PACKAGE_VERSION, build_note);
		return 0;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return command_help(1, argv);
	command = command_find(argv[1]);
	if (command && argc == 3 && strcmp(argv[2], "--help") == 0)
		return command_help(2, argv);
	return command ? command->run(argc - 1, argv + 1) : command_unknown(argv[1]);
}

int
main(int argc, char **argv)
{
	return output_finish(command_run(argc, argv));
}
