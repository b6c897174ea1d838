#include "config.h"

#include "lua/object.h"

#include "lua/budget.h"
#include "lua/library.h"

enum { FIELDS_MAX = 40 };

static const struct object_class *
class_at(lua_State *lua, int index)
{
	return ((const struct object *)lua_touserdata(lua, index))->class;
}

/* "file has no field 'sise'; did you mean 'size'?; it has path, status, ..." */
static int
raise_unknown_field(lua_State *lua, const struct object_class *class, struct bytes name)
{
	const char *words[FIELDS_MAX];
	size_t n = 0;

	for (; n < class->n_fields && n < FIELDS_MAX; n++)
		words[n] = class->fields[n].name;
	return raise_has_no(lua, class->name, "field", name, words, n);
}

/* Pushes a field of the object at index 1. */
static void
field_push(lua_State *lua, const struct object_class *class, const struct object_field *field)
{
	if (class->record) {
		lua_getiuservalue(lua, 1, 1);
		lua_pushvalue(lua, 2);
		lua_rawget(lua, -2);
	} else {
		field->push(lua, lua_touserdata(lua, 1));
	}
}

/* __index of a class with fields. Its upvalue has each name's method, or the field as an address:
 * policies ask for fields more often than for anything else. */
static int
object_index(lua_State *lua)
{
	const struct object_class *class = class_at(lua, 1);

	if (lua_type(lua, 2) != LUA_TSTRING)
		return luaL_error(lua, "%s is indexed with a %s; it has named fields", class->name,
				  luaL_typename(lua, 2));
	budget_charge(policy_of(lua), WORK_OF_CALL);
	lua_settop(lua, 2);
	lua_pushvalue(lua, 2);
	switch (lua_rawget(lua, lua_upvalueindex(1))) {
	case LUA_TFUNCTION:
		return 1;
	case LUA_TLIGHTUSERDATA:
		field_push(lua, class, lua_touserdata(lua, 3));
		return 1;
	default:
		return raise_unknown_field(lua, class, check_bytes(lua, 2));
	}
}

static void
index_push(lua_State *lua, const struct object_class *class)
{
	if (class->index) {
		lua_pushcfunction(lua, class->index);
		return;
	}
	lua_createtable(lua, 0, (int)class->n_fields);
	for (size_t i = 0; i < class->n_fields; i++) {
		if (class->fields[i].method)
			lua_pushcfunction(lua, class->fields[i].method);
		else
			lua_pushlightuserdata(lua, (void *)(uintptr_t) & class->fields[i]);
		lua_setfield(lua, -2, class->fields[i].name);
	}
	lua_pushcclosure(lua, object_index, 1);
}

/* __newindex */
static int
object_assigned(lua_State *lua)
{
	return luaL_error(lua, "%s is read-only", class_at(lua, 1)->name);
}

/* __eq: the same thing, wherever it came from. */
static int
object_equal(lua_State *lua)
{
	const struct object_class *class = class_at(lua, 1);
	const char *a = lua_touserdata(lua, 1), *b = lua_touserdata(lua, 2);
	size_t len = (size_t)lua_rawlen(lua, 1);
	bool equal = class == class_at(lua, 2) && !class->record && !class->call;

	if (equal && class->equal)
		equal = class->equal(lua_touserdata(lua, 1), lua_touserdata(lua, 2));
	else if (equal)
		equal = len == (size_t)lua_rawlen(lua, 2) &&
			memcmp(a + sizeof(struct object), b + sizeof(struct object),
			       len - sizeof(struct object)) == 0;
	lua_pushboolean(lua, equal);
	return 1;
}

static void
metatable_push(lua_State *lua, const struct object_class *class)
{
	if (lua_rawgetp(lua, LUA_REGISTRYINDEX, class) == LUA_TTABLE)
		return;
	lua_pop(lua, 1);
	lua_createtable(lua, 0, 6);
	index_push(lua, class);
	lua_setfield(lua, -2, "__index");
	lua_pushcfunction(lua, object_assigned);
	lua_setfield(lua, -2, "__newindex");
	lua_pushcfunction(lua, object_equal);
	lua_setfield(lua, -2, "__eq");
	lua_pushstring(lua, class->name);
	lua_setfield(lua, -2, "__name");
	if (class->call) {
		lua_pushcfunction(lua, class->call);
		lua_setfield(lua, -2, "__call");
	}
	if (class->len) {
		lua_pushcfunction(lua, class->len);
		lua_setfield(lua, -2, "__len");
	}
	lua_pushvalue(lua, -1);
	lua_rawsetp(lua, LUA_REGISTRYINDEX, class);
}

void *
object_new(lua_State *lua, const struct object_class *class, size_t size, int values)
{
	struct object *object = lua_newuserdatauv(lua, size, values);

	memset(object, 0, size);
	object->class = class;
	metatable_push(lua, class);
	lua_setmetatable(lua, -2);
	return object;
}

void
record_new(lua_State *lua, const struct object_class *class)
{
	object_new(lua, class, sizeof(struct object), 1);
	lua_insert(lua, -2);
	lua_setiuservalue(lua, -2, 1);
}

void
record_set(lua_State *lua, const char *name, struct bytes value)
{
	if (!value.data)
		return;
	push_bytes(lua, value);
	lua_setfield(lua, -2, name);
}

void *
object_test(lua_State *lua, int index, const struct object_class *class)
{
	if (lua_type(lua, index) != LUA_TUSERDATA || class_at(lua, index) != class)
		return NULL;
	return lua_touserdata(lua, index);
}

void *
object_self(lua_State *lua, const struct object_class *class)
{
	void *object = object_test(lua, 1, class);

	if (!object)
		luaL_error(lua, "a method of %s is not called on one; write object:method(...)",
			   class->name);
	return object;
}

void
object_to_text(lua_State *lua, int index)
{
	const struct object *object = lua_touserdata(lua, index);
	const char *name = object->class->name;

	if (!object->class->text) {
		lua_pushstring(lua, name);
		return;
	}
	lua_pushfstring(lua, "%s '", name);
	object->class->text(lua, object);
	lua_pushliteral(lua, "'");
	lua_concat(lua, 3);
}

int
object_not_available(lua_State *lua)
{
	return luaL_error(lua, "not available in this version");
}

void
push_oid(lua_State *lua, const struct oid *oid)
{
	char hex[OID_HEX_CHARS + 1];

	if (oid_is_zero(oid)) {
		lua_pushnil(lua);
		return;
	}
	oid_hex(oid, hex);
	lua_pushlstring(lua, hex, OID_HEX_CHARS);
}

void
push_bytes_or_nil(lua_State *lua, struct bytes b)
{
	if (b.data)
		push_bytes(lua, b);
	else
		lua_pushnil(lua);
}
