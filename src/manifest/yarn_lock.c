#include "config.h"

#include "manifest/formats.h"

#include "manifest/npm.h"

/*
 * yarn.lock, of Yarn 1 and of later ones, which write YAML that is laid out the same way:
 *
 *     "@a/b@^1.0.0", "@a/b@^1.1.0":
 *       version "1.2.0"                 or    version: 1.2.0
 *       resolved "https://..."          or    resolution: "@a/b@npm:1.2.0"
 *
 * What is laid out otherwise is a problem, as nobody could say what Yarn makes of it.
 */

struct entry {
	struct bytes descriptor; /* the first one; data is NULL outside of an entry */
	struct bytes version, resolved, resolution;
	bool soft; /* linked: a part of the project */
	uint32_t line;
	size_t column;
};

static int
entry_add(struct manifest_reader *reader, const struct entry *entry)
{
	struct dependency found = { .line = entry->line, .column = (uint32_t)entry->column };
	struct bytes name, spec;

	if (!entry->descriptor.data || bytes_equal_string(entry->descriptor, "__metadata"))
		return 0;
	npm_descriptor_split(entry->resolution.data ? entry->resolution : entry->descriptor, &name,
			     &spec);
	npm_spec_read(&found, name, spec.data ? spec : BYTES(""));
	/* A registry that is not the usual one: "npm:1.0.0::__archiveUrl=https%3A..." */
	if (entry->resolution.data && text_find(spec, "::") < spec.len)
		found.location = bytes_slice(spec, text_find(spec, "::") + 2, spec.len);
	if (entry->version.len && !(found.source == SOURCE_GIT && found.version.len))
		found.version = entry->version;
	npm_resolved_read(&found, entry->resolved);
	if (entry->soft)
		found.source = SOURCE_WORKSPACE;
	return manifest_add(reader, &found);
}

static void
field_read(struct entry *entry, struct bytes text)
{
	struct bytes value = text;
	struct bytes key = text_until(&value, " :");

	text_takes(&value, " ");
	value = text_unquote(bytes_trim(value));
	key = text_unquote(key);
	if (bytes_equal_string(key, "version"))
		entry->version = value;
	else if (bytes_equal_string(key, "resolved"))
		entry->resolved = value;
	else if (bytes_equal_string(key, "resolution"))
		entry->resolution = value;
	else if (bytes_equal_string(key, "linkType"))
		entry->soft = bytes_equal_string(value, "soft");
}

/* "a@1, a@2": in quotes one by one, or all of them together. */
static struct bytes
first_descriptor(struct bytes keys)
{
	struct bytes first = bytes_trim(text_until(&keys, ","));

	text_takes(&first, "\"");
	if (bytes_ends_with(first, BYTES("\"")))
		first.len--;
	return first;
}

/* A line at the margin begins an entry; `? ` begins one whose `:` stands in the next line. */
static int
entry_begin(struct manifest_reader *reader, struct entry *entry, const struct text_line *line)
{
	struct bytes keys = line->text;
	bool is_long = text_takes(&keys, "? ");

	if (bytes_equal_string(keys, ":") && entry->descriptor.data)
		return 0;
	if (entry_add(reader, entry) < 0)
		return -1;
	if (!is_long && !bytes_ends_with(keys, BYTES(":")))
		return manifest_fail(reader, line->number, 1, "an entry ends in `:`");
	if (!is_long)
		keys.len--;
	*entry = (struct entry){ .descriptor = first_descriptor(keys),
				 .line = line->number,
				 .column = line_column(line, keys) };
	return 0;
}

static int
line_read(struct manifest_reader *reader, struct entry *entry, const struct text_line *line)
{
	struct bytes text = line->text;

	if (bytes_trim(text).len == 0 || text.data[0] == '#')
		return 0;
	if (text.data[0] != ' ')
		return entry_begin(reader, entry, line);
	if (!entry->descriptor.data)
		return manifest_fail(reader, line->number, 1, "this line belongs to no entry");
	if (text_takes(&text, "  ") && text.data[0] != ' ')
		field_read(entry, text);
	return 0;
}

int
yarn_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };
	struct entry entry = { .descriptor = BYTES_NONE };

	(void)root;
	while (line_next(&rest, &line)) {
		if (line_read(reader, &entry, &line) < 0)
			return -1;
	}
	return entry_add(reader, &entry);
}
