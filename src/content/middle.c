#include "config.h"

#include "content/middle.h"

#include <stdint.h>

#include "content/line_hash.h"
#include "content/lines.h"

/* Memory is compared in blocks to where they differ, then in words, then byte by byte. */
enum { BLOCK_BYTES = 256 };

static bool
words_equal(const char *a, const char *b)
{
	return load_word(a) == load_word(b);
}

size_t
common_head(struct bytes a, struct bytes b)
{
	size_t most = a.len < b.len ? a.len : b.len;
	size_t n = 0;

	while (most - n >= BLOCK_BYTES && memcmp(a.data + n, b.data + n, BLOCK_BYTES) == 0)
		n += BLOCK_BYTES;
	while (most - n >= WORD_BYTES && words_equal(a.data + n, b.data + n))
		n += WORD_BYTES;
	while (n < most && a.data[n] == b.data[n])
		n++;
	return n;
}

/* At most MOST. */
static size_t
common_tail(struct bytes a, struct bytes b, size_t most)
{
	const char *a_end = a.data + a.len;
	const char *b_end = b.data + b.len;
	size_t n = 0;

	while (most - n >= BLOCK_BYTES &&
	       memcmp(a_end - n - BLOCK_BYTES, b_end - n - BLOCK_BYTES, BLOCK_BYTES) == 0)
		n += BLOCK_BYTES;
	while (most - n >= WORD_BYTES &&
	       words_equal(a_end - n - WORD_BYTES, b_end - n - WORD_BYTES))
		n += WORD_BYTES;
	while (n < most && a_end[-(ptrdiff_t)n - 1] == b_end[-(ptrdiff_t)n - 1])
		n++;
	return n;
}

static bool
is_line_start(struct bytes content, size_t at)
{
	return at == 0 || content.data[at - 1] == '\n';
}

struct middle
middle_find(struct bytes old_content, struct bytes new_content)
{
	size_t least = old_content.len < new_content.len ? old_content.len : new_content.len;
	size_t head;
	size_t tail;

	if (bytes_equal(old_content, new_content))
		return (struct middle){ least, least, least };
	head = least ? line_start(new_content, common_head(old_content, new_content)) : 0;
	tail = least ? common_tail(old_content, new_content, least - head) : 0;
	if (tail && !(is_line_start(old_content, old_content.len - tail) &&
		      is_line_start(new_content, new_content.len - tail))) {
		size_t feed = line_ends_at(new_content, new_content.len - tail);

		tail = feed < new_content.len ? new_content.len - feed - 1 : 0;
	}
	return (struct middle){ head, old_content.len - tail, new_content.len - tail };
}
