#ifndef WRIT_GIT_C_QUOTE_H
#define WRIT_GIT_C_QUOTE_H

/*
 * Names as git quotes them where a byte would be taken for something else (core.quotePath in
 * git-config(1)): in double quotes, with the escapes of C.
 */

#include "base/buf.h"

/* Takes a C-quoted string, quotes and all, off REST, which begins with a double quote, and adds it
 * to OUT; false, with REST untouched, if it is none. */
bool c_unquote(struct bytes *rest, struct buf *out);

#endif
