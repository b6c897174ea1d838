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
 * What is laid out otherwise is a problem, as nobody could say what Yarn makes of it; and so is one
 * that has words of both, as each Yarn passes over those of the other.
 */

struct entry {
	struct bytes descriptors; /* data is NULL outside of an entry */
	struct bytes version, resolved, resolution;
	bool soft; /* linked: a part of the project */
	uint32_t line;
	size_t column;
};

struct lock {
	struct manifest_reader *reader;
	struct entry entry;
	bool has_metadata; /* Yarn 2 and later */
	/* The lines of words that Yarn 1 alone, and that later ones alone write; 0 for none. */
	uint32_t old_word, new_word;
};

/* "a@1, a@2": in quotes one by one, or all of them together. */
static struct bytes
descriptor_take(struct bytes *keys)
{
	struct bytes first = bytes_trim(text_until(keys, ","));

	text_takes(&first, "\"");
	if (bytes_ends_with(first, BYTES("\"")))
		first.len--;
	return first;
}

/* Whether DESCRIPTOR asks for NAME, as its own name or as what an alias stands for. */
static bool
asks_for(struct bytes descriptor, struct bytes name)
{
	struct dependency asked = { .line = 0 };
	struct bytes own, spec;

	npm_descriptor_split(descriptor, &own, &spec);
	npm_spec_read(&asked, own, spec.data ? spec : BYTES(""));
	return bytes_equal(own, name) || bytes_equal(asked.name, name);
}

/* Whether all that asks for the entry asks for NAME: it is a lie otherwise, in whose place another
 * package comes in. What has no `@` is the rest of a range. */
static bool
all_ask_for(const struct entry *entry, struct bytes name)
{
	struct bytes keys = entry->descriptors;

	while (keys.len) {
		struct bytes descriptor = descriptor_take(&keys);

		if (text_has(bytes_slice(descriptor, 1, descriptor.len), '@') &&
		    !asks_for(descriptor, name))
			return false;
	}
	return true;
}

/* "name@npm:1.0.0" is that version of NAME in what was resolved, and an alias in what is asked. */
static void
entry_name_read(const struct entry *entry, struct dependency *found)
{
	struct bytes keys = entry->descriptors, name, spec;

	if (!entry->resolution.data) {
		npm_descriptor_split(descriptor_take(&keys), &name, &spec);
		npm_spec_read(found, name, spec.data ? spec : BYTES(""));
		return;
	}
	npm_descriptor_split(entry->resolution, &found->name, &spec);
	if (!text_takes(&spec, "npm:")) {
		npm_spec_read(found, found->name, spec.data ? spec : BYTES(""));
		return;
	}
	found->version = bytes_slice(spec, 0, text_find(spec, "::"));
	/* A registry that is not the usual one: "1.0.0::__archiveUrl=https%3A..." */
	if (found->version.len < spec.len)
		found->location = bytes_slice(spec, found->version.len + 2, spec.len);
}

static int
entry_add(struct manifest_reader *reader, const struct entry *entry)
{
	struct dependency found = { .line = entry->line, .column = (uint32_t)entry->column };

	if (!entry->descriptors.data || bytes_equal_string(entry->descriptors, "__metadata"))
		return 0;
	entry_name_read(entry, &found);
	if (entry->version.len && !(found.source == SOURCE_GIT && found.version.len))
		found.version = entry->version;
	npm_resolved_read(&found, entry->resolved);
	if (entry->soft && found.source == SOURCE_PATH)
		found.source = SOURCE_WORKSPACE;
	if (found.source == SOURCE_REGISTRY && !all_ask_for(entry, found.name)) {
		found.source = SOURCE_URL;
		found.location = entry->resolved.data ? entry->resolved : entry->resolution;
	}
	return manifest_add(reader, &found);
}

static void
field_read(struct lock *lock, struct bytes text, uint32_t line)
{
	struct entry *entry = &lock->entry;
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
	if (is_one_of(key, (const char *const[]){ "resolution", "linkType" }, 2))
		lock->new_word = line;
	else if (bytes_equal_string(key, "resolved"))
		lock->old_word = line;
}

/* A line at the margin begins an entry; `? ` begins one whose `:` stands in the next line. */
static int
entry_begin(struct lock *lock, const struct text_line *line)
{
	struct manifest_reader *reader = lock->reader;
	struct entry *entry = &lock->entry;
	struct bytes keys = line->text;
	bool is_long = text_takes(&keys, "? ");

	if (bytes_equal_string(keys, ":") && entry->descriptors.data)
		return 0;
	if (entry_add(reader, entry) < 0)
		return -1;
	if (!is_long && !bytes_ends_with(keys, BYTES(":")))
		return manifest_fail(reader, line->number, 1, "an entry ends in `:`");
	if (!is_long)
		keys.len--;
	*entry = (struct entry){ .descriptors = keys,
				 .line = line->number,
				 .column = line_column(line, keys) };
	lock->has_metadata = lock->has_metadata || bytes_equal_string(keys, "__metadata");
	return 0;
}

static int
line_read(struct lock *lock, const struct text_line *line)
{
	struct bytes text = line->text;

	if (bytes_trim(text).len == 0 || text.data[0] == '#')
		return 0;
	if (text.data[0] != ' ')
		return entry_begin(lock, line);
	if (!lock->entry.descriptors.data)
		return manifest_fail(lock->reader, line->number, 1,
				     "this line belongs to no entry");
	if (text_takes(&text, "  ") && text.data[0] != ' ')
		field_read(lock, text, line->number);
	return 0;
}

static int
words_check(const struct lock *lock)
{
	if (lock->has_metadata && lock->old_word)
		return manifest_fail(lock->reader, lock->old_word, 1,
				     "a word of Yarn 1 in a file with `__metadata`, of later ones");
	if (!lock->has_metadata && lock->new_word)
		return manifest_fail(lock->reader, lock->new_word, 1,
				     "a word of Yarn 2 in a file without `__metadata`, of Yarn 1");
	return 0;
}

int
yarn_lock_read(struct manifest_reader *reader, const struct document_node *root)
{
	struct bytes rest = reader->text;
	struct text_line line = { BYTES_NONE, 0 };
	struct lock lock = { .reader = reader };

	(void)root;
	while (line_next(&rest, &line)) {
		if (line_read(&lock, &line) < 0)
			return -1;
	}
	return words_check(&lock) < 0 ? -1 : entry_add(reader, &lock.entry);
}
