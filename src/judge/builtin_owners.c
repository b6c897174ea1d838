#include "config.h"

#include "judge/builtin_owners.h"

#include "decisions/approvals.h"
#include "decisions/builtin.h"
#include "git/folder_authors.h"
#include "judge/source_changes.h"

/* The owners that the server names have to do with decisions that are there: the first ones come in
 * by writ.bootstrap. */
static bool
has_owners(const struct plan_source *source, const struct judge_request *request)
{
	return bundle_has_owners(source->bundle) ||
	       (request->settings->owners.len && source->bundle->n_decisions);
}

size_t
builtin_owners_updates(const struct plan *plan, const struct judge_request *request)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->n_sources; i++) {
		for (size_t k = 0; k < plan->push->n_updates; k++)
			n += has_owners(&plan->sources[i], request) &&
			     source_is_updated(&request->sources[i], &plan->push->updates[k]);
	}
	return n;
}

/* The source as a clone of the repository names it, before and after. */
static struct bytes
instead_for(const struct plan_source *source, struct arena *arena)
{
	struct bytes branch = ref_branch(source->setting->ref);
	struct bytes folder = source->setting->folder;

	if (!branch.data)
		return bytes_of(builtin_text(BUILTIN_OWNERS)->instead);
	return arena_printf(arena,
			    "Have owners sign what `writ compile --statement origin/%.*s:%.*s "
			    "HEAD:%.*s` prints, into %.*s%sapprovals/: see writ-approvals(7).",
			    BYTES_ARG(branch), BYTES_ARG(folder), BYTES_ARG(folder),
			    BYTES_ARG(folder), folder.len ? "/" : "");
}

struct bytes
builtin_owners_instead(const struct plan *plan, const struct judge_request *request,
		       struct arena *arena)
{
	for (size_t i = 0; i < plan->n_sources; i++) {
		for (size_t k = 0; k < plan->push->n_updates; k++) {
			if (has_owners(&plan->sources[i], request) &&
			    source_is_updated(&request->sources[i], &plan->push->updates[k]))
				return instead_for(&plan->sources[i], arena);
		}
	}
	return bytes_of(builtin_text(BUILTIN_OWNERS)->instead);
}

static int
authors_find(const struct builtin_court *court, const struct source_change *change,
	     struct name_list *authors, struct error *err)
{
	struct folder_authors found;

	*authors = (struct name_list){ NULL, 0 };
	if (!change->after)
		return 0;
	if (folder_authors_find(court->request->repository, &court->request->settings->limits,
				change->update, change->source->setting->folder, court->arena,
				&found, err) < 0)
		return -1;
	*authors = (struct name_list){ found.emails, found.n };
	return 0;
}

static int
judge_change(const struct builtin_court *court, const struct source_change *change,
	     struct error *err)
{
	struct approval_question question = {
		.before = change->source->bundle,
		.after = change->after,
		.server = court->request->settings->owners,
		.user = court->request->push->user,
		.as_of = court->request->push->as_of,
	};
	struct approval_answer answer;

	/* what cannot be read is WRIT-CORPUS's to say, and is no change that could be approved */
	if (authors_find(court, change, &question.authors, err) < 0)
		return -1;
	approvals_check(&question, court->arena, &answer);
	builtin_problems_write(court, change->update, answer.problems, answer.n_problems);
	if (answer.note.data)
		builtin_note(court, answer.note);
	return 0;
}

int
builtin_owners_judge(const struct builtin_court *court, struct error *err)
{
	for (size_t i = 0; i < court->plan->n_source_changes; i++) {
		const struct source_change *change = &court->plan->source_changes[i];

		if (has_owners(change->source, court->request) &&
		    judge_change(court, change, err) < 0)
			return -1;
	}
	return 0;
}
