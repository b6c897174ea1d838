/* A worker's answer, as the monitor takes it. */

#include "config.h"

#include <stdint.h>

#include "judge/settle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct verdict verdict = { 0 };
	struct collect collect;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	collect_init(&collect, &verdict, &arena);
	if (collect_answer(&collect, (struct bytes){ (const char *)data, size }, &err) == 0)
		settle(&collect);
	collect_release(&collect);
	arena_release(&arena);
	return 0;
}
