#include "config.h"

#include "git/folder_authors.h"

#include "base/map.h"
#include "git/commit_text.h"
#include "git/object_read.h"
#include "git/tree_read.h"
#include "git/walk.h"

struct finding {
	struct tree_reader trees;
	struct walk *walk;
	struct bytes folder;
	struct arena *arena;
	struct map known; /* addresses */
	struct folder_authors *authors;
	size_t room; /* for addresses */
	struct error *err;
};

static void
finding_release(struct finding *it)
{
	tree_reader_release(&it->trees);
	walk_free(it->walk);
	map_release(&it->known);
}

/* Nothing but the update's own old value is taken off. */
static bool
no_ref_matches(void *ctx, struct bytes ref)
{
	(void)ctx;
	(void)ref;
	return false;
}

/* The id of what FOLDER is in TREE; zero when it is not there. */
static int
folder_id(struct finding *it, const struct oid *tree, struct oid *id)
{
	struct entry entry;
	bool is_tree;

	*id = *tree;
	if (it->folder.len == 0)
		return 0;
	if (tree_lookup(&it->trees, tree, it->folder, &entry, &is_tree, it->err) < 0)
		return -1;
	*id = is_tree || entry.kind != ENTRY_NONE ? entry.id : (struct oid){ { 0 } };
	return 0;
}

/* 1 when COMMIT is where FOLDER became what it is, else 0. */
static int
changes_folder(struct finding *it, const struct commit_node *commit)
{
	struct oid own, other;

	if (folder_id(it, &commit->tree, &own) < 0)
		return -1;
	for (size_t i = 0; i < commit->n_parents; i++) {
		const struct commit_node *parent;

		if (walk_commit(it->walk, &commit->parents[i], &parent, it->err) < 0 ||
		    folder_id(it, &parent->tree, &other) < 0)
			return -1;
		if (oid_equal(&own, &other))
			return 0;
	}
	return commit->n_parents > 0 || !oid_is_zero(&own);
}

static void
email_add(struct finding *it, struct bytes email)
{
	void **known = map_put(&it->known, email);
	struct folder_authors *authors = it->authors;

	if (*known)
		return;
	*known = it;
	if (authors->n == it->room) {
		struct bytes *grown;

		it->room = it->room ? 2 * it->room : 16;
		grown = arena_new_array(it->arena, struct bytes, it->room);
		if (authors->n)
			memcpy(grown, authors->emails, authors->n * sizeof(*grown));
		authors->emails = grown;
	}
	authors->emails[authors->n++] = email;
}

static int
commit_take(struct finding *it, const struct commit_node *commit)
{
	CLEANUP(odb_object_release) git_odb_object *object = NULL;
	struct commit_text text;
	int changes = changes_folder(it, commit);

	if (changes <= 0)
		return changes;
	if (object_read(it->trees.repository, &commit->id, GIT_OBJECT_COMMIT, it->trees.limits,
			LIMIT_COMMIT_BYTES, &object, it->err) < 0)
		return -1;
	commit_text_parse(object_bytes(object), it->arena, &text);
	email_add(it, text.author.email);
	email_add(it, text.committer.email);
	return 0;
}

int
folder_authors_find(struct repository *repository, const struct limits *limits,
		    const struct ref_update *update, struct bytes folder, struct arena *arena,
		    struct folder_authors *authors, struct error *err)
{
	const struct ref_update *const updates[] = { update };
	const struct walk_query query = { .updates = updates,
					  .n_updates = 1,
					  .matches = no_ref_matches };
	CLEANUP(finding_release)
	struct finding it = {
		.trees = { repository, limits, { NULL } },
		.walk = walk_new(repository, limits, arena, NULL),
		.folder = folder,
		.arena = arena,
		.known = MAP_INIT,
		.authors = authors,
		.err = err,
	};
	struct commit_set set;

	*authors = (struct folder_authors){ NULL, 0 };
	if (walk_set(it.walk, &query, &set, err) < 0)
		return -1;
	for (size_t i = 0; i < set.n_commits; i++) {
		if (commit_take(&it, set.commits[i].node) < 0)
			return -1;
	}
	return 0;
}
