#ifndef WRIT_DECISIONS_SUPERSESSION_H
#define WRIT_DECISIONS_SUPERSESSION_H

/*
 * Ids, and the graph that `supersedes` draws between decisions.
 */

#include "decisions/compiler.h"

/* Gives every draft its id, sorts the drafts by it and makes compiler->ids. Two strict files with
 * one id are an error; in the rest an id that is taken falls back to the file's stem. */
void ids_assign(struct compiler *compiler);
/* Looks up what each draft supersedes. An unknown id is an error. */
void supersession_link(struct compiler *compiler);
/* Makes compiler->order. A circle is an error; it is then cut at one place. */
void supersession_order(struct compiler *compiler);

#endif
