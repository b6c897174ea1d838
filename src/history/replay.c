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
link_judge(struct replay *replay, const struct chain *chain, const struct judge_request *request,
	   const struct chain_link *link)
{
	struct ref_update update = link_update(request, link);
	struct judge_request one = *request;
	struct push push = *request->push;
	struct judgement judgement;
	struct arena work;

	push.updates = &update;
	one.push = &push;
	one.list_commits = true;
	one.only_old_values = true;
	if (link->n_new)
		one.known_new = &chain->brought.items[link->first_new];
	if (link->n_old)
		one.baseline = &chain->below.items[link->first_old];
	one.n_known_new = link->n_new;
	one.n_baseline = link->n_old;
	arena_init(&work);
	judge(&one, &work, &judgement);
	replay_take(replay, &judgement.verdict, &link->id);
	judgement_release(&judgement);
	arena_release(&work);
}

static void
note_date(struct replay *replay, int64_t date)
{
	if (replay->pushes == 0 || date < replay->first)
		replay->first = date;
	if (replay->pushes == 0 || date > replay->last)
		replay->last = date;
}

static void
progress(const struct replay_options *options, size_t done, size_t total)
{
	if (options->progress)
		options->progress(options->ctx, done, total);
}

void
replay_run(struct replay *replay, const struct chain *chain, const struct judge_request *request,
	   const struct replay_options *options)
{
	size_t n = chain->links.len;

	*replay = (struct replay){ .pushes = 0 };
	arena_init(&replay->arena);
	for (size_t i = 0; i < n; i++) {
		const struct chain_link *link = &chain->links.items[i];

		progress(options, i, n);
		note_date(replay, link->date);
		link_judge(replay, chain, request, link);
		replay->pushes++;
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
	arena_release(&replay->arena);
}
