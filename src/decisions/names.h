#ifndef WRIT_DECISIONS_NAMES_H
#define WRIT_DECISIONS_NAMES_H

/*
 * What the name of a file says: `0007-slug.md` (adr-tools, MADR) and `20240102-slug.md`
 * (log4brains) are decisions, `0007-slug.lua` is a policy beside one, `0007-slug/x.txtar` a
 * contract of one, `waivers/x.yaml` or `waivers/x.md` a waiver; `owners.yaml` and `allowed_signers`
 * say who may change them, `approvals/x.sig` that somebody approved. Paths are relative to the
 * source.
 */

#include "base/arena.h"
#include "base/bytes.h"

enum file_kind {
	FILE_DECISION,
	FILE_SIDECAR,
	FILE_CONTRACT,
	FILE_WAIVER,
	FILE_OWNERS, /* this and the next also under names that are nearly right */
	FILE_SIGNERS,
	FILE_APPROVAL,
	FILE_OTHER,
};

enum file_kind file_kind_of(struct bytes path);
/* Whether PATH has an ending of Markdown, in any case. */
bool is_markdown(struct bytes path);
/* Whether the name says that the file is for those who write decisions: a README, an index, a
 * template. */
bool is_guidance(struct bytes path);
/* PATH as a reader finds it, below FOLDER, which may be empty. */
struct bytes shown_below(struct bytes folder, struct bytes path, struct arena *arena);
/* PATH without its ending: docs/0007-slug. */
struct bytes path_root(struct bytes path);
/* The last segment of it: 0007-slug. */
struct bytes path_stem(struct bytes path);
/* ADR-0007. STEM is a decision's. */
struct bytes stem_id(struct arena *arena, struct bytes stem);
/* "Only billing": the slug with blanks for its dashes; the whole stem when there is none. */
struct bytes stem_title(struct arena *arena, struct bytes stem);
/* 2024-01-02 of 20240102-slug; NULL data when it is no date. */
struct bytes stem_date(struct arena *arena, struct bytes stem);

#endif
