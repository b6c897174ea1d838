#include "config.h"

#include "decisions/approval_needs.h"

#include "base/path.h"
#include "decisions/names.h"
#include "model/waiver.h"

struct collecting {
	const struct bundle *before, *after;
	struct arena *arena;
	struct approval_needs *needs;
};

/* About PATH and ID, or (NULL data) whatever it is that PATH is. */
static struct approval_need *
need_find(struct approval_needs *needs, struct bytes path, struct bytes id)
{
	for (size_t i = 0; i < needs->n; i++) {
		if (bytes_equal(needs->items[i].path, path) &&
		    (!id.data || bytes_equal(needs->items[i].id, id)))
			return &needs->items[i];
	}
	return NULL;
}

/* One for each path and decision, with the worst that is said of it: a file may hold another
 * decision than before, which is the loss of one and the coming of another. */
static void
need_add(struct collecting *it, const struct approval_need *need)
{
	struct approval_need *known = need_find(it->needs, need->path, need->id);

	if (!known)
		it->needs->items[it->needs->n++] = *need;
	else if (need->effect > known->effect)
		*known = *need;
}

/* Where a reader finds what CHANGE is about. */
static struct bytes
change_path(const struct collecting *it, const struct corpus_change *change,
	    const struct decision *before)
{
	const struct decision *after = bundle_find(it->after, change->id);

	if (change->of_file)
		return shown_below(it->after->folder, change->id, it->arena);
	if (change->waiver)
		return change->waiver->shown_path;
	if (after)
		return after->shown_path;
	if (before)
		return before->shown_path;
	return shown_below(it->after->folder, change->id, it->arena);
}

static void
change_take(struct collecting *it, const struct corpus_change *change)
{
	const struct decision *before =
		change->of_file ? NULL : bundle_find(it->before, change->id);
	struct approval_need need = {
		.id = change->id,
		.path = change_path(it, change, before),
		.own = before ? &before->approval : NULL,
		.effect = change->effect,
		.text = change->text,
		.waiver = change->waiver,
		.governs = change->of_file,
	};

	if (need.governs && need.effect < EFFECT_UNKNOWN)
		need.effect = EFFECT_UNKNOWN;
	need_add(it, &need);
}

/* The decision of BUNDLE that PATH is, or whose policy or contract it is; NULL when there is none.
 */
static const struct decision *
decision_at(const struct bundle *bundle, struct bytes path)
{
	enum file_kind kind = file_kind_of(path);
	struct bytes root = path_root(path);

	if (kind != FILE_CONTRACT && kind != FILE_SIDECAR && kind != FILE_DECISION)
		return NULL;
	if (kind == FILE_CONTRACT)
		root = bytes_slice(path, 0, path.len - path_name(path).len - 1);
	for (size_t i = 0; i < bundle->n_decisions; i++) {
		if (bytes_equal(path_root(bundle->decisions[i].path), root))
			return &bundle->decisions[i];
	}
	return NULL;
}

/* The decision as it was that PATH belongs to, under its old name or its new one. */
static const struct decision *
decision_beside(const struct collecting *it, struct bytes path)
{
	const struct decision *decision = decision_at(it->before, path);

	if (!decision)
		decision = decision_at(it->after, path);
	return decision ? bundle_find(it->before, decision->id) : NULL;
}

/* A file that the comparison of the decisions does not look at, or has no word for. */
static void
file_take(struct collecting *it, struct bytes path, const char *what)
{
	const struct decision *decision = decision_beside(it, path);
	struct bytes shown = shown_below(it->after->folder, path, it->arena);
	enum file_kind kind = file_kind_of(path);
	struct approval_need need = {
		.id = decision ? decision->id : shown,
		.path = shown,
		.own = decision ? &decision->approval : NULL,
		.text = bytes_of(what),
		.governs = kind == FILE_OWNERS || kind == FILE_SIGNERS || kind == FILE_APPROVAL,
	};

	if (need.governs)
		need.effect = EFFECT_UNKNOWN;
	if (!need_find(it->needs, shown, BYTES_NONE))
		need_add(it, &need);
}

/* What was signed stays, unless all who govern let it go: where it is gone, what it approved could
 * be brought back, and the signature be used again. New ones are what approves. */
static bool
is_new_approval(struct bytes path, const struct source_file *old)
{
	return !old && file_kind_of(path) == FILE_APPROVAL;
}

static void
files_take(struct collecting *it)
{
	const struct source *before = it->before->source;
	const struct source *after = it->after->source;

	for (size_t i = 0; i < after->n_files; i++) {
		const struct source_file *file = &after->files[i];
		const struct source_file *old = source_file_find(before, file->path);

		if (is_new_approval(file->path, old))
			continue;
		if (!old)
			file_take(it, file->path, "new");
		else if (!bytes_equal(old->content, file->content))
			file_take(it, file->path, "changed");
	}
	for (size_t i = 0; i < before->n_files; i++) {
		if (!source_file_find(after, before->files[i].path))
			file_take(it, before->files[i].path, "removed");
	}
}

void
approval_needs_find(const struct bundle *before, const struct bundle *after, struct arena *arena,
		    struct approval_needs *needs)
{
	struct comparison comparison;
	struct collecting it = { before, after, arena, needs };
	size_t room;

	bundles_compare(before, after, arena, &comparison);
	room = comparison.n_changes + before->source->n_files + after->source->n_files;
	*needs = (struct approval_needs){ arena_new_array(arena, struct approval_need, room), 0 };
	for (size_t i = 0; i < comparison.n_changes; i++)
		change_take(&it, &comparison.changes[i]);
	files_take(&it);
}
