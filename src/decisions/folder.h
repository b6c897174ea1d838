#ifndef WRIT_DECISIONS_FOLDER_H
#define WRIT_DECISIONS_FOLDER_H

/*
 * A source of decisions that is a folder on the server.
 */

#include "model/limits.h"
#include "model/source.h"
#include "base/arena.h"
#include "base/error.h"

/* Fills files of SOURCE from the folder PATH, with its subfolders; hidden files and folders are
 * left out; a symbolic link below it is followed only to a regular file inside it. ERROR_NOT_FOUND,
 * ERROR_SYSTEM or ERROR_LIMIT name the file. */
int folder_read(const char *path, const struct limits *limits, struct arena *arena,
		struct source *source, struct error *err) MUST_CHECK;

#endif
