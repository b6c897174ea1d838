#ifndef WRIT_BASE_PATH_H
#define WRIT_BASE_PATH_H

/*
 * Paths of a git tree: relative, '/' between the segments, any bytes in them. Nothing here looks at
 * a file.
 */

#include "base/buf.h"

/* The last segment of PATH. */
struct bytes path_name(struct bytes path);
/* What stands before it, without the '/'; empty for a path at the root. */
struct bytes path_folder(struct bytes path);
/* Puts the segments of PATH behind those in the *LEN bytes at OUT, `.` left out and `..` resolved;
 * false when that leads out of the tree. OUT has room for 1 + PATH's length more. */
bool path_resolve(char *out, size_t *len, struct bytes path);
/* The same at the end of OUT. */
bool path_append(struct buf *out, struct bytes path);

/* The folder of the first level that PATH lies in; "." at the root. */
struct bytes path_first_folder(struct bytes path);

#endif
