#ifndef WRIT_DECISIONS_COMPILER_H
#define WRIT_DECISIONS_COMPILER_H

/*
 * What the stages of the compiler share: the drafts of the decisions and what was found wrong with
 * them. Used within decisions/ only.
 */

#include "base/map.h"
#include "base/vec.h"
#include "decisions/compile.h"
#include "model/contest.h"
#include "model/waiver.h"

/* A place in a file, from 1; both 0 for the file as a whole. The column counts characters in a
 * front matter (as YAML does), bytes elsewhere. */
struct place {
	size_t line, column;
};

/* Text that was found at a place; data is NULL when it was not found. */
struct found {
	struct bytes text;
	struct place place;
};

/* What the Markdown below the front matter says. */
struct body {
	struct found title;  /* the first heading */
	struct found status; /* first line below "## Status", or "- Status: accepted" */
	struct found date;   /* "Date: 2024-01-02", also as a list item */
	struct found policy; /* the fenced block; the place is that of its fence */
	size_t policy_line;  /* the line on which its text begins */
	bool policy_open;    /* nothing closes it */
	struct place lua;    /* a block that says `lua` and no more, line 0 when there is none */
};

/* A decision file on its way through the stages. */
struct draft {
	const struct source_file *file;
	const struct source_file *sidecar; /* its NNNN-slug.lua, NULL when there is none */
	const struct value *front;         /* the front matter's mapping, NULL when none */
	size_t body_at, body_line;         /* where the Markdown begins */
	struct body body;
	bool strict;     /* it speaks writ's language: what is wrong is an error */
	bool unreadable; /* its front matter could not be read: the error is said once */
	bool id_given, status_given;
	struct place id_place, date_place, judge_place, question_place, retires_place;
	struct place approval_place;    /* of the first of owners, approvals, require */
	const struct value *supersedes; /* the list, NULL when none or wrong */
	size_t *targets;                /* the drafts that it names, as far as they exist */
	struct place *target_places;
	size_t n_targets;
	struct decision decision;
	size_t n_shown[2]; /* errors and warnings of this file so far */
};

struct compiler {
	const struct source *source;
	const struct compile_options *options;
	struct arena *arena;
	struct governance governance;
	struct bytes folder; /* stands in front of every path that is shown; may be empty */
	VEC(struct draft) drafts;
	VEC(struct diagnostic) diagnostics;
	VEC(struct bytes) passed_over;
	struct map ids; /* of a decision: its place in drafts, counted from 1 */
	VEC(struct contest *) contests;
	VEC(struct exclusion) exclusions;
	VEC(struct waiver) waivers;
	size_t *order; /* all drafts, each before those that it supersedes */
	struct pattern_list default_refs;
	size_t n_errors;
	size_t pattern_bytes; /* of all patterns so far */
};

/* The place of a value or key in the front matter. */
#define PLACE_OF(thing) ((struct place){ (thing)->line, (thing)->column })
#define PLACE_NONE ((struct place){ 0, 0 })

/* The path as a reader finds it: the source's folder in front. */
struct bytes shown_path(const struct compiler *compiler, struct bytes path);

/* Each adds a diagnostic about DRAFT's file. A file's diagnostics are kept up to a limit, and
 * counted beyond it. Messages hold bytes of the file as they are: who shows them escapes. */
void draft_error(struct compiler *compiler, struct draft *draft, struct place place,
		 const char *format, ...) PRINTF(4, 5);
void draft_warning(struct compiler *compiler, struct draft *draft, struct place place,
		   const char *format, ...) PRINTF(4, 5);
/* An error in a file that is read strictly, else a warning. */
void draft_doubt(struct compiler *compiler, struct draft *draft, struct place place,
		 const char *format, ...) PRINTF(4, 5);
/* The same for a file that is no decision's, PATH being relative to the source. */
void file_error(struct compiler *compiler, struct bytes path, struct place place,
		const char *format, ...) PRINTF(4, 5);
void file_warning(struct compiler *compiler, struct bytes path, struct place place,
		  const char *format, ...) PRINTF(4, 5);
/* Sorts by path, line, column, message. */
void diagnostics_sort(struct compiler *compiler);

#endif
