#include "config.h"

#include "cli/surface.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/day.h"
#include "decisions/folder.h"

const char surface_locked_config[] = SYSCONFDIR "/writ/config";

static const char *const config_prefixes[] = { "writ.", "receive.fsck.", "branch.", "remote.",
					       NULL };

static int
entry_apply(struct surface *surface, const struct config_entry *entry, struct error *err)
{
	struct bytes value = entry->has_value ? entry->value : BYTES("true");

	if (setting_is_locked(entry->name) && !entry->locked)
		return error_set(err, ERROR_CONFIG, "%.*s can be set in %s alone",
				 BYTES_ARG(entry->name), surface_locked_config);
	return settings_set(&surface->settings, &surface->arena, entry->name, value, err);
}

static int
settings_read(struct surface *surface, struct error *err)
{
	settings_init(&surface->settings);
	if (config_read(surface->repository, surface_locked_config, config_prefixes,
			&surface->arena, &surface->config, &surface->n_config, err) < 0)
		return -1;
	for (size_t i = 0; i < surface->n_config; i++) {
		const struct config_entry *entry = &surface->config[i];

		if (bytes_starts_with(entry->name, BYTES("writ.")) &&
		    entry_apply(surface, entry, err) < 0)
			return error_wrap(err, "%.*s", BYTES_ARG(entry->origin));
	}
	surface->request = (struct judge_request){
		.repository = surface->repository,
		.settings = &surface->settings,
		.push = &surface->push,
		.config = surface->config,
		.n_config = surface->n_config,
	};
	return 0;
}

int
surface_open(struct surface *surface, enum repository_open_mode mode, struct error *err)
{
	*surface = (struct surface){ 0 };
	arena_init(&surface->arena);
	if (repository_open(mode, NULL, &surface->repository, err) < 0)
		return -1;
	return settings_read(surface, err);
}

int
surface_open_anywhere(struct surface *surface, struct error *err)
{
	*surface = (struct surface){ 0 };
	arena_init(&surface->arena);
	if (repository_open(REPOSITORY_OPEN_DISCOVER, NULL, &surface->repository, err) < 0 &&
	    err->code != ERROR_NOT_FOUND)
		return -1;
	return settings_read(surface, err);
}

void
surface_release(struct surface *surface)
{
	for (size_t i = 0; i < surface->request.n_sources; i++)
		repository_free(surface->request.sources[i].repository);
	repository_free(surface->repository);
	arena_release(&surface->arena);
}

int
surface_server_value(struct surface *surface, struct bytes ref, struct oid *id, struct error *err)
{
	struct bytes remote = surface->request.remote;
	struct bytes target;

	if (remote.data && ref_branch(ref).data)
		ref = arena_printf(&surface->arena, "refs/remotes/%.*s/%.*s", BYTES_ARG(remote),
				   BYTES_ARG(ref_branch(ref)));
	return ref_read(surface->repository, ref, &surface->arena, id, &target, err);
}

/* A server may name one source for all of its repositories: in that one it is as its own ref. */
static int
repository_read(struct surface *surface, const struct source_setting *setting,
		struct judge_source *source, struct error *err)
{
	struct bytes path = arena_copy(&surface->arena, setting->repository);

	if (repository_open(REPOSITORY_OPEN_AT, path.data, &source->repository, err) < 0)
		return -1;
	if (!surface->repository || strcmp(repository_git_dir(source->repository),
					   repository_git_dir(surface->repository)) != 0)
		return 0;
	repository_free(source->repository);
	source->repository = NULL;
	return 0;
}

static int
source_read(struct surface *surface, const struct source_setting *setting,
	    struct judge_source *source, struct error *err)
{
	struct source *folder;
	struct bytes path;

	source->setting = setting;
	if (setting->repository.data && repository_read(surface, setting, source, err) < 0)
		return -1;
	if (source->repository)
		return ref_read(source->repository, setting->ref, &surface->arena, &source->value,
				&source->target, err);
	if (setting->ref.data && surface->request.remote.data)
		return surface_server_value(surface, setting->ref, &source->value, err);
	if (setting->ref.data)
		return ref_read(surface->repository, setting->ref, &surface->arena, &source->value,
				&source->target, err);
	folder = arena_new(&surface->arena, struct source);
	folder->name = setting->name;
	folder->place = setting->place;
	source->folder = folder;
	path = arena_copy(&surface->arena, setting->folder);
	return folder_read(path.data, &surface->settings.limits, &surface->arena, folder, err);
}

int
surface_read_sources(struct surface *surface, struct error *err)
{
	const struct settings *settings = &surface->settings;
	struct judge_source *sources =
		arena_new_array(&surface->arena, struct judge_source, settings->n_sources);

	if (settings->n_sources == 0)
		return error_set(err, ERROR_CONFIG,
				 "no source of decisions is configured; set one on the server: "
				 "`git config writ.source refs/heads/main:docs/adr`");
	surface->request.sources = sources;
	surface->request.n_sources = settings->n_sources;
	for (size_t i = 0; i < settings->n_sources; i++) {
		const struct source_setting *setting = &settings->sources[i];

		if (source_read(surface, setting, &sources[i], err) < 0)
			return error_wrap(err, "writ.source %.*s", BYTES_ARG(setting->place));
	}
	return 0;
}

int
surface_read_baseline(struct surface *surface, struct error *err)
{
	const struct settings *settings = &surface->settings;
	struct oid *ids = arena_new_array(&surface->arena, struct oid, settings->n_baselines);

	for (size_t i = 0; i < settings->n_baselines; i++) {
		struct bytes text = arena_copy(&surface->arena, settings->baselines[i]);

		if (revision_parse(surface->repository, text.data, &ids[i], err) < 0)
			return error_wrap(err, "writ.baseline");
	}
	surface->request.baseline = ids;
	surface->request.n_baseline = settings->n_baselines;
	return 0;
}

/* UTC, YYYY-MM-DDTHH:MM. */
static int
minute_read(struct arena *arena, struct bytes *minute, struct error *err)
{
	time_t now = time(NULL);
	struct tm tm;

	if (now == (time_t)-1 || !gmtime_r(&now, &tm))
		return error_set(err, ERROR_SYSTEM, "the clock cannot be read");
	*minute = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1,
			       tm.tm_mday, tm.tm_hour, tm.tm_min);
	return 0;
}

int
surface_open_glass(struct surface *surface, struct error *err)
{
	const struct break_glass *glass = &surface->settings.break_glass;
	struct bytes minute;

	if (!glass->user.data)
		return 0;
	if (minute_read(&surface->arena, &minute, err) < 0)
		return -1;
	if (break_glass_opens(glass, surface->push.user, minute))
		surface->request.break_glass = glass;
	return 0;
}

int
surface_set_day(struct surface *surface, const char *day, struct error *err)
{
	struct bytes minute;

	if (day && !day_is_valid(bytes_of(day)))
		return error_set(err, ERROR_USAGE, "--as-of takes a day, YYYY-MM-DD, not '%s'",
				 day);
	if (day) {
		surface->push.as_of = bytes_of(day);
		return 0;
	}
	if (minute_read(&surface->arena, &minute, err) < 0)
		return -1;
	surface->push.as_of = minute_day(minute);
	return 0;
}
