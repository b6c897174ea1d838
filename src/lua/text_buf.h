#ifndef WRIT_LUA_TEXT_BUF_H
#define WRIT_LUA_TEXT_BUF_H

/*
 * A growing text of the state's own memory, for functions that build a string. In place of
 * luaL_Buffer, whose requests for memory raise an error where all others first collect garbage and
 * then end the policy. Takes one place on the stack, below whatever is pushed later.
 */

#include "base/bytes.h"
#include "lua/vm.h"

enum { TEXT_BUF_SMALL = 512 };

struct text_buf {
	lua_State *lua;
	char *data;
	size_t len, room;
	int slot; /* of the userdata that holds the data once it is no longer small */
	char small[TEXT_BUF_SMALL];
};

void text_buf_init(struct text_buf *buf, lua_State *lua);
void text_buf_add(struct text_buf *buf, struct bytes b);
void text_buf_add_string(struct text_buf *buf, const char *string);
/* Adds the string or number on the top of the stack and pops it. */
void text_buf_add_value(struct text_buf *buf);
/* LEN bytes at the end for the caller to fill in. */
char *text_buf_extend(struct text_buf *buf, size_t len);
/* Pushes the text as a string. */
void text_buf_push(struct text_buf *buf);

static inline void
text_buf_add_char(struct text_buf *buf, char c)
{
	if (buf->len < buf->room)
		buf->data[buf->len++] = c;
	else
		*text_buf_extend(buf, 1) = c;
}

#endif
