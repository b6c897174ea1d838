#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "agents/block_text.h"
#include "agents/context_format.h"
#include "base/macros.h"
#include "decisions/compile.h"
#include "decisions/explain_path.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* No control character, and of what is not ASCII nothing that UTF-8 forbids. */
static void
check_page(const struct buf *page)
{
	for (size_t i = 0; i < page->len; i++) {
		unsigned char c = (unsigned char)page->data[i];

		if (c != '\n' && (c < ' ' || c == 0x7f))
			abort();
	}
	if (!bytes_is_utf8(buf_bytes(page)))
		abort();
}

static void
check_contexts(const struct bundle *bundle, struct arena *arena)
{
	static const char *const formats[] = { "markdown", "json" };
	const struct reach_query paths[] = { { .path = BYTES("src/a.c") },
					     { .path = BYTES("src"), .folder = true } };
	struct context_question question = { &bundle,
					     1,
					     paths,
					     ARRAY_SIZE(paths),
					     BYTES_NONE,
					     BYTES("cache billing schema"),
					     BYTES("2026-11-23"),
					     0 };

	for (size_t i = 0; i < 2 * ARRAY_SIZE(formats); i++) {
		CLEANUP(buf_release) struct buf page = BUF_INIT;
		struct context context;
		struct error err;

		question.budget = i / ARRAY_SIZE(formats) * 900;
		context_find(&context, &question, arena);
		if (context_write(&page, &context, context_format_find(formats[i % 2]), &err) < 0)
			abort();
		if (question.budget && page.len > question.budget)
			abort();
		check_page(&page);
	}
}

/* A block holds one pair of marks, whatever the decisions say. */
static void
check_block(const struct bundle *bundle, struct arena *arena)
{
	CLEANUP(buf_release) struct buf block = BUF_INIT;
	struct block_place place;
	struct error err;

	block_text_write(&block, &bundle, 1, arena);
	if (block_find(&place, buf_bytes(&block), &err) < 0 || !place.found || place.from != 0 ||
	    place.to != block.len)
		abort();
	check_page(&block);
}

/* What stands outside of the marks stays, and to write twice is to write once. */
static void
check_put(struct bytes text)
{
	CLEANUP(buf_release) struct buf once = BUF_INIT, twice = BUF_INIT;
	struct bytes block = BYTES("<!-- writ:begin x -->\n<!-- writ:end -->");
	struct block_place before, after;
	struct error err;

	if (block_find(&before, text, &err) < 0)
		return;
	block_put(&once, text, &before, block);
	if (block_find(&after, buf_bytes(&once), &err) < 0 || !after.found ||
	    !bytes_starts_with(buf_bytes(&once), bytes_slice(text, 0, before.from)) ||
	    !bytes_ends_with(buf_bytes(&once), bytes_slice(text, before.to, text.len)))
		abort();
	block_put(&twice, buf_bytes(&once), &after, block);
	if (!bytes_equal(buf_bytes(&once), buf_bytes(&twice)))
		abort();
}

/* The input is a decision file, and a file of somebody's that is to have a block. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes text = { (const char *)data, size };
	struct source_file files[] = { { BYTES("0001-a.md"), text } };
	const struct source source = { BYTES(""), BYTES("refs/heads/main:docs/adr"), files, 1 };
	const struct reach_query path = { .path = BYTES("src/a.c"),
					  .ref = BYTES("refs/heads/main") };
	CLEANUP(buf_release) struct buf told = BUF_INIT;
	struct compile_options options = { .as_of = BYTES("2026-11-23") };
	const struct bundle *bundle;
	struct limits limits;
	struct arena arena;

	limits_init(&limits);
	options.limits = &limits;
	arena_init(&arena);
	bundle = bundle_compile(&source, &options, &arena);
	if (bundle->n_errors == 0) {
		check_contexts(bundle, &arena);
		check_block(bundle, &arena);
	}
	explain_path_write(&told, &bundle, 1, &path, options.as_of, &arena);
	check_page(&told);
	check_put(text);
	arena_release(&arena);
	return 0;
}
