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
/* What it means that reading ID returned RC, an error of the library's: ERROR_LIMIT when it is over
 * LIMIT, or stands on an object that is over all limits; returns -1. */
int object_read_failure(struct repository *repository, const struct oid *id,
			const struct limits *limits, enum limit limit, int rc, struct error *err);
/* ERROR_LIMIT when SIZE, that of ID, is over LIMIT. */
int object_size_check(const struct oid *id, uint64_t size, const struct limits *limits,
		      enum limit limit, struct error *err) MUST_CHECK;
/* Reads ID, which must be a KIND and keep to LIMIT. Free with git_odb_object_free. Errors as
 * object_size, and ERROR_LIMIT. */
int object_read(struct repository *repository, const struct oid *id, git_object_t kind,
		const struct limits *limits, enum limit limit, git_odb_object **object,
		struct error *err) MUST_CHECK;
/* Its bytes; data is never NULL. Borrowed from OBJECT. */
struct bytes object_bytes(git_odb_object *object);

#endif
