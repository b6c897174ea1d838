#include "config.h"

#include "git/walk_node.h"

#include "git/raw_tag.h"

/* A tag of a tag is rare, one of a third unheard of. */
enum { TAG_DEPTH_MAX = 64 };

static void
object_release(git_odb_object **object)
{
	git_odb_object_free(*object);
}

static enum object_kind
kind_of_git(git_object_t type)
{
	switch (type) {
	case GIT_OBJECT_COMMIT:
		return OBJECT_COMMIT;
	case GIT_OBJECT_TREE:
		return OBJECT_TREE;
	case GIT_OBJECT_BLOB:
		return OBJECT_BLOB;
	case GIT_OBJECT_TAG:
		return OBJECT_TAG;
	default:
		return OBJECT_NONE;
	}
}

/* From the header alone: a blob may be large. A missing object is OBJECT_NONE. */
static int
kind_read(struct walk *walk, const struct oid *id, enum object_kind *kind, struct error *err)
{
	const struct node *node = map_get(&walk->nodes, oid_bytes(id));
	git_object_t type;
	size_t size;
	int rc;

	*kind = OBJECT_COMMIT;
	if (node && node->loaded)
		return 0;
	rc = git_odb_read_header(&size, &type, walk->repository->odb, oid_to_git(id));
	*kind = rc < 0 ? OBJECT_NONE : kind_of_git(type);
	if (rc < 0 && rc != GIT_ENOTFOUND) {
		char hex[OID_HEX_CHARS + 1];

		oid_hex(id, hex);
		return git_failure(err, rc, "object %s", hex);
	}
	return 0;
}

static int
tag_read(struct walk *walk, const struct oid *id, struct raw_tag *tag, struct error *err)
{
	CLEANUP(object_release) git_odb_object *object = NULL;
	int rc = git_odb_read(&object, walk->repository->odb, oid_to_git(id));

	if (rc < 0) {
		char hex[OID_HEX_CHARS + 1];

		oid_hex(id, hex);
		return git_failure(err, rc, "tag %s", hex);
	}
	raw_tag_parse((struct bytes){ git_odb_object_data(object), git_odb_object_size(object) },
		      tag);
	if (git_odb_object_size(object) > walk->commit_bytes_max)
		tag->problems |= FSCK_BIT(FSCK_COMMIT_TOO_LARGE);
	return 0;
}

/* Goes through tags from ID, a KIND, to what is none. A tag that cannot be followed ends it as
 * OBJECT_NONE. */
static int
tags_follow(struct walk *walk, struct oid *id, enum object_kind *kind, bool checked,
	    struct error *err)
{
	for (int depth = 0; *kind == OBJECT_TAG; depth++) {
		struct oid tag_id = *id;
		struct raw_tag tag;

		if (tag_read(walk, id, &tag, err) < 0 ||
		    kind_read(walk, &tag.target, kind, err) < 0)
			return -1;
		if (depth == TAG_DEPTH_MAX) {
			tag.problems |= FSCK_BIT(FSCK_TAG_TOO_DEEP);
			*kind = OBJECT_NONE;
		} else if (*kind != OBJECT_NONE && *kind != tag.kind) {
			tag.problems |= FSCK_BIT(FSCK_BAD_TYPE);
		}
		if (tag.problems && checked &&
		    !(walk->repository->main_odb && walk_main_has(walk, &tag_id)))
			object_check_report(walk->check, &tag_id, "tag", tag.problems);
		*id = tag.target;
	}
	return 0;
}

int
walk_peel(struct walk *walk, const struct oid *id, bool checked, struct peeled *peeled,
	  struct error *err)
{
	struct oid end = *id;
	enum object_kind kind;

	*peeled = (struct peeled){ OBJECT_NONE };
	if (kind_read(walk, id, &peeled->kind, err) < 0)
		return -1;
	kind = peeled->kind;
	if (tags_follow(walk, &end, &kind, checked, err) < 0)
		return -1;
	switch (kind) {
	case OBJECT_NONE:
		peeled->kind = OBJECT_NONE;
		return 0;
	case OBJECT_TREE:
		peeled->tree = end;
		return 0;
	case OBJECT_COMMIT:
		peeled->commit = walk_node(walk, &end);
		if (node_load(walk, peeled->commit, err) < 0)
			return -1;
		peeled->tree = peeled->commit->commit.tree;
		return 0;
	default:
		return 0;
	}
}
