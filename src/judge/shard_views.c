#include "config.h"

#include "judge/shard_impl.h"

#include "judge/commit_signers.h"

/* The commits of a set that one update brought, put together once. */
struct brought {
	const struct plan_set *set;
	size_t update;
	const struct commit_view **views;
	size_t n_views;
	struct brought *next;
};

static struct brought *
brought_find(struct shard *shard, const struct plan_set *set, size_t update)
{
	struct brought *brought = shard->brought;

	while (brought && (brought->set != set || brought->update != update))
		brought = brought->next;
	return brought;
}

static struct brought *
brought_make(struct shard *shard, const struct plan_set *set, size_t update)
{
	struct brought *brought = arena_new(&shard->arena, struct brought);

	*brought = (struct brought){ set, update, NULL, 0, shard->brought };
	brought->views = arena_new_array(&shard->arena, const struct commit_view *, set->n_commits);
	for (size_t i = 0; i < set->n_commits; i++) {
		if (set->commits[i].update->index == update)
			brought->views[brought->n_views++] = &set->commits[i];
	}
	shard->brought = brought;
	return brought;
}

static const struct ref_update *
view_update(void *ctx, const struct decision *decision, size_t index)
{
	const struct shard *shard = ctx;
	const struct plan_set *set = plan_decision_of(shard->plan, decision)->set;

	return plan_set_update(set, index);
}

static size_t
view_commits(void *ctx, const struct decision *decision, const struct ref_update *update,
	     const struct commit_view *const **commits)
{
	struct shard *shard = ctx;
	const struct plan_set *set = plan_decision_of(shard->plan, decision)->set;
	struct brought *brought = brought_find(shard, set, update->index);

	if (!brought)
		brought = brought_make(shard, set, update->index);
	*commits = brought->views;
	return brought->n_views;
}

/* The set by which a decision judges PATH; NULL when it does not. */
const struct plan_set *
shard_path_set(struct shard *shard, const struct plan_decision *planned, const struct path *path)
{
	if (!decision_in_scope(planned->decision, path->name))
		return NULL;
	return planned->contest ? contest_set(&shard->contest, planned, path) : planned->set;
}

static bool
view_in_force(void *ctx, const struct decision *decision, const struct ref_update *update,
	      const struct path *path)
{
	struct shard *shard = ctx;
	const struct plan_set *set =
		shard_path_set(shard, plan_decision_of(shard->plan, decision), path);

	return set && update && plan_set_update(set, update->index);
}

static int
view_changes(void *ctx, const struct ref_update *update, const struct change_list **changes,
	     struct error *err)
{
	struct shard *shard = ctx;

	return trees_changes(&shard->trees, update, changes, err);
}

static int
view_signer(void *ctx, const struct oid *id, struct arena *arena, struct commit_signer *signer,
	    struct error *err)
{
	struct shard *shard = ctx;

	return commit_signer_find(shard->request, &shard->env.bundle->governance, id, arena, signer,
				  err);
}

void
shard_env_init(struct shard *shard, const struct plan_source *source)
{
	shard->env = (struct policy_env){
		.push = shard->plan->push,
		.bundle = source->bundle,
		.objects = shard->objects,
		.facts = shard->facts,
		.graphs = shard->graphs,
		.limits = &shard->request->settings->limits,
		.governed_update = view_update,
		.update_commits = view_commits,
		.in_force = view_in_force,
		.update_changes = view_changes,
		.commit_signer = view_signer,
		.ctx = shard,
		.watch = shard->request->watch,
		.event = findings_event,
	};
}
