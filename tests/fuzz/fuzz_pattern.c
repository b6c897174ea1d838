#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is a pattern, the rest a path. A directory must not be pruned above a match. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes path = { (const char *)data, size };
	const struct pattern *pattern;
	struct bytes text;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	if (bytes_split(&path, '\n', &text) && path.data &&
	    pattern_compile(&arena, text, &pattern, &err) == 0) {
		struct pattern_list list = { &pattern, 1 };
		bool matches = pattern_list_matches(&list, path);

		/* Only of what can be a path: behind "//" or a last '/' nothing is promised. */
		for (size_t i = 1; i + 1 < path.len && path.data[0] != '/'; i++) {
			if (path.data[i] == '/' && path.data[i + 1] == '/')
				break;
			if (matches && path.data[path.len - 1] != '/' && path.data[i] == '/' &&
			    !pattern_list_may_match_below(&list, bytes_slice(path, 0, i + 1)))
				abort();
		}
	}
	arena_release(&arena);
	return 0;
}
