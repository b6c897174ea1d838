#include "config.h"

#include "history/steps.h"

#include <stdio.h>

#include "base/day.h"
#include "git/refs.h"

/* The object of KIND (gitrevisions(7)) that ID leads to. */
static int
peel(struct repository *repository, const struct oid *id, const char *kind, struct oid *peeled,
     struct error *err)
{
	char hex[OID_HEX_CHARS + 1], revision[OID_HEX_CHARS + 16];

	oid_hex(id, hex);
	snprintf(revision, sizeof(revision), "%s^{%s}", hex, kind);
	return revision_parse(repository, revision, peeled, err);
}

/* What stood where the history begins: at the old value of its update, or, where nothing lies
 * between, at its end itself. */
static int
base_take(struct step *step, const struct chain *chain, const struct judge_request *request,
	  struct arena *arena, struct error *err)
{
	const struct ref_update *update = &request->push->updates[0];
	const struct objects *objects =
		repository_objects(request->repository, &request->settings->limits);
	struct commit_text text;

	*step = (struct step){ .date = 0 };
	if (peel(request->repository, chain->links.len ? &update->old_id : &update->new_id,
		 "commit", &step->commit, err) < 0 ||
	    peel(request->repository, &step->commit, "tree", &step->tree, err) < 0 ||
	    objects->ops->commit_text(objects->ctx, &step->commit, arena, &text, err) < 0)
		return -1;
	step->date = text.committer.time;
	return 0;
}

static void
links_take(struct step_list *steps, const struct chain *chain)
{
	for (size_t i = 0; i < chain->links.len; i++) {
		const struct chain_link *link = &chain->links.items[i];

		steps->items[steps->len++] = (struct step){ .commit = link->id,
							    .tree = link->tree,
							    .date = link->date,
							    .author = link->author };
	}
}

/* How many commits the links behind the first SKIPPED bring. */
static size_t
commits_of(const struct chain *chain, size_t skipped)
{
	size_t n = 0;

	if (skipped == 0)
		return chain->n_commits;
	for (size_t i = skipped; i < chain->links.len; i++)
		n += chain->links.items[i].n_new;
	return n;
}

static void
begin_at(struct step_list *steps, struct bytes since)
{
	int64_t start = day_start(since);
	size_t first = 0;

	while (first + 1 < steps->len && steps->items[first + 1].date < start)
		first++;
	steps->items += first;
	steps->len -= first;
}

int
steps_make(struct step_list *steps, const struct chain *chain, const struct judge_request *request,
	   struct bytes since, struct arena *arena, struct error *err)
{
	bool has_base = !oid_is_zero(&request->push->updates[0].old_id);
	size_t taken_off;

	steps->items = arena_new_array(arena, struct step, chain->links.len + 1);
	steps->len = 0;
	if (has_base && base_take(&steps->items[steps->len++], chain, request, arena, err) < 0)
		return -1;
	links_take(steps, chain);
	if (since.data)
		begin_at(steps, since);
	taken_off = chain->links.len + has_base - steps->len;
	/* Without a base the first step is a link as well. */
	steps->n_commits = commits_of(chain, taken_off ? taken_off + !has_base : 0);
	for (size_t i = 1; i < steps->len; i++)
		steps->items[i].base_tree = steps->items[i - 1].tree;
	return 0;
}
