#include "config.h"

#include <stdint.h>

#include "base/buf.h"
#include "decisions/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input is a front matter, without its fences. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct compile_options options = { .as_of = BYTES("2026-11-23") };
	struct source source = { BYTES(""), BYTES(""), NULL, 1 };
	struct source_file file = { .path = BYTES("0001-a.md") };
	struct buf text = BUF_INIT;
	struct limits limits;
	struct arena arena;

	limits_init(&limits);
	options.limits = &limits;
	arena_init(&arena);
	buf_add_string(&text, "---\n");
	buf_add(&text, (struct bytes){ (const char *)data, size });
	buf_add_string(&text, "\n---\n# T\n");
	file.content = buf_bytes(&text);
	source.files = &file;
	bundle_compile(&source, &options, &arena);
	arena_release(&arena);
	buf_release(&text);
	return 0;
}
