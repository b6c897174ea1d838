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
source_reads(struct bytes path)
{
	static const struct bytes endings[] = { BYTES_INIT(".md"), BYTES_INIT(".markdown"),
						BYTES_INIT(".lua"), BYTES_INIT(".txtar") };

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
		size_t len = endings[i].len;

		if (path.len > len &&
		    strncasecmp(path.data + path.len - len, endings[i].data, len) == 0)
			return !is_hidden(path);
	}
	return false;
}
