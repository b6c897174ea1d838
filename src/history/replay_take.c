#include "config.h"

#include "history/replay_take.h"

#include "base/map.h"

/* What is being taken: one verdict. */
struct taking {
	struct replay *replay;
	const struct verdict *verdict;
	struct replay_push push;
	struct map authors; /* of each new commit, by its id */
	size_t *places;     /* of each outcome, among the decisions */
};

static void
authors_index(struct taking *it)
{
	for (size_t i = 0; i < it->verdict->n_listed; i++) {
		struct listed_commit *commit = &it->verdict->listed[i];

		*map_put(&it->authors, oid_bytes(&commit->id)) = commit;
	}
}

static enum author_kind
author_of(const struct taking *it, const struct oid *commit)
{
	const struct listed_commit *found =
		map_get(&it->authors, oid_bytes(oid_is_zero(commit) ? &it->push.id : commit));

	return found ? found->author : AUTHOR_UNKNOWN;
}

static bool
decision_is(const struct replay_decision *decision, const struct outcome *outcome)
{
	return bytes_equal(decision->id, outcome->id) &&
	       bytes_equal(decision->source, outcome->source);
}

static size_t
decision_add(struct replay *replay, const struct outcome *outcome)
{
	struct replay_decision *decision = vec_add(&replay->decisions);

	*decision = (struct replay_decision){
		.id = arena_copy(&replay->arena, outcome->id),
		.title = arena_copy(&replay->arena, outcome->title),
		.source = arena_copy(&replay->arena, outcome->source),
		.shown_path = arena_copy(&replay->arena, outcome->shown_path),
		.level = outcome->level,
		.last_push = SIZE_MAX,
	};
	for (size_t i = 0; i < AUTHOR_KINDS; i++)
		decision->last_push_of[i] = SIZE_MAX;
	return replay->decisions.len - 1;
}

/* The decisions are the same for each push, and so is nearly always their order. */
static size_t
decision_place(struct replay *replay, const struct outcome *outcome, size_t guess)
{
	if (guess < replay->decisions.len && decision_is(&replay->decisions.items[guess], outcome))
		return guess;
	for (size_t i = 0; i < replay->decisions.len; i++) {
		if (decision_is(&replay->decisions.items[i], outcome))
			return i;
	}
	return decision_add(replay, outcome);
}

static void
failure_take(struct taking *it, const struct outcome *outcome, size_t place)
{
	struct replay *replay = it->replay;

	replay->decisions.items[place].failed++;
	vec_push(&replay->failures,
		 ((struct replay_failure){
			 .decision = place,
			 .push = it->push,
			 .message = arena_copy(&replay->arena, outcome->error),
			 .place = arena_copy(&replay->arena, outcome->error_place),
		 }));
}

static void
outcomes_take(struct taking *it)
{
	for (size_t i = 0; i < it->verdict->n_outcomes; i++) {
		const struct outcome *outcome = &it->verdict->outcomes[i];

		it->places[i] = decision_place(it->replay, outcome, i);
		it->replay->decisions.items[it->places[i]].applied += outcome->applied;
		if (outcome->result == RESULT_ERROR)
			failure_take(it, outcome, it->places[i]);
	}
}

/* Violations come in the order of their commits, so those of one commit and decision together. */
static void
violation_count(struct taking *it, struct replay_decision *decision, const struct oid *commit,
		enum author_kind author)
{
	struct replay_count *of_kind = &decision->by_kind[author];
	size_t push = it->replay->pushes;
	bool new_commit = !oid_is_zero(commit) && !oid_equal(commit, &decision->last_commit);

	decision->all.places++;
	of_kind->places++;
	decision->all.commits += new_commit;
	of_kind->commits += new_commit;
	decision->all.pushes += decision->last_push != push;
	of_kind->pushes += decision->last_push_of[author] != push;
	decision->last_push = decision->last_push_of[author] = push;
	if (new_commit)
		decision->last_commit = *commit;
}

static struct bytes
text_keep(struct replay *replay, struct bytes text)
{
	return text.data ? arena_copy(&replay->arena, text) : BYTES_NONE;
}

static void
violation_keep(struct taking *it, const struct violation *violation, enum author_kind author)
{
	struct replay *replay = it->replay;
	struct replay_violation *kept = vec_add(&replay->violations);
	struct violation *copy = &kept->violation;

	*kept = (struct replay_violation){ *violation, it->push, author };
	copy->outcome = it->places[violation->outcome];
	copy->excerpt = copy->summary = copy->ref = BYTES_NONE;
	copy->path = text_keep(replay, violation->path);
	copy->message = text_keep(replay, violation->message);
	copy->instead = text_keep(replay, violation->instead);
	copy->fingerprint = text_keep(replay, violation->fingerprint);
}

static void
violations_take(struct taking *it)
{
	for (size_t i = 0; i < it->verdict->n_violations; i++) {
		const struct violation *violation = &it->verdict->violations[i];
		enum author_kind author;

		if (!violation_counts(violation))
			continue;
		author = author_of(it, &violation->commit);
		violation_count(it, &it->replay->decisions.items[it->places[violation->outcome]],
				&violation->commit, author);
		violation_keep(it, violation, author);
	}
}

static void
gap_take(struct taking *it)
{
	struct bytes error = it->verdict->n_errors ? it->verdict->errors[0] : BYTES("");
	struct replay *replay = it->replay;

	vec_push(&replay->gaps,
		 ((struct replay_gap){ it->push, arena_copy(&replay->arena, error) }));
}

void
replay_take(struct replay *replay, const struct verdict *verdict, const struct replay_push *push)
{
	struct taking it = { replay, verdict, *push, MAP_INIT, NULL };

	it.places = memory_calloc(verdict->n_outcomes + 1, sizeof(*it.places));
	authors_index(&it);
	outcomes_take(&it);
	violations_take(&it);
	replay->commits += verdict->commits;
	replay->rejected += verdict->kind == VERDICT_REJECT;
	if (verdict->kind == VERDICT_NONE)
		gap_take(&it);
	free(it.places);
	map_release(&it.authors);
}
