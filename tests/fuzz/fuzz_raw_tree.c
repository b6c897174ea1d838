/* A tree object: what is wrong with it, and each of its entries. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "git/raw_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes raw = { (const char *)data, size };
	const char *at = raw.data, *end = raw.data + raw.len;
	fsck_set problems = raw_tree_check(raw);
	struct raw_entry entry;

	while (at < end && raw_entry_read(at, end, &entry))
		at += entry.size;
	/* A tree is read to its end, or is told to be cut. */
	if ((at == end) != !(problems & FSCK_BIT(FSCK_BAD_TREE)))
		abort();
	return 0;
}
