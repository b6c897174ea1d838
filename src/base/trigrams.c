#include "config.h"

#include "base/trigrams.h"

#include <stdlib.h>

#include "base/memory.h"

/* A set has so many bits for each byte of its text, within bounds: the larger one is what a
 * processor keeps at hand. */
enum { BITS_PER_BYTE = 8, LEAST_BITS_LOG2 = 9, MOST_BITS_LOG2 = 16 };
enum { WORD_BITS = 64, TRIGRAM_BYTES = 3 };

/* The bit that tells the cases of a letter apart, in each byte; other bytes that it makes equal
 * only add to what may be there. */
enum { CASE_BITS = 0x202020 };

/* Multiplicative hashing: the high bits of the product (Knuth, volume 3, 6.4). */
static uint32_t
bit_of(const struct trigrams *set, uint32_t trigram)
{
	return ((trigram & 0xffffff) | CASE_BITS) * UINT32_C(2654435769) >> set->shift;
}

/* The bit of the three bytes at AT. */
static uint32_t
bit_at(const struct trigrams *set, const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return bit_of(set, b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16);
}

/* The same where a fourth byte can be read, which takes one load. */
static uint32_t
bit_at_four(const struct trigrams *set, const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return bit_of(set,
		      b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24);
}

static void
bit_add(struct trigrams *set, uint32_t bit)
{
	set->bits[bit / WORD_BITS] |= UINT64_C(1) << bit % WORD_BITS;
}

void
trigrams_read(struct trigrams *set, struct bytes text)
{
	unsigned log2 = LEAST_BITS_LOG2;

	while (log2 < MOST_BITS_LOG2 && (size_t)1 << log2 < text.len * BITS_PER_BYTE)
		log2++;
	set->shift = 32 - log2;
	set->bits = memory_calloc(((size_t)1 << log2) / WORD_BITS, sizeof(*set->bits));
	for (size_t i = 0; i + TRIGRAM_BYTES < text.len; i++)
		bit_add(set, bit_at_four(set, text.data + i));
	if (text.len >= TRIGRAM_BYTES)
		bit_add(set, bit_at(set, text.data + text.len - TRIGRAM_BYTES));
}

void
trigrams_release(struct trigrams *set)
{
	free(set->bits);
	set->bits = NULL;
}

bool
trigrams_may_hold(const struct trigrams *set, struct bytes literal)
{
	for (size_t i = 0; i + TRIGRAM_BYTES <= literal.len; i++) {
		uint32_t bit = bit_at(set, literal.data + i);

		if (!(set->bits[bit / WORD_BITS] >> bit % WORD_BITS & 1))
			return false;
	}
	return true;
}
