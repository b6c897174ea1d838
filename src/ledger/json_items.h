#ifndef WRIT_LEDGER_JSON_ITEMS_H
#define WRIT_LEDGER_JSON_ITEMS_H

/*
 * Reads JSON as report/json_writer.h writes it, and nothing else: compact, ASCII, whole numbers. A
 * value is given as the bytes that it stands in, so nothing is copied and two equal values have
 * equal bytes. Linear in the text, and bounded in depth.
 */

#include "base/bytes.h"

enum { JSON_MAX_DEPTH = 32 };

struct json_items {
	struct bytes rest;
	char close;
	bool first, broken, ended;
};

/* The bytes of the value that TEXT begins with, 0 where there is none. */
size_t json_value_length(struct bytes text);
/* Goes through VALUE, an object or a list. */
void json_items_init(struct json_items *items, struct bytes value);
/* The next item. MEMBER is all of it, key and value ("ref":"refs/heads/x"); KEY, without its
 * quotes, is empty in a list. False at the end, or where something is broken. */
bool json_items_next(struct json_items *items, struct bytes *member, struct bytes *key,
		     struct bytes *value);
/* Whether the end was reached, with nothing behind it. */
bool json_items_are_whole(const struct json_items *items);
/* The value KEY of the object OBJECT, NULL data where it has none. */
struct bytes json_member(struct bytes object, const char *key);
/* A string without its quotes, as written; NULL data for another value. */
struct bytes json_string_text(struct bytes value);

#endif
