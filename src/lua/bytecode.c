#include "config.h"

#include "lua/bytecode.h"

#include "base/buf.h"
#include "lua/state.h"

/*
 * Lua 5.4's dump of a function, as its ldump.c writes it: the machine has no other way to see its
 * code. It is the machine's own output, and read with care all the same: what does not fit is taken
 * for a flaw.
 */

enum {
	HEADER_BYTES = 31,   /* up to the function's own numbers */
	CONSTANTS_MAX = 255, /* that an operand can name */
	OPCODE_MASK = 0x7f,
	OP_BAND = 41, /* of two registers; OP_BOR and OP_BXOR follow */
	OP_BXOR = 43,
	DEPTH_MAX = 200, /* as deep as Lua's parser goes */
};

enum constant_type { NUMBER_INTEGER = 3, NUMBER_FLOAT = 19, STRING_SHORT = 4, STRING_LONG = 20 };

struct reader {
	struct bytes rest;
	bool broken;
	bool flawed;
};

static struct bytes
take(struct reader *reader, size_t len)
{
	struct bytes taken = bytes_slice(reader->rest, 0, len);

	if (len > reader->rest.len)
		reader->broken = true;
	reader->rest = bytes_slice(reader->rest, taken.len, reader->rest.len);
	return reader->broken ? BYTES_NONE : taken;
}

static unsigned int
take_byte(struct reader *reader)
{
	struct bytes byte = take(reader, 1);

	return byte.len ? (unsigned char)byte.data[0] : 0;
}

/* Seven bits in a byte, the highest first; the last byte has its top bit set. */
static size_t
take_size(struct reader *reader)
{
	size_t size = 0;
	unsigned int byte;

	do {
		byte = take_byte(reader);
		if (size > SIZE_MAX >> 7)
			reader->broken = true;
		size = size << 7 | (byte & 0x7f);
	} while (!(byte & 0x80) && !reader->broken);
	return size;
}

static void
skip_string(struct reader *reader)
{
	size_t size = take_size(reader);

	if (size > 1)
		take(reader, size - 1);
}

static bool
has_bitwise(struct bytes code)
{
	for (size_t i = 0; i + sizeof(uint32_t) <= code.len; i += sizeof(uint32_t)) {
		uint32_t instruction;

		memcpy(&instruction, code.data + i, sizeof(instruction));
		if ((instruction & OPCODE_MASK) >= OP_BAND &&
		    (instruction & OPCODE_MASK) <= OP_BXOR)
			return true;
	}
	return false;
}

static void
skip_constants(struct reader *reader, size_t n)
{
	for (size_t i = 0; i < n && !reader->broken; i++) {
		switch (take_byte(reader)) {
		case NUMBER_INTEGER:
		case NUMBER_FLOAT:
			take(reader, 8);
			break;
		case STRING_SHORT:
		case STRING_LONG:
			skip_string(reader);
			break;
		default: /* nil and booleans have no value behind them */
			break;
		}
	}
}

/* The lists of a dump without debug information are empty. */
static void
skip_debug(struct reader *reader)
{
	for (int i = 0; i < 4; i++) {
		if (take_size(reader) != 0)
			reader->broken = true;
	}
}

static void
function_read(struct reader *reader, int depth)
{
	size_t n_constants, n_functions;
	struct bytes code;

	skip_string(reader); /* the source */
	take_size(reader);   /* its lines */
	take_size(reader);
	take(reader, 3); /* parameters, varargs, stack */
	code = take(reader, take_size(reader) * sizeof(uint32_t));
	n_constants = take_size(reader);
	reader->flawed |= n_constants > CONSTANTS_MAX && has_bitwise(code);
	skip_constants(reader, n_constants);
	take(reader, take_size(reader) * 3); /* upvalues */
	n_functions = take_size(reader);
	for (size_t i = 0; i < n_functions && !reader->broken; i++) {
		if (depth == DEPTH_MAX)
			reader->broken = true;
		else
			function_read(reader, depth + 1);
	}
	skip_debug(reader);
}

static int
dump_write(UNUSED lua_State *lua, const void *bytes, size_t len, void *ctx)
{
	buf_add(ctx, (struct bytes){ bytes, len });
	return 0;
}

/* Nothing in here raises: the dump is on the heap. */
static struct reader
dump_read(lua_State *lua)
{
	CLEANUP(buf_release) struct buf dump = BUF_INIT;
	struct reader reader = { .broken = false };

	lua_dump(lua, dump_write, &dump, 1);
	reader.rest = buf_bytes(&dump);
	take(&reader, HEADER_BYTES + 1); /* and how many upvalues the function has */
	function_read(&reader, 0);
	reader.broken |= reader.rest.len > 0;
	return reader;
}

void
bytecode_check(lua_State *lua)
{
	struct reader reader = dump_read(lua);

	if (reader.broken)
		luaL_error(lua, "this version of Lua compiles to a form that is not known");
	if (reader.flawed)
		luaL_error(lua,
			   "a function with more than %d constants uses &, | or ~, which this "
			   "version of Lua computes wrongly; put these into a function of "
			   "their own",
			   CONSTANTS_MAX);
}
