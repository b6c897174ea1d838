#include "config.h"

#include "history/replay.h"

#include "history/replay_take.h"
#include "judge/judge.h"

/* What one push is: the update that moves the ref from the first parent. */
static struct ref_update
link_update(const struct judge_request *request, const struct chain_link *link)
{
	const struct ref_update *whole = &request->push->updates[0];

	return (struct ref_update){
		.ref = whole->ref,
		.target = whole->target,
		.old_id = link->parent,
		.new_id = link->id,
		.kind = oid_is_zero(&link->parent) ? UPDATE_CREATE : UPDATE_UPDATE,
	};
}

static void
note_date(struct replay *replay, int64_t date)
{
	if (replay->pushes == 0 || date < replay->first)
		replay->first = date;
	if (replay->pushes == 0 || date > replay->last)
		replay->last = date;
}

enum verdict_kind
replay_judge(struct replay *replay, const struct judge_request *request,
	     const struct replay_push *push, int64_t date)
{
	struct judge_request listing = *request;
	struct judgement judgement;
	enum verdict_kind kind;
	struct arena work;

	listing.list_commits = true;
	arena_init(&work);
	judge(&listing, &work, &judgement);
	note_date(replay, date);
	replay_take(replay, &judgement.verdict, push);
	replay->pushes++;
	kind = judgement.verdict.kind;
	judgement_release(&judgement);
	arena_release(&work);
	return kind;
}

static void
link_judge(struct replay *replay, const struct chain *chain, const struct judge_request *request,
	   const struct chain_link *link)
{
	struct ref_update update = link_update(request, link);
	struct judge_request one = *request;
	struct push push = *request->push;

	push.updates = &update;
	one.push = &push;
	one.only_old_values = true;
	if (link->n_new)
		one.known_new = &chain->brought.items[link->first_new];
	if (link->n_old)
		one.baseline = &chain->below.items[link->first_old];
	one.n_known_new = link->n_new;
	one.n_baseline = link->n_old;
	replay_judge(replay, &one, &(struct replay_push){ .id = link->id }, link->date);
}

static void
progress(const struct replay_options *options, size_t done, size_t total)
{
	if (options->progress)
		options->progress(options->ctx, done, total);
}

void
replay_begin(struct replay *replay)
{
	*replay = (struct replay){ .pushes = 0 };
	arena_init(&replay->arena);
}

void
replay_run(struct replay *replay, const struct chain *chain, const struct judge_request *request,
	   const struct replay_options *options)
{
	size_t n = chain->links.len;

	for (size_t i = 0; i < n; i++) {
		progress(options, i, n);
		link_judge(replay, chain, request, &chain->links.items[i]);
	}
	progress(options, n, n);
}

void
replay_release(struct replay *replay)
{
	vec_release(&replay->decisions);
	vec_release(&replay->violations);
	vec_release(&replay->failures);
	vec_release(&replay->gaps);
	vec_release(&replay->recorded);
	arena_release(&replay->arena);
}
