#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/command.h"
#include "cli/compile_diff.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "decisions/listing.h"
#include "judge/loads.h"
#include "report/bundle_json.h"

enum { OPTION_DIFF, OPTION_FORMAT, OPTION_STATEMENT };

static const struct option options[] = {
	{ "diff", no_argument, NULL, OPTION_DIFF },
	{ "format", required_argument, NULL, OPTION_FORMAT },
	{ "statement", no_argument, NULL, OPTION_STATEMENT },
	{ NULL, 0, NULL, 0 },
};

struct arguments {
	char **sources;
	int n_sources;
	bool diff, statement, json;
};

/* Policies that compile may still not load; said in the form of the other errors. */
static int
loads_report(struct bundle_report *report, struct surface *surface, struct error *err)
{
	struct load_failure *failures;
	struct diagnostic *more;
	size_t n;

	if (report->bundle->n_errors)
		return 0;
	if (loads_try(report->bundle, &surface->settings, &surface->arena, &failures, &n, err) < 0)
		return -1;
	more = arena_new_array(&surface->arena, struct diagnostic, n);
	for (size_t i = 0; i < n; i++)
		more[i] = (struct diagnostic){ .path = failures[i].decision->shown_path,
					       .line = failures[i].decision->policy.first_line,
					       .column = 1,
					       .message = failures[i].message };
	report->more = more;
	report->n_more = n;
	return 0;
}

/* Every bundle is listed, whatever is wrong with the ones before it. */
static void
text_write(struct buf *out, const struct bundle_report *reports, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < reports[i].n_more; k++)
			listing_diagnostic(out, &reports[i].more[k]);
		listing_write(out, reports[i].bundle);
	}
}

static int
reports_make(struct surface *surface, struct bundle_report **reports, size_t *n_errors,
	     struct error *err)
{
	const struct bundle **bundles;

	if (source_bundles(surface, &bundles, err) < 0)
		return -1;
	*reports =
		arena_new_array(&surface->arena, struct bundle_report, surface->request.n_sources);
	*n_errors = 0;
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		(*reports)[i].bundle = bundles[i];
		if (loads_report(&(*reports)[i], surface, err) < 0)
			return -1;
		*n_errors += bundles[i]->n_errors + (*reports)[i].n_more;
	}
	return 0;
}

static int
reports_print(struct surface *surface, const struct arguments *arguments, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	size_t n = surface->request.n_sources;
	struct bundle_report *reports;
	size_t n_errors;

	if (reports_make(surface, &reports, &n_errors, err) < 0)
		return -1;
	if (arguments->json)
		bundle_json_write(&out, reports, n);
	else
		text_write(&out, reports, n);
	if (io_write_all(STDOUT_FILENO, buf_bytes(&out), err) < 0)
		return -1;
	return n_errors ? EXIT_USAGE : EXIT_ACCEPTED;
}

static int
format_read(const char *value, struct arguments *arguments, struct error *err)
{
	static const char *const names[] = { "text", "json" };

	arguments->json = strcmp(value, "json") == 0;
	if (arguments->json || strcmp(value, "text") == 0)
		return 0;
	return option_value_unknown("--format", value, names, ARRAY_SIZE(names), err);
}

static int
options_read(struct option_reader *reader, struct arguments *arguments, struct error *err)
{
	const char *value;
	int option;

	while ((option = option_next(reader, &value, err)) >= 0) {
		if (option == OPTION_DIFF)
			arguments->diff = true;
		else if (option == OPTION_STATEMENT)
			arguments->statement = true;
		else if (format_read(value, arguments, err) < 0)
			return -1;
	}
	return option == OPTION_ERROR ? -1 : 0;
}

static int
arguments_read(int argc, char **argv, struct arguments *arguments, struct error *err)
{
	struct option_reader reader = { options, argc, argv };

	*arguments = (struct arguments){ NULL };
	if (options_read(&reader, arguments, err) < 0)
		return -1;
	arguments->sources = argv + optind;
	arguments->n_sources = argc - optind;
	if (arguments->statement && (arguments->diff || arguments->json))
		return error_set(err, ERROR_USAGE,
				 "compile --statement has one form, and goes without --diff and "
				 "--format");
	if ((arguments->diff || arguments->statement) && arguments->n_sources != 2)
		return error_set(err, ERROR_USAGE,
				 "compile --%s takes two sources, the old and the new one",
				 arguments->diff ? "diff" : "statement");
	if (!arguments->diff && !arguments->statement && arguments->n_sources > 1)
		return error_set(err, ERROR_USAGE, "compile takes one source");
	return 0;
}

static int
compile(struct surface *surface, const struct arguments *arguments, struct error *err)
{
	if (surface_open_anywhere(surface, err) < 0 || surface_set_day(surface, NULL, err) < 0)
		return -1;
	if (arguments->diff)
		return compile_diff(surface, arguments->sources, arguments->json, err);
	if (arguments->statement)
		return compile_statement(surface, arguments->sources, err);
	if ((arguments->n_sources ? source_argument_read(surface, arguments->sources[0], err)
				  : source_argument_default(surface, err)) < 0)
		return -1;
	return reports_print(surface, arguments, err);
}

int
command_compile(int argc, char **argv)
{
	struct surface surface = { 0 };
	struct arguments arguments;
	struct error err;
	int code = arguments_read(argc, argv, &arguments, &err);

	if (code == 0)
		code = compile(&surface, &arguments, &err);
	if (code < 0)
		code = command_fail(command_find("compile"), &err);
	surface_release(&surface);
	return code;
}
