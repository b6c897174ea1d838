#include "config.h"

#include "judge/ratchets.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/map.h"

/* What stood before, by one of its names; each is found once. */
struct chain {
	struct map heads; /* outcome, update and name -> place in collect->stood, from 1 */
	size_t *next;     /* likewise, of each place */
};

struct tally {
	struct collect *collect;
	struct arena arena;
	struct map pairs; /* outcome and update -> place in collect->ratchets, from 1 */
	struct chain by_fingerprint, by_line;
};

static bool
is_counted(const struct tally *tally, const struct violation *violation)
{
	return tally->collect->verdict->outcomes[violation->outcome].ratchet && !violation->waiver;
}

static struct ratchet *
ratchet_of(struct tally *tally, const struct violation *violation)
{
	struct bytes key =
		arena_printf(&tally->arena, "%zu %zu", violation->outcome, violation->update_order);
	void **place = map_put(&tally->pairs, key);

	if (!*place) {
		vec_push(&tally->collect->ratchets,
			 ((struct ratchet){ .outcome = violation->outcome,
					    .ref = violation->ref,
					    .update_order = violation->update_order }));
		*place = (void *)(uintptr_t)tally->collect->ratchets.len;
	}
	return &tally->collect->ratchets.items[(uintptr_t)*place - 1];
}

static void
count(struct tally *tally)
{
	const violation_list *after = &tally->collect->violations;
	const violation_list *before = &tally->collect->stood;

	for (size_t i = 0; i < before->len; i++) {
		if (is_counted(tally, &before->items[i]))
			ratchet_of(tally, &before->items[i])->before++;
	}
	for (size_t i = 0; i < after->len; i++) {
		if (is_counted(tally, &after->items[i]))
			ratchet_of(tally, &after->items[i])->after++;
	}
}

static struct bytes
identity(struct tally *tally, const struct violation *violation, struct bytes name)
{
	return arena_printf(&tally->arena, "%zu %zu %.*s", violation->outcome,
			    violation->update_order, BYTES_ARG(name));
}

static void
chain_add(struct tally *tally, struct chain *chain, size_t i, struct bytes name)
{
	const struct violation *violation = &tally->collect->stood.items[i];
	void **head;

	if (name.len == 0)
		return;
	head = map_put(&chain->heads, identity(tally, violation, name));
	chain->next[i] = (uintptr_t)*head;
	*head = (void *)(uintptr_t)(i + 1);
}

static void
chains_fill(struct tally *tally)
{
	const violation_list *before = &tally->collect->stood;

	tally->by_fingerprint.next = arena_new_array(&tally->arena, size_t, before->len);
	tally->by_line.next = arena_new_array(&tally->arena, size_t, before->len);
	for (size_t i = 0; i < before->len; i++) {
		before->items[i].existing = false;
		if (!is_counted(tally, &before->items[i]))
			continue;
		chain_add(tally, &tally->by_fingerprint, i, before->items[i].fingerprint);
		chain_add(tally, &tally->by_line, i, before->items[i].line_mark);
	}
}

/* Whether one of the same NAME stood before, which nothing was found to be yet. */
static bool
is_found(struct tally *tally, struct chain *chain, const struct violation *violation,
	 struct bytes name)
{
	struct violation *stood = tally->collect->stood.items;
	void **head = map_find(&chain->heads, identity(tally, violation, name));

	while (head && *head) {
		size_t i = (uintptr_t)*head - 1;

		*head = (void *)(uintptr_t)chain->next[i];
		if (stood[i].existing)
			continue;
		stood[i].existing = true;
		return true;
	}
	return false;
}

/* First what is where it was; what is left may be a line that went to another file. */
static void
violations_find(struct tally *tally)
{
	violation_list *all = &tally->collect->violations;

	for (size_t i = 0; i < all->len; i++) {
		struct violation *violation = &all->items[i];

		if (is_counted(tally, violation))
			violation->existing = is_found(tally, &tally->by_fingerprint, violation,
						       violation->fingerprint);
	}
	for (size_t i = 0; i < all->len; i++) {
		struct violation *violation = &all->items[i];

		if (is_counted(tally, violation) && !violation->existing)
			violation->existing =
				is_found(tally, &tally->by_line, violation, violation->line_mark);
	}
}

/* Where the number does not rise, nothing counts. */
static void
violations_trade(struct tally *tally)
{
	violation_list *all = &tally->collect->violations;

	for (size_t i = 0; i < all->len; i++) {
		struct violation *violation = &all->items[i];

		violation->traded = is_counted(tally, violation) && !violation->existing &&
				    !ratchet_rises(ratchet_of(tally, violation));
		violation->existing |= violation->traded;
	}
}

static int
ratchet_compare(const void *pa, const void *pb)
{
	const struct ratchet *a = pa, *b = pb;

	if (a->outcome != b->outcome)
		return a->outcome < b->outcome ? -1 : 1;
	return (a->update_order > b->update_order) - (a->update_order < b->update_order);
}

static void
rise_note(struct collect *collect, const struct ratchet *ratchet)
{
	const struct outcome *outcome = &collect->verdict->outcomes[ratchet->outcome];

	collect_note(collect,
		     arena_printf(collect->arena,
				  "%.*s: %" PRIu64 " stood before in what changes on %.*s, "
				  "%" PRIu64 " would stand; they may not become more "
				  "(baseline: no-worse)",
				  BYTES_ARG(outcome->id), ratchet->before, BYTES_ARG(ratchet->ref),
				  ratchet->after));
}

static void
gap_note(struct collect *collect, const struct ratchet *ratchet)
{
	const struct outcome *outcome = &collect->verdict->outcomes[ratchet->outcome];
	struct bytes error = collect->gaps[ratchet->outcome].error;

	if (error.data)
		collect_note_once(collect,
				  arena_printf(collect->arena,
					       "%.*s: not all that stood before could be counted, "
					       "what is missing counts as none: %.*s",
					       BYTES_ARG(outcome->id), BYTES_ARG(error)));
}

/* What is only recorded is not told. */
static void
rises_note(struct collect *collect)
{
	for (size_t i = 0; i < collect->ratchets.len; i++) {
		const struct ratchet *ratchet = &collect->ratchets.items[i];

		if (!ratchet_rises(ratchet) ||
		    collect->verdict->outcomes[ratchet->outcome].level == LEVEL_SHADOW)
			continue;
		rise_note(collect, ratchet);
		gap_note(collect, ratchet);
	}
}

void
ratchets_settle(struct collect *collect)
{
	struct tally tally = { .collect = collect };
	struct verdict *verdict = collect->verdict;

	arena_init(&tally.arena);
	collect->ratchets.len = 0;
	count(&tally);
	chains_fill(&tally);
	violations_find(&tally);
	violations_trade(&tally);
	map_release(&tally.pairs);
	map_release(&tally.by_fingerprint.heads);
	map_release(&tally.by_line.heads);
	arena_release(&tally.arena);
	if (collect->ratchets.len)
		qsort(collect->ratchets.items, collect->ratchets.len,
		      sizeof(*collect->ratchets.items), ratchet_compare);
	rises_note(collect);
	verdict->ratchets = collect->ratchets.items;
	verdict->n_ratchets = collect->ratchets.len;
}
