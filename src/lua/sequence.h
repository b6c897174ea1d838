#ifndef WRIT_LUA_SEQUENCE_H
#define WRIT_LUA_SEQUENCE_H

/*
 * A list as policies see one: `for x in s do`, `#s`, `s[i]`, as often as wanted, also within one
 * another. Elements are made when they are asked for. A generic `for` calls the sequence with the
 * element before, so an element that is an object knows its own place; for strings the loops that
 * run are remembered.
 */

#include "lua/object.h"

struct sequence;

struct sequence_kind {
	const char *name; /* "lines" */
	/* Pushes element I, from 0, of the sequence at stack index 1. */
	void (*push)(lua_State *lua, struct sequence *sequence, size_t i);
};

/* The sequences whose elements are made at once. */
enum table_sequence {
	SEQUENCE_IDS,
	SEQUENCE_NAMES,
	SEQUENCE_OPTIONS,
	SEQUENCE_PARAMETERS,
	SEQUENCE_PATTERNS,
	SEQUENCE_TRAILERS
};

enum { LOOPS_MAX = 4 };

/* A `for` that runs, see loop_running, and the element that it is at. */
struct loop {
	const void *frame;
	int slot;
	size_t at;
};

struct sequence {
	struct object head;
	const struct sequence_kind *kind;
	uint64_t serial;
	size_t len;
	/* Of elements that are no objects: the running loops, the innermost last. */
	struct loop loops[LOOPS_MAX];
	size_t n_loops;
};

/* Pushes a sequence of LEN elements; SIZE is what the kind needs, with struct sequence in front. */
void *sequence_new(lua_State *lua, const struct sequence_kind *kind, size_t size, size_t len);
/* Makes a sequence of the N elements in the table on the top. */
void sequence_of_table(lua_State *lua, enum table_sequence kind, size_t n);
/* HEADER + COUNT * SIZE bytes; ends the policy when that is more than it may have. */
size_t sequence_size(lua_State *lua, size_t header, size_t count, size_t size);

/* Lets the list on the top, a plain table of N elements, be used in `for x in list do` as well. */
void sequence_calls_list(lua_State *lua, size_t n);
/* The table behind the sequence at INDEX is pushed; false, and nothing pushed, for anything else.
 */
bool sequence_table_push(lua_State *lua, int index);

#endif
