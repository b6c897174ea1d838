#ifndef WRIT_GIT_HANDLE_H
#define WRIT_GIT_HANDLE_H

/*
 * What stands behind `struct repository`, for the files of this folder only; they alone know
 * libgit2.
 */

#include <git2.h>
#include <git2/sys/odb_backend.h>

#include "git/repository.h"

struct object_reader;
struct packed_refs;

struct repository {
	git_repository *git;
	git_odb *odb;                 /* every store: quarantine, main, alternates */
	git_odb *main_odb;            /* without the quarantine; NULL where there is none */
	char *git_dir;                /* the common directory, absolute, no final slash */
	char *own_dir;                /* the git directory itself: differs in a linked work tree */
	char *work_dir;               /* absolute, no final slash; NULL for a bare repository */
	char *namespace;              /* refs/namespaces/a/refs/namespaces/b/, or "" */
	const char **object_dirs;     /* NULL-terminated */
	const char **readable_dirs;   /* NULL-terminated; NULL until asked for */
	struct packed_refs *packed;   /* held for the workers; NULL: read anew each time */
	bool quarantine;              /* object_dirs[0] is one */
	struct arena arena;           /* for what lives as long as the repository */
	struct object_reader *reader; /* behind repository_objects(), NULL until then */
	git_odb_backend *scratch;     /* objects of a snapshot, NULL until then */
};

/* Readies libgit2, once for the process; it is never shut down. */
int library_init(struct error *err) MUST_CHECK;

/* Makes an error of libgit2's last one, which returned RC, behind the context of FORMAT; returns
 * -1. A missing object or ref is ERROR_NOT_FOUND, one that breaks its format ERROR_MALFORMED. */
int git_failure(struct error *err, int rc, const char *format, ...) PRINTF(3, 4);

/* Our ids and the library's are the same 20 bytes. */
static inline const git_oid *
oid_to_git(const struct oid *oid)
{
	return (const git_oid *)(const void *)oid->id;
}

static inline struct oid
oid_of_git(const git_oid *oid)
{
	struct oid copy;

	memcpy(copy.id, oid->id, OID_BYTES);
	return copy;
}

/* ERROR_UNSUPPORTED when the format of REPOSITORY is one that cannot be read (format.c). */
int format_check(const struct repository *repository, struct error *err) MUST_CHECK;

/* ERROR_CONFIG unless the current user owns REPOSITORY or safe.directory names it (owner.c). */
int owner_check(const struct repository *repository, struct error *err) MUST_CHECK;

#endif
