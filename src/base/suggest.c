#include "config.h"

#include "base/suggest.h"

enum { NAME_BYTES_MAX = 64, DISTANCE_MAX = 2 };

void
suggestion_init(struct suggestion *suggestion, struct bytes wanted)
{
	*suggestion = (struct suggestion){ wanted, NULL, DISTANCE_MAX + 1 };
}

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* The optimal string alignment distance, row by row. */
static size_t
edit_distance(struct bytes a, struct bytes b)
{
	size_t rows[3][NAME_BYTES_MAX + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t k = 0; k <= b.len; k++)
		last[k] = k;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *oldest = before;

		now[0] = i;
		for (size_t k = 1; k <= b.len; k++) {
			size_t differ = a.data[i - 1] != b.data[k - 1];

			now[k] = least(last[k] + 1, now[k - 1] + 1, last[k - 1] + differ);
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

void
suggestion_offer(struct suggestion *suggestion, const char *candidate)
{
	struct bytes word = bytes_of(candidate);
	size_t distance;

	if (suggestion->wanted.len > NAME_BYTES_MAX || word.len > NAME_BYTES_MAX)
		return;
	distance = edit_distance(suggestion->wanted, word);
	if (distance < suggestion->distance && distance * 2 <= suggestion->wanted.len) {
		suggestion->best = candidate;
		suggestion->distance = distance;
	}
}

const char *
suggest(struct bytes wanted, const char *const *words, size_t n_words)
{
	struct suggestion suggestion;

	suggestion_init(&suggestion, wanted);
	for (size_t i = 0; i < n_words; i++)
		suggestion_offer(&suggestion, words[i]);
	return suggestion.best;
}
