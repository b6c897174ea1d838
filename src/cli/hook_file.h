#ifndef WRIT_CLI_HOOK_FILE_H
#define WRIT_CLI_HOOK_FILE_H

/*
 * What stands where a hook would be, whether it starts writ, and making one.
 */

#include <stdbool.h>

#include "base/arena.h"

enum hook_kind {
	HOOK_NONE,
	HOOK_SCRIPT,  /* of `writ install`, byte for byte */
	HOOK_LINK,    /* a link to this program, by the name of the program */
	HOOK_PROGRAM, /* this program in another way */
	HOOK_NAMES,   /* a script that names writ */
	HOOK_DANGLES, /* a link that leads nowhere: git passes over it */
	HOOK_OTHER,
};

struct hook_file {
	struct bytes path; /* with a NUL behind it */
	enum hook_kind kind;
	bool executable;      /* git passes over one that is not */
	struct bytes program; /* what a HOOK_SCRIPT starts */
	struct bytes target;  /* of a link; else no data */
};

/* Looks at PATH, where a hook NAME would be. */
void
hook_file_read(struct hook_file *file, struct arena *arena, const char *name, struct bytes path);
/* Whether git would start writ by it. */
bool hook_file_starts_writ(const struct hook_file *file);
/* Whether `writ uninstall` may take it away. */
bool hook_file_is_ours(const struct hook_file *file);
/* What it is, for a sentence: "names writ", "is another program". */
struct bytes hook_file_describe(struct arena *arena, const struct hook_file *file);

/* Makes FILE->path a program of TEXT, complete from the moment that it is there. A script of ours
 * is replaced; what has come there meanwhile is not, and then ERROR_SYSTEM. */
int hook_file_make(const struct hook_file *file, struct bytes text, struct error *err) MUST_CHECK;

#endif
