#include "config.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

void
buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf)BUF_INIT;
}

void
buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

static char *
buf_extend(struct buf *buf, size_t len)
{
	size_t need, room = buf->room ? buf->room : 256;
	char *at;

	if (__builtin_add_overflow(buf->len, len, &need) ||
	    __builtin_add_overflow(need, (size_t)1, &need))
		memory_exhausted();
	while (room < need) {
		if (__builtin_mul_overflow(room, (size_t)2, &room))
			memory_exhausted();
	}
	if (room != buf->room) {
		buf->data = memory_realloc(buf->data, room, 1);
		buf->room = room;
	}
	at = buf->data + buf->len;
	buf->len += len;
	buf->data[buf->len] = '\0';
	return at;
}

void
buf_add(struct buf *buf, struct bytes b)
{
	char *at = buf_extend(buf, b.len);

	if (b.len)
		memcpy(at, b.data, b.len);
}

void
buf_add_string(struct buf *buf, const char *string)
{
	buf_add(buf, bytes_of(string));
}

void
buf_add_char(struct buf *buf, char c)
{
	*buf_extend(buf, 1) = c;
}

void
buf_add_repeated(struct buf *buf, char c, size_t count)
{
	memset(buf_extend(buf, count), c, count);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;
	char *at;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len > 0) {
		at = buf_extend(buf, (size_t)len);
		vsnprintf(at, (size_t)len + 1, format, again);
	}
	va_end(again);
}

struct bytes
buf_bytes(const struct buf *buf)
{
	return (struct bytes){ buf->data ? buf->data : "", buf->len };
}
