#ifndef WRIT_DECISIONS_FRONT_MATTER_H
#define WRIT_DECISIONS_FRONT_MATTER_H

/*
 * The front matter: YAML between two `---` lines at the very top of a decision file, read as
 * YAML 1.2's core schema gives it (YAML 1.2.2, 10.3) and without what makes YAML a danger: no
 * anchors, aliases, tags, directives, merge or complex keys, one document, every key once.
 */

#include "decisions/compiler.h"

/* Reads the front matter of DRAFT's file, if it has one, into draft->front, and says where the
 * Markdown begins. What is wrong becomes a diagnostic, and draft->unreadable is then set. */
void front_matter_read(struct compiler *compiler, struct draft *draft);
/* Where the Markdown of CONTENT begins: behind its byte order mark and its front matter, if any. */
size_t front_matter_length(struct bytes content);

#endif
