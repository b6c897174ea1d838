#include "config.h"

#include "git/snapshot_change.h"

#include <git2/sys/repository.h>

#include "base/buf.h"
#include "git/index_attributes.h"
#include "git/index_file.h"
#include "git/snapshot_base.h"

static void
entry_release(git_tree_entry **entry)
{
	git_tree_entry_free(*entry);
}

/* A file in HEAD leaves no room for one below it. */
static int
folders_check(const struct snapshot_base *base, struct bytes path, struct error *err)
{
	CLEANUP(buf_release) struct buf folder = BUF_INIT;

	for (size_t i = 0; i < path.len; i++) {
		CLEANUP(entry_release) git_tree_entry *entry = NULL;

		if (path.data[i] == '/' &&
		    git_tree_entry_bypath(&entry, base->tree, folder.data) == 0 &&
		    git_tree_entry_type(entry) != GIT_OBJECT_TREE)
			return error_set(err, ERROR_USAGE,
					 "%s is no folder in HEAD, so there is no room for %s",
					 folder.data, path.data);
		buf_add_char(&folder, path.data[i]);
	}
	return 0;
}

/* What stands at PATH decides the mode. */
static int
mode_find(const struct snapshot_base *base, const char *path, git_filemode_t *mode,
	  struct error *err)
{
	CLEANUP(entry_release) git_tree_entry *entry = NULL;
	int rc = git_tree_entry_bypath(&entry, base->tree, path);

	*mode = GIT_FILEMODE_BLOB;
	if (rc == GIT_ENOTFOUND)
		return 0;
	if (rc < 0)
		return git_failure(err, rc, "%s", path);
	*mode = git_tree_entry_filemode(entry);
	if (*mode == GIT_FILEMODE_TREE || *mode == GIT_FILEMODE_COMMIT)
		return error_set(err, ERROR_USAGE, "%s is a %s in HEAD, and has no content", path,
				 *mode == GIT_FILEMODE_TREE ? "folder" : "submodule");
	return 0;
}

static void
filters_release(git_filter_list **filters)
{
	git_filter_list_free(*filters);
}

static void
index_release(git_index **index)
{
	git_index_free(*index);
}

/* The index that libgit2 asks for attributes, and for the line ends that a file had when it finds a
 * CR: where the real one has nothing to say an empty one is put in its place. */
static int
index_choose(struct repository *repository, const char *path, struct bytes content,
	     git_index **index, struct error *err)
{
	int rc;

	if (!repository->work_dir)
		return 0;
	if (memchr(content.data, '\r', content.len) || index_may_have_attributes(repository, path))
		return index_file_open(repository, index, err);
	rc = git_index_new(index);
	if (rc == 0)
		rc = git_repository_set_index(repository->git, *index);
	return rc < 0 ? git_failure(err, rc, "%s", path) : 0;
}

static int
filters_load(git_filter_list **filters, struct repository *repository, const char *path,
	     struct bytes content, struct error *err)
{
	CLEANUP(index_release) git_index *index = NULL;
	int rc = 0, chosen = index_choose(repository, path, content, &index, err);

	if (chosen == 0)
		rc = git_filter_list_load(filters, repository->git, NULL, path, GIT_FILTER_TO_ODB,
					  GIT_FILTER_DEFAULT);
	if (index)
		(void)git_repository_set_index(repository->git, NULL);
	if (rc < 0)
		return git_failure(err, rc, "%s", path);
	return chosen;
}

/* Does to CONTENT what `git add` would. */
static int
blob_write(struct repository *repository, const char *path, git_filemode_t mode,
	   struct bytes content, git_oid *id, struct error *err)
{
	CLEANUP(filters_release) git_filter_list *filters = NULL;
	git_buf clean = GIT_BUF_INIT;
	int rc = 0;

	if (content.len == 0)
		content = BYTES("");
	if (mode != GIT_FILEMODE_LINK && filters_load(&filters, repository, path, content, err) < 0)
		return -1;
	if (filters) {
		rc = git_filter_list_apply_to_buffer(&clean, filters, content.data, content.len);
		content = (struct bytes){ clean.ptr, clean.size };
	}
	if (rc == 0)
		rc = git_odb_write(id, repository->odb, content.data, content.len, GIT_OBJECT_BLOB);
	git_buf_dispose(&clean);
	return rc < 0 ? git_failure(err, rc, "%s", path) : 0;
}

static int
file_tree(struct repository *repository, const struct snapshot_base *base, const char *path,
	  struct bytes content, git_oid *tree, struct error *err)
{
	git_tree_update update = { .action = GIT_TREE_UPDATE_UPSERT, .path = path };
	int rc;

	if (folders_check(base, bytes_of(path), err) < 0 ||
	    mode_find(base, path, &update.filemode, err) < 0 ||
	    blob_write(repository, path, update.filemode, content, &update.id, err) < 0)
		return -1;
	rc = git_tree_create_updated(tree, repository->git, base->tree, 1, &update);
	if (rc == 0)
		return 0;
	(void)git_failure(err, rc, "%s can be no file on top of HEAD", path);
	err->code = ERROR_USAGE;
	return -1;
}

int
snapshot_file(struct repository *repository, struct bytes path, struct bytes content,
	      struct bytes message, struct oid *commit, struct error *err)
{
	CLEANUP(snapshot_base_release) struct snapshot_base base = { .tree = NULL };
	git_oid tree;

	if (snapshot_base_open(repository, &base, err) < 0 ||
	    file_tree(repository, &base, arena_copy(&repository->arena, path).data, content, &tree,
		      err) < 0)
		return -1;
	return snapshot_base_commit(repository, &base, &tree, message, commit, err);
}
