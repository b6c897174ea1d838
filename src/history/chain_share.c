#include "config.h"

#include "history/chain_share.h"

#include "base/map.h"

struct sharing {
	struct chain *chain;
	const struct verdict *verdict;
	struct map listed; /* the commits, by id */
	size_t *owners;    /* of each: the place of its link, from 1; 0 so far none */
	VEC(const struct listed_commit *) stack;
};

static size_t *
owner_of(const struct sharing *it, const struct listed_commit *commit)
{
	return &it->owners[commit - it->verdict->listed];
}

/* What an earlier push brought, or was there before all, is below this one. */
static void
parent_visit(struct sharing *it, const struct oid *id, size_t owner)
{
	const struct listed_commit *parent = map_get(&it->listed, oid_bytes(id));

	if (oid_is_zero(id))
		return;
	if (parent && *owner_of(it, parent) == 0) {
		*owner_of(it, parent) = owner;
		vec_push(&it->stack, parent);
	} else if (!parent || *owner_of(it, parent) != owner) {
		vec_push(&it->chain->below, *id);
	}
}

static void
link_share(struct sharing *it, struct chain_link *link, size_t owner)
{
	struct chain *chain = it->chain;

	link->first_new = chain->brought.len;
	link->first_old = chain->below.len;
	parent_visit(it, &link->id, owner);
	while (it->stack.len) {
		const struct listed_commit *commit = it->stack.items[--it->stack.len];

		vec_push(&chain->brought, commit->id);
		parent_visit(it, &commit->parent, owner);
		for (size_t i = 0; i < commit->n_others; i++)
			parent_visit(it, &commit->others[i], owner);
	}
	link->n_new = chain->brought.len - link->first_new;
	link->n_old = chain->below.len - link->first_old;
}

void
chain_share(struct chain *chain, const struct verdict *verdict)
{
	struct sharing it = { chain, verdict, MAP_INIT, NULL, VEC_INIT };

	it.owners = memory_calloc(verdict->n_listed + 1, sizeof(*it.owners));
	for (size_t i = 0; i < verdict->n_listed; i++)
		*map_put(&it.listed, oid_bytes(&verdict->listed[i].id)) = &verdict->listed[i];
	for (size_t i = 0; i < chain->links.len; i++)
		link_share(&it, &chain->links.items[i], i + 1);
	vec_release(&it.stack);
	map_release(&it.listed);
	free(it.owners);
}
