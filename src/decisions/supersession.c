#include "config.h"

#include "decisions/supersession.h"

#include <stdlib.h>

#include "decisions/names.h"

/* False when another draft has this id. */
static bool
id_claim(struct compiler *compiler, size_t index, struct bytes id)
{
	void **place = map_put(&compiler->ids, id);

	if (*place)
		return false;
	*place = (void *)(uintptr_t)(index + 1);
	compiler->drafts.items[index].decision.id = id;
	return true;
}

static const struct draft *
id_owner(const struct compiler *compiler, struct bytes id)
{
	return &compiler->drafts.items[(uintptr_t)map_get(&compiler->ids, id) - 1];
}

static struct bytes
id_wanted(struct compiler *compiler, const struct draft *draft)
{
	if (draft->id_given)
		return draft->decision.id;
	return stem_id(compiler->arena, path_stem(draft->file->path));
}

static void
strict_id_assign(struct compiler *compiler, size_t index)
{
	struct draft *draft = &compiler->drafts.items[index];
	struct bytes id = id_wanted(compiler, draft);

	if (id_claim(compiler, index, id))
		return;
	draft->decision.id = id;
	draft_error(compiler, draft, draft->id_place, "the id %.*s is already that of %.*s",
		    BYTES_ARG(id), SHOWN(id_owner(compiler, id)->decision.shown_path));
}

/* The stem may be taken too, by a file of the same name in another folder; its path is its own. */
static void
loose_id_assign(struct compiler *compiler, size_t index)
{
	struct draft *draft = &compiler->drafts.items[index];
	struct bytes path = draft->file->path;
	struct bytes id = id_wanted(compiler, draft);

	if (id_claim(compiler, index, id))
		return;
	if (!id_claim(compiler, index, path_stem(path)) &&
	    !id_claim(compiler, index, path_root(path)))
		draft->decision.id = path;
	draft_warning(compiler, draft, PLACE_NONE,
		      "the id %.*s is already that of %.*s; it is called %.*s", BYTES_ARG(id),
		      SHOWN(id_owner(compiler, id)->decision.shown_path),
		      SHOWN(draft->decision.id));
}

/* Where an error left two with one id, by path. */
static int
draft_compare(const void *pa, const void *pb)
{
	const struct draft *a = pa, *b = pb;
	int order = bytes_compare(a->decision.id, b->decision.id);

	return order ? order : bytes_compare(a->file->path, b->file->path);
}

static void
drafts_sort(struct compiler *compiler)
{
	if (compiler->drafts.len > 1)
		qsort(compiler->drafts.items, compiler->drafts.len, sizeof(*compiler->drafts.items),
		      draft_compare);
	for (size_t i = 0; i < compiler->drafts.len; i++)
		*map_put(&compiler->ids, compiler->drafts.items[i].decision.id) =
			(void *)(uintptr_t)(i + 1);
}

void
ids_assign(struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->drafts.len; i++) {
		if (compiler->drafts.items[i].strict)
			strict_id_assign(compiler, i);
	}
	for (size_t i = 0; i < compiler->drafts.len; i++) {
		if (!compiler->drafts.items[i].strict)
			loose_id_assign(compiler, i);
	}
	drafts_sort(compiler);
}

static void
target_add(struct compiler *compiler, size_t index, const struct value *item)
{
	struct draft *draft = &compiler->drafts.items[index];
	size_t target = (uintptr_t)map_get(&compiler->ids, item->string);

	if (target == 0) {
		draft_error(compiler, draft, PLACE_OF(item),
			    "`supersedes` names %.*s, which is no decision of this source",
			    SHOWN(item->string));
	} else if (target - 1 == index) {
		draft_error(compiler, draft, PLACE_OF(item), "the decision supersedes itself");
	} else {
		draft->targets[draft->n_targets] = target - 1;
		draft->target_places[draft->n_targets++] = PLACE_OF(item);
	}
}

void
supersession_link(struct compiler *compiler)
{
	for (size_t i = 0; i < compiler->drafts.len; i++) {
		struct draft *draft = &compiler->drafts.items[i];
		size_t len = draft->supersedes ? draft->supersedes->len : 0;

		draft->targets = arena_new_array(compiler->arena, size_t, len);
		draft->target_places = arena_new_array(compiler->arena, struct place, len);
		for (size_t k = 0; k < len; k++)
			target_add(compiler, i, draft->supersedes->items[k]);
	}
}

enum visit { VISIT_NEW, VISIT_OPEN, VISIT_DONE };

/* A walk in depth with a stack of its own: chains can be as long as a source has files. */
struct walk {
	struct compiler *compiler;
	unsigned char *visits;
	size_t *path;  /* the drafts that are open, outermost first */
	size_t *edges; /* of each open draft: the next target to look at */
	size_t depth;
	size_t n_left; /* places of the order that are still free, filled from the end */
};

static void
walk_enter(struct walk *walk, size_t index)
{
	walk->visits[index] = VISIT_OPEN;
	walk->path[walk->depth] = index;
	walk->edges[walk->depth++] = 0;
}

static void
walk_leave(struct walk *walk)
{
	size_t index = walk->path[--walk->depth];

	walk->visits[index] = VISIT_DONE;
	walk->compiler->order[--walk->n_left] = index;
}

/* "ADR-0001 > ADR-0002 > ADR-0001", of long circles the beginning. */
static struct bytes
circle_text(const struct walk *walk, size_t target)
{
	enum { SHOWN_IDS = 6 };
	const struct draft *drafts = walk->compiler->drafts.items;
	struct bytes text = drafts[target].decision.id;
	size_t from = walk->depth;
	size_t end;

	while (walk->path[from - 1] != target)
		from--;
	end = from + SHOWN_IDS < walk->depth ? from + SHOWN_IDS : walk->depth;
	for (; from < end; from++)
		text = arena_printf(walk->compiler->arena, "%.*s > %.*s", BYTES_ARG(text),
				    SHOWN(drafts[walk->path[from]].decision.id));
	return arena_printf(walk->compiler->arena, "%.*s > %s%.*s", BYTES_ARG(text),
			    from < walk->depth ? "... > " : "", SHOWN(drafts[target].decision.id));
}

static void
walk_step(struct walk *walk)
{
	size_t index = walk->path[walk->depth - 1];
	struct draft *draft = &walk->compiler->drafts.items[index];
	size_t edge = walk->edges[walk->depth - 1]++;
	size_t target;

	if (edge == draft->n_targets) {
		walk_leave(walk);
		return;
	}
	target = draft->targets[edge];
	if (walk->visits[target] == VISIT_NEW)
		walk_enter(walk, target);
	else if (walk->visits[target] == VISIT_OPEN)
		draft_error(walk->compiler, draft, draft->target_places[edge],
			    "`supersedes` runs in a circle: %.*s",
			    BYTES_ARG(circle_text(walk, target)));
}

void
supersession_order(struct compiler *compiler)
{
	size_t n = compiler->drafts.len;
	struct walk walk = {
		.compiler = compiler,
		.visits = arena_new_array(compiler->arena, unsigned char, n),
		.path = arena_new_array(compiler->arena, size_t, n),
		.edges = arena_new_array(compiler->arena, size_t, n),
		.n_left = n,
	};

	compiler->order = arena_new_array(compiler->arena, size_t, n);
	for (size_t i = 0; i < n; i++) {
		if (walk.visits[i] == VISIT_NEW)
			walk_enter(&walk, i);
		while (walk.depth > 0)
			walk_step(&walk);
	}
}
