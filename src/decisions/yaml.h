#ifndef WRIT_DECISIONS_YAML_H
#define WRIT_DECISIONS_YAML_H

/*
 * The subset of YAML that a front matter may use, out of libyaml's events.
 */

#include "decisions/compiler.h"

struct yaml_document {
	size_t first_line;           /* of the text in its file */
	const struct value *mapping; /* NULL when the text holds nothing */
};

/* Reads TEXT. What is wrong becomes a diagnostic of DRAFT; -1 when nothing can be made of it. */
int yaml_read(struct compiler *compiler, struct draft *draft, struct bytes text,
	      struct yaml_document *document) MUST_CHECK;

/* Reads all of DRAFT's file, which has nothing else, into draft->front; draft->unreadable is set
 * when nothing can be made of it. */
void yaml_file_read(struct compiler *compiler, struct draft *draft);

/* Gives VALUE (its string is set) the kind and number of a plain scalar, YAML 1.2.2, 10.3.2. False
 * for a whole number that does not fit into 64 bits. */
bool yaml_scalar_resolve(struct value *value);

#endif
