/*
 * Whatever goes in, what is shown is printable ASCII, a cut keeps its width, and JSON stays within
 * its quotes.
 */

#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/escape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
require_printable(const struct buf *out)
{
	for (size_t i = 0; i < out->len; i++)
		require(out->data[i] >= 0x20 && out->data[i] < 0x7f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { (const char *)data, size };
	struct buf out = BUF_INIT;
	size_t max = size ? data[0] : 0;

	escape_text(&out, b);
	require_printable(&out);
	require(out.len >= size / 4);

	buf_clear(&out);
	require(escape_text_cut(&out, b, max) <= max);
	require_printable(&out);

	buf_clear(&out);
	require(escape_source(&out, b, max) == out.len);
	require_printable(&out);

	buf_clear(&out);
	require(escape_source_cut(&out, b, size, max) <= max);
	require_printable(&out);

	buf_clear(&out);
	escape_json(&out, b);
	require_printable(&out);
	require(out.len >= 2 && out.data[0] == '"' && out.data[out.len - 1] == '"');

	buf_clear(&out);
	escape_base64(&out, b);
	require(out.len == (size + 2) / 3 * 4);
	buf_release(&out);
	return 0;
}
