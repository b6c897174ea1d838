#include "config.h"

#include "content/middle.h"

#include <stdint.h>

#include "content/lines.h"

/* Line compares of two middles; beyond, the exact diff is not dearer. */
enum { COMPARES_MAX = 4096 };

/* Memory is compared in blocks to where they differ, then byte by byte. */
enum { BLOCK_BYTES = 256 };

static size_t
common_head(struct bytes a, struct bytes b)
{
	size_t most = a.len < b.len ? a.len : b.len;
	size_t n = 0;

	while (most - n >= BLOCK_BYTES && memcmp(a.data + n, b.data + n, BLOCK_BYTES) == 0)
		n += BLOCK_BYTES;
	while (n < most && a.data[n] == b.data[n])
		n++;
	return n;
}

/* At most MOST. */
static size_t
common_tail(struct bytes a, struct bytes b, size_t most)
{
	const char *a_end = a.data + a.len;
	const char *b_end = b.data + b.len;
	size_t n = 0;

	while (most - n >= BLOCK_BYTES &&
	       memcmp(a_end - n - BLOCK_BYTES, b_end - n - BLOCK_BYTES, BLOCK_BYTES) == 0)
		n += BLOCK_BYTES;
	while (n < most && a_end[-(ptrdiff_t)n - 1] == b_end[-(ptrdiff_t)n - 1])
		n++;
	return n;
}

static bool
is_line_start(struct bytes content, size_t at)
{
	return at == 0 || content.data[at - 1] == '\n';
}

struct middle
middle_find(struct bytes old_content, struct bytes new_content)
{
	size_t least = old_content.len < new_content.len ? old_content.len : new_content.len;
	size_t head;
	size_t tail;

	if (bytes_equal(old_content, new_content))
		return (struct middle){ least, least, least };
	head = least ? line_start(new_content, common_head(old_content, new_content)) : 0;
	tail = least ? common_tail(old_content, new_content, least - head) : 0;
	if (tail && !(is_line_start(old_content, old_content.len - tail) &&
		      is_line_start(new_content, new_content.len - tail))) {
		size_t feed = line_ends_at(new_content, new_content.len - tail);

		tail = feed < new_content.len ? new_content.len - feed - 1 : 0;
	}
	return (struct middle){ head, old_content.len - tail, new_content.len - tail };
}

/* Takes the first line, with its line feed, off *REST. */
static struct bytes
take_line(struct bytes *rest)
{
	size_t end = line_ends_at(*rest, 0);
	struct bytes line = bytes_slice(*rest, 0, end + 1);

	*rest = bytes_slice(*rest, line.len, rest->len);
	return line;
}

static bool
share_a_line(struct bytes a, struct bytes b)
{
	size_t n_compares = 0;

	while (a.len) {
		struct bytes line = take_line(&a);
		struct bytes rest = b;

		while (rest.len) {
			if (++n_compares > COMPARES_MAX || bytes_equal(line, take_line(&rest)))
				return true;
		}
	}
	return false;
}

/* Whether the lines FROM..END of CONTENT could also be those one further up or down. */
static bool
can_slide(struct bytes content, size_t from, size_t end)
{
	struct bytes middle = bytes_slice(content, from, end);
	struct bytes below = bytes_slice(content, end, content.len);
	struct bytes first;
	struct bytes last;

	if (middle.len == 0)
		return false;
	last = bytes_slice(content, line_start(content, end - 1), end);
	if (from > 0 &&
	    bytes_equal(last, bytes_slice(content, line_start(content, from - 1), from)))
		return true;
	first = take_line(&middle);
	return below.len && bytes_equal(first, take_line(&below));
}

bool
middle_is_diff(const struct middle *middle, struct bytes old_content, struct bytes new_content)
{
	struct bytes old_middle = bytes_slice(old_content, middle->start, middle->old_end);
	struct bytes new_middle = bytes_slice(new_content, middle->start, middle->new_end);

	return !share_a_line(old_middle, new_middle) &&
	       !can_slide(old_content, middle->start, middle->old_end) &&
	       !can_slide(new_content, middle->start, middle->new_end);
}
