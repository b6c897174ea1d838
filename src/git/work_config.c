#include "config.h"

#include "git/work_config.h"

#include <git2/sys/config.h>
#include <git2/sys/repository.h>

#include "git/config_files.h"

struct configuring {
	git_config *config;
	git_repository *git;
};

static int
add_config(void *ctx, const struct config_file *file, struct error *err)
{
	const struct configuring *to = ctx;
	int rc = git_config_add_file_ondisk(to->config, file->path, file->level, to->git, 0);

	if (rc < 0 && rc != GIT_ENOTFOUND)
		return git_failure(err, rc, "cannot read the configuration %s", file->path);
	return 0;
}

int
work_config_set(struct repository *repository, struct error *err)
{
	struct configuring to = { NULL, repository->git };
	int rc = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, NULL);

	if (rc == 0)
		rc = git_config_new(&to.config);
	if (rc < 0)
		return git_failure(err, rc, "cannot read the configuration");
	rc = config_files_each(repository, add_config, &to, err);
	if (rc == 0)
		git_repository_set_config(repository->git, to.config);
	git_config_free(to.config);
	return rc;
}
