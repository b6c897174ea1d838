#ifndef WRIT_DOCUMENT_ENTRY_H
#define WRIT_DOCUMENT_ENTRY_H

/* What readers of one kind of document ask of its nodes. */

#include "document/document.h"

/* The first entry KEY of a mapping; NULL when there is none, or NODE is NULL or no mapping. */
const struct document_node *node_entry(const struct document_node *node, const char *key);
/* The text of a scalar, or of an element of XML that has attributes; data is NULL for others. */
struct bytes node_text(const struct document_node *node);
/* Both at once. */
struct bytes node_entry_text(const struct document_node *node, const char *key);
bool node_entry_is_true(const struct document_node *node, const char *key);
/* The node behind NODE in ROOT, in the order of the text; NULL behind the last one. */
const struct document_node *
node_following(const struct document_node *node, const struct document_node *root);

#endif
