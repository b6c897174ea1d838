#ifndef WRIT_GIT_READER_H
#define WRIT_GIT_READER_H

/*
 * What stands behind repository_objects(): model/objects.h for one repository.
 */

#include "git/repository.h"

struct object_reader;

void object_reader_free(struct object_reader *reader);

#endif
