#include "config.h"

#include "agents/related.h"

#include <stdlib.h>

#include "agents/rank.h"
#include "decisions/prose.h"

enum {
	WEIGHT_TITLE = 4,
	WEIGHT_TAG = 4,
	WEIGHT_HEADING = 2,
	WEIGHT_TEXT = 1,
	FAR_BEHIND = 5, /* a score below this part of the best one */
};

/* All decisions that may be shown, as documents of the same places. */
struct library {
	struct related *items;
	struct rank_document *documents;
	size_t n;
};

static void
document_make(struct rank_document *document, const struct related *item, struct arena *arena)
{
	const struct decision *decision = item->decision;
	const struct source_file *file = source_file_find(item->bundle->source, decision->path);
	struct rank_field *fields;
	struct prose prose;
	size_t n = 0;

	prose_read(&prose, file->content, arena);
	fields = arena_new_array(arena, struct rank_field,
				 2 + decision->n_tags + 2 * prose.n_sections);
	fields[n++] = (struct rank_field){ decision->title, WEIGHT_TITLE };
	fields[n++] = (struct rank_field){ decision->instead, WEIGHT_TEXT };
	for (size_t i = 0; i < decision->n_tags; i++)
		fields[n++] = (struct rank_field){ decision->tags[i], WEIGHT_TAG };
	for (size_t i = 0; i < prose.n_sections; i++) {
		fields[n++] = (struct rank_field){ prose.sections[i].heading, WEIGHT_HEADING };
		fields[n++] = (struct rank_field){ prose.sections[i].text, WEIGHT_TEXT };
	}
	*document = (struct rank_document){ fields, n, 0 };
}

static bool
may_be_shown(const struct bundle *bundle, const struct decision *decision, struct bytes ref)
{
	enum force force = decision_force(bundle, decision);

	return decision->level != LEVEL_SHADOW && force != FORCE_NONE &&
	       force != FORCE_SUPERSEDED &&
	       (!ref.data || pattern_list_matches(&decision->refs, ref));
}

static void
library_make(struct library *library, const struct context_question *question, struct arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < question->n_bundles; i++)
		n += question->bundles[i]->n_decisions;
	library->items = arena_new_array(arena, struct related, n);
	library->documents = arena_new_array(arena, struct rank_document, n);
	library->n = 0;
	for (size_t i = 0; i < question->n_bundles; i++) {
		const struct bundle *bundle = question->bundles[i];

		for (size_t k = 0; k < bundle->n_decisions; k++) {
			struct related *item = &library->items[library->n];

			if (!may_be_shown(bundle, &bundle->decisions[k], question->ref))
				continue;
			*item = (struct related){ bundle, &bundle->decisions[k], 0, library->n };
			document_make(&library->documents[library->n++], item, arena);
		}
	}
}

static int
related_compare(const void *pa, const void *pb)
{
	const struct related *a = pa, *b = pb;

	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return (a->order > b->order) - (a->order < b->order);
}

static bool
is_known(const struct context_entry *known, size_t n, const struct decision *decision)
{
	for (size_t i = 0; i < n; i++) {
		if (known[i].decision == decision)
			return true;
	}
	return false;
}

size_t
related_find(const struct context_question *question, const struct context_entry *known,
	     size_t n_known, size_t max, struct arena *arena, struct related **found)
{
	struct library library;
	uint64_t best = 0;
	size_t n = 0;

	library_make(&library, question, arena);
	rank_documents(library.documents, library.n, question->task);
	for (size_t i = 0; i < library.n; i++) {
		library.items[i].score = library.documents[i].score;
		best = library.items[i].score > best ? library.items[i].score : best;
	}
	for (size_t i = 0; i < library.n; i++) {
		struct related item = library.items[i];

		if (item.score > 0 && item.score >= best / FAR_BEHIND &&
		    !is_known(known, n_known, item.decision))
			library.items[n++] = item;
	}
	if (n > 1)
		qsort(library.items, n, sizeof(*library.items), related_compare);
	*found = library.items;
	return n < max ? n : max;
}
