#ifndef WRIT_MANIFEST_PYTHON_H
#define WRIT_MANIFEST_PYTHON_H

/*
 * What the formats of Python share.
 */

#include "manifest/reader.h"

/* NAME as PyPI compares names (PEP 503): small letters, one `-` for each run of `-`, `_`, `.`. */
struct bytes python_name(struct manifest_reader *reader, struct bytes name);
/* Reads a requirement (PEP 508): `name[extra] >=1,<2 ; marker`, `name @ URL`, or what pip takes
 * besides, a URL or a path alone. It is at LINE and COLUMN. */
int python_requirement_add(struct manifest_reader *reader, struct bytes requirement,
			   enum dependency_scope scope, uint32_t line, size_t column) MUST_CHECK;
/* Fails where Python would read other lines, or other letters, than stand in the text. */
int python_text_check(struct manifest_reader *reader) MUST_CHECK;
/* Sets source, location and version of a URL that may lead to a repository: `git+https://..@rev`.
 */
void python_url_read(struct dependency *dependency, struct bytes url);

#endif
