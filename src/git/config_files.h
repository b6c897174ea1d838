#ifndef WRIT_GIT_CONFIG_FILES_H
#define WRIT_GIT_CONFIG_FILES_H

/*
 * Which files git-config(1) reads, and in which order ("FILES", "ENVIRONMENT").
 */

#include "git/handle.h"

enum config_file_kind {
	CONFIG_FILE_LOCKED,
	CONFIG_FILE_SYSTEM,
	CONFIG_FILE_USER,
	CONFIG_FILE_REPOSITORY,
};

struct config_file {
	const char *path; /* borrowed for the call; need not exist */
	enum config_file_kind kind;
	git_config_level_t level;
};

typedef int config_file_visitor(void *ctx, const struct config_file *file, struct error *err);

/* Each file, lowest precedence first; REPOSITORY may be NULL. The first non-zero return ends it
 * and is returned. */
int config_files_each(struct repository *repository, config_file_visitor *visit, void *ctx,
		      struct error *err) MUST_CHECK;

/* A boolean variable of the environment as git_env_bool reads it; false when unset or unclear. */
bool env_is_true(const char *name);

#endif
