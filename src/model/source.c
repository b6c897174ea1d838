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

static bool
has_ending(struct bytes path, struct bytes ending)
{
	return path.len > ending.len &&
	       strncasecmp(path.data + path.len - ending.len, ending.data, ending.len) == 0;
}

bool
source_reads(struct bytes path)
{
	static const struct bytes endings[] = { BYTES_INIT(".md"), BYTES_INIT(".markdown"),
						BYTES_INIT(".lua"), BYTES_INIT(".txtar") };
	static const struct bytes of_waivers[] = { BYTES_INIT(".yaml"), BYTES_INIT(".yml") };
	bool waiver = bytes_starts_with(path, BYTES("waivers/"));
	bool read = false;

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		read |= has_ending(path, endings[i]);
	for (size_t i = 0; waiver && i < ARRAY_SIZE(of_waivers); i++)
		read |= has_ending(path, of_waivers[i]);
	return read && !is_hidden(path);
}
