#include "config.h"

#include "git/tree_diff.h"

#include <inttypes.h>
#include <stdlib.h>

#include "git/tree_differ.h"

struct tree_differ *
tree_differ_new(struct repository *repository, const struct limits *limits, struct arena *arena,
		struct path_table *paths, struct object_check *check)
{
	struct tree_differ *differ = memory_calloc(1, sizeof(*differ));

	differ->repository = repository;
	differ->arena = arena;
	differ->paths = paths;
	differ->check = check;
	differ->depth_max = limits->value[LIMIT_TREE_DEPTH];
	differ->bytes_max = limits->value[LIMIT_TREE_BYTES];
	differ->changes_max = limits->value[LIMIT_CHANGES];
	return differ;
}

static void
cursors_cut(struct tree_differ *differ, size_t len)
{
	while (differ->cursors.len > len)
		tree_cursor_close(&differ->cursors.items[--differ->cursors.len]);
}

void
tree_differ_free(struct tree_differ *differ)
{
	if (!differ)
		return;
	cursors_cut(differ, 0);
	tree_cache_clear(&differ->cache);
	vec_release(&differ->cursors);
	vec_release(&differ->frames);
	vec_release(&differ->changes);
	buf_release(&differ->path);
	free(differ);
}

/* A tree of the result that is too large is a problem of the push, and reads as empty; one of a
 * parent was let in with another limit. */
static int
size_check(struct tree_differ *differ, struct tree_cursor *cursor, bool is_result,
	   struct error *err)
{
	struct oid id;

	if (!cursor->object || tree_cursor_raw(cursor).len <= differ->bytes_max)
		return 0;
	id = oid_of_git(git_odb_object_id(cursor->object));
	if (!is_result) {
		char hex[OID_HEX_CHARS + 1];

		oid_hex(&id, hex);
		return error_set(err, ERROR_LIMIT, "tree %s is larger than writ.limit.tree-bytes",
				 hex);
	}
	object_check_report(differ->check, &id, "tree", FSCK_BIT(FSCK_TREE_TOO_LARGE));
	tree_cursor_close(cursor);
	return 0;
}

static int
side_open(struct tree_differ *differ, const struct oid *id, bool is_result, struct error *err)
{
	struct tree_cursor *cursor = vec_add(&differ->cursors);

	if (tree_cursor_open(cursor, &differ->cache, differ->repository, id, err) < 0)
		return -1;
	return size_check(differ, cursor, is_result, err);
}

static void
frame_push(struct tree_differ *differ, size_t first)
{
	vec_push(&differ->frames,
		 ((struct frame){ .first = first, .prefix_len = differ->path.len }));
}

/* Too deep to go on: a problem where the result is, the end where only parents are. */
static int
depth_exceeded(struct tree_differ *differ, const struct tree_cursor *result, struct error *err)
{
	struct oid id;

	if (!result->here)
		return error_set(err, ERROR_LIMIT,
				 "trees are deeper than writ.limit.tree-depth (%" PRIu64 ")",
				 differ->depth_max);
	id = oid_of_git(git_odb_object_id(result->object));
	object_check_report(differ->check, &id, "tree", FSCK_BIT(FSCK_TREE_TOO_DEEP));
	return 0;
}

static int
directory_enter(struct tree_differ *differ, struct bytes name, struct error *err)
{
	size_t above = differ->frames.items[differ->frames.len - 1].first;
	size_t first = differ->cursors.len;

	if (differ->frames.len > differ->depth_max)
		return depth_exceeded(differ, &differ->cursors.items[above], err);
	buf_add(&differ->path, name);
	buf_add_char(&differ->path, '/');
	for (size_t i = 0; i < differ->n_sides; i++) {
		const struct tree_cursor *side = &differ->cursors.items[above + i];

		if (side_open(differ, side->here ? side->entry.id : NULL, i == 0, err) < 0)
			return -1;
	}
	frame_push(differ, first);
	return 0;
}

/* Marks the sides that have the least of the names that come next; NULL when all are at their
 * end. */
static const struct raw_entry *
next_name(struct frame *frame, struct tree_cursor *sides, size_t n)
{
	const struct raw_entry *least = NULL;

	for (size_t i = 0; i < n; i++) {
		int state = tree_cursor_decode(&sides[i]);

		frame->cut |= state < 0 && i == 0;
		if (state > 0 && (!least || raw_entry_compare(&sides[i].entry, least) < 0))
			least = &sides[i].entry;
	}
	for (size_t i = 0; i < n; i++)
		sides[i].here =
			sides[i].decoded && (least == &sides[i].entry ||
					     raw_entry_compare(&sides[i].entry, least) == 0);
	return least;
}

static bool
same_entry(const struct tree_cursor *a, const struct tree_cursor *b)
{
	if (a->here != b->here)
		return false;
	return !a->here || (a->entry.kind == b->entry.kind && oid_equal(a->entry.id, b->entry.id));
}

/* Whether the result has what some parent has; on the way, what the checks want to know. */
static bool
is_unchanged(struct frame *frame, struct tree_cursor *sides, size_t n)
{
	bool unchanged = false;

	for (size_t i = 1; i < n; i++) {
		unchanged |= same_entry(&sides[0], &sides[i]);
		sides[i].lacks |= sides[0].here && !sides[i].here;
	}
	if (sides[0].here)
		frame->suspect |= sides[0].entry.odd_mode || oid_is_zero(sides[0].entry.id);
	return unchanged;
}

/*
 * A tree whose names all stand in one parent's tree is as sorted and as clean as that one. Any
 * other is checked whole, but for what was wrong with a parent already: that is not of this change.
 */
static void
tree_check(struct tree_differ *differ, const struct frame *frame, const struct tree_cursor *sides)
{
	fsck_set problems = frame->cut ? FSCK_BIT(FSCK_BAD_TREE) : 0;
	bool whole = true;
	struct oid id;

	if (!sides[0].object || !differ->check)
		return;
	for (size_t i = 1; i < differ->n_sides && whole; i++)
		whole = sides[i].lacks;
	if (whole || frame->suspect)
		problems |= raw_tree_check(tree_cursor_raw(&sides[0]));
	for (size_t i = 1; i < differ->n_sides && problems; i++)
		problems &= ~raw_tree_check(tree_cursor_raw(&sides[i])) | FSCK_BIT(FSCK_BAD_TREE);
	if (!problems)
		return;
	id = oid_of_git(git_odb_object_id(sides[0].object));
	object_check_report(differ->check, &id, "tree", problems);
}

static void
directory_leave(struct tree_differ *differ)
{
	const struct frame *frame = &differ->frames.items[differ->frames.len - 1];

	tree_check(differ, frame, &differ->cursors.items[frame->first]);
	cursors_cut(differ, frame->first);
	differ->frames.len--;
}

/* Looks at the next name of the innermost directory. */
static int
step(struct tree_differ *differ, struct error *err)
{
	struct frame *frame = &differ->frames.items[differ->frames.len - 1];
	struct tree_cursor *sides = &differ->cursors.items[frame->first];
	const struct raw_entry *name;

	differ->path.len = frame->prefix_len;
	tree_cursors_skip_equal(sides, differ->n_sides);
	name = next_name(frame, sides, differ->n_sides);
	if (!name) {
		directory_leave(differ);
		return 0;
	}
	for (size_t i = 0; i < differ->n_sides; i++) {
		if (sides[i].here)
			tree_cursor_advance(&sides[i], sides[i].entry.size);
	}
	if (is_unchanged(frame, sides, differ->n_sides))
		return 0;
	if (name->kind == ENTRY_NONE)
		return directory_enter(differ, name->name, err);
	return tree_change_add(differ, sides, name->name, err);
}

static int
roots_open(struct tree_differ *differ, const struct oid *tree, const struct oid *parent_trees,
	   size_t n_parents, struct error *err)
{
	if (side_open(differ, tree, true, err) < 0)
		return -1;
	for (size_t i = 0; i < n_parents; i++) {
		if (side_open(differ, &parent_trees[i], false, err) < 0)
			return -1;
	}
	if (n_parents == 0 && side_open(differ, NULL, false, err) < 0)
		return -1;
	frame_push(differ, 0);
	return 0;
}

static bool
is_one_of(const struct oid *tree, const struct oid *trees, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (oid_equal(tree, &trees[i]))
			return true;
	}
	return false;
}

int
tree_differ_commit(struct tree_differ *differ, const struct oid *tree,
		   const struct oid *parent_trees, size_t n_parents, struct change_list *changes,
		   struct error *err)
{
	*changes = (struct change_list){ NULL, 0 };
	if (is_one_of(tree, parent_trees, n_parents))
		return 0;
	cursors_cut(differ, 0); /* of one that failed */
	differ->frames.len = 0;
	differ->changes.len = 0;
	differ->path.len = 0;
	differ->n_sides = n_parents ? n_parents + 1 : 2;
	differ->is_merge = n_parents > 1;
	if (roots_open(differ, tree, parent_trees, n_parents, err) < 0)
		return -1;
	while (differ->frames.len) {
		if (step(differ, err) < 0)
			return -1;
	}
	*changes = tree_changes_take(differ);
	return 0;
}
