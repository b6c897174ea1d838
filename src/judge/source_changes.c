#include "config.h"

#include "judge/source_changes.h"

#include "judge/aliases.h"
#include "judge/sources.h"

bool
source_is_updated(const struct judge_source *source, const struct ref_update *update)
{
	struct bytes end = source->target.len ? source->target : source->setting->ref;

	return source->setting->ref.data && !source->repository &&
	       bytes_equal(update_end(update), end);
}

size_t
source_changes_count(const struct plan *plan, const struct judge_request *request)
{
	size_t n = 0;

	for (size_t i = 0; i < request->n_sources; i++) {
		for (size_t k = 0; k < plan->push->n_updates; k++)
			n += source_is_updated(&request->sources[i], &plan->push->updates[k]);
	}
	return n;
}

static void
after_compile(struct source_change *change, const struct judge_request *request,
	      struct arena *arena)
{
	const struct ref_update *update = change->update;
	struct error err;

	if (update->kind == UPDATE_DELETE || oid_is_zero(&update->new_tree))
		return;
	if (source_compile_value(request, change->source->setting, &update->new_tree, arena,
				 &change->after, &err) < 0 &&
	    err.code != ERROR_NOT_FOUND)
		change->unread = arena_copy(arena, bytes_of(err.message));
}

void
source_changes_find(struct plan *plan, const struct judge_request *request, struct arena *arena)
{
	size_t n = source_changes_count(plan, request);

	plan->source_changes = arena_new_array(arena, struct source_change, n);
	for (size_t i = 0; n > 0 && i < plan->n_sources; i++) {
		for (size_t k = 0; k < plan->push->n_updates; k++) {
			struct source_change *change =
				&plan->source_changes[plan->n_source_changes];

			if (!source_is_updated(&request->sources[i], &plan->push->updates[k]))
				continue;
			change->source = &plan->sources[i];
			change->update = &plan->push->updates[k];
			plan->n_source_changes++;
			after_compile(change, request, arena);
		}
	}
}
