#include "config.h"

#include "judge/cage.h"

#include "base/vec.h"
#include "sandbox/sandbox.h"

enum { CPU_TIMES_DEADLINE = 2 };

typedef VEC(const char *) dir_list;

static void
dirs_add(dir_list *dirs, const char *const *more)
{
	for (; *more; more++)
		vec_push(dirs, *more);
}

static int
prepare(struct sandbox **sandbox, const struct settings *settings, dir_list *dirs,
	struct error *err)
{
	struct sandbox_options options = {
		.cpu_seconds = CPU_TIMES_DEADLINE * settings->limits.value[LIMIT_DEADLINE],
		.without_landlock = settings->sandbox != SANDBOX_ENFORCE,
		.without_seccomp = settings->sandbox == SANDBOX_PERMISSIVE,
	};
	int result;

	vec_push(dirs, NULL);
	options.readable = dirs->items;
	result = sandbox_prepare(sandbox, &options, err);
	dirs->len--;
	return result;
}

int
cage_prepare(struct cage *cage, const struct judge_request *request, struct error *err)
{
	dir_list dirs = VEC_INIT;
	int result;

	/* A worker could follow the file packed-refs no further than its name: git replaces it. */
	if (refs_hold_packed(request->repository, err) < 0)
		return -1;
	dirs_add(&dirs, repository_readable_dirs(request->repository));
	result = prepare(&cage->to_run, request->settings, &dirs, err);
	for (size_t i = 0; i < request->n_sources; i++) {
		if (request->sources[i].repository)
			dirs_add(&dirs, repository_object_dirs(request->sources[i].repository));
	}
	if (result == 0)
		result = prepare(&cage->to_plan, request->settings, &dirs, err);
	vec_release(&dirs);
	return result;
}

void
cage_free(struct cage *cage)
{
	sandbox_free(cage->to_plan);
	sandbox_free(cage->to_run);
}

int
cage_enter_to_plan(const struct cage *cage, const struct judge_request *request, int answer_fd,
		   struct error *err)
{
	repository_bound_reads(request->repository, &request->settings->limits);
	return sandbox_enter(cage->to_plan, answer_fd, err);
}

int
cage_enter_to_run(const struct cage *cage, const struct judge_request *request, int answer_fd,
		  struct error *err)
{
	repository_bound_reads(request->repository, &request->settings->limits);
	return sandbox_enter(cage->to_run, answer_fd, err);
}

void
cage_note(const struct cage *cage, const struct settings *settings, struct collect *collect)
{
	const char *how = "policies run confined all the same, nothing is missing here";

	if (settings->sandbox == SANDBOX_ENFORCE)
		return;
	if (!cage->to_run)
		how = "nothing had to run";
	else if (sandbox_lack(cage->to_run))
		how = sandbox_lack(cage->to_run);
	collect_note(collect, arena_printf(collect->arena, "writ.sandbox=%s: %s",
					   sandbox_mode_name(settings->sandbox), how));
}
