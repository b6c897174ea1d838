#include "config.h"

#include "judge/shard_impl.h"

/* What the facts of changes may keep of blobs, for the next version of the same path. */
enum { FACTS_ROOM_BYTES = 64 * 1024 * 1024 };

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
	shard->hearings = arena_new_array(&shard->arena, struct hearing, source->n_decisions);
	shard->hearings_before =
		arena_new_array(&shard->arena, struct hearing, source->n_decisions);
	shard->sets = arena_new_array(&shard->arena, const struct plan_set *, source->n_decisions);
	trees_init(&shard->trees, shard->objects, &shard->arena);
	shard_env_init(shard, source);
}

static void
hearing_release(struct hearing *hearing)
{
	if (!hearing->policy)
		return;
	policy_free(steal(&hearing->policy));
	findings_release(&hearing->findings);
}

void
hearing_close(struct shard *shard, struct hearing *hearing)
{
	if (hearing->policy)
		findings_write(&hearing->findings, hearing->policy, shard->task, shard->out);
	hearing_release(hearing);
}

static void
shard_release(struct shard *shard)
{
	for (size_t i = 0; i < shard->n_decisions; i++) {
		hearing_release(&shard->hearings[i]);
		hearing_release(&shard->hearings_before[i]);
	}
	facts_cache_free(shard->facts);
	graph_cache_free(shard->graphs);
	arena_release(&shard->arena);
}

/* Who watches wants to see each state made. */
static struct policy_outline *
outline_of(struct shard *shard, size_t i)
{
	const struct watch *watch = &shard->env.watch;

	shard->outlines[i].shared = shard_task_count(shard->plan) > 1;
	return watch->lines || watch->events || watch->usage ? NULL : &shard->outlines[i];
}

struct policy *
shard_policy(struct shard *shard, struct hearing *hearing, size_t i)
{
	const struct plan_decision *planned = &shard->decisions[i];

	if (!hearing->policy) {
		findings_init(&hearing->findings, shard->plan, planned, shard->objects);
		hearing->policy = policy_new(&shard->env, planned->decision, outline_of(shard, i),
					     findings_take, &hearing->findings);
	}
	return hearing->policy;
}

/* That of what the push brings. */
static struct policy *
policy_of(struct shard *shard, size_t i)
{
	return shard_policy(shard, &shard->hearings[i], i);
}

static void
version_judge(struct shard *shard, const struct plan_version *version)
{
	enum callback callback =
		version->change->status == CHANGE_DELETED ? CALLBACK_DELETED : CALLBACK_FILE;

	for (size_t i = 0; i < shard->n_decisions; i++) {
		const struct plan_set *set = shard->sets[i];
		const struct commit_view *commit;

		if (!set || !plan_judges(shard->decisions[i].decision, set, version))
			continue;
		if (version->counted) {
			ratchet_judge_version(shard, i, version);
			continue;
		}
		if (!policy_has(policy_of(shard, i), callback))
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
		shard->sets[i] = shard_path_set(shard, &shard->decisions[i], path->path);
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

bool
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
	struct findings *findings = &shard->hearings[i].findings;

	if (oid_is_zero(&update->new_commit) || update->kind == UPDATE_DELETE)
		return 0;
	if (trees_changes(&shard->trees, update, &changes, err) < 0)
		return -1;
	if (changes->len == 0 || !changes_in_scope(decision, changes))
		return 0;
	findings_tree_begin(findings);
	policy_call_tree(policy, update, false);
	if (findings_tree_any(findings)) {
		findings_tree_base(findings);
		policy_call_tree(policy, update, true);
	}
	findings_tree_end(findings);
	return 0;
}

static int
trees_judge(struct shard *shard, size_t i, struct error *err)
{
	const struct plan_decision *planned = &shard->decisions[i];
	const struct plan_set *set = planned->set;

	if (set->n_updates == 0 || !policy_has(policy_of(shard, i), CALLBACK_TREE))
		return 0;
	for (size_t k = 0; k < set->n_updates; k++) {
		if (planned->ratchet)
			ratchet_judge_trees(shard, i, &set->ratchets[k]);
		else if (tree_judge(shard, i, &set->updates[k], err) < 0)
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
	shard.task = task;
	shard.out = out;
	if (task < plan->n_shards)
		paths_judge(&shard, task);
	if (task == shard_task_count(plan) - 1 && !plan->files_only)
		result = general_judge(&shard, err);
	for (size_t i = 0; result == 0 && i < shard.n_decisions; i++) {
		hearing_close(&shard, &shard.hearings[i]);
		hearing_close(&shard, &shard.hearings_before[i]);
	}
	shard_release(&shard);
	return result;
}
