#include "config.h"

#include "document/entry.h"

const struct document_node *
node_entry(const struct document_node *node, const char *key)
{
	const struct document_node *entry = node && node->kind == NODE_MAPPING ? node->first : NULL;

	while (entry && !bytes_equal_string(entry->key, key))
		entry = entry->next;
	return entry;
}

struct bytes
node_text(const struct document_node *node)
{
	if (node && node->kind == NODE_MAPPING)
		node = node_entry(node, "#text");
	if (!node || node->kind == NODE_NULL || node->kind == NODE_SEQUENCE ||
	    node->kind == NODE_MAPPING)
		return BYTES_NONE;
	return node->text;
}

struct bytes
node_entry_text(const struct document_node *node, const char *key)
{
	return node_text(node_entry(node, key));
}

bool
node_entry_is_true(const struct document_node *node, const char *key)
{
	const struct document_node *entry = node_entry(node, key);

	return entry && entry->kind == NODE_BOOLEAN && entry->boolean;
}

const struct document_node *
node_following(const struct document_node *node, const struct document_node *root)
{
	if (node->first)
		return node->first;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}
