/* A commit object: what is wrong with it, and its parents. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "git/raw_commit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct raw_commit commit;
	struct oid parent;
	size_t n = 0;

	raw_commit_parse((struct bytes){ (const char *)data, size }, &commit);
	while (raw_commit_parent(&commit.parents, &parent))
		n++;
	/* The walk makes room for just so many. */
	if (n != commit.n_parents || commit.date < 0)
		abort();
	return 0;
}
