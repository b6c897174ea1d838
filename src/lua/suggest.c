#include "config.h"

#include "lua/suggest.h"

enum { NAME_MAX_BYTES = 40, DISTANCE_MAX = 2 };

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

/* Levenshtein's distance, with one row of his table. */
static size_t
edit_distance(struct bytes a, const char *b, size_t b_len)
{
	size_t row[NAME_MAX_BYTES + 1];

	for (size_t i = 0; i <= a.len; i++)
		row[i] = i;
	for (size_t k = 0; k < b_len; k++) {
		size_t corner = row[0];

		row[0] = k + 1;
		for (size_t i = 0; i < a.len; i++) {
			size_t change = corner + (a.data[i] != b[k]);

			corner = row[i + 1];
			row[i + 1] = least(row[i] + 1, corner + 1, change);
		}
	}
	return row[a.len];
}

void
suggestion_offer(struct suggestion *suggestion, const char *candidate)
{
	size_t len = strlen(candidate);
	size_t distance;

	if (suggestion->wanted.len > NAME_MAX_BYTES || len > NAME_MAX_BYTES)
		return;
	distance = edit_distance(suggestion->wanted, candidate, len);
	if (distance < suggestion->distance && distance * 2 <= suggestion->wanted.len) {
		suggestion->best = candidate;
		suggestion->distance = distance;
	}
}
