#include "config.h"

#include "git/refs.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/memory.h"
#include "git/handle.h"
#include "git/loose_refs.h"
#include "git/packed_refs.h"

enum { SYMREF_DEPTH_MAX = 5 }; /* as git's refs.c */

static int
packed_read(const struct repository *repository, struct packed_refs *packed, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;

	buf_printf(&path, "%s/packed-refs", repository->git_dir);
	return packed_refs_open(packed, path.data, err);
}

/* Those that are held, else those of now, in OWN, which is the caller's to close; NULL with ERR. */
static const struct packed_refs *
packed_open(const struct repository *repository, struct packed_refs *own, struct error *err)
{
	if (repository->packed)
		return repository->packed;
	return packed_read(repository, own, err) < 0 ? NULL : own;
}

int
refs_hold_packed(struct repository *repository, struct error *err)
{
	struct packed_refs packed;

	if (repository->packed)
		return 0;
	if (packed_read(repository, &packed, err) < 0)
		return -1;
	repository->packed = memory_calloc(1, sizeof(*repository->packed));
	*repository->packed = packed;
	return 0;
}

void
refs_release_packed(struct repository *repository)
{
	if (repository->packed)
		packed_refs_close(repository->packed);
	free(repository->packed);
}

/* The value of the full NAME. Loose before packed: git packs first, then deletes the file. */
static int
value_read(const struct repository *repository, struct bytes name, struct arena *arena,
	   struct ref_value *value, struct error *err)
{
	CLEANUP(packed_refs_close) struct packed_refs own = { .map = BYTES_NONE };
	const struct packed_refs *packed;
	int found;

	if (loose_ref_read(repository, name, arena, value, err) < 0)
		return -1;
	if (value->kind != REF_ABSENT)
		return 0;
	packed = packed_open(repository, &own, err);
	if (!packed)
		return -1;
	found = packed_refs_find(packed, name, &value->id, err);
	if (found == 1)
		value->kind = oid_is_zero(&value->id) ? REF_BROKEN : REF_ID;
	return found < 0 ? -1 : 0;
}

/* NAME inside the namespace; a name outside it stays full, so that it is judged as what it is. */
static struct bytes
name_inside(const struct repository *repository, struct bytes name)
{
	struct bytes prefix = bytes_of(repository->namespace);

	return bytes_starts_with(name, prefix) ? bytes_slice(name, prefix.len, name.len) : name;
}

/* Follows the symrefs from the full *NAME to the end, which becomes *NAME. */
static int
value_resolve(const struct repository *repository, struct bytes *name, struct arena *arena,
	      struct ref_value *value, struct error *err)
{
	struct bytes first = *name;

	for (int depth = 0; depth <= SYMREF_DEPTH_MAX; depth++) {
		if (value_read(repository, *name, arena, value, err) < 0)
			return -1;
		if (value->kind == REF_BROKEN)
			return error_set(err, ERROR_MALFORMED, "the ref %.*s is broken",
					 BYTES_ARG(*name));
		if (value->kind != REF_SYMBOLIC)
			return 0;
		*name = value->target;
	}
	return error_set(err, ERROR_MALFORMED, "the symbolic ref %.*s has no end",
			 BYTES_ARG(first));
}

int
ref_read(struct repository *repository, struct bytes ref, struct arena *arena, struct oid *id,
	 struct bytes *target, struct error *err)
{
	struct bytes full = arena_printf(arena, "%s%.*s", repository->namespace, BYTES_ARG(ref));
	struct bytes end = full;
	struct ref_value value;

	if (!ref_name_is_valid(ref))
		return error_set(err, ERROR_MALFORMED, "%.*s: not a ref name", BYTES_ARG(ref));
	if (value_resolve(repository, &end, arena, &value, err) < 0)
		return -1;
	*id = value.kind == REF_ID ? value.id : (struct oid){ { 0 } };
	*target = end.data == full.data ? BYTES("") : name_inside(repository, end);
	return 0;
}

int
head_read(struct repository *repository, struct arena *arena, struct oid *id, struct bytes *target,
	  struct error *err)
{
	git_reference *head = NULL;
	struct bytes end;
	int rc = git_reference_lookup(&head, repository->git, "HEAD");

	if (rc < 0)
		return git_failure(err, rc, "HEAD");
	*target = BYTES("");
	if (git_reference_type(head) == GIT_REFERENCE_DIRECT)
		*id = oid_of_git(git_reference_target(head));
	else
		*target = arena_copy(arena, bytes_of(git_reference_symbolic_target(head)));
	git_reference_free(head);
	return target->len ? ref_read(repository, *target, arena, id, &end, err) : 0;
}

/* One run of refs_each. */
struct visiting {
	const struct repository *repository;
	ref_visitor *visit;
	void *ctx;
	struct arena *arena;
	struct map loose; /* full names that have a file, which hides a packed value */
};

static void
visiting_release(struct visiting *visiting)
{
	map_release(&visiting->loose);
}

/* Under its own name. Its target is met by itself, unless it lies outside the namespace. */
static int
visit_symref(struct visiting *to, struct bytes name, struct error *err)
{
	struct ref_value value;
	struct error broken;
	struct bytes end = name, inside;
	int rc;

	if (value_resolve(to->repository, &end, to->arena, &value, &broken) < 0 ||
	    value.kind != REF_ID)
		return 0;
	rc = to->visit(to->ctx, name_inside(to->repository, name), &value.id, err);
	inside = name_inside(to->repository, end);
	if (rc != 0 || inside.data != end.data || to->repository->namespace[0] == '\0')
		return rc;
	return to->visit(to->ctx, end, &value.id, err);
}

static int
visit_loose(struct visiting *to, struct bytes name, struct error *err)
{
	struct ref_value value;

	if (loose_ref_read(to->repository, name, to->arena, &value, err) < 0)
		return -1;
	if (value.kind == REF_ABSENT)
		return 0;
	map_put(&to->loose, name);
	if (value.kind == REF_SYMBOLIC)
		return visit_symref(to, name, err);
	if (value.kind == REF_BROKEN)
		return 0;
	return to->visit(to->ctx, name_inside(to->repository, name), &value.id, err);
}

static int
visit_all_loose(struct visiting *to, struct bytes prefix, struct error *err)
{
	struct name_list list = { VEC_INIT };
	int rc = loose_refs_list(to->repository, prefix, to->arena, &list, err);

	for (size_t i = 0; rc == 0 && i < list.names.len; i++)
		rc = visit_loose(to, list.names.items[i], err);
	vec_release(&list.names);
	return rc;
}

static int
visit_all_packed(struct visiting *to, struct bytes prefix, struct error *err)
{
	CLEANUP(packed_refs_close) struct packed_refs own = { .map = BYTES_NONE };
	const struct packed_refs *packed;
	struct bytes rest, name;
	struct oid id;
	int rc;

	packed = packed_open(to->repository, &own, err);
	if (!packed)
		return -1;
	rest = packed->records;
	while ((rc = packed_refs_next(&rest, &name, &id, err)) == 1) {
		if (!bytes_starts_with(name, prefix) || map_find(&to->loose, name))
			continue;
		rc = to->visit(to->ctx, name_inside(to->repository, name), &id, err);
		if (rc != 0)
			return rc;
	}
	return rc;
}

int
refs_each(struct repository *repository, ref_visitor *visit, void *ctx, struct error *err)
{
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(visiting_release) struct visiting to = { repository, visit, ctx, &arena, MAP_INIT };
	struct bytes prefix;
	int rc;

	arena_init(&arena);
	prefix = arena_printf(&arena, "%srefs/", repository->namespace);
	rc = visit_all_loose(&to, prefix, err);
	return rc == 0 ? visit_all_packed(&to, prefix, err) : rc;
}

static int
symref_visit(struct repository *repository, struct bytes name, struct arena *arena,
	     symref_visitor *visit, void *ctx, struct error *err)
{
	struct bytes end = name;
	struct ref_value value;
	struct error endless;

	if (value_resolve(repository, &end, arena, &value, &endless) < 0 || end.data == name.data)
		return 0;
	return visit(ctx, name_inside(repository, name), name_inside(repository, end), err);
}

static void
name_list_release(struct name_list *list)
{
	vec_release(&list->names);
}

/* The names that may be a symref: ROOT itself, and what lies below it. */
static int
names_of_root(const struct repository *repository, struct bytes root, struct arena *arena,
	      struct name_list *list, struct error *err)
{
	struct bytes full = arena_printf(arena, "%s%.*s", repository->namespace, BYTES_ARG(root));
	bool is_folder = bytes_ends_with(full, BYTES("/"));

	vec_push(&list->names, bytes_slice(full, 0, full.len - is_folder));
	return is_folder ? loose_refs_list(repository, full, arena, list, err) : 0;
}

int
symrefs_each(struct repository *repository, struct bytes root, symref_visitor *visit, void *ctx,
	     struct error *err)
{
	CLEANUP(arena_release) struct arena arena;
	CLEANUP(name_list_release) struct name_list list = { VEC_INIT };
	int rc;

	arena_init(&arena);
	rc = names_of_root(repository, root, &arena, &list, err);
	for (size_t i = 0; rc == 0 && i < list.names.len; i++)
		rc = symref_visit(repository, list.names.items[i], &arena, visit, ctx, err);
	return rc;
}

int
revision_parse(struct repository *repository, const char *revision, struct oid *id,
	       struct error *err)
{
	git_object *object = NULL;
	int rc = git_revparse_single(&object, repository->git, revision);

	if (rc == GIT_ENOTFOUND || rc == GIT_EINVALIDSPEC || rc == GIT_EAMBIGUOUS) {
		git_error_clear();
		return error_set(err, ERROR_NOT_FOUND, "'%s' names no %s in this repository",
				 revision, rc == GIT_EAMBIGUOUS ? "single object" : "revision");
	}
	if (rc < 0)
		return git_failure(err, rc, "%s", revision);
	*id = oid_of_git(git_object_id(object));
	git_object_free(object);
	return 0;
}

int
merge_base_find(struct repository *repository, const struct oid *a, const struct oid *b,
		struct oid *id, struct error *err)
{
	git_oid base;
	int rc = git_merge_base(&base, repository->git, oid_to_git(a), oid_to_git(b));

	if (rc < 0)
		return git_failure(err, rc, "no common commit was found");
	*id = oid_of_git(&base);
	return 0;
}
