#include "config.h"

#include "model/source.h"

#include <stdlib.h>
#include <strings.h>

#include "base/macros.h"

static bool
is_hidden(struct bytes path)
{
	struct bytes segment;

	while (bytes_split(&path, '/', &segment)) {
		if (bytes_starts_with(segment, BYTES(".")))
			return true;
	}
	return false;
}

bool
path_has_ending(struct bytes path, const char *ending)
{
	size_t len = strlen(ending);

	return path.len > len && strncasecmp(path.data + path.len - len, ending, len) == 0;
}

bool
source_is_governing(struct bytes path)
{
	static const char *const names[] = { "owners.yaml", "owners.yml", "allowed_signers" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		if (path.len == strlen(names[i]) && strncasecmp(path.data, names[i], path.len) == 0)
			return true;
	}
	return false;
}

bool
source_reads(struct bytes path)
{
	static const struct {
		const char *folder; /* NULL: anywhere */
		const char *ending;
	} rows[] = {
		{ NULL, ".md" },          { NULL, ".markdown" },   { NULL, ".lua" },
		{ NULL, ".txtar" },       { "waivers/", ".yaml" }, { "waivers/", ".yml" },
		{ "approvals/", ".sig" },
	};
	bool read = source_is_governing(path);

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		read |= path_has_ending(path, rows[i].ending) &&
			(!rows[i].folder || bytes_starts_with(path, bytes_of(rows[i].folder)));
	}
	return read && !is_hidden(path);
}

static int
file_compare(const void *path, const void *file)
{
	return bytes_compare(*(const struct bytes *)path, ((const struct source_file *)file)->path);
}

const struct source_file *
source_file_find(const struct source *source, struct bytes path)
{
	if (source->n_files == 0)
		return NULL;
	return bsearch(&path, source->files, source->n_files, sizeof(*source->files), file_compare);
}
