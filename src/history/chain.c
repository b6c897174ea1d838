#include "config.h"

#include "history/chain.h"

#include "base/day.h"
#include "base/map.h"
#include "history/chain_share.h"
#include "judge/judge.h"

static void
links_turn(struct chain *chain)
{
	struct chain_link *links = chain->links.items;
	size_t n = chain->links.len;

	for (size_t i = 0; i < n / 2; i++) {
		struct chain_link link = links[i];

		links[i] = links[n - 1 - i];
		links[n - 1 - i] = link;
	}
}

/* Parents come first, so the tip of all is the last. */
static void
links_follow(struct chain *chain, const struct verdict *verdict)
{
	struct map listed = MAP_INIT;
	struct listed_commit *at =
		verdict->n_listed ? &verdict->listed[verdict->n_listed - 1] : NULL;

	for (size_t i = 0; i < verdict->n_listed; i++)
		*map_put(&listed, oid_bytes(&verdict->listed[i].id)) = &verdict->listed[i];
	while (at) {
		vec_push(&chain->links, ((struct chain_link){ .parent = at->parent,
							      .id = at->id,
							      .tree = at->tree,
							      .date = at->date,
							      .author = at->merged }));
		at = map_get(&listed, oid_bytes(&at->parent));
	}
	map_release(&listed);
	links_turn(chain);
}

/* A commit that cannot be read ends every walk, and then none is listed. */
static int
listing_check(const struct judgement *judgement, struct error *err)
{
	const struct verdict *verdict = &judgement->verdict;

	if (judgement->error.code != ERROR_NONE) {
		*err = judgement->error;
		return -1;
	}
	if (verdict->n_errors)
		return error_set(err, ERROR_INTERNAL, "%.*s", SHOWN(verdict->errors[0]));
	if (verdict->n_listed != verdict->commits)
		return error_set(err, ERROR_MALFORMED,
				 "the history holds a commit that cannot be read, so its commits "
				 "cannot be listed: `git fsck` names it; BASE..TIP leaves out what "
				 "BASE reaches");
	return 0;
}

/* Whether the branch comes from BASE itself, so that all that is not listed is reachable from where
 * the first push begins; zero: from nothing, and all is listed. */
static bool
begins_at(const struct chain *chain, const struct oid *base)
{
	return chain->links.len && oid_equal(&chain->links.items[0].parent, base);
}

int
chain_find(const struct judge_request *request, struct arena *arena, struct chain *chain,
	   struct bytes *bundle, struct error *err)
{
	struct judge_request listing = *request;
	struct judgement judgement;
	struct arena work;
	int result;

	*chain = (struct chain){ VEC_INIT, VEC_INIT, VEC_INIT, 0 };
	listing.list_only = true;
	listing.list_commits = true;
	arena_init(&work);
	judge(&listing, &work, &judgement);
	result = listing_check(&judgement, err);
	if (result == 0) {
		links_follow(chain, &judgement.verdict);
		chain->n_commits = judgement.verdict.n_listed;
		if (begins_at(chain, &request->push->updates[0].old_id))
			chain_share(chain, &judgement.verdict);
		*bundle = arena_copy(arena, judgement.verdict.bundle);
	}
	judgement_release(&judgement);
	arena_release(&work);
	return result;
}

void
chain_begin(struct chain *chain, struct bytes day)
{
	int64_t start = day_start(day);
	size_t n = 0;

	while (n < chain->links.len && chain->links.items[n].date < start)
		n++;
	if (n == 0)
		return;
	chain->links.len -= n;
	memmove(chain->links.items, chain->links.items + n,
		chain->links.len * sizeof(*chain->links.items));
}

void
chain_release(struct chain *chain)
{
	vec_release(&chain->links);
	vec_release(&chain->brought);
	vec_release(&chain->below);
}
