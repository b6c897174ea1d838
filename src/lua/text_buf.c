#include "config.h"

#include "lua/text_buf.h"

#include <string.h>

#include "lua/budget.h"

void
text_buf_init(struct text_buf *buf, lua_State *lua)
{
	luaL_checkstack(lua, 4, NULL);
	lua_pushnil(lua);
	buf->lua = lua;
	buf->data = buf->small;
	buf->len = 0;
	buf->room = sizeof(buf->small);
	buf->slot = lua_gettop(lua);
}

static void
grow(struct text_buf *buf, size_t len)
{
	size_t room = buf->room * 2, needed;
	char *data;

	if (__builtin_add_overflow(buf->len, len, &needed))
		policy_spend(policy_of(buf->lua), LIMIT_MEMORY);
	if (room < needed)
		room = needed;
	data = lua_newuserdatauv(buf->lua, room, 0);
	memcpy(data, buf->data, buf->len);
	lua_replace(buf->lua, buf->slot);
	buf->data = data;
	buf->room = room;
}

char *
text_buf_extend(struct text_buf *buf, size_t len)
{
	char *at;

	if (buf->room - buf->len < len)
		grow(buf, len);
	at = buf->data + buf->len;
	buf->len += len;
	return at;
}

void
text_buf_add(struct text_buf *buf, struct bytes b)
{
	if (b.len)
		memcpy(text_buf_extend(buf, b.len), b.data, b.len);
}

void
text_buf_add_string(struct text_buf *buf, const char *string)
{
	text_buf_add(buf, bytes_of(string));
}

void
text_buf_add_value(struct text_buf *buf)
{
	struct bytes b;

	b.data = lua_tolstring(buf->lua, -1, &b.len);
	text_buf_add(buf, b);
	lua_pop(buf->lua, 1);
}

void
text_buf_push(struct text_buf *buf)
{
	lua_pushlstring(buf->lua, buf->data, buf->len);
}
