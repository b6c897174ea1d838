#include "config.h"

#include "manifest/npm.h"

#include "base/macros.h"
#include "manifest/version.h"

/* A specification is of the first row that it begins with. */
static const struct {
	const char *prefix;
	enum dependency_source source;
} protocols[] = {
	{ "workspace:", SOURCE_WORKSPACE }, /* Yarn, pnpm */
	{ "catalog:", SOURCE_WORKSPACE },   /* pnpm: the version stands in pnpm-workspace.yaml */
	{ "file:", SOURCE_PATH },
	{ "link:", SOURCE_PATH },
	{ "portal:", SOURCE_PATH },
	{ "patch:", SOURCE_PATH },
	{ "exec:", SOURCE_PATH },
	{ ".", SOURCE_PATH },
	{ "/", SOURCE_PATH },
	{ "~/", SOURCE_PATH },
	{ "git", SOURCE_GIT }, /* git:, git+ssh:, git@, github:, gitlab: */
	{ "ssh:", SOURCE_GIT },
	{ "bitbucket:", SOURCE_GIT },
	{ "gist:", SOURCE_GIT },
};

static const char *const own_registries[] = { "https://registry.npmjs.org/",
					      "https://registry.yarnpkg.com/" };

/* A range or the name of a tag: nothing that leads elsewhere. */
static bool
is_plain(struct bytes spec)
{
	for (size_t i = 0; i < spec.len; i++) {
		if (char_is_in(spec.data[i], ":/\\"))
			return false;
	}
	return true;
}

static enum dependency_source
source_of(struct bytes spec)
{
	for (size_t i = 0; i < ARRAY_SIZE(protocols); i++) {
		if (bytes_starts_with(spec, bytes_of(protocols[i].prefix)))
			return protocols[i].source;
	}
	if (text_find(spec, ".git#") < spec.len || bytes_ends_with(spec, BYTES(".git")))
		return SOURCE_GIT;
	if (text_has(spec, ':'))
		return SOURCE_URL;
	return text_has(spec, '/') ? SOURCE_GIT : SOURCE_PATH; /* owner/name, of GitHub */
}

/* What stands behind `#`: a commit, a branch, or a range that tags are looked for by. */
static void
revision_read(struct dependency *dependency, struct bytes spec)
{
	struct bytes revision = spec;

	dependency->location = text_until(&revision, "#");
	if (!text_has(spec, '#'))
		return;
	text_takes(&revision, "semver:");
	text_takes(&revision, "commit=");
	dependency->version = revision;
	dependency->pinned = version_is_commit(revision);
}

/* Whether SPEC is a range, and not a package and its range: it begins with an operator, or it has
 * no
 * `@` and is a version or numbers alone. Names may begin with a digit. */
static bool
is_range(struct bytes spec)
{
	if (spec.len == 0 || char_is_in(spec.data[0], "^~<>=* "))
		return true;
	if (version_is_exact_npm(spec))
		return true;
	text_takes(&spec, "v");
	for (size_t i = 0; i < spec.len; i++) {
		if (!char_is_in(spec.data[i], "0123456789.xX*|<>=^~ -"))
			return false;
	}
	return spec.len && spec.data[0] >= '0' && spec.data[0] <= '9';
}

/* `npm:name@range` and `npm:name` stand for another package; `npm:range` is Yarn's way to write a
 * range, and `npm:tag` one to write a tag, which is the name of a package to all others. */
static void
registry_read(struct dependency *dependency, struct bytes spec)
{
	struct bytes range = spec, name = dependency->name;

	if (!is_range(spec))
		npm_descriptor_split(spec, &dependency->name, &range);
	if (!bytes_equal(dependency->name, name))
		dependency->asked_as = name;
	dependency->version = range;
	dependency->pinned = version_is_exact_npm(range);
}

bool
npm_spec_other_reading(const struct dependency *dependency, struct bytes key, struct bytes spec,
		       struct dependency *other)
{
	struct bytes name, range;

	spec = bytes_trim(spec);
	if (!text_takes(&spec, "npm:") || spec.len == 0)
		return false;
	for (size_t i = 0; i < spec.len; i++) {
		if (char_is_in(spec.data[i], "^~<>=*| "))
			return false;
	}
	npm_descriptor_split(spec, &name, &range);
	if (range.data)
		return false;
	*other = *dependency;
	other->version = dependency->version.data ? BYTES_NONE : spec;
	other->name = dependency->version.data ? spec : key;
	other->asked_as = bytes_equal(other->name, key) ? BYTES_NONE : key;
	other->pinned = false;
	return true;
}

void
npm_spec_read(struct dependency *dependency, struct bytes name, struct bytes spec)
{
	dependency->name = name;
	spec = bytes_trim(spec);
	if (text_takes(&spec, "npm:")) {
		registry_read(dependency, spec);
		return;
	}
	if (is_plain(spec)) {
		dependency->version = spec;
		dependency->pinned = version_is_exact_npm(spec);
		return;
	}
	dependency->source = source_of(spec);
	dependency->location = spec;
	if (dependency->source == SOURCE_GIT)
		revision_read(dependency, spec);
	if (dependency->source == SOURCE_WORKSPACE) {
		dependency->version = spec;
		text_until(&dependency->version, ":");
		dependency->location = BYTES_NONE;
	}
}

void
npm_descriptor_split(struct bytes descriptor, struct bytes *name, struct bytes *spec)
{
	struct bytes rest = bytes_slice(descriptor, 1, descriptor.len);

	*name = bytes_slice(descriptor, 0, 1 + text_until(&rest, "@").len);
	*spec = name->len < descriptor.len ? rest : BYTES_NONE;
}

/* Whether PATH begins with "NAME/-/", also when it has the slash of a scope as `%2f`. */
static bool
is_tarball_of(struct bytes path, struct bytes name)
{
	size_t at = 0;

	for (size_t i = 0; i < name.len; i++, at++) {
		struct bytes rest = bytes_slice(path, at, at + 3);

		if (name.data[i] == '/' && text_equal_lower(rest, "%2f"))
			at += 2;
		else if (rest.len == 0 || rest.data[0] != name.data[i])
			return false;
	}
	return bytes_starts_with(bytes_slice(path, at, path.len), BYTES("/-/"));
}

/* The same of what stands in front of "/-/", for a registry at any place: there the name ends, and
 * a scope's slash in it may take two bytes more. */
static bool
is_tarball_elsewhere(struct bytes url, struct bytes name)
{
	size_t end = text_find(url, "/-/");

	if (end == url.len)
		return false;
	for (size_t len = name.len; len <= name.len + 2; len += 2) {
		if (len < end && url.data[end - len - 1] == '/' &&
		    is_tarball_of(bytes_slice(url, end - len, url.len), name))
			return true;
	}
	return false;
}

/* The version in ".../-/name-1.0.0.tgz", for an entry that gives none. */
static struct bytes
tarball_version(struct bytes url, struct bytes name)
{
	struct bytes file = bytes_slice(url, text_find(url, "/-/") + 3, url.len);

	if (text_has(name, '/'))
		text_until(&name, "/");
	if (!bytes_starts_with(file, name) || !bytes_ends_with(file, BYTES(".tgz")))
		return BYTES_NONE;
	return bytes_slice(file, name.len + 1, file.len - 4);
}

static bool
is_of_own_registry(struct bytes url, struct bytes name)
{
	for (size_t i = 0; i < ARRAY_SIZE(own_registries); i++) {
		struct bytes path = url;

		if (text_takes(&path, own_registries[i]) && is_tarball_of(path, name))
			return true;
	}
	return false;
}

void
npm_resolved_read(struct dependency *dependency, struct bytes url)
{
	bool devious = url_is_devious(url);
	bool own = !devious && is_of_own_registry(url, dependency->name);

	if (url.len == 0)
		return;
	dependency->location = own ? BYTES_NONE : url;
	if (own || (!devious && is_tarball_elsewhere(url, dependency->name))) {
		dependency->source = SOURCE_REGISTRY;
		if (!dependency->version.data)
			dependency->version = tarball_version(url, dependency->name);
		return;
	}
	dependency->source = bytes_starts_with(url, BYTES("http")) ? SOURCE_URL : source_of(url);
	if (dependency->source == SOURCE_GIT)
		revision_read(dependency, url);
}
