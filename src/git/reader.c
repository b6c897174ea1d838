#include "config.h"

#include "git/reader.h"

#include <stdlib.h>

#include "base/memory.h"
#include "git/commit_text.h"
#include "git/encoding.h"
#include "git/object_read.h"
#include "git/tree_diff.h"
#include "git/tree_read.h"

enum { ENCODING_SHOWN_BYTES = 40 };

struct object_reader {
	struct objects objects;
	struct limits limits;
	struct tree_reader trees;
};

static int
reader_blob_size(void *ctx, const struct oid *id, uint64_t *size, struct error *err)
{
	struct object_reader *reader = ctx;

	return object_size(reader->trees.repository, id, GIT_OBJECT_BLOB, size, err);
}

/* To the library another kind of object is as good as none. */
static int
blob_read_failure(struct object_reader *reader, const struct oid *id, int rc, struct error *err)
{
	uint64_t size;
	struct error other;

	if (object_size(reader->trees.repository, id, GIT_OBJECT_BLOB, &size, &other) < 0 &&
	    other.code == ERROR_MALFORMED) {
		*err = other;
		return -1;
	}
	return object_read_failure(reader->trees.repository, id, &reader->limits, LIMIT_BLOB_BYTES,
				   rc, err);
}

static int
reader_blob_read(void *ctx, const struct oid *id, struct blob *blob, struct error *err)
{
	struct object_reader *reader = ctx;
	git_blob *object = NULL;
	int rc;

	rc = git_blob_lookup(&object, reader->trees.repository->git, oid_to_git(id));
	if (rc < 0)
		return blob_read_failure(reader, id, rc, err);
	if (object_size_check(id, (uint64_t)git_blob_rawsize(object), &reader->limits,
			      LIMIT_BLOB_BYTES, err) < 0) {
		git_blob_free(object);
		return -1;
	}
	blob->content =
		(struct bytes){ git_blob_rawcontent(object), (size_t)git_blob_rawsize(object) };
	if (!blob->content.data)
		blob->content.data = "";
	blob->handle = object;
	return 0;
}

static void
reader_blob_release(void *ctx, struct blob *blob)
{
	(void)ctx;
	git_blob_free(blob->handle);
	*blob = (struct blob){ .handle = NULL };
}

static int
reader_commit_text(void *ctx, const struct oid *id, struct arena *arena, struct commit_text *text,
		   struct error *err)
{
	struct object_reader *reader = ctx;
	CLEANUP(odb_object_release) git_odb_object *object = NULL;
	char hex[OID_HEX_CHARS + 1];

	if (object_read(reader->trees.repository, id, GIT_OBJECT_COMMIT, &reader->limits,
			LIMIT_COMMIT_BYTES, &object, err) < 0)
		return -1;
	commit_text_parse(object_bytes(object), arena, text);
	if (text->encoding.len == 0 || encoding_keeps_ascii(text->encoding))
		return 0;
	oid_hex(id, hex);
	return error_set(err, ERROR_UNSUPPORTED,
			 "commit %.12s says that its message is in '%.*s', in which words can hide "
			 "from a search; write it in UTF-8 (git config i18n.commitEncoding)",
			 hex, BYTES_ARG(bytes_slice(text->encoding, 0, ENCODING_SHOWN_BYTES)));
}

static int
reader_tree_find(void *ctx, const struct oid *tree, struct bytes path, struct entry *entry,
		 struct error *err)
{
	struct object_reader *reader = ctx;
	bool is_tree;

	if (tree_lookup(&reader->trees, tree, path, entry, &is_tree, err) < 0)
		return -1;
	if (is_tree)
		*entry = (struct entry){ .kind = ENTRY_NONE };
	return 0;
}

static int
reader_tree_walk(void *ctx, const struct oid *tree, tree_pruner *prune, tree_visitor *visit,
		 void *visit_ctx, struct error *err)
{
	struct object_reader *reader = ctx;
	struct tree_walk walk = { prune, visit, visit_ctx };

	return tree_walk_files(&reader->trees, tree, &walk, err);
}

/* One comparison, with a path table of its own. */
struct comparison {
	struct path_table *paths;
	struct tree_differ *differ;
};

static void
comparison_release(struct comparison *comparison)
{
	tree_differ_free(comparison->differ);
	path_table_free(comparison->paths);
}

/* What was not read was not compared. */
static int
unread_check(const struct object_check *check, struct error *err)
{
	for (size_t i = 0; i < object_check_count(check); i++) {
		const struct object_problem *problem = object_check_get(check, i);
		char hex[OID_HEX_CHARS + 1];

		oid_hex(&problem->id, hex);
		if (problem->unread)
			return error_set(err, ERROR_MALFORMED, "%s %s: %.*s", problem->kind, hex,
					 BYTES_ARG(problem->message));
	}
	return 0;
}

static int
reader_tree_diff(void *ctx, const struct oid *old_tree, const struct oid *new_tree,
		 struct arena *arena, struct change_list *changes, struct error *err)
{
	struct object_reader *reader = ctx;
	CLEANUP(comparison_release) struct comparison comparison = { NULL, NULL };
	struct object_check *check;

	if (object_check_new(NULL, 0, arena, &check, err) < 0)
		return -1;
	comparison.paths = path_table_new(arena);
	comparison.differ = tree_differ_new(reader->trees.repository, &reader->limits, arena,
					    comparison.paths, check);
	if (tree_differ_commit(comparison.differ, new_tree, old_tree, 1, changes, err) < 0)
		return -1;
	return unread_check(check, err);
}

static const struct objects_ops reader_ops = {
	.blob_size = reader_blob_size,
	.blob_read = reader_blob_read,
	.blob_release = reader_blob_release,
	.commit_text = reader_commit_text,
	.tree_find = reader_tree_find,
	.tree_walk = reader_tree_walk,
	.tree_diff = reader_tree_diff,
};

const struct objects *
repository_objects(struct repository *repository, const struct limits *limits)
{
	struct object_reader *reader = repository->reader;

	if (!reader) {
		reader = memory_calloc(1, sizeof(*reader));
		reader->objects = (struct objects){ &reader_ops, reader };
		reader->trees.repository = repository;
		reader->trees.limits = &reader->limits;
		repository->reader = reader;
	}
	reader->limits = *limits;
	return &reader->objects;
}

void
object_reader_free(struct object_reader *reader)
{
	if (!reader)
		return;
	tree_reader_release(&reader->trees);
	free(reader);
}
