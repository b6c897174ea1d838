#include "config.h"

#include "content/line_hash.h"

enum { PAIR_BYTES = 2 * WORD_BYTES };

/* Odd, with bits set all over. */
#define FACTOR_ONE UINT64_C(0x9e3779b97f4a7c15)
#define FACTOR_TWO UINT64_C(0xc2b2ae3d27d4eb4f)

static uint64_t
load_half(const char *data)
{
	uint32_t half;

	memcpy(&half, data, sizeof(half));
	return half;
}

/* Of less than a word: all of its bytes, some perhaps twice. */
static uint64_t
load_short(struct bytes line)
{
	const unsigned char *data = (const unsigned char *)line.data;

	if (line.len >= 4)
		return load_half(line.data) << 32 | load_half(line.data + line.len - 4);
	return (uint64_t)data[0] << 16 | (uint64_t)data[line.len / 2] << 8 | data[line.len - 1];
}

static uint64_t
mix(uint64_t hash, uint64_t one, uint64_t two)
{
	hash = (hash ^ one) * FACTOR_ONE + two * FACTOR_TWO;
	return hash ^ hash >> 32;
}

/* By pairs of words; the last pair may cover bytes of the one before. */
uint32_t
line_hash(struct bytes line)
{
	const char *data = line.data;
	const char *end = line.data + line.len;
	uint64_t hash = line.len;

	if (line.len < WORD_BYTES)
		return (uint32_t)mix(hash, load_short(line), 0);
	if (line.len < PAIR_BYTES)
		return (uint32_t)mix(hash, load_word(data), load_word(end - WORD_BYTES));
	for (; end - data > PAIR_BYTES; data += PAIR_BYTES)
		hash = mix(hash, load_word(data), load_word(data + WORD_BYTES));
	return (uint32_t)mix(hash, load_word(end - PAIR_BYTES), load_word(end - WORD_BYTES));
}

uint32_t
line_tail_hash(struct bytes line)
{
	uint64_t tail = load_word(line.data + line.len - WORD_BYTES);

	return (uint32_t)((tail ^ line.len) * FACTOR_ONE >> 32);
}
