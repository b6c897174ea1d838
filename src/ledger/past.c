#include "config.h"

#include "ledger/past.h"

#include "base/day.h"
#include "base/number.h"
#include "report/json_writer.h"

/* So many pushes of one ref have their effects in disorder. */
enum { TOGETHER_MAX = 64 };

enum { US_PER_MS = 1000, US_PER_S = 1000 * 1000, SECONDS_A_MINUTE = 60, MINUTE_CHARS = 16 };

/* A ref went from BEFORE to AFTER. */
struct past_move {
	uint64_t line; /* of the effect or gap; of the verdict where it has no effect */
	uint64_t told; /* the line of the verdict, which has read BEFORE; 0 where there is none */
	struct oid before, after;
	bool is_let; /* a verdict let it, and no effect says that it happened */
	bool is_gap; /* it was found afterwards */
};

/* A push that was rejected has read a value, too. */
struct past_seen {
	uint64_t line;
	struct oid id;
};

struct past_ref {
	struct bytes ref;
	VEC(struct past_seen) seen;
	bool is_odd;                   /* one of them is not what the moves tell */
	VEC(struct past_move *) moves; /* in the order of their lines once all are there */
	struct oid now;
};

void
past_init(struct past *past, struct bytes repository)
{
	CLEANUP(buf_release) struct buf member = BUF_INIT;

	*past = (struct past){ .refs = MAP_INIT, .moves = MAP_INIT, .lines = MAP_INIT };
	arena_init(&past->arena);
	json_byte_string(&member, "repository", repository);
	past->repository = arena_copy(&past->arena, buf_bytes(&member));
}

static void
ref_release(struct past_ref *ref)
{
	vec_release(&ref->moves);
	vec_release(&ref->seen);
}

void
past_release(struct past *past)
{
	for (size_t i = 0; i < past->refs.room; i++) {
		struct past_ref *ref = past->refs.slots[i].value;

		if (past->refs.slots[i].key.data)
			ref_release(ref);
	}
	map_release(&past->refs);
	map_release(&past->moves);
	map_release(&past->lines);
	vec_release(&past->effects);
	buf_release(&past->scratch);
	arena_release(&past->arena);
}

static struct past_ref *
ref_of(struct past *past, struct bytes member)
{
	void **place = map_find(&past->refs, member);
	struct past_ref *ref;

	if (place)
		return *place;
	ref = arena_new(&past->arena, struct past_ref);
	ref->ref = arena_copy(&past->arena, member);
	*map_put(&past->refs, ref->ref) = ref;
	return ref;
}

/* TIME of a record in microseconds since 1970. */
static int64_t
time_us(struct bytes time)
{
	struct bytes minute = bytes_slice(time, 0, MINUTE_CHARS);
	int64_t seconds = 0, fraction = 0;
	long minutes = 0;

	if (minute_is_valid(minute))
		minutes = minutes_between(BYTES("1970-01-01T00:00"), minute);
	if (!integer_read(&seconds, bytes_slice(time, MINUTE_CHARS + 1, MINUTE_CHARS + 3), 10,
			  false) ||
	    !integer_read(&fraction, bytes_slice(time, MINUTE_CHARS + 4, MINUTE_CHARS + 10), 10,
			  false))
		return 0;
	return (minutes * SECONDS_A_MINUTE + seconds) * US_PER_S + fraction;
}

static struct past_move *
move_add(struct past *past, const struct record *record, const struct record_move *move)
{
	struct past_move *added = arena_new(&past->arena, struct past_move);
	struct past_ref *ref = ref_of(past, move->ref);
	bool gap = record->kind == RECORD_GAP;

	added->line = record->seq;
	added->is_let = record->kind == RECORD_VERDICT;
	added->is_gap = gap;
	added->told = added->is_let ? record->seq : 0;
	if (!oid_parse(gap ? move->known : move->old_id, &added->before))
		added->before = (struct oid){ { 0 } };
	if (!oid_parse(gap ? move->found : move->new_id, &added->after))
		added->after = (struct oid){ { 0 } };
	vec_push(&ref->moves, added);
	return added;
}

static void
let_add(struct past *past, const struct record *record, const struct record_move *move)
{
	struct bytes key = record_move_key(&past->scratch, record->id, move);

	*map_put(&past->moves, arena_copy(&past->arena, key)) = move_add(past, record, move);
}

/* What its verdict let has happened now; what none let is added. */
static void
effect_add(struct past *past, const struct record *record, const struct record_move *move)
{
	struct past_move *let =
		map_get(&past->moves, record_move_key(&past->scratch, move->verdict, move));
	uintptr_t line = (uintptr_t)map_get(&past->lines, move->verdict);

	vec_push(&past->effects, ((struct past_effect){ .verdict = line ? line : record->seq,
							.line = record->seq,
							.time_us = time_us(record->time) }));
	if (let && let->is_let) {
		let->is_let = false;
		let->line = record->seq;
	} else {
		move_add(past, record, move);
	}
}

static void
seen_add(struct past *past, const struct record *record, const struct record_move *move)
{
	struct past_seen seen = { .line = record->seq };

	if (oid_parse(move->old_id, &seen.id))
		vec_push(&ref_of(past, move->ref)->seen, seen);
}

void
past_add(struct past *past, const struct record *record)
{
	struct json_items items;
	struct record_move move;

	if (!bytes_equal(record->repository, past->repository) || !record->refs.data)
		return;
	if (record->kind == RECORD_VERDICT && record->admitted)
		*map_put(&past->lines, arena_copy(&past->arena, record->id)) =
			(void *)(uintptr_t)record->seq;
	json_items_init(&items, record->refs);
	while (record_move_next(&items, &move)) {
		if (!move.ref.len)
			continue;
		if (record->kind == RECORD_VERDICT && !record->admitted)
			seen_add(past, record, &move);
		else if (record->kind == RECORD_VERDICT)
			let_add(past, record, &move);
		else if (record->kind == RECORD_EFFECT)
			effect_add(past, record, &move);
		else
			move_add(past, record, &move);
	}
}

void
past_now(struct past *past, struct bytes ref, const struct oid *id)
{
	CLEANUP(buf_release) struct buf member = BUF_INIT;

	json_byte_string(&member, "ref", ref);
	ref_of(past, buf_bytes(&member))->now = *id;
}

static int
by_line(const void *a, const void *b)
{
	const struct past_move *const *x = a, *const *y = b;

	return ((*x)->line > (*y)->line) - ((*x)->line < (*y)->line);
}

static void
neighbours_swap(struct past_move **moves)
{
	struct past_move *first = moves[0];
	uint64_t line = first->line;

	moves[0] = moves[1];
	moves[1] = first;
	first->line = moves[0]->line;
	moves[0]->line = line;
}

static bool
leads_to(struct past_move *const *moves, size_t n, const struct oid *id)
{
	for (size_t i = 0; i < n; i++) {
		if (oid_equal(&moves[i]->after, id))
			return true;
	}
	return false;
}

/* Effects of pushes that came together may be written in another order than they happened: the
 * last of MOVES becomes the one that leads to NEXT, when the others lead to where it begins. */
static void
order_mend(struct past_move **moves, size_t n, const struct oid *next)
{
	size_t at = n, first = n > TOGETHER_MAX ? n - TOGETHER_MAX : 0;

	while (at > first && !oid_equal(&moves[at - 1]->after, next))
		at--;
	if (at == first || !leads_to(moves + at, n - at, &moves[at - 1]->before))
		return;
	for (; at < n; at++)
		neighbours_swap(moves + at - 1);
}

/* Whether the move in place I was none: a gap that finds what the move before it has led to. */
static bool
is_idle(const struct past_ref *ref, size_t i)
{
	const struct past_move *move = ref->moves.items[i];

	return move->is_gap && i > 0 && oid_equal(&ref->moves.items[i - 1]->after, &move->after);
}

/* Whether git refused the move in place I: it was let, and without it the moves before it lead to
 * the value that came next. */
static bool
is_refused(const struct past_ref *ref, size_t i, const struct oid *next)
{
	const struct past_move *move = ref->moves.items[i];
	size_t first = i > TOGETHER_MAX ? i - TOGETHER_MAX : 0;

	return move->is_let && !oid_equal(&move->after, next) &&
	       leads_to(ref->moves.items + first, i - first, next);
}

/* A move without an effect has happened when it leads to the value that came next. */
static void
ref_end(struct past_ref *ref)
{
	struct oid next = ref->now;
	size_t kept = ref->moves.len;

	if (ref->moves.len == 0)
		return;
	qsort(ref->moves.items, ref->moves.len, sizeof(*ref->moves.items), by_line);
	for (size_t i = ref->moves.len; i-- > 0;) {
		struct past_move *move;

		if (is_refused(ref, i, &next))
			continue;
		order_mend(ref->moves.items, i + 1, &next);
		move = ref->moves.items[i];
		if ((move->is_let && !oid_equal(&move->after, &next)) || is_idle(ref, i))
			continue;
		next = move->before;
		ref->moves.items[--kept] = move;
	}
	ref->moves.len -= kept;
	memmove(ref->moves.items, ref->moves.items + kept,
		ref->moves.len * sizeof(*ref->moves.items));
}

/* The place of the first move in LINE or behind it; their number when there is none. */
static size_t
move_from(const struct past_ref *ref, uint64_t line)
{
	size_t low = 0, high = ref->moves.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ref->moves.items[middle]->line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What lies between two moves is known when the one leads to where the other begins. Behind the
 * last it is the value of now; in front of the first there is no ref. */
static struct past_value
value_before(const struct past_ref *ref, uint64_t line)
{
	size_t at = move_from(ref, line);
	const struct past_move *last = at ? ref->moves.items[at - 1] : NULL;
	const struct past_move *next = at < ref->moves.len ? ref->moves.items[at] : NULL;

	if (next) {
		bool breaks = last ? !oid_equal(&last->after, &next->before)
				   : !oid_is_zero(&next->before);

		return (struct past_value){ ref->ref, next->before,
					    next->told != line && (next->is_gap || breaks) };
	}
	if (last)
		return (struct past_value){ ref->ref, last->after,
					    !oid_equal(&last->after, &ref->now) };
	return (struct past_value){ ref->ref, ref->now, !oid_is_zero(&ref->now) };
}

static void
ref_hold(struct past_ref *ref)
{
	ref_end(ref);
	for (size_t i = 0; i < ref->seen.len; i++) {
		struct past_value value = value_before(ref, ref->seen.items[i].line);

		ref->is_odd |= !oid_equal(&value.id, &ref->seen.items[i].id);
	}
}

const struct past_value *
past_values(struct past *past, uint64_t line, struct arena *arena, size_t *n)
{
	struct past_value *values = arena_new_array(arena, struct past_value, past->refs.len);

	*n = 0;
	for (size_t i = 0; i < past->refs.room; i++) {
		struct past_ref *ref = past->refs.slots[i].value;

		if (!past->refs.slots[i].key.data)
			continue;
		if (!past->ended)
			ref_hold(ref);
		values[*n] = value_before(ref, line);
		values[*n].is_guess |= ref->is_odd;
		*n += !oid_is_zero(&values[*n].id) || values[*n].is_guess;
	}
	past->ended = true;
	return values;
}

bool
past_is_unclear(const struct past *past, const struct record *verdict, uint64_t duration_ms)
{
	int64_t end = time_us(verdict->time);
	int64_t begin = end - (int64_t)(duration_ms + 1) * US_PER_MS;

	for (size_t i = 0; i < past->effects.len; i++) {
		const struct past_effect *effect = &past->effects.items[i];

		if (effect->verdict == verdict->seq)
			continue;
		if (effect->verdict < verdict->seq && effect->line > verdict->seq)
			return true;
		if (effect->line < verdict->seq && effect->time_us >= begin)
			return true;
	}
	return false;
}
