#ifndef WRIT_CLI_ENVIRONMENT_H
#define WRIT_CLI_ENVIRONMENT_H

/*
 * The hook's environment: what of it is part of the push, and the end of the rest. Behind a web
 * server it holds the pusher's password (HTTP_AUTHORIZATION), so it is emptied before a worker
 * starts.
 */

#include "base/arena.h"
#include "model/push.h"
#include "model/settings.h"

/* Takes user, push options and the way the push came. The texts are copied into ARENA. ERROR_LIMIT
 * over writ.limit.push-options, ERROR_MALFORMED when GIT_PUSH_OPTION_* do not agree. */
int environment_take_push(struct push *push, const struct settings *settings, struct arena *arena,
			  struct error *err) MUST_CHECK;
/* Empties the environment. What git and the library need of it has been read. */
void environment_scrub(void);

#endif
