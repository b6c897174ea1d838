#ifndef WRIT_GIT_CORPUS_H
#define WRIT_GIT_CORPUS_H

/*
 * A source of decisions that is a folder of a commit: the files below FOLDER of VALUE.
 */

#include "git/repository.h"
#include "model/limits.h"
#include "model/source.h"

/* Fills files of SOURCE from FOLDER ("" for the whole tree) of VALUE, a commit, tree or tag;
 * regular files only (a symlink or submodule that looks like a decision is an error: its content is
 * elsewhere). Contents live in ARENA. ERROR_NOT_FOUND when the folder is not there, ERROR_LIMIT
 * over the limits of a source. */
int corpus_read(struct repository *repository, const struct oid *value, struct bytes folder,
		const struct limits *limits, struct arena *arena, struct source *source,
		struct error *err) MUST_CHECK;

#endif
