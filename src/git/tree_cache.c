#include "config.h"

#include "git/tree_cache.h"

static git_odb_object **
slot_of(struct tree_cache *cache, const struct oid *id)
{
	size_t hash = (size_t)id->id[0] | (size_t)id->id[1] << 8;

	return &cache->slots[hash % TREE_CACHE_SLOTS];
}

static void
slot_clear(struct tree_cache *cache, git_odb_object **slot)
{
	if (!*slot)
		return;
	cache->bytes -= git_odb_object_size(*slot);
	git_odb_object_free(*slot);
	*slot = NULL;
}

void
tree_cache_clear(struct tree_cache *cache)
{
	for (size_t i = 0; i < TREE_CACHE_SLOTS; i++)
		slot_clear(cache, &cache->slots[i]);
}

static int
tree_read(struct repository *repository, const struct oid *id, git_odb_object **tree,
	  struct error *err)
{
	char hex[OID_HEX_CHARS + 1];
	int rc = git_odb_read(tree, repository->odb, oid_to_git(id));

	if (rc == 0 && git_odb_object_type(*tree) == GIT_OBJECT_TREE)
		return 0;
	oid_hex(id, hex);
	if (rc < 0)
		return git_failure(err, rc, "tree %s", hex);
	git_odb_object_free(*tree);
	*tree = NULL;
	return error_set(err, ERROR_MALFORMED, "object %s is no tree", hex);
}

static int
tree_keep(struct tree_cache *cache, git_odb_object **slot, git_odb_object *tree)
{
	size_t size = git_odb_object_size(tree);

	slot_clear(cache, slot);
	if (size > TREE_CACHE_MAX_BYTES / 2)
		return 0;
	if (cache->bytes + size > TREE_CACHE_MAX_BYTES)
		tree_cache_clear(cache);
	cache->bytes += size;
	return git_odb_object_dup(slot, tree);
}

int
tree_cache_read(struct tree_cache *cache, struct repository *repository, const struct oid *id,
		git_odb_object **tree, struct error *err)
{
	git_odb_object **slot = slot_of(cache, id);

	if (*slot && git_oid_equal(git_odb_object_id(*slot), oid_to_git(id)))
		return git_odb_object_dup(tree, *slot);
	if (tree_read(repository, id, tree, err) < 0)
		return -1;
	return tree_keep(cache, slot, *tree);
}
