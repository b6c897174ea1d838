#ifndef WRIT_CONTENT_FACTS_H
#define WRIT_CONTENT_FACTS_H

/*
 * What can be known of one change by reading its blobs: content, lines, the lines that the change
 * added and removed, where a pattern hits. All of it is worked out on demand, once, in C, and kept
 * for the next policy that asks of the same change: reading is the price of judging.
 *
 * A line's text is without its line feed. The last line counts also when nothing ends it; an empty
 * content has no lines. A symlink's content is its target; a submodule and an absent side have
 * none (no bytes, no lines).
 *
 * Borrowed text lives until the cache evicts the facts: until the next facts_of on the same cache
 * with another change, at the earliest.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/regex.h"
#include "content/line_set.h"
#include "model/change.h"
#include "manifest/manifest.h"
#include "model/objects.h"
#include "source/declarations.h"
#include "source/imports.h"
#include "source/views.h"

enum side { SIDE_NEW, SIDE_OLD };

struct facts_cache;
struct facts;

/* Line NUMBER (from 1) of a content. */
struct line {
	size_t number;
	struct bytes text;
};

/* A place where a pattern matched: within one line. */
struct hit {
	size_t line, column; /* from 1; the column in bytes */
	struct bytes text;   /* the whole line */
	struct bytes match;  /* within text */
};

/* A cache over OBJECTS that keeps blobs of together at most ROOM_BYTES (more while one change needs
 * more). BLOB_MAX_BYTES bounds a blob that may be read; no bound is above 2 GiB. */
struct facts_cache *
facts_cache_new(const struct objects *objects, uint64_t blob_max_bytes, size_t room_bytes);
void facts_cache_free(struct facts_cache *cache);
/* The facts of CHANGE, empty at first. IN_SCOPE says whether the file's old name (renamed_from),
 * if any, was in scope too: then a pure rename adds no line. CHANGE must outlive the cache. */
struct facts *
facts_of(struct facts_cache *cache, const struct change *change, bool rename_in_scope);

/* The size of a side from its header; 0 for an absent side or a submodule. */
int facts_size(struct facts *facts, enum side side, uint64_t *size, struct error *err) MUST_CHECK;
/* ERROR_LIMIT when the blob is over BLOB_MAX_BYTES, ERROR_NOT_FOUND when it is missing. */
int facts_content(struct facts *facts, enum side side, struct bytes *content,
		  struct error *err) MUST_CHECK;
/* A NUL among the first 8,000 bytes, as git decides it. Of the new side; of the old when deleted.
 */
int facts_binary(struct facts *facts, bool *binary, struct error *err) MUST_CHECK;
int
facts_line_count(struct facts *facts, enum side side, size_t *count, struct error *err) MUST_CHECK;
/* Line NUMBER of a side; ERROR_INTERNAL when there is no such line. */
int facts_line(struct facts *facts, enum side side, size_t number, struct line *line,
	       struct error *err) MUST_CHECK;
/* The lines that the change added (numbers in the new content) or removed (in the old content).
 * A merge added what no parent has: the intersection over the parents; it removed what the first
 * parent that has the path lost. Lives as long as the facts. */
int facts_added(struct facts *facts, const struct line_set **added, struct error *err) MUST_CHECK;
int
facts_removed(struct facts *facts, const struct line_set **removed, struct error *err) MUST_CHECK;

/* Where a file could not be read to its end by tokens: what begins at LINE is not ended. */
struct partial {
	bool is;
	size_t line, column; /* from 1 */
};

/* What a search looks at. */
struct look {
	bool added_only; /* only lines that the change added */
	bool in_view;    /* only what VIEW shows, else everything */
	enum view view;
};

/* The language of the new content, by its name; NULL when it is not known, or the entry no file. */
const struct language *change_language(const struct change *change);
/* The imports of the new content, none without a language. They live until other facts of the same
 * cache are asked for their imports or views. */
int facts_imports(struct facts *facts, const struct imports **imports, struct partial *partial,
		  struct error *err) MUST_CHECK;
/* What the new content declares; it lives as long, and is partial where imports are. */
int facts_declarations(struct facts *facts, const struct declarations **declarations,
		       struct partial *partial, struct error *err) MUST_CHECK;
/* VIEW of the new content, which lives as long. */
int facts_view(struct facts *facts, enum view view, struct bytes *text, struct partial *partial,
	       struct error *err) MUST_CHECK;
/* Whether the old content imported the module of IMPORT, and took all of its names from it. True
 * for a merge, of whose parents only the lines are compared, and without an old content. */
int facts_had_import(struct facts *facts, const struct import *import, bool *had,
		     struct error *err) MUST_CHECK;
/* Whether VIEW of the old content has a line with the text of LINE, blanks at its ends aside; true
 * for a blank one, and where facts_had_import is. */
int facts_had_line(struct facts *facts, enum view view, struct bytes line, bool *had,
		   struct error *err) MUST_CHECK;
/* Whether the content before could not be read to its end either. */
int facts_was_partial(struct facts *facts, bool *was, struct error *err) MUST_CHECK;
/* A side read as FORMAT; an absent one is empty. *ROOT is NULL when it is none: PROBLEM says why.
 * It lives as long as imports do. */
int facts_document(struct facts *facts, enum side side, enum document_format format,
		   const struct document_node **root, struct document_problem *problem,
		   struct error *err) MUST_CHECK;
/* A side read as the manifest that its path says, with what the change did to each dependency; of a
 * merge only what no parent has is added or changed. A side that cannot be read is empty and has a
 * PROBLEM, whose line is 0 otherwise; a symlink is such, as what it names is not read, and
 * everything in the other side is then added, or kept. Lives as long as imports do. */
int facts_manifest(struct facts *facts, enum side side, const struct manifest **manifest,
		   struct document_problem *problem, struct error *err) MUST_CHECK;
/* The bytes that this reads, of all versions, from their headers. */
int facts_manifest_size(struct facts *facts, uint64_t *size, struct error *err) MUST_CHECK;
/* The line and column, from 1, of the place AT in the new content. */
int facts_place(struct facts *facts, size_t at, size_t *line, size_t *column,
		struct error *err) MUST_CHECK;

/* Whether the new content holds one of the literals of PREFILTER, anywhere; true when it has none.
 * What many ask of one content costs little more than one pass over it. METER is charged by content
 * and literals alone; ERROR_LIMIT when it is spent. */
int facts_holds(struct facts *facts, const struct prefilter *prefilter, struct regex_meter *meter,
		bool *holds, struct error *err) MUST_CHECK;

/* Every match of REGEX in the new content, line by line, in order, as LOOK says. A sound cheap
 * compare comes first, so that the exact diff is made only for a content that has a candidate.
 * METER is charged for each byte looked at, each step and each hit; the charge depends on change
 * and pattern alone, never on what the cache holds. ERROR_LIMIT when the meter is spent. After an
 * empty match the search goes on one byte further. The hits live as long as the facts; in a view,
 * their texts are the view's. */
int facts_find(struct facts *facts, const struct regex *regex, const struct look *look,
	       struct regex_meter *meter, const struct hit **hits, size_t *n_hits,
	       struct error *err) MUST_CHECK;

#endif
