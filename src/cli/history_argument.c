#include "config.h"

#include "cli/history_argument.h"

#include <string.h>

#include "cli/path_argument.h"
#include "cli/source_argument.h"

/* A revision that is not there is a wrong argument. */
static int
commit_read(struct surface *surface, const char *revision, struct oid *id, struct error *err)
{
	struct bytes peeled = arena_printf(&surface->arena, "%s^{commit}", revision);
	int result = revision_parse(surface->repository, peeled.data, id, err);

	if (result == 0)
		return 0;
	if (err->code == ERROR_NOT_FOUND)
		return error_set(err, ERROR_USAGE, "'%s' names no commit in this repository",
				 revision);
	return -1;
}

static int
range_read(struct surface *surface, const char *range, struct history_argument *history,
	   struct error *err)
{
	const char *dots = range ? strstr(range, "..") : NULL;
	struct bytes base;

	history->tip_name = !range ? "HEAD" : !dots ? range : dots[2] ? dots + 2 : "HEAD";
	if (history->tip_name[0] == '.')
		return error_set(err, ERROR_USAGE, "a range is BASE..TIP, with two dots");
	if (commit_read(surface, history->tip_name, &history->tip, err) < 0)
		return -1;
	if (!dots)
		return 0;
	base = arena_copy(&surface->arena, bytes_slice(bytes_of(range), 0, (size_t)(dots - range)));
	return commit_read(surface, base.len ? base.data : "HEAD", &history->base, err);
}

static int
ref_of(struct surface *surface, const char *given, struct history_argument *history,
       struct error *err)
{
	struct arena *arena = &surface->arena;
	struct bytes target;
	struct oid id;
	struct error unsaid;

	if (given)
		return ref_argument_read(surface, given, &history->ref, err);
	history->ref = arena_printf(arena, "refs/heads/%s", history->tip_name);
	if (ref_name_is_valid(history->ref) && strcmp(history->tip_name, "HEAD") != 0 &&
	    ref_read(surface->repository, history->ref, arena, &id, &target, &unsaid) == 0 &&
	    !oid_is_zero(&id))
		return 0;
	if (head_read(surface->repository, arena, &id, &history->ref, err) < 0)
		return -1;
	if (history->ref.len == 0)
		history->ref = BYTES("refs/heads/main");
	return 0;
}

static int
sources_read(struct surface *surface, const struct history_options *options,
	     const struct history_argument *history, struct error *err)
{
	if (options->source)
		return source_argument_read(surface, options->source, err);
	if (surface->settings.n_sources)
		return surface_read_sources(surface, err);
	source_argument_set(surface, &history->tip, BYTES("docs/adr"), BYTES("docs/adr"),
			    "the end of the history has none; to judge by others: --source")
		->ref = history->ref;
	return 0;
}

int
history_argument_read(struct surface *surface, const struct history_options *options,
		      struct history_argument *history, struct error *err)
{
	struct push *push = &surface->push;

	*history = (struct history_argument){ .tip_name = NULL };
	if (surface_open(surface, REPOSITORY_OPEN_DISCOVER, err) < 0)
		return -1;
	push->user = bytes_of(options->user);
	push->user_variable = surface->settings.user_variable;
	push->options_known = true;
	if (surface_set_day(surface, options->as_of, err) < 0 ||
	    range_read(surface, options->range, history, err) < 0 ||
	    ref_of(surface, options->ref, history, err) < 0)
		return -1;
	return sources_read(surface, options, history, err);
}
