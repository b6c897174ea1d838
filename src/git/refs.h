#ifndef WRIT_GIT_REFS_H
#define WRIT_GIT_REFS_H

/*
 * Ref lines as untrusted bytes, and the refs of the repository. Names are those inside the
 * namespace.
 */

#include "git/repository.h"
#include "model/limits.h"
#include "model/push.h"

/* One line of the hook's standard input: SP-separated old id, new id, name (githooks(5)). */
struct ref_line {
	size_t number;     /* from 1 */
	struct bytes text; /* as received, without its line feed */
	struct bytes ref;  /* NULL data when the line does not parse */
	struct oid old_id, new_id;
	const char *problem; /* static text: what is wrong with it, NULL when nothing */
};

/* Splits INPUT into lines; borrows it. A malformed line, a name that git-check-ref-format(1)
 * refuses, one outside refs/, one over the limit and the second of a repeated name get a problem,
 * and the others are read all the same. ERROR_LIMIT when there are too many lines. A last line
 * without its line feed is malformed (the input may be cut). */
int ref_lines_parse(struct bytes input, const struct limits *limits, struct arena *arena,
		    struct ref_line **lines, size_t *n_lines, struct error *err) MUST_CHECK;

/* Whether NAME is a full ref name: begins with refs/ and passes git-check-ref-format(1). */
bool ref_name_is_valid(struct bytes name);

/* What REF is before the push: ID zero when it does not exist; TARGET the full name at the end of
 * its symref chain (in namespace terms), else empty. A dangling symref has TARGET and a zero ID. */
int ref_read(struct repository *repository, struct bytes ref, struct arena *arena, struct oid *id,
	     struct bytes *target, struct error *err) MUST_CHECK;

/* HEAD of this work tree: TARGET is the branch it stands on (which may not exist yet: ID is zero
 * then), empty when detached. */
int head_read(struct repository *repository, struct arena *arena, struct oid *id,
	      struct bytes *target, struct error *err) MUST_CHECK;

typedef int ref_visitor(void *ctx, struct bytes ref, const struct oid *id, struct error *err);

/* Every ref of the namespace, one by one, in no order; a symref has the value at its end, the ones
 * that dangle are left out, values are not peeled. A non-zero return ends it and is returned. */
int refs_each(struct repository *repository, ref_visitor *visit, void *ctx,
	      struct error *err) MUST_CHECK;

/* A symref, which has the value of its end. */
struct ref_alias {
	struct bytes ref, end;
};

/* END is the name at the end of the chain of the symref NAME; it need not exist. */
typedef int symref_visitor(void *ctx, struct bytes name, struct bytes end, struct error *err);

/* Every symref that is called ROOT or, where ROOT ends in '/', is called that without the '/' or
 * lies below it; in no order, those without an end left out. Symrefs are never packed. A non-zero
 * return ends it and is returned. */
int symrefs_each(struct repository *repository, struct bytes root, symref_visitor *visit, void *ctx,
		 struct error *err) MUST_CHECK;

/* Reads the file packed-refs now and for all the calls to come, in the workers as well: there a
 * later one could not be opened. A ref that is packed from now on may be missed, as if it had come
 * after the push. ERROR_SYSTEM. */
int refs_hold_packed(struct repository *repository, struct error *err) MUST_CHECK;
/* Part of repository_free(). */
void refs_release_packed(struct repository *repository);

/* Makes an id of a revision of gitrevisions(7) (check's arguments). ERROR_NOT_FOUND. */
int revision_parse(struct repository *repository, const char *revision, struct oid *id,
		   struct error *err) MUST_CHECK;
/* Where the histories of two commits parted (git-merge-base(1)). ERROR_NOT_FOUND when they share no
 * commit, or when one of them is none. */
int merge_base_find(struct repository *repository, const struct oid *a, const struct oid *b,
		    struct oid *id, struct error *err) MUST_CHECK;

#endif
