#include "config.h"

#include "document/document.h"

#include "base/macros.h"

static const char *const names[DOCUMENT_FORMATS] = {
	[DOCUMENT_JSON] = "json",
	[DOCUMENT_JSONC] = "jsonc",
	[DOCUMENT_YAML] = "yaml",
	[DOCUMENT_TOML] = "toml",
	[DOCUMENT_XML] = "xml",
	[DOCUMENT_INI] = "ini",
	[DOCUMENT_FRONT_MATTER] = "front-matter",
};

/* A file is of the first row whose every part fits its path. */
static const struct rule {
	const char *folder; /* the name of its folder */
	const char *prefix, *suffix;
	bool whole; /* the suffix is all of the name */
	enum document_format format;
} rules[] = {
	{ .folder = ".vscode", .suffix = ".json", .format = DOCUMENT_JSONC },
	{ .prefix = "tsconfig", .suffix = ".json", .format = DOCUMENT_JSONC },
	{ .suffix = "devcontainer.json", .whole = true, .format = DOCUMENT_JSONC },
	{ .suffix = ".devcontainer.json", .whole = true, .format = DOCUMENT_JSONC },
	{ .suffix = ".eslintrc", .whole = true, .format = DOCUMENT_JSONC },
	{ .suffix = ".jsonc", .format = DOCUMENT_JSONC },
	{ .suffix = ".code-workspace", .format = DOCUMENT_JSONC },

	{ .suffix = ".json", .format = DOCUMENT_JSON },
	{ .suffix = "composer.lock", .whole = true, .format = DOCUMENT_JSON },
	{ .suffix = "Pipfile.lock", .whole = true, .format = DOCUMENT_JSON },

	{ .suffix = ".yaml", .format = DOCUMENT_YAML },
	{ .suffix = ".yml", .format = DOCUMENT_YAML },
	{ .suffix = ".clang-format", .format = DOCUMENT_YAML },

	{ .suffix = ".toml", .format = DOCUMENT_TOML },
	{ .suffix = "Cargo.lock", .whole = true, .format = DOCUMENT_TOML },
	{ .suffix = "poetry.lock", .whole = true, .format = DOCUMENT_TOML },
	{ .suffix = "uv.lock", .whole = true, .format = DOCUMENT_TOML },
	{ .suffix = "Pipfile", .whole = true, .format = DOCUMENT_TOML },

	{ .suffix = ".xml", .format = DOCUMENT_XML },
	{ .suffix = ".pom", .format = DOCUMENT_XML },
	{ .suffix = ".csproj", .format = DOCUMENT_XML },
	{ .suffix = ".fsproj", .format = DOCUMENT_XML },
	{ .suffix = ".vbproj", .format = DOCUMENT_XML },
	{ .suffix = ".props", .format = DOCUMENT_XML },
	{ .suffix = ".targets", .format = DOCUMENT_XML },
	{ .suffix = ".xsd", .format = DOCUMENT_XML },
	{ .suffix = ".svg", .format = DOCUMENT_XML },
	{ .suffix = ".plist", .format = DOCUMENT_XML },
	{ .suffix = ".nuspec", .format = DOCUMENT_XML },

	{ .suffix = ".ini", .format = DOCUMENT_INI },
	{ .suffix = ".cfg", .format = DOCUMENT_INI },
	{ .suffix = ".properties", .format = DOCUMENT_INI },
	{ .suffix = ".editorconfig", .whole = true, .format = DOCUMENT_INI },
	{ .suffix = ".gitmodules", .whole = true, .format = DOCUMENT_INI },
	{ .suffix = ".npmrc", .whole = true, .format = DOCUMENT_INI },

	{ .suffix = ".md", .format = DOCUMENT_FRONT_MATTER },
	{ .suffix = ".markdown", .format = DOCUMENT_FRONT_MATTER },
};

const char *
document_format_name(enum document_format format)
{
	return names[format];
}

bool
document_format_of_name(struct bytes name, enum document_format *format)
{
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (bytes_equal_string(name, names[i])) {
			*format = (enum document_format)i;
			return true;
		}
	}
	return false;
}

static bool
rule_fits(const struct rule *rule, struct bytes folder, struct bytes name)
{
	if (rule->folder && !bytes_equal_string(folder, rule->folder))
		return false;
	if (rule->prefix && !bytes_starts_with(name, bytes_of(rule->prefix)))
		return false;
	return rule->whole ? bytes_equal_string(name, rule->suffix)
			   : bytes_ends_with(name, bytes_of(rule->suffix));
}

bool
document_format_of_path(struct bytes path, enum document_format *format)
{
	struct bytes folder = BYTES_NONE, name = BYTES_NONE, rest = path, piece;

	while (bytes_split(&rest, '/', &piece)) {
		folder = name;
		name = piece;
	}
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		if (rule_fits(&rules[i], folder, name)) {
			*format = rules[i].format;
			return true;
		}
	}
	return false;
}
