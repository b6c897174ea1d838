#ifndef WRIT_CLI_SURFACE_H
#define WRIT_CLI_SURFACE_H

/*
 * What the commands that judge or read decisions share: an open repository, the configuration in
 * force, the sources read as far as the monitor reads them.
 */

#include "judge/judge.h"

struct surface {
	struct arena arena;
	struct repository *repository; /* NULL where a command works without one */
	struct config_entry *config;
	size_t n_config;
	struct settings settings;
	struct push push;
	struct judge_request request;
};

/* The configuration that nothing below can override: SYSCONFDIR/writ/config. */
extern const char surface_locked_config[];

/* Opens the repository and reads the configuration. Release it also when this fails. */
int
surface_open(struct surface *surface, enum repository_open_mode mode, struct error *err) MUST_CHECK;
/* The same, but a place without a repository is none to open. */
int surface_open_anywhere(struct surface *surface, struct error *err) MUST_CHECK;
void surface_release(struct surface *surface);

/* Reads folder sources and the value of ref sources, as the refs are now. ERROR_CONFIG when no
 * source is configured. */
int surface_read_sources(struct surface *surface, struct error *err) MUST_CHECK;
/* Ids of writ.baseline. */
int surface_read_baseline(struct surface *surface, struct error *err) MUST_CHECK;
/* Whether writ.break-glass is open to the pusher now: then request.break_glass says so. */
int surface_open_glass(struct surface *surface, struct error *err) MUST_CHECK;
/* Today in UTC, or DAY when given (checked). */
int surface_set_day(struct surface *surface, const char *day, struct error *err) MUST_CHECK;
/* The value of REF on the server: in a clone that of the tracking ref of request.remote. */
int surface_server_value(struct surface *surface, struct bytes ref, struct oid *id,
			 struct error *err) MUST_CHECK;

#endif
