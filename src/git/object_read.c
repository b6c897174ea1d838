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
object_size_check(const struct oid *id, uint64_t size, const struct limits *limits,
		  enum limit limit, struct error *err)
{
	char hex[OID_HEX_CHARS + 1];

	if (size <= limits->value[limit])
		return 0;
	oid_hex(id, hex);
	return error_set(err, ERROR_LIMIT,
			 "a file of %" PRIu64 " bytes is over the limit of %" PRIu64
			 " (writ.limit.%s); it is object %s",
			 size, limits->value[limit], limit_rows[limit].name, hex);
}

int
object_read_failure(struct repository *repository, const struct oid *id,
		    const struct limits *limits, enum limit limit, int rc, struct error *err)
{
	const git_error *last = git_error_last();
	bool refused = last && last->klass == GIT_ERROR_NOMEMORY;
	char hex[OID_HEX_CHARS + 1];
	git_object_t kind;
	size_t size;

	oid_hex(id, hex);
	if (!refused)
		return git_failure(err, rc, "object %s", hex);
	if (git_odb_read_header(&size, &kind, repository->odb, oid_to_git(id)) == 0 &&
	    object_size_check(id, size, limits, limit, err) < 0)
		return -1;
	return error_set(err, ERROR_LIMIT,
			 "object %s stands on a delta base that is over every limit of an object",
			 hex);
}

int
object_read(struct repository *repository, const struct oid *id, git_object_t kind,
	    const struct limits *limits, enum limit limit, git_odb_object **object,
	    struct error *err)
{
	CLEANUP(odb_object_release) git_odb_object *read = NULL;
	int rc = git_odb_read(&read, repository->odb, oid_to_git(id));
	char hex[OID_HEX_CHARS + 1];

	if (rc < 0)
		return object_read_failure(repository, id, limits, limit, rc, err);
	oid_hex(id, hex);
	if (git_odb_object_type(read) != kind)
		return error_set(err, ERROR_MALFORMED, "%s is a %s, not a %s", hex,
				 git_object_type2string(git_odb_object_type(read)),
				 git_object_type2string(kind));
	if (object_size_check(id, git_odb_object_size(read), limits, limit, err) < 0)
		return -1;
	*object = steal(&read);
	return 0;
}

struct bytes
object_bytes(git_odb_object *object)
{
	const char *data = git_odb_object_data(object);

	return (struct bytes){ data ? data : "", git_odb_object_size(object) };
}
