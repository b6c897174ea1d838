#include "config.h"

#include "history/steps.h"

#include "git/refs.h"

/* What stood at BASE, as far as it is not the first link's. */
static int
base_take(struct step *step, struct repository *repository, const struct oid *base,
	  const struct chain *chain, struct arena *arena, struct error *err)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(base, hex);
	*step = (struct step){ .commit = *base,
			       .date = chain->links.len ? chain->links.items[0].date : 0 };
	return revision_parse(repository, arena_printf(arena, "%s^{tree}", hex).data, &step->tree,
			      err);
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
	int64_t start = chain_day_start(since);
	size_t first = 0;

	while (first + 1 < steps->len && steps->items[first + 1].date < start)
		first++;
	steps->items += first;
	steps->len -= first;
}

int
steps_make(struct step_list *steps, const struct chain *chain, struct repository *repository,
	   const struct oid *base, struct bytes since, struct arena *arena, struct error *err)
{
	size_t taken_off;

	steps->items = arena_new_array(arena, struct step, chain->links.len + 1);
	steps->len = 0;
	if (!oid_is_zero(base) &&
	    base_take(&steps->items[steps->len++], repository, base, chain, arena, err) < 0)
		return -1;
	links_take(steps, chain);
	if (since.data)
		begin_at(steps, since);
	taken_off = chain->links.len + !oid_is_zero(base) - steps->len;
	/* Without a base the first step is a link as well. */
	steps->n_commits = commits_of(chain, taken_off ? taken_off + oid_is_zero(base) : 0);
	for (size_t i = 1; i < steps->len; i++)
		steps->items[i].base_tree = steps->items[i - 1].tree;
	return 0;
}
