#ifndef WRIT_CLI_OPTIONS_H
#define WRIT_CLI_OPTIONS_H

/*
 * The options of a command: one table of them is read with getopt_long(3), shown by `writ help` and
 * completed by shells. Errors are ours: what is wrong, and what was perhaps meant.
 */

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* What is named by the value of an option, or by an operand: a shell offers those. */
enum argument_kind {
	ARGUMENT_TEXT, /* nothing that a shell could know */
	ARGUMENT_WORD, /* one of the words of its row */
	ARGUMENT_FILE,
	ARGUMENT_FOLDER,
	ARGUMENT_REVISION,
	ARGUMENT_REF,
	ARGUMENT_SOURCE,  /* a folder, or a revision and a folder */
	ARGUMENT_COMMAND, /* of writ */
	ARGUMENT_SHELL,   /* of `writ completion` */
	ARGUMENT_KINDS,
};

/* The words that a value can be: the one at I, NULL behind the last. Asked in order from 0. */
typedef const char *word_list(size_t i);
/* Of formats: text, json. */
word_list words_text_json;

struct option_row {
	const char *name;  /* without its dashes; NULL ends the table */
	int argument;      /* no_argument, required_argument, optional_argument */
	const char *value; /* how the help calls its value; NULL with no_argument */
	const char *help;  /* one line; NULL: the words */
	enum argument_kind kind;
	word_list *words; /* of ARGUMENT_WORD, which the value has to be one of */
};

struct command;

struct option_reader {
	const struct command *command; /* whose options are read */
	int argc;
	char **argv;
};

enum { OPTION_END = -1, OPTION_ERROR = -2 };

/* The place of the next option in the command's table, with its VALUE or NULL; OPTION_END when
 * there is none (optind is then the first operand), OPTION_ERROR with ERR. */
int option_next(struct option_reader *reader, const char **value, struct error *err) MUST_CHECK;
/* Reads VALUE as a number from 1 to MOST; ERROR_USAGE names OPTION. */
int option_number(const char *option, const char *value, unsigned long most, unsigned long *number,
		  struct error *err) MUST_CHECK;
/* Sets ERROR_USAGE: WHAT, which is --option or an operand, does not take VALUE but one of WORDS. */
int word_unknown(const char *what, const char *value, word_list *words, struct error *err);
/* Whether VALUE is one of WORDS. */
bool word_is_known(const char *value, word_list *words);

#endif
