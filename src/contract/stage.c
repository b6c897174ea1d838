#include "config.h"

#include "contract/stage.h"

#include "base/vec.h"
#include "git/memory_repository.h"

struct building {
	struct stage *stage;
	const struct contract *contract;
	VEC(struct memory_file) files; /* of the tree that grows */
	struct oid tip;
	bool has_tip;
	struct error *err;
};

static size_t
place_of(const struct building *it, struct bytes path)
{
	size_t i = 0;

	while (i < it->files.len && !bytes_equal(it->files.items[i].path, path))
		i++;
	return i;
}

/* Whether the one is a folder above the other: a file that becomes a folder, or the other way. */
static bool
is_above(struct bytes folder, struct bytes path)
{
	return path.len > folder.len && path.data[folder.len] == '/' &&
	       bytes_starts_with(path, folder);
}

static void
remove_hidden(struct building *it, struct bytes path)
{
	size_t kept = 0;

	for (size_t i = 0; i < it->files.len; i++) {
		struct bytes other = it->files.items[i].path;

		if (!bytes_equal(other, path) && !is_above(other, path) && !is_above(path, other))
			it->files.items[kept++] = it->files.items[i];
	}
	it->files.len = kept;
}

static int
file_put(struct building *it, const struct contract_file *file)
{
	struct memory_file *put;
	size_t at = place_of(it, file->path);

	if (file->kind == ENTRY_NONE) {
		if (at == it->files.len)
			return error_set(it->err, ERROR_CORPUS, "there is no `%.*s` to delete",
					 SHOWN(file->path));
		it->files.items[at] = it->files.items[--it->files.len];
		return 0;
	}
	remove_hidden(it, file->path);
	put = vec_add(&it->files);
	*put = (struct memory_file){ .path = file->path, .kind = file->kind };
	if (file->kind == ENTRY_SUBMODULE)
		return oid_parse(file->content, &put->id) ? 0 : -1;
	return memory_blob_add(it->stage->repository, file->content, &put->id, it->err);
}

static int
commit_make(struct building *it, const struct contract_overlay *overlay, struct bytes author,
	    struct bytes message)
{
	struct oid parent = it->tip;
	struct memory_commit commit = { .parent = it->has_tip ? &parent : NULL,
					.author = author,
					.committer = it->contract->committer,
					.message = message };

	for (size_t i = 0; overlay && i < overlay->n_files; i++) {
		if (file_put(it, &overlay->files[i]) < 0)
			return -1;
	}
	if (memory_tree_add(it->stage->repository, it->files.items, it->files.len, &commit.tree,
			    it->err) < 0 ||
	    memory_commit_add(it->stage->repository, &commit, &it->tip, it->err) < 0)
		return -1;
	it->has_tip = true;
	return 0;
}

/* What is forced stands beside the commit before, on the same root. */
static int
commits_make(struct building *it)
{
	struct stage *stage = it->stage;
	const struct contract *contract = it->contract;
	struct oid root;

	if (commit_make(it, NULL, contract->author, BYTES("root\n")) < 0)
		return -1;
	root = it->tip;
	if (commit_make(it, &contract->before, contract->author, BYTES("before\n")) < 0)
		return -1;
	stage->before = it->tip;
	if (contract->forced)
		it->tip = root;
	for (size_t i = 0; i < contract->n_commits; i++) {
		const struct contract_commit *commit = &contract->commits[i];

		if (commit_make(it, &commit->overlay, commit->author, commit->message) < 0)
			return -1;
		stage->commits[stage->n_commits++] = it->tip;
	}
	return 0;
}

int
stage_build(struct stage *stage, const struct contract *contract, struct arena *arena,
	    struct error *err)
{
	struct building it = { .stage = stage, .contract = contract, .err = err };
	int result;

	*stage = (struct stage){ 0 };
	stage->commits = arena_new_array(arena, struct oid, contract->n_commits + 1);
	if (memory_repository_new(&stage->repository, err) < 0)
		return -1;
	result = commits_make(&it);
	vec_release(&it.files);
	stage->update = (struct ref_update){ .ref = contract->ref, .kind = contract->kind };
	if (contract->kind != UPDATE_CREATE)
		stage->update.old_id = stage->before;
	if (contract->kind != UPDATE_DELETE)
		stage->update.new_id = it.tip;
	return result;
}

void
stage_release(struct stage *stage)
{
	repository_free(stage->repository);
	stage->repository = NULL;
}
