#ifndef WRIT_MANIFEST_FORMATS_H
#define WRIT_MANIFEST_FORMATS_H

/*
 * The reader of each format. ROOT is its document, NULL for the formats that are read as lines; -1
 * with the reader's problem.
 */

#include "manifest/reader.h"

typedef int
format_reader(struct manifest_reader *reader, const struct document_node *root) MUST_CHECK;

format_reader cargo_toml_read, cargo_lock_read;
format_reader composer_json_read, composer_lock_read;
format_reader go_mod_read, go_sum_read;
format_reader pom_read, version_catalog_read;
format_reader package_json_read, pnpm_workspace_read, package_lock_read, yarn_lock_read,
	pnpm_lock_read;
format_reader msbuild_read, packages_config_read, packages_lock_read;
format_reader requirements_read, constraints_read, pyproject_read, setup_cfg_read, pipfile_read,
	pipfile_lock_read, poetry_lock_read, uv_lock_read;
format_reader gemfile_read, gemfile_lock_read;

#endif
