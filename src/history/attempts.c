#include "config.h"

#include "history/attempts.h"

#include <stdlib.h>

#include "base/day.h"
#include "ledger/json_text.h"

enum { DAY_CHARS = 10 };

void
attempts_begin(struct attempts_count *count, struct attempts *attempts, struct arena *arena,
	       const int64_t *ends, size_t n_ends, struct bytes from, struct bytes to)
{
	*attempts = (struct attempts){ .from = from, .to = to };
	*count = (struct attempts_count){
		.attempts = attempts, .arena = arena, .ends = ends, .n_ends = n_ends
	};
}

/* One push: what of it is on record. */
struct attempt {
	struct attempts_count *count;
	const struct record *record;
	size_t span;
	bool kept_out, of_agents;
};

/* A record has its time as 2026-11-29T14:03:12.000001Z. */
static int64_t
moment_of(struct bytes time)
{
	int64_t day = day_start(bytes_slice(time, 0, DAY_CHARS));
	int64_t of_day = 0;

	for (size_t at = DAY_CHARS + 1; at < DAY_CHARS + 9; at += 3)
		of_day = of_day * 60 + (time.data[at] - '0') * 10 + (time.data[at + 1] - '0');
	return day + of_day;
}

static size_t
span_of(const struct attempts_count *count, struct bytes time)
{
	int64_t moment = moment_of(time);
	size_t i = 0;

	while (i + 1 < count->n_ends && count->ends[i] < moment)
		i++;
	return i;
}

static bool
is_of_agents(struct bytes verdict)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(verdict, "attribution"));
	while (json_items_next(&items, &member, &key, &item)) {
		if (json_string_text(json_member(item, "agent")).data)
			return true;
	}
	return false;
}

static struct attempted_decision *
decision_of(struct attempts_count *count, struct bytes written)
{
	struct attempted_decision *decision;
	void **place;

	buf_clear(&count->scratch);
	json_text_add(&count->scratch, written);
	place = map_find(&count->decisions, buf_bytes(&count->scratch));
	if (place)
		return *place;
	decision = arena_new(count->arena, struct attempted_decision);
	decision->id = arena_copy(count->arena, buf_bytes(&count->scratch));
	decision->spans = arena_new_array(count->arena, struct attempt_counts, count->n_ends);
	*map_put(&count->decisions, decision->id) = decision;
	return decision;
}

static void
push_count(const struct attempt *attempt, struct attempt_counts *counts)
{
	counts->rejected += attempt->kept_out;
	counts->of_agents += attempt->kept_out && attempt->of_agents;
	counts->let_in += !attempt->kept_out;
}

/* Once a push. */
static void
decision_rejects(const struct attempt *attempt, struct attempted_decision *decision)
{
	if (decision->last_push == attempt->count->attempts->pushes)
		return;
	decision->last_push = attempt->count->attempts->pushes;
	push_count(attempt, &decision->all);
	push_count(attempt, &decision->spans[attempt->span]);
}

static bool
is_new(struct attempts_count *count, struct bytes fingerprint)
{
	if (map_find(&count->seen, fingerprint))
		return false;
	*map_put(&count->seen, arena_copy(count->arena, fingerprint)) = count;
	return true;
}

static bool
is_mandatory(struct bytes item)
{
	return bytes_equal_string(json_string_text(json_member(item, "level")), "mandatory");
}

static void
violation_add(const struct attempt *attempt, struct bytes item)
{
	struct attempts_count *count = attempt->count;
	struct attempted_decision *decision;

	if (!is_mandatory(item) || json_member(item, "existing").data ||
	    !bytes_equal_string(json_member(item, "waiver"), "null"))
		return;
	decision = decision_of(count, json_string_text(json_member(item, "decision")));
	decision_rejects(attempt, decision);
	if (attempt->kept_out &&
	    is_new(count, json_string_text(json_member(item, "fingerprint")))) {
		decision->all.violations++;
		decision->spans[attempt->span].violations++;
		count->attempts->all.violations++;
	}
}

/* One that fails rejects as well. What is waived is no violation: a decision counts it once a push.
 */
static void
outcome_add(const struct attempt *attempt, struct bytes item, const struct map *waived)
{
	struct bytes written = json_string_text(json_member(item, "id"));
	struct bytes result = json_string_text(json_member(item, "result"));
	struct attempted_decision *decision;

	if (is_mandatory(item) && bytes_equal_string(result, "error"))
		decision_rejects(attempt, decision_of(attempt->count, written));
	if (!map_find(waived, written))
		return;
	decision = decision_of(attempt->count, written);
	decision->all.waived++;
	decision->spans[attempt->span].waived++;
}

static void
outcomes_add(const struct attempt *attempt, const struct map *waived)
{
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(attempt->record->verdict, "decisions"));
	while (json_items_next(&items, &member, &key, &item))
		outcome_add(attempt, item, waived);
	attempt->count->attempts->all.waived += waived->len > 0;
}

static void
findings_add(const struct attempt *attempt)
{
	struct map waived = MAP_INIT; /* ids as written */
	struct bytes member, key, item;
	struct json_items items;

	json_items_init(&items, json_member(attempt->record->verdict, "violations"));
	while (json_items_next(&items, &member, &key, &item)) {
		struct bytes written = json_string_text(json_member(item, "decision"));

		if (bytes_equal_string(json_member(item, "waiver"), "null"))
			violation_add(attempt, item);
		else if (written.data)
			*map_put(&waived, written) = attempt->count;
	}
	outcomes_add(attempt, &waived);
	map_release(&waived);
}

static bool
is_within(const struct attempts *attempts, struct bytes time)
{
	struct bytes day = bytes_slice(time, 0, DAY_CHARS);

	return bytes_compare(day, attempts->from) >= 0 && bytes_compare(day, attempts->to) <= 0;
}

void
attempts_add(struct attempts_count *count, const struct record *record)
{
	struct attempts *attempts = count->attempts;
	struct attempt attempt = { .count = count, .record = record };
	struct bytes word;

	if (record->kind != RECORD_VERDICT || !is_within(attempts, record->time))
		return;
	attempts->pushes++;
	attempt.kept_out = !record->admitted;
	attempt.of_agents = is_of_agents(record->verdict);
	attempt.span = span_of(count, record->time);
	word = json_string_text(json_member(record->verdict, "verdict"));
	if (bytes_equal_string(word, "reject"))
		push_count(&attempt, &attempts->all);
	attempts->no_verdict += attempt.kept_out && bytes_equal_string(word, "none");
	findings_add(&attempt);
}

static int
decision_compare(const void *a, const void *b)
{
	return bytes_compare(((const struct attempted_decision *)a)->id,
			     ((const struct attempted_decision *)b)->id);
}

void
attempts_end(struct attempts_count *count)
{
	struct attempts *attempts = count->attempts;
	size_t n = 0;

	attempts->decisions =
		arena_new_array(count->arena, struct attempted_decision, count->decisions.len);
	for (size_t i = 0; i < count->decisions.room; i++) {
		if (count->decisions.slots[i].key.data)
			attempts->decisions[n++] =
				*(struct attempted_decision *)count->decisions.slots[i].value;
	}
	attempts->n_decisions = n;
	if (n)
		qsort(attempts->decisions, n, sizeof(*attempts->decisions), decision_compare);
	map_release(&count->decisions);
	map_release(&count->seen);
	buf_release(&count->scratch);
}
