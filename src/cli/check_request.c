#include "config.h"

#include "cli/check_request.h"

#include <string.h>

#include "base/memory.h"
#include "cli/check_subject.h"
#include "cli/command.h"
#include "cli/source_argument.h"

/* The branch that a server's decisions mostly stand on: the remote's HEAD, as far as the clone
 * knows it. *REF is its name there; false when there is none. */
static bool
main_branch(struct surface *surface, struct bytes *ref, struct oid *id)
{
	static const char *const names[] = { "HEAD", "main", "master" };
	struct bytes remote = surface->request.remote;
	struct error unsaid;

	for (size_t i = 0; remote.data && i < ARRAY_SIZE(names); i++) {
		struct bytes tracking = arena_printf(&surface->arena, "refs/remotes/%.*s/%s",
						     BYTES_ARG(remote), names[i]);
		struct bytes target;

		if (ref_read(surface->repository, tracking, &surface->arena, id, &target, &unsaid) <
			    0 ||
		    oid_is_zero(id))
			continue;
		if (!target.len)
			target = tracking;
		*ref = arena_printf(
			&surface->arena, "refs/heads/%.*s",
			BYTES_ARG(bytes_slice(target, strlen("refs/remotes//") + remote.len,
					      target.len)));
		return true;
	}
	return false;
}

/* Without a configured source: docs/adr of what the change is compared with, as a server would have
 * it for the ref of the push; of a new ref, of the main branch. Where neither is known, what the
 * commits bring judges them. */
static void
default_source(struct surface *surface)
{
	const struct ref_update *update = &surface->push.updates[0];
	struct bytes ref = update->ref;
	struct oid base = update->old_id;

	if (oid_is_zero(&base) && !main_branch(surface, &ref, &base))
		base = update->new_id;
	source_argument_set(surface, &base, BYTES("docs/adr"), BYTES("docs/adr"),
			    "the change is compared with a state that has none; to judge by "
			    "others: `writ check --source docs/adr`")
		->ref = ref;
}

/* A source that is the very ref of the push is read at the push's old value. */
static void
sources_before(struct surface *surface)
{
	const struct ref_update *update = &surface->push.updates[0];

	for (size_t i = 0; i < surface->request.n_sources; i++) {
		struct judge_source *source = &surface->request.sources[i];

		if (source->setting->ref.data && !source->repository &&
		    update->kind == UPDATE_UPDATE && bytes_equal(source->setting->ref, update->ref))
			source->value = update->old_id;
	}
}

static int
sources_read(struct surface *surface, const struct check_options *options, struct error *err)
{
	if (options->source)
		return source_argument_read(surface, options->source, err);
	if (surface->settings.n_sources == 0) {
		default_source(surface);
		return 0;
	}
	if (surface_read_sources(surface, err) < 0)
		return -1;
	sources_before(surface);
	return 0;
}

int
check_request_read(struct surface *surface, const struct check_options *options, struct error *err)
{
	struct push *push = &surface->push;

	if (surface_open(surface, REPOSITORY_OPEN_DISCOVER, err) < 0)
		return -1;
	push->user = bytes_of(options->user);
	push->user_variable = surface->settings.user_variable;
	push->options = options->push_options.items;
	push->n_options = options->push_options.len;
	push->options_known = true;
	if (surface_set_day(surface, options->as_of, err) < 0 ||
	    check_subject_read(surface, options, err) < 0 ||
	    surface_read_baseline(surface, err) < 0)
		return -1;
	return sources_read(surface, options, err);
}

/* A range that the server has already holds nothing new; who names both its ends wants it judged.
 */
static void
judge_range(struct surface *surface, const struct check_options *options,
	    struct judgement *judgement)
{
	judge(&surface->request, &surface->arena, judgement);
	if (!options->range || !strstr(options->range, "..") || surface->request.only_old_values ||
	    judgement->verdict.commits || judgement->verdict.kind == VERDICT_NONE)
		return;
	judgement_release(judgement);
	surface->request.only_old_values = true;
	judge(&surface->request, &surface->arena, judgement);
}

/* Rule 0 needs a state before the commits; where none was named, what they bring judges them. */
static void
note_missing_base(const struct surface *surface, const struct check_options *options,
		  struct judgement *judgement)
{
	const struct ref_update *update = &surface->push.updates[0];

	if (options->subject == CHECK_RANGE && !options->source &&
	    surface->settings.n_sources == 0 &&
	    oid_equal(&surface->request.sources[0].value, &update->new_id) &&
	    oid_is_zero(&update->old_id))
		collect_note(&judgement->collect,
			     BYTES("nothing stands before these commits (BASE..TIP would name it), "
				   "so the decisions that they bring judge them"));
}

void
check_judge(struct surface *surface, const struct check_options *options,
	    struct judgement *judgement)
{
	judge_range(surface, options, judgement);
	note_missing_base(surface, options, judgement);
}

int
check_exit_code(const struct judgement *judgement)
{
	switch (judgement->verdict.kind) {
	case VERDICT_ACCEPT:
		return EXIT_ACCEPTED;
	case VERDICT_REJECT:
		return judgement->verdict.observe ? EXIT_ACCEPTED : EXIT_REJECTED;
	default:
		return judgement->error.code == ERROR_CORPUS ||
				       judgement->error.code == ERROR_CONFIG
			       ? EXIT_USAGE
			       : EXIT_NO_VERDICT;
	}
}
