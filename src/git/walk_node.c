#include "config.h"

#include "git/walk_node.h"

#include <stdlib.h>

#include "git/raw_commit.h"
#include "git/scratch.h"

struct walk *
walk_new(struct repository *repository, const struct limits *limits, struct arena *arena,
	 struct object_check *check)
{
	struct walk *walk = memory_calloc(1, sizeof(*walk));

	walk->repository = repository;
	walk->arena = arena;
	walk->check = check;
	walk->commits_max = limits->value[LIMIT_COMMITS];
	walk->commit_bytes_max = limits->value[LIMIT_COMMIT_BYTES];
	return walk;
}

void
walk_free(struct walk *walk)
{
	if (!walk)
		return;
	map_release(&walk->nodes);
	free(walk);
}

void
node_list_release(node_list *list)
{
	vec_release(list);
}

struct node *
walk_node(struct walk *walk, const struct oid *id)
{
	struct node *node = map_get(&walk->nodes, oid_bytes(id));

	if (node)
		return node;
	node = arena_new(walk->arena, struct node);
	node->commit.id = *id;
	*map_put(&walk->nodes, oid_bytes(&node->commit.id)) = node;
	return node;
}

void
node_load_raw(struct walk *walk, struct node *node, struct bytes raw)
{
	struct raw_commit commit;
	struct oid *ids;

	raw_commit_parse(raw, &commit);
	ids = arena_new_array(walk->arena, struct oid, commit.n_parents);
	node->parents = arena_new_array(walk->arena, struct node *, commit.n_parents);
	for (size_t i = 0; raw_commit_parent(&commit.parents, &ids[i]); i++)
		node->parents[i] = walk_node(walk, &ids[i]);
	node->commit.parents = ids;
	node->commit.n_parents = commit.n_parents;
	node->commit.tree = commit.tree;
	node->commit.date = commit.date;
	node->problems = commit.problems;
	if (raw.len > walk->commit_bytes_max)
		node->problems |= FSCK_BIT(FSCK_COMMIT_TOO_LARGE);
	node->loaded = true;
}

static void
object_release(git_odb_object **object)
{
	git_odb_object_free(*object);
}

static struct bytes
object_bytes(git_odb_object *object)
{
	return (struct bytes){ git_odb_object_data(object), git_odb_object_size(object) };
}

int
node_load(struct walk *walk, struct node *node, struct error *err)
{
	CLEANUP(object_release) git_odb_object *object = NULL;
	char hex[OID_HEX_CHARS + 1];
	int rc;

	if (node->loaded)
		return 0;
	rc = git_odb_read(&object, walk->repository->odb, oid_to_git(&node->commit.id));
	if (rc < 0 || git_odb_object_type(object) != GIT_OBJECT_COMMIT)
		oid_hex(&node->commit.id, hex);
	if (rc < 0)
		return git_failure(err, rc, "commit %s", hex);
	if (git_odb_object_type(object) != GIT_OBJECT_COMMIT)
		return error_set(err, ERROR_MALFORMED, "object %s is no commit", hex);
	node_load_raw(walk, node, object_bytes(object));
	return 0;
}

void
walk_begin_round(struct walk *walk)
{
	walk->round++;
}

bool
node_has(const struct walk *walk, const struct node *node, uint32_t marks)
{
	return node->round == walk->round && (node->marks & marks) == marks;
}

void
node_mark(struct walk *walk, struct node *node, uint32_t marks)
{
	if (node->round != walk->round)
		node->marks = 0;
	node->round = walk->round;
	node->marks |= marks;
}

void
node_unmark(struct walk *walk, struct node *node, uint32_t marks)
{
	if (node->round == walk->round)
		node->marks &= ~marks;
}

void
walk_know_new(struct walk *walk, const struct oid *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		walk_node(walk, &ids[i])->known_new = true;
}

bool
walk_main_has(const struct walk *walk, const struct oid *id)
{
	if (scratch_holds(walk->repository, id))
		return false;
	if (!walk->repository->main_odb)
		return true;
	return git_odb_exists_ext(walk->repository->main_odb, oid_to_git(id),
				  GIT_ODB_LOOKUP_NO_REFRESH) == 1;
}

int
walk_commit(struct walk *walk, const struct oid *id, const struct commit_node **commit,
	    struct error *err)
{
	struct node *node = walk_node(walk, id);

	if (node_load(walk, node, err) < 0)
		return -1;
	*commit = &node->commit;
	return 0;
}
