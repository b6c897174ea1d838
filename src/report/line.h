#ifndef WRIT_REPORT_LINE_H
#define WRIT_REPORT_LINE_H

/*
 * Pieces of lines that the formats for people share: colour, prose that is wrapped, places.
 */

#include "model/verdict.h"
#include "report/report.h"

enum {
	LINE_COLUMNS = 72,       /* behind git's "remote: " this is a terminal of 80 */
	PROSE_MAX_COLUMNS = 800, /* one message; JSON has all of it */
	PLACE_MAX_COLUMNS = 400, /* one path or ref */
};

enum tone { TONE_ERROR, TONE_WARNING, TONE_NOTE, TONE_HINT, TONE_MARK };

/* Writes WORD; in the colour of TONE when the options ask for colour. */
void
line_word(struct buf *out, const struct report_options *options, enum tone tone, const char *word);
/* Writes "WORD[ID]", escaped, likewise; returns its columns. */
size_t line_label(struct buf *out, const struct report_options *options, enum tone tone,
		  const char *word, struct bytes id);
/* How a violation or failure of OUTCOME is called: error or, when it cannot reject, warning. */
enum tone line_tone(const struct verdict *verdict, const struct outcome *outcome);
/* The same of a violation; note when it does not count. */
enum tone line_violation_tone(const struct verdict *verdict, const struct violation *violation);
/* error, warning, note, hint. */
const char *line_tone_word(enum tone tone);

/* Writes TEXT, escaped and trimmed, from COLUMN on; breaks at blanks before LINE_COLUMNS, but
 * not within backquotes, and begins each further line with INDENT blanks. Ends the line. */
void line_prose(struct buf *out, struct bytes text, size_t column, size_t indent);
/* The same for text that is escaped and bounded already. */
void line_wrap(struct buf *out, struct bytes escaped, size_t column, size_t indent);
/* Whether line_prose would write TEXT on one line. */
bool line_prose_fits(struct bytes text, size_t column);

/* Writes TEXT with a blank for each line feed and the blanks around it. */
void line_fold(struct buf *out, struct bytes text);
/* Writes the file that a decision stands in and since when it is accepted; not escaped. */
void line_origin(struct buf *out, const struct outcome *outcome);
/* Writes ESCAPED without the blanks at its end, and ends the line. */
void line_end(struct buf *out, struct bytes escaped);

/* Writes "1 commit" or "3 commits"; MANY is the plural form. */
void line_count(struct buf *out, uint64_t n, const char *one, const char *many);

/* Writes where a violation is: path:line:column as far as known, else the short commit id, else the
 * ref, else "push"; escaped, without blanks of its own. */
void line_place(struct buf *out, const struct violation *violation);
/* Writes what of it stands behind the path: ":line:column", as far as known. */
void line_position(struct buf *out, const struct violation *violation);
/* Why VIOLATION, which is existing, does not count. */
const char *line_existing(const struct violation *violation);
/* Writes the short id of a commit. */
void line_commit(struct buf *out, const struct oid *commit);

#endif
