/* The list in GIT_ALTERNATE_OBJECT_DIRECTORIES or info/alternates. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "git/object_dirs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes rest = { (const char *)data, size };
	struct buf entry = BUF_INIT;
	size_t left = size + 1;

	while (alternates_next(&rest, ':', &entry)) {
		if (rest.len >= left || entry.len > size)
			abort();
		left = rest.len;
	}
	buf_release(&entry);
	return 0;
}
