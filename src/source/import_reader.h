#ifndef WRIT_SOURCE_IMPORT_READER_H
#define WRIT_SOURCE_IMPORT_READER_H

/*
 * What the languages share that look for imports: how an import is put together. The functions here
 * take the reader that an import_reader begins with, no other.
 */

#include "base/vec.h"
#include "source/imports.h"
#include "source/reader.h"

struct import_reader {
	struct reader reader; /* first: finders are handed it */
	struct imports *imports;
	VEC(struct bytes) names; /* of the import that is being put together */
};

void reader_name(struct reader *reader, struct bytes name);
/* The N names gathered so far. */
const struct bytes *reader_names(struct reader *reader, size_t *n);
/* Adds the import, with the names gathered since the last one. */
void reader_add(struct reader *reader, enum import_kind kind, struct bytes module, size_t at);
void reader_add_computed(struct reader *reader, enum import_kind kind, size_t at);
/* Forgets the names. */
void reader_drop(struct reader *reader);

/* Each looks at one token, with the reader's help, and passes at least what it understood; the
 * token itself is passed by the caller. */
typedef void import_finder(struct reader *reader);
import_finder imports_c, imports_python, imports_ecmascript, imports_java, imports_kotlin,
	imports_scala, imports_go, imports_rust, imports_csharp, imports_php, imports_ruby,
	imports_swift, imports_lua, imports_shell, imports_protobuf;

#endif
