#ifndef WRIT_GIT_READER_H
#define WRIT_GIT_READER_H

/*
 * The state behind repository_objects(): which repository, which limits, which buffers.
 */

#include "git/repository.h"

struct object_reader;

void object_reader_free(struct object_reader *reader);

#endif
