#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/day.h"
#include "base/io.h"
#include "cli/command.h"
#include "cli/drift_attempts.h"
#include "cli/history_argument.h"
#include "cli/progress.h"
#include "history/drift_report.h"

enum {
	OPTION_SOURCE,
	OPTION_REF,
	OPTION_SINCE,
	OPTION_FORMAT,
	OPTION_HTML,
	OPTION_AS_OF,
	OPTION_USER,
	OPTION_LEDGER,
	OPTION_CACHE,
	OPTION_DECISIONS,
	OPTION_NO_CACHE,
};

static const char *
format_word(size_t i)
{
	return drift_formats[i].name;
}

/* Those of today for all of the history, or those of the time for each step. */
static const char *
decisions_word(size_t i)
{
	static const char *const words[] = { "now", "then", NULL };

	return words[i];
}

const struct option_row drift_option_rows[] = {
	[OPTION_SOURCE] = { "source", required_argument, "SOURCE",
			    "judge by these decisions (default: writ.source, else docs/adr)",
			    ARGUMENT_SOURCE },
	[OPTION_REF] = { "ref", required_argument, "REF",
			 "the ref that the history is of (default: the branch)", ARGUMENT_REF },
	[OPTION_SINCE] = { "since", required_argument, "DAY",
			   "take what stood on that day as given, YYYY-MM-DD, UTC", ARGUMENT_TEXT },
	[OPTION_FORMAT] = { "format", required_argument, "FORMAT", NULL, ARGUMENT_WORD,
			    format_word },
	[OPTION_HTML] = { "html", required_argument, "FILE",
			  "write a page for a browser there, too", ARGUMENT_FILE },
	[OPTION_AS_OF] = { "as-of", required_argument, "DAY",
			   "the day on which waivers count (default: today)", ARGUMENT_TEXT },
	[OPTION_USER] = { "user", required_argument, "NAME",
			  "who is taken for the pusher, for policies that ask", ARGUMENT_TEXT },
	[OPTION_LEDGER] = { "ledger", required_argument, "FILE",
			    "what was attempted, from there (default: writ.ledger)",
			    ARGUMENT_FILE },
	[OPTION_CACHE] = { "cache", required_argument, "FOLDER",
			   "remember there what was judged, not in the git directory",
			   ARGUMENT_FOLDER },
	[OPTION_DECISIONS] = { "decisions", required_argument, "WHEN", NULL, ARGUMENT_WORD,
			       decisions_word },
	[OPTION_NO_CACHE] = { "no-cache", no_argument, NULL, "judge all anew, remember nothing" },
	{ NULL },
};

struct drift_options {
	struct history_options history;
	const char *since, *html, *ledger, *cache;
	bool no_cache, of_the_time;
	const struct drift_format *format;
};

static void
value_take(struct drift_options *options, int option, const char *value)
{
	const char **const texts[] = {
		[OPTION_SOURCE] = &options->history.source, [OPTION_REF] = &options->history.ref,
		[OPTION_SINCE] = &options->since,           [OPTION_HTML] = &options->html,
		[OPTION_AS_OF] = &options->history.as_of,   [OPTION_USER] = &options->history.user,
		[OPTION_LEDGER] = &options->ledger,         [OPTION_CACHE] = &options->cache,
	};

	if (option == OPTION_NO_CACHE)
		options->no_cache = true;
	else if (option == OPTION_DECISIONS)
		options->of_the_time = strcmp(value, "then") == 0;
	else if (option == OPTION_FORMAT)
		options->format = drift_format_find(value);
	else
		*texts[option] = value;
}

static int
arguments_read(struct drift_options *options, int argc, char **argv, struct error *err)
{
	struct option_reader reader = { command_find("drift"), argc, argv };
	const char *value;
	int option;

	*options = (struct drift_options){ .format = &drift_formats[0] };
	while ((option = option_next(&reader, &value, err)) >= 0)
		value_take(options, option, value);
	if (option == OPTION_ERROR)
		return -1;
	if (options->cache && options->no_cache)
		return error_set(err, ERROR_USAGE, "--cache and --no-cache are at odds");
	if (options->cache && options->of_the_time)
		return error_set(err, ERROR_USAGE,
				 "--cache is for the decisions of today: by those of the time "
				 "nothing is remembered");
	if (options->html && strcmp(options->html, "-") == 0)
		return error_set(err, ERROR_USAGE,
				 "--html takes a file; the page alone, on standard output, is "
				 "`writ drift --format html`");
	if (argc - optind > 1)
		return error_set(err, ERROR_USAGE, "drift takes one revision or range");
	if (options->since && !day_is_valid(bytes_of(options->since)))
		return error_set(err, ERROR_USAGE, "--since takes a day, YYYY-MM-DD, not '%s'",
				 options->since);
	options->history.range = optind < argc ? argv[optind] : "HEAD";
	return 0;
}

static int
page_write(const struct drift *drift, const char *path, struct error *err)
{
	CLEANUP(buf_release) struct buf page = BUF_INIT;

	drift_write_html(&page, drift);
	return io_write_file(path, buf_bytes(&page), err);
}

static int
drift_print(const struct drift *drift, const struct drift_options *options, struct error *err)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	if (options->html && page_write(drift, options->html, err) < 0)
		return -1;
	options->format->write(&out, drift);
	return io_write_all(STDOUT_FILENO, buf_bytes(&out), err);
}

/* By default where it goes with the repository. */
static const char *
cache_folder(struct surface *surface, const struct drift_options *options)
{
	if (options->no_cache || options->cache)
		return options->cache;
	return arena_printf(&surface->arena, "%s/writ/drift",
			    repository_git_dir(surface->repository))
		.data;
}

static int
run(struct surface *surface, const struct drift_options *options, struct error *err)
{
	struct judgement tip = { 0 };
	struct progress progress;
	struct drift_query query = {
		.request = &surface->request,
		.of_the_time = options->of_the_time,
		.since = options->since ? bytes_of(options->since) : BYTES_NONE,
		.progress = progress_show,
		.ctx = &progress,
	};
	struct drift drift;
	int result;

	if (history_argument_read(surface, &options->history, err) < 0)
		return -1;
	query.cache = cache_folder(surface, options);
	query.may_cache = !options->cache;
	progress_init(&progress, "Judging history");
	result = drift_find(&drift, &query, &tip, &surface->arena, err);
	if (result == 0 && drift.n_decisions == 0)
		history_warn_of_none();
	if (result == 0)
		result = drift_attempts_read(&drift, surface, options->ledger, err);
	if (result == 0)
		result = drift_print(&drift, options, err);
	judgement_release(&tip);
	return result;
}

int
command_drift(int argc, char **argv)
{
	struct drift_options options;
	struct surface surface = { 0 };
	struct error err;
	int code = EXIT_ACCEPTED;

	if (arguments_read(&options, argc, argv, &err) < 0 || run(&surface, &options, &err) < 0)
		code = command_fail(command_find("drift"), &err);
	surface_release(&surface);
	return code;
}
