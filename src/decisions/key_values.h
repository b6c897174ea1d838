#ifndef WRIT_DECISIONS_KEY_VALUES_H
#define WRIT_DECISIONS_KEY_VALUES_H

/*
 * How the value of a key is read, by its type. Each returns -1 after it has said what is wrong.
 */

#include "decisions/compiler.h"

/* A key with its value, being read. */
struct key {
	struct compiler *compiler;
	struct draft *draft;
	const char *name;
	const struct value *value;
};

/* "`NAME` takes WHAT, not a list", at the value's place; returns -1. */
int key_type_error(const struct key *key, const char *what);
/* A text that is not empty. */
int key_text(const struct key *key, struct bytes *text) MUST_CHECK;
int key_boolean(const struct key *key, bool *value) MUST_CHECK;
/* One of WORDS: its index. */
int key_word(const struct key *key, const struct value *value, const char *const *words,
	     size_t n_words, size_t *index) MUST_CHECK;
/* A list of texts that are not empty; the list may be. */
int key_texts(const struct key *key, struct bytes **texts, size_t *n) MUST_CHECK;
/* A list of one or more path patterns. */
int key_patterns(const struct key *key, struct pattern_list *list) MUST_CHECK;

#endif
