#include "config.h"

#include "ledger/history.h"

#include <stdlib.h>

#include "base/vec.h"
#include "ledger/lines.h"
#include "report/json_writer.h"

/* A move that is no part of the known value yet. */
struct open_move {
	struct oid old_id, new_id;
	char verdict[RECORD_ID_CHARS];
	bool happened; /* by its effect; else its verdict let it in */
	struct open_move *next;
};

struct ref_history {
	struct bytes ref; /* a member */
	struct oid known;
	struct open_move *open; /* oldest first */
	struct open_move **end; /* where the next one goes */
	bool asked;
};

static struct bytes
member_make(struct arena *arena, const char *key, struct bytes value)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;

	json_byte_string(&out, key, value);
	return arena_copy(arena, buf_bytes(&out));
}

void
history_init(struct history *history, struct bytes repository, struct arena *arena)
{
	*history = (struct history){ .arena = arena, .refs = MAP_INIT };
	history->repository = member_make(arena, "repository", repository);
}

void
history_release(struct history *history)
{
	map_release(&history->refs);
}

static struct ref_history *
ref_of(struct history *history, struct bytes member)
{
	void **place = map_find(&history->refs, member);
	struct ref_history *ref;

	if (place)
		return *place;
	ref = arena_new(history->arena, struct ref_history);
	ref->ref = arena_copy(history->arena, member);
	ref->end = &ref->open;
	*map_put(&history->refs, ref->ref) = ref;
	return ref;
}

static void
open_add(struct history *history, struct ref_history *ref, const struct open_move *move)
{
	struct open_move *added = arena_new(history->arena, struct open_move);

	*added = *move;
	*ref->end = added;
	ref->end = &added->next;
}

static struct open_move *
open_remove(struct ref_history *ref, struct open_move **at)
{
	struct open_move *move = *at;

	*at = move->next;
	if (!move->next)
		ref->end = at;
	return move;
}

/* Takes the first open move from KNOWN off the list, one that happened or any; NULL if none. */
static struct open_move *
open_take(struct ref_history *ref, const struct oid *known, bool happened)
{
	struct open_move **at = &ref->open;

	for (; *at; at = &(*at)->next) {
		if (oid_equal(&(*at)->old_id, known) && ((*at)->happened || !happened))
			return open_remove(ref, at);
	}
	return NULL;
}

static void
open_drop_verdict(struct ref_history *ref, struct bytes verdict)
{
	struct open_move **at = &ref->open;

	while (*at) {
		if (!(*at)->happened && verdict.len == RECORD_ID_CHARS &&
		    memcmp((*at)->verdict, verdict.data, RECORD_ID_CHARS) == 0)
			open_remove(ref, at);
		else
			at = &(*at)->next;
	}
}

/* What was let in from another value can not happen any more. */
static void
open_drop_stale(struct ref_history *ref)
{
	struct open_move **at = &ref->open;

	while (*at) {
		if (!(*at)->happened && !oid_equal(&(*at)->old_id, &ref->known))
			open_remove(ref, at);
		else
			at = &(*at)->next;
	}
}

/* Effects of pushes that came together may be written in another order than they happened. */
static void
effect_take(struct history *history, struct ref_history *ref, const struct open_move *effect,
	    struct bytes verdict)
{
	const struct open_move *next = effect;

	open_drop_verdict(ref, verdict);
	if (!oid_equal(&effect->old_id, &ref->known)) {
		open_add(history, ref, effect);
		return;
	}
	for (; next; next = open_take(ref, &ref->known, true))
		ref->known = next->new_id;
	open_drop_stale(ref);
}

static void
move_take(struct history *history, const struct record *record, const struct record_move *move)
{
	struct open_move open = { .happened = record->kind == RECORD_EFFECT };
	struct ref_history *ref = ref_of(history, move->ref);

	if (record->kind == RECORD_GAP) {
		if (oid_parse(move->found, &ref->known)) {
			ref->open = NULL;
			ref->end = &ref->open;
		}
		return;
	}
	if (!oid_parse(move->old_id, &open.old_id) || !oid_parse(move->new_id, &open.new_id))
		return;
	memcpy(open.verdict, record->id.data, RECORD_ID_CHARS);
	if (open.happened)
		effect_take(history, ref, &open, move->verdict);
	else
		open_add(history, ref, &open);
}

void
history_add(struct history *history, const struct record *record)
{
	struct json_items items;
	struct record_move move;

	if (!bytes_equal(record->repository, history->repository) || !record->refs.data ||
	    (record->kind == RECORD_VERDICT && !record->admitted))
		return;
	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		if (move.ref.len)
			move_take(history, record, &move);
	}
}

bool
history_explains(struct history *history, struct bytes ref, const struct oid *found,
		 struct oid *known)
{
	struct ref_history *refs = ref_of(history, member_make(history->arena, "ref", ref));
	const struct open_move *move;
	struct oid value = refs->known;

	refs->asked = true;
	*known = refs->known;
	while (!oid_equal(&value, found) && (move = open_take(refs, &value, false)))
		value = move->new_id;
	return oid_equal(&value, found);
}

static int
move_compare(const void *a, const void *b)
{
	const struct entry_move *x = a, *y = b;

	return bytes_compare(x->member, y->member);
}

const struct entry_move *
history_missing(struct history *history, size_t *n)
{
	struct entry_move *moves =
		arena_new_array(history->arena, struct entry_move, history->refs.len);
	const struct oid none = { { 0 } };
	struct oid known;

	*n = 0;
	for (size_t i = 0; i < history->refs.room; i++) {
		struct ref_history *ref = history->refs.slots[i].value;
		const struct open_move *move;

		if (!history->refs.slots[i].key.data || ref->asked || oid_is_zero(&ref->known))
			continue;
		known = ref->known;
		while (!oid_is_zero(&known) && (move = open_take(ref, &known, false)))
			known = move->new_id;
		if (oid_equal(&known, &none))
			continue;
		moves[(*n)++] = (struct entry_move){ .member = ref->ref, .old_id = ref->known };
	}
	qsort(moves, *n, sizeof(*moves), move_compare);
	return moves;
}

/* What verdicts_find looks for, and what it has passed. */
struct search {
	struct bytes repository;
	struct map wanted; /* struct entry_move, by the member of a record */
	size_t n_left;
	struct map closed; /* id of a verdict and member of a ref, that have an effect */
	struct arena *arena;
};

static struct bytes
closed_key(struct arena *arena, struct bytes verdict, struct bytes ref)
{
	return arena_printf(arena, "%.*s %.*s", BYTES_ARG(verdict), BYTES_ARG(ref));
}

static void
verdict_offer(struct search *search, const struct record *record, const struct record_move *move)
{
	struct entry_move *wanted = map_get(&search->wanted, move->ref);
	struct oid old_id, new_id;

	if (!wanted || wanted->verdict.data || !oid_parse(move->old_id, &old_id) ||
	    !oid_parse(move->new_id, &new_id) || !oid_equal(&old_id, &wanted->old_id) ||
	    !oid_equal(&new_id, &wanted->new_id) ||
	    map_get(&search->closed, closed_key(search->arena, record->id, move->ref)))
		return;
	wanted->verdict = arena_copy(search->arena, record->id);
	search->n_left--;
}

static void
record_offer(struct search *search, const struct record *record)
{
	struct json_items items;
	struct record_move move;

	if (record->kind == RECORD_GAP || !bytes_equal(record->repository, search->repository))
		return;
	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		if (record->kind == RECORD_EFFECT)
			*map_put(&search->closed,
				 closed_key(search->arena, move.verdict, move.ref)) = search;
		else if (record->admitted)
			verdict_offer(search, record, &move);
	}
}

static int
search_run(struct search *search, int fd, uint64_t size, struct error *err)
{
	struct record record;
	struct lines lines;
	struct error why;
	struct line line;
	int more = 1;

	lines_init_back(&lines, fd, size);
	while (search->n_left && size - lines.at < VERDICT_BACK_BYTES &&
	       (more = lines_previous(&lines, &line, err)) > 0) {
		if (record_parse(&record, line.text, &why) == 0)
			record_offer(search, &record);
	}
	lines_release(&lines);
	return more < 0 ? -1 : 0;
}

int
verdicts_find(int fd, uint64_t size, struct bytes repository, struct entry_move *moves,
	      size_t n_moves, struct arena *arena, struct error *err)
{
	struct search search = {
		.wanted = MAP_INIT, .closed = MAP_INIT, .n_left = n_moves, .arena = arena
	};
	int result;

	search.repository = member_make(arena, "repository", repository);
	for (size_t i = 0; i < n_moves; i++)
		*map_put(&search.wanted, member_make(arena, "ref", moves[i].ref)) = &moves[i];
	result = search_run(&search, fd, size, err);
	map_release(&search.wanted);
	map_release(&search.closed);
	return result;
}
