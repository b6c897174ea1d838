#include "config.h"

#include "base/map.h"
#include "cli/retrial.h"

enum { ITEM_SHOWN_BYTES = 400 };

/* VALUE is JSON as we write it, and so harmless. */
static void
line_add(struct buf *out, struct bytes key, struct bytes value, const char *where)
{
	bool cut = value.len > ITEM_SHOWN_BYTES;

	buf_printf(out, "%.*s: %.*s%s %s\n", BYTES_ARG(key),
		   BYTES_ARG(bytes_slice(value, 0, ITEM_SHOWN_BYTES)), cut ? "..." : "", where);
}

/* Adds the items of the list A that B has not as often. */
static size_t
items_compare(struct buf *out, struct bytes key, struct bytes a, struct bytes b, const char *where)
{
	struct bytes member, name, value;
	struct map left = MAP_INIT;
	struct json_items items;
	size_t n = 0;

	json_items_init(&items, b);
	while (json_items_next(&items, &member, &name, &value)) {
		void **count = map_put(&left, value);

		*count = (void *)((uintptr_t)*count + 1);
	}
	json_items_init(&items, a);
	while (json_items_next(&items, &member, &name, &value)) {
		void **count = map_find(&left, value);

		if (count && *count) {
			*count = (void *)((uintptr_t)*count - 1);
			continue;
		}
		line_add(out, key, value, where);
		n++;
	}
	map_release(&left);
	return n;
}

static void
values_compare(struct buf *out, struct bytes key, struct bytes before, struct bytes after)
{
	size_t n = 0;

	if (bytes_equal(before, after))
		return;
	if (!before.len || !after.len || before.data[0] != '[' || after.data[0] != '[') {
		line_add(out, key, before.len ? before : BYTES("nothing"), "on record");
		line_add(out, key, after.len ? after : BYTES("nothing"), "now");
		return;
	}
	n += items_compare(out, key, before, after, "on record");
	n += items_compare(out, key, after, before, "now");
	if (n == 0)
		buf_printf(out, "%.*s: in another order\n", BYTES_ARG(key));
}

void
retrial_compare(struct buf *out, struct bytes before, struct bytes after)
{
	struct bytes member, key, value;
	struct json_items items;

	json_items_init(&items, before);
	while (json_items_next(&items, &member, &key, &value)) {
		CLEANUP(buf_release) struct buf name = BUF_INIT;

		buf_add(&name, key);
		values_compare(out, key, value, json_member(after, name.data ? name.data : ""));
	}
	json_items_init(&items, after);
	while (json_items_next(&items, &member, &key, &value)) {
		CLEANUP(buf_release) struct buf name = BUF_INIT;

		buf_add(&name, key);
		if (!json_member(before, name.data ? name.data : "").data)
			values_compare(out, key, BYTES_NONE, value);
	}
}
