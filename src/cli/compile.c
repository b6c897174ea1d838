#include "config.h"

#include <stdio.h>

#include "base/escape.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "decisions/listing.h"
#include "lua/policy.h"

static const struct option no_options[] = { { NULL, 0, NULL, 0 } };

static int
sources_read(struct surface *surface, const char *source, struct error *err)
{
	if (surface_open_anywhere(surface, err) < 0 || surface_set_day(surface, NULL, err) < 0)
		return -1;
	return source ? source_argument_read(surface, source, err)
		      : source_argument_default(surface, err);
}

/* Policies that compile may still not load; said in the form of the other errors. */
static size_t
loads_print(struct buf *out, const struct bundle *bundle, const struct limits *limits)
{
	size_t errors = 0;
	struct error err;

	for (size_t i = 0; i < bundle->n_decisions && bundle->n_errors == 0; i++) {
		const struct decision *decision = &bundle->decisions[i];

		if (!decision->enforced || policy_check_load(bundle, decision, limits, &err) == 0)
			continue;
		escape_text(out, decision->policy.path.len ? decision->shown_path : BYTES(""));
		buf_printf(out, ":%zu:1: error: ", decision->policy.first_line);
		escape_text(out, bytes_of(err.message));
		buf_add_char(out, '\n');
		errors++;
	}
	return errors;
}

/* Every bundle is listed, whatever is wrong with the ones before it. */
static int
bundles_print(const struct bundle *const *bundles, size_t n, const struct limits *limits)
{
	struct buf out = BUF_INIT;
	size_t errors = 0;

	for (size_t i = 0; i < n; i++) {
		errors += loads_print(&out, bundles[i], limits);
		listing_write(&out, bundles[i]);
		errors += bundles[i]->n_errors;
	}
	fwrite(buf_bytes(&out).data, 1, out.len, stdout);
	buf_release(&out);
	return errors ? EXIT_USAGE : EXIT_ACCEPTED;
}

static int
arguments_read(int argc, char **argv, const char **source, struct error *err)
{
	struct option_reader reader = { no_options, argc, argv };
	const char *value;

	if (option_next(&reader, &value, err) == OPTION_ERROR)
		return -1;
	if (argc - optind > 1)
		return error_set(err, ERROR_USAGE, "compile takes one source");
	*source = argv[optind];
	return 0;
}

int
command_compile(int argc, char **argv)
{
	struct surface surface = { 0 };
	const struct bundle **bundles;
	const char *source = NULL;
	struct error err;
	int code;

	if (arguments_read(argc, argv, &source, &err) == 0 &&
	    sources_read(&surface, source, &err) == 0 &&
	    source_bundles(&surface, &bundles, &err) == 0)
		code = bundles_print(bundles, surface.request.n_sources, &surface.settings.limits);
	else
		code = command_fail(command_find("compile"), &err);
	surface_release(&surface);
	return code;
}
