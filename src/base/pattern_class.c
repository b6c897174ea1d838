#include "config.h"

#include "base/pattern_nodes.h"

/* A class being read; AT stands on the next byte. */
struct reader {
	struct bytes text;
	size_t at;
	struct byte_set *set;
	struct error *err;
};

/* The byte at AT, a backslash before it left out. */
static int
member_read(struct reader *r, unsigned char *member)
{
	if (r->text.data[r->at] == '\\')
		r->at++;
	if (r->at >= r->text.len)
		return pattern_malformed(r->err, r->at - 1, "nothing follows the backslash");
	*member = (unsigned char)r->text.data[r->at++];
	if (*member == '/')
		return pattern_malformed(r->err, r->at - 1, "a class never matches '/'");
	return 0;
}

static int
range_read(struct reader *r)
{
	size_t at = r->at;
	unsigned char first, last;

	if (member_read(r, &first) < 0)
		return -1;
	last = first;
	if (r->at + 1 < r->text.len && r->text.data[r->at] == '-' &&
	    r->text.data[r->at + 1] != ']') {
		r->at++;
		if (member_read(r, &last) < 0)
			return -1;
	}
	if (first > last)
		return pattern_malformed(r->err, at, "a range of a class runs backwards");
	for (unsigned int c = first; c <= last; c++)
		byte_set_add(r->set, (unsigned char)c);
	return 0;
}

/* `[:alpha:]` and the like would be read as something else than what their author means. */
static bool
is_named_class(const struct reader *r)
{
	return r->text.data[r->at] == '[' && r->at + 1 < r->text.len &&
	       memchr(":.=", r->text.data[r->at + 1], 3);
}

/* The members up to the `]`; one that stands first is a member itself, as in glob(7). */
static int
members_read(struct reader *r, size_t open)
{
	size_t first = r->at;

	while (r->at < r->text.len && (r->text.data[r->at] != ']' || r->at == first)) {
		if (is_named_class(r))
			return pattern_malformed(r->err, r->at, "named classes are not supported");
		if (range_read(r) < 0)
			return -1;
	}
	if (r->at >= r->text.len)
		return pattern_malformed(r->err, open, "the class `[` is not closed");
	r->at++;
	return 0;
}

int
pattern_class_read(struct bytes text, size_t *at, struct byte_set *set, struct error *err)
{
	struct reader r = { text, *at + 1, set, err };
	bool negated = r.at < text.len && memchr("!^", text.data[r.at], 2);

	*set = (struct byte_set){ { 0 } };
	r.at += negated;
	if (members_read(&r, *at) < 0)
		return -1;
	for (size_t i = 0; negated && i < ARRAY_SIZE(set->bits); i++)
		set->bits[i] = ~set->bits[i];
	set->bits['/' / 64] &= ~(UINT64_C(1) << '/' % 64);
	*at = r.at;
	return 0;
}
