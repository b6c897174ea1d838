#ifndef WRIT_REPORT_JSON_WRITER_H
#define WRIT_REPORT_JSON_WRITER_H

/*
 * JSON (RFC 8259) as it is written everywhere here: compact, ASCII, the keys of an object in byte
 * order. The caller gives the keys in that order; a test compares with a sorted form.
 */

#include <stdint.h>

#include "base/buf.h"
#include "base/pattern.h"
#include "model/oid.h"

/* Commas are set by what stands in front. Values inside an object have a KEY, elsewhere it is
 * NULL. */
void json_open(struct buf *out, const char *key, char bracket);
void json_close(struct buf *out, char bracket);
void json_string(struct buf *out, const char *key, struct bytes value);
/* A string, null when VALUE has NULL data. */
void json_string_or_null(struct buf *out, const char *key, struct bytes value);
/* A list of strings. */
void json_strings(struct buf *out, const char *key, const struct bytes *items, size_t n);
/* A list of patterns as written. */
void json_patterns(struct buf *out, const char *key, const struct pattern_list *list);
/* A byte string that must come back as it was: KEY when it is UTF-8, else "KEY_base64". */
void json_byte_string(struct buf *out, const char *key, struct bytes value);
void json_number(struct buf *out, const char *key, uint64_t value);
/* A number, null for 0. */
void json_number_or_null(struct buf *out, const char *key, uint64_t value);
void json_true(struct buf *out, const char *key);
void json_bool(struct buf *out, const char *key, bool value);
void json_null(struct buf *out, const char *key);
/* A value that is written as JSON already. */
void json_raw(struct buf *out, const char *key, struct bytes value);
/* 40 hex digits. */
void json_oid(struct buf *out, const char *key, const struct oid *value);

#endif
