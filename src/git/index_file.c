#include "config.h"

#include "git/index_file.h"

#include <git2/sys/repository.h>
#include <stdlib.h>
#include <string.h>

void
index_file_path(const struct repository *repository, struct buf *path)
{
	const char *instead = getenv("GIT_INDEX_FILE");

	if (instead && *instead)
		buf_add_string(path, instead);
	else
		buf_printf(path, "%s/index", repository->own_dir);
}

/* By the names of the extensions in index-format(5). */
static int
failure(struct error *err, int rc)
{
	git_failure(err, rc, "cannot read the index");
	if (strstr(err->message, "extension: 'link'"))
		return error_set(err, ERROR_CONFIG,
				 "the index is split, which cannot be read; make it whole: `git "
				 "update-index --no-split-index`");
	if (strstr(err->message, "extension: 'sdir'"))
		return error_set(err, ERROR_CONFIG,
				 "the index is sparse, which cannot be read; make it whole: `git "
				 "sparse-checkout reapply --no-sparse-index`");
	return -1;
}

int
index_file_open(struct repository *repository, git_index **index, struct error *err)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	int rc;

	index_file_path(repository, &path);
	rc = git_index_open(index, path.data);
	if (rc == 0)
		rc = git_repository_set_index(repository->git, *index);
	return rc < 0 ? failure(err, rc) : 0;
}
