#include "config.h"

#include "git/snapshot.h"

#include <git2/sys/repository.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/vec.h"
#include "git/handle.h"
#include "git/index_file.h"
#include "git/refs.h"
#include "git/scratch.h"
#include "git/work_config.h"

enum { MERGE_HEAD_MAX_BYTES = 64 * 1024 };

static void
index_release(git_index **index)
{
	git_index_free(*index);
}

static int
index_open(struct repository *repository, git_index **index, struct error *err)
{
	if (!repository->work_dir)
		return error_set(err, ERROR_CONFIG, "%s has no work tree", repository->git_dir);
	if (index_file_open(repository, index, err) < 0)
		return -1;
	if (git_index_has_conflicts(*index))
		return error_set(err, ERROR_CONFIG, "the index has unmerged paths");
	return 0;
}

/* `git add -N` stages a name and no content: git leaves it out of a commit. */
static int
drop_intentions(git_index *index, struct error *err)
{
	for (size_t i = git_index_entrycount(index); i > 0; i--) {
		const git_index_entry *entry = git_index_get_byindex(index, i - 1);
		int rc = 0;

		if (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD)
			rc = git_index_remove(index, entry->path, 0);
		if (rc < 0)
			return git_failure(err, rc, "cannot read the index");
	}
	return 0;
}

static int
tree_make(struct repository *repository, enum snapshot_kind kind, git_oid *tree, struct error *err)
{
	CLEANUP(index_release) git_index *index = NULL;
	int rc = 0;

	if (index_open(repository, &index, err) < 0 || drop_intentions(index, err) < 0)
		return -1;
	if (kind == SNAPSHOT_WORKTREE)
		rc = git_index_add_all(index, NULL, GIT_INDEX_ADD_DEFAULT, NULL, NULL);
	if (rc < 0)
		return git_failure(err, rc, "cannot read the work tree");
	rc = git_index_write_tree_to(tree, index, repository->git);
	return rc < 0 ? git_failure(err, rc, "cannot make a tree of the index") : 0;
}

struct parents {
	VEC(struct oid) ids;
};

static void
parents_release(struct parents *parents)
{
	vec_release(&parents->ids);
}

/* What `git commit` would make parents while a merge is going on: one id on each line. */
static int
add_merged(struct repository *repository, struct parents *parents, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	CLEANUP(buf_release) struct buf content = BUF_INIT;
	struct bytes rest, line;
	struct error missing;

	buf_printf(&path, "%s/MERGE_HEAD", repository->own_dir);
	if (io_read_file(path.data, MERGE_HEAD_MAX_BYTES, &content, &missing) < 0) {
		if (missing.code == ERROR_NOT_FOUND)
			return 0;
		*err = missing;
		return -1;
	}
	rest = buf_bytes(&content);
	while (bytes_split(&rest, '\n', &line) && line.len > 0) {
		if (!oid_parse(line, vec_add(&parents->ids)))
			return error_set(err, ERROR_MALFORMED, "%s: not an id", path.data);
	}
	return 0;
}

static int
parents_find(struct repository *repository, struct parents *parents, struct error *err)
{
	git_oid head;
	int rc = git_reference_name_to_id(&head, repository->git, "HEAD");

	if (rc == GIT_ENOTFOUND)
		return 0;
	if (rc < 0)
		return git_failure(err, rc, "HEAD");
	vec_push(&parents->ids, oid_of_git(&head));
	return add_merged(repository, parents, err);
}

int
snapshot_take(struct repository *repository, enum snapshot_kind kind, struct bytes message,
	      struct oid *commit, struct error *err)
{
	CLEANUP(parents_release) struct parents parents = { VEC_INIT };
	git_oid tree;

	if (scratch_open(repository, err) < 0 || work_config_set(repository, err) < 0 ||
	    tree_make(repository, kind, &tree, err) < 0 ||
	    parents_find(repository, &parents, err) < 0)
		return -1;
	return scratch_commit(repository, &tree, parents.ids.items, parents.ids.len, message,
			      commit, err);
}

static void
object_release(git_object **object)
{
	git_object_free(*object);
}

int
snapshot_tree(struct repository *repository, const char *revision, struct oid *commit,
	      struct error *err)
{
	CLEANUP(object_release) git_object *object = NULL;
	CLEANUP(object_release) git_object *tree = NULL;
	int rc = git_revparse_single(&object, repository->git, revision);

	if (rc == 0)
		rc = git_object_peel(&tree, object, GIT_OBJECT_TREE);
	if (rc < 0)
		return git_failure(err, rc, "%s", revision);
	if (scratch_open(repository, err) < 0)
		return -1;
	return scratch_commit(repository, git_object_id(tree), NULL, 0, BYTES(""), commit, err);
}
