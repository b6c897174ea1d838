#include "config.h"

#include <stdio.h>

#include "base/escape.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "decisions/listing.h"
#include "judge/loads.h"

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
static int
loads_print(struct buf *out, const struct bundle *bundle, struct surface *surface, size_t *n_errors,
	    struct error *err)
{
	struct load_failure *failures;
	size_t n;

	if (bundle->n_errors)
		return 0;
	if (loads_try(bundle, &surface->settings, &surface->arena, &failures, &n, err) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct decision *decision = failures[i].decision;

		escape_text(out, decision->policy.path.len ? decision->shown_path : BYTES(""));
		buf_printf(out, ":%zu:1: error: ", decision->policy.first_line);
		escape_text(out, failures[i].message);
		buf_add_char(out, '\n');
	}
	*n_errors += n;
	return 0;
}

/* Every bundle is listed, whatever is wrong with the ones before it. */
static int
bundles_write(struct buf *out, const struct bundle *const *bundles, struct surface *surface,
	      size_t *n_errors, struct error *err)
{
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		if (loads_print(out, bundles[i], surface, n_errors, err) < 0)
			return -1;
		listing_write(out, bundles[i]);
		*n_errors += bundles[i]->n_errors;
	}
	return 0;
}

static int
bundles_print(const struct bundle *const *bundles, struct surface *surface)
{
	struct buf out = BUF_INIT;
	size_t n_errors = 0;
	struct error err;
	int written = bundles_write(&out, bundles, surface, &n_errors, &err);

	fwrite(buf_bytes(&out).data, 1, out.len, stdout);
	buf_release(&out);
	if (written < 0)
		return command_fail(command_find("compile"), &err);
	return n_errors ? EXIT_USAGE : EXIT_ACCEPTED;
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
		code = bundles_print(bundles, &surface);
	else
		code = command_fail(command_find("compile"), &err);
	surface_release(&surface);
	return code;
}
