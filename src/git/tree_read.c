#include "config.h"

#include "git/tree_read.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/vec.h"
#include "git/object_read.h"
#include "git/raw_tree.h"

void
tree_reader_release(struct tree_reader *reader)
{
	for (size_t i = 0; i < TREES_KEPT; i++)
		git_odb_object_free(reader->kept[i]);
}

/* A reference to the tree ID, to be freed; NULL for the empty one. */
static int
tree_get(struct tree_reader *reader, const struct oid *id, git_odb_object **object,
	 struct error *err)
{
	git_odb_object **kept = &reader->kept[id->id[0] % TREES_KEPT];

	*object = NULL;
	if (oid_is_zero(id))
		return 0;
	if (*kept && git_oid_equal(git_odb_object_id(*kept), oid_to_git(id)))
		return git_odb_object_dup(object, *kept);
	if (object_read(reader->repository, id, GIT_OBJECT_TREE, reader->limits, LIMIT_TREE_BYTES,
			object, err) < 0)
		return -1;
	if (git_odb_object_size(*object) > KEPT_TREE_MAX_BYTES)
		return 0;
	git_odb_object_free(*kept);
	return git_odb_object_dup(kept, *object);
}

static int
tree_malformed(const struct oid *id, struct error *err)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(id, hex);
	return error_set(err, ERROR_MALFORMED, "tree %s is malformed", hex);
}

/* Finds NAME in the tree ID: 1, 0 when it is not there, -1. */
static int
name_find(struct tree_reader *reader, const struct oid *id, struct bytes name, struct entry *entry,
	  struct error *err)
{
	CLEANUP(odb_object_release) git_odb_object *object = NULL;
	struct raw_entry raw;
	struct bytes tree = BYTES("");

	if (tree_get(reader, id, &object, err) < 0)
		return -1;
	if (object)
		tree = object_bytes(object);
	for (size_t at = 0; at < tree.len; at += raw.size) {
		if (!raw_entry_read(tree.data + at, tree.data + tree.len, &raw))
			return tree_malformed(id, err);
		if (!bytes_equal(raw.name, name))
			continue;
		*entry = (struct entry){ raw.kind, *raw.id };
		return 1;
	}
	return 0;
}

int
tree_lookup(struct tree_reader *reader, const struct oid *tree, struct bytes path,
	    struct entry *entry, bool *is_tree, struct error *err)
{
	struct entry at = { ENTRY_NONE, *tree }; /* a directory, as raw_entry_read says it */
	struct bytes rest = path;
	struct bytes name;

	*entry = (struct entry){ .kind = ENTRY_NONE };
	*is_tree = false;
	while (bytes_split(&rest, '/', &name)) {
		int found = at.kind == ENTRY_NONE ? name_find(reader, &at.id, name, &at, err) : 0;

		if (found <= 0)
			return found;
	}
	*entry = at;
	*is_tree = at.kind == ENTRY_NONE;
	return 0;
}

/* One directory of a walk. */
struct frame {
	git_odb_object *object;
	struct oid id;
	struct bytes tree;
	size_t at;
	size_t prefix_len; /* of the path, with its '/' */
	struct bytes last; /* the entry before, whole; empty at first */
};

struct walking {
	struct tree_reader *reader;
	const struct tree_walk *walk;
	VEC(struct frame) frames;
	struct buf path;
};

static void
walking_release(struct walking *walking)
{
	for (size_t i = 0; i < walking->frames.len; i++)
		git_odb_object_free(walking->frames.items[i].object);
	vec_release(&walking->frames);
	buf_release(&walking->path);
}

/* Goes into the tree ID, whose path is the buffer's. */
static int
frame_push(struct walking *walking, const struct oid *id, struct error *err)
{
	uint64_t depth_max = walking->reader->limits->value[LIMIT_TREE_DEPTH];
	struct frame frame = { .id = *id, .tree = BYTES(""), .prefix_len = walking->path.len };

	if (walking->frames.len > depth_max)
		return error_set(err, ERROR_LIMIT,
				 "trees are deeper than writ.limit.tree-depth (%" PRIu64 ")",
				 depth_max);
	if (tree_get(walking->reader, id, &frame.object, err) < 0)
		return -1;
	if (frame.object)
		frame.tree = object_bytes(frame.object);
	vec_push(&walking->frames, frame);
	return 0;
}

static void
path_set(struct walking *walking, const struct frame *frame, struct bytes name)
{
	walking->path.len = frame->prefix_len;
	buf_add(&walking->path, name);
}

/* A name that could stand for two paths, or for none, would make the walk ambiguous. */
static bool
entry_is_sound(const struct frame *frame, const struct raw_entry *entry)
{
	struct raw_entry last;

	if (entry->name.len == 0 || memchr(entry->name.data, '/', entry->name.len))
		return false;
	if (frame->last.len == 0)
		return true;
	return raw_entry_read(frame->last.data, frame->last.data + frame->last.len, &last) &&
	       raw_entry_compare(&last, entry) < 0 && !bytes_equal(last.name, entry->name);
}

static int
entry_visit(struct walking *walking, const struct raw_entry *entry, struct error *err)
{
	const struct tree_walk *walk = walking->walk;
	struct tree_file file = { .entry = { entry->kind, *entry->id } };

	if (entry->kind == ENTRY_NONE) {
		buf_add_char(&walking->path, '/');
		if (walk->prune && walk->prune(walk->ctx, buf_bytes(&walking->path)))
			return 0;
		return frame_push(walking, entry->id, err);
	}
	file.path = buf_bytes(&walking->path);
	return walk->visit(walk->ctx, &file);
}

/* The next entry of the innermost directory, or its end. */
static int
walk_step(struct walking *walking, struct error *err)
{
	struct frame *frame = &walking->frames.items[walking->frames.len - 1];
	const char *end = frame->tree.data + frame->tree.len;
	struct raw_entry entry;

	if (frame->at == frame->tree.len) {
		git_odb_object_free(frame->object);
		walking->frames.len--;
		return 0;
	}
	if (!raw_entry_read(frame->tree.data + frame->at, end, &entry) ||
	    !entry_is_sound(frame, &entry))
		return tree_malformed(&frame->id, err);
	frame->last = bytes_slice(frame->tree, frame->at, frame->at + entry.size);
	frame->at += entry.size;
	path_set(walking, frame, entry.name);
	return entry_visit(walking, &entry, err);
}

int
tree_walk_files(struct tree_reader *reader, const struct oid *tree, const struct tree_walk *walk,
		struct error *err)
{
	CLEANUP(walking_release) struct walking walking = { reader, walk, VEC_INIT, BUF_INIT };
	int rc = frame_push(&walking, tree, err);

	while (rc == 0 && walking.frames.len > 0)
		rc = walk_step(&walking, err);
	return rc;
}
