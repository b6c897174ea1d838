#include "config.h"

#include "judge/sources.h"

#include "decisions/compile.h"
#include "git/corpus.h"

static const struct bundle *
compile(const struct source *source, const struct judge_request *request, struct arena *arena)
{
	const struct compile_options options = { .as_of = request->push->as_of,
						 .limits = &request->settings->limits,
						 .check_policy = policy_check_syntax };

	return bundle_compile(source, &options, arena);
}

static struct source *
source_new(const struct source_setting *setting, struct arena *arena)
{
	struct source *source = arena_new(arena, struct source);

	source->name = setting->name;
	source->place = setting->place;
	return source;
}

int
source_compile_value(const struct judge_request *request, const struct source_setting *setting,
		     const struct oid *tree, struct arena *arena, const struct bundle **bundle,
		     struct error *err)
{
	struct source *source = source_new(setting, arena);

	if (corpus_read(request->repository, tree, setting->folder, &request->settings->limits,
			arena, source, err) < 0)
		return -1;
	*bundle = compile(source, request, arena);
	return 0;
}

static const struct diagnostic *
first_error(const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->n_diagnostics; i++) {
		if (!bundle->diagnostics[i].warning)
			return &bundle->diagnostics[i];
	}
	return NULL;
}

static int
bundle_refuse(const struct bundle *bundle, struct error *err)
{
	const struct diagnostic *first = first_error(bundle);

	return error_set(err, ERROR_CORPUS,
			 "the decisions of %.*s do not compile: %zu error%s, the first in "
			 "%.*s:%zu:%zu: %.*s; see `writ compile %.*s`",
			 BYTES_ARG(bundle->source->place), bundle->n_errors,
			 bundle->n_errors == 1 ? "" : "s", BYTES_ARG(first->path), first->line,
			 first->column, BYTES_ARG(first->message),
			 BYTES_ARG(bundle->source->place));
}

static int
ref_read_corpus(const struct judge_request *request, const struct judge_source *from,
		struct arena *arena, struct source *source, struct error *err)
{
	const struct source_setting *setting = from->setting;
	struct repository *repository = from->repository ? from->repository : request->repository;

	if (!oid_is_zero(&from->value) &&
	    corpus_read(repository, &from->value, setting->folder, &request->settings->limits,
			arena, source, err) == 0)
		return 0;
	if (!oid_is_zero(&from->value) && err->code != ERROR_NOT_FOUND)
		return error_wrap(err, "source %.*s", BYTES_ARG(setting->place));
	if (!from->repository && request->settings->bootstrap)
		return 0;
	if (from->mend)
		return error_set(err, ERROR_CORPUS, "there are no decisions at %.*s; %s",
				 BYTES_ARG(setting->place), from->mend);
	if (from->repository)
		return error_set(err, ERROR_CORPUS,
				 "there are no decisions at %.*s; push them there, or mend the key "
				 "writ.source",
				 BYTES_ARG(setting->place));
	return error_set(err, ERROR_CORPUS,
			 "there are no decisions at %.*s, the source of this repository; for "
			 "their first push: `git config writ.bootstrap true`",
			 BYTES_ARG(setting->place));
}

static int
source_compile(struct plan_source *planned, const struct judge_request *request,
	       const struct judge_source *from, struct arena *arena, struct error *err)
{
	struct source *source = source_new(from->setting, arena);

	planned->setting = from->setting;
	if (from->bundle) {
		planned->bundle = from->bundle;
		return 0;
	}
	if (from->folder)
		*source = *from->folder;
	else if (ref_read_corpus(request, from, arena, source, err) < 0)
		return -1;
	planned->bundle = compile(source, request, arena);
	if (planned->bundle->n_errors)
		return bundle_refuse(planned->bundle, err);
	if (planned->bundle->n_decisions == 0 &&
	    (!request->settings->bootstrap || from->repository))
		return error_set(err, ERROR_CORPUS,
				 "there is no decision among the %zu files of %.*s, a source of "
				 "this repository; mend it or its key writ.source",
				 source->n_files, BYTES_ARG(from->setting->place));
	return 0;
}

static void
decisions_take(struct plan *plan, struct plan_source *source)
{
	source->first_decision = plan->n_decisions;
	for (size_t i = 0; i < source->bundle->n_decisions; i++) {
		struct plan_decision *planned = &plan->decisions[plan->n_decisions];

		if (!source->bundle->decisions[i].enforced)
			continue;
		planned->decision = &source->bundle->decisions[i];
		planned->source = source;
		planned->ratchet = planned->decision->no_worse && !plan->standing;
		planned->outcome = plan->n_decisions++;
	}
	source->n_decisions = plan->n_decisions - source->first_decision;
}

int
sources_compile(struct plan *plan, const struct judge_request *request, struct arena *arena,
		struct error *err)
{
	size_t enforced = 0;

	plan->sources = arena_new_array(arena, struct plan_source, request->n_sources);
	for (size_t i = 0; i < request->n_sources; i++) {
		if (source_compile(&plan->sources[i], request, &request->sources[i], arena, err) <
		    0)
			return -1;
		enforced += plan->sources[i].bundle->n_enforced;
	}
	plan->n_sources = request->n_sources;
	plan->decisions = arena_new_array(arena, struct plan_decision, enforced);
	for (size_t i = 0, waivers = 0; i < plan->n_sources; i++) {
		decisions_take(plan, &plan->sources[i]);
		plan->sources[i].first_waiver = waivers;
		waivers += plan->sources[i].bundle->n_waivers;
	}
	return 0;
}

struct bytes
sources_digest(const struct plan *plan, struct arena *arena)
{
	const struct bundle **bundles =
		arena_new_array(arena, const struct bundle *, plan->n_sources);

	for (size_t i = 0; i < plan->n_sources; i++)
		bundles[i] = plan->sources[i].bundle;
	return bundles_digest(bundles, plan->n_sources, arena);
}

static bool
id_is_elsewhere(const struct plan *plan, const struct plan_decision *planned)
{
	for (size_t i = 0; i < plan->n_decisions; i++) {
		const struct plan_decision *other = &plan->decisions[i];

		if (other->source != planned->source && other->source->setting->name.len == 0 &&
		    bytes_equal(other->decision->id, planned->decision->id))
			return true;
	}
	return false;
}

struct bytes
source_decision_id(const struct plan *plan, const struct plan_decision *planned,
		   struct arena *arena)
{
	struct bytes name = planned->source->setting->name;

	if (name.len == 0 && !id_is_elsewhere(plan, planned))
		return planned->decision->id;
	if (name.len == 0)
		name = planned->source->setting->place;
	return arena_printf(arena, "%.*s/%.*s", BYTES_ARG(name), BYTES_ARG(planned->decision->id));
}
