#ifndef WRIT_GIT_FOLDER_AUTHORS_H
#define WRIT_GIT_FOLDER_AUTHORS_H

/*
 * Who wrote what an update changes in one folder, as its commits say.
 */

#include "git/repository.h"
#include "model/limits.h"
#include "model/push.h"

struct folder_authors {
	struct bytes *emails; /* of authors and committers, each once */
	size_t n;
};

/* Of the commits that the new value of UPDATE reaches and its old one does not, those whose FOLDER
 * ("" for the whole tree) differs from every parent's. It lives in ARENA. ERROR_NOT_FOUND,
 * ERROR_MALFORMED, ERROR_LIMIT. */
int folder_authors_find(struct repository *repository, const struct limits *limits,
			const struct ref_update *update, struct bytes folder, struct arena *arena,
			struct folder_authors *authors, struct error *err) MUST_CHECK;

#endif
