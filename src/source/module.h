#ifndef WRIT_SOURCE_MODULE_H
#define WRIT_SOURCE_MODULE_H

/*
 * What the name of an imported module stands for: whether it lies within another one, and which
 * file of the tree it may be. By path rules alone; no manifest is read.
 */

#include "source/imports.h"

/* Whether IMPORT, in the file PATH, is of the module WANTED or of one within it, compared part by
 * part. A relative name is resolved against PATH; as nobody knows where the roots of the sources
 * are, WANTED may begin at any folder above the file. A name that is taken from a module counts as
 * a part behind it, and all names as any part. A computed import is of none. */
bool module_is_of(const struct language *language, struct bytes path, const struct import *import,
		  struct bytes wanted);

/* Whether MODULE is a path that begins with `.` or `..`. */
bool module_is_relative(struct bytes module);

typedef bool module_visitor(void *ctx, struct bytes path);
/* How many files IMPORT may lead to at once: each name that Python takes from a package may be a
 * module of its own. */
size_t module_n_targets(const struct language *language, const struct import *import);
/* Calls VISIT for each path that target WHICH (from 0) of IMPORT, in the file PATH, may be, the
 * likeliest first, until it returns true, and for those that are as likely; whether it did. */
bool module_candidates(const struct language *language, struct bytes path,
		       const struct import *import, size_t which, module_visitor *visit, void *ctx);
/* The same for PATH below the root as the language writes it, without the ending. Whether VISIT
 * returned true. */
bool module_suffixed(const struct language *language, struct bytes path, module_visitor *visit,
		     void *ctx);

#endif
