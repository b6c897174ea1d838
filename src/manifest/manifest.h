#ifndef WRIT_MANIFEST_MANIFEST_H
#define WRIT_MANIFEST_MANIFEST_H

/*
 * What a project depends on, as the files of its package manager say: the manifests that people
 * write, and the lock files that tools write. Whatever the ecosystem, a file becomes one list of
 * dependencies, each with the place where it is named. What a file only makes happen when it is run
 * (a Gemfile's loops, a property of a parent POM) is not worked out.
 *
 * All of it comes from a push: every format is read in time linear in its bytes, within limits.
 *
 * How the words of each ecosystem become a scope:
 *   runtime   what a section says without more; Maven's compile, runtime and system; all of a lock
 *             file that says nothing else
 *   dev       the dev sections of npm, Composer and Cargo, dependency groups of Python,
 *             [dev-packages], development groups of Bundler, PrivateAssets of NuGet
 *   peer      npm's peerDependencies
 *   optional  npm's optionalDependencies, Python's extras, `optional` of Cargo, Poetry and Maven
 *   build     [build-dependencies] of Cargo, [build-system] of Python, plugins, parents and
 *             `provided` of Maven, plugins of Gradle, tools and SDKs of NuGet
 *   test      `test` of Maven, test groups of Bundler, tests_require of setup.cfg
 *   indirect  what is said of a package in case something else asks for it: Go's `// indirect`,
 *             overrides, resolutions, constraints, dependencyManagement, central versions of NuGet
 *             and its transitive packages, [workspace.dependencies], [patch]
 */

#include <stdint.h>

#include "base/arena.h"
#include "document/document.h"

enum ecosystem {
	ECOSYSTEM_CARGO,
	ECOSYSTEM_COMPOSER,
	ECOSYSTEM_GO,
	ECOSYSTEM_MAVEN, /* also of Gradle's version catalogs: the same coordinates */
	ECOSYSTEM_NPM,
	ECOSYSTEM_NUGET,
	ECOSYSTEM_PYPI,
	ECOSYSTEM_RUBYGEMS,
	ECOSYSTEMS,
};

enum dependency_scope {
	SCOPE_RUNTIME,
	SCOPE_DEV,
	SCOPE_PEER,
	SCOPE_OPTIONAL,
	SCOPE_BUILD,
	SCOPE_TEST,
	SCOPE_INDIRECT,
	DEPENDENCY_SCOPES,
};

enum dependency_source {
	SOURCE_REGISTRY,
	SOURCE_GIT,
	SOURCE_URL,
	SOURCE_PATH,
	SOURCE_WORKSPACE, /* another part of the same project, or what its root says of the name */
	DEPENDENCY_SOURCES,
};

/* What a change did to a dependency. */
enum dependency_change {
	DEPENDENCY_KEPT,
	DEPENDENCY_ADDED,
	DEPENDENCY_CHANGED,
	DEPENDENCY_REMOVED,
};

struct dependency {
	/* As its ecosystem compares names: PyPI's by PEP 503, Maven's `group:artifact`, those of
	 * NuGet and Composer in small letters, others as written. An alias has the name of what it
	 * stands for. "*" where a file names a registry for all packages; where a file names none,
	 * as with a bare URL, the location. */
	struct bytes name;
	struct bytes version; /* as written, or of git the revision; data is NULL for none */
	/* The URL or path of what is not from the registry, and of a registry that is not the
	 * ecosystem's own; data is NULL for none. */
	struct bytes location;
	/* What it is asked for as, of an alias or a replacement that has another name; while a
	 * change is worked out alone. */
	struct bytes asked_as;
	enum dependency_scope scope;
	enum dependency_source source;
	bool pinned;           /* the version names one release, the revision one commit */
	uint32_t line, column; /* from 1, in bytes */
	enum dependency_change change;
	size_t old; /* of DEPENDENCY_CHANGED: its index in the manifest before */
};

struct manifest_format;

struct manifest {
	const struct manifest_format *format;
	struct dependency *dependencies; /* in the order of the file */
	size_t n;
	size_t n_bytes; /* of all texts */
};

enum { DEPENDENCIES_MAX = 50000, MANIFEST_TEXT_BYTES_MAX = 16 * 1024 * 1024 };

/* By the name of the file, and of its folder where that decides. NULL for no manifest. */
const struct manifest_format *manifest_format_of_path(struct bytes path);
/* "package.json": the file as its tool's manual calls it. */
const char *manifest_format_name(const struct manifest_format *format);
enum ecosystem manifest_format_ecosystem(const struct manifest_format *format);
/* Whether it is a lock file: written by a tool, of releases. */
bool manifest_format_is_lock(const struct manifest_format *format);
/* Whether a text says the same in files of both; NULL, of what is no manifest, is only like itself.
 */
bool manifest_formats_equal(const struct manifest_format *a, const struct manifest_format *b);

/* "npm"; "runtime"; "registry". */
const char *ecosystem_name(enum ecosystem ecosystem);
const char *dependency_scope_name(enum dependency_scope scope);
const char *dependency_source_name(enum dependency_source source);

/* Reads TEXT into ARENA, where all of the manifest lives; LIMITS are those of a document, NULL for
 * its defaults. -1 with PROBLEM, and the manifest is empty then. */
int manifest_read(struct manifest *manifest, const struct manifest_format *format,
		  struct bytes text, const struct document_limits *limits, struct arena *arena,
		  struct document_problem *problem) MUST_CHECK;

/* Sets what the change from BEFORE to NOW did to each dependency of both. Dependencies are the same
 * by name and scope; where either side has several of these, by version, source and what they
 * replace too. */
void manifest_compare(struct manifest *before, struct manifest *now);
/* What OTHER has too is kept: of a merge, another parent. */
void manifest_keep_shared(const struct manifest *other, struct manifest *now);
/* Everything in it is CHANGE. */
void manifest_mark(struct manifest *manifest, enum dependency_change change);

#endif
