#include "config.h"

#include "document/path.h"

#include "base/number.h"
#include "base/vec.h"

/* Bit I of a set of states: the segments before the I-th have led here. */
typedef uint64_t states;

struct path {
	const struct bytes *segments;
	size_t n_segments;
	states one, deep;                  /* the segments that are "*", "**" */
	size_t indexes[PATH_SEGMENTS_MAX]; /* what a segment says in a sequence, 0 for nothing */
};

typedef VEC(states) states_list;

static void
levels_release(states_list *levels)
{
	vec_release(levels);
}

/* The index that TEXT is as it would be printed. */
static size_t
index_of(struct bytes text)
{
	int64_t index;

	if (text.len == 0 || text.data[0] == '0' || digits_skip(text, 0, 10) < text.len ||
	    !integer_read(&index, text, 10, false))
		return 0;
	return (size_t)index;
}

static void
path_init(struct path *path, const struct bytes *segments, size_t n_segments)
{
	*path = (struct path){ .segments = segments, .n_segments = n_segments };
	for (size_t i = 0; i < n_segments; i++) {
		if (bytes_equal_string(segments[i], "*"))
			path->one |= (states)1 << i;
		else if (bytes_equal_string(segments[i], "**"))
			path->deep |= (states)1 << i;
		else
			path->indexes[i] = index_of(segments[i]);
	}
}

/* With where no step leads: behind each "**". */
static states
closure(const struct path *path, states from)
{
	states more = (from & path->deep) << 1 & ~from;

	while (more) {
		from |= more;
		more = (from & path->deep) << 1 & ~from;
	}
	return from;
}

static bool
segment_fits(const struct path *path, size_t i, const struct document_node *node)
{
	if (node->index)
		return node->index == path->indexes[i];
	return bytes_equal(node->key, path->segments[i]);
}

/* The states of NODE, whose parent has those of FROM. */
static states
step(const struct path *path, states from, const struct document_node *node)
{
	states next = (from & path->deep) | (from & path->one) << 1;

	from &= ~(path->deep | path->one);
	for (size_t i = 0; i < path->n_segments; i++) {
		if (from >> i & 1 && segment_fits(path, i, node))
			next |= (states)1 << (i + 1);
	}
	return closure(path, next);
}

static void
walk(const struct path *path, const struct document_node *root, path_visit *visit, void *data)
{
	const states end = (states)1 << path->n_segments;
	CLEANUP(levels_release) states_list levels = VEC_INIT; /* of what NODE lies in */
	states here = closure(path, 1);
	const struct document_node *node = root;

	for (;;) {
		if (here & end && !visit(node, data))
			return;
		if (node->first && here & ~end) {
			vec_push(&levels, here);
			node = node->first;
		} else {
			for (; node != root && !node->next; node = node->parent)
				levels.len--;
			if (node == root)
				return;
			node = node->next;
		}
		here = step(path, levels.items[levels.len - 1], node);
	}
}

int
document_at(const struct document_node *root, const struct bytes *segments, size_t n_segments,
	    path_visit *visit, void *data)
{
	struct path path;

	if (n_segments > PATH_SEGMENTS_MAX)
		return -1;
	path_init(&path, segments, n_segments);
	walk(&path, root, visit, data);
	return 0;
}
