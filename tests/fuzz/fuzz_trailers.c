/* The trailers of a pushed commit's message. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "content/trailers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct trailer_list list;
	struct arena arena;

	arena_init(&arena);
	list = trailers_parse((struct bytes){ (const char *)data, size }, &arena);
	for (size_t i = 0; i < list.len; i++) {
		struct bytes value = list.items[i].value;

		if (list.items[i].key.len == 0 ||
		    (value.len && memchr(value.data, '\n', value.len)))
			abort();
	}
	arena_release(&arena);
	return 0;
}
