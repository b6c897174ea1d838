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
	OP_CLOSE = 54,
	OP_TAILCALL = 69,
	DEPTH_MAX = 200,  /* as deep as Lua's parser goes */
	LINE_FAR = -0x80, /* in place of a line's distance: it is in the other list */
};

enum constant_type { NUMBER_INTEGER = 3, NUMBER_FLOAT = 19, STRING_SHORT = 4, STRING_LONG = 20 };

struct reader {
	struct bytes rest;
	bool broken;
	bool flawed;
	line_visitor *visit; /* NULL when nobody asks for lines */
	void *ctx;
	size_t tail_calls, tail_line; /* of the chunk itself */
};

/* What the lines of a function are told by. */
struct lines {
	size_t first; /* where it is defined; of the chunk 0 */
	bool of_chunk;
	bool variadic; /* then its first instruction stands nowhere */
	struct bytes code, distances, far;
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

/* Of instruction I; 0 when there is none. */
static unsigned int
opcode(struct bytes code, size_t i)
{
	uint32_t instruction = 0;

	if (i < code.len / sizeof(instruction))
		memcpy(&instruction, code.data + i * sizeof(instruction), sizeof(instruction));
	return instruction & OPCODE_MASK;
}

static bool
has_bitwise(struct bytes code)
{
	for (size_t i = 0; i < code.len / sizeof(uint32_t); i++) {
		if (opcode(code, i) >= OP_BAND && opcode(code, i) <= OP_BXOR)
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

/* The next of the pairs of instruction and line. */
static size_t
take_far_line(struct reader *far)
{
	take_size(far);
	return take_size(far);
}

/* Whether somebody wrote instruction I: not how a function begins, how it and a loop end, and the
 * return behind a tail call, which does not come back. */
static bool
is_written(const struct lines *lines, size_t i)
{
	if (i == 0)
		return !lines->variadic && lines->distances.len > 1;
	return i + 1 < lines->distances.len && opcode(lines->code, i) != OP_CLOSE &&
	       opcode(lines->code, i - 1) != OP_TAILCALL;
}

static void
instruction_seen(struct reader *reader, const struct lines *lines, size_t i, size_t line)
{
	if (reader->visit && is_written(lines, i))
		reader->visit(reader->ctx, line);
	if (lines->of_chunk && opcode(lines->code, i) == OP_TAILCALL) {
		reader->tail_calls++;
		reader->tail_line = line;
	}
}

/* Each instruction's line is so far from that of the one before. */
static void
lines_read(struct reader *reader, const struct lines *lines)
{
	struct reader far = { .rest = lines->far };
	size_t line = lines->first;

	for (size_t i = 0; i < lines->distances.len; i++) {
		int distance = (signed char)lines->distances.data[i];

		line = distance == LINE_FAR ? take_far_line(&far) : line + (size_t)distance;
		instruction_seen(reader, lines, i, line);
	}
	reader->broken |= far.broken;
}

static void
skip_far_lines(struct reader *reader, struct lines *lines)
{
	const char *start;
	size_t n = take_size(reader);

	start = reader->rest.data;
	for (size_t i = 0; i < n && !reader->broken; i++)
		take_far_line(reader);
	if (n && !reader->broken)
		lines->far = (struct bytes){ start, (size_t)(reader->rest.data - start) };
}

static void
skip_names(struct reader *reader, size_t n, int numbers)
{
	for (size_t i = 0; i < n && !reader->broken; i++) {
		skip_string(reader);
		for (int k = 0; k < numbers; k++)
			take_size(reader);
	}
}

static void
debug_read(struct reader *reader, struct lines *lines)
{
	lines->distances = take(reader, take_size(reader));
	skip_far_lines(reader, lines);
	skip_names(reader, take_size(reader), 2); /* variables, and where they live */
	skip_names(reader, take_size(reader), 0); /* upvalues */
	if (!reader->broken)
		lines_read(reader, lines);
}

static void
function_read(struct reader *reader, int depth)
{
	struct lines lines = { .of_chunk = depth == 0 };
	size_t n_constants, n_functions;

	skip_string(reader); /* the source */
	lines.first = take_size(reader);
	take_size(reader); /* its last line */
	take_byte(reader); /* parameters */
	lines.variadic = take_byte(reader) != 0;
	take_byte(reader); /* stack */
	lines.code = take(reader, take_size(reader) * sizeof(uint32_t));
	n_constants = take_size(reader);
	reader->flawed |= n_constants > CONSTANTS_MAX && has_bitwise(lines.code);
	skip_constants(reader, n_constants);
	take(reader, take_size(reader) * 3); /* upvalues */
	n_functions = take_size(reader);
	for (size_t i = 0; i < n_functions && !reader->broken; i++) {
		if (depth == DEPTH_MAX)
			reader->broken = true;
		else
			function_read(reader, depth + 1);
	}
	debug_read(reader, &lines);
}

static int
dump_write(UNUSED lua_State *lua, const void *bytes, size_t len, void *ctx)
{
	buf_add(ctx, (struct bytes){ bytes, len });
	return 0;
}

/* Nothing in here raises: the dump is on the heap. */
static struct reader
dump_read(lua_State *lua, line_visitor *visit, void *ctx)
{
	CLEANUP(buf_release) struct buf dump = BUF_INIT;
	struct reader reader = { .visit = visit, .ctx = ctx };

	lua_dump(lua, dump_write, &dump, 0);
	reader.rest = buf_bytes(&dump);
	take(&reader, HEADER_BYTES + 1); /* and how many upvalues the function has */
	function_read(&reader, 0);
	reader.broken |= reader.rest.len > 0;
	return reader;
}

static void
raise_unknown_form(lua_State *lua)
{
	luaL_error(lua, "this version of Lua compiles to a form that is not known");
}

void
bytecode_lines(lua_State *lua, line_visitor *visit, void *ctx)
{
	if (dump_read(lua, visit, ctx).broken)
		raise_unknown_form(lua);
}

size_t
bytecode_check(lua_State *lua)
{
	struct reader reader = dump_read(lua, NULL, NULL);

	if (reader.broken)
		raise_unknown_form(lua);
	if (reader.flawed)
		luaL_error(lua,
			   "a function with more than %d constants uses &, | or ~, which this "
			   "version of Lua computes wrongly; put these into a function of "
			   "their own",
			   CONSTANTS_MAX);
	return reader.tail_calls == 1 ? reader.tail_line : 0;
}
