#ifndef WRIT_CLI_COMPLETION_H
#define WRIT_CLI_COMPLETION_H

/*
 * What shells complete: scripts that are made of the table of commands, so that neither knows an
 * option that the other does not.
 */

#include "base/buf.h"
#include "cli/command.h"

typedef void completion_writer(struct buf *out);
completion_writer completion_bash, completion_zsh, completion_fish;

/* The names of the shells. */
word_list words_shells;
/* The words that a value of ROW can be, those of KIND when ROW is NULL; NULL when it is no word. */
word_list *completion_words(const struct option_row *row, enum argument_kind kind);
/* Adds WORDS with blanks between them. */
void completion_words_add(struct buf *out, word_list *words);
/* Adds TEXT in single quotes of a shell, in which a quote is written as QUOTE. */
void completion_quoted(struct buf *out, const char *text, const char *quote);

#endif
