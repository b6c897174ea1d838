#include "config.h"

#include "lua/api.h"

#include "lua/library.h"
#include "lua/object.h"

static const struct api_row alias_rows[] = {
	{ "patterns", "string|string[]|sequence<string>",
	  "A path pattern, as in scope, or a list." },
	{ "format", "'json'|'jsonc'|'yaml'|'toml'|'xml'|'ini'|'front-matter'",
	  "What a file is read as." },
	{ "place", "line|hit|import|declaration|node|dependency|edge",
	  "What a violation can be at." },
};

static const struct api_table aliases = { "types", "Names for types.", alias_rows,
					  ARRAY_SIZE(alias_rows) };

/* In the order of the reference. A new object has its row here: a test looks for types that no
 * section is of. */
static const struct {
	enum api_kind kind;
	const void *of; /* a table, a class or a library */
} sections[] = {
	{ API_TABLE, &policy_table },    { API_LIBRARY, &library_base },
	{ API_OBJECT, &push_class },     { API_OBJECT, &decision_class },
	{ API_OBJECT, &update_class },   { API_OBJECT, &commit_class },
	{ API_OBJECT, &person_class },   { API_OBJECT, &signature_class },
	{ API_OBJECT, &agent_class },    { API_OBJECT, &trailer_class },
	{ API_OBJECT, &file_class },     { API_TABLE, &find_table },
	{ API_OBJECT, &line_class },     { API_OBJECT, &hit_class },
	{ API_OBJECT, &import_class },   { API_OBJECT, &declaration_class },
	{ API_OBJECT, &document_class }, { API_OBJECT, &node_class },
	{ API_OBJECT, &manifest_class }, { API_OBJECT, &dependency_class },
	{ API_OBJECT, &tree_class },     { API_TABLE, &graph_table },
	{ API_OBJECT, &graph_class },    { API_TABLE, &cycles_table },
	{ API_OBJECT, &edge_class },     { API_TABLE, &violation_table },
	{ API_ALIAS, &aliases },         { API_LIBRARY, &library_string },
	{ API_LIBRARY, &library_table }, { API_LIBRARY, &library_math },
	{ API_LIBRARY, &library_utf8 },  { API_LIBRARY, &library_re },
	{ API_LIBRARY, &library_glob },  { API_LIBRARY, &library_path },
	{ API_RULES, &rules_table },
};

static struct api_section
section_of_table(enum api_kind kind, const struct api_table *table)
{
	return (struct api_section){ kind, table->name, table->help, table->n_rows, table->rows };
}

static struct api_section
section_of_class(const struct object_class *class)
{
	return (struct api_section){ API_OBJECT, class->name, class->help, class->n_fields,
				     class->fields };
}

static struct api_section
section_of_library(const struct library *library)
{
	return (struct api_section){ API_LIBRARY, library->name ? library->name : "globals",
				     library->help, library->n_rows, library->rows };
}

bool
api_section_at(size_t i, struct api_section *section)
{
	const struct api_table *options;

	if (i >= ARRAY_SIZE(sections)) {
		options = rules_options_at(i - ARRAY_SIZE(sections));
		if (options)
			*section = section_of_table(API_TABLE, options);
		return options != NULL;
	}
	if (sections[i].kind == API_OBJECT)
		*section = section_of_class(sections[i].of);
	else if (sections[i].kind == API_LIBRARY)
		*section = section_of_library(sections[i].of);
	else
		*section = section_of_table(sections[i].kind, sections[i].of);
	return true;
}

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

struct api_row
api_row_at(const struct api_section *section, size_t i)
{
	const struct object_field *field = section->rows;
	const struct library_row *row = section->rows;

	switch (section->kind) {
	case API_OBJECT:
		return (struct api_row){ field[i].name, or_empty(field[i].type),
					 or_empty(field[i].help) };
	case API_LIBRARY:
		return (struct api_row){ row[i].name, or_empty(row[i].type),
					 or_empty(row[i].help) };
	case API_ALIAS:
	case API_TABLE:
	case API_RULES:
		break;
	}
	return ((const struct api_row *)section->rows)[i];
}

bool
api_is_call(const struct api_row *row)
{
	return row->type[0] == '(';
}
