#ifndef WRIT_BASE_REGEX_CODE_H
#define WRIT_BASE_REGEX_CODE_H

/*
 * Patterns into PCRE2's code, within base/regex's bounds; only base/regex uses it.
 */

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/bytes.h"
#include "base/error.h"

/* Compiles PATTERN with automatic callouts before every item. NULL with ERROR_MALFORMED or
 * ERROR_LIMIT. Free with pcre2_code_free. */
pcre2_code *regex_code_compile(struct bytes pattern, struct error *err) MUST_CHECK;
/* Sets ERR to PCRE2's text for its error CODE at byte AT of a pattern; returns -1. */
int regex_code_error(int code, size_t at, struct error *err);

#endif
