/* An annotated tag: what is wrong with it, and what it names. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "git/raw_tag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct raw_tag tag;

	raw_tag_parse((struct bytes){ (const char *)data, size }, &tag);
	/* A target without an id is a problem. */
	if (oid_is_zero(&tag.target) && !tag.problems && size < 48)
		abort();
	return 0;
}
