#include "config.h"

#include "git/memory_repository.h"

#include <git2/sys/repository.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/memory.h"
#include "git/handle.h"
#include "git/scratch.h"

/* A place that nobody has: what looks for refs or configuration finds none. */
#define NOWHERE "/nonexistent"

enum { CONTRACT_TIME = 1700000000 };

static void
repository_release(struct repository **repository)
{
	repository_free(*repository);
}

static char *
copy(const char *text)
{
	char *result = strdup(text);

	if (!result)
		memory_exhausted();
	return result;
}

int
memory_repository_new(struct repository **repository, struct error *err)
{
	CLEANUP(repository_release) struct repository *made = NULL;
	int rc;

	if (library_init(err) < 0)
		return -1;
	made = memory_calloc(1, sizeof(*made));
	arena_init(&made->arena);
	made->git_dir = copy(NOWHERE);
	made->own_dir = copy(NOWHERE);
	made->namespace = copy("");
	made->object_dirs = memory_calloc(1, sizeof(*made->object_dirs));
	rc = git_odb_new(&made->odb);
	if (rc == 0)
		rc = git_repository_wrap_odb(&made->git, made->odb);
	if (rc < 0)
		return git_failure(err, rc, "cannot make a repository in memory");
	if (scratch_open(made, err) < 0)
		return -1;
	*repository = steal(&made);
	return 0;
}

int
memory_begin(struct repository *repository, struct error *err)
{
	return scratch_open(repository, err);
}

int
memory_drop(struct repository *repository, struct error *err)
{
	return scratch_clear(repository, err);
}

int
memory_blob_add(struct repository *repository, struct bytes content, struct oid *id,
		struct error *err)
{
	git_oid made;
	int rc = git_odb_write(&made, repository->odb, content.data ? content.data : "",
			       content.len, GIT_OBJECT_BLOB);

	if (rc < 0)
		return git_failure(err, rc, "cannot keep a file in memory");
	*id = oid_of_git(&made);
	return 0;
}

static uint32_t
mode_of(enum entry_kind kind)
{
	switch (kind) {
	case ENTRY_EXECUTABLE:
		return GIT_FILEMODE_BLOB_EXECUTABLE;
	case ENTRY_SYMLINK:
		return GIT_FILEMODE_LINK;
	case ENTRY_SUBMODULE:
		return GIT_FILEMODE_COMMIT;
	default:
		return GIT_FILEMODE_BLOB;
	}
}

static void
index_release(git_index **index)
{
	git_index_free(*index);
}

int
memory_tree_add(struct repository *repository, const struct memory_file *files, size_t n,
		struct oid *id, struct error *err)
{
	CLEANUP(index_release) git_index *index = NULL;
	git_oid made;
	int rc = git_index_new(&index);

	for (size_t i = 0; rc == 0 && i < n; i++) {
		const git_index_entry entry = { .mode = mode_of(files[i].kind),
						.id = *oid_to_git(&files[i].id),
						.path = files[i].path.data };

		rc = git_index_add(index, &entry);
		if (rc < 0)
			return error_set(err, ERROR_MALFORMED, "git takes no file `%.*s`",
					 SHOWN(files[i].path));
	}
	if (rc == 0)
		rc = git_index_write_tree_to(&made, index, repository->git);
	if (rc < 0)
		return git_failure(err, rc, "cannot make a tree in memory");
	*id = oid_of_git(&made);
	return 0;
}

static void
add_person(struct buf *out, const char *key, struct bytes person)
{
	buf_printf(out, "%s ", key);
	buf_add(out, person);
	buf_printf(out, " %d +0000\n", CONTRACT_TIME);
}

int
memory_commit_add(struct repository *repository, const struct memory_commit *commit, struct oid *id,
		  struct error *err)
{
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	git_oid made;
	int rc;

	scratch_add_id(&raw, "tree", &commit->tree);
	if (commit->parent)
		scratch_add_id(&raw, "parent", commit->parent);
	add_person(&raw, "author", commit->author);
	add_person(&raw, "committer", commit->committer);
	buf_add_char(&raw, '\n');
	buf_add(&raw, commit->message);
	rc = git_odb_write(&made, repository->odb, raw.data, raw.len, GIT_OBJECT_COMMIT);
	if (rc < 0)
		return git_failure(err, rc, "cannot make a commit in memory");
	*id = oid_of_git(&made);
	return 0;
}
