#include "config.h"

#include "judge/aliases.h"

struct search {
	const struct pattern_list *refs;
	struct bytes end; /* of the update */
	struct arena *arena;
	struct bytes found; /* the first by its bytes: the order of a folder is nobody's */
};

struct bytes
update_end(const struct ref_update *update)
{
	return update->target.len ? update->target : update->ref;
}

static int
search_visit(void *ctx, struct bytes name, struct bytes end, struct error *err)
{
	struct search *search = ctx;

	(void)err;
	if (bytes_equal(end, search->end) && pattern_list_matches(search->refs, name) &&
	    (!search->found.data || bytes_compare(name, search->found) < 0))
		search->found = arena_copy(search->arena, name);
	return 0;
}

/* A list of exclusions alone may match anywhere. */
static bool
only_excludes(const struct pattern_list *refs)
{
	for (size_t i = 0; i < refs->len; i++) {
		if (!pattern_excludes(refs->items[i]))
			return false;
	}
	return true;
}

/* Looks no further than the patterns reach: a repository may have many refs. */
static int
symrefs_search(struct repository *repository, struct search *search, struct error *err)
{
	static const struct bytes everywhere = BYTES_INIT("refs/");
	const struct pattern_list *refs = search->refs;

	if (only_excludes(refs))
		return symrefs_each(repository, everywhere, search_visit, search, err);
	for (size_t i = 0; i < refs->len; i++) {
		struct bytes root = pattern_root(refs->items[i]);

		if (pattern_excludes(refs->items[i]))
			continue;
		if (symrefs_each(repository, root.len > everywhere.len ? root : everywhere,
				 search_visit, search, err) < 0)
			return -1;
	}
	return 0;
}

int
update_is_among(const struct judge_request *request, const struct pattern_list *refs,
		const struct ref_update *update, struct arena *arena, struct bytes *alias,
		struct error *err)
{
	struct search search = { refs, update_end(update), arena, BYTES_NONE };

	*alias = BYTES_NONE;
	if (pattern_list_matches(refs, update->ref) || pattern_list_matches(refs, search.end))
		return 1;
	/* A clone does not know the symrefs of its server. */
	if (request->remote.data)
		return 0;
	if (symrefs_search(request->repository, &search, err) < 0)
		return -1;
	*alias = search.found;
	return search.found.data != NULL;
}
