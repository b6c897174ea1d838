#include "config.h"

#include "decisions/suggest.h"

enum { WORD_MAX = 48 };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* The optimal string alignment distance; both words are at most WORD_MAX long. */
static size_t
distance(struct bytes a, struct bytes b)
{
	size_t rows[3][WORD_MAX + 1];

	for (size_t k = 0; k <= b.len; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i + 2) % 3];
		const size_t *above2 = rows[(i + 1) % 3];

		row[0] = i;
		for (size_t k = 1; k <= b.len; k++) {
			char x = lower(a.data[i - 1]);
			char y = lower(b.data[k - 1]);

			row[k] = min3(above[k] + 1, row[k - 1] + 1, above[k - 1] + (x != y));
			if (i > 1 && k > 1 && x == lower(b.data[k - 2]) &&
			    lower(a.data[i - 2]) == y && above2[k - 2] + 1 < row[k])
				row[k] = above2[k - 2] + 1;
		}
	}
	return rows[a.len % 3][b.len];
}

struct bytes
suggest(struct bytes word, const struct bytes *candidates, size_t n_candidates)
{
	size_t least = word.len / 3 + 1;
	struct bytes nearest = BYTES_NONE;

	if (word.len == 0 || word.len > WORD_MAX)
		return nearest;
	for (size_t i = 0; i < n_candidates; i++) {
		size_t d;

		if (candidates[i].len > WORD_MAX)
			continue;
		d = distance(word, candidates[i]);
		if (d < least) {
			least = d;
			nearest = candidates[i];
		}
	}
	return nearest;
}
