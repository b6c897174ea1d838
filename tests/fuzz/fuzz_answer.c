/* A worker's answer, as the monitor takes it. */

#include "config.h"

#include <stdint.h>

#include "judge/settle.h"

enum { SOURCES = 2 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the worker that plans says ends with the first end; then comes one that runs policies. */
static struct bytes
first_answer(struct bytes both)
{
	struct frame_reader reader;
	enum frame_kind kind;
	struct bytes rest = both;

	while (frame_next(&rest, &kind, &reader)) {
		if (kind == FRAME_END)
			break;
	}
	return bytes_slice(both, 0, both.len - rest.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct bytes both = { (const char *)data, size };
	const struct bytes plan = first_answer(both), rest = bytes_slice(both, plan.len, size);
	const struct answer_scope of_plan = { .plan = true };
	struct verdict verdict = { 0 };
	struct collect collect;
	struct arena arena;
	struct error err;

	arena_init(&arena);
	collect_init(&collect, &verdict, SOURCES, &arena);
	collect.observed.watch = (struct watch){ true, true };
	if (collect_answer(&collect, plan, of_plan, &err) == 0) {
		const struct answer_scope scope = collect.sources[0].scope;

		if (collect_answer(&collect, rest, scope, &err) < 0)
			collect_fail(&collect, scope, BYTES("failed"));
		settle(&collect);
	}
	collect_release(&collect);
	arena_release(&arena);
	return 0;
}
