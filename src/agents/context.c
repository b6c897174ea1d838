#include "config.h"

#include "agents/context.h"

#include <stdlib.h>

#include "agents/excerpt.h"
#include "agents/related.h"
#include "base/pattern_compare.h"
#include "base/vec.h"
#include "decisions/prose.h"

struct finder {
	const struct context_question *question;
	struct context *context;
	VEC(struct context_entry) entries;
	struct bytes any; /* the specificity of a scope that names no path */
	size_t steps;
	struct arena *arena;
};

static void
finder_release(struct finder *finder)
{
	vec_release(&finder->entries);
}

static struct context_entry *
entry_add(struct finder *finder, const struct bundle *bundle, const struct decision *decision)
{
	const struct context_question *question = finder->question;
	struct context_entry *entry = vec_add(&finder->entries);

	*entry = (struct context_entry){
		.bundle = bundle,
		.decision = decision,
		.id = decision_full_id(question->bundles, question->n_bundles, bundle, decision,
				       finder->arena),
		.enforced = decision->enforced,
		.specificity = finder->any,
	};
	return entry;
}

static void
match_add(struct finder *finder, struct context_entry *entry, const struct reach_query *path,
	  const struct pattern *pattern)
{
	struct bytes key = pattern_specificity(pattern, finder->arena);

	if (!entry->matches)
		entry->matches = arena_new_array(finder->arena, struct context_match,
						 finder->question->n_paths);
	entry->matches[entry->n_matches++] = (struct context_match){ path, pattern };
	if (bytes_compare(key, entry->specificity) < 0)
		entry->specificity = key;
}

/* How the decisions of a bundle stand to all of the paths together. */
struct standings {
	bool *binds, *lost; /* for some path; by the place in the bundle */
};

static void
decision_look(struct finder *finder, const struct bundle *bundle, const struct decision *decision,
	      struct standings *standings)
{
	struct context_entry *entry = NULL;

	for (size_t i = 0; i < finder->question->n_paths; i++) {
		struct reach_query query = finder->question->paths[i];
		struct reach reach;

		query.ref = finder->question->ref;
		reach_find(&reach, bundle, decision, &query, &finder->steps, finder->arena);
		standings->lost[decision->index] |= reach.kind == REACH_LOST;
		if (reach.kind != REACH_BINDS)
			continue;
		standings->binds[decision->index] = true;
		if (!entry)
			entry = entry_add(finder, bundle, decision);
		match_add(finder, entry, &finder->question->paths[i], reach.pattern);
	}
}

/* Who wins over whom, as far as it explains what is shown: a decision that is not shown because of
 * this one, or one that is shown and wins on other refs or for a part of a folder. */
static bool
exclusion_explains(const struct exclusion *exclusion, size_t decision,
		   const struct standings *standings)
{
	return (exclusion->winner == decision && standings->lost[exclusion->loser]) ||
	       (exclusion->loser == decision && standings->binds[exclusion->winner]);
}

static void
precedence_take(struct finder *finder, struct context_entry *entry,
		const struct standings *standings)
{
	const struct bundle *bundle = entry->bundle;
	size_t n = 0;

	for (size_t i = 0; i < bundle->n_exclusions; i++)
		n += exclusion_explains(&bundle->exclusions[i], entry->decision->index, standings);
	entry->precedence = arena_new_array(finder->arena, struct bytes, n);
	for (size_t i = 0; i < bundle->n_exclusions; i++) {
		if (exclusion_explains(&bundle->exclusions[i], entry->decision->index, standings))
			entry->precedence[entry->n_precedence++] = bundle->exclusions[i].text;
	}
}

static bool
waiver_is_for(struct finder *finder, const struct waiver *waiver, const struct reach_query *path)
{
	struct bytes below;

	if (waiver->paths.len == 0 || (path->folder && path->path.len == 0))
		return true;
	if (!path->folder)
		return pattern_list_matches(&waiver->paths, path->path);
	below = arena_printf(finder->arena, "%.*s/", BYTES_ARG(path->path));
	return pattern_list_may_match_below(&waiver->paths, below);
}

/* One of single commits or contents is about what was there, not about what will be written. */
static bool
waiver_is_shown(struct finder *finder, const struct waiver *waiver,
		const struct context_entry *entry)
{
	const struct context_question *question = finder->question;
	bool shown = entry->n_matches == 0;

	if (waiver->decision != entry->decision->index || waiver->commits.len ||
	    waiver->blobs.len || !waiver_holds(waiver->expires, question->as_of) ||
	    (question->ref.data && waiver->refs.len &&
	     !pattern_list_matches(&waiver->refs, question->ref)))
		return false;
	for (size_t i = 0; i < entry->n_matches && !shown; i++)
		shown = waiver_is_for(finder, waiver, entry->matches[i].path);
	return shown;
}

static void
waivers_take(struct finder *finder, struct context_entry *entry)
{
	const struct bundle *bundle = entry->bundle;
	VEC(const struct waiver *) found = VEC_INIT;

	for (size_t i = 0; i < bundle->n_waivers; i++) {
		if (waiver_is_shown(finder, &bundle->waivers[i], entry))
			vec_push(&found, &bundle->waivers[i]);
	}
	entry->waivers = arena_new_array(finder->arena, const struct waiver *, found.len);
	if (found.len)
		memcpy(entry->waivers, found.items, found.len * sizeof(*found.items));
	entry->n_waivers = found.len;
	vec_release(&found);
}

static void
text_take(struct finder *finder, struct context_entry *entry)
{
	const struct source_file *file =
		source_file_find(entry->bundle->source, entry->decision->path);
	struct prose prose;

	prose_read(&prose, file->content, finder->arena);
	entry->text = excerpt(prose_decision(&prose, finder->arena), CONTEXT_TEXT_MAX_BYTES,
			      &entry->shortened);
}

static void
bundle_look(struct finder *finder, const struct bundle *bundle)
{
	struct standings standings = {
		arena_new_array(finder->arena, bool, bundle->n_decisions),
		arena_new_array(finder->arena, bool, bundle->n_decisions),
	};
	size_t first = finder->entries.len;

	for (size_t i = 0; i < bundle->n_decisions; i++) {
		if (bundle->decisions[i].level != LEVEL_SHADOW)
			decision_look(finder, bundle, &bundle->decisions[i], &standings);
	}
	for (size_t i = first; i < finder->entries.len; i++)
		precedence_take(finder, &finder->entries.items[i], &standings);
}

/* Mandatory, advisory, documented only. */
static int
tier_of(const struct context_entry *entry)
{
	if (!entry->enforced)
		return 2;
	return entry->decision->level == LEVEL_MANDATORY ? 0 : 1;
}

/* The more specific first; then the tier, the newer date, the id. */
static int
entry_compare(const void *pa, const void *pb)
{
	const struct context_entry *a = pa, *b = pb;
	int order = bytes_compare(a->specificity, b->specificity);

	if (order == 0)
		order = tier_of(a) - tier_of(b);
	if (order == 0)
		order = bytes_compare(b->decision->date, a->decision->date);
	return order ? order : bytes_compare(a->id, b->id);
}

static int
priority_compare(const void *pa, const void *pb)
{
	const struct context_entry *a = *(const struct context_entry *const *)pa;
	const struct context_entry *b = *(const struct context_entry *const *)pb;
	int order = tier_of(a) - tier_of(b);

	return order ? order : (a > b) - (a < b);
}

static void
context_keep(struct finder *finder)
{
	struct context *context = finder->context;
	size_t n = finder->entries.len;

	context->entries = arena_new_array(finder->arena, struct context_entry, n);
	context->priority = arena_new_array(finder->arena, struct context_entry *, n);
	context->n_entries = n;
	for (size_t i = 0; i < n; i++) {
		struct context_entry *entry = &context->entries[i];

		*entry = finder->entries.items[i];
		waivers_take(finder, entry);
		text_take(finder, entry);
		entry->general = !entry->enforced && i < context->n_binding &&
				 entry->decision->scope.len == 0;
		entry->form = entry->general ? CONTEXT_BRIEF : CONTEXT_FULL;
		context->priority[i] = entry;
	}
	if (context->n_binding > 1)
		qsort(context->priority, context->n_binding, sizeof(*context->priority),
		      priority_compare);
}

/* What has to do with the task and is not among the binding ones already. */
static void
related_add(struct finder *finder)
{
	const struct context_question *question = finder->question;
	struct related *found;
	size_t n;

	if (!question->task.data)
		return;
	n = related_find(question, finder->entries.items, finder->context->n_binding,
			 CONTEXT_RELATED_MAX, finder->arena, &found);
	for (size_t i = 0; i < n; i++)
		entry_add(finder, found[i].bundle, found[i].decision)->score = found[i].score;
}

void
context_find(struct context *context, const struct context_question *question, struct arena *arena)
{
	CLEANUP(finder_release)
	struct finder finder = { question,      context, VEC_INIT, pattern_specificity(NULL, arena),
				 WITNESS_STEPS, arena };

	*context = (struct context){ .question = question };
	for (size_t i = 0; i < question->n_bundles; i++)
		bundle_look(&finder, question->bundles[i]);
	if (finder.entries.len > 1)
		qsort(finder.entries.items, finder.entries.len, sizeof(*finder.entries.items),
		      entry_compare);
	context->n_binding = finder.entries.len;
	related_add(&finder);
	context_keep(&finder);
}
