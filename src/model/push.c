#include "config.h"

#include "model/push.h"

static struct bytes
after_prefix(struct bytes ref, struct bytes prefix)
{
	if (!bytes_starts_with(ref, prefix))
		return BYTES_NONE;
	return bytes_slice(ref, prefix.len, ref.len);
}

struct bytes
ref_branch(struct bytes ref)
{
	return after_prefix(ref, BYTES("refs/heads/"));
}

struct bytes
ref_tag(struct bytes ref)
{
	return after_prefix(ref, BYTES("refs/tags/"));
}

bool
update_begins(const struct ref_update *update)
{
	return update->kind == UPDATE_CREATE ||
	       (update->kind == UPDATE_UPDATE && oid_is_zero(&update->old_commit));
}

const char *
update_kind_name(enum update_kind kind)
{
	static const char *const names[] = {
		[UPDATE_CREATE] = "create",
		[UPDATE_UPDATE] = "update",
		[UPDATE_DELETE] = "delete",
	};

	return names[kind];
}

const char *
object_kind_name(enum object_kind kind)
{
	static const char *const names[] = {
		[OBJECT_COMMIT] = "commit",
		[OBJECT_TREE] = "tree",
		[OBJECT_BLOB] = "blob",
		[OBJECT_TAG] = "tag",
	};

	return names[kind];
}
