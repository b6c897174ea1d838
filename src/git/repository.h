#ifndef WRIT_GIT_REPOSITORY_H
#define WRIT_GIT_REPOSITORY_H

/*
 * An open repository: object store (quarantine and alternates included), refs, namespace. Opened
 * by the monitor before it forks; the workers inherit it. Reading objects from it is for workers.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/objects.h"
#include "model/oid.h"

struct repository;

enum repository_open_mode {
	/* Started by receive-pack: everything from the environment (GIT_DIR, GIT_OBJECT_DIRECTORY,
	 * GIT_ALTERNATE_OBJECT_DIRECTORIES, GIT_QUARANTINE_PATH, GIT_NAMESPACE; git(1)). git has
	 * checked the owner already, so the library's check is off. */
	REPOSITORY_OPEN_HOOK,
	/* By hand: found upwards from PATH (NULL: the working directory, GIT_DIR honoured), the
	 * owner checked as git does (safe.directory). */
	REPOSITORY_OPEN_DISCOVER,
	/* Another repository that the configuration names: exactly at PATH, whatever the
	 * environment says, whoever owns it. */
	REPOSITORY_OPEN_AT,
};

/* ERROR_UNSUPPORTED names a format that cannot be read: SHA-256, reftable, shallow, partial clone,
 * any unknown extension. ERROR_NOT_FOUND when there is none. */
int repository_open(enum repository_open_mode mode, const char *path,
		    struct repository **repository, struct error *err) MUST_CHECK;
void repository_free(struct repository *repository);

/* The common git directory, absolute, without a final slash. Borrowed from the repository. */
const char *repository_git_dir(const struct repository *repository);
/* The work tree's root, NULL for a bare one. */
const char *repository_work_dir(const struct repository *repository);
/* "refs/namespaces/a/refs/namespaces/b/" for GIT_NAMESPACE=a/b, "" without one. */
const char *repository_namespace(const struct repository *repository);
/* Whether pushed objects still stand apart in a quarantine. */
bool repository_has_quarantine(const struct repository *repository);
/* Whether it has the object ID; reads the index of its packs, and no object. */
bool repository_holds(struct repository *repository, const struct oid *id);
/* Every object directory that is read: quarantine first, main store, alternates to the end; a
 * NULL-terminated array. */
const char *const *repository_object_dirs(const struct repository *repository);

/* What a worker reads: these, and the loose refs; a NULL-terminated array, for the sandbox. One of
 * them may be absent. */
const char *const *repository_readable_dirs(struct repository *repository);

/* Object access for judges, valid as long as the repository. LIMITS: blob, tree and commit sizes
 * and tree depth. */
struct limits;
const struct objects *
repository_objects(struct repository *repository, const struct limits *limits);

/* For a worker, before it reads: from now on an object over the largest of the limits is refused
 * unread, whichever way it is asked for, and so is one whose delta stands on such an object. */
void repository_bound_reads(struct repository *repository, const struct limits *limits);

#endif
