/*
 * writ-ledger-ship: what `writ ledger ship` becomes, so that no hook loads libpq. Its arguments are
 * what src/cli/ledger_programs.c writes; they are for no one else.
 */

#include "config.h"

#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/failure.h"
#include "fleet/ship.h"
#include "ledger/schema.h"

enum { EXIT_REFUSED = 1 };

struct request {
	const char *to; /* NULL: by libpq's environment */
	const char *server;
	bool init, begin, compare;
	char **ledgers; /* ends with NULL */
	char host_name[HOST_NAME_MAX + 1];
};

static const struct option options[] = {
	{ "to", required_argument, NULL, 't' }, { "server", required_argument, NULL, 's' },
	{ "init", no_argument, NULL, 'i' },     { "begin", no_argument, NULL, 'b' },
	{ "compare", no_argument, NULL, 'c' },  { NULL, 0, NULL, 0 },
};

static void
option_take(struct request *request, int option)
{
	switch (option) {
	case 't':
		request->to = optarg;
		break;
	case 's':
		request->server = optarg;
		break;
	case 'i':
		request->init = true;
		break;
	case 'b':
		request->begin = true;
		break;
	default:
		request->compare = true;
	}
}

static int
request_read(struct request *request, int argc, char **argv, struct error *err)
{
	int option;

	*request = (struct request){ .to = NULL };
	while ((option = getopt_long(argc, argv, "", options, NULL)) > 0 && option != '?')
		option_take(request, option);
	request->ledgers = argv + optind;
	if (option == '?' || (!*request->ledgers && !request->init))
		return error_set(err, ERROR_USAGE, "this program is started by `writ ledger ship`");
	if (request->server && !*request->server)
		return error_set(err, ERROR_USAGE, "--server takes a name");
	if (!request->server && gethostname(request->host_name, HOST_NAME_MAX) != 0)
		return error_set_errno(err, "this machine has no name; --server gives it one");
	if (!request->server)
		request->server = request->host_name;
	return 0;
}

/* What is wrong with one ledger keeps no other one from being shipped. */
static int
ledger_take(const struct request *request, struct database *database, const char *path)
{
	struct shipment shipment = { .server = request->server,
				     .path = path,
				     .begin = request->begin,
				     .compare = request->compare };
	struct error err;
	int code;

	if (ship_ledger(database, &shipment, &err) == 0) {
		printf("%s: %" PRIu64 " lines shipped, %" PRIu64 " in all\n", path, shipment.added,
		       shipment.lines);
		return 0;
	}
	error_wrap(&err, "%s", path);
	code = failure_print(&err);
	return err.code == ERROR_MALFORMED ? EXIT_REFUSED : code;
}

/* That a ledger is not what it was is worse than that one could not be read. */
static int
worse(int a, int b)
{
	if (a == EXIT_REFUSED || b == EXIT_REFUSED)
		return EXIT_REFUSED;
	return a > b ? a : b;
}

static int
request_run(const struct request *request, struct database *database, int *code, struct error *err)
{
	if (database_open(database, request->to, err) < 0)
		return -1;
	if ((request->init ? store_init(database, err) : store_check(database, err)) < 0)
		return -1;
	if (request->init)
		printf("the tables of version %d are there\n", SCHEMA_VERSION);
	for (char **path = request->ledgers; *path && !database_is_lost(database); path++)
		*code = worse(*code, ledger_take(request, database, *path));
	return 0;
}

int
main(int argc, char **argv)
{
	struct database database = { .connection = NULL };
	struct request request;
	struct error err;
	int result, code = 0;

	result = request_read(&request, argc, argv, &err);
	if (result == 0)
		result = request_run(&request, &database, &code, &err);
	database_close(&database);
	return output_finish(result < 0 ? failure_print(&err) : code);
}
