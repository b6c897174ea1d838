/* What receive-pack writes to a hook, as far as a pusher chooses it. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "git/refs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever comes in, a line without a problem names a well-formed ref. */
static void
check(const struct ref_line *line, size_t number)
{
	if (line->number != number)
		abort();
	if (!line->problem && !ref_name_is_valid(line->ref))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes input = { (const char *)data, size };
	struct ref_line *lines;
	struct limits limits;
	struct arena arena;
	struct error err;
	size_t n;

	arena_init(&arena);
	limits_init(&limits);
	if (ref_lines_parse(input, &limits, &arena, &lines, &n, &err) == 0) {
		for (size_t i = 0; i < n; i++)
			check(&lines[i], i + 1);
	}
	arena_release(&arena);
	return 0;
}
