#include "config.h"

#include "git/snapshot_change.h"

#include "base/map.h"
#include "git/patch.h"
#include "git/snapshot_base.h"

/* The tree of HEAD on its way to what the patch makes of it. */
struct patching {
	struct repository *repository;
	const struct snapshot_base *base;
	git_index *index;
	struct arena arena;
	struct map made; /* paths that the patch has written */
};

static void
patching_release(struct patching *it)
{
	git_index_free(it->index);
	map_release(&it->made);
	arena_release(&it->arena);
}

static int
patching_open(struct patching *it, struct repository *repository, const struct snapshot_base *base,
	      struct error *err)
{
	int rc = git_index_new(&it->index);

	it->repository = repository;
	it->base = base;
	if (rc == 0)
		rc = git_index_read_tree(it->index, base->tree);
	return rc < 0 ? git_failure(err, rc, "HEAD") : 0;
}

static void
blob_release(git_blob **blob)
{
	git_blob_free(*blob);
}

static void
entry_release(git_tree_entry **entry)
{
	git_tree_entry_free(*entry);
}

/* What HEAD has at PATH. */
static int
old_find(const struct patching *it, struct bytes path, git_tree_entry **entry, struct error *err)
{
	int rc = git_tree_entry_bypath(entry, it->base->tree, path.data);

	if (rc == GIT_ENOTFOUND)
		return error_set(err, ERROR_USAGE, "HEAD has no such file");
	if (rc < 0)
		return git_failure(err, rc, "cannot read HEAD");
	if (git_tree_entry_type(*entry) != GIT_OBJECT_BLOB)
		return error_set(err, ERROR_USAGE, "it is no file in HEAD");
	return 0;
}

/* Takes away what is deleted or gets another name, so that all of it is gone before anything is
 * written: two files can change their names with each other. */
static int
file_remove(struct patching *it, const struct patch_file *file, struct error *err)
{
	CLEANUP(entry_release) git_tree_entry *entry = NULL;

	if (!file->old_path.data || file->copied ||
	    (file->new_path.data && bytes_equal(file->old_path, file->new_path)))
		return 0;
	if (old_find(it, file->old_path, &entry, err) < 0)
		return -1;
	if (git_index_remove(it->index, file->old_path.data, 0) < 0)
		return error_set(err, ERROR_USAGE, "the patch takes it away twice");
	return 0;
}

static int
content_write(const struct patching *it, const struct patch_file *file, const git_tree_entry *entry,
	      git_oid *id, struct error *err)
{
	CLEANUP(blob_release) git_blob *blob = NULL;
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct bytes old = BYTES("");
	int rc = 0;

	if (entry)
		rc = git_blob_lookup(&blob, it->repository->git, git_tree_entry_id(entry));
	if (rc < 0)
		return git_failure(err, rc, "cannot read HEAD");
	if (blob)
		old = (struct bytes){ git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob) };
	if (patch_apply(file, old, &out, err) < 0)
		return -1;
	rc = git_odb_write(id, it->repository->odb, out.len ? out.data : "", out.len,
			   GIT_OBJECT_BLOB);
	return rc < 0 ? git_failure(err, rc, "cannot keep it in memory") : 0;
}

static uint32_t
mode_of(const struct patch_file *file, const git_tree_entry *entry)
{
	if (file->new_mode)
		return file->new_mode;
	return entry ? (uint32_t)git_tree_entry_filemode(entry) : GIT_FILEMODE_BLOB;
}

/* A path that is taken already, by HEAD or by the patch. */
static int
place_check(struct patching *it, const struct patch_file *file, struct error *err)
{
	bool stays = file->old_path.data && bytes_equal(file->old_path, file->new_path);

	if (map_find(&it->made, file->new_path))
		return error_set(err, ERROR_USAGE, "the patch writes it twice");
	if (!stays && git_index_get_bypath(it->index, file->new_path.data, 0))
		return error_set(err, ERROR_USAGE, "HEAD has such a file already");
	map_put(&it->made, file->new_path);
	return 0;
}

static int
file_write(struct patching *it, const struct patch_file *file, struct error *err)
{
	CLEANUP(entry_release) git_tree_entry *old = NULL;
	git_index_entry entry = { .path = file->new_path.data };

	if (file->old_path.data && old_find(it, file->old_path, &old, err) < 0)
		return -1;
	if (!file->new_path.data)
		return content_write(it, file, old, &entry.id, err);
	if (place_check(it, file, err) < 0 || content_write(it, file, old, &entry.id, err) < 0)
		return -1;
	entry.mode = mode_of(file, old);
	if (git_index_add(it->index, &entry) < 0)
		return error_set(err, ERROR_USAGE, "git takes no such file");
	return 0;
}

typedef int file_step(struct patching *it, const struct patch_file *file, struct error *err);

static int
files_each(struct patching *it, const struct patch *patch, file_step *step, struct error *err)
{
	for (size_t i = 0; i < patch->n_files; i++) {
		const struct patch_file *file = &patch->files[i];
		struct bytes path = file->new_path.data ? file->new_path : file->old_path;

		if (step(it, file, err) < 0)
			return error_wrap(err, "the patch does not apply to HEAD: %.*s",
					  SHOWN(path));
	}
	return 0;
}

static int
patch_tree(struct patching *it, struct bytes text, git_oid *tree, struct error *err)
{
	struct patch patch;
	int rc;

	if (patch_parse(&patch, text, &it->arena, err) < 0 ||
	    files_each(it, &patch, file_remove, err) < 0 ||
	    files_each(it, &patch, file_write, err) < 0)
		return -1;
	rc = git_index_write_tree_to(tree, it->index, it->repository->git);
	return rc < 0 ? git_failure(err, rc, "cannot make a tree of the patch") : 0;
}

int
snapshot_patch(struct repository *repository, struct bytes patch, struct bytes message,
	       struct oid *commit, struct error *err)
{
	CLEANUP(snapshot_base_release) struct snapshot_base base = { .tree = NULL };
	CLEANUP(patching_release) struct patching it = { .made = MAP_INIT };
	git_oid tree;

	arena_init(&it.arena);
	if (snapshot_base_open(repository, &base, err) < 0 ||
	    patching_open(&it, repository, &base, err) < 0 ||
	    patch_tree(&it, patch, &tree, err) < 0)
		return -1;
	return snapshot_base_commit(repository, &base, &tree, message, commit, err);
}
