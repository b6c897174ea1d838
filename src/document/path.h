#ifndef WRIT_DOCUMENT_PATH_H
#define WRIT_DOCUMENT_PATH_H

/*
 * Finds nodes of a document by the keys and indexes that lead to them.
 */

#include "document/document.h"

enum { PATH_SEGMENTS_MAX = 63 };

/* Returns whether to go on. */
typedef bool path_visit(const struct document_node *node, void *data);

/* Calls VISIT with each node that SEGMENTS lead to from ROOT, in the order of the file. A segment
 * is the key of an entry, the index of an item in decimal, "*" for any one of either, or "**" for
 * any number of them, none too; no segment leads to ROOT. -1 when there are more than
 * PATH_SEGMENTS_MAX. */
int document_at(const struct document_node *root, const struct bytes *segments, size_t n_segments,
		path_visit *visit, void *data) MUST_CHECK;

#endif
