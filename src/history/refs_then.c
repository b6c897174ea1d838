#include "config.h"

#include "history/refs_then.h"

#include "history/recorded.h"

static void
value_set(struct refs_then *refs, struct bytes ref, const struct oid *id)
{
	void **place = map_find(&refs->places, ref);

	if (place) {
		refs->values.items[(uintptr_t)*place - 1].id = *id;
		return;
	}
	ref = arena_copy(&refs->arena, ref);
	vec_push(&refs->values, ((struct ref_entry){ ref, *id }));
	*map_put(&refs->places, ref) = (void *)(uintptr_t)refs->values.len;
}

static int
ref_take(void *ctx, struct bytes ref, const struct oid *id, struct error *err)
{
	(void)err;
	value_set(ctx, ref, id);
	return 0;
}

static int
alias_take(void *ctx, struct bytes ref, struct bytes end, struct error *err)
{
	struct refs_then *refs = ctx;

	(void)err;
	vec_push(&refs->aliases, ((struct ref_alias){ arena_copy(&refs->arena, ref),
						      arena_copy(&refs->arena, end) }));
	return 0;
}

int
refs_then_init(struct refs_then *refs, struct repository *repository, struct error *err)
{
	*refs = (struct refs_then){ .namespace = bytes_of(repository_namespace(repository)) };
	arena_init(&refs->arena);
	if (symrefs_each(repository, BYTES("refs/"), alias_take, refs, err) != 0)
		return -1;
	return refs_each(repository, ref_take, refs, err) == 0 ? 0 : -1;
}

void
refs_then_release(struct refs_then *refs)
{
	map_release(&refs->places);
	vec_release(&refs->values);
	vec_release(&refs->aliases);
	arena_release(&refs->arena);
}

static void
value_undo(struct refs_then *refs, struct bytes ref, const struct oid *id)
{
	value_set(refs, ref, id);
	for (size_t i = 0; i < refs->aliases.len; i++) {
		if (bytes_equal(refs->aliases.items[i].end, ref))
			value_set(refs, refs->aliases.items[i].ref, id);
	}
}

void
refs_then_undo(struct refs_then *refs, const struct record *record)
{
	struct json_items items;
	struct record_move move;

	if (!record->refs.data)
		return;
	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		struct bytes ref = recorded_ref(&move, refs->namespace, &refs->arena);
		bool is_gap = record->kind == RECORD_GAP;
		struct oid id = { { 0 } };

		/* A gap has null for a ref that should not be there. */
		if ((oid_parse(is_gap ? move.known : move.old_id, &id) || is_gap) && ref.data)
			value_undo(refs, ref, &id);
	}
}
