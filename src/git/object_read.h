#ifndef WRIT_GIT_OBJECT_READ_H
#define WRIT_GIT_OBJECT_READ_H

/*
 * One object out of the stores, with its limit looked up in the header before anything is read.
 */

#include "git/handle.h"
#include "model/limits.h"

/* For CLEANUP. */
void odb_object_release(git_odb_object **object);

/* The size of ID, which must be a KIND; only its header is read. ERROR_NOT_FOUND, and
 * ERROR_MALFORMED when it is another kind of object. */
int object_size(struct repository *repository, const struct oid *id, git_object_t kind,
		uint64_t *size, struct error *err) MUST_CHECK;
/* Whether ID may be read: it must be a KIND and keep to LIMIT. Errors as object_size, and
 * ERROR_LIMIT. */
int object_admit(struct repository *repository, const struct oid *id, git_object_t kind,
		 const struct limits *limits, enum limit limit, struct error *err) MUST_CHECK;
/* Reads ID, which must be a KIND and keep to LIMIT. Free with git_odb_object_free. Errors as
 * object_size, and ERROR_LIMIT. */
int object_read(struct repository *repository, const struct oid *id, git_object_t kind,
		const struct limits *limits, enum limit limit, git_odb_object **object,
		struct error *err) MUST_CHECK;
/* Its bytes; data is never NULL. Borrowed from OBJECT. */
struct bytes object_bytes(git_odb_object *object);

#endif
