#include "config.h"

#include "lua/sequence.h"

#include "lua/budget.h"
#include "lua/library.h"

static struct sequence *
self_of(lua_State *lua)
{
	return lua_touserdata(lua, 1);
}

/* Pushes element I from 0 and tells it its place; nil behind the end. */
static void
element_push(lua_State *lua, struct sequence *sequence, size_t i)
{
	struct object *object;

	budget_charge(policy_of(lua), WORK_OF_CALL);
	if (i >= sequence->len) {
		lua_pushnil(lua);
		return;
	}
	sequence->kind->push(lua, sequence, i);
	if (lua_type(lua, -1) != LUA_TUSERDATA)
		return;
	object = lua_touserdata(lua, -1);
	object->sequence = sequence->serial;
	object->index = i + 1;
}

/* s[i] */
static int
sequence_index(lua_State *lua)
{
	struct sequence *sequence = self_of(lua);
	lua_Integer i;
	int whole;

	i = lua_tointegerx(lua, 2, &whole);
	if (lua_type(lua, 2) != LUA_TNUMBER || !whole)
		return luaL_error(lua,
				  "a sequence of %s has no field '%s'; it is used as "
				  "`for x in s do`, #s, s[i]",
				  sequence->kind->name,
				  lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2)
								  : luaL_typename(lua, 2));
	element_push(lua, sequence, i < 1 ? SIZE_MAX : (size_t)i - 1);
	return 1;
}

/* #s */
static int
sequence_len(lua_State *lua)
{
	lua_pushinteger(lua, (lua_Integer)self_of(lua)->len);
	return 1;
}

static bool
is_nan(lua_State *lua, int index)
{
	return !lua_rawequal(lua, index, index);
}

static bool
element_is(lua_State *lua, struct sequence *sequence, size_t i, int value)
{
	bool equal;

	element_push(lua, sequence, i);
	equal = lua_rawequal(lua, -1, value) || (is_nan(lua, -1) && is_nan(lua, value));
	lua_pop(lua, 1);
	return equal;
}

enum { SLOTS_MAX = 256, BYTES_OF_POLICY_PER_INSTRUCTION = 32 };

/* Which `for` asks: the frame that it runs in, an opaque address, and how far the frame reaches
 * below the call, which is where the loop has its state. Two loops that run never share both.
 * Lua finds a slot by way of the function's variables, of which a policy has as many as it is long.
 */
static struct loop
loop_running(lua_State *lua)
{
	const struct policy *policy = policy_of(lua);
	int low = 0, high = SLOTS_MAX;
	lua_Debug frame;

	if (!lua_getstack(lua, 1, &frame))
		return (struct loop){ NULL };
	budget_charge(policy_of(lua),
		      8 + policy->decision->policy.text.len / BYTES_OF_POLICY_PER_INSTRUCTION);
	while (high - low > 1) {
		int middle = low + (high - low) / 2;

		if (lua_getlocal(lua, &frame, middle)) {
			lua_pop(lua, 1);
			low = middle;
		} else {
			high = middle;
		}
	}
	return (struct loop){ .frame = frame.i_ci, .slot = low };
}

/* Where LOOP is remembered; n_loops when it is not. */
static size_t
loop_find(const struct sequence *sequence, const struct loop *loop)
{
	size_t i = 0;

	while (i < sequence->n_loops &&
	       (sequence->loops[i].frame != loop->frame || sequence->loops[i].slot != loop->slot))
		i++;
	return i;
}

static size_t
loop_enter(lua_State *lua, struct sequence *sequence)
{
	struct loop loop = loop_running(lua);
	size_t old = loop_find(sequence, &loop);

	if (old == sequence->n_loops && sequence->n_loops == LOOPS_MAX)
		old = 0;
	if (old < sequence->n_loops) {
		sequence->n_loops--;
		memmove(sequence->loops + old, sequence->loops + old + 1,
			(sequence->n_loops - old) * sizeof(loop));
	}
	sequence->loops[sequence->n_loops++] = loop;
	return 0;
}

/* The place behind the only element that is the value at index 3. Where there are more, or none,
 * because the list was changed, to guess would pass over some. */
static size_t
behind_element(lua_State *lua, struct sequence *sequence)
{
	size_t behind = 0, n = 0;

	for (size_t i = 0; i < sequence->len; i++) {
		if (element_is(lua, sequence, i, 3)) {
			behind = i + 1;
			n++;
		}
	}
	if (n == 1)
		return behind;
	luaL_error(lua,
		   "a sequence of %s is gone through as `for x in s do`, not changed meanwhile, "
		   "and, with equal elements, in at most %d loops at once",
		   sequence->kind->name, LOOPS_MAX);
	return 0;
}

/* The place behind the element at index 3. Loops that were entered later are over, or were left. */
static size_t
loop_advance(lua_State *lua, struct sequence *sequence)
{
	struct loop loop = loop_running(lua);
	size_t i = loop_find(sequence, &loop);
	size_t next;

	if (i == sequence->n_loops || !element_is(lua, sequence, sequence->loops[i].at, 3))
		return behind_element(lua, sequence);
	next = sequence->loops[i].at + 1;
	sequence->loops[i].at = next;
	sequence->n_loops = next < sequence->len ? i + 1 : i;
	return next;
}

static void
table_element(lua_State *lua, UNUSED struct sequence *sequence, size_t i)
{
	lua_getiuservalue(lua, 1, 1);
	lua_rawgeti(lua, -1, (lua_Integer)i + 1);
	lua_remove(lua, -2);
}

/* s(state, element before): the step of a generic `for` */
static int
sequence_call(lua_State *lua)
{
	struct sequence *sequence = self_of(lua);
	const struct object *before = NULL;
	size_t next;

	lua_settop(lua, 3);
	if (lua_type(lua, 3) == LUA_TUSERDATA)
		before = lua_touserdata(lua, 3);
	if (before && before->sequence == sequence->serial)
		next = before->index;
	else if (lua_isnil(lua, 3))
		next = loop_enter(lua, sequence);
	else if (sequence->kind->push == table_element)
		next = loop_advance(lua, sequence);
	else
		return luaL_error(lua, "a sequence of %s is not called; write `for x in s do`",
				  sequence->kind->name);
	element_push(lua, sequence, next);
	return 1;
}

static void
sequence_text(lua_State *lua, const struct object *object)
{
	lua_pushstring(lua, ((const struct sequence *)object)->kind->name);
}

const struct object_class sequence_class = {
	.name = "sequence",
	.text = sequence_text,
	.index = sequence_index,
	.call = sequence_call,
	.len = sequence_len,
};

void *
sequence_new(lua_State *lua, const struct sequence_kind *kind, size_t size, size_t len)
{
	struct sequence *sequence = object_new(lua, &sequence_class, size, 1);

	sequence->kind = kind;
	sequence->serial = ++policy_of(lua)->sequences;
	sequence->len = len;
	return sequence;
}

void
sequence_of_table(lua_State *lua, enum table_sequence kind, size_t n)
{
	static const struct sequence_kind kinds[] = {
		[SEQUENCE_IDS] = { "commit ids", table_element },
		[SEQUENCE_NAMES] = { "names", table_element },
		[SEQUENCE_OPTIONS] = { "push options", table_element },
		[SEQUENCE_PARAMETERS] = { "parameters", table_element },
		[SEQUENCE_PATTERNS] = { "path patterns", table_element },
		[SEQUENCE_TRAILERS] = { "trailers", table_element },
	};

	sequence_new(lua, &kinds[kind], sizeof(struct sequence), n);
	lua_insert(lua, -2);
	lua_setiuservalue(lua, -2, 1);
}

size_t
sequence_size(lua_State *lua, size_t header, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total) ||
	    __builtin_add_overflow(total, header, &total))
		policy_spend(policy_of(lua), LIMIT_MEMORY);
	return total;
}

/* list(state, element before), the sequence over the list being the upvalue. The list is the
 * script's to change, so it has its length anew. */
static int
list_call(lua_State *lua)
{
	struct sequence *sequence = lua_touserdata(lua, lua_upvalueindex(1));

	sequence->len = (size_t)lua_rawlen(lua, 1);
	lua_pushvalue(lua, lua_upvalueindex(1));
	lua_replace(lua, 1);
	return sequence_call(lua);
}

void
sequence_calls_list(lua_State *lua, size_t n)
{
	lua_createtable(lua, 0, 1);
	lua_pushvalue(lua, -2);
	sequence_of_table(lua, SEQUENCE_PARAMETERS, n);
	lua_pushcclosure(lua, list_call, 1);
	lua_setfield(lua, -2, "__call");
	lua_setmetatable(lua, -2);
}

bool
sequence_table_push(lua_State *lua, int index)
{
	const struct object *object = object_test(lua, index, &sequence_class);

	if (!object || ((const struct sequence *)object)->kind->push != table_element)
		return false;
	lua_getiuservalue(lua, index, 1);
	return true;
}
