/* A configuration file: its first byte says the format, from '0' for the first one. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/macros.h"
#include "document/path.h"
#include "promise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH_MAX = 20, NODES_MAX = 20000, PLACES_MAX = 200 };

static bool
is_collection(const struct document_node *node)
{
	return node->kind == NODE_SEQUENCE || node->kind == NODE_MAPPING;
}

static void
check_children(const struct document_node *node)
{
	const struct document_node *last = NULL;
	size_t n = 0;

	check(is_collection(node) || !node->first);
	for (const struct document_node *child = node->first; child; child = child->next) {
		n++;
		check(child->parent == node);
		check(child->index == (node->kind == NODE_SEQUENCE ? n : 0));
		check((child->key.data != NULL) == (node->kind == NODE_MAPPING));
		last = child;
	}
	check(node->last == last && node->n_children == n);
}

struct visits {
	struct bytes text;
	size_t n;
};

static bool
visit(const struct document_node *node, void *data)
{
	struct visits *visits = data;
	const struct document_node *up = node;
	size_t depth = is_collection(node);

	check_children(node);
	check(is_collection(node) || node->text.data);
	while ((up = up->parent))
		depth++;
	check(depth <= DEPTH_MAX + 1); /* several documents of YAML lie in one more */
	if (++visits->n <= PLACES_MAX) /* each counts the lines anew */
		check_place(visits->text, node->line, node->column);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct document_limits limits = DOCUMENT_LIMITS_INIT;
	struct visits visits = { { (const char *)data, size }, 0 };
	struct document_problem problem;
	struct document_node *root;
	struct arena arena;
	struct bytes deep = BYTES("**");
	enum document_format format;

	if (size == 0)
		return 0;
	limits.depth = DEPTH_MAX;
	limits.nodes = NODES_MAX;
	format = (enum document_format)((size_t)(data[0] - '0') % DOCUMENT_FORMATS);
	visits.text = bytes_slice(visits.text, 1, size);
	arena_init(&arena);
	if (document_parse(&root, format, visits.text, &limits, &arena, &problem) < 0) {
		check(!root && memchr(problem.message, '\0', sizeof(problem.message)));
		check_place(visits.text, problem.line, problem.column);
	} else {
		check(root && !root->parent && !root->next);
		check(document_at(root, &deep, 1, visit, &visits) == 0);
		check(visits.n >= 1 && visits.n <= NODES_MAX);
	}
	arena_release(&arena);
	return 0;
}
