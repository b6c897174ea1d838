/* The file packed-refs: read through, and searched for the first of its names. */

#include "config.h"

#include <stdint.h>

#include "git/packed_refs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes records = { (const char *)data, size };
	struct packed_refs packed = { records, records, true };
	struct bytes rest = records;
	struct bytes first = BYTES("refs/heads/main");
	struct bytes name;
	struct oid id;
	struct error err;
	int found = packed_refs_next(&rest, &first, &id, &err);

	while (found == 1)
		found = packed_refs_next(&rest, &name, &id, &err);
	found = packed_refs_find(&packed, first, &id, &err);
	packed.sorted = false;
	found = packed_refs_find(&packed, first, &id, &err);
	(void)found;
	return 0;
}
