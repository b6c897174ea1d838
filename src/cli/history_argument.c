#include "config.h"

#include "cli/history_argument.h"

#include <stdio.h>
#include <string.h>

#include "cli/check_options.h"
#include "cli/check_subject.h"
#include "cli/source_argument.h"

static int
commit_check(struct surface *surface, const struct oid *id, struct error *err)
{
	char hex[OID_HEX_CHARS + 1];
	struct oid commit;

	oid_hex(id, hex);
	if (revision_parse(surface->repository,
			   arena_printf(&surface->arena, "%s^{commit}", hex).data, &commit,
			   err) == 0)
		return 0;
	return error_set(err, ERROR_USAGE, "%.12s is no commit, and has no history", hex);
}

/* The update from BASE, or from nothing, to the tip: what `writ check` would make of it, but that a
 * revision alone is its whole history. */
static int
subject_read(struct surface *surface, const struct history_options *given, struct error *err)
{
	const struct check_options options = { .range = given->range, .ref = given->ref };
	struct ref_update *update;

	if (check_subject_read(surface, &options, err) < 0)
		return -1;
	update = surface->push.updates;
	if (commit_check(surface, &update->new_id, err) < 0 ||
	    (strstr(given->range, "..") && commit_check(surface, &update->old_id, err) < 0))
		return -1;
	if (strstr(given->range, ".."))
		return 0;
	memset(&update->old_id, 0, sizeof(update->old_id));
	update->kind = UPDATE_CREATE;
	return 0;
}

/* That a source is a ref of this repository says of which pushes change it, and where it stands
 * before each. Here it is as it is now for all of them. */
static void
sources_hold(struct surface *surface)
{
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		struct judge_source *source = &surface->request.sources[i];
		struct source_setting *setting = arena_new(&surface->arena, struct source_setting);

		*setting = *source->setting;
		if (!source->repository)
			setting->ref = BYTES_NONE;
		source->setting = setting;
	}
}

static int
sources_configured(struct surface *surface, struct error *err)
{
	if (surface_read_sources(surface, err) < 0)
		return -1;
	sources_hold(surface);
	return 0;
}

static int
sources_read(struct surface *surface, const struct history_options *given, struct error *err)
{
	if (given->source)
		return source_argument_read(surface, given->source, err);
	if (surface->settings.n_sources)
		return sources_configured(surface, err);
	source_argument_set(surface, &surface->push.updates[0].new_id, BYTES("docs/adr"),
			    BYTES("docs/adr"),
			    "the last commit of the history has none; to judge by others: "
			    "--source docs/adr");
	return 0;
}

/* The repository, the day, and who is taken for the pusher. */
static int
ground_read(struct surface *surface, const struct history_options *given, struct error *err)
{
	struct push *push = &surface->push;

	if (surface_open(surface, REPOSITORY_OPEN_DISCOVER, err) < 0)
		return -1;
	push->user = bytes_of(given->user);
	push->user_variable = surface->settings.user_variable;
	push->options_known = true;
	surface->settings.observe = false;
	return surface_set_day(surface, given->as_of, err);
}

int
history_argument_read(struct surface *surface, const struct history_options *given,
		      struct error *err)
{
	if (ground_read(surface, given, err) < 0 || subject_read(surface, given, err) < 0)
		return -1;
	return sources_read(surface, given, err);
}

int
history_pushes_read(struct surface *surface, const struct history_options *given, struct error *err)
{
	if (ground_read(surface, given, err) < 0 || surface_read_baseline(surface, err) < 0)
		return -1;
	if (given->source)
		return source_argument_read(surface, given->source, err);
	if (surface->settings.n_sources == 0)
		return error_set(err, ERROR_USAGE,
				 "which decisions? this repository has no writ.source; name one "
				 "with --source");
	return sources_configured(surface, err);
}

void
history_warn_of_none(void)
{
	fprintf(stderr, "warning: no decision is enforced, so nothing was judged; only accepted "
			"ones are\n"
			"hint: writ compile SOURCE says which are not, and why\n");
}
