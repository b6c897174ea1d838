#include "config.h"

#include "git/corpus.h"

#include <inttypes.h>

#include "base/path.h"
#include "base/vec.h"
#include "git/object_read.h"
#include "git/tree_read.h"
#include "model/source.h"

struct reading {
	struct tree_reader trees;
	const struct limits *limits;
	struct arena *arena;
	struct error *err;
	uint64_t bytes_left;
	VEC(struct source_file) files;
};

static void
reading_release(struct reading *reading)
{
	tree_reader_release(&reading->trees);
	vec_release(&reading->files);
}

/* NNNN- or YYYYMMDD-, as the name of a decision begins. */
static bool
looks_like_decision(struct bytes name)
{
	size_t digits = 0;

	while (digits < name.len && name.data[digits] >= '0' && name.data[digits] <= '9')
		digits++;
	return (digits == 4 || digits == 8) && digits < name.len && name.data[digits] == '-';
}

/* Hidden folders are left out, as they are of a folder on the server. */
static bool
folder_is_hidden(void *ctx, struct bytes prefix)
{
	(void)ctx;
	return path_name(bytes_slice(prefix, 0, prefix.len - 1)).data[0] == '.';
}

static int
limit_exceeded(const struct reading *reading, enum limit limit, struct bytes path)
{
	return error_set(reading->err, ERROR_LIMIT, "%.*s: more than writ.limit.%s (%" PRIu64 ")",
			 BYTES_ARG(path), limit_rows[limit].name, reading->limits->value[limit]);
}

static int
content_take(struct reading *reading, const struct oid *id, struct source_file *file)
{
	CLEANUP(odb_object_release) git_odb_object *object = NULL;

	if (object_read(reading->trees.repository, id, GIT_OBJECT_BLOB, reading->limits,
			LIMIT_SOURCE_FILE_BYTES, &object, reading->err) < 0)
		return error_wrap(reading->err, "%.*s", BYTES_ARG(file->path));
	if (git_odb_object_size(object) > reading->bytes_left)
		return limit_exceeded(reading, LIMIT_SOURCE_BYTES, file->path);
	reading->bytes_left -= git_odb_object_size(object);
	file->content = arena_copy(reading->arena, object_bytes(object));
	return 0;
}

static int
file_take(void *ctx, const struct tree_file *from)
{
	struct reading *reading = ctx;
	struct bytes name = path_name(from->path);
	struct source_file *file;

	if (!source_reads(from->path))
		return 0;
	if (from->entry.kind == ENTRY_SYMLINK || from->entry.kind == ENTRY_SUBMODULE) {
		if (!looks_like_decision(name) && !source_is_governing(from->path))
			return 0;
		return error_set(reading->err, ERROR_CORPUS,
				 "%.*s: a %s, where decisions must be files", BYTES_ARG(from->path),
				 entry_kind_name(from->entry.kind));
	}
	if (reading->files.len >= reading->limits->value[LIMIT_SOURCE_FILES])
		return limit_exceeded(reading, LIMIT_SOURCE_FILES, from->path);
	file = vec_add(&reading->files);
	file->path = arena_copy(reading->arena, from->path);
	return content_take(reading, &from->entry.id, file);
}

/* The tree that VALUE comes to: a ref's value may be a commit, or a tag of one. */
static int
value_peel(struct repository *repository, const struct oid *value, struct oid *tree,
	   struct error *err)
{
	git_object *object = NULL;
	git_object *peeled = NULL;
	int rc = git_object_lookup(&object, repository->git, oid_to_git(value), GIT_OBJECT_ANY);

	if (rc == 0)
		rc = git_object_peel(&peeled, object, GIT_OBJECT_TREE);
	if (rc == 0)
		*tree = oid_of_git(git_object_id(peeled));
	else
		git_failure(err, rc, "the value of the source");
	git_object_free(peeled);
	git_object_free(object);
	return rc == 0 ? 0 : -1;
}

/* The tree of FOLDER below TREE. */
static int
folder_find(struct reading *reading, const struct oid *tree, struct bytes folder, struct oid *found)
{
	struct entry entry;
	bool is_tree;

	*found = *tree;
	while (bytes_ends_with(folder, BYTES("/")))
		folder.len--;
	if (folder.len == 0)
		return 0;
	if (tree_lookup(&reading->trees, tree, folder, &entry, &is_tree, reading->err) < 0)
		return -1;
	if (!is_tree)
		return error_set(reading->err, ERROR_NOT_FOUND, "%.*s: no such folder",
				 BYTES_ARG(folder));
	*found = entry.id;
	return 0;
}

int
corpus_read(struct repository *repository, const struct oid *value, struct bytes folder,
	    const struct limits *limits, struct arena *arena, struct source *source,
	    struct error *err)
{
	CLEANUP(reading_release)
	struct reading reading = {
		.trees = { repository, limits, { NULL } },
		.limits = limits,
		.arena = arena,
		.err = err,
		.bytes_left = limits->value[LIMIT_SOURCE_BYTES],
	};
	struct tree_walk walk = { folder_is_hidden, file_take, &reading };
	struct oid tree, start;

	if (value_peel(repository, value, &tree, err) < 0 ||
	    folder_find(&reading, &tree, folder, &start) < 0 ||
	    tree_walk_files(&reading.trees, &start, &walk, err) < 0)
		return -1;
	source->n_files = reading.files.len;
	source->files = arena_new_array(arena, struct source_file, reading.files.len);
	if (reading.files.len)
		memcpy(source->files, reading.files.items,
		       reading.files.len * sizeof(*reading.files.items));
	return 0;
}
