#include "config.h"

#include "base/pattern_compare.h"

#include "base/buf.h"

/* How specific a segment is; the letters sort as the contract says. */
enum { SEGMENT_LITERAL = 'a', SEGMENT_CLASS, SEGMENT_STAR, SEGMENT_GLOBSTAR, SEGMENTS_END };

/* What the token at *AT makes of its segment; moves *AT behind it. */
static char
token_kind(struct bytes text, size_t *at)
{
	char c = text.data[(*at)++];

	switch (c) {
	case '\\':
		++*at;
		return SEGMENT_LITERAL;
	case '*':
		if (*at < text.len && text.data[*at] == '*') {
			++*at;
			return SEGMENT_GLOBSTAR;
		}
		return SEGMENT_STAR;
	case '?':
	case '[':
	case '{':
		return SEGMENT_CLASS;
	default:
		return SEGMENT_LITERAL;
	}
}

/* Moves *AT behind the class whose `[` stands before it: in it, no byte is a wildcard. */
static void
class_pass(struct bytes text, size_t *at)
{
	bool first = true;

	if (*at < text.len && (text.data[*at] == '!' || text.data[*at] == '^'))
		++*at;
	for (; *at < text.len && (first || text.data[*at] != ']'); first = false)
		*at += text.data[*at] == '\\' ? 2 : 1;
	++*at;
}

struct bytes
pattern_specificity(const struct pattern *pattern, struct arena *arena)
{
	struct bytes text = pattern ? pattern_text(pattern) : BYTES("**");
	CLEANUP(buf_release) struct buf key = BUF_INIT;
	char kind = SEGMENT_LITERAL;
	size_t depth = 0;

	for (size_t at = pattern && pattern_excludes(pattern); at < text.len;) {
		char c = text.data[at];
		char token = token_kind(text, &at);

		if (c == '[')
			class_pass(text, &at);
		depth += c == '{';
		depth -= c == '}' && depth > 0;
		if (token > kind)
			kind = token;
		if (c != '/' || depth > 0)
			continue;
		buf_add_char(&key, kind);
		kind = SEGMENT_LITERAL;
	}
	buf_add_char(&key, kind);
	buf_add_char(&key, SEGMENTS_END);
	return arena_copy(arena, buf_bytes(&key));
}

/* Inclusions or exclusions of a list. */
struct side {
	const struct pattern **items;
	size_t len;
};

static struct side
side_of(const struct pattern_list *list, bool excludes, struct arena *arena)
{
	struct side side = { arena_new_array(arena, const struct pattern *, list->len), 0 };

	for (size_t i = 0; i < list->len; i++) {
		if (pattern_excludes(list->items[i]) == excludes)
			side.items[side.len++] = list->items[i];
	}
	return side;
}

static struct side
sides_join(struct side a, struct side b, struct arena *arena)
{
	struct side both = { arena_new_array(arena, const struct pattern *, a.len + b.len), 0 };

	for (size_t i = 0; i < a.len; i++)
		both.items[both.len++] = a.items[i];
	for (size_t i = 0; i < b.len; i++)
		both.items[both.len++] = b.items[i];
	return both;
}

/* A path that one of A and one of B match (no pattern: any path) and none of NONE does. */
static enum witness
sides_meet(struct side a, struct side b, struct side none, size_t *steps, struct arena *arena,
	   struct bytes *path)
{
	enum witness open = WITNESS_NONE;

	for (size_t i = 0; i < a.len + (a.len == 0); i++) {
		for (size_t k = 0; k < b.len + (b.len == 0); k++) {
			const struct pattern *all[2];
			struct witness_query query = { all, 0, none.items, none.len };
			enum witness found;

			if (a.len)
				all[query.n_all++] = a.items[i];
			if (b.len)
				all[query.n_all++] = b.items[k];
			found = pattern_witness(&query, steps, arena, path);
			if (found == WITNESS_FOUND)
				return found;
			if (found == WITNESS_OPEN)
				open = found;
		}
	}
	return open;
}

enum witness
pattern_lists_meet(const struct pattern_list *a, const struct pattern_list *b, size_t *steps,
		   struct arena *arena, struct bytes *path)
{
	struct side none = sides_join(side_of(a, true, arena), side_of(b, true, arena), arena);

	return sides_meet(side_of(a, false, arena), side_of(b, false, arena), none, steps, arena,
			  path);
}

enum witness
pattern_list_beyond(const struct pattern_list *list, const struct pattern_list *other,
		    size_t *steps, struct arena *arena, struct bytes *path)
{
	const struct side any = { NULL, 0 };
	struct side in = side_of(list, false, arena), out = side_of(list, true, arena);
	struct side other_in = side_of(other, false, arena);
	struct side other_out = side_of(other, true, arena);
	enum witness found = WITNESS_NONE, excluded = WITNESS_NONE;

	if (other_in.len)
		found = sides_meet(in, any, sides_join(out, other_in, arena), steps, arena, path);
	if (found != WITNESS_FOUND && other_out.len)
		excluded = sides_meet(in, other_out, out, steps, arena, path);
	return excluded != WITNESS_NONE ? excluded : found;
}
