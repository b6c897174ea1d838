#include "config.h"

#include <stdio.h>

#include "base/escape.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "decisions/builtin.h"
#include "decisions/explain.h"

enum { OPTION_SOURCE };

const struct option_row explain_option_rows[] = {
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "a decision from there, not from writ.source", ARGUMENT_SOURCE },
	{ NULL },
};

struct arguments {
	const char *id;
	const char *source;
};

static int
arguments_read(struct arguments *arguments, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("explain"), argc, argv };
	const char *value;
	int option;

	*arguments = (struct arguments){ NULL, NULL };
	while ((option = option_next(&reader, &value, err)) >= 0)
		arguments->source = value;
	if (option == OPTION_ERROR)
		return -1;
	if (argc - optind != 1)
		return error_set(err, ERROR_USAGE, "explain takes one id");
	arguments->id = argv[optind];
	return 0;
}

static void
print(const struct buf *text)
{
	fwrite(buf_bytes(text).data, 1, text->len, stdout);
}

static bool
builtin_print(const char *id)
{
	struct buf out = BUF_INIT;

	for (int i = 0; i < BUILTIN_COUNT; i++) {
		if (!bytes_equal_string(bytes_of(id), builtin_id((enum builtin)i)))
			continue;
		explain_builtin_write(&out, (enum builtin)i);
		print(&out);
		buf_release(&out);
		return true;
	}
	return false;
}

/* ADR-0007, or NAME/ADR-0007 of a named source. */
static bool
is_called(const struct bundle *bundle, const struct decision *decision, struct bytes id)
{
	struct bytes name = bundle->source->name;

	if (bytes_equal(decision->id, id))
		return true;
	return name.len && id.len > name.len && bytes_starts_with(id, name) &&
	       id.data[name.len] == '/' &&
	       bytes_equal(decision->id, bytes_slice(id, name.len + 1, id.len));
}

static size_t
bundles_print(const struct bundle *const *bundles, size_t n, struct bytes id)
{
	struct buf out = BUF_INIT;
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < bundles[i]->n_decisions; k++) {
			const struct decision *decision = &bundles[i]->decisions[k];

			if (!is_called(bundles[i], decision, id))
				continue;
			if (found++)
				buf_add_char(&out, '\n');
			explain_decision_write(&out, bundles[i], decision);
		}
	}
	print(&out);
	buf_release(&out);
	return found;
}

static int
decision_print(struct surface *surface, const struct arguments *arguments, struct error *err)
{
	const struct bundle **bundles;

	if (surface_open_anywhere(surface, err) < 0 || surface_set_day(surface, NULL, err) < 0)
		return -1;
	if ((arguments->source ? source_argument_read(surface, arguments->source, err)
			       : source_argument_default(surface, err)) < 0 ||
	    source_bundles(surface, &bundles, err) < 0)
		return -1;
	if (!bundles_print(bundles, surface->request.n_sources, bytes_of(arguments->id)))
		return error_set(err, ERROR_USAGE,
				 "there is no decision '%s'; `writ compile` lists them",
				 arguments->id);
	return 0;
}

int
command_explain(int argc, char **argv)
{
	struct surface surface = { 0 };
	struct arguments arguments;
	struct error err;
	int code = EXIT_ACCEPTED;

	if (arguments_read(&arguments, argc, argv, &err) < 0)
		return command_fail(command_find("explain"), &err);
	if (builtin_print(arguments.id))
		return EXIT_ACCEPTED;
	if (decision_print(&surface, &arguments, &err) < 0)
		code = command_fail(command_find("explain"), &err);
	surface_release(&surface);
	return code;
}
