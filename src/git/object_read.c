#include "config.h"

#include "git/object_read.h"

#include <inttypes.h>

void
odb_object_release(git_odb_object **object)
{
	git_odb_object_free(*object);
}

int
object_size(struct repository *repository, const struct oid *id, git_object_t kind, uint64_t *size,
	    struct error *err)
{
	char hex[OID_HEX_CHARS + 1];
	git_object_t found;
	size_t len;
	int rc = git_odb_read_header(&len, &found, repository->odb, oid_to_git(id));

	oid_hex(id, hex);
	if (rc < 0)
		return git_failure(err, rc, "%s %s", git_object_type2string(kind), hex);
	if (found != kind)
		return error_set(err, ERROR_MALFORMED, "%s is a %s, not a %s", hex,
				 git_object_type2string(found), git_object_type2string(kind));
	*size = len;
	return 0;
}

int
object_admit(struct repository *repository, const struct oid *id, git_object_t kind,
	     const struct limits *limits, enum limit limit, struct error *err)
{
	char hex[OID_HEX_CHARS + 1];
	uint64_t size;

	if (object_size(repository, id, kind, &size, err) < 0)
		return -1;
	oid_hex(id, hex);
	if (size > limits->value[limit])
		return error_set(err, ERROR_LIMIT,
				 "%s %s has %" PRIu64 " bytes, more than writ.limit.%s (%" PRIu64
				 ")",
				 git_object_type2string(kind), hex, size, limit_rows[limit].name,
				 limits->value[limit]);
	return 0;
}

int
object_read(struct repository *repository, const struct oid *id, git_object_t kind,
	    const struct limits *limits, enum limit limit, git_odb_object **object,
	    struct error *err)
{
	char hex[OID_HEX_CHARS + 1];
	int rc;

	if (object_admit(repository, id, kind, limits, limit, err) < 0)
		return -1;
	oid_hex(id, hex);
	rc = git_odb_read(object, repository->odb, oid_to_git(id));
	if (rc < 0)
		return git_failure(err, rc, "%s %s", git_object_type2string(kind), hex);
	return 0;
}

struct bytes
object_bytes(git_odb_object *object)
{
	const char *data = git_odb_object_data(object);

	return (struct bytes){ data ? data : "", git_odb_object_size(object) };
}
