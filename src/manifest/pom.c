#include "config.h"

#include "manifest/formats.h"

#include "base/macros.h"
#include "manifest/properties.h"
#include "manifest/version.h"

/*
 * pom.xml. Properties are filled in when they stand in the same file; what a parent says is not
 * known, and what a profile says as well may be the one or the other. Where a profile or a section
 * of managed versions gives a version, it is a dependency of its own.
 */

struct pom {
	struct manifest_reader reader; /* first, so that the one is the other */
	struct properties properties;
};

static const struct {
	const char *word;
	enum dependency_scope scope;
} scopes[] = {
	{ "test", SCOPE_TEST },
	{ "provided", SCOPE_BUILD },
	{ "import", SCOPE_INDIRECT },
};

static enum dependency_scope
scope_of(const struct document_node *node, enum dependency_scope scope)
{
	struct bytes word = node_entry_text(node, "scope");

	if (scope != SCOPE_RUNTIME)
		return scope;
	for (size_t i = 0; i < ARRAY_SIZE(scopes); i++) {
		if (bytes_equal_string(word, scopes[i].word))
			return scopes[i].scope;
	}
	return bytes_equal_string(node_entry_text(node, "optional"), "true") ? SCOPE_OPTIONAL
									     : scope;
}

static struct bytes
filled(struct pom *pom, const struct document_node *node, const char *key)
{
	return properties_fill(&pom->properties, node_entry_text(node, key), pom->reader.arena);
}

static int
artifact_add(struct pom *pom, const struct document_node *node, struct bytes group,
	     enum dependency_scope scope)
{
	const struct document_node *at = node_entry(node, "artifactId");
	struct bytes artifact = filled(pom, node, "artifactId");
	struct bytes path = node_entry_text(node, "systemPath");
	struct dependency found = { .version = filled(pom, node, "version"), .scope = scope };

	if (artifact.len == 0)
		return 0;
	found.line = at->line;
	found.column = at->column;
	found.name = manifest_join(&pom->reader, group, artifact);
	found.pinned = version_is_exact_maven(found.version);
	if (path.len) {
		found.source = SOURCE_PATH;
		found.location = path;
	}
	return manifest_add(&pom->reader, &found);
}

static int
dependency_read(struct manifest_reader *reader, const struct document_node *node,
		enum dependency_scope scope)
{
	struct pom *pom = (struct pom *)reader;

	return artifact_add(pom, node, filled(pom, node, "groupId"), scope_of(node, scope));
}

static int
plugin_read(struct manifest_reader *reader, const struct document_node *node,
	    enum dependency_scope scope)
{
	struct pom *pom = (struct pom *)reader;
	struct bytes group = filled(pom, node, "groupId");

	return artifact_add(pom, node, group.len ? group : BYTES("org.apache.maven.plugins"),
			    scope);
}

static int
repository_read(struct manifest_reader *reader, const struct document_node *node,
		enum dependency_scope scope)
{
	(void)scope;
	return manifest_add_registry_node(reader, node, "https://repo.maven.apache.org/maven2");
}

/* Each within the project, and within its profiles. */
#define IN_PROJECT_AND_PROFILES(path, scope, read)                                                 \
	{ "project/" path, (scope), (read) },                                                      \
	{                                                                                          \
		"project/profiles/profile/" path, (scope), (read)                                  \
	}

/* What the compiler runs; each is an element of any name. */
#define PROCESSORS(plugin, scope)                                                                  \
	IN_PROJECT_AND_PROFILES(plugin "configuration/annotationProcessorPaths/*", (scope),        \
				dependency_read),                                                  \
		IN_PROJECT_AND_PROFILES(                                                           \
			plugin "executions/execution/configuration/annotationProcessorPaths/*",    \
			(scope), dependency_read)

static const struct section sections[] = {
	{ "project/parent", SCOPE_BUILD, dependency_read },
	{ "project/build/extensions/extension", SCOPE_BUILD, dependency_read },
	IN_PROJECT_AND_PROFILES("dependencies/dependency", SCOPE_RUNTIME, dependency_read),
	IN_PROJECT_AND_PROFILES("dependencyManagement/dependencies/dependency", SCOPE_INDIRECT,
				dependency_read),
	IN_PROJECT_AND_PROFILES("build/plugins/plugin", SCOPE_BUILD, plugin_read),
	IN_PROJECT_AND_PROFILES("build/plugins/plugin/dependencies/dependency", SCOPE_BUILD,
				dependency_read),
	PROCESSORS("build/plugins/plugin/", SCOPE_BUILD),
	PROCESSORS("build/pluginManagement/plugins/plugin/", SCOPE_INDIRECT),
	IN_PROJECT_AND_PROFILES("build/pluginManagement/plugins/plugin", SCOPE_INDIRECT,
				plugin_read),
	IN_PROJECT_AND_PROFILES("build/pluginManagement/plugins/plugin/dependencies/dependency",
				SCOPE_INDIRECT, dependency_read),
	IN_PROJECT_AND_PROFILES("reporting/plugins/plugin", SCOPE_BUILD, plugin_read),
	IN_PROJECT_AND_PROFILES("repositories/repository", SCOPE_RUNTIME, repository_read),
	IN_PROJECT_AND_PROFILES("pluginRepositories/pluginRepository", SCOPE_BUILD,
				repository_read),
};

/* What every POM can say of itself: the project's own, else its parent's. */
static void
own_properties_add(struct properties *properties, const struct document_node *project)
{
	static const struct {
		const char *key, *name, *old_name, *parent_name;
	} own[] = {
		{ "version", "project.version", "pom.version", "project.parent.version" },
		{ "groupId", "project.groupId", "pom.groupId", "project.parent.groupId" },
		{ "artifactId", "project.artifactId", "pom.artifactId",
		  "project.parent.artifactId" },
	};
	const struct document_node *parent = node_entry(project, "parent");

	for (size_t i = 0; i < ARRAY_SIZE(own); i++) {
		struct bytes inherited = node_entry_text(parent, own[i].key);
		struct bytes value = node_entry_text(project, own[i].key);

		if (!value.data && i < 2)
			value = inherited;
		properties_add(properties, bytes_of(own[i].name), value);
		properties_add(properties, bytes_of(own[i].old_name), value);
		properties_add(properties, bytes_of(own[i].parent_name), inherited);
	}
}

static int
profile_property_hide(struct manifest_reader *reader, const struct document_node *node,
		      enum dependency_scope scope)
{
	(void)scope;
	properties_hide(&((struct pom *)reader)->properties, node->key);
	return 0;
}

static void
properties_read(struct properties *properties, const struct document_node *project)
{
	const struct document_node *node = node_entry(project, "properties");

	node = node && node->kind == NODE_MAPPING ? node->first : NULL;
	for (; node; node = node->next)
		properties_add(properties, node->key, node_text(node));
	own_properties_add(properties, project);
}

/* Maven 4 reads elements of a namespace that has a prefix, Maven 3 does not: nobody writes them so.
 */
static int
names_check(struct manifest_reader *reader, const struct document_node *root)
{
	static const char *const names[] = {
		"project",   "parent",   "dependencies", "dependency",       "dependencyManagement",
		"build",     "plugins",  "plugin",       "pluginManagement", "extensions",
		"extension", "profiles", "profile",      "groupId",          "artifactId",
		"version"
	};

	if (root->first && !bytes_equal_string(root->first->key, "project"))
		return manifest_fail(reader, root->first->line, root->first->column,
				     "the root element is no project");
	for (const struct document_node *node = root; node; node = node_following(node, root)) {
		struct bytes local = node->key;

		text_until(&local, ":");
		if (local.len && is_one_of(local, names, ARRAY_SIZE(names)))
			return manifest_fail(reader, node->line, node->column,
					     "an element `%.*s` with a prefix is not read",
					     SHOWN(node->key));
	}
	return 0;
}

int
pom_read(struct manifest_reader *reader, const struct document_node *root)
{
	static const struct section of_profiles = { "project/profiles/profile/properties/*",
						    SCOPE_RUNTIME, profile_property_hide };
	struct pom pom = { .reader = *reader };
	int result;

	if (names_check(reader, root) < 0)
		return -1;
	properties_read(&pom.properties, node_entry(root, "project"));
	result = manifest_sections(&pom.reader, root, &of_profiles, 1);
	properties_sort(&pom.properties);
	if (result == 0)
		result = manifest_sections(&pom.reader, root, sections, ARRAY_SIZE(sections));
	*reader = pom.reader;
	properties_release(&pom.properties);
	return result;
}
