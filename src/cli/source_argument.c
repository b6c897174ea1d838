#include "config.h"

#include "cli/source_argument.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "decisions/compile.h"
#include "decisions/folder.h"
#include "git/corpus.h"
#include "lua/policy.h"

static struct source_setting *
only_source(struct surface *surface)
{
	struct judge_source *source = arena_new(&surface->arena, struct judge_source);
	struct source_setting *setting = arena_new(&surface->arena, struct source_setting);

	setting->name = BYTES("");
	source->setting = setting;
	surface->request.sources = source;
	surface->request.n_sources = 1;
	return setting;
}

struct source_setting *
source_argument_set(struct surface *surface, const struct oid *id, struct bytes folder,
		    struct bytes place, const char *mend)
{
	struct source_setting *setting = only_source(surface);

	setting->place = place;
	setting->folder = folder;
	surface->request.sources[0].value = *id;
	surface->request.sources[0].mend = mend;
	return setting;
}

static bool
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static int
folder_argument(struct surface *surface, const char *path, struct error *err)
{
	struct source_setting *setting = only_source(surface);
	struct source *folder = arena_new(&surface->arena, struct source);

	setting->place = setting->folder = bytes_of(path);
	folder->name = setting->name;
	folder->place = setting->place;
	surface->request.sources[0].folder = folder;
	return folder_read(path, &surface->settings.limits, &surface->arena, folder, err);
}

static struct bytes
trim_slashes(struct bytes folder)
{
	while (folder.len && folder.data[folder.len - 1] == '/')
		folder.len--;
	return folder;
}

int
source_argument_read(struct surface *surface, const char *text, struct error *err)
{
	struct bytes rest = bytes_of(text);
	struct bytes revision;
	struct oid id;

	if (is_folder(text))
		return folder_argument(surface, text, err);
	if (!surface->repository || !strchr(text, ':'))
		return error_set(err, ERROR_USAGE,
				 "'%s' is no folder, and no revision with a folder "
				 "(main:docs/adr)",
				 text);
	bytes_split(&rest, ':', &revision);
	revision = arena_copy(&surface->arena, revision);
	if (revision_parse(surface->repository, revision.data, &id, err) < 0)
		return -1;
	source_argument_set(surface, &id, trim_slashes(rest), bytes_of(text),
			    "name a folder that holds some");
	return 0;
}

const char *
source_default_folder(struct arena *arena)
{
	char here[PATH_MAX], above[PATH_MAX];
	struct repository *repository;
	const char *root, *folder = "docs/adr";
	struct error unsaid;

	if (repository_open(REPOSITORY_OPEN_DISCOVER, NULL, &repository, &unsaid) < 0)
		return folder;
	root = repository_work_dir(repository);
	if (root && realpath(".", here) && realpath(root, above) && strcmp(here, above) != 0)
		folder = arena_printf(arena, "%s/%s", above, folder).data;
	repository_free(repository);
	return folder;
}

int
source_argument_default(struct surface *surface, struct error *err)
{
	const char *root = surface->repository ? repository_work_dir(surface->repository) : NULL;
	struct bytes folder;

	if (surface->settings.n_sources)
		return surface_read_sources(surface, err);
	if (!root)
		root = ".";
	folder = arena_printf(&surface->arena, "%s%sdocs/adr", root,
			      root[strlen(root) - 1] == '/' ? "" : "/");
	if (!is_folder(folder.data))
		return error_set(err, ERROR_USAGE,
				 "which decisions? name a source, or set writ.source, or keep them "
				 "in docs/adr");
	return folder_argument(surface, folder.data, err);
}

static int
bundle_make(struct surface *surface, const struct judge_source *from, const struct bundle **bundle,
	    struct error *err)
{
	const struct compile_options options = { .as_of = surface->push.as_of,
						 .limits = &surface->settings.limits,
						 .check_policy = policy_check_syntax };
	struct source *source = arena_new(&surface->arena, struct source);

	source->name = from->setting->name;
	source->place = from->setting->place;
	if (from->folder)
		*source = *from->folder;
	else if (oid_is_zero(&from->value))
		return error_set(err, ERROR_CORPUS, "%.*s does not exist in this repository yet",
				 BYTES_ARG(from->setting->place));
	else if (corpus_read(from->repository ? from->repository : surface->repository,
			     &from->value, from->setting->folder, &surface->settings.limits,
			     &surface->arena, source, err) < 0)
		return error_wrap(err, "%.*s", BYTES_ARG(from->setting->place));
	*bundle = bundle_compile(source, &options, &surface->arena);
	return 0;
}

int
source_bundles(struct surface *surface, const struct bundle ***bundles, struct error *err)
{
	const struct judge_request *request = &surface->request;

	*bundles = arena_new_array(&surface->arena, const struct bundle *, request->n_sources);
	for (size_t i = 0; i < request->n_sources; i++) {
		if (bundle_make(surface, &request->sources[i], &(*bundles)[i], err) < 0)
			return -1;
	}
	return 0;
}

/* The folder PLACE as a path below ROOT; NULL data when it is not in it. */
static struct bytes
place_within(struct surface *surface, struct bytes place, struct bytes root)
{
	char real[PATH_MAX];
	struct bytes path;

	if (!realpath(arena_copy(&surface->arena, place).data, real))
		return BYTES_NONE;
	path = bytes_of(real);
	if (!bytes_starts_with(path, root) || path.len == root.len)
		return BYTES_NONE;
	return arena_copy(&surface->arena, bytes_slice(path, root.len, path.len));
}

void
source_places_shorten(struct surface *surface)
{
	struct bytes root =
		bytes_of(surface->repository ? repository_work_dir(surface->repository) : NULL);

	if (!root.data)
		return;
	root = arena_printf(&surface->arena, "%.*s/", BYTES_ARG(trim_slashes(root)));
	for (size_t i = 0; i < surface->request.n_sources; i++) {
		struct judge_source *source = &surface->request.sources[i];
		struct source *folder = arena_new(&surface->arena, struct source);
		struct bytes place;

		if (!source->folder)
			continue;
		place = place_within(surface, source->folder->place, root);
		*folder = *source->folder;
		folder->place = place.data ? place : folder->place;
		source->folder = folder;
	}
}

static int
bundles_refuse(const struct bundle *const *bundles, size_t n, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		if (bundles[i]->n_errors)
			return error_set(
				err, ERROR_CORPUS,
				"%.*s does not compile (%zu error%s): nothing of it is in "
				"force, and no push is accepted; `writ compile` lists them",
				BYTES_ARG(bundles[i]->source->place), bundles[i]->n_errors,
				bundles[i]->n_errors == 1 ? "" : "s");
	}
	return 0;
}

int
source_bundles_sound(struct surface *surface, const struct bundle ***bundles, struct error *err)
{
	source_places_shorten(surface);
	if (source_bundles(surface, bundles, err) < 0)
		return -1;
	return bundles_refuse(*bundles, surface->request.n_sources, err);
}

int
source_decisions(struct surface *surface, const char *source, const struct bundle ***bundles,
		 struct error *err)
{
	if (surface_open_anywhere(surface, err) < 0 || surface_set_day(surface, NULL, err) < 0)
		return -1;
	if ((source ? source_argument_read(surface, source, err)
		    : source_argument_default(surface, err)) < 0)
		return -1;
	return source_bundles_sound(surface, bundles, err);
}
