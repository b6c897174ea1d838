#include "config.h"

#include "history/source_times.h"

#include <stdio.h>

#include "base/vec.h"
#include "git/refs.h"

struct source_commit {
	struct oid id;
	int64_t date;
};

struct timing {
	const struct judge_source *source;
	const struct judge_request *request;
	const struct step_list *steps;
	struct repository *repository;     /* of the source */
	VEC(struct source_commit) commits; /* of it, the newest first */
	bool is_here;                      /* the branch of the history is the source's as well */
	struct arena *arena;
};

/* 1 when OF, behind the hex digits of ID, names an object; 0 when there is none. */
static int
look_up(const struct timing *it, const struct oid *id, struct bytes of, struct oid *found,
	struct error *err)
{
	char hex[OID_HEX_CHARS + 1];

	oid_hex(id, hex);
	if (revision_parse(it->repository,
			   arena_printf(it->arena, "%s%.*s", hex, BYTES_ARG(of)).data, found,
			   err) == 0)
		return 1;
	*found = (struct oid){ { 0 } };
	return err->code == ERROR_NOT_FOUND ? 0 : -1;
}

static bool
is_a_step(const struct timing *it, const struct oid *commit)
{
	for (size_t i = 0; i < it->steps->len; i++) {
		if (oid_equal(&it->steps->items[i].commit, commit))
			return true;
	}
	return false;
}

static int
commit_add(struct timing *it, const struct oid *id, struct error *err)
{
	const struct objects *objects =
		repository_objects(it->repository, &it->request->settings->limits);
	struct source_commit *commit = vec_add(&it->commits);
	struct commit_text text;

	if (objects->ops->commit_text(objects->ctx, id, it->arena, &text, err) < 0)
		return -1;
	*commit = (struct source_commit){ *id, text.committer.time };
	return 0;
}

/* Back to where the history begins, or onto the history itself. */
static int
commits_find(struct timing *it, struct error *err)
{
	int64_t begin = it->steps->items[0].date;
	const struct oid *tip = &it->steps->items[it->steps->len - 1].commit;
	struct oid id;
	int more = look_up(it, &it->source->value, BYTES("^{commit}"), &id, err);

	it->is_here = more > 0 && !it->source->repository && is_a_step(it, &id);
	while (more > 0 && !it->is_here) {
		struct oid next;

		if (commit_add(it, &id, err) < 0)
			return -1;
		if (it->commits.items[it->commits.len - 1].date <= begin)
			break;
		more = look_up(it, &id, BYTES("^1"), &next, err);
		id = next;
		it->is_here = !it->source->repository && oid_equal(&id, tip);
	}
	return more < 0 ? -1 : 0;
}

/* Commits that lie about their dates do not bring an older state back. */
static const struct source_commit *
commit_at(const struct timing *it, int64_t date)
{
	for (size_t i = 0; i < it->commits.len; i++) {
		if (it->commits.items[i].date <= date)
			return &it->commits.items[i];
	}
	return NULL;
}

/* Before step AT, which may be the one behind the last. The first one is not judged for what it
 * brought: what it has stands, by what it has. */
static struct oid
value_at(const struct timing *it, size_t at)
{
	size_t n = it->steps->len;
	const struct source_commit *commit;

	if (it->is_here)
		return it->steps->items[at ? at - 1 : 0].tree;
	commit = commit_at(it, it->steps->items[at < n ? at : n - 1].date);
	return commit ? commit->id : (struct oid){ { 0 } };
}

static int
time_fill(const struct timing *it, struct source_time *time, const struct source_time *before,
	  struct error *err)
{
	struct bytes folder =
		arena_printf(it->arena, ":%.*s", BYTES_ARG(it->source->setting->folder));

	if (before && oid_equal(&time->value, &before->value)) {
		time->folder = before->folder;
		return 0;
	}
	if (oid_is_zero(&time->value))
		return 0;
	return look_up(it, &time->value, folder, &time->folder, err) < 0 ? -1 : 0;
}

int
source_times_find(struct source_time *times, const struct judge_source *source,
		  const struct judge_request *request, const struct step_list *steps,
		  struct arena *arena, struct error *err)
{
	struct timing it = {
		source,   request,
		steps,    source->repository ? source->repository : request->repository,
		VEC_INIT, false,
		arena
	};
	int result = commits_find(&it, err);

	for (size_t i = 0; result == 0 && i <= steps->len; i++) {
		times[i] = (struct source_time){ .value = value_at(&it, i) };
		result = time_fill(&it, &times[i], i ? &times[i - 1] : NULL, err);
	}
	vec_release(&it.commits);
	return result < 0
		       ? error_wrap(err, "the history of %.*s", BYTES_ARG(source->setting->place))
		       : 0;
}
