#include "config.h"

#include <stdlib.h>

#include "lua/bytecode.h"
#include "lua/state.h"

/* Lua cuts a longer chunk name in its messages: LUA_IDSIZE. */
enum { NAME_MAX_BYTES = LUA_IDSIZE - 1 };

/* What lua_load reads: as many line feeds as there are lines in front of the code in its file, so
 * that the lines of messages are those of the file, then the code. */
struct code_reader {
	size_t lines_left;
	struct bytes text;
};

static const char *
code_read(UNUSED lua_State *lua, void *ctx, size_t *len)
{
	static const char lines[] =
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
	struct code_reader *reader = ctx;
	struct bytes text = reader->text;

	if (reader->lines_left) {
		*len = reader->lines_left < sizeof(lines) - 1 ? reader->lines_left
							      : sizeof(lines) - 1;
		reader->lines_left -= *len;
		return lines;
	}
	reader->text = BYTES_NONE;
	*len = text.len;
	return text.data;
}

struct bytes
code_name(const struct policy_code *code)
{
	const char *slash = code->path.len ? memrchr(code->path.data, '/', code->path.len) : NULL;
	size_t from = slash ? (size_t)(slash - code->path.data) + 1 : 0;
	struct bytes name = bytes_slice(code->path, from, code->path.len);

	return name.len < NAME_MAX_BYTES ? name : BYTES("policy");
}

void
code_load(lua_State *lua, const struct policy_code *code)
{
	struct policy *policy = policy_of(lua);
	struct code_reader reader = { code->first_line ? code->first_line - 1 : 0, code->text };
	struct bytes name = code_name(code);
	const char *chunk_name = lua_pushfstring(lua, "=%s", arena_copy(&policy->arena, name).data);

	if (code->text.len > policy->limits.value[LIMIT_POLICY_BYTES])
		policy_spend(policy, LIMIT_POLICY_BYTES);
	if (lua_load(lua, code_read, &reader, chunk_name, "t") != LUA_OK)
		lua_error(lua);
	policy->functions.tail_line = bytecode_check(lua);
	lua_remove(lua, -2);
}
