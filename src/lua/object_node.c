#include "config.h"

#include "lua/budget.h"
#include "lua/library.h"
#include "lua/objects.h"

/* Nodes of a document, and their values as plain Lua. A node holds its document. */

enum { VALUE_DEPTH_MAX = 100 };

struct node_object {
	struct place_object place;
	const struct document_node *node;
	enum document_format format;
};

const struct document_node *
node_of_place(const struct place_object *place, enum document_format *format)
{
	const struct node_object *self = (const struct node_object *)place;

	*format = self->format;
	return self->node;
}

void
node_push(lua_State *lua, int document_index, const struct document_node *node)
{
	const struct document_object *document = lua_touserdata(lua, document_index);
	struct node_object *object;

	lua_pushvalue(lua, document_index);
	object = object_new(lua, &node_class, sizeof(*object), 1);
	lua_insert(lua, -2);
	lua_setiuservalue(lua, -2, 1);
	object->place.subject = document->subject;
	object->place.side = document->side;
	object->place.number = node->line;
	object->place.column = node->column;
	object->node = node;
	object->format = document->format;
}

static void value_push(lua_State *lua, const struct document_node *node, int depth);

static void
list_push(lua_State *lua, const struct document_node *node, int depth)
{
	lua_Integer i = 0;

	lua_createtable(lua, (int)node->n_children, 0);
	for (const struct document_node *child = node->first; child; child = child->next) {
		value_push(lua, child, depth);
		lua_rawseti(lua, -2, ++i);
	}
}

/* Puts the value on the top under KEY of the table below it; when that is taken, both are in a
 * list, of which the table LISTS knows. */
static void
key_set(lua_State *lua, int table, int lists, struct bytes key)
{
	push_bytes(lua, key);
	lua_pushvalue(lua, -1);
	if (lua_rawget(lua, table) == LUA_TNIL) {
		lua_pop(lua, 1);
		lua_insert(lua, -2);
		lua_rawset(lua, table);
		return;
	}
	lua_pushvalue(lua, -2);
	if (lua_rawget(lua, lists) == LUA_TNIL) {
		lua_pop(lua, 1);
		lua_createtable(lua, 2, 0);
		lua_insert(lua, -2);
		lua_rawseti(lua, -2, 1);
		lua_pushvalue(lua, -2);
		lua_pushvalue(lua, -2);
		lua_rawset(lua, table);
		lua_pushvalue(lua, -2);
		lua_pushboolean(lua, 1);
		lua_rawset(lua, lists);
	} else {
		lua_pop(lua, 1);
	}
	lua_pushvalue(lua, -3);
	lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
	lua_pop(lua, 3);
}

static void
mapping_push(lua_State *lua, const struct document_node *node, int depth)
{
	int table;

	lua_createtable(lua, 0, (int)node->n_children);
	lua_newtable(lua);
	table = lua_gettop(lua) - 1;
	for (const struct document_node *child = node->first; child; child = child->next) {
		value_push(lua, child, depth);
		key_set(lua, table, table + 1, child->key);
	}
	lua_pop(lua, 1);
}

static void
value_push(lua_State *lua, const struct document_node *node, int depth)
{
	budget_charge(policy_of(lua), 8);
	if (depth > VALUE_DEPTH_MAX)
		luaL_error(lua, "the document is nested deeper than %d", VALUE_DEPTH_MAX);
	luaL_checkstack(lua, 12, "document");
	switch (node->kind) {
	case NODE_NULL:
		lua_pushnil(lua);
		break;
	case NODE_BOOLEAN:
		lua_pushboolean(lua, node->boolean);
		break;
	case NODE_INTEGER:
		lua_pushinteger(lua, node->integer);
		break;
	case NODE_FLOAT:
		lua_pushnumber(lua, node->number);
		break;
	case NODE_STRING:
		push_bytes(lua, node->text);
		break;
	case NODE_SEQUENCE:
		list_push(lua, node, depth + 1);
		break;
	case NODE_MAPPING:
		mapping_push(lua, node, depth + 1);
		break;
	}
}

void
node_value_push(lua_State *lua, const struct document_node *node)
{
	value_push(lua, node, 0);
}

static const struct document_node *
node_in(const struct object *object)
{
	return ((const struct node_object *)object)->node;
}

/* The key in a mapping, the place in a list; nil at the root. */
static void
segment_push(lua_State *lua, const struct document_node *node)
{
	if (node->key.data)
		push_bytes(lua, node->key);
	else if (node->index)
		lua_pushinteger(lua, (lua_Integer)node->index);
	else
		lua_pushnil(lua);
}

static void
push_key(lua_State *lua, const struct object *object)
{
	segment_push(lua, node_in(object));
}

/* Keys and places from the root on, with dots between them. */
static void
push_path(lua_State *lua, const struct object *object)
{
	int n = 0;

	lua_pushliteral(lua, "");
	for (const struct document_node *node = node_in(object); node->parent;
	     node = node->parent) {
		segment_push(lua, node);
		lua_tostring(lua, -1);
		if (n++ > 0) {
			lua_pushliteral(lua, ".");
			lua_pushvalue(lua, -3);
			lua_concat(lua, 3);
		}
		lua_replace(lua, -2);
	}
}

static void
push_value(lua_State *lua, const struct object *object)
{
	node_value_push(lua, node_in(object));
}

static const struct object_field node_fields[] = {
	{ "key", push_key, NULL, "string|integer|nil",
	  "Its key, or its place in a list; nil at the root." },
	{ "path", push_path, NULL, "string", "Keys and places from the root, with dots between." },
	{ "value", push_value, NULL, "any", "Its value as plain Lua." },
	{ "line", place_push_line, NULL, "integer", "Its line, from 1." },
	{ "column", place_push_column, NULL, "integer", "Where it begins there, in bytes from 1." },
	{ "text", place_push_text, NULL, "string", "The line, without its end." },
};

const struct object_class node_class = {
	.name = "node",
	.help = "A value in a document; a place.",
	.fields = node_fields,
	.n_fields = ARRAY_SIZE(node_fields),
	.text = push_path,
};
