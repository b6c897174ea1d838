#include "config.h"

#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/hook.h"

static int
input_read(struct surface *surface, struct buf *input, struct error *err)
{
	if (io_read_all(STDIN_FILENO, surface->settings.limits.value[LIMIT_INPUT_BYTES], input,
			err) < 0)
		return error_wrap(err, "the hook's standard input");
	return 0;
}

int
command_pre_receive(int argc, char **argv)
{
	static const struct hook hook = { "pre-receive", input_read };
	struct error err;

	(void)argv;
	if (argc > 1) {
		error_set(&err, ERROR_USAGE, "pre-receive takes no arguments");
		command_fail(command_find("pre-receive"), &err);
		return EXIT_REJECTED;
	}
	return hook_run(&hook);
}
