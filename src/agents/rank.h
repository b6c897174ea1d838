#ifndef WRIT_AGENTS_RANK_H
#define WRIT_AGENTS_RANK_H

/*
 * Which documents have most to do with a text: BM25 over fields with weights (Robertson and
 * Zaragoza, The Probabilistic Relevance Framework, 2009, 3.6.3), k1 = 1.2, b = 0.75. All of it is
 * arithmetic of whole numbers, so that every machine gives the same order. It is for finding
 * decisions to read; what is enforced never depends on it.
 *
 * A word is a run of letters, digits and bytes above ASCII, cut where a capital follows a small
 * letter (`billingModels`), without regard to case and to the ending of a plural; the most common
 * words of English are passed over.
 */

#include <stdint.h>

#include "base/bytes.h"

struct rank_field {
	struct bytes text;
	uint32_t weight; /* how many times it counts, from 1 */
};

struct rank_document {
	const struct rank_field *fields;
	size_t n_fields;
	uint64_t score; /* 0: no word in common */
};

/* Fills the scores. Takes time linear in the texts, and in the first 64 words of TASK. */
void rank_documents(struct rank_document *documents, size_t n, struct bytes task);

#endif
