#include "config.h"

#include "lua/matcher.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/macros.h"
#include "lua/matcher_class.h"

/* Positions are offsets; this one says that nothing matched (or that the matcher failed). */
#define NOWHERE SIZE_MAX

static size_t match_here(struct matcher *m, size_t s, size_t p);

/* Notes what is wrong and gives NOWHERE. */
static size_t PRINTF(2, 3) broken(struct matcher *m, const char *format, ...)
{
	va_list args;

	if (m->failure != MATCH_NONE)
		return NOWHERE;
	m->failure = MATCH_BROKEN;
	va_start(args, format);
	vsnprintf(m->message, sizeof(m->message), format, args);
	va_end(args);
	return NOWHERE;
}

/* Takes STEPS of the fuel; false when it is spent. */
static bool
charge(struct matcher *m, size_t steps)
{
	if (m->failure != MATCH_NONE)
		return false;
	if (steps > *m->fuel) {
		*m->fuel = 0;
		m->failure = MATCH_SPENT;
		return false;
	}
	*m->fuel -= steps;
	return true;
}

/* Byte I of the pattern, -1 behind its end. */
static int
pattern_at(const struct matcher *m, size_t i)
{
	return i < m->pattern.len ? (unsigned char)m->pattern.data[i] : -1;
}

/* Behind the item (a byte, `.`, `%a` or a set) that begins at P. */
static size_t
item_end(struct matcher *m, size_t p)
{
	int c = pattern_at(m, p++);

	if (c == '%') {
		if (p >= m->pattern.len)
			return broken(m, "malformed pattern (ends with '%%')");
		return p + 1;
	}
	if (c != '[')
		return p;
	if (pattern_at(m, p) == '^')
		p++;
	do { /* a `]` that comes first stands for itself */
		c = pattern_at(m, p++);
		if (c < 0)
			return broken(m, "malformed pattern (missing ']')");
		if (c == '%')
			p++;
	} while (pattern_at(m, p) != ']');
	return p + 1;
}

/* Whether the byte at S matches the item P..END. */
static bool
item_matches(struct matcher *m, size_t s, size_t p, size_t end)
{
	unsigned char c;

	if (s >= m->subject.len || !charge(m, 1 + (end - p) / 8))
		return false;
	c = (unsigned char)m->subject.data[s];
	switch (m->pattern.data[p]) {
	case '.':
		return true;
	case '%':
		return class_holds((unsigned char)m->pattern.data[p + 1], c);
	case '[':
		return set_holds(bytes_slice(m->pattern, p + 1, end - 1), c);
	}
	return (unsigned char)m->pattern.data[p] == c;
}

/* `[^x]`, which mostly takes a line or a field. */
static bool
is_all_but_one(const struct matcher *m, size_t p, size_t end)
{
	return end - p == 4 && m->pattern.data[p] == '[' && m->pattern.data[p + 1] == '^' &&
	       m->pattern.data[p + 2] != '%';
}

/* How many bytes from S on match the item P..END; charged as if each was looked at. */
static size_t
run_length(struct matcher *m, size_t s, size_t p, size_t end)
{
	size_t left = m->subject.len - s, n = 0;
	const char *stop;

	if (!is_all_but_one(m, p, end) || left == 0) {
		while (item_matches(m, s + n, p, end))
			n++;
		return n;
	}
	stop = memchr(m->subject.data + s, m->pattern.data[p + 2], left);
	n = stop ? (size_t)(stop - m->subject.data) - s : left;
	return charge(m, n + (stop != NULL)) ? n : 0;
}

/* As many as there are, then fewer, until the rest matches. */
static size_t
match_most(struct matcher *m, size_t s, size_t p, size_t end)
{
	size_t n = run_length(m, s, p, end);

	for (;;) {
		size_t found = match_here(m, s + n, end + 1);

		if (found != NOWHERE || n == 0 || m->failure != MATCH_NONE)
			return found;
		n--;
	}
}

/* None, then more, until the rest matches. */
static size_t
match_least(struct matcher *m, size_t s, size_t p, size_t end)
{
	for (;; s++) {
		size_t found = match_here(m, s, end + 1);

		if (found != NOWHERE || m->failure != MATCH_NONE)
			return found;
		if (!item_matches(m, s, p, end))
			return NOWHERE;
	}
}

static size_t
capture_start(struct matcher *m, size_t s, size_t p, ptrdiff_t len)
{
	size_t found;

	if (m->n_captures >= CAPTURES_MAX)
		return broken(m, "too many captures");
	m->captures[m->n_captures++] = (struct capture){ s, len };
	found = match_here(m, s, p);
	if (found == NOWHERE)
		m->n_captures--;
	return found;
}

static size_t
capture_end(struct matcher *m, size_t s, size_t p)
{
	size_t i = m->n_captures;
	size_t found;

	while (i > 0 && m->captures[i - 1].len != CAPTURE_OPEN)
		i--;
	if (i == 0)
		return broken(m, "invalid pattern capture");
	m->captures[i - 1].len = (ptrdiff_t)(s - m->captures[i - 1].start);
	found = match_here(m, s, p);
	if (found == NOWHERE)
		m->captures[i - 1].len = CAPTURE_OPEN;
	return found;
}

/* %bxy at P (the x): behind the balanced run that begins at S. */
static size_t
match_balance(struct matcher *m, size_t s, size_t p)
{
	size_t depth = 1;

	if (p + 1 >= m->pattern.len)
		return broken(m, "malformed pattern (missing arguments to '%%b')");
	if (s >= m->subject.len || m->subject.data[s] != m->pattern.data[p])
		return NOWHERE;
	while (++s < m->subject.len && charge(m, 1)) {
		if (m->subject.data[s] == m->pattern.data[p + 1]) {
			if (--depth == 0)
				return s + 1;
		} else if (m->subject.data[s] == m->pattern.data[p]) {
			depth++;
		}
	}
	return NOWHERE;
}

/* %f[set] at P (the bracket), END behind it: from outside the set into it. The end of the subject
 * counts as a NUL, and so does what is before its start. */
static bool
at_frontier(struct matcher *m, size_t s, size_t p, size_t end)
{
	struct bytes set = bytes_slice(m->pattern, p + 1, end - 1);
	unsigned char before = s ? (unsigned char)m->subject.data[s - 1] : 0;
	unsigned char here = s < m->subject.len ? (unsigned char)m->subject.data[s] : 0;

	return charge(m, 1 + set.len / 4) && !set_holds(set, before) && set_holds(set, here);
}

/* %1 to %9: the same bytes as that capture's. */
static size_t
match_again(struct matcher *m, size_t s, int digit)
{
	size_t i = (size_t)(digit - '1');
	const struct capture *capture = &m->captures[i < CAPTURES_MAX ? i : 0];
	size_t len;

	if (digit == '0' || i >= m->n_captures || capture->len == CAPTURE_OPEN)
		return broken(m, "invalid capture index %%%d", digit - '0');
	if (capture->len == CAPTURE_POSITION)
		return NOWHERE;
	len = (size_t)capture->len;
	if (m->subject.len - s < len || !charge(m, 1 + len / 8))
		return NOWHERE;
	if (len && memcmp(m->subject.data + capture->start, m->subject.data + s, len) != 0)
		return NOWHERE;
	return s + len;
}

/* One step along the pattern without recursion. S and P move on when there is more to do; the
 * result is NOWHERE then, and *DONE false. */
static size_t
match_item(struct matcher *m, size_t *s, size_t *p, bool *done)
{
	size_t end = item_end(m, *p);
	size_t found;
	int suffix;

	*done = true;
	if (end == NOWHERE)
		return NOWHERE;
	suffix = pattern_at(m, end);
	if (suffix == '-')
		return match_least(m, *s, *p, end);
	if (suffix == '*')
		return match_most(m, *s, *p, end);
	if (item_matches(m, *s, *p, end)) {
		if (suffix == '+')
			return match_most(m, *s + 1, *p, end);
		if (suffix == '?') {
			found = match_here(m, *s + 1, end + 1);
			if (found != NOWHERE || m->failure != MATCH_NONE)
				return found;
		} else {
			++*s;
		}
	} else if (suffix != '?') {
		return NOWHERE;
	}
	*p = suffix == '?' ? end + 1 : end;
	*done = false;
	return NOWHERE;
}

/* What a `%` at P begins that is no class. *DONE is false for a class. */
static size_t
match_special(struct matcher *m, size_t *s, size_t *p, bool *done)
{
	int c = pattern_at(m, *p + 1);
	size_t next = *p + 2;

	*done = true;
	if (c == 'b') {
		*s = match_balance(m, *s, next);
		next += 2;
	} else if (c == 'f') {
		size_t set = next;

		if (pattern_at(m, set) != '[')
			return broken(m, "missing '[' after '%%f' in pattern");
		next = item_end(m, set);
		if (next == NOWHERE || !at_frontier(m, *s, set, next))
			return NOWHERE;
	} else if (c >= '0' && c <= '9') {
		*s = match_again(m, *s, c);
	} else {
		return match_item(m, s, p, done);
	}
	*p = next;
	*done = *s == NOWHERE;
	return NOWHERE;
}

static size_t
match_steps(struct matcher *m, size_t s, size_t p)
{
	size_t found;
	bool done = false;

	while (p < m->pattern.len) {
		if (!charge(m, 1))
			return NOWHERE;
		switch (m->pattern.data[p]) {
		case '(':
			if (pattern_at(m, p + 1) == ')')
				return capture_start(m, s, p + 2, CAPTURE_POSITION);
			return capture_start(m, s, p + 1, CAPTURE_OPEN);
		case ')':
			return capture_end(m, s, p + 1);
		case '%':
			found = match_special(m, &s, &p, &done);
			break;
		case '$':
			if (p + 1 == m->pattern.len)
				return s == m->subject.len ? s : NOWHERE;
			/* fallthrough */
		default:
			found = match_item(m, &s, &p, &done);
		}
		if (done)
			return found;
	}
	return s;
}

/* Behind the match of the pattern from P on, that begins at S; NOWHERE when there is none. */
static size_t
match_here(struct matcher *m, size_t s, size_t p)
{
	size_t found;

	if (m->depth == MATCH_DEPTH_MAX)
		return broken(m, "pattern too complex");
	m->depth++;
	found = match_steps(m, s, p);
	m->depth--;
	return found;
}

void
matcher_init(struct matcher *matcher, struct bytes subject, struct bytes pattern, uint64_t *fuel)
{
	*matcher = (struct matcher){ .subject = subject, .pattern = pattern, .fuel = fuel };
}

enum match_result
matcher_match(struct matcher *matcher, size_t start, size_t *end)
{
	matcher->n_captures = 0;
	*end = match_here(matcher, start, 0);
	if (matcher->failure != MATCH_NONE)
		return matcher->failure;
	return *end == NOWHERE ? MATCH_NONE : MATCH_FOUND;
}
