#include "config.h"

#include "manifest/properties.h"

#include "base/buf.h"

enum { FILLED_BYTES_MAX = 256, NAMES_MAX = 16 };

void
properties_add(struct properties *properties, struct bytes name, struct bytes value)
{
	if (name.len && value.data)
		vec_push(&properties->items,
			 ((struct property){ name, value, properties->items.len }));
}

void
properties_hide(struct properties *properties, struct bytes name)
{
	vec_push(&properties->items,
		 ((struct property){ name, BYTES_NONE, properties->items.len }));
}

void
properties_release(struct properties *properties)
{
	vec_release(&properties->items);
}

static int
compare(const void *a, const void *b)
{
	const struct property *one = a, *other = b;
	int order = bytes_compare(one->name, other->name);

	if (order)
		return order;
	return (one->index < other->index) - (one->index > other->index);
}

void
properties_sort(struct properties *properties)
{
	if (properties->items.len)
		qsort(properties->items.items, properties->items.len, sizeof(struct property),
		      compare);
}

struct bytes
properties_find(const struct properties *properties, struct bytes name)
{
	size_t low = 0, high = properties->items.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (bytes_compare(properties->items.items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == properties->items.len || !bytes_equal(properties->items.items[low].name, name))
		return BYTES_NONE;
	return properties->items.items[low].value;
}

/* Puts the value of the first name of OUT in its place; false when there is none. */
static bool
fill_one(const struct properties *properties, struct buf *out)
{
	struct bytes text = buf_bytes(out), value, tail;
	size_t at = text_find(text, "${");
	size_t end = text_find(bytes_slice(text, at, text.len), "}") + at;
	struct buf filled = BUF_INIT;

	if (end >= text.len)
		return false;
	value = properties_find(properties, bytes_slice(text, at + 2, end));
	if (!value.data)
		return false;
	tail = bytes_slice(text, end + 1, text.len);
	buf_add(&filled, bytes_slice(text, 0, at));
	buf_add(&filled, bytes_slice(value, 0, FILLED_BYTES_MAX + 1));
	buf_add(&filled, bytes_slice(tail, 0, FILLED_BYTES_MAX + 1));
	buf_release(out);
	*out = filled;
	return true;
}

struct bytes
properties_fill(const struct properties *properties, struct bytes text, struct arena *arena)
{
	CLEANUP(buf_release) struct buf out = BUF_INIT;
	struct bytes filled;
	size_t n = 0;

	if (text.len > FILLED_BYTES_MAX || text_find(text, "${") == text.len)
		return text;
	buf_add(&out, text);
	while (n++ < NAMES_MAX && out.len <= FILLED_BYTES_MAX && fill_one(properties, &out))
		;
	filled = buf_bytes(&out);
	if (filled.len > FILLED_BYTES_MAX || text_find(filled, "${") < filled.len)
		return text;
	return arena_copy(arena, filled);
}
