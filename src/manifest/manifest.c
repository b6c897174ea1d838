#include "config.h"

#include "manifest/manifest.h"

#include <strings.h>

#include "base/macros.h"
#include "manifest/formats.h"

/* The formats that are no document, but lines. */
enum { LINES = DOCUMENT_FORMATS };

/* A file is of the first row whose every part fits its path. */
struct manifest_format {
	const char *name; /* as it is shown; also of the file, without a prefix, suffix or folder */
	const char *folder, *prefix, *suffix;
	enum ecosystem ecosystem;
	bool lock;
	int syntax; /* enum document_format or LINES */
	format_reader *read;
};

#define WHOLE(name, ecosystem, lock, syntax, read)                                                 \
	{                                                                                          \
		name, NULL, NULL, NULL, (ecosystem), (lock), (int)(syntax), (read)                 \
	}
#define NAMED(name, folder, prefix, suffix, ecosystem, syntax, read)                               \
	{                                                                                          \
		name, folder, prefix, suffix, (ecosystem), false, (int)(syntax), (read)            \
	}

static const struct manifest_format formats[] = {
	WHOLE("package.json", ECOSYSTEM_NPM, false, DOCUMENT_JSON, package_json_read),
	WHOLE("package-lock.json", ECOSYSTEM_NPM, true, DOCUMENT_JSON, package_lock_read),
	WHOLE("npm-shrinkwrap.json", ECOSYSTEM_NPM, true, DOCUMENT_JSON, package_lock_read),
	WHOLE("yarn.lock", ECOSYSTEM_NPM, true, LINES, yarn_lock_read),
	WHOLE("pnpm-lock.yaml", ECOSYSTEM_NPM, true, DOCUMENT_YAML, pnpm_lock_read),
	WHOLE("pnpm-workspace.yaml", ECOSYSTEM_NPM, false, DOCUMENT_YAML, pnpm_workspace_read),

	WHOLE("pom.xml", ECOSYSTEM_MAVEN, false, DOCUMENT_XML, pom_read),
	NAMED("version catalog", NULL, NULL, ".versions.toml", ECOSYSTEM_MAVEN, DOCUMENT_TOML,
	      version_catalog_read),

	WHOLE("go.mod", ECOSYSTEM_GO, false, LINES, go_mod_read),
	WHOLE("go.work", ECOSYSTEM_GO, false, LINES, go_mod_read), /* its replacements */
	WHOLE("go.sum", ECOSYSTEM_GO, true, LINES, go_sum_read),

	WHOLE("Cargo.toml", ECOSYSTEM_CARGO, false, DOCUMENT_TOML, cargo_toml_read),
	WHOLE("Cargo.lock", ECOSYSTEM_CARGO, true, DOCUMENT_TOML, cargo_lock_read),

	NAMED("requirements file", NULL, "requirements", ".txt", ECOSYSTEM_PYPI, LINES,
	      requirements_read),
	NAMED("requirements file", NULL, "requirements", ".in", ECOSYSTEM_PYPI, LINES,
	      requirements_read),
	NAMED("requirements file", "requirements", NULL, ".txt", ECOSYSTEM_PYPI, LINES,
	      requirements_read),
	NAMED("requirements file", "requirements", NULL, ".in", ECOSYSTEM_PYPI, LINES,
	      requirements_read),
	NAMED("constraints file", NULL, "constraints", ".txt", ECOSYSTEM_PYPI, LINES,
	      constraints_read),
	NAMED("constraints file", NULL, "constraints", ".in", ECOSYSTEM_PYPI, LINES,
	      constraints_read),
	WHOLE("pyproject.toml", ECOSYSTEM_PYPI, false, DOCUMENT_TOML, pyproject_read),
	WHOLE("setup.cfg", ECOSYSTEM_PYPI, false, LINES, setup_cfg_read),
	WHOLE("Pipfile", ECOSYSTEM_PYPI, false, DOCUMENT_TOML, pipfile_read),
	WHOLE("Pipfile.lock", ECOSYSTEM_PYPI, true, DOCUMENT_JSON, pipfile_lock_read),
	WHOLE("poetry.lock", ECOSYSTEM_PYPI, true, DOCUMENT_TOML, poetry_lock_read),
	WHOLE("uv.lock", ECOSYSTEM_PYPI, true, DOCUMENT_TOML, uv_lock_read),

	WHOLE("composer.json", ECOSYSTEM_COMPOSER, false, DOCUMENT_JSON, composer_json_read),
	WHOLE("composer.lock", ECOSYSTEM_COMPOSER, true, DOCUMENT_JSON, composer_lock_read),

	NAMED("project file", NULL, NULL, ".csproj", ECOSYSTEM_NUGET, DOCUMENT_XML, msbuild_read),
	NAMED("project file", NULL, NULL, ".fsproj", ECOSYSTEM_NUGET, DOCUMENT_XML, msbuild_read),
	NAMED("project file", NULL, NULL, ".vbproj", ECOSYSTEM_NUGET, DOCUMENT_XML, msbuild_read),
	WHOLE("Directory.Packages.props", ECOSYSTEM_NUGET, false, DOCUMENT_XML, msbuild_read),
	WHOLE("Directory.Build.props", ECOSYSTEM_NUGET, false, DOCUMENT_XML, msbuild_read),
	WHOLE("Directory.Build.targets", ECOSYSTEM_NUGET, false, DOCUMENT_XML, msbuild_read),
	WHOLE("packages.config", ECOSYSTEM_NUGET, false, DOCUMENT_XML, packages_config_read),
	WHOLE("packages.lock.json", ECOSYSTEM_NUGET, true, DOCUMENT_JSON, packages_lock_read),

	WHOLE("Gemfile", ECOSYSTEM_RUBYGEMS, false, LINES, gemfile_read),
	WHOLE("gems.rb", ECOSYSTEM_RUBYGEMS, false, LINES, gemfile_read),
	WHOLE("Gemfile.lock", ECOSYSTEM_RUBYGEMS, true, LINES, gemfile_lock_read),
	WHOLE("gems.locked", ECOSYSTEM_RUBYGEMS, true, LINES, gemfile_lock_read),
	NAMED("gemspec", NULL, NULL, ".gemspec", ECOSYSTEM_RUBYGEMS, LINES, gemfile_read),
};

static const char *const ecosystem_names[ECOSYSTEMS] = {
	[ECOSYSTEM_CARGO] = "cargo", [ECOSYSTEM_COMPOSER] = "composer", [ECOSYSTEM_GO] = "go",
	[ECOSYSTEM_MAVEN] = "maven", [ECOSYSTEM_NPM] = "npm",           [ECOSYSTEM_NUGET] = "nuget",
	[ECOSYSTEM_PYPI] = "pypi",   [ECOSYSTEM_RUBYGEMS] = "rubygems",
};

static const char *const scope_names[DEPENDENCY_SCOPES] = {
	[SCOPE_RUNTIME] = "runtime",   [SCOPE_DEV] = "dev",     [SCOPE_PEER] = "peer",
	[SCOPE_OPTIONAL] = "optional", [SCOPE_BUILD] = "build", [SCOPE_TEST] = "test",
	[SCOPE_INDIRECT] = "indirect",
};

static const char *const source_names[DEPENDENCY_SOURCES] = {
	[SOURCE_REGISTRY] = "registry",
	[SOURCE_GIT] = "git",
	[SOURCE_URL] = "url",
	[SOURCE_PATH] = "path",
	[SOURCE_WORKSPACE] = "workspace",
};

const char *
ecosystem_name(enum ecosystem ecosystem)
{
	return ecosystem_names[ecosystem];
}

const char *
dependency_scope_name(enum dependency_scope scope)
{
	return scope_names[scope];
}

const char *
dependency_source_name(enum dependency_source source)
{
	return source_names[source];
}

const char *
manifest_format_name(const struct manifest_format *format)
{
	return format->name;
}

enum ecosystem
manifest_format_ecosystem(const struct manifest_format *format)
{
	return format->ecosystem;
}

bool
manifest_format_is_lock(const struct manifest_format *format)
{
	return format->lock;
}

bool
manifest_formats_equal(const struct manifest_format *a, const struct manifest_format *b)
{
	return a == b || (a && b && a->read == b->read);
}

/* NuGet's tools run where file names have no letter case, and compare suffixes without it. */
static bool
nuget_name_fits(const struct manifest_format *format, struct bytes name)
{
	struct bytes wanted = bytes_of(format->suffix ? format->suffix : format->name);

	if (format->suffix && name.len > wanted.len)
		name = bytes_slice(name, name.len - wanted.len, name.len);
	return name.len == wanted.len && strncasecmp(name.data, wanted.data, name.len) == 0;
}

static bool
format_fits(const struct manifest_format *format, struct bytes folder, struct bytes name)
{
	if (format->ecosystem == ECOSYSTEM_NUGET)
		return nuget_name_fits(format, name);
	if (!format->suffix)
		return bytes_equal_string(name, format->name);
	if (format->folder && !bytes_equal_string(folder, format->folder))
		return false;
	return bytes_starts_with(name, bytes_of(format->prefix)) &&
	       bytes_ends_with(name, bytes_of(format->suffix));
}

const struct manifest_format *
manifest_format_of_path(struct bytes path)
{
	struct bytes folder = BYTES_NONE, name = BYTES_NONE, rest = path, piece;

	while (bytes_split(&rest, '/', &piece)) {
		folder = name;
		name = piece;
	}
	for (size_t i = 0; i < ARRAY_SIZE(formats); i++) {
		if (format_fits(&formats[i], folder, name))
			return &formats[i];
	}
	return NULL;
}

/* Sections are looked for one after the other: back to the order of the file. */
static int
place_compare(const void *a, const void *b)
{
	const struct dependency *one = a, *other = b;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return bytes_compare(one->name, other->name);
}

static void
found_keep(struct manifest *manifest, struct manifest_reader *reader, struct arena *arena)
{
	size_t n = reader->found.len;

	manifest->n = n;
	manifest->n_bytes = reader->n_bytes;
	manifest->dependencies = arena_new_array(arena, struct dependency, n);
	if (n == 0)
		return;
	qsort(reader->found.items, n, sizeof(struct dependency), place_compare);
	memcpy(manifest->dependencies, reader->found.items, n * sizeof(struct dependency));
}

/* The document is dropped once it is read. */
static int
document_read(struct manifest_reader *reader, const struct manifest_format *format,
	      const struct document_limits *limits)
{
	struct document_node *root;
	struct arena nodes;
	int result;

	arena_init(&nodes);
	result = document_parse(&root, (enum document_format)format->syntax, reader->text, limits,
				&nodes, reader->problem);
	if (result == 0)
		result = format->read(reader, root);
	arena_release(&nodes);
	return result;
}

/* A NUL can make an editor, and a tool, take the text for something else: UTF-16, say. */
static int
nul_check(struct manifest_reader *reader)
{
	struct bytes text = reader->text, rest = text;
	struct text_line line = { BYTES_NONE, 0 };
	const char *nul = text.len ? memchr(text.data, '\0', text.len) : NULL;

	if (!nul)
		return 0;
	while (line_next(&rest, &line) && rest.data && rest.data <= nul)
		;
	return manifest_fail(reader, line.number, (size_t)(nul - line.text.data) + 1, "a NUL byte");
}

static int
lines_read(struct manifest_reader *reader, const struct manifest_format *format,
	   const struct document_limits *limits)
{
	if (limits && reader->text.len > limits->bytes) {
		manifest_fail(reader, 1, 1, "the text has more than %zu bytes", limits->bytes);
		reader->problem->limit = true;
		return -1;
	}
	return nul_check(reader) < 0 ? -1 : format->read(reader, NULL);
}

int
manifest_read(struct manifest *manifest, const struct manifest_format *format, struct bytes text,
	      const struct document_limits *limits, struct arena *arena,
	      struct document_problem *problem)
{
	struct manifest_reader reader = {
		.arena = arena, .text = text, .problem = problem, .is_lock = format->lock
	};
	int result;

	*manifest = (struct manifest){ .format = format };
	result = format->syntax == LINES ? lines_read(&reader, format, limits)
					 : document_read(&reader, format, limits);
	if (result == 0)
		found_keep(manifest, &reader, arena);
	vec_release(&reader.found);
	return result;
}
