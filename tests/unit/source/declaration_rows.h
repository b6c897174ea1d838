#ifndef WRIT_TESTS_UNIT_SOURCE_DECLARATION_ROWS_H
#define WRIT_TESTS_UNIT_SOURCE_DECLARATION_ROWS_H

#include "base/macros.h"

/*
 * Each row is a file and what it declares: `kind name in outer : base, base @annotation`, one
 * behind the other with `; ` between them; what there is none of is left out. A file that could not
 * be read to its end has PARTIAL behind it.
 */
struct declaration_row {
	const char *path, *text, *declarations;
};

/* Fails the test at the first row that is otherwise. */
void declaration_rows_check(const struct declaration_row *rows, size_t n);

#define CHECK(rows) declaration_rows_check((rows), ARRAY_SIZE(rows))

#endif
