#include "config.h"

#include "base/suggest.h"

enum { WORD_MAX = 64 };

static size_t
smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* The optimal string alignment distance, row by row. */
static size_t
distance(struct bytes a, struct bytes b)
{
	size_t rows[3][WORD_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t k = 0; k <= b.len; k++)
		last[k] = k;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *oldest = before;

		now[0] = i;
		for (size_t k = 1; k <= b.len; k++) {
			size_t differ = a.data[i - 1] != b.data[k - 1];

			now[k] = smallest(last[k] + 1, now[k - 1] + 1, last[k - 1] + differ);
			if (i > 1 && k > 1 && a.data[i - 1] == b.data[k - 2] &&
			    a.data[i - 2] == b.data[k - 1] && before[k - 2] + 1 < now[k])
				now[k] = before[k - 2] + 1;
		}
		before = last;
		last = now;
		now = oldest;
	}
	return last[b.len];
}

const char *
suggest(struct bytes text, const char *const *words, size_t n_words)
{
	const char *nearest = NULL;
	size_t least = text.len / 3 + 1;

	if (text.len > WORD_MAX)
		return NULL;
	for (size_t i = 0; i < n_words; i++) {
		struct bytes word = bytes_of(words[i]);
		size_t edits;

		if (word.len > WORD_MAX)
			continue;
		edits = distance(text, word);
		if (edits < least || (edits == least && !nearest)) {
			least = edits;
			nearest = words[i];
		}
	}
	return nearest;
}
