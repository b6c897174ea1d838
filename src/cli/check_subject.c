#include "config.h"

#include "cli/check_subject.h"

#include <string.h>

#include "cli/check_change.h"
#include "cli/path_argument.h"
#include "git/snapshot.h"

/* The current branch and what it follows. */
struct head {
	struct bytes ref;    /* refs/heads/x; empty when detached */
	struct bytes remote; /* of its upstream; NULL data when none */
	struct bytes merge;  /* the upstream's name there; NULL data when none */
};

static struct bytes
config_value(const struct surface *surface, struct bytes name)
{
	for (size_t i = surface->n_config; i-- > 0;) {
		if (bytes_equal(surface->config[i].name, name))
			return surface->config[i].value;
	}
	return BYTES_NONE;
}

static int
branch_read(struct surface *surface, struct head *head, struct error *err)
{
	struct arena *arena = &surface->arena;
	struct bytes branch;
	struct oid id;

	if (head_read(surface->repository, arena, &id, &head->ref, err) < 0)
		return -1;
	branch = ref_branch(head->ref);
	head->remote = head->merge = BYTES_NONE;
	if (branch.len == 0)
		return 0;
	head->remote =
		config_value(surface, arena_printf(arena, "branch.%.*s.remote", BYTES_ARG(branch)));
	head->merge =
		config_value(surface, arena_printf(arena, "branch.%.*s.merge", BYTES_ARG(branch)));
	if (bytes_equal_string(head->remote, "."))
		head->remote = BYTES_NONE;
	return 0;
}

/* The name in remote.NAME.url. */
static struct bytes
remote_name(struct bytes key)
{
	static const struct bytes before = BYTES_INIT("remote."), behind = BYTES_INIT(".url");

	if (!bytes_starts_with(key, before) || !bytes_ends_with(key, behind) ||
	    key.len <= before.len + behind.len)
		return BYTES_NONE;
	return bytes_slice(key, before.len, key.len - behind.len);
}

/* The remote that stands for the server: the upstream's, else origin, else the only one. A bare
 * repository is the server. */
static struct bytes
server_remote(const struct surface *surface, const struct head *head)
{
	struct bytes found = BYTES_NONE;

	if (!repository_work_dir(surface->repository))
		return BYTES_NONE;
	if (head->remote.data)
		return head->remote;
	for (size_t i = 0; i < surface->n_config; i++) {
		struct bytes name = remote_name(surface->config[i].name);

		if (bytes_equal_string(name, "origin"))
			return name;
		if (name.data)
			found = name;
	}
	return found;
}

static bool
is_branch(struct surface *surface, const char *name, struct bytes *ref)
{
	struct bytes target;
	struct oid id;
	struct error err;

	*ref = arena_printf(&surface->arena, "refs/heads/%s", name);
	return ref_name_is_valid(*ref) &&
	       ref_read(surface->repository, *ref, &surface->arena, &id, &target, &err) == 0 &&
	       !oid_is_zero(&id);
}

/* The ref that the push would go to. */
static int
subject_ref(struct surface *surface, const struct check_options *options, const char *tip,
	    const struct head *head, struct bytes *ref, struct error *err)
{
	if (options->ref)
		return ref_argument_read(surface, options->ref, ref, err);
	if (tip && strcmp(tip, "HEAD") != 0 && is_branch(surface, tip, ref))
		return 0;
	if (head->merge.data)
		*ref = head->merge;
	else if (head->ref.len)
		*ref = head->ref;
	else
		*ref = BYTES("refs/heads/main");
	return 0;
}

struct range {
	const char *base, *tip; /* base is NULL when not given */
	bool from_fork;         /* three dots: from where TIP's history left BASE's */
};

static struct range
range_split(struct surface *surface, const char *text)
{
	const char *dots = text ? strstr(text, "..") : NULL;
	struct bytes base;

	if (!text)
		return (struct range){ NULL, "HEAD", false };
	if (!dots)
		return (struct range){ NULL, text, false };
	base = arena_copy(&surface->arena, bytes_slice(bytes_of(text), 0, (size_t)(dots - text)));
	text = dots + (dots[2] == '.' ? 3 : 2);
	return (struct range){ base.len ? base.data : "HEAD", *text ? text : "HEAD",
			       dots[2] == '.' };
}

/* One that is not there is a wrong argument. */
static int
revision_read(struct surface *surface, const char *revision, struct oid *id, struct error *err)
{
	int result = revision_parse(surface->repository, revision, id, err);

	if (result < 0 && err->code == ERROR_NOT_FOUND)
		err->code = ERROR_USAGE;
	return result;
}

/* As git diff takes three dots, and as forges show a branch beside its target. */
static int
base_read(struct surface *surface, const struct range *range, struct ref_update *update,
	  struct error *err)
{
	struct oid base;

	if (revision_read(surface, range->base, &base, err) < 0)
		return -1;
	update->old_id = base;
	if (!range->from_fork ||
	    merge_base_find(surface->repository, &base, &update->new_id, &update->old_id, err) == 0)
		return 0;
	if (err->code == ERROR_NOT_FOUND)
		return error_set(err, ERROR_USAGE, "%s and %s have no commit in common",
				 range->base, range->tip);
	return -1;
}

static int
range_read(struct surface *surface, const struct range *range, struct ref_update *update,
	   struct error *err)
{
	if (range->tip[0] == '.')
		return error_set(err, ERROR_USAGE, "a range is BASE..TIP or BASE...TIP");
	if (revision_read(surface, range->tip, &update->new_id, err) < 0)
		return -1;
	if (range->base)
		return base_read(surface, range, update, err);
	/* Without a base it is all of the history. What a clone has as a tag may be the very one
	 * that is about to be pushed; only branches are tracked. */
	if (!surface->request.remote.data || !ref_branch(update->ref).data)
		return 0;
	return surface_server_value(surface, update->ref, &update->old_id, err);
}

/* A commit on HEAD that nobody has made yet. */
static int
change_read(struct surface *surface, const struct check_options *options, struct ref_update *update,
	    struct error *err)
{
	struct bytes target;

	surface->request.skip_commit_rules = !options->message && !options->message_text.data;
	surface->request.only_old_values = true;
	if (head_read(surface->repository, &surface->arena, &update->old_id, &target, err) < 0)
		return -1;
	return check_change_make(surface, options, &update->new_id, err);
}

static int
subject_ids(struct surface *surface, const struct check_options *options, const struct range *range,
	    struct ref_update *update, struct error *err)
{
	switch (options->subject) {
	case CHECK_STAGED:
	case CHECK_WORKTREE:
	case CHECK_FILE:
	case CHECK_PATCH:
		return change_read(surface, options, update, err);
	case CHECK_TREE:
		surface->request.whole_tree = true;
		surface->request.skip_commit_rules = true;
		surface->request.only_old_values = true;
		return snapshot_tree(surface->repository, options->tree, &update->new_id, err);
	default:
		return range_read(surface, range, update, err);
	}
}

/* On the server itself its symrefs are known. */
static int
subject_target(struct surface *surface, struct ref_update *update, struct error *err)
{
	struct oid id;

	if (surface->request.remote.data)
		return 0;
	return ref_read(surface->repository, update->ref, &surface->arena, &id, &update->target,
			err);
}

int
check_subject_read(struct surface *surface, const struct check_options *options, struct error *err)
{
	struct range range = range_split(surface, options->range);
	struct ref_update *update = arena_new(&surface->arena, struct ref_update);
	struct head head;

	if (branch_read(surface, &head, err) < 0)
		return -1;
	surface->request.remote = server_remote(surface, &head);
	surface->request.only_old_values = !surface->request.remote.data;
	if (subject_ref(surface, options, range.tip, &head, &update->ref, err) < 0 ||
	    subject_target(surface, update, err) < 0 ||
	    subject_ids(surface, options, &range, update, err) < 0)
		return -1;
	update->kind = oid_is_zero(&update->old_id) ? UPDATE_CREATE : UPDATE_UPDATE;
	surface->push.updates = update;
	surface->push.n_updates = 1;
	return 0;
}
