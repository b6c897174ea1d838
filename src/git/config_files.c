#include "config.h"

#include "git/config_files.h"

#include <stdlib.h>

#include "base/buf.h"

bool
env_is_true(const char *name)
{
	const char *value = getenv(name);
	int truth = 0;

	return value && git_config_parse_bool(&truth, value) == 0 && truth;
}

struct listing {
	config_file_visitor *visit;
	void *ctx;
	struct error *err;
};

/* FOLDER (NULL: none) and NAME below it. */
static int
list_file(const struct listing *to, const char *folder, const char *name,
	  enum config_file_kind kind, git_config_level_t level)
{
	CLEANUP(buf_release) struct buf path = BUF_INIT;
	struct config_file file = { NULL, kind, level };

	if (!folder || !*folder)
		return 0;
	buf_printf(&path, "%s%s", folder, name);
	file.path = path.data;
	return to->visit(to->ctx, &file, to->err);
}

static int
list_system(const struct listing *to)
{
	const char *instead = getenv("GIT_CONFIG_SYSTEM");

	if (env_is_true("GIT_CONFIG_NOSYSTEM"))
		return 0;
	return list_file(to, instead ? instead : "/etc/gitconfig", "", CONFIG_FILE_SYSTEM,
			 GIT_CONFIG_LEVEL_SYSTEM);
}

static int
list_user(const struct listing *to)
{
	const char *instead = getenv("GIT_CONFIG_GLOBAL");
	const char *xdg = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	bool has_xdg = xdg && *xdg;
	int rc;

	if (instead)
		return list_file(to, instead, "", CONFIG_FILE_USER, GIT_CONFIG_LEVEL_GLOBAL);
	rc = list_file(to, has_xdg ? xdg : home, has_xdg ? "/git/config" : "/.config/git/config",
		       CONFIG_FILE_USER, GIT_CONFIG_LEVEL_XDG);
	if (rc != 0)
		return rc;
	return list_file(to, home, "/.gitconfig", CONFIG_FILE_USER, GIT_CONFIG_LEVEL_GLOBAL);
}

static bool
has_worktree_config(const struct repository *repository)
{
	git_config *config = NULL;
	int truth = 0;

	if (git_repository_config_snapshot(&config, repository->git) < 0)
		return false;
	if (git_config_get_bool(&truth, config, "extensions.worktreeconfig") < 0)
		truth = 0;
	git_config_free(config);
	return truth;
}

static int
list_repository(const struct listing *to, const struct repository *repository)
{
	int rc = list_file(to, repository->git_dir, "/config", CONFIG_FILE_REPOSITORY,
			   GIT_CONFIG_LEVEL_LOCAL);

	if (rc != 0 || !has_worktree_config(repository))
		return rc;
	return list_file(to, repository->own_dir, "/config.worktree", CONFIG_FILE_REPOSITORY,
			 GIT_CONFIG_LEVEL_APP);
}

int
config_files_each(struct repository *repository, config_file_visitor *visit, void *ctx,
		  struct error *err)
{
	struct listing to = { visit, ctx, err };
	int rc = list_system(&to);

	if (rc == 0)
		rc = list_user(&to);
	if (rc == 0 && repository)
		rc = list_repository(&to, repository);
	return rc;
}
