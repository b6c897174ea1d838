#ifndef WRIT_FLEET_DATABASE_H
#define WRIT_FLEET_DATABASE_H

/*
 * A PostgreSQL database with our errors. What goes wrong there is ERROR_SYSTEM.
 */

#include <libpq-fe.h>

#include "base/bytes.h"
#include "base/error.h"

struct database {
	PGconn *connection;
};

/* Connects by CONNINFO (libpq's connection string: "host=db dbname=writ", a URI, or the name of a
 * database), NULL: by libpq's environment. ERROR_USAGE when it has a password, which everybody on
 * the machine could read on the command line. Close it also when this fails. */
int database_open(struct database *database, const char *conninfo, struct error *err) MUST_CHECK;
void database_close(struct database *database);
bool database_is_lost(const struct database *database);

/* Runs the statements in TEXT. */
int database_run(struct database *database, const char *text, struct error *err) MUST_CHECK;
/* Ends the transaction that was begun: commits when RESULT is 0, and else returns it. */
int database_end(struct database *database, int result, struct error *err) MUST_CHECK;
/* The rows of the query TEXT with N parameters; NULL when it fails. The caller clears it. */
PGresult *database_query(struct database *database, const char *text, int n,
			 const char *const *values, struct error *err) MUST_CHECK;
/* For CLEANUP. */
void database_clear(PGresult **result);
/* Sends ROWS, in COPY's text format, to the table that COMMAND names. */
int database_copy(struct database *database, const char *command, struct bytes rows,
		  struct error *err) MUST_CHECK;
/* Sets ERR to what the server, or the way to it, said last; returns -1. */
int database_error(struct database *database, struct error *err);

#endif
