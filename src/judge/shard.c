#include "config.h"

#include "judge/shard.h"

#include "judge/commit_signers.h"
#include "judge/contests.h"
#include "judge/findings.h"
#include "judge/trees.h"

/* What the facts of changes may keep of blobs, for the next version of the same path. */
enum { FACTS_ROOM_BYTES = 64 * 1024 * 1024 };

struct shard {
	const struct plan *plan;
	const struct judge_request *request;
	const struct objects *objects;
	struct arena arena;
	struct facts_cache *facts;
	struct graph_cache *graphs;
	struct policy_env env;
	const struct plan_decision *decisions; /* of the source */
	size_t n_decisions;
	struct policy_outline *outlines; /* likewise, of the worker */
	struct policy **policies;        /* per decision, made when first needed */
	struct findings *findings;       /* per decision */
	struct trees trees;
	struct brought *brought;      /* asked for so far */
	const struct plan_set **sets; /* per decision: by which it judges the path at hand */
	struct contest_view contest;
};

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
static const struct plan_set *
path_set(struct shard *shard, const struct plan_decision *planned, const struct path *path)
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
	const struct plan_set *set = path_set(shard, plan_decision_of(shard->plan, decision), path);

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

static void
env_init(struct shard *shard, const struct plan_source *source)
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

static void
shard_init(struct shard *shard, const struct plan *plan, const struct plan_source *source,
	   const struct judge_request *request, struct policy_outline *outlines)
{
	const struct limits *limits = &request->settings->limits;

	*shard = (struct shard){ .plan = plan,
				 .request = request,
				 .outlines = outlines,
				 .decisions = plan->decisions + source->first_decision,
				 .n_decisions = source->n_decisions };
	arena_init(&shard->arena);
	shard->objects = repository_objects(request->repository, limits);
	shard->facts =
		facts_cache_new(shard->objects, limits->value[LIMIT_BLOB_BYTES], FACTS_ROOM_BYTES);
	shard->graphs = graph_cache_new(shard->objects);
	shard->policies = arena_new_array(&shard->arena, struct policy *, source->n_decisions);
	shard->findings = arena_new_array(&shard->arena, struct findings, source->n_decisions);
	shard->sets = arena_new_array(&shard->arena, const struct plan_set *, source->n_decisions);
	trees_init(&shard->trees, shard->objects, &shard->arena);
	env_init(shard, source);
}

static void
shard_release(struct shard *shard)
{
	for (size_t i = 0; i < shard->n_decisions; i++) {
		if (!shard->policies[i])
			continue;
		policy_free(shard->policies[i]);
		findings_release(&shard->findings[i]);
	}
	facts_cache_free(shard->facts);
	graph_cache_free(shard->graphs);
	arena_release(&shard->arena);
}

/* A push of one task needs a state of each policy anyway; who watches wants to see it made. */
static const struct policy_outline *
outline_of(struct shard *shard, size_t i)
{
	const struct watch *watch = &shard->env.watch;
	struct policy_outline *outline = &shard->outlines[i];

	if (shard->plan->n_shards == 1 || watch->lines || watch->events)
		return NULL;
	if (!outline->sought)
		policy_outline_find(outline, &shard->env, shard->decisions[i].decision);
	return outline;
}

static struct policy *
policy_of(struct shard *shard, size_t i)
{
	const struct plan_decision *planned = &shard->decisions[i];

	if (!shard->policies[i]) {
		findings_init(&shard->findings[i], shard->plan, planned, shard->objects);
		shard->policies[i] =
			policy_new(&shard->env, planned->decision, outline_of(shard, i),
				   findings_take, &shard->findings[i]);
	}
	return shard->policies[i];
}

static void
version_judge(struct shard *shard, const struct plan_version *version)
{
	enum callback callback =
		version->change->status == CHANGE_DELETED ? CALLBACK_DELETED : CALLBACK_FILE;

	for (size_t i = 0; i < shard->n_decisions; i++) {
		const struct plan_set *set = shard->sets[i];
		const struct commit_view *commit;

		if (!set || !plan_judges(shard->decisions[i].decision, set, version) ||
		    !policy_has(policy_of(shard, i), callback))
			continue;
		commit = version->set ? NULL : set->by_order[version->order];
		policy_call_change(policy_of(shard, i), version->change, commit,
				   commit ? commit->update : &set->updates[version->update]);
	}
}

static void
path_judge(struct shard *shard, const struct plan_path *path)
{
	bool any = false;

	for (size_t i = 0; i < shard->n_decisions; i++) {
		shard->sets[i] = path_set(shard, &shard->decisions[i], path->path);
		any |= shard->sets[i] != NULL;
	}
	for (size_t i = 0; any && i < path->n_versions; i++)
		version_judge(shard, &path->versions[i]);
}

static void
paths_judge(struct shard *shard, size_t task)
{
	const struct plan *plan = shard->plan;

	for (size_t i = 0; i < plan->n_paths; i++) {
		const struct plan_path *path = &plan->paths[i];

		if (path->n_versions && plan_shard_of(plan, path->path) == task)
			path_judge(shard, path);
	}
}

static bool
changes_in_scope(const struct decision *decision, const struct change_list *changes)
{
	if (decision->scope.len == 0)
		return true;
	for (size_t i = 0; i < changes->len; i++) {
		if (decision_in_scope(decision, changes->items[i].path->name))
			return true;
	}
	return false;
}

static void
refs_judge(struct shard *shard, size_t i)
{
	const struct plan_set *set = shard->decisions[i].set;

	if (set->n_updates == 0 || !policy_has(policy_of(shard, i), CALLBACK_REF))
		return;
	for (size_t k = 0; k < set->n_updates; k++)
		policy_call_ref(policy_of(shard, i), &set->updates[k]);
}

static void
commits_judge(struct shard *shard, size_t i)
{
	const struct plan_decision *planned = &shard->decisions[i];
	const struct plan_set *set = planned->set;

	if (set->n_commits == 0 || shard->request->skip_commit_rules ||
	    !policy_has(policy_of(shard, i), CALLBACK_COMMIT))
		return;
	for (size_t k = 0; k < set->n_commits; k++) {
		if (changes_in_scope(planned->decision, set->commits[k].changes))
			policy_call_commit(policy_of(shard, i), &set->commits[k]);
	}
}

/* A violation of the new tree counts when the tree before it does not have it as well. */
static int
tree_judge(struct shard *shard, size_t i, const struct ref_update *update, struct error *err)
{
	const struct decision *decision = shard->decisions[i].decision;
	const struct change_list *changes;
	struct policy *policy = policy_of(shard, i);

	if (oid_is_zero(&update->new_commit) || update->kind == UPDATE_DELETE)
		return 0;
	if (trees_changes(&shard->trees, update, &changes, err) < 0)
		return -1;
	if (changes->len == 0 || !changes_in_scope(decision, changes))
		return 0;
	findings_tree_begin(&shard->findings[i]);
	policy_call_tree(policy, update, false);
	if (findings_tree_any(&shard->findings[i])) {
		findings_tree_base(&shard->findings[i]);
		policy_call_tree(policy, update, true);
	}
	findings_tree_end(&shard->findings[i]);
	return 0;
}

static int
trees_judge(struct shard *shard, size_t i, struct error *err)
{
	const struct plan_set *set = shard->decisions[i].set;

	if (set->n_updates == 0 || !policy_has(policy_of(shard, i), CALLBACK_TREE))
		return 0;
	for (size_t k = 0; k < set->n_updates; k++) {
		if (tree_judge(shard, i, &set->updates[k], err) < 0)
			return -1;
	}
	return 0;
}

static int
general_judge(struct shard *shard, struct error *err)
{
	for (size_t i = 0; i < shard->n_decisions; i++) {
		refs_judge(shard, i);
		commits_judge(shard, i);
		if (trees_judge(shard, i, err) < 0)
			return -1;
	}
	return 0;
}

size_t
shard_task_count(const struct plan *plan)
{
	return plan->n_shards == 1 ? 1 : plan->n_shards + 1;
}

int
shard_judge(const struct plan *plan, const struct plan_source *source,
	    const struct judge_request *request, struct policy_outline *outlines, size_t task,
	    struct buf *out, struct error *err)
{
	struct shard shard;
	int result = 0;

	shard_init(&shard, plan, source, request, outlines);
	if (task < plan->n_shards)
		paths_judge(&shard, task);
	if (task == shard_task_count(plan) - 1 && !plan->standing)
		result = general_judge(&shard, err);
	for (size_t i = 0; result == 0 && i < shard.n_decisions; i++) {
		if (shard.policies[i])
			findings_write(&shard.findings[i], shard.policies[i], task, out);
	}
	shard_release(&shard);
	return result;
}
