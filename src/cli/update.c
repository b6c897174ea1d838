#include "config.h"

#include "cli/command.h"
#include "cli/hook.h"

/* REF OLD NEW, as git gives them (githooks(5)). */
static char **arguments;

/* What came before in the same push has moved the refs already, so a source in this repository may
 * be what the push brought: rule 0 could not be kept. */
static int
sources_stand_apart(const struct surface *surface, struct error *err)
{
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		const struct judge_source *source = &surface->request.sources[i];

		if (source->setting->ref.data && !source->repository)
			return error_set(err, ERROR_CONFIG,
					 "writ.source %.*s is in this repository, where an update "
					 "hook cannot tell the value before the push; run writ as "
					 "`pre-receive`, or keep the decisions in a folder",
					 BYTES_ARG(source->setting->place));
	}
	return 0;
}

static int
line_make(struct surface *surface, struct buf *input, struct error *err)
{
	surface->push.options_known = false;
	buf_printf(input, "%s %s %s\n", arguments[1], arguments[2], arguments[0]);
	(void)err;
	return 0;
}

int
command_update(int argc, char **argv)
{
	static const struct hook hook = { "update", line_make, sources_stand_apart };
	struct error err;

	if (argc != 4) {
		error_set(&err, ERROR_USAGE, "update takes a ref, its old and its new id");
		command_fail(command_find("update"), &err);
		return EXIT_REJECTED;
	}
	arguments = argv + 1;
	return hook_run(&hook);
}
