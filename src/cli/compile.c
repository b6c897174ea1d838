#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/number.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/compile_diff.h"
#include "cli/options.h"
#include "cli/source_argument.h"
#include "decisions/listing.h"
#include "judge/loads.h"
#include "report/bundle_json.h"

enum { OPTION_DIFF, OPTION_STATEMENT, OPTION_FORMAT };

const struct option_row compile_option_rows[] = {
	[OPTION_DIFF] = { "diff", no_argument, NULL,
			  "what a change from OLD to NEW does: tightens, loosens, unknown" },
	[OPTION_STATEMENT] = { "statement", no_argument, NULL,
			       "what approves a change from OLD to NEW, to be signed" },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    words_text_json },
	{ NULL },
};

struct arguments {
	char **sources;
	int n_sources;
	bool diff, statement, json;
};

/* `0007-x.md:12: text`, as a policy says of itself: the line, and TEXT without them. */
static size_t
line_take(struct bytes *text, struct bytes name)
{
	size_t end = digits_skip(*text, name.len + 1, 10);
	int64_t line = 0;

	if (!bytes_starts_with(*text, name) || text->len < end + 2 || text->data[name.len] != ':' ||
	    text->data[end] != ':' ||
	    !integer_read(&line, bytes_slice(*text, name.len + 1, end), 10, false))
		return 0;
	*text = bytes_slice(*text, end + 2, text->len);
	return (size_t)line;
}

static struct diagnostic
load_diagnostic(const struct load_failure *failure)
{
	struct bytes path = failure->decision->shown_path, message = failure->message;
	size_t line = line_take(&message, path_name(path));

	return (struct diagnostic){ .path = path,
				    .line = line ? line : failure->decision->policy.first_line,
				    .column = 1,
				    .message = message };
}

/* Policies that compile may still not load: *BUNDLE becomes one with these errors as well. */
static int
loads_add(const struct bundle **bundle, struct surface *surface, struct error *err)
{
	struct bundle *with = arena_new(&surface->arena, struct bundle);
	struct load_failure *failures;
	size_t n, before = (*bundle)->n_diagnostics;

	if ((*bundle)->n_errors)
		return 0;
	if (loads_try(*bundle, &surface->settings, &surface->arena, &failures, &n, err) < 0)
		return -1;
	*with = **bundle;
	with->diagnostics = arena_new_array(&surface->arena, struct diagnostic, before + n);
	if (before)
		memcpy(with->diagnostics, (*bundle)->diagnostics,
		       before * sizeof(*with->diagnostics));
	for (size_t i = 0; i < n; i++)
		with->diagnostics[before + i] = load_diagnostic(&failures[i]);
	with->n_diagnostics += n;
	with->n_errors += n;
	*bundle = with;
	return 0;
}

/* Every bundle is listed, whatever is wrong with the ones before it. */
static void
text_write(struct buf *out, const struct bundle *const *bundles, size_t n)
{
	for (size_t i = 0; i < n; i++)
		listing_write(out, bundles[i]);
}

static int
reports_print(struct surface *surface, const struct arguments *arguments, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	size_t n = surface->request.n_sources, n_errors = 0;
	const struct bundle **bundles;

	if (source_bundles(surface, &bundles, err) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (loads_add(&bundles[i], surface, err) < 0)
			return -1;
		n_errors += bundles[i]->n_errors;
	}
	if (arguments->json)
		bundle_json_write(&out, bundles, n);
	else
		text_write(&out, bundles, n);
	if (io_write_all(STDOUT_FILENO, buf_bytes(&out), err) < 0)
		return -1;
	return n_errors ? EXIT_USAGE : EXIT_ACCEPTED;
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
		else
			arguments->json = strcmp(value, "json") == 0;
	}
	return option == OPTION_ERROR ? -1 : 0;
}

static int
arguments_read(int argc, char **argv, struct arguments *arguments, struct error *err)
{
	struct option_reader reader = { command_find("compile"), argc, argv };

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
