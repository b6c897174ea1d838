#include "config.h"

#include "content/lines.h"

#include <endian.h>
#include <stdlib.h>

#include "base/memory.h"

/* A loop of known length over bytes, which compilers turn into vector instructions. */
enum { BLOCK_BYTES = 64 };

static unsigned
feeds_in_block(const char *block)
{
	uint8_t n = 0;

	for (int i = 0; i < BLOCK_BYTES; i++)
		n = (uint8_t)(n + (block[i] == '\n'));
	return n;
}

size_t
lines_count(struct bytes content)
{
	size_t n = 0;
	size_t at = 0;

	for (; content.len - at >= BLOCK_BYTES; at += BLOCK_BYTES)
		n += feeds_in_block(content.data + at);
	for (; at < content.len; at++)
		n += content.data[at] == '\n';
	return n + (content.len && content.data[content.len - 1] != '\n');
}

/* Bit I of the result is byte I of the eight, which are 0 or 1. */
static uint64_t
bits_of(const uint8_t *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
	return le64toh(word) * UINT64_C(0x0102040810204080) >> 56;
}

/* Bit I says that byte I is a line feed. */
static uint64_t
feeds_mask(const char *block)
{
	uint8_t is_feed[BLOCK_BYTES];
	uint64_t mask = 0;

	for (int i = 0; i < BLOCK_BYTES; i++)
		is_feed[i] = block[i] == '\n';
#pragma GCC unroll 8
	for (int i = 0; i < BLOCK_BYTES; i += 8)
		mask |= bits_of(is_feed + i) << i;
	return mask;
}

void
line_index_build(struct line_index *index, struct bytes content)
{
	uint32_t *starts;
	size_t at = 0;

	index->n_lines = lines_count(content);
	/* One more than that, for a line that would follow the last feed. */
	starts = index->starts = memory_realloc(NULL, index->n_lines + 1, sizeof(*starts));
	*starts++ = 0;
	for (; content.len - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
		for (uint64_t mask = feeds_mask(content.data + at); mask; mask &= mask - 1)
			*starts++ = (uint32_t)at + (uint32_t)__builtin_ctzll(mask) + 1;
	}
	for (; at < content.len; at++) {
		if (content.data[at] == '\n')
			*starts++ = (uint32_t)at + 1;
	}
}

void
line_index_release(struct line_index *index)
{
	free(index->starts);
	*index = (struct line_index){ NULL, 0 };
}

struct bytes
line_index_block(const struct line_index *index, struct bytes content, size_t number, size_t n)
{
	size_t last = number - 1 + n;
	size_t end = last < index->n_lines ? index->starts[last] : content.len;

	if (n == 0)
		return BYTES_NONE;
	return bytes_slice(content, index->starts[number - 1], end);
}

struct bytes
line_index_text(const struct line_index *index, struct bytes content, size_t number)
{
	struct bytes line = line_index_block(index, content, number, 1);

	if (bytes_ends_with(line, BYTES("\n")))
		line.len--;
	return line;
}

void
line_index_place(const struct line_index *index, size_t at, uint32_t *line, uint32_t *column)
{
	size_t low = 0, high = index->n_lines;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (index->starts[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	*line = (uint32_t)low + 1;
	*column = (uint32_t)(at - (index->n_lines ? index->starts[low] : 0)) + 1;
}

size_t
line_start(struct bytes content, size_t at)
{
	const char *feed = at ? memrchr(content.data, '\n', at) : NULL;

	return feed ? (size_t)(feed - content.data) + 1 : 0;
}

size_t
line_ends_at(struct bytes content, size_t at)
{
	const char *feed =
		at < content.len ? memchr(content.data + at, '\n', content.len - at) : NULL;

	return feed ? (size_t)(feed - content.data) : content.len;
}
