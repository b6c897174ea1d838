/*
 * writ-ledger-index: what `writ ledger index` and `writ ledger query` become, so that no hook loads
 * SQLite. Its arguments are what src/cli/ledger_programs.c writes; they are for no one else.
 */

#include "config.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/failure.h"
#include "index/query.h"
#include "ledger/listing.h"
#include "ledger/people.h"

struct request {
	const char *ledger, *index;
	bool rebuild, is_query, as_json;
	const char *select; /* SQL; NULL: records that the filter wants */
	struct index_filter filter;
};

enum {
	OPTION_LEDGER = 1,
	OPTION_INDEX,
	OPTION_REBUILD,
	OPTION_QUERY,
	OPTION_FORMAT,
	OPTION_DECISION,
	OPTION_RESULT,
	OPTION_COMMIT,
	OPTION_SINCE,
	OPTION_UNTIL,
	OPTION_PATH,
	OPTION_VERDICT,
	OPTION_COMMITMENT,
};

static const struct option options[] = {
	{ "ledger", required_argument, NULL, OPTION_LEDGER },
	{ "index", required_argument, NULL, OPTION_INDEX },
	{ "rebuild", no_argument, NULL, OPTION_REBUILD },
	{ "query", no_argument, NULL, OPTION_QUERY },
	{ "format", required_argument, NULL, OPTION_FORMAT },
	{ "decision", required_argument, NULL, OPTION_DECISION },
	{ "result", required_argument, NULL, OPTION_RESULT },
	{ "commit", required_argument, NULL, OPTION_COMMIT },
	{ "since", required_argument, NULL, OPTION_SINCE },
	{ "until", required_argument, NULL, OPTION_UNTIL },
	{ "path", required_argument, NULL, OPTION_PATH },
	{ "verdict", required_argument, NULL, OPTION_VERDICT },
	{ "commitment", required_argument, NULL, OPTION_COMMITMENT },
	{ NULL, 0, NULL, 0 },
};

/* The field of a filter that OPTION sets, NULL when it sets another thing. */
static struct bytes *
filter_field(struct index_filter *filter, int option)
{
	switch (option) {
	case OPTION_DECISION:
		return &filter->decision;
	case OPTION_RESULT:
		return &filter->result;
	case OPTION_COMMIT:
		return &filter->commit;
	case OPTION_SINCE:
		return &filter->since;
	case OPTION_UNTIL:
		return &filter->until;
	case OPTION_PATH:
		return &filter->path;
	case OPTION_VERDICT:
		return &filter->verdict;
	case OPTION_COMMITMENT:
		return &filter->commitment;
	default:
		return NULL;
	}
}

static void
option_take(struct request *request, int option, const char *value)
{
	struct bytes *field = filter_field(&request->filter, option);

	if (field)
		*field = bytes_of(value);
	else if (option == OPTION_LEDGER)
		request->ledger = value;
	else if (option == OPTION_INDEX)
		request->index = value;
	else if (option == OPTION_REBUILD)
		request->rebuild = true;
	else if (option == OPTION_QUERY)
		request->is_query = true;
	else
		request->as_json = bytes_equal_string(bytes_of(value), "json");
}

static int
request_read(struct request *request, int argc, char **argv, struct error *err)
{
	int option;

	*request = (struct request){ .ledger = NULL };
	while ((option = getopt_long(argc, argv, "", options, NULL)) > 0 && option != '?')
		option_take(request, option, optarg);
	if (option == '?' || !request->ledger || !request->index)
		return error_set(err, ERROR_USAGE,
				 "this program is started by `writ ledger index` and `writ ledger "
				 "query`");
	request->select = argv[optind];
	return 0;
}

/* Nothing is made of a ledger that is not there, nor a database of the ledger itself. */
static int
names_check(const struct request *request, struct error *err)
{
	struct stat ledger, index;

	if (stat(request->ledger, &ledger) != 0)
		return error_set_errno(err, "ledger %s", request->ledger);
	if (stat(request->index, &index) == 0 && ledger.st_dev == index.st_dev &&
	    ledger.st_ino == index.st_ino)
		return error_set(err, ERROR_USAGE, "--index %s is the ledger itself",
				 request->index);
	return 0;
}

struct printer {
	const struct request *request;
	struct buf people, text;
};

static int
record_print(void *ctx, struct bytes line, struct error *err)
{
	struct printer *printer = ctx;
	struct record record;

	if (printer->request->as_json) {
		printf("%.*s\n", BYTES_ARG(line));
		return 0;
	}
	if (record_parse(&record, line, err) < 0)
		return error_wrap(err, "%s", printer->request->index);
	buf_clear(&printer->text);
	listing_add(&printer->text, &record, line, buf_bytes(&printer->people),
		    printer->request->filter.decision);
	printf("%.*s", BYTES_ARG(buf_bytes(&printer->text)));
	return 0;
}

static int
records_print(const struct request *request, struct ledger_index *index, struct error *err)
{
	struct printer printer = { .request = request };
	int result = people_read(request->ledger, &printer.people, err);

	if (result == 0)
		result = index_find(index, &request->filter, record_print, &printer, err);
	buf_release(&printer.people);
	buf_release(&printer.text);
	return result;
}

/* A ledger that cannot be followed any more is said, and the old answer is none. */
static int
request_run(const struct request *request, struct ledger_index *index, struct error *err)
{
	struct ledger_position position;

	if (names_check(request, err) < 0 || index_open(index, request->index, err) < 0)
		return -1;
	if (request->rebuild && index_empty(index, err) < 0)
		return -1;
	if (index_check(index, err) < 0 || index_follow(index, request->ledger, &position, err) < 0)
		return -1;
	if (request->select)
		return index_select(index, request->select, request->as_json, err);
	if (request->is_query)
		return records_print(request, index, err);
	printf("%s: %" PRIu64 " lines of %s\n", request->index, position.lines, request->ledger);
	return 0;
}

int
main(int argc, char **argv)
{
	struct ledger_index index = { .db = NULL };
	struct request request;
	struct error err;
	int result;

	umask(S_IRWXG | S_IRWXO); /* as the ledger */
	result = request_read(&request, argc, argv, &err);
	if (result == 0)
		result = request_run(&request, &index, &err);
	index_close(&index);
	return output_finish(result < 0 ? failure_print(&err) : 0);
}
