#ifndef WRIT_CONTENT_FACTS_IMPL_H
#define WRIT_CONTENT_FACTS_IMPL_H

/*
 * What the parts of facts share: facts.c keeps and reads, facts_lines.c knows what was added and
 * removed, facts_find.c looks for patterns.
 */

#include "base/map.h"
#include "base/trigrams.h"
#include "base/vec.h"
#include "content/blob_store.h"
#include "content/facts.h"

enum side_count { SIDE_COUNT = 2 };

/* A side as data. */
struct parsed {
	bool known;
	enum document_format format;
	struct arena arena;
	struct document_node *root; /* NULL: it is none */
	struct document_problem problem;
};

/* Both sides as manifests, compared. */
struct parsed_manifests {
	bool known;
	struct arena arena;
	struct manifest sides[SIDE_COUNT];
	struct document_problem problems[SIDE_COUNT];
};

/* A view of the old content, and where its lines begin that are not blank, by their text. */
struct view_before {
	char *text; /* heap; NULL until asked for */
	size_t len;
	VEC(uint32_t) lines;
};

/* What the old content said, for facts_had_import and facts_had_line. */
struct before {
	bool imports_known;
	struct arena arena;
	struct map imported; /* module and name */
	struct view_before views[VIEW_COUNT];
};

struct facts {
	struct facts_cache *cache;
	const struct change *change;
	bool rename_in_scope;
	struct held_blob *sides[SIDE_COUNT]; /* NULL until read */
	uint64_t sizes[SIDE_COUNT];
	bool sizes_known[SIDE_COUNT];
	struct line_set added, removed;
	bool added_known, removed_known;
	struct bytes middle; /* of the new content, against the version of facts_added_kind */
	size_t old_bytes;    /* of that version */
	bool middle_known;
	char *views[VIEW_COUNT]; /* heap; NULL until asked for */
	struct imports imports;
	bool imports_known;
	struct declarations declarations;
	bool declarations_known;
	struct parsed parsed[SIDE_COUNT];
	struct parsed_manifests manifests;
	struct before before;
	bool read_closely; /* as source, or as data */
	bool partial;
	size_t partial_at;
	struct trigrams trigrams;
	VEC(struct hit *) hits; /* one array for each find that hit */
	struct facts *newer, *older;
};

struct facts_cache {
	struct blob_store store;
	struct arena scratch; /* of line diffs */
	struct facts *newest, *oldest;
	size_t n_facts;
};

/* How a side's lines came to be, seen from one version before. */
enum lines_change {
	LINES_NONE,  /* none of them is added or removed */
	LINES_ALL,   /* all are */
	LINES_DIFFER /* those that git's diff marks */
};

/* Whether the entry has a content: not a submodule, not absent. */
bool entry_has_content(const struct entry *entry);
/* The lines of NOW against the version BEFORE, from the entries alone. */
enum lines_change entries_compare(const struct entry *before, const struct entry *now);
/* What the change added, from its entries alone; with LINES_DIFFER against *PARENT, the first entry
 * of an older version with which the new content is to be compared. */
enum lines_change facts_added_kind(const struct facts *facts, const struct entry **parent);

/* The blob of a side, read once; NULL for a side without content. */
int facts_blob(struct facts *facts, enum side side, struct held_blob **held,
	       struct error *err) MUST_CHECK;

/* Limits of a file that is read as data. Files of a change are many: each is bounded more narrowly
 * than a document has to be. */
extern const struct document_limits facts_document_limits;
/* Before the file is read closely: one file at a time, as what comes of it is as large as its
 * content, and nothing else counts it. */
void facts_drop_others(struct facts *facts);
/* Frees what is known of the file by reading it closely. */
void facts_drop_source(struct facts *facts);
void facts_drop_manifests(struct facts *facts);
void facts_drop_before(struct facts *facts);

#endif
