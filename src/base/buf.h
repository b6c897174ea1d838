#ifndef WRIT_BASE_BUF_H
#define WRIT_BASE_BUF_H

/*
 * A growing byte buffer for what is written: reports, messages, JSON.
 */

#include "base/bytes.h"
#include "base/macros.h"

struct buf {
	char *data; /* heap; a NUL stands behind the last byte once anything was added */
	size_t len, room;
};

#define BUF_INIT                                                                                   \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void buf_release(struct buf *buf);
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, struct bytes b);
void buf_add_string(struct buf *buf, const char *string);
void buf_add_char(struct buf *buf, char c);
void buf_add_repeated(struct buf *buf, char c, size_t count);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF(2, 3);
/* What was written, borrowed until the next change. */
struct bytes buf_bytes(const struct buf *buf);

#endif
