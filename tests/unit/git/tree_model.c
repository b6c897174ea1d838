#include "config.h"

#include "tree_model.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/macros.h"

const char *const model_paths[MODEL_PATHS] = {
	"a",   "a.b",   "a-",    "a0",      "a/x", "a/y", "a/b/z", "a.b/q",
	"b/a", "b/a/c", "b/a.c", "c/d/e/f", "c/d", "b",   "z",     "c/d/e-",
};

static bool
in_the_way(const char *a, const char *b)
{
	size_t len = strlen(a);

	return strncmp(a, b, len) == 0 && b[len] == '/';
}

static void
put(struct tree_model *model, size_t at, const char *mode, unsigned char blob)
{
	for (size_t i = 0; i < MODEL_PATHS && mode; i++) {
		if (in_the_way(model_paths[at], model_paths[i]) ||
		    in_the_way(model_paths[i], model_paths[at]))
			model->modes[i] = NULL;
	}
	model->modes[at] = mode;
	model->blobs[at] = blob;
}

void
tree_model_change(struct tree_model *model, uint64_t *seed)
{
	static const char *const modes[] = { NULL,     "100644", "100644", "100644",
					     "100755", "120000", "160000" };
	size_t at = random_below(seed, MODEL_PATHS);

	put(model, at, modes[random_below(seed, ARRAY_SIZE(modes))],
	    (unsigned char)random_below(seed, 4));
}

void
tree_model_mix(struct tree_model *model, const struct tree_model *a, const struct tree_model *b,
	       uint64_t *seed)
{
	struct tree_model mixed = { { NULL } };

	for (size_t i = 0; i < MODEL_PATHS; i++) {
		const struct tree_model *from = random_below(seed, 2) ? a : b;

		put(&mixed, i, from->modes[i], from->blobs[i]);
	}
	*model = mixed;
}

struct child {
	char key[32]; /* what sorts: a directory's name ends in '/' */
	const char *mode;
	struct oid id;
};

static int
child_compare(const void *a, const void *b)
{
	const struct child *x = a, *y = b;

	return strcmp(x->key, y->key);
}

static struct oid
directory_write(const struct tree_model *model, const char *prefix, struct object_store *store);

static struct child
child_make(const struct tree_model *model, size_t at, const char *prefix,
	   struct object_store *store)
{
	const char *name = model_paths[at] + strlen(prefix);
	const char *slash = strchr(name, '/');
	struct child child = { .mode = slash ? "40000" : model->modes[at] };
	char below[64];

	if (slash) {
		snprintf(child.key, sizeof(child.key), "%.*s/", (int)(slash - name), name);
		snprintf(below, sizeof(below), "%s%s", prefix, child.key);
		child.id = directory_write(model, below, store);
	} else {
		snprintf(child.key, sizeof(child.key), "%s", name);
		child.id.id[0] = (unsigned char)(model->blobs[at] + 1);
	}
	return child;
}

static struct oid
directory_write(const struct tree_model *model, const char *prefix, struct object_store *store)
{
	CLEANUP(buf_release) struct buf raw = BUF_INIT;
	struct child children[MODEL_PATHS];
	size_t n = 0;

	for (size_t i = 0; i < MODEL_PATHS; i++) {
		if (model->modes[i] && strncmp(model_paths[i], prefix, strlen(prefix)) == 0)
			children[n++] = child_make(model, i, prefix, store);
	}
	qsort(children, n, sizeof(*children), child_compare);
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(children[i].key);

		if (i > 0 && strcmp(children[i].key, children[i - 1].key) == 0)
			continue;
		if (children[i].key[len - 1] == '/')
			children[i].key[len - 1] = '\0';
		raw_tree_add(&raw, children[i].mode, children[i].key, &children[i].id);
		if (strcmp(children[i].mode, "40000") == 0)
			children[i].key[len - 1] = '/';
	}
	return object_store_write(store, "tree", buf_bytes(&raw));
}

struct oid
tree_model_write(const struct tree_model *model, struct object_store *store)
{
	return directory_write(model, "", store);
}
