#ifndef WRIT_MODEL_SOURCE_H
#define WRIT_MODEL_SOURCE_H

/*
 * The files of one source of decisions, as read: from a folder by decisions/folder, from a ref by
 * git/corpus. What compiles them sees only this.
 */

#include <stddef.h>

#include "base/bytes.h"

struct source_file {
	struct bytes path;    /* relative to the source, '/'-separated */
	struct bytes content;
};

struct source {
	struct bytes name;  /* as configured (NAME=PLACE), "" for the only unnamed one */
	struct bytes place; /* refs/heads/main:docs/adr, /etc/writ/decisions */
	struct source_file *files; /* in byte order of the paths */
	size_t n_files;
};

#endif
