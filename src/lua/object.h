#ifndef WRIT_LUA_OBJECT_H
#define WRIT_LUA_OBJECT_H

/*
 * The objects that policies see: read-only userdata that begin with struct object. Scripts have no
 * metatables and cannot make userdata, so what an object's first field says it is, it is.
 *
 * Objects point only to what lives as long as the push (changes, commits, updates, decisions);
 * contents and texts are fetched anew, through caches, whenever a field is read. So an object that
 * a script keeps for a later call stays good.
 */

#include "lua/state.h"

struct object_class;

struct object {
	const struct object_class *class;
	/* The sequence that it is an element of, and its place there from 1; 0 when it is of none.
	 */
	uint64_t sequence;
	size_t index;
};

/* One field or method. A record's fields have neither function: they are in its table. */
struct object_field {
	const char *name;
	/* Pushes the field's value: one value, nil for none. */
	void (*push)(lua_State *lua, const struct object *object);
	lua_CFunction method;
	const char *type, *help; /* for who writes policies, see lua/api.h */
};

struct object_class {
	const char *name; /* as tostring shows it */
	const struct object_field *fields;
	size_t n_fields;
	/* Pushes what tells it from its like, for tostring; NULL for nothing. */
	void (*text)(lua_State *lua, const struct object *object);
	/* In place of the lookup of fields, of a call, of `#`; NULL: there is none. */
	lua_CFunction index, call, len;
	bool record;
	/* Whether two of the class are the same thing; NULL: when their bytes behind the head are.
	 */
	bool (*equal)(const struct object *a, const struct object *b);
	const char *help; /* one line */
};

/* Pushes a new object of CLASS with SIZE bytes, zeroed but for its head, and VALUES user values. */
void *object_new(lua_State *lua, const struct object_class *class, size_t size, int values);
/* Makes a record of CLASS from the table on the top. */
void record_new(lua_State *lua, const struct object_class *class);
/* Sets field NAME of the table on the top; does nothing when VALUE has no data. */
void record_set(lua_State *lua, const char *name, struct bytes value);
/* The object at INDEX when it is of CLASS, else NULL. */
void *object_test(lua_State *lua, int index, const struct object_class *class);
/* The object that a method was called on: argument 1, of CLASS. */
void *object_self(lua_State *lua, const struct object_class *class);
/* Pushes how tostring shows the object at INDEX. */
void object_to_text(lua_State *lua, int index);

/* A method that a later version will have. */
int object_not_available(lua_State *lua);

/* The globals. */
void push_object_push(lua_State *lua);
void decision_object_push(lua_State *lua);
void decisions_object_push(lua_State *lua);
/* pairs(decisions): pushes its iterator when argument 1 is `decisions`. */
bool decisions_object_pairs(lua_State *lua);

extern const struct object_class push_class, update_class, commit_class, file_class, tree_class,
	line_class, hit_class, decision_class, decisions_class, person_class, signature_class,
	agent_class, trailer_class, sequence_class, import_class, declaration_class, document_class,
	node_class, graph_class, edge_class, manifest_class, dependency_class;

/* Helpers for fields. */
void push_oid(lua_State *lua, const struct oid *oid);
void push_bytes_or_nil(lua_State *lua, struct bytes b);

#endif
