#ifndef WRIT_GIT_GIT_CONFIG_H
#define WRIT_GIT_GIT_CONFIG_H

/*
 * git-config(1) as data: each variable with where it was set. The files are the system's
 * (GIT_CONFIG_SYSTEM and GIT_CONFIG_NOSYSTEM honoured), the user's (GIT_CONFIG_GLOBAL honoured),
 * the repository's, and before all of them LOCKED_PATH, whose keys nothing below can override.
 * What a file includes counts as its own, its origin too.
 *
 * Not config.h: in this folder that name would hide the one that configure makes.
 */

#include "base/arena.h"
#include "base/error.h"
#include "git/repository.h"

struct config_entry {
	struct bytes
		name; /* as libgit2 normalises it: writ.limit.deadline; subsections keep case */
	struct bytes value; /* "" for a name alone ("true") */
	bool has_value;
	struct bytes origin; /* the file */
	bool locked;         /* from LOCKED_PATH */
};

/* All entries whose name begins with one of PREFIXES (NULL-terminated array), in order of
 * precedence, lowest first; locked ones last, and other entries of a locked name left out.
 * REPOSITORY may be NULL. LOCKED_PATH may be absent on disk. ERROR_CONFIG names file and line. */
int config_read(struct repository *repository, const char *locked_path, const char *const *prefixes,
		struct arena *arena, struct config_entry **entries, size_t *n_entries,
		struct error *err) MUST_CHECK;

#endif
