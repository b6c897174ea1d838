#include "config.h"

#include "model/source.h"

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
source_reads(struct bytes path)
{
	static const char *const endings[] = { ".md", ".markdown", ".lua", ".txtar" };
	static const char *const of_waivers[] = { ".yaml", ".yml" };
	bool waiver = bytes_starts_with(path, BYTES("waivers/"));
	bool read = false;

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		read |= path_has_ending(path, endings[i]);
	for (size_t i = 0; waiver && i < ARRAY_SIZE(of_waivers); i++)
		read |= path_has_ending(path, of_waivers[i]);
	return read && !is_hidden(path);
}
