#include "config.h"

#include "git/snapshot_base.h"

#include "git/scratch.h"
#include "git/work_config.h"

void
snapshot_base_release(struct snapshot_base *base)
{
	git_tree_free(base->tree);
}

static void
object_release(git_object **object)
{
	git_object_free(*object);
}

static int
head_tree(struct repository *repository, const git_oid *head, git_tree **tree)
{
	CLEANUP(object_release) git_object *commit = NULL;
	int rc = git_object_lookup(&commit, repository->git, head, GIT_OBJECT_COMMIT);

	return rc < 0 ? rc : git_commit_tree(tree, (const git_commit *)commit);
}

static int
empty_tree(struct repository *repository, git_tree **tree)
{
	git_oid id;
	int rc = git_odb_write(&id, repository->odb, "", 0, GIT_OBJECT_TREE);

	return rc < 0 ? rc : git_tree_lookup(tree, repository->git, &id);
}

static int
base_find(struct repository *repository, struct snapshot_base *base, struct error *err)
{
	git_oid head;
	int rc = git_reference_name_to_id(&head, repository->git, "HEAD");

	if (rc == GIT_ENOTFOUND) {
		rc = empty_tree(repository, &base->tree);
	} else if (rc == 0) {
		base->head = oid_of_git(&head);
		base->n_parents = 1;
		rc = head_tree(repository, &head, &base->tree);
	}
	return rc < 0 ? git_failure(err, rc, "HEAD") : 0;
}

int
snapshot_base_open(struct repository *repository, struct snapshot_base *base, struct error *err)
{
	if (scratch_open(repository, err) < 0 || work_config_set(repository, err) < 0)
		return -1;
	return base_find(repository, base, err);
}

int
snapshot_base_commit(struct repository *repository, const struct snapshot_base *base,
		     const git_oid *tree, struct bytes message, struct oid *commit,
		     struct error *err)
{
	return scratch_commit(repository, tree, &base->head, base->n_parents, message, commit, err);
}
