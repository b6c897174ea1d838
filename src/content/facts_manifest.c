#include "config.h"

#include "content/facts_impl.h"

#include <stdio.h>

#include "base/macros.h"

void
facts_drop_manifests(struct facts *facts)
{
	if (facts->manifests.known)
		arena_release(&facts->manifests.arena);
	facts->manifests.known = false;
}

static bool
is_symlink(const struct entry *entry)
{
	return entry->kind == ENTRY_SYMLINK;
}

static void
problem_of_symlink(struct document_problem *problem)
{
	problem->line = problem->column = 1;
	snprintf(problem->message, sizeof(problem->message), "%s",
		 "it is a symlink, and what it names is not read");
}

/* Reads CONTENT, of ENTRY, whose path is that of a manifest of FORMAT. */
static void
content_read(struct manifest *manifest, const struct manifest_format *format,
	     const struct entry *entry, struct bytes content, struct arena *arena,
	     struct document_problem *problem)
{
	*problem = (struct document_problem){ 0 };
	*manifest = (struct manifest){ .format = format };
	if (is_symlink(entry))
		problem_of_symlink(problem);
	else if (entry_has_content(entry) &&
		 manifest_read(manifest, format, content, &facts_document_limits, arena, problem) <
			 0)
		*manifest = (struct manifest){ .format = format };
}

static int
side_read(struct facts *facts, enum side side, const struct entry *entry, struct error *err)
{
	struct parsed_manifests *parsed = &facts->manifests;
	struct bytes content;

	if (facts_content(facts, side, &content, err) < 0)
		return -1;
	content_read(&parsed->sides[side], manifest_format_of_path(facts->change->path->name),
		     entry, content, &parsed->arena, &parsed->problems[side]);
	return 0;
}

/* What the merge's parent at ENTRY has too did not come with the merge. */
static int
parent_compare(struct facts *facts, const struct entry *entry, struct error *err)
{
	struct manifest *now = &facts->manifests.sides[SIDE_NEW];
	CLEANUP(arena_release) struct arena arena;
	struct document_problem problem;
	struct manifest manifest;
	struct held_blob *held;

	arena_init(&arena);
	if (blob_store_hold(&facts->cache->store, &entry->id, &held, err) < 0)
		return -1;
	content_read(&manifest, now->format, entry, held->blob.content, &arena, &problem);
	manifest_keep_shared(&manifest, now);
	blob_store_drop(&facts->cache->store, held);
	return 0;
}

/* A file that was no such manifest where it lay: nobody has judged what it says as one. */
static bool
moved_into_format(const struct facts *facts)
{
	const struct change *change = facts->change;

	return change->status == CHANGE_ADDED && change->renamed_from && facts->rename_in_scope &&
	       !manifest_formats_equal(manifest_format_of_path(change->renamed_from->name),
				       facts->manifests.sides[SIDE_NEW].format);
}

static int
sides_compare(struct facts *facts, struct error *err)
{
	const struct change *change = facts->change;
	struct manifest *now = &facts->manifests.sides[SIDE_NEW];
	struct manifest *before = &facts->manifests.sides[SIDE_OLD];
	const struct entry *parent;

	if (change->status == CHANGE_DELETED)
		manifest_mark(before, DEPENDENCY_REMOVED);
	if (facts->manifests.problems[SIDE_NEW].line)
		return 0;
	switch (facts_added_kind(facts, &parent)) {
	case LINES_NONE:
		if (moved_into_format(facts))
			manifest_mark(now, DEPENDENCY_ADDED);
		return 0;
	case LINES_ALL:
		manifest_mark(now, DEPENDENCY_ADDED);
		manifest_mark(before, DEPENDENCY_REMOVED);
		return 0;
	case LINES_DIFFER:
		break;
	}
	manifest_compare(before, now);
	for (size_t i = 0; i < change->n_parents; i++) {
		if (entries_compare(&change->parents[i], &change->now) == LINES_DIFFER &&
		    parent_compare(facts, &change->parents[i], err) < 0)
			return -1;
	}
	return 0;
}

int
facts_manifest(struct facts *facts, enum side side, const struct manifest **manifest,
	       struct document_problem *problem, struct error *err)
{
	struct parsed_manifests *parsed = &facts->manifests;

	facts_drop_others(facts);
	if (!parsed->known) {
		arena_init(&parsed->arena);
		parsed->known = true;
		if (side_read(facts, SIDE_NEW, &facts->change->now, err) < 0 ||
		    side_read(facts, SIDE_OLD, &facts->change->before, err) < 0 ||
		    sides_compare(facts, err) < 0) {
			facts_drop_manifests(facts);
			return -1;
		}
	}
	*manifest = &parsed->sides[side];
	*problem = parsed->problems[side];
	return 0;
}

int
facts_manifest_size(struct facts *facts, uint64_t *size, struct error *err)
{
	const struct objects *objects = facts->cache->store.objects;
	const struct change *change = facts->change;
	uint64_t before, one;

	if (facts_size(facts, SIDE_NEW, size, err) < 0 ||
	    facts_size(facts, SIDE_OLD, &before, err) < 0)
		return -1;
	*size += before;
	for (size_t i = 0; i < change->n_parents; i++) {
		if (entries_compare(&change->parents[i], &change->now) != LINES_DIFFER)
			continue;
		if (objects->ops->blob_size(objects->ctx, &change->parents[i].id, &one, err) < 0)
			return -1;
		*size += one;
	}
	return 0;
}
