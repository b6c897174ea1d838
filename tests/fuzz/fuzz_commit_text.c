/* People and message of a pushed commit. */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "git/commit_signature.h"
#include "git/commit_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct signed_commit commit;
	struct commit_text text;
	struct arena arena;

	arena_init(&arena);
	commit_text_parse((struct bytes){ (const char *)data, size }, &arena, &text);
	if (!text.message.data ||
	    (text.summary.len && memchr(text.summary.data, '\n', text.summary.len)))
		abort();
	commit_signature_parse((struct bytes){ (const char *)data, size }, &arena, &commit);
	if (commit.payload.len > size + 1 || commit.signature.len > size + 1)
		abort();
	arena_release(&arena);
	return 0;
}
