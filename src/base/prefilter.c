#include "config.h"

#include "base/prefilter.h"

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct bytes
prefilter_only(const struct prefilter *prefilter)
{
	if (prefilter->n_literals != 1 || prefilter->literals[0].caseless)
		return BYTES_NONE;
	return (struct bytes){ prefilter->literals[0].text, prefilter->literals[0].len };
}

static size_t
byte_find(struct bytes text, size_t from, char byte)
{
	const char *found =
		from < text.len ? memchr(text.data + from, byte, text.len - from) : NULL;

	return found ? (size_t)(found - text.data) : text.len;
}

/* The next place of literal I's rarest byte in one case; the one known stays while it is ahead. */
static size_t
rarest_from(struct prefilter_scan *scan, size_t i, bool in_upper, size_t from)
{
	const struct prefilter_literal *literal = &scan->prefilter->literals[i];
	size_t *known = &scan->rarest[i][in_upper];
	char byte = literal->text[literal->rarest];

	if (*known < from)
		*known = byte_find(scan->text, from, in_upper ? upper(byte) : byte);
	return *known;
}

static bool
literal_stands_at(const struct prefilter_literal *literal, const char *at)
{
	if (!literal->caseless)
		return memcmp(at, literal->text, literal->len) == 0;
	for (size_t i = 0; i < literal->len; i++) {
		if (lower(at[i]) != literal->text[i])
			return false;
	}
	return true;
}

/* Where literal I stands at or behind FROM. */
static size_t
literal_find(struct prefilter_scan *scan, size_t i, size_t from)
{
	const struct prefilter_literal *literal = &scan->prefilter->literals[i];

	for (;; from++) {
		size_t at = rarest_from(scan, i, false, from + literal->rarest);

		if (scan->rarest[i][true] < scan->text.len) {
			size_t in_upper = rarest_from(scan, i, true, from + literal->rarest);

			at = in_upper < at ? in_upper : at;
		}
		from = at - literal->rarest;
		if (at >= scan->text.len || scan->text.len - from < literal->len)
			return scan->text.len;
		scan->n_compared++;
		if (literal_stands_at(literal, scan->text.data + from))
			return from;
	}
}

void
prefilter_scan_init(struct prefilter_scan *scan, const struct prefilter *prefilter,
		    struct bytes text)
{
	scan->prefilter = prefilter;
	scan->text = text;
	scan->n_compared = 0;
	for (size_t i = 0; i < prefilter->n_literals; i++) {
		const struct prefilter_literal *literal = &prefilter->literals[i];
		char byte = literal->text[literal->rarest];
		bool two_cases = literal->caseless && upper(byte) != byte;

		scan->rarest[i][false] = byte_find(text, literal->rarest, byte);
		scan->rarest[i][true] =
			two_cases ? byte_find(text, literal->rarest, upper(byte)) : text.len;
		scan->found[i] = literal_find(scan, i, 0);
	}
}

size_t
prefilter_scan_next(struct prefilter_scan *scan, size_t from)
{
	size_t first = scan->text.len;

	for (size_t i = 0; i < scan->prefilter->n_literals; i++) {
		if (scan->found[i] < from)
			scan->found[i] = literal_find(scan, i, from);
		if (scan->found[i] < first)
			first = scan->found[i];
	}
	return first;
}
